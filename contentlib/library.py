"""An open library: SQLite file, vector index, model and vocabulary, opened lazily and shared by threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from sqlite_utils import Database

from contentlib.classify import Prototypes, prepare
from contentlib.database import open_database
from contentlib.embedding import Embedder, Vectors, describe_model, open_embedder
from contentlib.settings import Settings
from contentlib.store import add_vectors, find_vectors, hash_text
from contentlib.vectors import VectorIndex
from contentlib.vocabulary import Vocabulary, read_vocabulary

Say = Callable[[str], None]


@dataclass
class Shared:
    """What all threads of a process share: expensive to make, safe to read."""

    settings: Settings
    vocabulary: Vocabulary
    say: Say
    make_embedder: Callable[[Settings], Embedder]
    lock: threading.Lock = field(default_factory=threading.Lock)
    embedder: Embedder | None = None
    vectors: VectorIndex | None = None
    prototypes: Prototypes | None = None


class Remembering:
    """An embedder that keeps the vectors of a vocabulary in the library, so that a cold query need not make them."""

    def __init__(self, db: Database, embedder: Embedder) -> None:
        self.name, self.dimension = embedder.name, embedder.dimension
        self._db, self._embedder = db, embedder

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimension)."""
        hashes = [hash_text(text) for text in texts]
        known = find_vectors(self._db, self.name, hashes)
        new = {named: text for named, text in zip(hashes, texts, strict=True) if named not in known}
        if new:
            made = self._embedder.embed(list(new.values()))
            add_vectors(self._db, self.name, list(new), made)
            known |= dict(zip(new, made, strict=True))
        return np.vstack([known[named] for named in hashes]) if hashes else np.empty((0, self.dimension), np.float32)


class Library:
    """One connection to a library. Use one a thread: :meth:`for_thread` shares the model and the index."""

    def __init__(self, db: Database, shared: Shared) -> None:
        self.db = db
        self._shared = shared

    @property
    def settings(self) -> Settings:
        return self._shared.settings

    @property
    def vocabulary(self) -> Vocabulary:
        return self._shared.vocabulary

    @property
    def path(self) -> Path:
        return self.settings.library

    @property
    def model(self) -> str:
        """The name the library's vectors carry; loads nothing."""
        shared = self._shared
        return shared.embedder.name if shared.embedder else describe_model(self.settings)

    @property
    def embedder(self) -> Embedder:
        """The model, loaded on first use."""
        shared = self._shared
        with shared.lock:
            if shared.embedder is None:
                shared.embedder = shared.make_embedder(self.settings)
            return shared.embedder

    @property
    def vectors(self) -> VectorIndex:
        """The vector index, brought to the library's state; looked at before every use."""
        embedder = self.embedder
        shared = self._shared
        with shared.lock:
            if shared.vectors is None:
                shared.vectors = VectorIndex(index_path(self.settings), embedder.name, embedder.dimension)
            shared.vectors.refresh(self.db, say=shared.say)
            return shared.vectors

    @property
    def prototypes(self) -> Prototypes:
        """The vocabulary as vectors, made on first use."""
        embedder = self.embedder
        shared = self._shared
        with shared.lock:
            if shared.prototypes is None:
                shared.prototypes = prepare(self.vocabulary, Remembering(self.db, embedder))
            return shared.prototypes

    def for_thread(self) -> Library:
        """A second connection to the same library, with the same model and index."""
        return Library(open_database(self.path), self._shared)

    def close(self) -> None:
        """Close this connection; the model and the index stay for the others."""
        self.db.close()


def index_path(settings: Settings) -> Path:
    """Where the vector index of a library lies: beside it."""
    return settings.library.with_suffix(".faiss")


def open_library(
    settings: Settings,
    *,
    create: bool = False,
    say: Say = lambda line: None,
    make_embedder: Callable[[Settings], Embedder] = open_embedder,
) -> Library:
    """The library of the settings.

    Raises:
        LibraryError: see :func:`contentlib.database.open_database`.
        BadInput: the vocabulary cannot be used.
    """
    shared = Shared(settings, read_vocabulary(settings.vocabulary), say, make_embedder)
    return Library(open_database(settings.library, create=create), shared)
