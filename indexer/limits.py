"""Limits of folders during a pass: closed before anything is read, and what became of them told in its summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain

from contentlib.catalog import Drive, list_stored
from contentlib.library import Library
from contentlib.people import (
    DriveChange,
    How,
    expect_moves,
    foresee_moves,
    list_limits,
    list_waiting,
    record_audit,
    spell_out,
)
from contentlib.storage import Store
from indexer.plan import Plan

NAMED = 5


def keep_limits(library: Library, drive: Drive, plan: Plan, *, at: datetime) -> None:
    """Close what limited folders became on this drive, before a file of it is read."""
    db = library.db
    if not list_limits(db):
        return
    change = _tell_change(library, drive, plan)
    with db.atomic():
        spell_out(db, drive.id, chain(change.known, change.new), at=at)
        expect_moves(db, drive.id, change, at=at)


def _tell_change(library: Library, drive: Drive, plan: Plan) -> DriveChange:
    stored = {path: one.size for path, one in list_stored(library.db, drive.id).items() if not one.gone}
    new = {one.found.path: one.found.size for one in plan.read if one.before is None or one.before.gone}
    return DriveChange(new=new, known=stored, lost=plan.gone)


def foresee_limits(library: Library, drive: Drive, plan: Plan) -> Iterator[str]:
    """What a pass would do about limits, as far as names and sizes tell."""
    db = library.db
    moves = foresee_moves(db, drive.id, _tell_change(library, drive, plan)) if list_limits(db) else ()
    for move in (one for one in moves if one.how is How.FOLLOWED):
        yield f"The limit on “{move.came_from or drive.name}” would go along to “{move.path or drive.name}”."
    held = [move.path for move in moves if move.how is How.HELD]
    if held:
        yield f"{_count(len(held))} left a limited folder and would stay limited until an admin decides: {_name(held)}."
    checked = sum(move.how is How.CHECKED for move in moves)
    if checked:
        yield (
            f"{_count(checked)} may come from a limited folder: closed until the texts are compared, and open after "
            "that unless they do."
        )
    for limit in list_limits(db):
        left = [path for path in plan.gone if _lies_in(path, limit.folder)]
        if left and len(left) == limit.files:
            yield f"The limit on “{limit.folder or limit.drive}” would hold no file any more."


def tell_limits(db: Store, plan: Plan, *, since: datetime) -> Iterator[str]:
    """What a person should know: which limits went along, which files are held, and which limits hold nothing now."""
    waiting = list_waiting(db, since=since)
    for place in (one for one in waiting if one.how is How.FOLLOWED):
        yield (
            f"What lay in the limited folder “{place.came_from or place.drive}” lies in “{place.path or place.drive}” "
            f"now, and its limit went along ({_count(place.files)}). Have an admin look at it, under Groups."
        )
    held = [one for one in waiting if one.how is How.HELD]
    if held:
        yield (
            f"{_count(len(held))} left a limited folder: limited still, until an admin decides, under Groups or with "
            f"contentlib groups moved: {_name([place.path for place in held])}."
        )
    for limit in list_limits(db):
        if not limit.files and any(_lies_in(path, limit.folder) for path in plan.gone):
            yield f"The limit on “{limit.folder or limit.drive}” holds no file any more. It stays for what may come."


def _count(files: int) -> str:
    return f"{files:,} file{'s' if files != 1 else ''}"


def note_limits(db: Store, *, since: datetime, at: datetime) -> None:
    """Let the log tell that limits went along with what moved."""
    for place in list_waiting(db, since=since):
        what = "limit went along" if place.how is How.FOLLOWED else "file stays limited"
        record_audit(
            db, "", what, about=f"{place.drive}/{place.path}", detail=f"from {place.came_from}", via="pass", at=at
        )


def _name(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - NAMED:,} more" if len(paths) > NAMED else ""
    return ", ".join(paths[:NAMED]) + more


def _lies_in(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(folder + "/")
