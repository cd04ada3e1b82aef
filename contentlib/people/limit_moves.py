"""What becomes of limits when files move: whatever lay where a limit holds stays closed where it turns up next.

A folder that takes most of a limited folder's files along is limited instead. A single file is held until an admin
opens it. A copy beside an original that stays is somebody's own act, and open.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from contentlib.people.limit_places import LYING, How, lies_in, list_ancestors, put_place
from contentlib.storage import Store, to_text


@dataclass(frozen=True, slots=True)
class DriveChange:
    """What a pass found: files that are ``new``, that were ``known`` (both with their sizes), and that are ``lost``."""

    new: Mapping[str, int]
    known: Mapping[str, int]
    lost: Collection[str]


@dataclass(frozen=True, slots=True)
class LimitMove:
    """A place at which a limit comes to hold since files moved there, and where they came from."""

    path: str
    how: How
    came_from: str = ""


# Every limit that holds at a path, which is given twice.
BARRING = """SELECT limit_id FROM limit_places WHERE drive_id = ? AND (path = '' OR path = ?
    OR substr(?, 1, length(path) + 1) = path || '/') AND how != 'checked'"""


def expect_moves(db: Store, drive_id: int, change: DriveChange, *, at: datetime) -> None:
    """Close what a limited folder seems to have become, before any of its files is read.

    A folder is told by the names of its files. A file that is new where one of its name left a limited folder in the
    same pass is closed, too.
    """
    for limit_id in _list_limits(db):
        for move in _foresee(db, limit_id, drive_id, change):
            put_place(db, limit_id, drive_id, move.path, move.how, came_from=move.came_from, at=at)


def foresee_moves(db: Store, drive_id: int, change: DriveChange) -> tuple[LimitMove, ...]:
    """What :func:`expect_moves` would close, without doing it."""
    return tuple(move for limit_id in _list_limits(db) for move in _foresee(db, limit_id, drive_id, change))


def _foresee(db: Store, limit_id: int, drive_id: int, change: DriveChange) -> Iterator[LimitMove]:
    if change.known:
        places = _list_places(db, limit_id, drive_id)
        own = {path: size for path, size in change.known.items() if _is_below(path, places)}
        new = {path: size for path, size in change.new.items() if not _is_below(path, places)}
    else:
        # A drive that was never seen: perhaps one that lay elsewhere, and was not known again.
        places, own = _list_own(db, limit_id)
        new = dict(change.new)
    lost = set(own).intersection(change.lost)
    pairs = dict(_pair(own, lost, new))
    staying = _Known.of(set(change.known).difference(change.lost), is_new_drive=not change.known)
    target = _choose_target(pairs, places, staying, own, sure=lost)
    if target is not None:
        yield LimitMove(target, How.FOLLOWED, _name_origin(pairs, target, places))
    for path, old in pairs.items():
        if old in lost and not (target is not None and lies_in(path, target)):
            yield LimitMove(path, How.HELD, old)
    # What was moved and edited at once is known only when its text is compared, at the end.
    endings = {_find_ending(path) for path in lost.difference(pairs.values())}
    for path in new:
        if path not in pairs and _find_ending(path) in endings:
            yield LimitMove(path, How.CHECKED)


def _find_ending(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[2].casefold()


def _is_below(path: str, places: Iterable[str]) -> bool:
    return any(lies_in(path, one) for one in places)


def _find_place(path: str, places: Iterable[str]) -> str:
    """The narrowest of the places that a path lies in."""
    return max((one for one in places if lies_in(path, one)), key=len, default="")


def _pair(own: Mapping[str, int], lost: Collection[str], new: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Each new file with the limited one that it may be: called the same, and gone from there or of its size."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for path in own:
        by_name[path.rpartition("/")[2]].append(path)
    for path, size in new.items():
        may_be = [old for old in by_name.get(path.rpartition("/")[2], ()) if old in lost or own[old] == size]
        if may_be:
            yield path, max(may_be, key=lambda old: (old in lost, _count_common(path, old)))


def _count_common(one: str, other: str) -> int:
    """How many names two paths end in together."""
    count = 0
    for left, right in zip(reversed(one.split("/")), reversed(other.split("/")), strict=False):
        if left != right:
            break
        count += 1
    return count


@dataclass(frozen=True, slots=True)
class _Known:
    """The folders of a drive whose files were there before and stay; a drive that had none is new as a whole."""

    folders: frozenset[str]
    is_new_drive: bool

    @classmethod
    def of(cls, paths: Iterable[str], *, is_new_drive: bool) -> _Known:
        return cls(frozenset(one for path in paths for one in list_ancestors(path)), is_new_drive)

    def is_new(self, folder: str) -> bool:
        return folder not in self.folders if folder else self.is_new_drive


def _choose_target(
    pairs: Mapping[str, str], places: Collection[str], known: _Known, own: Collection[str], *, sure: Collection[str]
) -> str | None:
    """The new folder to which most of a folder's files went: of a limited one's, or of one below it.

    One file of the same name and size says nothing by itself, unless its old path is among the ``sure`` ones.
    """
    votes: dict[str, set[str]] = defaultdict(set)
    for new, old in pairs.items():
        folder = _find_root(new, old, places, known)
        if folder is not None:
            votes[folder].add(old)
    for folder in sorted(votes, key=lambda folder: (-len(votes[folder]), len(folder))):
        origin = _find_origin(votes[folder])
        if len(votes[folder]) == 1 and not votes[folder].intersection(sure):
            continue
        if 2 * len(votes[folder]) > sum(lies_in(path, origin) for path in own):
            return folder
    return None


def _find_origin(paths: Collection[str]) -> str:
    """The narrowest folder that all of these paths lie in."""
    shared = set.intersection(*(set(list_ancestors(path)) for path in paths))
    return max(shared, key=len, default="")


def _find_root(new: str, old: str, places: Collection[str], known: _Known) -> str | None:
    """What the place that ``old`` lay in is called at ``new``; else the widest folder that is new."""
    place = _find_place(old, places)
    rest = old.removeprefix(place).strip("/") or old.rpartition("/")[2]
    if new == rest or new.endswith("/" + rest):
        root = new.removesuffix(rest).rstrip("/")
        if known.is_new(root):
            return root
    return next((folder for folder in list_ancestors(new) if known.is_new(folder)), None)


def _name_origin(pairs: Mapping[str, str], target: str, places: Collection[str]) -> str:
    """The limited place that most of what lies in ``target`` came from."""
    counted = Counter(_find_place(old, places) for new, old in pairs.items() if lies_in(new, target))
    return counted.most_common(1)[0][0]


def keep_closed(db: Store, asset_id: int, drive_id: int, path: str, *, leaving: Collection[str], at: datetime) -> None:
    """Let the limits that hide an asset hold at the path where it turns up. Call it before it is placed there.

    ``leaving`` are paths of the drive where nothing lies any more, though the library does not know it yet.
    """
    if not _list_limits(db):
        return
    left = _list_left(db, asset_id, drive_id, path, leaving)
    if not left:
        return
    held = set.intersection(*(_list_barring(db, *place) for place in left)) - _list_barring(db, drive_id, path)
    for limit_id in held:
        put_place(db, limit_id, drive_id, path, How.HELD, came_from=left[0][1], at=at)


def _list_left(db: Store, asset_id: int, drive_id: int, path: str, leaving: Collection[str]) -> list[tuple[int, str]]:
    """The places that an asset has left or is leaving, or where it lies on other drives; none where it stays on this.

    Whether it still lies on another drive is known only after a pass over that one.
    """
    rows = db.rows(
        "SELECT l.drive_id, l.path, coalesce(l.gone_at, '') FROM locations l JOIN versions v ON v.id = l.version_id "
        "WHERE v.asset_id = ?",
        [asset_id],
    )
    living = [(drive, place) for drive, place, gone_at in rows if not gone_at]
    if any(drive == drive_id and (place == path or place not in leaving) for drive, place in living):
        return []
    last = max((gone_at for _, _, gone_at in rows), default="")
    return living or [(drive, place) for drive, place, gone_at in rows if gone_at == last]


def follow_moves(db: Store, *, since: datetime, at: datetime) -> None:
    """Of the files that were held since then: where most of a limit's files went to one new folder, limit that.

    A limit whose folder holds nothing any more is called by the folder that it followed to. What was only closed until
    it was recognised is open now.
    """
    db.execute("DELETE FROM limit_places WHERE how = 'checked'")
    for limit_id in _list_limits(db):
        with db.atomic():
            _follow_held(db, limit_id, since=since, at=at)
            _rename(db, limit_id)


# Files of this limit that turned up elsewhere since then, and lie there.
STRAYED = """SELECT p.drive_id, p.path, p.came_from FROM limit_places p JOIN locations l ON l.drive_id = p.drive_id
    AND l.path = p.path AND l.gone_at IS NULL WHERE p.limit_id = ? AND p.how = 'held' AND p.since_at >= ?"""
KNOWN_BEFORE = "SELECT path FROM locations WHERE drive_id = ? AND gone_at IS NULL AND first_seen_at < ?"


def _follow_held(db: Store, limit_id: int, *, since: datetime, at: datetime) -> None:
    rows = db.rows(STRAYED, [limit_id, to_text(since)])
    for drive_id in dict.fromkeys(row[0] for row in rows):
        pairs = {path: came_from for drive, path, came_from in rows if drive == drive_id}
        before = [path for (path,) in db.rows(KNOWN_BEFORE, [drive_id, to_text(since)])]
        places, staying = _list_own(db, limit_id)
        staying_before = _Known.of(before, is_new_drive=not before)
        target = _choose_target(pairs, places, staying_before, {*staying, *pairs.values()}, sure=pairs.values())
        if target is None:
            continue
        put_place(db, limit_id, drive_id, target, How.FOLLOWED, came_from=_name_origin(pairs, target, places), at=at)
        db.execute_many(
            "DELETE FROM limit_places WHERE limit_id = ? AND drive_id = ? AND path = ? AND how = 'held'",
            [(limit_id, drive_id, path) for path in pairs if lies_in(path, target)],
        )


RENAMED = f"""SELECT p.drive_id, p.path FROM limit_places p JOIN limits l ON l.id = p.limit_id WHERE l.id = ?
    AND p.how = 'followed' AND EXISTS (SELECT 1 FROM locations f WHERE f.drive_id = p.drive_id AND f.gone_at IS NULL
        AND {LYING})
    AND NOT EXISTS (SELECT 1 FROM limits o WHERE o.drive_id = p.drive_id AND o.folder = p.path)
    AND NOT EXISTS (SELECT 1 FROM locations f WHERE f.drive_id = l.drive_id AND f.gone_at IS NULL AND (l.folder = ''
        OR f.path = l.folder OR f.path > l.folder || '/' AND f.path < l.folder || '0'))
    ORDER BY p.since_at DESC LIMIT 1"""


def _rename(db: Store, limit_id: int) -> None:
    found = db.execute(RENAMED, [limit_id]).fetchone()
    if found:
        db.execute("UPDATE limits SET drive_id = ?, folder = ? WHERE id = ?", [*found, limit_id])


# --- rows ------------------------------------------------------------------------------------------------------------


def _list_limits(db: Store) -> list[int]:
    return [limit_id for (limit_id,) in db.rows("SELECT id FROM limits ORDER BY id")]


def _list_barring(db: Store, drive_id: int, path: str) -> set[int]:
    return {limit_id for (limit_id,) in db.rows(BARRING, [drive_id, path, path])}


def _list_places(db: Store, limit_id: int, drive_id: int) -> list[str]:
    rows = db.rows(
        "SELECT path FROM limit_places WHERE limit_id = ? AND drive_id = ? AND how != 'checked'", [limit_id, drive_id]
    )
    return [path for (path,) in rows]


def _list_own(db: Store, limit_id: int) -> tuple[list[str], dict[str, int]]:
    """The folders of a limit on all drives, and the files that lie in them with their sizes."""
    places = db.rows("SELECT path FROM limit_places WHERE limit_id = ? AND how NOT IN ('held', 'checked')", [limit_id])
    files = db.rows(
        f"SELECT f.path, f.size FROM limit_places p JOIN locations f ON f.drive_id = p.drive_id AND {LYING} "
        "WHERE p.limit_id = ? AND p.how NOT IN ('held', 'checked') AND f.gone_at IS NULL",
        [limit_id],
    )
    return [path for (path,) in places], dict(files)
