"""Content requests: what reps need and the library lacks, who asked, who works on it, and what answered it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from contentlib.catalog import find_asset
from contentlib.errors import BadInput, UnknownRecord
from contentlib.language import check_text
from contentlib.people import check_email, find_or_add_person
from contentlib.storage import Store, same_value, to_text, to_time

LONGEST_TITLE = 200
LONGEST_REPLY = 2000


class RequestStatus(StrEnum):
    """How far a request is."""

    OPEN = "open"
    IN_WORK = "in_work"
    ANSWERED = "answered"
    DECLINED = "declined"


STATUSES = {
    RequestStatus.OPEN: "Open",
    RequestStatus.IN_WORK: "In work",
    RequestStatus.ANSWERED: "Answered",
    RequestStatus.DECLINED: "Declined",
}
DONE = (RequestStatus.ANSWERED, RequestStatus.DECLINED)


@dataclass(frozen=True, slots=True)
class Ask:
    """A query somebody typed in vain, and when. ``rep`` is an e-mail address, empty where nobody said."""

    query: str
    rep: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class ContentRequest:
    """Something to be made. ``asset_id`` and ``asset_title`` name what answers it; ``asks`` are oldest first."""

    id: int
    title: str
    status: RequestStatus
    assignee: str
    asset_id: int | None
    asset_title: str
    reply: str
    asked_at: datetime
    closed_at: datetime | None
    asks: tuple[Ask, ...]

    @property
    def queries(self) -> tuple[str, ...]:
        """The different queries, first asked first."""
        return tuple({ask.query.casefold(): ask.query for ask in reversed(self.asks)}.values())[::-1]

    @property
    def by_query(self) -> tuple[tuple[Ask, ...], ...]:
        """The asks in the same words together, those asked most often first; in each the oldest first."""
        found: dict[str, list[Ask]] = defaultdict(list)
        for ask in self.asks:
            found[ask.query.casefold()].append(ask)
        return tuple(sorted(map(tuple, found.values()), key=lambda asks: -len(asks)))

    @property
    def reps(self) -> tuple[str, ...]:
        """Who asked, each once."""
        return tuple(dict.fromkeys(ask.rep for ask in self.asks if ask.rep))


def record_request(db: Store, title: str, asks: Iterable[Ask], *, asked_at: datetime) -> int:
    """A new request; returns its id.

    Raises:
        BadInput: there is no title, or it is too long.
    """
    title = check_text(title, "title", LONGEST_TITLE, needed=True)
    with db.atomic():
        request_id = int(db.insert("requests", {"title": title, "asked_at": to_text(asked_at)}))
        record_asks(db, request_id, asks)
    return request_id


def record_asks(db: Store, request_id: int, asks: Iterable[Ask]) -> None:
    """More of the same; what this person already asked in these words is not added again."""
    with db.atomic():
        for ask in asks:
            person_id = find_or_add_person(db, check_email(ask.rep, field="rep")) if ask.rep else None
            db.execute(
                "INSERT INTO asks (request_id, query, person_id, asked_at) SELECT ?, ?, ?, ? WHERE NOT EXISTS "
                f"(SELECT 1 FROM asks WHERE request_id = ? AND query = ? AND {same_value('person_id', '?')})",
                [request_id, ask.query, person_id, to_text(ask.asked_at), request_id, ask.query, person_id],
            )


def ask_for(db: Store, query: str, *, rep: str, asked_at: datetime) -> int:
    """A rep asks for what a search did not find: joins the request that waits for these words, or is a new one.

    Raises:
        BadInput: the query is empty, or ``rep`` is no e-mail address.
    """
    query = check_text(query, "query", LONGEST_TITLE * 10, needed=True)
    rep = check_email(rep, field="rep") if rep else ""
    ask = Ask(query, rep, asked_at)
    with db.atomic():
        waiting = find_waiting(db, [query]).get(query.casefold())
        if waiting is None:
            return record_request(db, query[:LONGEST_TITLE], [ask], asked_at=asked_at)
        record_asks(db, waiting, [ask])
    return waiting


def find_waiting(db: Store, queries: Iterable[str]) -> dict[str, int]:
    """For each query (without regard to case) the newest request that names it and is not done."""
    wanted = {query.casefold() for query in queries}
    rows = db.execute(
        "SELECT a.query, r.id FROM asks a JOIN requests r ON r.id = a.request_id "
        "WHERE r.status IN ('open', 'in_work') ORDER BY r.id"
    )
    return {query.casefold(): request_id for query, request_id in rows if query.casefold() in wanted}


def record_progress(
    db: Store,
    request_id: int,
    *,
    status: RequestStatus,
    assignee: str,
    asset_id: int | None,
    reply: str,
    at: datetime,
) -> None:
    """Who works on a request, how far it is, and what answers it.

    Raises:
        UnknownRecord: there is no such request.
        BadInput: it is called answered and no asset answers it; a text cannot be used.
        UnknownAsset: there is no asset of this number.
    """
    find_request(db, request_id)
    assignee = check_email(assignee, field="assignee") if assignee else ""
    reply = check_text(reply, "reply", LONGEST_REPLY)
    if status is RequestStatus.ANSWERED and asset_id is None:
        raise BadInput("The field asset is empty: name the asset that answers this, or call it declined and say why.")
    if asset_id is not None:
        find_asset(db, asset_id)
    with db.atomic():
        db.update("requests",
            request_id,
            {
                "status": status.value, "assignee_id": find_or_add_person(db, assignee) if assignee else None,
                "asset_id": asset_id, "reply": reply, "closed_at": to_text(at) if status in DONE else None,
            },
        )  # fmt: skip


LISTED = """SELECT r.id, r.title, r.status, coalesce(p.email, ''), r.asset_id, coalesce(a.title, ''), r.reply,
    r.asked_at, r.closed_at FROM requests r LEFT JOIN people p ON p.id = r.assignee_id
    LEFT JOIN assets a ON a.id = r.asset_id"""


ASKED_UNCOUNTED = "SELECT request_id FROM asks WHERE id NOT IN (SELECT id FROM counted_asks)"


def list_requests(db: Store) -> tuple[ContentRequest, ...]:
    """All requests: those that wait first, by how many reps asked, then the newest.

    What nobody asked but who is left out of the reports is not among them.
    """
    asks = _list_asks(db)
    left_out = {row[0] for row in db.execute(ASKED_UNCOUNTED)} - asks.keys()
    rows = [row for row in db.execute(f"{LISTED} ORDER BY r.id DESC") if row[0] not in left_out]
    found = [_to_request(row, asks.get(row[0], ())) for row in rows]
    found.sort(key=lambda one: (list(RequestStatus).index(one.status), -len(one.reps)))
    return tuple(found)


def find_request(db: Store, request_id: int) -> ContentRequest:
    """The request of this number.

    Raises:
        UnknownRecord: there is none.
    """
    row = db.execute(f"{LISTED} WHERE r.id = ?", [request_id]).fetchone()
    if row is None:
        raise UnknownRecord(f"No content request has the number {request_id}. Choose one from the list.")
    return _to_request(row, _list_asks(db, request_id, table="asks").get(request_id, ()))


def _list_asks(db: Store, request_id: int | None = None, *, table: str = "counted_asks") -> dict[int, tuple[Ask, ...]]:
    found: dict[int, list[Ask]] = defaultdict(list)
    for row in db.execute(
        "SELECT a.request_id, a.query, coalesce(p.email, ''), a.asked_at "
        f"FROM {table} a LEFT JOIN people p ON p.id = a.person_id "
        "WHERE ? IS NULL OR a.request_id = ? ORDER BY a.asked_at, a.id",
        [request_id, request_id],
    ):
        found[row[0]].append(Ask(row[1], row[2], datetime.fromisoformat(row[3])))
    return {one: tuple(asks) for one, asks in found.items()}


def _to_request(row: Sequence[Any], asks: tuple[Ask, ...]) -> ContentRequest:
    return ContentRequest(
        id=row[0], title=row[1], status=RequestStatus(row[2]), assignee=row[3], asset_id=row[4], asset_title=row[5],
        reply=row[6], asked_at=datetime.fromisoformat(row[7]), closed_at=to_time(row[8]), asks=asks,
    )  # fmt: skip
