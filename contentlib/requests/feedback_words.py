"""What reps say back about an asset, and what marketing answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from contentlib.catalog import find_asset
from contentlib.errors import BadInput, UnknownRecord
from contentlib.language import check_text
from contentlib.people import check_email, find_or_add_person
from contentlib.storage import Store, to_text, to_time

LONGEST = 2000


class Verdict(StrEnum):
    """What a rep thinks of an asset."""

    USEFUL = "useful"
    OUTDATED = "outdated"
    WRONG = "wrong"
    CHANGE = "change"


VERDICTS = {
    Verdict.USEFUL: "Useful",
    Verdict.OUTDATED: "Outdated",
    Verdict.WRONG: "Wrong",
    Verdict.CHANGE: "Please change",
}


@dataclass(frozen=True, slots=True)
class Feedback:
    """One word about one asset. ``rep`` is an e-mail address, empty where nobody said; open until ``closed_at``."""

    id: int
    asset_id: int
    asset_title: str
    verdict: Verdict
    note: str
    rep: str
    said_at: datetime
    answer: str
    answered_by: str
    closed_at: datetime | None
    sends: int


def record_feedback(
    db: Store, asset_id: int, *, verdict: str, note: str, rep: str, said_at: datetime, search_id: int | None = None
) -> int:
    """Keep what a rep says; returns its id. “Useful” needs no answer and is closed at once.

    Raises:
        UnknownAsset: there is no such asset.
        BadInput: an unknown verdict, a change asked for without a word of what, an unusable address or note.
    """
    asset = find_asset(db, asset_id)
    said = read_verdict(verdict)
    note = check_text(note, "note", LONGEST, needed=said is Verdict.CHANGE)
    rep = check_email(rep, field="rep") if rep else ""
    with db.atomic():
        known = db.execute("SELECT id FROM searches WHERE id = ?", [search_id]).fetchone()
        done = said is Verdict.USEFUL and not note
        return int(
            db.insert("feedback",
                {
                    "asset_id": asset.id, "verdict": said.value, "note": note, "said_at": to_text(said_at),
                    "person_id": find_or_add_person(db, rep) if rep else None,
                    "search_id": known[0] if known else None, "closed_at": to_text(said_at) if done else None,
                }
            )

        )  # fmt: skip


def read_verdict(text: str) -> Verdict:
    """The verdict.

    Raises:
        BadInput: it is none.
    """
    try:
        return Verdict(text)
    except ValueError as error:
        raise BadInput(f"“{text}” in the field verdict is none. Choose from: {', '.join(Verdict)}.") from error


def record_answer(db: Store, feedback_id: int, *, answer: str, answered_by: str, closed_at: datetime) -> Feedback:
    """Answer and close. What is closed stays closed; a new word opens a new line.

    Raises:
        UnknownRecord: there is no such line.
        BadInput: it is closed, or the answer is too long.
    """
    found = find_feedback(db, feedback_id)
    if found.closed_at:
        raise BadInput(f"This word about “{found.asset_title}” is closed already. Reload the page.")
    values = {
        "answer": check_text(answer, "answer", LONGEST), "answered_by": answered_by, "closed_at": to_text(closed_at),
    }  # fmt: skip
    db.update("feedback", feedback_id, values)
    return find_feedback(db, feedback_id)


LISTED = """SELECT f.id, f.asset_id, a.title, f.verdict, f.note, coalesce(p.email, ''), f.said_at, f.answer,
    f.answered_by, f.closed_at, (SELECT count(*) FROM counted_sends s WHERE s.asset_id = f.asset_id) AS sends
    FROM {table} f JOIN assets a ON a.id = f.asset_id LEFT JOIN people p ON p.id = f.person_id"""


def find_feedback(db: Store, feedback_id: int) -> Feedback:
    """One line.

    Raises:
        UnknownRecord: there is none of this number.
    """
    row = db.execute(f"{LISTED.format(table='feedback')} WHERE f.id = ?", [feedback_id]).fetchone()
    if row is None:
        raise UnknownRecord(f"No feedback has the number {feedback_id}. Choose one from the inbox.")
    return _to_feedback(row)


def list_feedback(
    db: Store, *, asset_id: int | None = None, waiting: bool = False, limit: int = 500
) -> tuple[Feedback, ...]:
    """Feedback on one asset or on all, as far as reports count it; open lines first, of the most sent assets on top."""
    rows = db.execute(
        f"{LISTED.format(table='counted_feedback')} WHERE (? IS NULL OR f.asset_id = ?) "
        "AND (NOT ? OR f.closed_at IS NULL) "
        "ORDER BY f.closed_at IS NOT NULL, CASE WHEN f.closed_at IS NULL THEN -sends END, f.said_at DESC, f.id DESC "
        "LIMIT ?",
        [asset_id, asset_id, waiting, limit],
    )
    return tuple(_to_feedback(row) for row in rows)


def _to_feedback(row: Sequence[Any]) -> Feedback:
    return Feedback(
        id=row[0], asset_id=row[1], asset_title=row[2], verdict=Verdict(row[3]), note=row[4], rep=row[5],
        said_at=datetime.fromisoformat(row[6]), answer=row[7], answered_by=row[8], closed_at=to_time(row[9]),
        sends=row[10],
    )  # fmt: skip
