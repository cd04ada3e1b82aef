"""What lies on the disk is its owner's alone: the library, its log, its index, and what is kept beside it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

OTHERS = 0o077
# What is named after the library's whole name, and what has its name with another ending.
APPENDED = ("-wal", "-shm", "-journal", ".lock")
ENDINGS = (".faiss", ".faiss.lock", ".key", ".pictures", ".cuts")


def be_private() -> None:
    """Whatever this process and its children make from now on, only their user may read, whichever library makes it."""
    os.umask(os.umask(OTHERS) | OTHERS)


def tighten(library: Path) -> None:
    """Take away what others may do with a library that an earlier version made, as far as it is ours."""
    for path in _kept_beside(library):
        if _is_loose(path):
            # The folder itself comes last: as long as it is open, there may be something open in it.
            for inside in sorted(path.rglob("*")) if path.is_dir() else ():
                if _is_loose(inside):
                    _close(inside)
            _close(path)


def _kept_beside(library: Path) -> Iterator[Path]:
    yield library
    yield from (library.with_name(library.name + each) for each in APPENDED)
    yield from (library.with_suffix(each) for each in ENDINGS)


def _is_loose(path: Path) -> bool:
    try:
        found = path.lstat()
    except OSError:
        return False
    is_ours = found.st_uid == os.geteuid()
    return is_ours and not stat.S_ISLNK(found.st_mode) and bool(found.st_mode & OTHERS)


def _close(path: Path) -> None:
    # Some file systems keep no permissions; whoever mounted them has said who may read.
    with suppress(OSError):
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OTHERS)
