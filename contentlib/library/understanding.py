"""Which model answers queries, and all that was made with it; a change of model happens here, between two queries.

The library says which model's vectors are complete, and that model reads the queries, whatever the setting names:
while another one is on its way, every process goes on with the old. When the new one is complete, who lives on opens it
in the background and then changes over; model, vectors and vocabulary change together, so no query is read by one and
answered by the other.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from contentlib.arrays import Vectors, np
from contentlib.catalog import add_vectors, drop_other_models, find_vectors, hash_text, read_served, record_served
from contentlib.errors import LibraryError, ModelError
from contentlib.language import Vocabulary
from contentlib.models import (
    OWN_MODEL,
    Embedder,
    VectorIndex,
    describe_model,
)
from contentlib.settings import Settings
from contentlib.storage import Store, open_database
from contentlib.tagging import Prototypes, prepare

log = logging.getLogger(__name__)

Say = Callable[[str], None]
Kept = TypeVar("Kept")
MakeEmbedder = Callable[[Settings], Embedder]

# A model that could not be opened is tried again after so many seconds.
PATIENCE = 60.0
BUILDING = "The vector index is being built; until it is there, search goes by words alone."


class Remembering:
    """An embedder that keeps the vectors of a vocabulary in the library, so that a cold query need not make them."""

    def __init__(self, db: Store, embedder: Embedder) -> None:
        self.name, self.dimension = embedder.name, embedder.dimension
        self._db, self._embedder = db, embedder

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimension)."""
        hashes = [hash_text(text) for text in texts]
        known = find_vectors(self._db, self.name, hashes)
        new = {named: text for named, text in zip(hashes, texts, strict=True) if named not in known}
        if new:
            made = self._embedder.embed(list(new.values()))
            self._keep(list(new), made)
            known |= dict(zip(new, made, strict=True))
        return np.vstack([known[named] for named in hashes]) if hashes else np.empty((0, self.dimension), np.float32)

    def _keep(self, hashes: Sequence[bytes], vectors: Vectors) -> None:
        try:
            add_vectors(self._db, self.name, hashes, vectors)
        except LibraryError:
            # A full disk or a long write must not cost anybody the answer; the next query makes them again.
            log.info("The vocabulary's vectors were not kept", exc_info=True)


@dataclass
class Understanding:
    """One model with all that was made with it: opened lazily, shared by threads. ``asked`` is the name it goes by."""

    asked: str
    settings: Settings
    vocabulary: Vocabulary
    make_embedder: MakeEmbedder
    say: Say
    serves: bool = False
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _embedder: Embedder | None = None
    _vectors: VectorIndex | None = None
    _prototypes: Prototypes | None = None
    _kept: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name its vectors carry; loads nothing."""
        return self._embedder.name if self._embedder else self.asked

    def is_called(self, name: str) -> bool:
        return name in (self.asked, self.name)

    @property
    def embedder(self) -> Embedder:
        with self._lock:
            if self._embedder is None:
                self._embedder = self.make_embedder(self.settings)
            return self._embedder

    def open_vectors(self, db: Store) -> VectorIndex:
        """The vector index, brought to the library's state."""
        embedder = self.embedder
        with self._lock:
            if self._vectors is None:
                self._vectors = VectorIndex(index_path(self.settings), embedder.name, embedder.dimension)
        self._vectors.serves = self.serves
        self._vectors.refresh(db, say=self.say)
        return self._vectors

    def read_vocabulary(self, db: Store) -> Prototypes:
        """The vocabulary as vectors."""
        embedder = self.embedder
        with self._lock:
            if self._prototypes is None:
                self._prototypes = prepare(self.vocabulary, Remembering(db, embedder))
            return self._prototypes

    def once(self, name: str, make: Callable[[], Kept]) -> Kept:
        """What ``make`` gave when it was first asked for by this name."""
        with self._lock:
            if name not in self._kept:
                self._kept[name] = make()
            kept: Kept = self._kept[name]
            return kept

    @property
    def notice(self) -> str:
        return BUILDING if self._vectors is not None and self._vectors.is_building else ""


