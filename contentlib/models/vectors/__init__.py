"""Nearest chunks by meaning.

``ladder`` is the only module that knows FAISS, ``file`` how an index lies on disk, ``changes`` what became of the
library since; ``index`` puts them together, and :class:`VectorIndex` is what everybody else asks.
"""

from __future__ import annotations

from contentlib.models.vectors.index import VectorIndex
from contentlib.models.vectors.ladder import Ladder

__all__ = ["Ladder", "VectorIndex"]
