"""Where limits hold: folders as drives spell them, the folders that they followed to, and files that left one.

What follows from a move is ``limit_moves``'s.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from contentlib.storage import Store, to_text


class How(StrEnum):
    """Why a limit holds at a place: it was said of it, another spelling of that, or it came there by a move.

    ``checked`` is what a pass has not recognised yet.
    """

    SAID = "said"
    SPELLED = "spelled"
    FOLLOWED = "followed"
    HELD = "held"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class LimitPlace:
    """A folder or a file at which a limit holds. ``came_from`` is where it lay before, if it was moved.

    ``waits`` until an admin has looked; ``files`` counts those that lie there today, also where wider limits hold.
    """

    limit_id: int
    drive: str
    path: str
    how: How
    came_from: str
    since_at: datetime
    waits: bool
    files: int


LYING = "(p.path = '' OR f.path = p.path OR f.path > p.path || '/' AND f.path < p.path || '0')"
LISTED = f"""SELECT p.limit_id, d.name, p.path, p.how, p.came_from, p.since_at, p.waits,
    (SELECT count(*) FROM locations f WHERE f.drive_id = p.drive_id AND f.gone_at IS NULL AND {LYING}) AS files
    FROM limit_places p JOIN drives d ON d.id = p.drive_id"""
IN_ORDER = "ORDER BY d.name, p.path, p.limit_id"


# --- names ---------------------------------------------------------------------------------------------------------


def fold_place(path: str) -> str:
    r"""How names of folders are compared: as people read them, and as drives do that ignore case or decompose letters.

    >>> fold_place("Bo\u0308rse/PLAN ") == fold_place("B\u00f6rse/plan")
    True
    """
    folded = (unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", part).casefold()) for part in path.split("/"))
    return "/".join(part.strip() for part in folded)


def lies_in(path: str, place: str) -> bool:
    """Whether a path is the place or lies below it.

    >>> lies_in("Board/a.md", "Board"), lies_in("Boardroom/a.md", "Board"), lies_in("a.md", "")
    (True, False, True)
    """
    return not place or path == place or path.startswith(place + "/")


def list_ancestors(path: str) -> Iterator[str]:
    """The folders above a path, the topmost first.

    >>> list(list_ancestors("a/b/c.md"))
    ['a', 'a/b']
    """
    end = path.find("/")
    while end >= 0:
        yield path[:end]
        end = path.find("/", end + 1)


def spell_out(db: Store, drive_id: int, paths: Iterable[str], *, at: datetime) -> None:
    """Let limits hold at the folders of a drive that read like theirs, whatever way these are spelled."""
    rows = db.rows("SELECT limit_id, path, how FROM limit_places WHERE drive_id = ? AND path != ''", [drive_id])
    wanted: dict[str, set[int]] = defaultdict(set)
    for limit_id, path, how in rows:
        if how not in (How.HELD, How.CHECKED):
            wanted[fold_place(path)].add(limit_id)
    known = {(limit_id, path) for limit_id, path, _ in rows}
    there = {one for path in paths for one in (*list_ancestors(path), path)} if wanted else ()
    for path in there:
        for limit_id in wanted.get(fold_place(path), ()):
            if (limit_id, path) not in known:
                put_place(db, limit_id, drive_id, path, How.SPELLED, at=at)


# --- what an admin sees of it ---------------------------------------------------------------------------------------


def list_places(db: Store, limit_id: int) -> tuple[LimitPlace, ...]:
    """Everything at which a limit holds, where something lies or which somebody said."""
    rows = db.rows(f"{LISTED} WHERE p.limit_id = ? {IN_ORDER}", [limit_id])
    return tuple(one for one in map(_to_place, rows) if one.files or one.how in (How.SAID, How.FOLLOWED))


def list_waiting(db: Store, *, since: datetime | None = None) -> tuple[LimitPlace, ...]:
    """Where limits went along by themselves and no admin has looked yet; only since then, if that is given."""
    rows = db.rows(f"{LISTED} WHERE p.waits = 1 AND (? IS NULL OR p.since_at >= ?) {IN_ORDER}", [to_text(since)] * 2)
    return tuple(one for one in map(_to_place, rows) if one.files)


def count_waiting(db: Store) -> int:
    """How many places an admin should look at."""
    return len(list_waiting(db))


def keep_limited(db: Store, drive_id: int, path: str) -> bool:
    """An admin has looked, and the place stays limited. False where nothing waits there."""
    done = db.execute(
        "UPDATE limit_places SET waits = 0 WHERE drive_id = ? AND path = ? AND waits = 1", [drive_id, path]
    )
    return bool(done.rowcount)


def open_place(db: Store, drive_id: int, path: str) -> bool:
    """An admin has looked, and what a limit followed to is open, unless another holds there. False where none did."""
    done = db.execute(
        "DELETE FROM limit_places WHERE drive_id = ? AND path = ? AND how IN ('followed', 'held')", [drive_id, path]
    )
    return bool(done.rowcount)


def _to_place(row: tuple[int, str, str, str, str, str, int, int]) -> LimitPlace:
    limit_id, drive, path, how, came_from, since, waits, files = row
    return LimitPlace(limit_id, drive, path, How(how), came_from, datetime.fromisoformat(since), bool(waits), files)


# --- rows ----------------------------------------------------------------------------------------------------------


def say_place(db: Store, limit_id: int, drive_id: int, path: str, *, at: datetime) -> None:
    """Somebody says that the limit holds there, in place of other limits that only came there by a move."""
    db.execute(
        "DELETE FROM limit_places WHERE drive_id = ? AND path = ? AND how IN ('followed', 'held') AND limit_id != ?",
        [drive_id, path, limit_id],
    )
    db.execute("DELETE FROM limit_places WHERE limit_id = ? AND drive_id = ? AND path = ?", [limit_id, drive_id, path])
    put_place(db, limit_id, drive_id, path, How.SAID, at=at)
    paths = db.rows("SELECT path FROM locations WHERE drive_id = ? AND gone_at IS NULL", [drive_id])
    unread = db.rows("SELECT path FROM unreadable WHERE drive_id = ?", [drive_id])
    spell_out(db, drive_id, [one for (one,) in (*paths, *unread)], at=at)


def put_place(
    db: Store, limit_id: int, drive_id: int, path: str, how: How, *, came_from: str = "", at: datetime
) -> None:
    """Let a limit hold at a path; why it holds at one where it did already stays as it was, once that is known."""
    waits = how in (How.FOLLOWED, How.HELD)
    db.execute(
        "INSERT INTO limit_places (limit_id, drive_id, path, how, came_from, since_at, waits) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET how = excluded.how, came_from = excluded.came_from, "
        "since_at = excluded.since_at, waits = excluded.waits WHERE limit_places.how = 'checked'",
        [limit_id, drive_id, path, how.value, came_from, to_text(at), int(waits)],
    )
