"""Finds what says nearly the same as something else in the library; new texts alone are compared, with all others."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from contentlib.catalog import list_unsketched, load_sketches, read_shown_text, record_sketches
from contentlib.storage import Store
from indexer.resemblance import ComparedText, find_candidates, make_sketch, measure_copy, read_compared

# How many texts are kept while they are compared, and how many are compared before what was found is kept.
KEPT, AT_ONCE = 512, 500


class Watcher(Protocol):
    """Who watches."""

    def start(self, stage: str, total: int | None) -> None: ...
    def advance(self, amount: int, current: str) -> None: ...


def find_copies(db: Store, progress: Watcher) -> None:
    """Compare every version that nobody compared yet, and keep which others are its near copies."""
    due = list_unsketched(db)
    if not due:
        return
    progress.start("Looking for near copies", len(due))
    known = load_sketches(db)

    @lru_cache(maxsize=KEPT)
    def read(version_id: int) -> ComparedText:
        return read_compared(read_shown_text(db, version_id))

    for start in range(0, len(due), AT_ONCE):
        fresh: dict[int, bytes] = {}
        for version_id in due[start : start + AT_ONCE]:
            fresh[version_id] = make_sketch(read(version_id).shingles)
            progress.advance(1, "")
        known |= fresh
        copies = [
            (one, other, alike)
            for one, other in find_candidates(known, fresh.keys())
            if (alike := measure_copy(read(one), read(other)))
        ]
        record_sketches(db, fresh, copies)
