"""Libraries of any size, made of the sample drive's real sentences and real vectors in seconds, not hours of embedding.

A chunk is four real sentences: two of one real chunk, two of others. Its vector is that of the real chunks mixed in the
same proportion, pushed aside a little, so that neighbourhoods are as real ones are: what shares sentences lies near.
Every asset also has invented names of its own, since real libraries never run out of new words.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from contentlib.catalog.drives import add_drive
from contentlib.language.words import split_words
from contentlib.library.opened import Library
from contentlib.storage.database import to_text
from contentlib.storage.full_text import add_texts
from contentlib.storage.state import touch
from contentlib.storage.store import Store
from tests.builders import NOON

Floats = NDArray[np.float32]

# Chunks of each section of an asset: twelve slides, twenty chunks.
SECTIONS = (2, 2, 1, 2, 1, 2, 2, 1, 2, 2, 1, 2)
CHUNKS_PER_ASSET = sum(SECTIONS)
# What a chunk is made of: how much of it comes from its first real chunk, and how far its vector is pushed aside.
SHARES = np.array([0.6, 0.25, 0.15], dtype=np.float32)
NOISE = 0.02
BATCH = 500
# The shares of assets that the filters of the benchmark leave.
EXTERNAL, PRICED, CARDS = 0.5, 0.05, 0.005
SYLLABLES = "ka lo mi ren tas vo dur bel ixo phar gen und wer sta nor qui".split()


@dataclass(frozen=True)
class Seed:
    """Real chunks: the sentences of each, and their vectors, shape (chunks, dimension)."""

    sentences: Sequence[Sequence[str]]
    vectors: Floats

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """The words of each sentence."""
        return {one: frozenset(split_words(one)) for sentences in self.sentences for one in sentences}


def read_seed(library: Library) -> Seed:
    """The chunks of a library that was truly indexed, those with a sentence worth the name."""
    rows = library.db.execute(
        "SELECT c.text, v.vector FROM chunks c JOIN vectors v ON v.hash = c.hash AND v.model = ? ORDER BY c.id",
        [library.model],
    ).fetchall()
    split = [(_split(text), vector) for text, vector in rows]
    kept = [(sentences, vector) for sentences, vector in split if sentences]
    vectors = np.frombuffer(b"".join(vector for _, vector in kept), dtype=np.float16).astype(np.float32)
    return Seed([sentences for sentences, _ in kept], vectors.reshape(len(kept), -1))


def _split(text: str) -> list[str]:
    return [one for one in text.replace("\n", ". ").split(". ") if len(one) > 20]


def grow(seed: Seed, library: Library, size: int) -> None:
    """Fill the empty ``library`` with ``size`` chunks: about 20 s for 100,000."""
    chance, noise = random.Random(7), np.random.default_rng(7)
    counts: Counter[str] = Counter()
    db = library.db
    drive = add_drive(db, Path("/bench"), added_at=NOON)
    for start in range(0, size // CHUNKS_PER_ASSET, BATCH):
        numbers = range(start, min(start + BATCH, size // CHUNKS_PER_ASSET))
        with db.atomic():
            for number in numbers:
                _add_asset(db, drive.id, number, _write_asset(seed, number, chance, counts), chance)
            _add_vectors(library, seed, noise)
            touch(db)
    db.execute_many("INSERT INTO lexicon (word, assets) VALUES (?, ?)", counts.items())


@dataclass(frozen=True, slots=True)
class _Written:
    title: str
    texts: Sequence[str]


# Which real chunks each chunk of the batch was made of; its vector is theirs.
_made_of: list[tuple[bytes, list[int]]] = []


def _write_asset(seed: Seed, number: int, chance: random.Random, counts: Counter[str]) -> _Written:
    names = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(3)]
    title = f"{names[0].title()} {number}"
    words = {*names}
    texts = []
    for position in range(CHUNKS_PER_ASSET):
        parts = [chance.randrange(len(seed.sentences)) for _ in SHARES]
        sentences = [chance.choice(seed.sentences[parts[i]]) for i in (0, 0, 1, 2)]
        words.update(*(seed.words[sentence] for sentence in sentences))
        texts.append(f"{'. '.join(dict.fromkeys(sentences))}. {chance.choice(names)}")
        _made_of.append(((number * CHUNKS_PER_ASSET + position).to_bytes(16, "big"), parts))
    counts.update(word for word in words if word.isalpha() and 4 <= len(word) <= 30)
    return _Written(title, texts)


def _add_asset(db: Store, drive_id: int, number: int, written: _Written, chance: random.Random) -> None:
    asset_id, at = number + 1, to_text(NOON)
    kind = "battle_card" if chance.random() < CARDS else "deck"
    audience = "external" if chance.random() < EXTERNAL else "internal"
    db.execute(
        "INSERT INTO assets (id, title, format, kind, audience, added_at, modified_at) "
        "VALUES (?, ?, 'pptx', ?, ?, ?, ?)",
        [asset_id, written.title, kind, audience, at, at],
    )
    db.execute(
        "INSERT INTO versions (id, asset_id, number, fingerprint, size, read_at) VALUES (?, ?, 1, ?, 1, ?)",
        [asset_id, asset_id, f"{number:064x}", at],
    )
    db.execute(
        "INSERT INTO locations (drive_id, path, version_id, size, mtime_ns, first_seen_at) VALUES (?, ?, ?, 1, 1, ?)",
        [drive_id, f"bench/{number % 40}/{written.title}.pptx", asset_id, at],
    )
    if chance.random() < PRICED:
        db.execute(
            "INSERT INTO tags (asset_id, axis, value, confidence, source, said_at) "
            "VALUES (?, 'objection', 'price', 0.9, 'model', ?)",
            [asset_id, at],
        )
    _add_sections(db, asset_id, written)


def _add_sections(db: Store, asset_id: int, written: _Written) -> None:
    sections, words, chunks = [], [], []
    texts = enumerate(written.texts)
    for position, count in enumerate(SECTIONS):
        section_id = (asset_id - 1) * len(SECTIONS) + position + 1
        some = [next(texts) for _ in range(count)]
        body, heading = "\n".join(text for _, text in some), some[0][1][:40]
        sections.append((section_id, asset_id, position, f"slide {position + 1}", heading, body))
        words.append((section_id, written.title, heading, f"bench {written.title}", body, ""))
        for inside, (at, text) in enumerate(some):
            chunk_id = (asset_id - 1) * CHUNKS_PER_ASSET + at
            chunks.append((chunk_id + 1, asset_id, section_id, inside, text, chunk_id.to_bytes(16, "big")))
    db.execute_many(
        "INSERT INTO sections (id, version_id, position, locator, heading, text) VALUES (?, ?, ?, ?, ?, ?)", sections
    )
    add_texts(db, words)
    db.execute_many(
        "INSERT INTO chunks (id, asset_id, section_id, position, text, hash) VALUES (?, ?, ?, ?, ?, ?)", chunks
    )


def _add_vectors(library: Library, seed: Seed, noise: np.random.Generator) -> None:
    parts = np.array([parts for _, parts in _made_of])
    mixed = np.einsum("npd,p->nd", seed.vectors[parts], SHARES)
    mixed += noise.standard_normal(mixed.shape, dtype=np.float32) * NOISE
    halves = (mixed / np.linalg.norm(mixed, axis=1, keepdims=True)).astype(np.float16)
    library.db.execute_many("INSERT INTO vectors (hash, model, vector) VALUES (?, ?, ?)", _rows(library.model, halves))
    _made_of.clear()


def _rows(model: str, halves: NDArray[np.float16]) -> Iterator[tuple[bytes, str, bytes]]:
    for (named, _), row in zip(_made_of, halves, strict=True):
        yield named, model, row.tobytes()
