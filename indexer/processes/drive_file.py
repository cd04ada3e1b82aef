"""A file of a drive, as a walk found it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DriveFile:
    """A file to be read. ``path`` and ``sidecar``, its ``.meta.toml`` if any, are relative to the drive, with ``/``.

    ``ctime_ns`` is when anything about the file was last changed, which no program can set.
    ``names`` says how many the file has, here and elsewhere, and ``inode`` tells them as one where there are several.
    """

    path: str
    size: int
    mtime_ns: int
    sidecar: str | None = None
    sidecar_mtime_ns: int = 0
    names: int = 1
    inode: tuple[int, int] | None = None
    ctime_ns: int = field(default=0, compare=False)
