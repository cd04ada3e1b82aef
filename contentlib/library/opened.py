"""An open library: SQLite file, vector index, model and vocabulary, opened lazily and shared by threads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from contentlib.language import Vocabulary, read_vocabulary
from contentlib.library.understanding import Remembering, Understanding, Understandings, index_path, settle
from contentlib.models import Embedder, VectorIndex, open_embedder
from contentlib.settings import Settings
from contentlib.storage import Store, open_database
from contentlib.tagging import Prototypes

__all__ = ["Library", "Remembering", "index_path", "open_library"]

Say = Callable[[str], None]
Kept = TypeVar("Kept")


@dataclass(frozen=True)
class SharedParts:
    """What all threads of a process share: expensive to make, safe to read."""

    settings: Settings
    vocabulary: Vocabulary
    understandings: Understandings


class Library:
    """One connection to a library. Use one a thread: :meth:`for_thread` shares the model and the index."""

    def __init__(self, db: Store, shared: SharedParts, *, is_brief: bool = False) -> None:
        self.db = db
        self._shared = shared
        # A request is read and answered by one model from its beginning to its end.
        self._is_brief = is_brief
        self._fixed: Understanding | None = None

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
        """The name the vectors carry that answer queries; loads nothing."""
        return self._fixed.name if self._fixed else self._shared.understandings.name_answering(self.db)

    @property
    def next_model(self) -> str:
        """The model of the settings, where another one answers queries still; empty otherwise. Loads nothing."""
        return self._shared.understandings.name_coming(self.db)

    def check_model(self) -> str:
        """What there is to tell of the model that answers, if it is not the one that the settings name."""
        if not self.next_model:
            return ""
        self._shared.understandings.choose(self.db)
        return self.notice

    @property
    def embedder(self) -> Embedder:
        """The model, loaded on first use."""
        return self._understanding.embedder

    @property
    def vectors(self) -> VectorIndex:
        """The vector index, brought to the library's state; looked at before every use."""
        return self._understanding.open_vectors(self.db)

    @property
    def prototypes(self) -> Prototypes:
        """The vocabulary as vectors, made on first use."""
        return self._understanding.read_vocabulary(self.db)

    @property
    def notice(self) -> str:
        """What a searcher must know of the model and the index; empty where all is well."""
        return self._shared.understandings.tell(self.db)

    @property
    def _understanding(self) -> Understanding:
        if self._fixed is not None:
            return self._fixed
        chosen = self._shared.understandings.choose(self.db)
        if self._is_brief:
            self._fixed = chosen
        return chosen

    def once(self, name: str, make: Callable[[], Kept]) -> Kept:
        """What ``make`` gave when it was first asked for by this name; the same for all threads, and for this model."""
        return self._understanding.once(name, make)

    def for_thread(self) -> Library:
        """A second connection to the same library, with the same model and index, for one request or so.

        The process is one that lives on: it changes models and follows large changes without letting a query wait.
        """
        self._shared.understandings.serves = True
        db = open_database(self.path)
        # Who asks over the web is not told where files lie.
        db.called = "here"
        return Library(db, self._shared, is_brief=True)

    def for_query(self) -> Library:
        """The same connection with the model that answers now, whatever happens until the answer is complete."""
        made = Library(self.db, self._shared, is_brief=True)
        made._fixed = self._fixed
        return made

    def for_pass(self) -> Library:
        """The same connection with the model that the settings name, whichever answers queries meanwhile."""
        made = Library(self.db, self._shared)
        made._fixed = self._shared.understandings.own
        return made

    def settle(self) -> None:
        """Every text has its vector: this model answers from now on, in every process, and all other vectors go."""
        settle(self.db, self._understanding)

    def close(self) -> None:
        """Close this connection; the model and the index stay for the others."""
        self.db.close()


def open_library(
    settings: Settings,
    *,
    create: bool = False,
    say: Say = lambda line: None,
    make_embedder: Callable[[Settings], Embedder] = open_embedder,
) -> Library:
    """The library of the settings.

    Raises:
        LibraryError: see :func:`contentlib.storage.database.open_database`.
        BadInput: the vocabulary cannot be used.
    """
    vocabulary = read_vocabulary(settings.vocabulary)
    shared = SharedParts(settings, vocabulary, Understandings(settings, vocabulary, say, make_embedder))
    return Library(open_database(settings.library, create=create), shared)
