"""Very many texts to vectors, in a process of its own: fast, and nothing that happens there can hold up a pass.

The runtimes that are fastest in bulk bring many threads of their own, start slowly, and were once seen to wait for each
other for ever. Here they may: the pass waits a bounded time for an answer, ends the process with itself, and goes on by
the model that reads queries. It keeps its own interpreter for reading and storing meanwhile, too.
"""

from __future__ import annotations

import json
import logging
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from contentlib.arrays import Vectors, np
from contentlib.models.embedder import (
    Embedder,
)
from contentlib.models.embedding import MOST_LANES
from contentlib.models.onnx_runtime import OnnxEmbedder
from contentlib.settings import PREFIX

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

log = logging.getLogger(__name__)

# How long the process may take to load the model, and to embed what one caller hands over.
START_SECONDS, ANSWER_SECONDS = 120.0, 240.0
# The lowest cosine to the model that reads queries at which its vectors may be stored, and what is compared: a word, a
# sentence, and a text that fills the model.
CLOSE = 0.999
PROBES = ("price", "We pay back in nine months, says the controller.", "They say we are too expensive for them. " * 40)
PRECISIONS = ("bf16", "f32")
# One thread for each caller: they share the cores by themselves.
_ALONE = {"TOKENIZERS_PARALLELISM": "false", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class Bulk(Embedder, Protocol):
    """An embedder that ``lanes`` threads may call at once, and that is closed when nothing more is to be embedded."""

    lanes: int

    def close(self) -> None: ...


class BulkClosedError(Exception):
    """It was closed while somebody waited for vectors."""


def open_bulk(embedder: Embedder) -> Bulk:
    """The fastest way to embed very many texts with the same model; its vectors stand in for those of ``embedder``."""
    if not isinstance(embedder, OnnxEmbedder):
        return InPlace(embedder)
    for precision in PRECISIONS:
        try:
            apart = Apart(embedder, lanes=min(MOST_LANES, os.cpu_count() or 1), precision=precision)
        except OSError as error:
            log.info("No process could be started for the model (%s).", error)
            break
        if apart.is_close(embedder):
            embedder.rest()  # nobody asks it while the other one embeds
            return apart
        log.info("In %s the vectors differ too much.", precision)
        apart.close()
    return InPlace(embedder)


class InPlace:
    """An embedder as it is, for one thread: a model of the team's own, which may lie on a GPU."""

    lanes = 1

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.name, self.dimension = embedder.name, embedder.dimension

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimension)."""
        return self._embedder.embed(texts)

    def close(self) -> None:
        """Nothing to be done."""


class Apart:
    """The prepared model in another process. Where that fails or falls silent, ONNX Runtime embeds in this one."""

    def __init__(
        self, embedder: OnnxEmbedder, *, lanes: int, precision: str, answer_seconds: float = ANSWER_SECONDS
    ) -> None:
        self.name, self.dimension, self.lanes = embedder.name, embedder.dimension, lanes
        self.runtime = ""
        self._folder = embedder.folder
        self._answer_seconds = answer_seconds
        self._idle: queue.SimpleQueue[Connection] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._instead: OnnxEmbedder | None = None
        self._is_closed = False
        # Loaded by a pass alone: a search embeds its query in place.
        from multiprocessing.connection import Pipe

        ends = [Pipe() for _ in range(lanes)]
        self._connections = [ours for ours, _ in ends]
        self._process = self._start(precision, [theirs for _, theirs in ends])
        self._greet()

    def _start(self, precision: str, theirs: Sequence[Connection]) -> subprocess.Popen[bytes]:
        descriptors = [one.fileno() for one in theirs]
        task = json.dumps([descriptors, str(self._folder), self.name, precision])
        # No passwords, no tokens.
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        paths = os.pathsep.join(str(Path(each).absolute()) for each in sys.path)
        try:
            return subprocess.Popen(  # noqa: S603  our own module, run by our own Python
                [sys.executable, "-P", "-m", "contentlib.models.bulk_process", task],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=descriptors,
                env=inherited | _ALONE | {"PYTHONPATH": paths},
                start_new_session=True,  # Ctrl-C is for the pass alone, which ends this process
            )
        finally:
            for one in theirs:
                one.close()

    def _greet(self) -> None:
        """Wait until every lane says that the model is there."""
        try:
            for connection in self._connections:
                self.runtime = self._receive(connection, START_SECONDS).decode()
                self._idle.put(connection)
        except (EOFError, OSError) as error:
            self._give_up(error)

    def is_close(self, exact: Embedder) -> bool:
        """Whether its vectors may stand in for those of ``exact``."""
        return float((self.embed(PROBES) * exact.embed(PROBES)).sum(axis=1).min()) >= CLOSE

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimension).

        Raises:
            BulkClosedError: it was closed meanwhile.
        """
        if self._instead is None:
            try:
                return self._ask(texts)
            except (EOFError, OSError, queue.Empty) as error:
                self._give_up(error)
        assert self._instead is not None
        return self._instead.embed(texts)

    def close(self) -> None:
        """End the process, whatever it is at; who waits for it is told."""
        self._is_closed = True
        self._end()

    def _end(self) -> None:
        self._process.kill()
        self._process.wait()

    def _ask(self, texts: Sequence[str]) -> Vectors:
        connection = self._idle.get(timeout=self._answer_seconds)
        connection.send_bytes(json.dumps(list(texts)).encode())
        vectors = np.frombuffer(self._receive(connection, self._answer_seconds), dtype=np.float32)
        # Only an answered connection goes back: the answer to this question must not be taken for another's.
        self._idle.put(connection)
        return vectors.reshape(len(texts), self.dimension)

    def _receive(self, connection: Connection, seconds: float) -> bytes:
        if not connection.poll(seconds):
            raise TimeoutError(f"no answer in {seconds:g} s")
        return connection.recv_bytes()

    def _give_up(self, error: Exception) -> None:
        if self._is_closed:
            raise BulkClosedError from error
        with self._lock:
            if self._instead is None:
                log.warning("The model's own process failed (%s); going on without it.", error or "it ended")
                self._end()
                self._instead = OnnxEmbedder(self._folder, self.name, threads=1)
                self.runtime = "ONNX Runtime"
