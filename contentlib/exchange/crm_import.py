"""Takes in what a CRM and an older portal export as CSV: people, accounts, contacts, deals, sends, views, searches.

Every row carries the exporter's own id, so that the same export can be taken in twice without counting anything twice.
"""

from __future__ import annotations

import csv
import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from contentlib.catalog import find_asset_by_path
from contentlib.errors import BadInput, ContentlibError, LibraryError, UnknownAsset
from contentlib.language import rearm
from contentlib.model import Asset, Audience, Channel, Outcome
from contentlib.people import check_email, find_or_add_person
from contentlib.search import record_impressions
from contentlib.sending import record_view
from contentlib.storage import Store, to_text

SCANNER_AGENTS = frozenset({"scanner", "bot", "previewer"})


@dataclass(slots=True)
class CrmIntake:
    """What was taken in, by file; each row that was not, with the reason; and what a person should look into.

    ``internal_sends`` counts sends of assets that are internal, by title: they happened, so they are history, but
    either the asset went out by mistake or it is tagged wrongly. ``unknown_paths`` counts files the library never saw.
    """

    counts: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)
    internal_sends: Counter[str] = field(default_factory=Counter)
    unknown_paths: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the rows of one intake share: ``shift`` is added to every time."""

    db: Store
    shift: timedelta
    intake: CrmIntake
    assets: dict[str, Asset | None] = field(default_factory=dict)

    def time(self, text: str) -> str | None:
        return to_text(_read_time(text) + self.shift) if text.strip() else None

    def asset(self, path: str) -> Asset | None:
        """The asset at this path; None, and counted, where the library never saw a file there."""
        if path not in self.assets:
            try:
                self.assets[path] = find_asset_by_path(self.db, path)
            except UnknownAsset:
                self.assets[path] = None
        if self.assets[path] is None:
            self.intake.unknown_paths[path] += 1
        return self.assets[path]

    def asset_ids(self, paths: str) -> list[int]:
        """The known assets of a list of paths joined by ``|``, each once."""
        found = [self.asset(path) for path in paths.split("|") if path]
        return list(dict.fromkeys(asset.id for asset in found if asset))

    def id_of(self, table: str, external_id: str) -> int | None:
        row = self.db.execute(f"SELECT id FROM {table} WHERE external_id = ?", [external_id]).fetchone()
        if row is None and external_id:
            raise BadInput(f"there is no row {external_id} in {table}")
        return row[0] if row else None

    def known(self, table: str, external_id: str) -> bool:
        return self.db.execute(f"SELECT 1 FROM {table} WHERE external_id = ?", [external_id]).fetchone() is not None


Row = Mapping[str, str]


def import_activity(db: Store, folder: Path, *, until: datetime | None = None) -> CrmIntake:
    """Take in the CSV files of ``folder``; those that are missing are left out, rows that can't be used are reported.

    With ``until`` all times are moved so that the newest falls on it (for a demonstration that does not age).

    Raises:
        BadInput: the folder holds none of the files, or one of them lacks a column.
    """
    files = {name: folder / f"{name}.csv" for name in TABLES if (folder / f"{name}.csv").is_file()}
    if not files:
        raise BadInput(f"“{folder}” holds none of {', '.join(f'{name}.csv' for name in TABLES)}. Check the path.")
    shift = until - _newest(files) if until else timedelta()
    intake = CrmIntake()
    desk = _Desk(db, shift, intake)
    with db.atomic():
        for name, path in files.items():
            _take_in(desk, name, path, intake)
    return intake


def _take_in(desk: _Desk, name: str, path: Path, intake: CrmIntake) -> None:
    columns, take = TABLES[name]
    for number, row in _read_rows(path, columns):
        try:
            with desk.db.atomic():
                intake.counts[name] += take(desk, row)
        except LibraryError:
            raise
        except (ContentlibError, ValueError) as error:
            intake.refused.append(f"{path.name}, line {number}: {error}")


def _read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            lacking = [column for column in columns if column not in (reader.fieldnames or ())]
            if lacking:
                raise BadInput(f"{path} lacks the column {', '.join(lacking)}. Export it with: {', '.join(columns)}.")
            for row in reader:
                yield reader.line_num, {name: rearm(value or "") for name, value in row.items() if name}
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{path} is not CSV in UTF-8 ({error}). Export it again as UTF-8.") from error


def _newest(files: Mapping[str, Path]) -> datetime:
    """The newest time in the export; times of deals still to come do not count."""
    return max(
        (_read_time(row[column]) for name, column in TIMES.items() if name in files
         for _, row in _read_rows(files[name], (column,)) if row[column].strip()),
        default=datetime.now(UTC),
    )  # fmt: skip


def _read_time(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise BadInput(f"“{text}” is no time; write it like 2026-03-31T14:05:00+00:00") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


# --- one function a file; each returns how many rows it added -----------------------------------------------------


def _take_rep(desk: _Desk, row: Row) -> int:
    email = check_email(row["email"], field="email")
    values = {"name": row["name"], "role": row["role"] or "rep", "team": row["team"]}
    known = desk.db.execute("SELECT id FROM people WHERE email = ?", [email]).fetchone()
    if known:
        desk.db.update("people", known[0], values)
        return 0
    desk.db.insert("people", {"email": email, **values})
    return 1


def _take_account(desk: _Desk, row: Row) -> int:
    values = {
        "external_id": row["account_id"], "name": row["name"], "industry": row["industry"],
        "employees": int(row["employees"] or 0), "country": row["country"],
    }  # fmt: skip
    return _insert(desk, "accounts", values)


def _take_contact(desk: _Desk, row: Row) -> int:
    email = check_email(row["email"], field="email")
    values = {
        "account_id": desk.id_of("accounts", row["account_id"]), "name": row["name"], "email": email,
        "title": row["title"],
    }  # fmt: skip
    known = desk.db.execute("SELECT id FROM contacts WHERE email = ?", [email]).fetchone()
    if known:
        desk.db.update("contacts", known[0], values)
        return 0
    desk.db.insert("contacts", values)
    return 1


def _take_deal(desk: _Desk, row: Row) -> int:
    values = {
        "external_id": row["deal_id"], "account_id": desk.id_of("accounts", row["account_id"]), "name": row["name"],
        "person_id": find_or_add_person(desk.db, check_email(row["rep_email"], field="rep_email")),
        "amount": float(row["amount"] or 0), "currency": row["currency"] or "EUR",
        "pipeline_stage": row["pipeline_stage"], "outcome": Outcome(row["outcome"]).value,
        "lost_reason": row["lost_reason"], "opened_at": desk.time(row["opened_at"]),
        "closed_at": desk.time(row["closed_at"]),
    }  # fmt: skip
    return _insert(desk, "deals", values, update=True)


def _take_send(desk: _Desk, row: Row) -> int:
    if desk.known("sends", row["send_id"]):
        return 0
    asset = desk.asset(row["path"])
    if asset is None:
        raise UnknownAsset(f"there is no asset at “{row['path']}”")
    if asset.audience is Audience.INTERNAL:
        desk.intake.internal_sends[asset.title] += 1
    contact = check_email(row["contact_email"], field="contact_email")
    known = desk.db.execute("SELECT id FROM contacts WHERE email = ?", [contact]).fetchone()
    values = {
        "external_id": row["send_id"], "asset_id": asset.id, "version_id": asset.version_id,
        "person_id": find_or_add_person(desk.db, check_email(row["rep_email"], field="rep_email")),
        "contact_id": known[0] if known else desk.db.insert("contacts", {"email": contact}),
        "deal_id": desk.id_of("deals", row["deal_id"]), "channel": Channel(row["channel"]).value, "note": row["note"],
        "token": secrets.token_urlsafe(24), "sent_at": desk.time(row["sent_at"]),
    }  # fmt: skip
    return _insert(desk, "sends", values)


def _take_view(desk: _Desk, row: Row) -> int:
    if desk.known("views", row["view_id"]):
        return 0
    send_id = desk.id_of("sends", row["send_id"])
    if send_id is None:
        raise BadInput("it names no send. Fill in send_id.")
    record_view(
        desk.db,
        send_id,
        viewed_at=_read_time(row["viewed_at"]) + desk.shift,
        seconds=float(row["seconds"] or 0),
        pages=int(row["pages_seen"] or 0),
        agent=row["agent"],
        human=row["agent"] not in SCANNER_AGENTS,
        external_id=row["view_id"],
    )
    return 1


def _take_search(desk: _Desk, row: Row) -> int:
    if desk.known("searches", row["search_id"]):
        return 0
    shown, opened = desk.asset_ids(row["shown"]), desk.asset_ids(row["opened"])
    person_id = find_or_add_person(desk.db, check_email(row["rep_email"], field="rep_email"))
    at = desk.time(row["searched_at"])
    search_id = desk.db.insert("searches",
        {
            "external_id": row["search_id"], "searched_at": at, "person_id": person_id, "query": row["query"],
            "fits": int(bool(row["shown"])), "door": "import",
        }
    )  # fmt: skip
    record_impressions(desk.db, search_id, shown)
    desk.db.insert_many(
        "opens",
        [{"asset_id": one, "person_id": person_id, "search_id": search_id, "opened_at": at} for one in opened],
    )
    return 1


def _insert(desk: _Desk, table: str, values: dict[str, Any], *, update: bool = False) -> int:
    known = desk.id_of(table, values["external_id"]) if desk.known(table, values["external_id"]) else None
    if known is None:
        desk.db.insert(table, values)
        return 1
    if update:
        desk.db.update(table, known, values)
    return 0


TABLES: dict[str, tuple[tuple[str, ...], Callable[[_Desk, Row], int]]] = {
    "reps": (("name", "email", "team", "role"), _take_rep),
    "accounts": (("account_id", "name", "industry", "employees", "country"), _take_account),
    "contacts": (("account_id", "name", "email", "title"), _take_contact),
    "deals": (
        ("deal_id", "account_id", "name", "rep_email", "amount", "currency", "pipeline_stage", "outcome", "opened_at",
         "closed_at", "lost_reason"),
        _take_deal,
    ),
    "sends": (("send_id", "sent_at", "path", "rep_email", "contact_email", "deal_id", "channel", "note"), _take_send),
    "views": (("view_id", "send_id", "viewed_at", "seconds", "pages_seen", "agent"), _take_view),
    "searches": (("search_id", "searched_at", "rep_email", "query", "shown", "opened"), _take_search),
}  # fmt: skip
TIMES = {"sends": "sent_at", "views": "viewed_at", "searches": "searched_at"}
