"""Nearest chunks by meaning. The only module that knows FAISS.

The FAISS file is a cache: it ends with a stamp that says which model and which state of the library it was built from.
It can be deleted at any time, and is extended, shrunk or rebuilt when it is behind.
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from contentlib.store import read_state

Ids = NDArray[np.int64]
Floats = NDArray[np.float32]

log = logging.getLogger(__name__)

STAMP_MARK = b"contentlib-stamp"
# Exact up to here; above, half-precision storage is exact in practice and half the size.
FLAT_LIMIT = 50_000
FETCH = 4_096


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the file was built from."""

    model: str
    state: int
    dimension: int
    count: int


class VectorIndex:
    """The chunks' vectors, searchable. Reading is safe from many threads; :meth:`refresh` swaps a new index in."""

    def __init__(self, path: Path | None, model: str, dimension: int) -> None:
        self.path = path
        self.model = model
        self.dimension = dimension
        self._index: Any = _make_index(0, dimension)
        self._ids: Ids = np.empty(0, dtype=np.int64)
        self.state = -1
        self._saved = -1

    def __len__(self) -> int:
        return int(self._ids.size)

    def refresh(self, db: Database, *, say: Callable[[str], None] = lambda line: None) -> bool:
        """Bring the index to the library's state; true when something was done. ``say`` is told of a rebuild."""
        state = read_state(db)
        if state == self.state:
            return False
        if self.state < 0:
            self._load(say)
        if state != self.state:
            self._follow(db)
            self.state = state
        return True

    def save(self) -> None:
        """Write the file beside the library, whole or not at all; a folder that can't be written is no failure."""
        if self.path is None or (self._saved == self.state and self.path.exists()):
            return
        stamp = Stamp(self.model, self.state, self.dimension, len(self))
        try:
            _write(self.path, self._index, stamp)
        except (OSError, RuntimeError) as error:
            log.warning("The vector index %s was not written: %s", self.path, _first_line(error))
            return
        self._saved = self.state

    def search(self, vector: Floats, *, limit: int, only: Ids | None = None) -> list[tuple[int, float]]:
        """Chunk ids with their cosine to ``vector`` (shape (dimension,), length 1), best first.

        ``only`` restricts the answer to these ids inside the search, so that a filter costs no recall.
        """
        if not len(self) or (only is not None and not only.size):
            return []
        parameters = None if only is None else _within(only)
        scores, ids = self._index.search(vector.reshape(1, -1), min(limit, len(self)), params=parameters)
        # FAISS pads a short answer with the id -1.
        return [(int(i), float(score)) for i, score in zip(ids[0], scores[0], strict=True) if i >= 0]

    def similarities(self, vector: Floats, ids: Ids) -> dict[int, float]:
        """The cosine of these chunks to ``vector``; chunks not in the index are left out."""
        # The ids are sorted: looking a few up costs nothing, comparing with all of them costs milliseconds.
        places = np.searchsorted(self._ids, ids)
        known = ids[(places < len(self)) & (self._ids.take(places, mode="clip") == ids)] if len(self) else ids[:0]
        if not known.size:
            return {}
        rows = self._index.reconstruct_batch(known)
        return dict(zip(known.tolist(), (rows @ vector).tolist(), strict=True))

    def _load(self, say: Callable[[str], None]) -> None:
        if self.path is None or not self.path.exists():
            return
        try:
            index, stamp = _read(self.path)
        except (OSError, ValueError, RuntimeError) as error:
            say(f"The vector index {self.path} is damaged ({_first_line(error)}); it is built again from the library.")
            return
        if stamp.model == self.model and stamp.dimension == self.dimension:
            self._index, self._ids, self.state, self._saved = index, _ids_of(index), stamp.state, stamp.state

    def _follow(self, db: Database) -> None:
        """Take out what the library no longer has, add what it has got since."""
        rows = db.execute(
            "SELECT c.id FROM chunks c JOIN vectors v ON v.hash = c.hash AND v.model = ? ORDER BY c.id", [self.model]
        )
        wanted = np.fromiter((row[0] for row in rows), dtype=np.int64)
        if not wanted.size and _has_vectors(db):
            # Another model took over. Who was started with this one serves what it has until it is started again.
            return
        added, removed = np.setdiff1d(wanted, self._ids), np.setdiff1d(self._ids, wanted)
        if not added.size and not removed.size:
            return
        kept = len(self) - removed.size
        # A copy is changed and swapped in, so that a search under way never sees half an index.
        grown = _make_index(wanted.size, self.dimension) if not kept else faiss.clone_index(self._index)
        if kept and removed.size:
            grown.remove_ids(faiss.IDSelectorBatch(removed))
        for start in range(0, added.size, FETCH):
            some = added[start : start + FETCH]
            found, rows = _fetch(db, self.model, some, self.dimension)
            grown.add_with_ids(rows, found)
        self._index, self._ids = grown, _ids_of(grown)


def _has_vectors(db: Database) -> bool:
    return db.execute("SELECT 1 FROM chunks c JOIN vectors v ON v.hash = c.hash LIMIT 1").fetchone() is not None


def _make_index(count: int, dimension: int) -> Any:
    if count <= FLAT_LIMIT:
        return faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
    quantizer = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    return faiss.IndexIDMap2(quantizer)


def _within(only: Ids) -> Any:
    parameters: Any = faiss.SearchParameters()
    # FAISS holds no reference of its own to the selector; this attribute keeps it alive.
    parameters.sel = parameters.kept = faiss.IDSelectorBatch(only)
    return parameters


def _ids_of(index: Any) -> Ids:
    return np.sort(faiss.vector_to_array(index.id_map).astype(np.int64))


def _fetch(db: Database, model: str, ids: Ids, dimension: int) -> tuple[Ids, Floats]:
    rows = db.execute(
        "SELECT c.id, v.vector FROM chunks c JOIN vectors v ON v.hash = c.hash AND v.model = ? "
        "WHERE c.id BETWEEN ? AND ? ORDER BY c.id",
        [model, int(ids[0]), int(ids[-1])],
    )
    wanted = set(ids.tolist())
    pairs = [row for row in rows if row[0] in wanted]
    halves = np.frombuffer(b"".join(vector for _, vector in pairs), dtype=np.float16).reshape(-1, dimension)
    return np.array([chunk_id for chunk_id, _ in pairs], dtype=np.int64), halves.astype(np.float32)


def _write(path: Path, index: Any, stamp: Stamp) -> None:
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    os.close(handle)
    try:
        faiss.write_index(index, unfinished)
        with Path(unfinished).open("ab") as file:
            trailer = json.dumps(asdict(stamp)).encode()
            file.write(trailer + len(trailer).to_bytes(4, "big") + STAMP_MARK)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(path)
    finally:
        Path(unfinished).unlink(missing_ok=True)


def _read(path: Path) -> tuple[Any, Stamp]:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 4096))
        tail = file.read()
    if not tail.endswith(STAMP_MARK):
        raise ValueError("it has no stamp")
    body = tail[: -len(STAMP_MARK)]
    length = int.from_bytes(body[-4:], "big")
    stamp = Stamp(**json.loads(body[-4 - length : -4]))
    index = faiss.read_index(str(path))
    if index.ntotal != stamp.count or index.d != stamp.dimension:
        raise ValueError("its count differs from its stamp")
    return index, stamp


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
