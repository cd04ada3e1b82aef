"""Leaves no trace of what is deleted: it cannot be read from the file any more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from contentlib.storage.store import Store


@contextmanager
def erased(db: Store) -> Iterator[None]:
    """What is overwritten or deleted inside is filled with zeros, and is in no log when it is done.

    Not inside a transaction.
    """
    db.execute("PRAGMA secure_delete = ON")
    yield
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
