"""The folders of drives with what lies in them, as somebody who chooses one looks through them."""

from __future__ import annotations

from dataclasses import dataclass

from contentlib.storage import Store


@dataclass(frozen=True, slots=True)
class DriveFolder:
    """A folder of a drive, by its whole path and its own name. ``files`` counts what lies below it, however deep."""

    path: str
    name: str
    files: int
    has_folders: bool


def list_folders_in(db: Store, drive: str, folder: str = "") -> tuple[DriveFolder, ...]:
    """The folders right below one of a drive (by its name), by name; below the drive itself without one."""
    start = f"{folder}/" if folder else ""
    rows = db.rows(
        "SELECT substr(l.path, ?) FROM locations l JOIN drives d ON d.id = l.drive_id "
        "WHERE d.name = ? AND l.gone_at IS NULL AND (? = '' OR l.path > ? AND l.path < ?)",
        [len(start) + 1, drive, folder, f"{folder}/", f"{folder}0"],
    )
    counts: dict[str, int] = {}
    deep: set[str] = set()
    for (rest,) in rows:
        name, slash, below = rest.partition("/")
        if slash:
            counts[name] = counts.get(name, 0) + 1
            deep |= {name} if "/" in below else set()
    ordered = sorted(counts.items(), key=lambda item: (item[0].casefold(), item[0]))
    return tuple(DriveFolder(start + name, name, files, name in deep) for name, files in ordered)
