"""The prepared graph on ONNX Runtime, which starts fast: for queries. The only module that knows it."""

from __future__ import annotations

import ctypes
import gc
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from contentlib.arrays import Vectors, np
from contentlib.errors import ModelError
from contentlib.models.token_batches import cut_batches, open_tokenizer

# Tokens of a batch, padding counted. On two cores, small batches that stay in the cache are a fifth faster than
# batches of 32 texts. Texts are padded to few tokens: a query waits.
BATCH_TOKENS, STEP = 1024, 8


class OnnxEmbedder:
    """The prepared graph on ONNX Runtime: 0.4 s to the first vector, about 2 ms a query."""

    def __init__(self, folder: Path, name: str, *, threads: int = 0) -> None:
        self.folder = folder
        self.name = name
        self._threads = threads
        self._loading = threading.Lock()
        self._loaded: tuple[Any, Any] | None = _load(folder, threads)
        self.dimension = int(self._loaded[0].get_outputs()[0].shape[1])

    def list_tokens(self) -> dict[str, int]:
        """All that its tokenizer has, with numbers."""
        _, tokenizer = self._wake()
        return dict(tokenizer.get_vocab())

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimension). What stands beside a text does not change its vector."""
        session, tokenizer = self._wake()
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for rows, ids, mask in cut_batches(tokenizer, texts, tokens=BATCH_TOKENS, step=STEP):
            (vectors[rows],) = session.run(None, {"ids": ids, "mask": mask})
        return vectors

    def rest(self) -> None:
        """Give its memory back, some 120 MB, until somebody asks again, who then waits for it to load."""
        with self._loading:
            self._loaded = None
        give_memory_back()

    def _wake(self) -> tuple[Any, Any]:
        loaded = self._loaded
        if loaded is None:
            with self._loading:
                loaded = self._loaded = self._loaded or _load(self.folder, self._threads)
        return loaded


def _load(folder: Path, threads: int) -> tuple[Any, Any]:
    """The session and the tokenizer. Raises ModelError where they are damaged."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Spinning threads would take the cores from everybody else on the machine between two queries.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
        return session, open_tokenizer(folder)
    except Exception as error:
        raise ModelError(
            f"The prepared model in {folder} is damaged ({error}). Delete that folder and try again."
        ) from error


def give_memory_back() -> None:
    """Let the system have what was freed: the C library keeps it otherwise, in case that it is wanted again."""
    gc.collect()
    with suppress(OSError, AttributeError):  # only glibc knows the call
        ctypes.CDLL(None).malloc_trim(0)
