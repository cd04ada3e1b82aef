"""What each version's file carries that a buyer must not get, as the examiners of its format told when it was read."""

from __future__ import annotations

from typing import Any

from contentlib.model import EXAMINERS, Inside, read_inside_json
from contentlib.storage import Store


def inside_row(inside: Inside) -> dict[str, Any]:
    """The columns of a version that keep it."""
    return {"inside": inside.to_json(), "examined_with": EXAMINERS}


def record_inside(db: Store, version_id: int, inside: Inside) -> None:
    """Keep what a version's file carries, so that it is not looked through at every send."""
    db.update("versions", version_id, inside_row(inside))


def find_inside(db: Store, version_id: int) -> Inside | None:
    """What is kept; none where no examiner of today looked, which is no answer and least of all “nothing”."""
    row = db.execute("SELECT inside, examined_with FROM versions WHERE id = ?", [version_id]).fetchone()
    return read_inside_json(row[0]) if row and row[1] == EXAMINERS else None
