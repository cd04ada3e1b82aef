"""The two legs a search stands on: words to ranked chunks, a direction to ranked chunks, both inside the filters.

``Legs`` is all a search asks of what keeps the library, so that another engine can take the place of SQLite and FAISS.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from sqlite_utils import Database

from contentlib.embedding import Vectors
from contentlib.filters import Condition
from contentlib.keywords import rank_words
from contentlib.vectors import Ids, VectorIndex


class Legs(Protocol):
    """Ranked chunks with raw scores, by chunk id; higher is better."""

    def rank_words(self, text: str, *, limit: int) -> dict[int, float]: ...

    def rank_meaning(self, vector: Vectors, *, limit: int) -> dict[int, float]: ...

    def compare(self, vector: Vectors, chunk_ids: Collection[int]) -> dict[int, float]:
        """The meaning score of these chunks, those without a vector left out."""
        ...

    def find_owners(self, chunk_ids: Collection[int]) -> dict[int, int]:
        """Chunk id to asset id; chunks that are gone are left out."""
        ...


@dataclass(frozen=True)
class SqliteLegs:
    """Full-text search in SQLite, vectors in FAISS. ``only`` is a filter that both keep to while they search."""

    db: Database
    index: VectorIndex
    only: Condition | None

    def rank_words(self, text: str, *, limit: int) -> dict[int, float]:
        return dict(rank_words(self.db, text, limit=limit, owners=self.owners))

    def rank_meaning(self, vector: Vectors, *, limit: int) -> dict[int, float]:
        return dict(self.index.search(vector, limit=limit, owners=self.owners))

    def compare(self, vector: Vectors, chunk_ids: Collection[int]) -> dict[int, float]:
        return self.index.similarities(vector, np.fromiter(chunk_ids, dtype=np.int64))

    def find_owners(self, chunk_ids: Collection[int]) -> dict[int, int]:
        marks = ", ".join("?" * len(chunk_ids))
        rows = self.db.execute(f"SELECT id, asset_id FROM chunks WHERE id IN ({marks})", list(chunk_ids))
        return dict(rows.fetchall())

    @cached_property
    def owners(self) -> Ids | None:
        if self.only is None:
            return None
        rows = self.db.execute(self.only.assets(), list(self.only.parameters))
        return np.fromiter((row[0] for row in rows), dtype=np.int64)
