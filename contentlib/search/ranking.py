"""Scores assets by all there is to say for them, and gathers their chunks. Pure.

The legs are joined by a weighted sum of normalised scores, which beat reciprocal rank fusion and either leg on every
collection tried (Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023, describe the
method). They are joined by asset, not by chunk: the best section for the words and the best chunk for the meaning need
not be the same one. Each leg is measured against its best and, in part, against what a perfect match would score: so
a query whose words hardly anybody has is not ranked by the one weak word that somebody does. The weights are few and
round; ``tests/bench/relevance.py`` measures them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

# What both legs are worth together.
LEGS = 0.8
# What meaning is worth beside words: more in a whole sentence than in a list of keywords.
MEANING, MEANING_IN_SENTENCES = 0.4, 0.35
# The share of a perfect match in what a leg is measured against; the rest is the best there is.
PERFECT = 0.3
# The cosine of a passage that says what the query says.
CLOSEST = 0.7
# What else speaks for an asset, or against it.
TAGGED = 0.35
WELCOME_KIND = 0.05
STUDY_KIND = -0.03
HANDLING_KIND = 0.03
ASKED_KIND = 0.1
ASKED_FORMAT = 0.05
ASKED_MARKET = 0.1
SUPERSEDED = -0.07
# What came of earlier searches moves an asset by a place or two; a cross-encoder, where there is one, decides.
LEARNED = 0.1
RERANKED = 0.5
# For each e-fold of chunks: the best of many chunks is near to anything by chance.
LENGTH = -0.014
# The score of an asset for which everything speaks.
MOST = LEGS + TAGGED + WELCOME_KIND + HANDLING_KIND + ASKED_KIND + ASKED_FORMAT + ASKED_MARKET + LEARNED


# A tuple and no dataclass: every search makes hundreds, and a tuple is made in a quarter of the time.
class Scored(NamedTuple):
    """A chunk with its fused score (0-1) and what each leg gave it (0-1)."""

    chunk_id: int
    score: float
    words: float
    meaning: float


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for an asset, each 0-1 but one: both legs, then what the query's objection and wishes add.

    ``tagged``: it is tagged with what the query voices. ``welcome``: its kind answers objections, as far as one is
    voiced, or situations, as far as none is. ``study``: its kind is what reps learn from, and no objection is voiced.
    ``handling`` (-1 to 1): it is made for handling objections, which helps where one is voiced and nowhere else.
    ``kind``, ``format``: the query names them. ``market``: it is for the industry or persona that the query names, as
    sure as that tag is. ``superseded``: it lies among old files only. ``learned``: what came of earlier searches.
    ``reranked``: where a cross-encoder puts it among the first.
    """

    words: float = 0.0
    meaning: float = 0.0
    tagged: float = 0.0
    welcome: float = 0.0
    study: float = 0.0
    handling: float = 0.0
    kind: float = 0.0
    format: float = 0.0
    market: float = 0.0
    superseded: float = 0.0
    learned: float = 0.0
    reranked: float = 0.0
    chunks: int = 1


@dataclass(frozen=True, slots=True)
class Gathered:
    """An asset with its chunks, best first, and what speaks for it."""

    asset_id: int
    score: float
    chunks: tuple[Scored, ...]
    signals: Signals = Signals()


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
    return Gathered(asset_id, score, tuple(chunks), Signals(words=words, meaning=meaning))


def nearest_chunk(asset: Gathered) -> int:
    """The id of the asset's chunk that comes nearest in meaning."""
    return max(asset.chunks, key=lambda chunk: chunk.meaning).chunk_id


def score(signals: Signals, *, weight: float = MEANING) -> float:
    """An asset's score from all its signals; ``weight`` is that of meaning beside words.

    >>> score(Signals(words=1, meaning=1)) > score(Signals(words=1, meaning=1, superseded=1))
    True
    """
    return (
        LEGS * ((1 - weight) * signals.words + weight * signals.meaning)
        + TAGGED * signals.tagged
        + WELCOME_KIND * signals.welcome
        + STUDY_KIND * signals.study
        + HANDLING_KIND * signals.handling
        + ASKED_KIND * signals.kind
        + ASKED_FORMAT * signals.format
        + ASKED_MARKET * signals.market
        + SUPERSEDED * signals.superseded
        + LEARNED * signals.learned
        + RERANKED * signals.reranked
        + LENGTH * math.log(max(1, signals.chunks))
    )


def put_in_order(assets: Iterable[Gathered], *, weight: float = MEANING) -> list[Gathered]:
    """The assets scored by all of their signals, best first; ties by id."""
    scored = [Gathered(one.asset_id, score(one.signals, weight=weight), one.chunks, one.signals) for one in assets]
    return sorted(scored, key=lambda one: (-one.score, one.asset_id))
