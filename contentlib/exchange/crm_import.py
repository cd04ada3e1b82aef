"""Takes in what a CRM and an older portal export as CSV: people, accounts, contacts, deals, sends, views, searches.

Every row carries the exporter's own id, which means something only together with the exporter's name, its *source*: the
same export can be taken in twice without counting anything twice, and two systems have each their own 1001.
"""

from __future__ import annotations

import csv
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from contentlib.deals import add_nobody, is_forgotten
from contentlib.errors import BadInput, ContentlibError, LibraryError, UnknownAsset
from contentlib.exchange.crm_desk import OTHER_SYSTEM, TOLD, ImportDesk, Row, Took, read_time
from contentlib.exchange.crm_intake import USUAL_SOURCE, CrmIntake, RowChange, check_source
from contentlib.language import rearm, split_words
from contentlib.model import Audience, Channel, Outcome
from contentlib.people import check_email, find_or_add_person
from contentlib.search import record_impressions
from contentlib.sending import record_view
from contentlib.storage import Store

SCANNER_AGENTS = frozenset({"scanner", "bot", "previewer"})
# Whoever was forgotten has an address there; their sends stay, and are not about them again.
FORGOTTEN = "@contact.invalid"


class _Rehearsed(Exception):
    """Takes a rehearsal back."""


def import_activity(
    db: Store, folder: Path, *, source: str = "", until: datetime | None = None, rehearse: bool = False
) -> CrmIntake:
    """Take in the CSV files of ``folder``; those that are missing are left out, rows that can't be used are reported.

    ``source`` names the system that the rows come from; where nobody does, a row whose id stands for something else
    here is refused. With ``until`` all times are moved so that the newest falls on it (for a demonstration that does
    not age). A rehearsal tells the same and changes nothing.

    Raises:
        BadInput: the folder holds none of the files, one of them lacks a column, or the source is no name.
    """
    files = {name: folder / f"{name}.csv" for name in TABLES if (folder / f"{name}.csv").is_file()}
    if not files:
        raise BadInput(f"“{folder}” holds none of {', '.join(f'{name}.csv' for name in TABLES)}. Check the path.")
    shift = until - _newest(files) if until else timedelta()
    named = check_source(source) if source else ""
    desk = ImportDesk(db, shift, CrmIntake(), named or USUAL_SOURCE, is_named=bool(named))
    with suppress(_Rehearsed), db.atomic():
        for name, path in files.items():
            _take_in(desk, name, path)
        if rehearse:
            raise _Rehearsed
    return desk.intake


def _take_in(desk: ImportDesk, name: str, path: Path) -> None:
    columns, take = TABLES[name]
    intake = desk.intake
    for number, row in _read_rows(path, columns):
        try:
            with desk.db.atomic():
                took = take(desk, row)
        except LibraryError:
            raise
        except (ContentlibError, ValueError) as error:
            intake.refused.append(f"{path.name}, line {number}: {error}")
            continue
        (intake.counts if took.is_new else intake.changed if took.fields else intake.unchanged)[name] += 1
        if took.fields:
            intake.changes.append(RowChange(path.name, number, took.what, took.fields))


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
        (read_time(row[column]) for name, column in TIMES.items() if name in files
         for _, row in _read_rows(files[name], (column,)) if row[column].strip()),
        default=datetime.now(UTC),
    )  # fmt: skip


# --- one function a file ------------------------------------------------------------------------------------------


def _take_rep(desk: ImportDesk, row: Row) -> Took:
    email = check_email(row["email"], field="email")
    values = {"email": email, "name": row["name"], "role": row["role"] or "rep", "team": row["team"]}
    known = desk.db.rows("SELECT id, email FROM people WHERE email = ?", [email])
    if known:
        values["email"] = known[0][1]
    return desk.put("people", known[0][0] if known else None, f"rep {email}", values)


def _take_account(desk: ImportDesk, row: Row) -> Took:
    source, external_id = desk.source_of(row), _need(row, "account_id")
    values = {
        "source": source, "external_id": external_id, "name": row["name"], "industry": row["industry"],
        "employees": int(row["employees"] or 0), "country": row["country"],
    }  # fmt: skip
    known, what = desk.find("accounts", source, external_id), f"account {external_id}"
    if known is not None and not desk.is_named:
        old, new = desk.compare("accounts", known, {"name": row["name"]}).get("name", ("", ""))
        # A firm that is renamed keeps a word of its name, mostly.
        if not {*split_words(old.lower())} & {*split_words(new.lower())} and old:
            _refuse_stranger(desk, "accounts", external_id, what, old, new)
    return desk.put("accounts", known, what, values)


