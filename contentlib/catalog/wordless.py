"""Picture files in which no words were found: no assets, and not looked at again until they change."""

from __future__ import annotations

from contentlib.catalog.locations import Sighting
from contentlib.storage import Store


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
