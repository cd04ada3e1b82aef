"""Gives everything back as CSV: what a CRM knows in the form that ``contentlib import`` takes, and every table.

What opens something is left out: passwords, the secrets of sessions, tokens and links. So is what is made anew from
the files: chunks, vectors and the full text.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contentlib.errors import BadInput
from contentlib.language import disarm
from contentlib.storage import Cursor, Store, joined_texts, list_columns, list_tables, own

TABLES = "tables"
MANUAL = "README.txt"
# Made anew from the files by a pass.
DERIVED = (
    "chunks", "vectors", "asset_vectors", "idle_vectors", "query_vectors", "vector_log", "lexicon", "understood",
    "read_queries",
)  # fmt: skip
# Of no use to anybody but this library, and secret.
CLOSED = (
    "invitations", "login_sessions", "attempts", "provider_logouts", "second_steps", "recovery_codes", "link_codes",
)  # fmt: skip
WITHHELD: Mapping[str, tuple[str, ...]] = {
    "logins": ("password", "subject"),
    "links": ("sealed", "token_hash", "passcode"),
    "sends": ("token",),
    "views": ("nonce",),
    "tokens": ("hash",),
    "retirements": ("parked",),
}
# Of meta, which holds the key that signs sessions, only this.
META = ("sharing", "state", "complete")

# Rows of ours that no CRM named get a name that none of theirs can have.
NAMED = "coalesce(nullif({0}.external_id, ''), 'contentlib-{0}.' || {0}.id)"
FROM = "coalesce(nullif({0}.source, ''), 'contentlib')"
# The same of what a row refers to, which may be nothing.
WHOSE = f"CASE WHEN {{0}}.id IS NULL THEN '' ELSE {FROM} END"
PATHS = """(SELECT l.path FROM versions v JOIN locations l ON l.version_id = v.id WHERE v.asset_id = {0}
    ORDER BY l.gone_at IS NOT NULL, v.number DESC, l.id LIMIT 1)"""
# The files that import takes, each with its columns in its order.
IMPORTABLE: Mapping[str, str] = {
    "reps": "SELECT p.name, p.email, p.team, p.role FROM people p ORDER BY p.id",
    "accounts": f"""SELECT {NAMED.format("a")} AS account_id, a.name, a.industry, a.employees, a.country,
        {FROM.format("a")} AS source FROM accounts a ORDER BY a.id""",
    "contacts": f"""SELECT CASE WHEN a.id IS NULL THEN '' ELSE {NAMED.format("a")} END AS account_id, c.name, c.email,
        c.title, {FROM.format("c")} AS source, {WHOSE.format("a")} AS account_source
        FROM contacts c LEFT JOIN accounts a ON a.id = c.account_id ORDER BY c.id""",
    "deals": f"""SELECT {NAMED.format("d")} AS deal_id,
        CASE WHEN a.id IS NULL THEN '' ELSE {NAMED.format("a")} END AS account_id, d.name,
        coalesce(p.email, '') AS rep_email, d.amount, d.currency, d.pipeline_stage, d.outcome, d.opened_at,
        d.closed_at, d.lost_reason, {FROM.format("d")} AS source,
        {WHOSE.format("a")} AS account_source FROM deals d LEFT JOIN accounts a ON a.id = d.account_id
        LEFT JOIN people p ON p.id = d.person_id ORDER BY d.id""",
    "sends": f"""SELECT {NAMED.format("s")} AS send_id, s.sent_at, {PATHS.format("s.asset_id")} AS path,
        p.email AS rep_email, c.email AS contact_email,
        CASE WHEN d.id IS NULL THEN '' ELSE {NAMED.format("d")} END AS deal_id, s.channel, s.note,
        {FROM.format("s")} AS source, {WHOSE.format("d")} AS deal_source
        FROM sends s JOIN people p ON p.id = s.person_id JOIN contacts c ON c.id = s.contact_id
        LEFT JOIN deals d ON d.id = s.deal_id ORDER BY s.id""",
    "views": f"""SELECT {NAMED.format("v")} AS view_id, {NAMED.format("s")} AS send_id, v.viewed_at, v.seconds,
        v.pages AS pages_seen, CASE WHEN v.human THEN v.agent ELSE 'scanner' END AS agent,
        {FROM.format("v")} AS source, {FROM.format("s")} AS send_source
        FROM views v JOIN sends s ON s.id = v.send_id ORDER BY v.id""",
    "searches": f"""SELECT {NAMED.format("s")} AS search_id, s.searched_at, coalesce(p.email, '') AS rep_email, s.query,
        (SELECT {joined_texts("path", "'|'")} FROM (SELECT {PATHS.format("i.asset_id")} AS path FROM impressions i
            WHERE i.search_id = s.id AND coalesce(s.fits, 1) ORDER BY i.rank)) AS shown,
        (SELECT {joined_texts("path", "'|'")} FROM (SELECT DISTINCT {PATHS.format("o.asset_id")} AS path FROM opens o
            WHERE o.search_id = s.id)) AS opened, {FROM.format("s")} AS source
        FROM searches s LEFT JOIN people p ON p.id = s.person_id ORDER BY s.id""",
}  # fmt: skip

SAYS = """What contentlib knew, as CSV in UTF-8, one row a line, times in UTC.

