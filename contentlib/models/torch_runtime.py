"""Any sentence-transformers model by name or path: a team's own. Takes seconds to import, so only when asked for."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from contentlib.arrays import Vectors, np
from contentlib.errors import ModelError


class TorchEmbedder:
    """Any sentence-transformers model by name or path, on a GPU where there is one."""

    def __init__(self, name: str) -> None:
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(name)
        except Exception as error:
            raise ModelError(f"The model “{name}” cannot be loaded ({error}). Check the setting “model”.") from error
        self.name = name
        self.dimension = int(self._model.get_sentence_embedding_dimension() or 0)
        # Its tokenizer may be used by one thread at a time.
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimension)."""
        with self._lock:
            vectors = self._model.encode(
                list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
            )
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), self.dimension)
