"""The shared folders that are followed: each by its root, and by its name wherever that lies now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from contentlib.catalog.assets import Drive
from contentlib.storage import Store, to_text


def add_drive(db: Store, root: Path, *, added_at: datetime) -> Drive:
    """The drive with this root, added when new. Its name is the folder's, with a number where that is taken."""
    known = find_drive(db, root)
    if known:
        return known
    with db.atomic():
        taken = {name for (name,) in db.execute("SELECT name FROM drives")}
        base = root.name or "drive"
        name = next(name for name in _numbered(base) if name not in taken)
        drive_id = db.insert("drives", {"name": name, "root": str(root), "added_at": to_text(added_at)})
    return Drive(int(drive_id), name, str(root))


def find_drive(db: Store, root: Path) -> Drive | None:
    """The drive with this root, if the library has it."""
    row = db.execute("SELECT id, name, root FROM drives WHERE root = ?", [str(root)]).fetchone()
    return None if row is None else Drive(*row)


def move_drive(db: Store, drive_id: int, root: Path) -> Drive:
    """The same drive, which now lies at ``root``; it keeps its name and all that is known of it."""
    db.execute("UPDATE drives SET root = ? WHERE id = ?", [str(root), drive_id])
    return Drive(*db.execute("SELECT id, name, root FROM drives WHERE id = ?", [drive_id]).fetchone())


def _numbered(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base} {number}"
        number += 1
