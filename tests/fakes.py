"""Honest stand-ins: they do the same job with less, and nothing is scripted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from contentlib.arrays import Vectors
from contentlib.language import content_words, stem


class WordEmbedder:
    """Texts that share words point the same way: each stem is a fixed random direction. Knows no synonyms."""

    name = "words"
    dimension = 128

    def __init__(self) -> None:
        self.texts_seen = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.texts_seen += len(texts)
        rows = np.vstack([self._sum(text) for text in texts]) if texts else np.empty((0, self.dimension))
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)

    def _sum(self, text: str) -> Vectors:
        total = np.full(self.dimension, 1e-3)
        for word in content_words(text):
            seed = int.from_bytes(hashlib.sha256(stem(word).encode()).digest()[:8], "big")
            total += np.random.default_rng(seed).standard_normal(self.dimension)
        return np.asarray(total, dtype=np.float32)


class HashEmbedder:
    """As many numbers as the true model gives, at no cost: each text points its own way. Texts alike are not near."""

    name = "hashes"
    dimension = 384

    def embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.empty((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            seed = hashlib.shake_256(text.encode()).digest(self.dimension)
            rows[row] = np.frombuffer(seed, dtype=np.int8)
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


class LengthReranker:
    """Reads as a cross-encoder does, and likes short passages."""

    num_labels = 1

    def predict(self, pairs: Sequence[tuple[str, str]], *, show_progress_bar: bool) -> list[float]:
        return [-float(len(passage)) for _, passage in pairs]
