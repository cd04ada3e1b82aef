"""A file of a drive, as a walk found it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DriveFile:
    """A file to be read. ``path`` and ``sidecar``, its ``.meta.toml`` if any, are relative to the drive, with ``/``."""

    path: str
    size: int
    mtime_ns: int
    sidecar: str | None = None
    sidecar_mtime_ns: int = 0
