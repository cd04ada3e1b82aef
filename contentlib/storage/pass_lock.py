"""One pass at a time: a lock that the system lets go when its holder ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contentlib.errors import LibraryError, LockedLibrary
from contentlib.storage.privacy import be_private


@contextmanager
def hold_library(library: Path) -> Iterator[None]:
    """Be the only pass that writes to this library.

    Raises:
        LockedLibrary: another pass is running; names its process.
    """
    path = library.with_name(library.name + ".lock")
    try:
        be_private()
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise LibraryError(
            f"The lock {path} cannot be made: {error.strerror}. Check the folder's permissions."
        ) from error
    try:
        _take(descriptor, library)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, library: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip() or "unknown"
        raise LockedLibrary(
            f"Another pass (process {holder}) is indexing into {library}. Wait for it to end, then try again."
        ) from error
