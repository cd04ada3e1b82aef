"""A cross-encoder of a team's own reads the first results again, together with the query. Off unless set.

None comes along. A model that cannot be used is told in a notice, once it is found out, and search goes on without it.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from contentlib.errors import ModelError
from contentlib.library import Library

# How many of the first results are read again: a small model takes about 10 ms for each on one core.
DEPTH = 20
# What is read of each: title and best passage.
MAX_CHARACTERS = 1_500


@dataclass
class Reranker:
    """Any sentence-transformers CrossEncoder by name or path, loaded at the first search."""

    name: str
    failure: str = ""
    model: Any = None
    # Its tokenizer may be used by one thread at a time.
    lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, query: str, passages: Sequence[str]) -> list[float]:
        """One number a passage, higher where it answers the query; any scale.

        Raises:
            ModelError: the model cannot be loaded or used; from then on at once.
        """
        with self.lock:
            if self.failure:
                raise ModelError(self.failure)
            try:
                self.model = self.model or _load(self.name)
                pairs = [(query, passage[:MAX_CHARACTERS]) for passage in passages]
                return [float(one) for one in self.model.predict(pairs, show_progress_bar=False)]
            except Exception as error:
                # Whatever a stranger's model raises, a rep gets results.
                self.failure = _tell(self.name, error)
                raise ModelError(self.failure) from error


def open_reranker(library: Library) -> Reranker | None:
    """The reranker of the settings, the same for all threads; none where none is set."""
    name = library.settings.reranker
    return library.once("reranker", lambda: Reranker(name)) if name else None


def _load(name: str) -> Any:
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(name)
    if model.num_labels != 1:
        raise ValueError(f"it gives {model.num_labels} numbers for a pair, not one")
    return model


def _tell(name: str, error: Exception) -> str:
    reason = (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
    return (
        f"The reranker “{name}” cannot be used ({reason}), so results are ranked without it. "
        "Check the setting “reranker”."
    )
