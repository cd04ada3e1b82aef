"""Fuses the rankings of the two legs and gathers chunks under their assets. Pure.

The legs are joined by a weighted sum of min-max-normalised scores, which beat reciprocal rank fusion and either leg on
every collection tried (Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023, describe
the method).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# What meaning is worth beside words.
MEANING = 0.6
# A cosine at or below this says nothing; it is the foot of the scale for meaning.
COSINE_FLOOR = 0.1
# What the second and third best chunk of an asset add to its best one.
SUPPORT = (1.0, 0.15, 0.08)


@dataclass(frozen=True, slots=True)
class Scored:
    """A chunk with its fused score (0-1) and what each leg gave it (0-1)."""

    chunk_id: int
    score: float
    words: float
    meaning: float


@dataclass(frozen=True, slots=True)
class Gathered:
    """An asset with its chunks, best first."""

    asset_id: int
    score: float
    chunks: tuple[Scored, ...]


def normalise(scores: Mapping[int, float], *, floor: float = 0.0) -> dict[int, float]:
    """Scores brought to 0-1: ``floor`` or less becomes 0, the best becomes 1.

    >>> normalise({7: 4.0, 8: 2.0})
    {7: 1.0, 8: 0.5}
    """
    best = max(scores.values(), default=0.0)
    if best <= floor:
        return dict.fromkeys(scores, 0.0)
    return {key: max(0.0, score - floor) / (best - floor) for key, score in scores.items()}


def fuse(words: Mapping[int, float], meaning: Mapping[int, float], *, weight: float = MEANING) -> list[Scored]:
    """Chunks by the weighted sum of both legs, best first; ties by id, so that an answer is repeatable.

    >>> [s.chunk_id for s in fuse({1: 3.0}, {1: 0.2, 2: 0.9})]
    [2, 1]
    """
    by_words, by_meaning = normalise(words), normalise(meaning, floor=COSINE_FLOOR)
    fused = [
        Scored(
            chunk_id=key,
            score=(1 - weight) * by_words.get(key, 0.0) + weight * by_meaning.get(key, 0.0),
            words=by_words.get(key, 0.0),
            meaning=by_meaning.get(key, 0.0),
        )
        for key in {**by_words, **by_meaning}
    ]
    return sorted(fused, key=lambda scored: (-scored.score, scored.chunk_id))


def gather(scored: Iterable[Scored], asset_of: Mapping[int, int]) -> list[Gathered]:
    """Chunks under their assets, best asset first: the best chunk counts, the next two support it.

    >>> chunks = [Scored(1, 0.9, 0, 0), Scored(2, 0.8, 0, 0), Scored(3, 0.8, 0, 0)]
    >>> [g.asset_id for g in gather(chunks, {1: 10, 2: 20, 3: 20})]
    [20, 10]
    """
    groups: dict[int, list[Scored]] = defaultdict(list)
    for one in scored:
        groups[asset_of[one.chunk_id]].append(one)
    total = sum(SUPPORT)
    gathered = [
        Gathered(
            asset_id=asset_id,
            score=sum(share * one.score for share, one in zip(SUPPORT, chunks, strict=False)) / total,
            chunks=tuple(chunks),
        )
        for asset_id, chunks in groups.items()
    ]
    return sorted(gathered, key=lambda asset: (-asset.score, asset.asset_id))
