"""Vectors, while the pass does something else: texts are embedded in threads, fetched and stored by the pass.

Only the pass touches the library, so there is nothing to wait for but the model. What is embedded is asked of the
library page by page; a page is stored in small parts, so that a pass that is killed loses seconds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass

from contentlib.arrays import Vectors
from contentlib.catalog import (
    add_vectors,
    count_unembedded,
    find_vectors,
    hash_text,
    last_chunk,
    list_unembedded_of,
    page_unembedded,
)
from contentlib.library import Library
from contentlib.models import (
    Bulk,
    InPlace,
    open_bulk,
)
from indexer.processes import Lanes

# Texts of a page, which is sorted by length, and of a part, which is embedded by one thread and stored at once.
PAGE, PART = 1024, 64
# From so many files on, or a quarter of a page of texts, starting the fast model is worth its seconds.
MANY_FILES = 48
# How long a pass that ends early waits for what its threads are at; a part takes a second.
GRACE_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class _MeaningPart:
    hashes: Sequence[bytes]
    vectors: Future[Vectors]
    is_chunks: bool


class Meaning:
    """Gives the library's texts their vectors. The model is loaded by the first that has something for it.

    with Meaning(library) as meaning:
        ...  # read; now and then meaning.go_on()
        meaning.finish()
        while not meaning.is_done:
            meaning.wait(1.0)
            meaning.go_on()
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._loading: Future[Bulk] | None = None
        self._loader = Lanes(1, name="model")
        self._lanes: Lanes | None = None
        self._parts: deque[_MeaningPart] = deque()
        self._known = last_chunk(library.db)
        self._last = 0
        self._is_large = self._is_finishing = self._has_seen_all = self._has_vocabulary = False
        self._urgent: Sequence[int] = ()
        self.stored = 0

    def __enter__(self) -> Meaning:
        return self

    def __exit__(self, *_: object) -> None:
        # What is embedded when a pass is interrupted is embedded again by the next; what waits is not begun.
        if self._loading is not None:
            # The model may be there in a while, or never; the lanes end when it closes, whatever they wait for.
            self._loading.add_done_callback(_close)
        for lanes in (self._loader, self._lanes):
            if lanes:
                lanes.close(seconds=GRACE_SECONDS)

    @property
    def model(self) -> str:
        """The name of the vectors that are made; loads the model."""
        return self._library.embedder.name

    def expect(self, files: int) -> None:
        """So many files are going to be read: whether the fast model is worth starting before their texts are there."""
        self._is_large = self._is_large or files >= MANY_FILES

    def go_on(self) -> int:
        """Store what is ready and hand out more, without waiting; returns how many vectors were stored."""
        if self._loading is None and not self._is_worth_loading():
            return 0
        if self._loading is None:
            self._loading = self._loader.submit(_load, self._library, self._is_large)
        # A model that cannot be loaded stops the pass only when everything has been read.
        if not self._loading.done() or (self._loading.exception() and not self._is_finishing):
            return 0
        stored = self._store_ready()
        if not self._has_vocabulary:
            self._take_vocabulary()
        # A page ahead of the one at work, so that nobody waits.
        if len(self._parts) * PART < PAGE and (self._urgent or self._is_worth_a_page()):
            self._take_page()
        return stored

    def _is_worth_loading(self) -> bool:
        """Whether it is known which model to load: the fast one for many texts, else the one that reads queries."""
        if self._is_finishing:
            self._is_large = self._is_large or count_unembedded(self._library.db, self._library.model) >= PAGE // 4
            return True
        new = last_chunk(self._library.db) - self._known
        self._is_large = self._is_large or new >= PAGE // 4
        return self._is_large and new > 0

    def wait(self, seconds: float) -> None:
        """Until something is ready to be stored, but no longer than this."""
        waited_for = [part.vectors for part in self._parts]
        if self._loading is not None and not self._loading.done():
            waited_for = [self._loading]  # type: ignore[list-item]  # only that it is done matters
        wait(waited_for, seconds, return_when=FIRST_COMPLETED)

    def finish(self) -> None:
        """Nothing more will be read: from now on the last few texts are worth a page too."""
        self._is_finishing = True

    def hurry(self, asset_ids: Sequence[int]) -> None:
        """The texts of these assets come before all that is not handed out yet."""
        self._urgent = asset_ids

    @property
    def is_done(self) -> bool:
        """Whether every text of the library has its vector."""
        return self._is_finishing and self._has_seen_all and not self._parts

    def _is_worth_a_page(self) -> bool:
        return self._is_finishing or last_chunk(self._library.db) - self._last >= PAGE // 4

    def _store_ready(self) -> int:
        ready = [part for part in self._parts if part.vectors.done()]
        for part in ready:
            vectors = part.vectors.result()
            add_vectors(self._library.db, self.model, part.hashes, vectors)
            self._parts.remove(part)
        stored = sum(len(part.hashes) for part in ready if part.is_chunks)
        self.stored += stored
        return stored

    def _take_page(self) -> None:
        if self._urgent:
            texts, self._urgent = list_unembedded_of(self._library.db, self.model, self._urgent), ()
        else:
            texts, last = page_unembedded(self._library.db, self.model, after=self._last, limit=PAGE)
            self._has_seen_all = last == self._last
            self._last = last
        on_their_way = {named for part in self._parts for named in part.hashes}
        # The longest first, so that at the end the threads wait for each other only as long as short texts take.
        new = [(named, text) for named, text in reversed(texts) if named not in on_their_way]
        for start in range(0, len(new), PART):
            some = new[start : start + PART]
            self._hand_out([named for named, _ in some], [text for _, text in some])

    def _hand_out(self, hashes: Sequence[bytes], texts: Sequence[str], *, is_chunks: bool = True) -> None:
        assert self._loading is not None
        bulk = self._loading.result()
        if self._lanes is None:
            self._lanes = Lanes(bulk.lanes, name="embed")
        self._parts.append(_MeaningPart(hashes, self._lanes.submit(bulk.embed, texts), is_chunks))

    def _take_vocabulary(self) -> None:
        """What the tagger compares with. Where it has no vectors yet, it would make them while the cores stand idle."""
        library = self._library
        self._has_vocabulary = True
        texts = {hash_text(text): text for text in library.vocabulary.list_sentences()}
        known = find_vectors(library.db, self.model, list(texts))
        new = [(named, text) for named, text in texts.items() if named not in known]
        for start in range(0, len(new), PART):
            some = new[start : start + PART]
            self._hand_out([named for named, _ in some], [text for _, text in some], is_chunks=False)


def _load(library: Library, is_large: bool) -> Bulk:
    return open_bulk(library.embedder) if is_large else InPlace(library.embedder)


def _close(loading: Future[Bulk]) -> None:
    if not loading.cancelled() and not loading.exception():
        loading.result().close()
