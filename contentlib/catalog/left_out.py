"""Files that became no asset: what could not be read, since when and what to do, and what needs no second look."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from contentlib.catalog.locations import Sighting
from contentlib.formats import READERS_EDITION
from contentlib.storage import Store, to_text


def record_unreadable(
    db: Store, drive_id: int, sighting: Sighting, *, reason: str, advice: str, since_at: datetime
) -> None:
    """This file could not be read. It keeps the time since when."""
    db.execute(
        "INSERT INTO unreadable (drive_id, path, size, mtime_ns, reason, advice, since_at, tried_with) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (drive_id, path) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns, "
        "reason = excluded.reason, advice = excluded.advice, tried_with = excluded.tried_with",
        [
            drive_id, sighting.path, sighting.size, sighting.mtime_ns, reason, advice, to_text(since_at),
            READERS_EDITION,
        ],
    )  # fmt: skip


def clear_unreadable(db: Store, drive_id: int, paths: Iterable[str]) -> None:
    """These files are read, or gone."""
    db.execute_many("DELETE FROM unreadable WHERE drive_id = ? AND path = ?", [(drive_id, path) for path in paths])


def list_unreadable_paths(db: Store, drive_id: int) -> dict[str, tuple[int, int]]:
    """Path to ``(size, mtime_ns)`` of the drive's unreadable files, so that they are not tried again unchanged.

    Where a reader got better since, a file bears a size that none has: it is worth another try.
    """
    rows = db.execute("SELECT path, size, mtime_ns, tried_with FROM unreadable WHERE drive_id = ?", [drive_id])
    return {path: (size if tried == READERS_EDITION else -1, mtime_ns) for path, size, mtime_ns, tried in rows}


def record_wordless(db: Store, drive_id: int, sighting: Sighting, *, tried_with: str) -> None:
    """This picture says nothing to the recogniser that ``tried_with`` names."""
    row = {
        "drive_id": drive_id, "path": sighting.path, "size": sighting.size, "mtime_ns": sighting.mtime_ns,
        "tried_with": tried_with,
    }  # fmt: skip
    db.insert("wordless_pictures", row, replace=True)


def list_wordless(db: Store, drive_id: int, *, tried_with: str) -> dict[str, tuple[int, int]]:
    """Path to ``(size, mtime_ns)`` of the drive's pictures that said nothing to this recogniser."""
    rows = db.execute(
        "SELECT path, size, mtime_ns FROM wordless_pictures WHERE drive_id = ? AND tried_with = ?",
        [drive_id, tried_with],
    )
    return {path: (size, mtime_ns) for path, size, mtime_ns in rows}


def record_other(db: Store, drive_id: int, sighting: Sighting, *, kind: str) -> None:
    """This file is no document but what ``kind`` says, and is not read again until it changes."""
    row = {
        "drive_id": drive_id, "path": sighting.path, "size": sighting.size, "mtime_ns": sighting.mtime_ns, "kind": kind,
        "tried_with": READERS_EDITION,
    }  # fmt: skip
    db.insert("other_files", row, replace=True)


def list_other(db: Store, drive_id: int) -> dict[str, tuple[int, int, str]]:
    """Path to ``(size, mtime_ns, kind)`` of the drive's files that today's readers read and took for no documents."""
    rows = db.execute(
        "SELECT path, size, mtime_ns, kind FROM other_files WHERE drive_id = ? AND tried_with = ?",
        [drive_id, READERS_EDITION],
    )
    return {path: (size, mtime_ns, kind) for path, size, mtime_ns, kind in rows}
