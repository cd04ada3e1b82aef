"""What is left out of the reports: somebody's activity, a stretch of time, or both; nothing is erased by it.

Reports read what happened from views that leave this out, named as their tables with ``counted_`` before; which rows
these show is said in the schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contentlib.errors import BadInput, UnknownRecord
from contentlib.language import check_text
from contentlib.people.persons import check_email
from contentlib.storage import Store, to_text, to_time

LONGEST_REASON = 300
# Texts between which every time lies.
EVER = ("", "9999")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """``person`` is an e-mail address, empty for everybody; a bound that is none is open."""

    id: int
    person: str
    since: datetime | None
    until: datetime | None
    reason: str
    made_by: str
    made_at: datetime
    undone_by: str
    undone_at: datetime | None

    @property
    def says(self) -> str:
        """What is left out, in words.

        >>> at = datetime(2026, 3, 1, 12)
        >>> Exclusion(1, "ann@ours.example", at, None, "", "", at, "", None).says
        'what ann@ours.example did, from 2026-03-01 12:00'
        """
        who = f"what {self.person} did" if self.person else "what everybody did"
        begins = f"from {self.since:%Y-%m-%d %H:%M}" if self.since else ""
        ends = f"until {self.until:%Y-%m-%d %H:%M}" if self.until else ""
        when = " ".join(filter(None, (begins, ends)))
        return f"{who}, {when or 'always'}"


def exclude(
    db: Store,
    *,
    person: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    reason: str = "",
    made_by: str,
    made_at: datetime,
) -> Exclusion:
    """Leave something out from now on; returns what.

    Raises:
        BadInput: neither a person nor a time is named, nobody has that address, or the time ends before it begins.
    """
    email = check_email(person, field="person") if person else ""
    if not email and not since and not until:
        raise BadInput("The field person is empty, and so are the days. Name somebody, a time, or both.")
    if since and until and since >= until:
        raise BadInput("The field until lies before the field since. Swap them.")
    values = {
        "person_id": _find_person(db, email) if email else None, "since": to_text(since) or EVER[0],
        "until": to_text(until) or EVER[1], "reason": check_text(reason, "reason", LONGEST_REASON), "made_by": made_by,
        "made_at": to_text(made_at),
    }  # fmt: skip
    return find_exclusion(db, db.insert("exclusions", values))


def include(db: Store, exclusion_id: int, *, undone_by: str, undone_at: datetime) -> Exclusion:
    """Let the reports count it again.

    Raises:
        UnknownRecord: there is none of this number, or it is undone already.
    """
    if find_exclusion(db, exclusion_id).undone_at:
        raise UnknownRecord(f"Number {exclusion_id} is counted again already. Reload the page.")
    db.update("exclusions", exclusion_id, {"undone_by": undone_by, "undone_at": to_text(undone_at)})
    return find_exclusion(db, exclusion_id)


LISTED = """SELECT e.id, coalesce(p.email, ''), e.since, e.until, e.reason, e.made_by, e.made_at, e.undone_by,
    e.undone_at FROM exclusions e LEFT JOIN people p ON p.id = e.person_id"""


def list_exclusions(db: Store) -> tuple[Exclusion, ...]:
    """All that is or was left out, what holds first, then the newest."""
    return tuple(map(_read, db.rows(f"{LISTED} ORDER BY e.undone_at IS NOT NULL, e.id DESC")))


def find_exclusion(db: Store, exclusion_id: int) -> Exclusion:
    """The one of this number.

    Raises:
        UnknownRecord: there is none.
    """
    for row in db.rows(f"{LISTED} WHERE e.id = ?", [exclusion_id]):
        return _read(row)
    raise UnknownRecord(f"Nothing is left out under the number {exclusion_id}. Choose one from the list.")


def list_uncounted(db: Store) -> frozenset[int]:
    """The ids of people of whom nothing at all is counted."""
    rows = db.rows(
        "SELECT person_id FROM exclusions WHERE person_id IS NOT NULL AND undone_at IS NULL "
        "AND since = ? AND until = ?",
        EVER,
    )
    return frozenset(row[0] for row in rows)


def _find_person(db: Store, email: str) -> int:
    for row in db.rows("SELECT id FROM people WHERE email = ?", [email]):
        return int(row[0])
    raise BadInput(f"Nobody with the address {email} in the field person did anything here. Check the spelling.")


def _read(row: tuple[Any, ...]) -> Exclusion:
    number, person, since, until, reason, made_by, made_at, undone_by, undone_at = row
    begins, ends = (None if text in EVER else to_time(text) for text in (since, until))
    return Exclusion(
        number, person, begins, ends, reason, made_by, datetime.fromisoformat(made_at), undone_by, to_time(undone_at)
    )
