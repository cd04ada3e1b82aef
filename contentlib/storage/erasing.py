"""Leaves no trace of what is deleted: it cannot be read from the file any more, nor from its log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from contentlib.errors import LibraryError
from contentlib.storage.store import Store

# Stands in meta from when something is to leave no trace until it has left none.
TRACES = "traces"


@contextmanager
def erased(db: Store) -> Iterator[None]:
    """What is overwritten or deleted inside is in no page and no log of the library when it is done.

    Not inside a transaction. Where another program reads the library at that moment, the next who opens it goes on.
    """
    yield
    leave_traces(db)
    wipe(db)


def leave_traces(db: Store) -> None:
    """Note that something was deleted of which no trace is to stay."""
    db.insert("meta", {"key": TRACES, "value": "1"}, replace=True)


def has_traces(db: Store) -> bool:
    """Whether something that was to leave no trace has not been wiped out yet."""
    return db.execute("SELECT 1 FROM meta WHERE key = ?", [TRACES]).fetchone() is not None


def wipe(db: Store) -> None:
    """Write the library anew without what was deleted, and empty its log. Others may read it, but not now."""
    db.execute("PRAGMA secure_delete = ON")
    # Wherever it cannot be done now, because the disk is full or somebody reads, the next who opens it tries again.
    with suppress(LibraryError), db.if_free():
        # Pages that were written before secure_delete was on still hold what was cut out of them.
        db.execute("VACUUM")
        (busy, _, _) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            db.execute("DELETE FROM meta WHERE key = ?", [TRACES])
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