def _take_contact(desk: ImportDesk, row: Row) -> Took:
    email, source = check_email(row["email"], field="email"), desk.source_of(row)
    values = {
        "account_id": desk.refer("accounts", row, "account_id"), "name": row["name"], "email": email,
        "title": row["title"], "source": source,
    }  # fmt: skip
    if is_forgotten(desk.db, email):
        desk.intake.forgotten["contacts"] += 1
        return Took("a contact who was forgotten")
    known = desk.db.rows("SELECT id, email, source, account_id, name, title FROM contacts WHERE email = ?", [email])
    if not known:
        return desk.put("contacts", None, f"contact {email}", values)
    contact_id, values["email"], keeper, *had = known[0]
    if keeper not in ("", source):
        # Two systems know this person: the first one keeps them, the other fills what is blank.
        values = {name: old or values[name] for name, old in zip(("account_id", "name", "title"), had, strict=True)}
        if [*values.values()] != [desk.refer("accounts", row, "account_id"), row["name"], row["title"]]:
            desk.intake.kept.append(f"{email} stays as {keeper} has them; {source} has another account, name or title.")
    return desk.put("contacts", contact_id, f"contact {email}", values)


def _take_deal(desk: ImportDesk, row: Row) -> Took:
    source, external_id = desk.source_of(row), _need(row, "deal_id")
    values = {
        "source": source, "external_id": external_id, "account_id": desk.refer("accounts", row, "account_id"),
        "name": row["name"],
        "person_id": find_or_add_person(desk.db, check_email(row["rep_email"], field="rep_email")),
        "amount": float(row["amount"] or 0), "currency": row["currency"] or "EUR",
        "pipeline_stage": row["pipeline_stage"], "outcome": _choose(Outcome, row, "outcome"),
        "lost_reason": row["lost_reason"], "opened_at": desk.time(row["opened_at"]),
        "closed_at": desk.time(row["closed_at"]),
    }  # fmt: skip
    known, what = desk.find("deals", source, external_id), f"deal {external_id}"
    if known is not None and not desk.is_named:
        changed = desk.compare("deals", known, {"account_id": values["account_id"]})
        if changed and changed["account_id"][0]:
            accounts: dict[Any, Any] = dict(desk.db.rows(TOLD["account_id"], changed["account_id"]))
            _refuse_stranger(desk, "deals", external_id, what, *map(accounts.get, changed["account_id"]))
    return desk.put("deals", known, what, values)


def _need(row: Row, column: str) -> str:
    if not row[column].strip():
        raise BadInput(f"it has no {column}. Fill it in.")
    return row[column]


def _choose(known: type[Channel] | type[Outcome], row: Row, column: str) -> str:
    values = [one.value for one in known]
    if row[column] not in values:
        raise BadInput(f"“{row[column][:40]}” in {column} is none of {', '.join(values)}. Export one of these.")
    return row[column]


def _refuse_stranger(
    desk: ImportDesk, table: str, external_id: str, what: str, old: str | None, new: str | None
) -> None:
    """Nobody said where this comes from, and it is something else here."""
    desk.strange.add((table, external_id))
    raise BadInput(f"{what} is “{old}” here, and “{new or 'nothing'}” there. {OTHER_SYSTEM}")


