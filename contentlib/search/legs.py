"""The two legs a search stands on: words to ranked chunks, a direction to ranked chunks, both inside the filters.

``Legs`` is all a search asks of words and of vectors; whatever else it asks are questions to tables. Another engine is
two legs and a store.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Protocol

from contentlib.arrays import Ids, Vectors, np
from contentlib.catalog import Condition, to_condition
from contentlib.library import Library
from contentlib.model import Filters
from contentlib.models import (
    VectorIndex,
)
from contentlib.search.keywords import count_readable, find_held, find_sections
from contentlib.search.typed_query import Bounds
from contentlib.storage import Store, among, is_narrowed, list_hidden, listed


class Legs(Protocol):
    """Ranked chunks with raw scores, by chunk id; higher is better. And what else is asked of words and vectors."""

    def rank_words(self, text: str, *, limit: int, wholes: Sequence[str] = ()) -> dict[int, float]:
        """The chunks of the best ``limit`` sections that have any of the words; all of a section share its score.

        ``wholes`` are words of it that count once more where they stand side by side.
        """
        ...

    def rank_meaning(self, vector: Vectors, *, limit: int) -> dict[int, float]:
        """The ``limit`` nearest chunks, by cosine."""
        ...

    def compare(self, vector: Vectors, chunk_ids: Collection[int]) -> dict[int, float]:
        """The meaning score of these chunks, those without a vector left out."""
        ...

    def find_owners(self, chunk_ids: Collection[int]) -> dict[int, int]:
        """Chunk id to asset id; chunks that are gone are left out."""
        ...

    def count_words(self, words: Sequence[str]) -> dict[str, int]:
        """In how many sections that may be read each word stands, without regard to the filters; about how many."""
        ...

    def count_chunks(self) -> int:
        """About how many chunks there are."""
        ...

    def find_held(self, asset_id: int, words: Collection[str]) -> frozenset[str]:
        """Those of the words that the asset has, in any form, in its text, its title or the names of its places."""
        ...


def open_legs(library: Library, filters: Filters = Filters(), bounds: Bounds = Bounds()) -> Legs:
    """The legs of a library, which keep to the filters and the bounds."""
    return LibraryLegs(library.db, library.vectors, to_condition(filters) if filters else None, bounds)


@dataclass(frozen=True)
class LibraryLegs:
    """Words by the library's full text, vectors by its index. ``only`` and ``bounds`` are what both keep to.

    What is hidden from a person is found by neither: the tables do not show it, and the index is told.
    """

    db: Store
    index: VectorIndex
    only: Condition | None
    bounds: Bounds = Bounds()
    # The assets of chunks that the full text brought, so that they need not be looked up again.
    _told: dict[int, int] = field(default_factory=dict)

    def rank_words(self, text: str, *, limit: int, wholes: Sequence[str] = ()) -> dict[int, float]:
        found = find_sections(self.db, text, limit=limit, owners=self.owners, wholes=wholes)
        self._told.update(chain.from_iterable(one.chunks for one in found))
        return {chunk: one.score for one in found for chunk, _ in one.chunks}

    def rank_meaning(self, vector: Vectors, *, limit: int) -> dict[int, float]:
        # With a filter, the tables have left out already what is hidden.
        hidden = None if self.owners is not None else list_hidden(self.db, "assets")
        but = None if hidden is None else np.array(hidden, dtype=np.int64)
        return dict(self.index.search(vector, limit=limit, owners=self.owners, but=but))

    def compare(self, vector: Vectors, chunk_ids: Collection[int]) -> dict[int, float]:
        return self.index.similarities(vector, np.fromiter(chunk_ids, dtype=np.int64))

    def find_owners(self, chunk_ids: Collection[int]) -> dict[int, int]:
        told = self._told
        return {one: told[one] for one in chunk_ids if one in told} | self._look_up(
            [one for one in chunk_ids if one not in told]
        )

    def _look_up(self, chunk_ids: Sequence[int]) -> dict[int, int]:
        # What is hidden from a person is known to the tables alone.
        known = None if is_narrowed(self.db) else self.index.find_owners(self.db, chunk_ids)
        if known is not None:
            return known
        rows = self.db.execute(f"SELECT id, asset_id FROM chunks WHERE {among('id')}", [listed(chunk_ids)])
        return dict(rows.fetchall())

    def count_words(self, words: Sequence[str]) -> dict[str, int]:
        return count_readable(self.db, words)

    def count_chunks(self) -> int:
        return len(self.index)

    def find_held(self, asset_id: int, words: Collection[str]) -> frozenset[str]:
        return find_held(self.db, asset_id, words)

    @cached_property
    def owners(self) -> Ids | None:
        if self.only is None and not self.bounds:
            return None
        assets, parameters = (
            ("SELECT DISTINCT asset_id FROM chunks", [])
            if self.only is None
            else (self.only.assets(), list(self.only.parameters))
        )
        having, but = self.bounds.having, self.bounds.but
        found = (row[0] for row in self.db.execute(assets, parameters))
        return np.fromiter((one for one in found if one not in but and (having is None or one in having)), np.int64)
