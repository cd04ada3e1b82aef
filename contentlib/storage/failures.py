"""What the engine refuses, told once in the library's words: busy, full, damaged. Nobody else meets its own errors."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from contentlib.errors import LibraryError, LockedLibrary

# The engine's own errors, which stay in this room.
Refusal = sqlite3.Error


@contextmanager
def told_plainly(called: str) -> Iterator[None]:
    """Whatever the engine refuses inside is told of the library that is ``called`` so.

    Raises:
        LockedLibrary: another program holds it.
        LibraryError: it is no library, is damaged, or cannot be written.
    """
    try:
        yield
    except Refusal as error:
        raise explain(error, called) from error


def explain(error: sqlite3.Error, called: str) -> LibraryError:
    """SQLite's own words, turned into a sentence that says what to do."""
    said = str(error)
    if "locked" in said or "busy" in said:
        return LockedLibrary(
            f"The library {called} is in use by another program. Wait for it to finish, then try again."
        )
    if "not a database" in said or "malformed" in said:
        return LibraryError(
            f"{called} is not a library, or is damaged ({said}). Restore a backup or choose another file."
        )
    if "full" in said:
        return LibraryError(
            f"The disk is full; {called} is whole, but nothing more was written. Make room, then go on."
        )
    if "disk I/O error" in said:
        return LibraryError(
            f"The disk that holds {called} is full or failing; what was stored before is whole. Make room, then go on."
        )
    if "readonly" in said or "unable to open" in said:
        return LibraryError(f"{called} cannot be opened for writing ({said}). Check its permissions and its folder.")
    return LibraryError(f"The library {called} could not be used: {said}.")
