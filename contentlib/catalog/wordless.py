"""Picture files in which no words were found: no assets, and not looked at again until they change."""

from __future__ import annotations

from contentlib.catalog.locations import Sighting
from contentlib.storage import Store


def record_wordless(db: Store, drive_id: int, sighting: Sighting, *, tried_with: str) -> None:
    """This picture says nothing to the recogniser that ``tried_with`` names."""
    db.execute(
        "INSERT OR REPLACE INTO wordless_pictures (drive_id, path, size, mtime_ns, tried_with) VALUES (?, ?, ?, ?, ?)",
        [drive_id, sighting.path, sighting.size, sighting.mtime_ns, tried_with],
    )


def list_wordless(db: Store, drive_id: int, *, tried_with: str) -> dict[str, tuple[int, int]]:
    """Path to ``(size, mtime_ns)`` of the drive's pictures that said nothing to this recogniser."""
    rows = db.execute(
        "SELECT path, size, mtime_ns FROM wordless_pictures WHERE drive_id = ? AND tried_with = ?",
        [drive_id, tried_with],
    )
    return {path: (size, mtime_ns) for path, size, mtime_ns in rows}