def _take_send(desk: ImportDesk, row: Row) -> Took:
    source, external_id = desk.source_of(row), _need(row, "send_id")
    contact = check_email(row["contact_email"], field="contact_email")
    what = f"send {external_id}"
    if (known := desk.find("sends", source, external_id)) is not None:
        sql = "SELECT c.email FROM sends s JOIN contacts c ON c.id = s.contact_id WHERE s.id = ?"
        return _check_event(desk, ("sends", external_id), known, sql, contact)
    asset = desk.asset(row["path"])
    if asset is None:
        raise UnknownAsset(f"there is no asset at “{row['path']}”")
    if asset.audience is Audience.INTERNAL:
        desk.intake.internal_sends[asset.title] += 1
    contact_id = _find_contact(desk, contact)
    values = {
        "source": source, "external_id": external_id, "asset_id": asset.id, "version_id": asset.version_id,
        "person_id": find_or_add_person(desk.db, check_email(row["rep_email"], field="rep_email")),
        "contact_id": contact_id, "deal_id": desk.refer("deals", row, "deal_id"),
        "channel": _choose(Channel, row, "channel"), "note": row["note"],
        "token": secrets.token_urlsafe(24), "sent_at": desk.time(row["sent_at"]),
    }  # fmt: skip
    return desk.put("sends", None, what, values)


def _find_contact(desk: ImportDesk, email: str) -> int:
    """Whom a send went to; of somebody who was forgotten it is kept that something was sent, and about nobody."""
    if is_forgotten(desk.db, email):
        desk.intake.forgotten["sends"] += 1
        return add_nobody(desk.db)
    known = desk.db.rows("SELECT id FROM contacts WHERE email = ?", [email])
    return int(known[0][0] if known else desk.db.insert("contacts", {"email": email}))


def _check_event(desk: ImportDesk, key: tuple[str, str], row_id: int, sql: str, told: str) -> Took:
    """What happened is never another afterwards; an event with this id that is about somebody else is another event.

    Raises:
        BadInput: it is.
    """
    ((had,),) = desk.db.rows(sql, [row_id])
    table, external_id = key
    what = f"{table.removesuffix('s')} {external_id}"
    if str(had).casefold() != told.casefold() and not str(had).endswith(FORGOTTEN):
        desk.strange.add(key)
        raise BadInput(f"{what} is of “{had}” here, and of “{told}” there. {OTHER_SYSTEM}")
    return Took(what)


def _take_view(desk: ImportDesk, row: Row) -> Took:
    source, external_id = desk.source_of(row), _need(row, "view_id")
    send_id = desk.refer("sends", row, "send_id")
    if send_id is None:
        raise BadInput("it names no send. Fill in send_id.")
    if (known := desk.find("views", source, external_id)) is not None:
        return _check_event(desk, ("views", external_id), known, "SELECT send_id FROM views WHERE id = ?", str(send_id))
    record_view(
        desk.db,
        send_id,
        viewed_at=read_time(row["viewed_at"]) + desk.shift,
        seconds=float(row["seconds"] or 0),
        pages=int(row["pages_seen"] or 0),
        agent=row["agent"],
        human=row["agent"] not in SCANNER_AGENTS,
        source=source,
        external_id=external_id,
    )
    return Took(f"view {external_id}", is_new=True)


def _take_search(desk: ImportDesk, row: Row) -> Took:
    source, external_id = desk.source_of(row), _need(row, "search_id")
    if (known := desk.find("searches", source, external_id)) is not None:
        sql = "SELECT query FROM searches WHERE id = ?"
        return _check_event(desk, ("searches", external_id), known, sql, row["query"])
    shown, opened = desk.asset_ids(row["shown"]), desk.asset_ids(row["opened"])
    person_id = find_or_add_person(desk.db, check_email(row["rep_email"], field="rep_email"))
    at = desk.time(row["searched_at"])
    search_id = desk.db.insert("searches",
        {
            "source": source, "external_id": external_id, "searched_at": at, "person_id": person_id,
            "query": row["query"], "fits": int(bool(row["shown"])), "door": "import",
        }
    )  # fmt: skip
    record_impressions(desk.db, search_id, shown)
    desk.db.insert_many(
        "opens",
        [{"asset_id": one, "person_id": person_id, "search_id": search_id, "opened_at": at} for one in opened],
    )
    return Took(f"search {external_id}", is_new=True)


TABLES: dict[str, tuple[tuple[str, ...], Callable[[ImportDesk, Row], Took]]] = {
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
# What a row may say besides: which system it comes from, and which one what it refers to.
SOURCES: Mapping[str, tuple[str, ...]] = {
    "accounts": ("source",), "contacts": ("source", "account_source"), "deals": ("source", "account_source"),
    "sends": ("source", "deal_source"), "views": ("source", "send_source"), "searches": ("source",),
}  # fmt: skip
