"""Scores assets by all there is to say for them, and gathers their chunks. Pure.

The legs are joined by a weighted sum of normalised scores, which beat reciprocal rank fusion and either leg on every
collection tried (Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023, describe the
method). They are joined by asset, not by chunk: the best section for the words and the best chunk for the meaning need
not be the same one. Each leg is measured against its best and, in part, against what a perfect match would score: so
a query whose words hardly anybody has is not ranked by the one weak word that somebody does. What the legs say of an
asset is one of its signals, which are declared in ``contentlib/search/signals/``: its score is their weighted sum. The
weights are few and round; ``tests/bench/relevance.py`` measures them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from contentlib.search.signals import SIGNALS, Considered

# What meaning is worth beside words: more in a whole sentence than in a list of keywords.
MEANING, MEANING_IN_SENTENCES = 0.4, 0.35
# The share of a perfect match in what a leg is measured against; the rest is the best there is.
PERFECT = 0.3
# The cosine of a passage that says what the query says.
CLOSEST = 0.7


# A tuple and no dataclass: every search makes hundreds, and a tuple is made in a quarter of the time.
class Scored(NamedTuple):
    """A chunk with its fused score (0-1) and what each leg gave it (0-1)."""

    chunk_id: int
    score: float
    words: float
    meaning: float


@dataclass(frozen=True, slots=True)
class Gathered:
    """An asset with its chunks, best first, and the best that each leg gave them (0-1)."""

    asset_id: int
    score: float
    chunks: tuple[Scored, ...]
    words: float = 0.0
    meaning: float = 0.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """An asset with its chunks, best first, what is known of it, and what each signal gives it, by its name."""

    asset_id: int
    score: float
    chunks: tuple[Scored, ...]
    known: Considered
    values: Mapping[str, float]


def normalise(scores: Mapping[int, float], *, perfect: float = 0.0) -> dict[int, float]:
    """Scores brought to 0-1: the best becomes 1 where it is ``perfect`` or more, less where it falls short.

    >>> normalise({7: 4.0, 8: 2.0, 9: -1.0})
    {7: 1.0, 8: 0.5, 9: 0.0}
    >>> 0.5 < normalise({7: 4.0}, perfect=8.0)[7] < 1
    True
    """
    best = max(scores.values(), default=0.0)
    if best <= 0:
        return dict.fromkeys(scores, 0.0)
    full = best + PERFECT * max(0.0, perfect - best)
    return {key: max(0.0, score) / full for key, score in scores.items()}


def weigh_meaning(plain: float) -> float:
    """What meaning is worth beside words, by the share of the query's words that carry none themselves.

    >>> weigh_meaning(0.0), weigh_meaning(0.5)
    (0.4, 0.575)
    """
    return MEANING + MEANING_IN_SENTENCES * plain


def fuse(
    words: Mapping[int, float], meaning: Mapping[int, float], *, weight: float = MEANING, bound: float = 0.0
) -> list[Scored]:
    """Chunks by the weighted sum of both legs, best first; ties by id, so that an answer is repeatable.

    ``bound`` is what a section that says all the words would score.

    >>> [s.chunk_id for s in fuse({1: 3.0}, {1: 0.2, 2: 0.9})]
    [1, 2]
    """
    by_words, by_meaning = normalise(words, perfect=bound), normalise(meaning, perfect=CLOSEST)
    legs = ((key, by_words.get(key, 0.0), by_meaning.get(key, 0.0)) for key in {**by_words, **by_meaning})
    fused = [Scored(key, (1 - weight) * word + weight * near, word, near) for key, word, near in legs]
    return sorted(fused, key=lambda scored: (-scored.score, scored.chunk_id))


def gather(scored: Iterable[Scored], asset_of: Mapping[int, int], *, weight: float = MEANING) -> list[Gathered]:
    """Chunks under their assets, best asset first: its best words and its best meaning count, wherever they stand.

    >>> chunks = [Scored(1, 0.6, 0.6, 0.6), Scored(2, 0.45, 0.9, 0), Scored(3, 0.45, 0, 0.9)]
    >>> [g.asset_id for g in gather(chunks, {1: 10, 2: 20, 3: 20})]
    [20, 10]
    """
    groups: dict[int, list[Scored]] = defaultdict(list)
    for one in scored:
        groups[asset_of[one.chunk_id]].append(one)
    gathered = [_gather_one(asset_id, chunks, weight) for asset_id, chunks in groups.items()]
    return sorted(gathered, key=lambda asset: (-asset.score, asset.asset_id))


def _gather_one(asset_id: int, chunks: list[Scored], weight: float) -> Gathered:
    words, meaning = max([one.words for one in chunks]), max([one.meaning for one in chunks])
    score = (1 - weight) * words + weight * meaning
    return Gathered(asset_id, score, tuple(chunks), words, meaning)


def nearest_chunk(asset: Gathered | Weighed) -> int:
    """The id of the asset's chunk that comes nearest in meaning."""
    return max(asset.chunks, key=lambda chunk: chunk.meaning).chunk_id


def weigh(asset: Gathered | Weighed, known: Considered, *, without: frozenset[str] = frozenset()) -> Weighed:
    """The asset by all there is to say for it, but for the signals of the names ``without``."""
    values = {name: one.value(known) for name, one in SIGNALS.items() if name not in without}
    return Weighed(asset.asset_id, score(values), asset.chunks, known, values)


def score(values: Mapping[str, float]) -> float:
    """The score of what each signal gives, by its name.

    >>> score({"text": 1.0}) > score({"text": 1.0, "old folder": 1.0}) > score({})
    True
    """
    return sum(SIGNALS[name].weight * value for name, value in values.items())


def score_itself(values: Mapping[str, float]) -> float:
    """The score by what the asset is and says, without what reps did with it or a reranker thinks."""
    return score({name: value for name, value in values.items() if SIGNALS[name].of_itself})


def put_in_order(assets: Iterable[Weighed]) -> list[Weighed]:
    """The assets, best first; ties by id."""
    return sorted(assets, key=lambda one: (-one.score, one.asset_id))