The files in this folder have the form that “contentlib import FOLDER” takes: index the same drives into an empty
library, import this folder, and its reports say the same. What the form has no room for is in the tables: links and
their terms, pages and grades of views, filters of searches, tags, feedback, requests. A view that was not counted as
reading comes back as a scanner's; a search without a person does not come back.

tables/ holds every table as it is, with the library's own numbers, so that they can be joined. Columns that hold JSON
say so by their braces. Left out: passwords and whatever else opens something, and what is made anew from the files
(chunks, vectors, full text). A cell that a spreadsheet would run as a formula has an apostrophe before it; import
takes it off again.

"""


@dataclass(frozen=True, slots=True)
class Dump:
    """What was written: rows by file, relative to ``folder``."""

    folder: Path
    rows: Mapping[str, int]


def export_library(db: Store, folder: Path) -> Dump:
    """Write all files below ``folder``, which must be new or empty; only its owner may read them.

    Raises:
        BadInput: there is something in the folder, or it cannot be written.
    """
    _make_folder(folder)
    rows: dict[str, int] = {}
    # One look at the library, so that no row names another that is not there.
    with db.at_one_moment():
        for name, sql in IMPORTABLE.items():
            rows[f"{name}.csv"] = _write(folder / f"{name}.csv", db.execute(sql))
        for table in list_exported(db):
            rows[f"{TABLES}/{table}.csv"] = _write(folder / TABLES / f"{table}.csv", _read(db, table))
    with _open_private(folder / MANUAL) as file:
        file.write(SAYS + "".join(f"{name}: {count} rows\n" for name, count in rows.items()))
    return Dump(folder, rows)


def list_exported(db: Store) -> tuple[str, ...]:
    """The tables that are given back as they are."""
    hidden = {*DERIVED, *CLOSED}
    return tuple(name for name in list_tables(db) if name not in hidden)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise BadInput(f"There is something in {folder} already. Choose a new folder; an export never overwrites.")
        (folder / TABLES).mkdir(mode=0o700)
    except OSError as error:
        raise BadInput(f"{folder} cannot be written: {error.strerror}. Choose another folder.") from error


def _read(db: Store, table: str) -> Cursor:
    kept = ", ".join(f'"{name}"' for name in list_columns(db, table) if name not in WITHHELD.get(table, ()))
    where = f" WHERE key IN ({', '.join('?' * len(META))})" if table == "meta" else ""
    return db.execute(f"SELECT {kept} FROM {own(table)}{where}", META if where else ())


def _write(path: Path, cursor: Cursor) -> int:
    count = 0
    with _open_private(path) as file:
        writer = csv.writer(file)
        writer.writerow(cursor.columns)
        for row in cursor:
            writer.writerow(_to_cells(row))
            count += 1
    return count


def _to_cells(row: Sequence[Any]) -> Iterable[Any]:
    for value in row:
        yield json.dumps(value.hex()) if isinstance(value, bytes) else disarm(value)


def _open_private(path: Path) -> Any:
    path.touch(mode=0o600, exist_ok=False)
    return path.open("w", encoding="utf-8", newline="")
