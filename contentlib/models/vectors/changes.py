"""What became of the library's vectors, read from its log: a row for each chunk that got, lost or passed on a vector.

Triggers write the log, so no writer can forget it. They are the library's own tables: the index is shared by everybody,
also by connections that are narrowed to what one person may see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contentlib.arrays import Floats, Ids, np
from contentlib.storage import Store, own

# How many ids are looked up in one statement.
LOOKED_UP = 500
# Rows of the log that are kept behind the index file, for who follows more slowly.
KEPT = 50_000


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row of the log. ``lot`` was drawn by chance, so that a library put back from a backup is known for another."""

    at: int
    lot: int


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Chunks with their assets and unit vectors (shape (len(ids), dimension)), sorted by id."""

    ids: Ids
    owners: Ids
    vectors: Floats


def read_end(db: Store) -> LogRow:
    """The newest row of the log."""
    return LogRow(*db.execute(f"SELECT at, lot FROM {own('vector_log')} ORDER BY at DESC LIMIT 1").fetchone())


def still_has(db: Store, mark: LogRow) -> bool:
    """Whether the log can be followed from this row on."""
    row = db.execute(f"SELECT lot FROM {own('vector_log')} WHERE at = ?", [mark.at]).fetchone()
    return bool(row and row[0] == mark.lot)


def count_chunks(db: Store) -> int:
    """About how many chunks there are: the highest id, which costs nothing."""
    return int(db.execute(f"SELECT coalesce(max(id), 0) FROM {own('chunks')}").fetchone()[0])


def list_changed(db: Store, model: str, *, after: LogRow) -> Ids:
    """The chunks that may have got or lost a vector of this model since, sorted."""
    rows = db.execute(
        f"SELECT DISTINCT chunk_id FROM {own('vector_log')} WHERE at > ? AND model IN ('', ?) ORDER BY chunk_id",
        [after.at, model],
    )
    return np.fromiter((row[0] for row in rows), dtype=np.int64)


def list_embedded(db: Store, model: str) -> tuple[Ids, Ids]:
    """All chunks that have a vector of this model, sorted, and their assets."""
    rows = db.execute(
        f"SELECT c.id, c.asset_id FROM {own('chunks')} c WHERE EXISTS "
        f"(SELECT 1 FROM {own('vectors')} v WHERE v.hash = c.hash AND v.model = ?) ORDER BY c.id",
        [model],
    )
    pairs = np.fromiter((number for row in rows for number in row), dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0].copy(), pairs[:, 1].copy()


def find_rows(db: Store, model: str, ids: Ids, dimension: int) -> Rows:
    """These chunks, which are sorted, as far as they have a vector of this model."""
    found = sorted(_look_up(db, model, ids))
    halves = np.frombuffer(b"".join(vector for _, _, vector in found), dtype=np.float16)
    return Rows(
        np.array([row[0] for row in found], dtype=np.int64),
        np.array([row[1] for row in found], dtype=np.int64),
        halves.reshape(-1, dimension).astype(np.float32),
    )


def _look_up(db: Store, model: str, ids: Ids) -> Iterator[tuple[int, int, bytes]]:
    for start in range(0, ids.size, LOOKED_UP):
        some = ids[start : start + LOOKED_UP].tolist()
        yield from db.execute(
            f"SELECT c.id, c.asset_id, v.vector FROM {own('chunks')} c JOIN {own('vectors')} v "
            f"ON v.hash = c.hash AND v.model = ? WHERE c.id IN ({', '.join('?' * len(some))})",
            [model, *some],
        )


def forget_before(db: Store, mark: LogRow) -> None:
    """Shorten the log: an index file is written that stands at this row."""
    with db.atomic():
        db.execute(f"DELETE FROM {own('vector_log')} WHERE at < ?", [mark.at - KEPT])
