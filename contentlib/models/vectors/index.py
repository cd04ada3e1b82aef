"""An index that follows the library: a base that all processes share, and what changed since, beside it.

A base never changes. What the library got, lost or moved since it was written is kept in memory and searched with it,
so that following costs what changed and not what there is. When that grows too large it is folded into a new base,
which takes the file's place; the others notice, and map it instead of theirs.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from contentlib.arrays import Floats, Ids, Mask, np
from contentlib.models.vectors.changes import (
    LogRow,
    Rows,
    count_chunks,
    find_rows,
    forget_before,
    list_changed,
    list_embedded,
    read_end,
    still_has,
)
from contentlib.models.vectors.file import Identity, identify, locked, read_base, read_stamp, write_base
from contentlib.models.vectors.ladder import (
    Base,
    Fetch,
    Ladder,
    Rung,
    build,
    extend,
    is_outgrown,
    make_empty,
)
from contentlib.storage import Store, open_database

log = logging.getLogger(__name__)

Say = Callable[[str], None]

# What lies beside the base may grow to this share of it, or this number, until a process that serves folds it in.
BESIDE_SHARE, BESIDE = 0.1, 4_000
# A pass leaves less than this beside it; reading it costs a new process milliseconds.
LEFT_SHARE, LEFT = 0.01, 200
# A process that serves reads up to so many changes between two queries, and more of them meanwhile.
AT_ONCE = 1_000
# From so many chunks on it is told that an index is built; and from so many on, who serves does not wait for it.
TOLD = 20_000
LONG_TO_BUILD = 100_000
# Where an index stands that has not been built yet.
NOWHERE = LogRow(-1, 0)


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The library's vectors at one row of its log. Never changes, so that a search needs no lock.

    ``gone`` are positions of the base that count no more; ``beside`` are the rows that it lacks.
    """

    base: Base
    gone: Ids
    beside: Rows
    mark: LogRow

    def __len__(self) -> int:
        return len(self.base) - self.gone.size + self.beside.ids.size

    @property
    def changes(self) -> int:
        """How much lies beside the base."""
        return int(self.gone.size + self.beside.ids.size)

    @cached_property
    def living(self) -> Mask | None:
        """Which positions of the base count; None where all do."""
        if not self.gone.size:
            return None
        mask = np.ones(len(self.base), dtype=np.bool_)
        mask[self.gone] = False
        return mask

    @cached_property
    def ids(self) -> Ids:
        """All chunks, sorted."""
        kept = self.base.ids if self.living is None else self.base.ids[self.living]
        return np.sort(np.concatenate([kept, self.beside.ids]))

    def search(
        self, vector: Floats, limit: int, owners: Ids | None, *, but: Ids | None = None
    ) -> list[tuple[int, float]]:
        allowed = self.living if owners is None else _allow(self.base.owners, owners, self.living)
        if but is not None and but.size:
            others = np.isin(self.base.owners, but, invert=True)
            allowed = others if allowed is None else allowed & others
        ids, scores = self.base.find_nearest(vector, limit=limit, allowed=allowed)
        if self.beside.ids.size:
            more = self.beside if owners is None else _pick(self.beside, np.isin(self.beside.owners, owners))
            more = more if but is None else _pick(more, np.isin(more.owners, but, invert=True))
            ids, scores = np.concatenate([ids, more.ids]), np.concatenate([scores, more.vectors @ vector])
            best = np.argsort(-scores, kind="stable")[:limit]
            ids, scores = ids[best], scores[best]
        return list(zip(ids.tolist(), scores.tolist(), strict=True))

    def compare(self, vector: Floats, wanted: Ids) -> dict[int, float]:
        places = _find(self.base.ids, wanted, self.living)
        found = dict(zip(self.base.ids[places].tolist(), (self.base.fetch(places) @ vector).tolist(), strict=True))
        beside = _find(self.beside.ids, wanted)
        scores = self.beside.vectors[beside] @ vector
        return found | dict(zip(self.beside.ids[beside].tolist(), scores.tolist(), strict=True))

    def find_owners(self, wanted: Ids) -> dict[int, int]:
        """The assets of these chunks, which are sorted; those it does not have are left out."""
        places, beside = _find(self.base.ids, wanted, self.living), _find(self.beside.ids, wanted)
        ids = np.concatenate([self.base.ids[places], self.beside.ids[beside]])
        owners = np.concatenate([self.base.owners[places], self.beside.owners[beside]])
        return dict(zip(ids.tolist(), owners.tolist(), strict=True))

    def fetch(self, wanted: Ids) -> Floats:
        """The vectors of these chunks, all of which it has."""
        places, beside = _find(self.base.ids, wanted, self.living), _find(self.beside.ids, wanted)
        rows = np.empty((wanted.size, self.beside.vectors.shape[1]), dtype=np.float32)
        if places.size:
            rows[np.searchsorted(wanted, self.base.ids[places])] = self.base.fetch(places)
        rows[np.searchsorted(wanted, self.beside.ids[beside])] = self.beside.vectors[beside]
        return rows

    def with_changes(self, changed: Ids, found: Rows, mark: LogRow) -> Snapshot:
        """The same, after these chunks changed; ``found`` are those that have a vector now."""
        places = _find(self.base.ids, changed)
        kept = _pick(self.beside, ~np.isin(self.beside.ids, changed))
        return Snapshot(self.base, np.union1d(self.gone, places), _merge(kept, found), mark)


