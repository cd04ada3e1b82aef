"""A number that grows with every change to chunks or vectors, by which caches know that they are behind."""

from __future__ import annotations

from contentlib.storage.store import Store


def touch(db: Store) -> None:
    """Count up the library's state, by which caches know that they are behind."""
    db.execute(
        "INSERT INTO meta (key, value) VALUES ('state', '1') "
        "ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


def read_state(db: Store) -> int:
    """The library's state: a number that grows with every change to chunks or vectors."""
    row = db.execute("SELECT value FROM meta WHERE key = 'state'").fetchone()
    return int(row[0]) if row else 0
