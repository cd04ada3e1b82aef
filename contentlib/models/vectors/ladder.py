"""FAISS indexes, a kind for each size. The only module that knows FAISS.

Few vectors are compared one by one; more of them too, in half precision, which loses nothing since the library keeps no
more; very many lie in clusters, of which a search opens some. In an index a vector has a position; which chunk that is
stands beside it, sorted, so that a filter is a mask and ids may come in any order.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from contentlib.arrays import Floats, Ids, Mask, np

# The vectors of these ids, in their order.
Fetch = Callable[[Ids], Floats]

BATCH = 4_096
# Eight bits a number would halve the file again, but cost two hits in a hundred of the nearest ten.
CLUSTERS_PER_ROOT = 4
TRAINED_PER_CLUSTER = 40
TRAINING_ROUNDS = 8
# How many clusters a search opens at least: the fewest that find this share of the ten nearest in a trial of so many.
RECALL = 0.99
TRIALS, NEAREST = 48, 10
FEWEST_PROBES = 32
# A query lies off the chunks that answer it: this is the cosine between a trial and the chunk it is made of.
OFF = 0.6
# An index leaves its step only when it is so much smaller than the step's beginning, so that it doesn't go to and fro.
SHRUNK = 0.8
# Clusters are made anew when there are so many times more vectors, or fewer, than when they were made.
OUTGROWN = 2.0


@cache
def _faiss() -> Any:
    """Loaded when the first index is made or read: who asks for words or a report alone must not wait for it."""
    import faiss

    return faiss


class Rung(StrEnum):
    """The kinds of index, by size."""

    EXACT = "exact"
    HALF = "exact, in half precision"
    CLUSTERED = "clustered"


@dataclass(frozen=True, slots=True)
class Ladder:
    """Up to how many vectors each kind of index is used."""

    exact: int = 50_000
    half: int = 300_000

    def choose(self, count: int, now: Rung | None = None) -> Rung:
        """The step for so many vectors; ``now`` is where the index stands.

        >>> Ladder().choose(49_000), Ladder().choose(49_000, Rung.HALF), Ladder().choose(39_000, Rung.HALF)
        (<Rung.EXACT: 'exact'>, <Rung.HALF: 'exact, in half precision'>, <Rung.EXACT: 'exact'>)
        """
        begins = {Rung.HALF: self.exact, Rung.CLUSTERED: self.half}
        if now in begins and begins[now] * SHRUNK < count <= begins[now]:
            return now
        return Rung.EXACT if count <= self.exact else Rung.HALF if count <= self.half else Rung.CLUSTERED


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """An index that never changes: vectors by position, their chunks (sorted) and those chunks' assets.

    ``probes`` is how many clusters a search opens; ``trained_on`` how many vectors there were when they were made. Both
    are 0 where there are none.
    """

    index: Any
    ids: Ids
    owners: Ids
    step: Rung = Rung.EXACT
    probes: int = 0
    trained_on: int = 0

    def __len__(self) -> int:
        return int(self.ids.size)

    def find_nearest(self, vector: Floats, *, limit: int, allowed: Mask | None = None) -> tuple[Ids, Floats]:
        """Chunk ids and cosines of the nearest, best first; ``allowed`` (by position) is kept to while searching."""
        limit = min(limit, len(self))
        if not limit:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        parameters = None if allowed is None and not self.probes else self._narrow(allowed)
        scores, places = self.index.search(vector.reshape(1, -1), limit, params=parameters)
        # FAISS pads a short answer with the position -1.
        found = places[0] >= 0
        return self.ids[places[0][found]], scores[0][found]

    def _narrow(self, allowed: Mask | None) -> Any:
        parameters: Any = _open_so_many(self.probes) if self.probes else _faiss().SearchParameters()
        if allowed is None:
            return parameters
        bits = np.packbits(allowed, bitorder="little")
        # FAISS holds no reference of its own to the selector and its bits; these attributes keep them alive.
        make_selector: Any = _faiss().IDSelectorBitmap
        parameters.sel = parameters.kept = make_selector(bits)
        parameters.bits = bits
        if self.probes:
            # The fewer are allowed, the farther apart they lie, and the cheaper is a cluster.
            share = max(int(np.count_nonzero(allowed)) / len(self), 1 / len(self))
            parameters.nprobe = min(self.index.nlist, math.ceil(self.probes / math.sqrt(share)))
        return parameters

    def fetch(self, places: Ids) -> Floats:
        """The vectors at these positions, shape (len(places), dimension)."""
        rows: Floats = self.index.reconstruct_batch(places)
        return rows


def make_empty(dimension: int) -> Base:
    """No vectors."""
    return Base(_faiss().IndexFlatIP(dimension), np.empty(0, np.int64), np.empty(0, np.int64))


def build(step: Rung, ids: Ids, owners: Ids, fetch: Fetch, dimension: int) -> Base:
    """An index of these chunks, whose vectors are fetched in batches: never all at once."""
    if step is Rung.CLUSTERED:
        return _build_clustered(ids, owners, fetch, dimension)
    index = _faiss().IndexFlatIP(dimension) if step is Rung.EXACT else _make_half(dimension)
    for some in _batches(ids):
        index.add(fetch(some))
    return Base(index, ids, owners, step)


def extend(base: Base, ids: Ids, owners: Ids, fetch: Fetch) -> Base:
    """A clustered index of these chunks with the clusters of ``base``; only those it lacks are fetched."""
    index = _make_clustered(_faiss().clone_index(base.index.quantizer))
    index.is_trained = True
    places = np.searchsorted(ids, base.ids)
    kept = ids.take(places, mode="clip") == base.ids
    for number in range(index.nlist):
        _copy_cluster(base.index.invlists, index.invlists, number, places, kept)
    index.ntotal = int(np.count_nonzero(kept))
    lacking = np.setdiff1d(ids, base.ids, assume_unique=True)
    for some in _batches(lacking):
        index.add_with_ids(fetch(some), np.searchsorted(ids, some))
    index.make_direct_map()
    return Base(index, ids, owners, Rung.CLUSTERED, base.probes, base.trained_on)


def is_outgrown(base: Base, count: int) -> bool:
    """Whether the clusters were made for another size."""
    return not base.trained_on / OUTGROWN <= count <= base.trained_on * OUTGROWN


def write(base: Base, path: Path) -> None:
    """The index alone, without its chunks.

    Raises:
        OSError, RuntimeError: it cannot be written.
    """
    _faiss().write_index(base.index, str(path))


def read(path: Path, ids: Ids, owners: Ids, *, step: Rung, probes: int, trained_on: int) -> Base:
    """An index whose vectors stay on disk and in the system's cache, where all processes share them.

    Raises:
        OSError, RuntimeError: it cannot be read.
        ValueError: it holds another number of vectors than there are chunks.
    """
    index: Any = _read_mapped(path, step) if ids.size else _faiss().read_index(str(path))
    if index.ntotal != ids.size:
        raise ValueError("its count differs from its stamp")
    if probes:
        index.make_direct_map()
    return Base(index, ids, owners, step, probes, trained_on)


def _read_mapped(path: Path, step: Rung) -> Any:
    way = _faiss().IO_FLAG_MMAP if step is Rung.CLUSTERED else _faiss().IO_FLAG_MMAP_IFC
    try:
        return _faiss().read_index(str(path), way)
    except RuntimeError:
        # Not every system can map it; then every process has its own.
        return _faiss().read_index(str(path))


def _make_half(dimension: int) -> Any:
    return _faiss().IndexScalarQuantizer(dimension, _faiss().ScalarQuantizer.QT_fp16, _faiss().METRIC_INNER_PRODUCT)


def _batches(ids: Ids) -> Iterator[Ids]:
    return (ids[start : start + BATCH] for start in range(0, ids.size, BATCH))


def _open_so_many(probes: int) -> Any:
    parameters: Any = _faiss().SearchParametersIVF()
    parameters.nprobe = probes
    return parameters


# --- clusters -----------------------------------------------------------------------------------------------------


def _make_clustered(quantizer: Any, clusters: int = 0) -> Any:
    # Half precision of the vector itself, not of its distance to the cluster: what comes out is what went in.
    return _faiss().IndexIVFScalarQuantizer(
        quantizer, quantizer.d, clusters or quantizer.ntotal, _faiss().ScalarQuantizer.QT_fp16,
        _faiss().METRIC_INNER_PRODUCT, False,
    )  # fmt: skip


def _build_clustered(ids: Ids, owners: Ids, fetch: Fetch, dimension: int) -> Base:
    clusters = max(1, round(CLUSTERS_PER_ROOT * math.sqrt(ids.size)))
    index = _make_clustered(_faiss().IndexFlatIP(dimension), clusters)
    index.cp.niter, index.cp.max_points_per_centroid = TRAINING_ROUNDS, TRAINED_PER_CLUSTER
    index.cp.min_points_per_centroid = 1
    chance = np.random.default_rng(ids.size)
    index.train(_sample(ids, fetch, min(ids.size, clusters * TRAINED_PER_CLUSTER), chance))
    trial = _Trial(_push_aside(_sample(ids, fetch, min(ids.size, TRIALS), chance), chance))
    for some in _batches(ids):
        rows = fetch(some)
        index.add(rows)
        trial.watch(rows)
    index.make_direct_map()
    return Base(index, ids, owners, Rung.CLUSTERED, trial.choose_probes(index), int(ids.size))


def _sample(ids: Ids, fetch: Fetch, count: int, chance: np.random.Generator) -> Floats:
    picked = np.sort(chance.choice(ids, count, replace=False))
    return np.vstack([fetch(some) for some in _batches(picked)])


def _push_aside(rows: Floats, chance: np.random.Generator) -> Floats:
    aside = chance.standard_normal(rows.shape, dtype=np.float32)
    aside /= np.linalg.norm(aside, axis=1, keepdims=True)
    pushed = OFF * rows + math.sqrt(1 - OFF**2) * aside
    return np.asarray(pushed / np.linalg.norm(pushed, axis=1, keepdims=True), dtype=np.float32)


class _Trial:
    """Knows the truly nearest of some queries, seen while the index is filled, and tries how many clusters it takes."""

    def __init__(self, queries: Floats) -> None:
        self._queries = queries
        self._scores = np.full((len(queries), NEAREST), -2.0, dtype=np.float32)
        self._places = np.full((len(queries), NEAREST), -1, dtype=np.int64)
        self._seen = 0

    def watch(self, rows: Floats) -> None:
        """These vectors are added."""
        scores = np.hstack([self._scores, self._queries @ rows.T])
        new = np.broadcast_to(np.arange(self._seen, self._seen + len(rows)), (len(scores), len(rows)))
        places = np.hstack([self._places, new])
        best = np.argpartition(-scores, NEAREST - 1, axis=1)[:, :NEAREST]
        self._scores = np.take_along_axis(scores, best, axis=1)
        self._places = np.take_along_axis(places, best, axis=1)
        self._seen += len(rows)

    def choose_probes(self, index: Any) -> int:
        """The fewest clusters, in doubling steps, that find nearly all; all of them where nothing less does."""
        probes = min(FEWEST_PROBES, index.nlist)
        while probes < index.nlist and self._try(index, probes) < RECALL:
            probes = min(2 * probes, index.nlist)
        return int(probes)

    def _try(self, index: Any, probes: int) -> float:
        _, found = index.search(self._queries, NEAREST, params=_open_so_many(probes))
        # Fewer vectors than are looked for leave places of -1.
        true = [set(places) - {-1} for places in self._places.tolist()]
        hits = sum(len(nearest.intersection(got)) for nearest, got in zip(true, found.tolist(), strict=True))
        return hits / max(1, sum(map(len, true)))


def _copy_cluster(old: Any, new: Any, number: int, places: Ids, kept: Mask) -> None:
    count = old.list_size(number)
    if not count:
        return
    was = _faiss().rev_swig_ptr(old.get_ids(number), count)
    codes = _faiss().rev_swig_ptr(old.get_codes(number), count * old.code_size).reshape(count, -1)
    stays = kept[was]
    ids, rows = np.ascontiguousarray(places[was[stays]]), np.ascontiguousarray(codes[stays])
    if ids.size:
        new.add_entries(number, ids.size, _faiss().swig_ptr(ids), _faiss().swig_ptr(rows))
