"""Opens the library file: pragmas, migrations, transactions. The only module that knows how SQLite is set up."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from contentlib.errors import LibraryError, NewerLibrary, NoLibrary
from contentlib.storage.erasing import has_traces, wipe
from contentlib.storage.failures import told_plainly
from contentlib.storage.migrations import MIGRATIONS
from contentlib.storage.privacy import be_private, tighten
from contentlib.storage.store import Store

BUSY_SECONDS = 10.0


def open_database(path: Path | str, *, create: bool = False) -> Store:
    """The library at ``path``, brought up to the newest schema.

    Raises:
        NoLibrary: there is no file and ``create`` is false.
        NewerLibrary: a newer contentlib wrote it.
        LockedLibrary: another program holds it for longer than ten seconds.
        LibraryError: the file is no library, is damaged, or cannot be written.
    """
    in_memory = str(path) == ":memory:"
    be_private()
    if not in_memory and not Path(path).exists():
        if not create:
            raise NoLibrary(f"There is no library at {path}. Make one with: contentlib --library {path} index DRIVE")
        _make_folder(Path(path).parent)
    if not in_memory:
        tighten(Path(path))
    with told_plainly(str(path)):
        connection = sqlite3.connect(str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    db = Store(connection, path)
    _set_pragmas(db)
    # A table that others refer to can only be built anew while nobody looks at that.
    _migrate(db, path)
    db.execute("PRAGMA foreign_keys = ON")
    return db


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"The folder {folder} cannot be made: {error.strerror}. Choose another --library."
        ) from error


def _set_pragmas(db: Store) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("PRAGMA cache_size = -32000")


def _migrate(db: Store, path: Path | str) -> None:
    done = db.execute("PRAGMA user_version").fetchone()[0]
    if done > len(MIGRATIONS):
        raise NewerLibrary(
            f"The library {path} was written by a newer contentlib (schema {done}, this one knows {len(MIGRATIONS)}). "
            "Update contentlib, or choose another --library."
        )
    for number, migration in enumerate(MIGRATIONS[done:], start=done + 1):
        with db.atomic():
            # Another process may have done this step while we waited for the lock.
            if db.execute("PRAGMA user_version").fetchone()[0] < number:
                migration(db)
                db.execute(f"PRAGMA user_version = {number}")
    if has_traces(db):
        wipe(db)


def to_text(moment: datetime | None) -> str | None:
    """An aware time as ISO 8601 in UTC with microseconds, so that texts sort as times do."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="microseconds")


def to_time(text: str | None) -> datetime | None:
    """The inverse of :func:`to_text`."""
    return None if not text else datetime.fromisoformat(text)