class Understandings:
    """The one that answers queries, and the one that the settings name, which passes make vectors with."""

    def __init__(self, settings: Settings, vocabulary: Vocabulary, say: Say, make_embedder: MakeEmbedder) -> None:
        self._settings, self._vocabulary, self._say, self._make_embedder = settings, vocabulary, say, make_embedder
        self._lock = threading.Lock()
        self._now: Understanding | None = None
        self._own: Understanding | None = None
        self._refused: dict[str, tuple[float, str]] = {}
        self._changing: threading.Thread | None = None
        self.serves = False

    @property
    def own(self) -> Understanding:
        """That of the model in the settings."""
        with self._lock:
            return self._take_own()

    def name_answering(self, db: Store) -> str:
        """The model that answers queries; loads nothing."""
        served = read_served(db)
        if self._now is not None and served in self._refused:
            return self._now.name
        if self._now is not None and self._now.is_called(served or self._now.asked):
            return self._now.name
        return served or (self._own.name if self._own else describe_model(self._settings))

    def name_coming(self, db: Store) -> str:
        """The model of the settings, where another one answers queries; empty otherwise. Loads nothing."""
        served, own = read_served(db), self.own
        return "" if not served or own.is_called(served) else own.name

    def choose(self, db: Store) -> Understanding:
        """What a query is read and answered with. Never waits for a change of model in a process that lives on.

        Raises:
            ModelError: the model of the settings cannot be opened, and there is no other.
        """
        wanted, now = read_served(db) or describe_model(self._settings), self._now
        if now is not None and (now.is_called(wanted) or self._is_refused(wanted)):
            return self._marked(now)
        if now is not None and self.serves:
            self._change_over(db, wanted)
            return now
        with self._lock:
            if self._now is None or not self._now.is_called(wanted):
                self._now = self._open(wanted)
            return self._marked(self._now)

    def tell(self, db: Store) -> str:
        """What a searcher must know: that the model is not the one the vectors were made with, or is not ready."""
        wanted, now = read_served(db), self._now
        if now is None:
            return ""
        if not wanted or now.is_called(wanted) or wanted not in self._refused:
            return now.notice
        reason = self._refused[wanted][1]
        return (
            f"The vectors were made with the model “{wanted}”, which cannot be opened here ({reason}). "
            f"“{now.name}” answers with what it has; everything else is found by its words. "
            "Run the indexer, or bring that model back."
        )

    def _marked(self, one: Understanding) -> Understanding:
        one.serves = self.serves
        return one

    def _is_refused(self, name: str) -> bool:
        return name in self._refused and time.monotonic() - self._refused[name][0] < PATIENCE

    def _open(self, wanted: str) -> Understanding:
        own = self._take_own()
        if own.is_called(wanted):
            return own
        try:
            return self._open_other(wanted)
        except ModelError as error:
            self._refused[wanted] = time.monotonic(), str(error)
            return self._now or own

    def _open_other(self, wanted: str) -> Understanding:
        settings = replace(self._settings, model="" if wanted == OWN_MODEL else wanted)
        made = Understanding(wanted, settings, self._vocabulary, self._make_embedder, self._say, self.serves)
        if made.embedder.name != wanted:
            raise ModelError(f"“{made.embedder.name}” came in its place.")
        return made

    def _take_own(self) -> Understanding:
        asked = describe_model(self._settings)
        if self._own is None and self._now is not None and self._now.is_called(asked):
            self._own = self._now
        if self._own is None:
            self._own = Understanding(asked, self._settings, self._vocabulary, self._make_embedder, self._say)
        return self._own

    def _change_over(self, db: Store, wanted: str) -> None:
        with self._lock:
            if self._changing is not None and self._changing.is_alive():
                return
            self._changing = threading.Thread(target=self._prepare, args=(db.path, wanted), daemon=True)
            self._changing.start()

    def _prepare(self, file: Path, wanted: str) -> None:
        """Everything that a query needs is opened before it is asked of the new one."""
        try:
            with self._lock:
                opened = self._open(wanted)
            if not opened.is_called(wanted):
                return
            db = open_database(file)
            try:
                opened.read_vocabulary(db)
                opened.open_vectors(db)
            finally:
                db.close()
            self._now = self._marked(opened)
        except Exception as error:
            self._refused[wanted] = time.monotonic(), str(error)
            log.warning("The model %s could not be taken over.", wanted, exc_info=True)


def settle(db: Store, understanding: Understanding) -> None:
    """Every text has its vector of this model: from now on it answers, in every process, and all other vectors go."""
    understanding.open_vectors(db).save(db)
    record_served(db, understanding.name)
    drop_other_models(db, understanding.name)


def index_path(settings: Settings) -> Path:
    """Where the vector index of a library lies: beside it."""
    return settings.library.with_suffix(".faiss")