class VectorIndex:
    """The vectors of one model, searchable by many threads; :meth:`refresh` brings it to the library's state.

    ``serves`` says that the process lives on: large changes are then followed in a thread, while queries go on.
    """

    def __init__(self, path: Path | None, model: str, dimension: int, *, ladder: Ladder = Ladder()) -> None:
        self.path, self.model, self.dimension, self.ladder = path, model, dimension, ladder
        self.serves = False
        self._now: Snapshot | None = None
        # Which file the base is, or was looked at and is not ours.
        self._file: Identity | None = None
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def __len__(self) -> int:
        return 0 if self._now is None else len(self._now)

    @property
    def state(self) -> int:
        """The row of the library's log that it stands at; -1 before the first look."""
        return -1 if self._now is None else self._now.mark.at

    @property
    def is_building(self) -> bool:
        """Whether it answers with nothing because it is made for the first time, in the background."""
        return self._now is not None and self._now.mark == NOWHERE

    @property
    def step(self) -> Rung:
        """Which kind of index it is."""
        return Rung.EXACT if self._now is None else self._now.base.step

    def search(
        self, vector: Floats, *, limit: int, owners: Ids | None = None, but: Ids | None = None
    ) -> list[tuple[int, float]]:
        """Chunk ids with their cosine to ``vector`` (shape (dimension,), length 1), best first.

        ``owners`` (asset ids) restricts the answer to their chunks inside the search, so that a filter costs no recall;
        ``but`` leaves out those of some.
        """
        return [] if self._now is None else self._now.search(vector, limit, owners, but=but)

    def similarities(self, vector: Floats, ids: Ids) -> dict[int, float]:
        """The cosine of these chunks to ``vector``; chunks not in the index are left out."""
        return {} if self._now is None else self._now.compare(vector, np.unique(ids))

    def find_owners(self, db: Store, ids: Sequence[int]) -> dict[int, int] | None:
        """The assets of these chunks, as the library has them now; None where it has moved on from the index.

        Chunks without a vector are left out.
        """
        now = self._now
        return now.find_owners(np.unique(np.asarray(ids, dtype=np.int64))) if now and now.mark == read_end(db) else None

    # --- following the library ------------------------------------------------------------------------------------

    def refresh(self, db: Store, *, say: Say = lambda line: None) -> bool:
        """Bring the index to the library's state; true when something was done. ``say`` is told of a rebuild."""
        if self._now is None:
            with self._lock:
                self._now = self._open(db, say) if self._now is None else self._now
                return True
        end = read_end(db)
        if end == self._now.mark and self._has_newest_file():
            self._fold_if_heavy(db)
            return False
        # Somebody else is at it: what there is answers meanwhile.
        if not self._lock.acquire(blocking=False):
            return False
        try:
            is_far = self.is_building or not 0 <= end.at - self._now.mark.at <= AT_ONCE
            if self.serves and is_far:
                self._start(db, self._catch_up)
                return False
            self._now = self._follow(db, self._now, say)
        finally:
            self._lock.release()
        self._fold_if_heavy(db)
        return True

    def save(self, db: Store) -> None:
        """Write the file beside the library where it lacks much; a folder that can't be written is no failure.

        Every other process maps the new file with its next query.
        """
        self.refresh(db)
        with self._lock:
            if self._now is not None and not self._is_near_file(self._now):
                self._now = self._write(db, self._now, may_replace=True)

    def _open(self, db: Store, say: Say) -> Snapshot:
        mapped = self._map_new_file(db, say)
        if mapped is None and self.serves and count_chunks(db) >= LONG_TO_BUILD:
            # The first query that follows starts the thread that builds.
            return Snapshot(make_empty(self.dimension), _nothing(), _no_rows(self.dimension), NOWHERE)
        return self._bring_up(db, mapped or self._build_anew(db, say))

    def _follow(self, db: Store, now: Snapshot, say: Say) -> Snapshot:
        now = self._map_new_file(db, say) or now
        return self._bring_up(db, now if still_has(db, now.mark) else self._build_anew(db, say))

    def _bring_up(self, db: Store, now: Snapshot) -> Snapshot:
        end = read_end(db)
        if end == now.mark:
            return now
        changed = list_changed(db, self.model, after=now.mark)
        return now.with_changes(changed, find_rows(db, self.model, changed, self.dimension), end)

    def _has_newest_file(self) -> bool:
        return self.path is None or identify(self.path) in (self._file, None)

    def _map_new_file(self, db: Store, say: Say) -> Snapshot | None:
        """The file's base, if it is another file than last time, of our model, and of this library."""
        found = None if self.path is None else identify(self.path)
        if self.path is None or found is None or found == self._file:
            return None
        self._file = found
        try:
            stamp = read_stamp(self.path)
            if stamp.model != self.model or stamp.dimension != self.dimension or not still_has(db, stamp.mark):
                return None
            base = read_base(self.path, stamp)
        except (OSError, ValueError, RuntimeError) as error:
            say(f"The vector index {self.path} is damaged ({_first_line(error)}); it is built again from the library.")
            return None
        return Snapshot(base, _nothing(), _no_rows(self.dimension), stamp.mark)

    def _build_anew(self, db: Store, say: Say) -> Snapshot:
        mark = read_end(db)
        ids, owners = list_embedded(db, self.model)
        if ids.size >= TOLD:
            say(f"Building the vector index of {ids.size:,} chunks, once …")
        base = build(self.ladder.choose(ids.size), ids, owners, self._fetch_from(db), self.dimension)
        made = Snapshot(base, _nothing(), _no_rows(self.dimension), mark)
        # Minutes of work at a million: kept, also by who only came to search.
        return self._write(db, made, may_replace=False) if ids.size >= TOLD else made

    def _fetch_from(self, db: Store) -> Fetch:
        def fetch(wanted: Ids) -> Floats:
            found = find_rows(db, self.model, wanted, self.dimension)
            rows = np.zeros((wanted.size, self.dimension), dtype=np.float32)
            # What has gone meanwhile stays zero; the log tells of it.
            rows[np.searchsorted(wanted, found.ids)] = found.vectors
            return rows

        return fetch

    # --- folding what changed into the base -----------------------------------------------------------------------

    def _fold_if_heavy(self, db: Store) -> None:
        now = self._now
        if self.serves and now is not None and now.changes > max(BESIDE, BESIDE_SHARE * len(now.base)):
            self._start(db, self._fold_in)

    def _is_near_file(self, now: Snapshot) -> bool:
        if self.path is None:
            return True
        if self._file is None or identify(self.path) != self._file or not _is_of(self.path, self.model):
            return False
        is_little = now.changes <= max(LEFT, LEFT_SHARE * len(now.base))
        return is_little and self.ladder.choose(len(now), now.base.step) is now.base.step

    def _write(self, db: Store, now: Snapshot, *, may_replace: bool) -> Snapshot:
        """The same, folded, and mapped from the file where that could be written.

        ``may_replace``: another model's file too.
        """
        folded = self._fold(now)
        if self.path is None:
            return folded
        try:
            with locked(self.path) as is_ours:
                if is_ours and (may_replace or _is_of(self.path, self.model)):
                    folded = self._put_in_place(self.path, folded)
                    forget_before(db, folded.mark)
        except (OSError, RuntimeError) as error:
            log.warning("The vector index %s was not written: %s", self.path, _first_line(error))
        return folded

    def _put_in_place(self, path: Path, folded: Snapshot) -> Snapshot:
        stamp = write_base(path, folded.base, model=self.model, mark=folded.mark, dimension=self.dimension)
        # From here on the file's pages serve, which all processes share, instead of our own.
        mapped = replace(folded, base=read_base(path, stamp))
        self._file = identify(path)
        return mapped

    def _fold(self, now: Snapshot) -> Snapshot:
        step = self.ladder.choose(len(now), now.base.step)
        if not now.changes and step is now.base.step:
            return now
        ids, owners = now.ids, _owners_of(now)
        if step is Rung.CLUSTERED is now.base.step and not is_outgrown(now.base, ids.size):
            base = extend(now.base, ids, owners, now.fetch)
        else:
            base = build(step, ids, owners, now.fetch, self.dimension)
        return Snapshot(base, _nothing(), _no_rows(self.dimension), now.mark)

    # --- in the background ----------------------------------------------------------------------------------------

    def _start(self, db: Store, work: Callable[[Store], None]) -> None:
        """Do it in a thread with a connection of its own, one at a time."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._thread = threading.Thread(target=self._do, args=(db.path, work), name="vectors", daemon=True)
        self._thread.start()

    def _do(self, file: Path, work: Callable[[Store], None]) -> None:
        try:
            db = open_database(file)
            try:
                work(db)
            finally:
                db.close()
        except Exception:
            # The next query tries again; until then the index answers from what it has.
            log.warning("The vector index could not follow the library.", exc_info=True)

    def _catch_up(self, db: Store) -> None:
        with self._lock:
            if self._now is not None:
                self._now = self._follow(db, self._now, lambda line: None)

    def _fold_in(self, db: Store) -> None:
        # Queries go on, and follow the library, against the old base while the new one is made.
        if self._now is not None:
            folded = self._write(db, self._now, may_replace=False)
            with self._lock:
                self._now = self._bring_up(db, folded)


def _allow(owners_of: Ids, owners: Ids, living: Mask | None) -> Mask:
    allowed = np.isin(owners_of, owners)
    return allowed if living is None else allowed & living


def _find(ids: Ids, wanted: Ids, living: Mask | None = None) -> Ids:
    """The places among the sorted ``ids`` of those wanted that it has."""
    if not ids.size or not wanted.size:
        return np.empty(0, dtype=np.int64)
    places = np.searchsorted(ids, wanted)
    places = places[ids.take(places, mode="clip") == wanted]
    return np.asarray(places if living is None else places[living[places]], dtype=np.int64)


def _pick(rows: Rows, which: Mask) -> Rows:
    return Rows(rows.ids[which], rows.owners[which], rows.vectors[which])


def _merge(one: Rows, other: Rows) -> Rows:
    order = np.argsort(np.concatenate([one.ids, other.ids]))
    return Rows(
        np.concatenate([one.ids, other.ids])[order],
        np.concatenate([one.owners, other.owners])[order],
        np.concatenate([one.vectors, other.vectors])[order],
    )


def _nothing() -> Ids:
    return np.empty(0, dtype=np.int64)


def _no_rows(dimension: int) -> Rows:
    return Rows(_nothing(), _nothing(), np.empty((0, dimension), dtype=np.float32))


def _owners_of(now: Snapshot) -> Ids:
    owners = np.empty(len(now), dtype=np.int64)
    kept = now.base.ids if now.living is None else now.base.ids[now.living]
    kept_owners = now.base.owners if now.living is None else now.base.owners[now.living]
    owners[np.searchsorted(now.ids, kept)] = kept_owners
    owners[np.searchsorted(now.ids, now.beside.ids)] = now.beside.owners
    return owners


def _is_of(path: Path, model: str) -> bool:
    """Whether the file holds vectors of this model, or none that anybody could use."""
    try:
        return read_stamp(path).model == model
    except (OSError, ValueError):
        return True


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
