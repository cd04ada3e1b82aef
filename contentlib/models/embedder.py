"""What an embedder is: two lines to depend on. Knows no model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from contentlib.arrays import Vectors


class Embedder(Protocol):
    """Two lines to depend on. ``embed`` gives one unit vector a text: shape (len(texts), dimension), float32."""

    name: str
    dimension: int

    def __hash__(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> Vectors: ...
