"""What the first result of a search shows for itself: the clues that :mod:`contentlib.search.confidence` weighs.

Each is declared in ``CLUES`` with the way it is measured; ``python -m tests.bench.fit_confidence --write`` weighs them.
They were chosen by what told the unanswerable queries of drives apart that had no part in the fit. What asked for a
kind, a market or a name with a capital told nothing there: kinds are read wrong on a new drive, capitals are acronyms
and rivals are typed in small letters.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from contentlib.search.intent import Intent
from contentlib.search.legs import Legs
from contentlib.search.ranking import Weighed, score_itself
from contentlib.search.signals import SIGNALS

# A result is compared with what it is usually ahead of: the result in this place.
COMPARED = 5
# More words than this make a query no longer.
MOST_WORDS = 15


@dataclass(frozen=True, slots=True)
class FirstResult:
    """The first result beside its query, and the result it is compared with.

    ``held`` are the words of the query that it has, ``nowhere`` those that no asset has; ``rarest`` is how rare such a
    word counts.
    """

    intent: Intent
    first: Weighed
    compared: Weighed | None
    held: Collection[str]
    nowhere: Collection[str]
    rarest: float


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing that makes us surer, or less sure. ``says``: what is measured, and in which range."""

    name: str
    says: str
    measure: Callable[[FirstResult], float]


def _measure_own(result: FirstResult) -> float:
    # By a perfect match of the text, so that the weight stays right where all weights of the ranking are changed alike.
    return score_itself(result.first.values) / SIGNALS["text"].weight


def _measure_lead(result: FirstResult) -> float:
    ahead_of = score_itself(result.compared.values) if result.compared else 0.0
    return _measure_own(result) - ahead_of / SIGNALS["text"].weight


CLUES = (
    Clue("own", "what it scores for itself, by what a perfect match of the text scores", _measure_own),
    Clue(
        "coverage", "share of the query's words it has (0-1), rare ones counting more, and those nobody has most",
        lambda result: _cover(result.intent.rarity, result.held),
    ),
    Clue(
        "held", "how much its words of the query say, counted in words that stand nowhere else",
        lambda result: sum(result.intent.rarity.get(word, 0.0) for word in result.held) / result.rarest,
    ),
    Clue(
        "nowhere", "share of the query's words that no asset has (0-1): coverage lacks them through no fault",
        lambda result: _cover(result.intent.rarity, result.nowhere),
    ),
    Clue(
        "words", f"how many words that carry meaning the query has, up to {MOST_WORDS}",
        lambda result: float(min(MOST_WORDS, len(result.intent.rarity))),
    ),
    Clue(
        "plain", "share of words that carry no meaning (0-1): a sentence is never covered as a list of keywords is",
        lambda result: result.intent.plain,
    ),
    Clue(
        "voiced", "how sure it is that a buyer objects (0-1), whose words are covered less still",
        lambda result: result.intent.voiced,
    ),
    Clue("lead", "how far it is ahead of the fifth result, by what a perfect match of the text scores", _measure_lead),
)  # fmt: skip


def gather_evidence(legs: Legs, intent: Intent, ranked: Sequence[Weighed]) -> dict[str, float] | None:
    """What each clue gives for the first of ``ranked``; None where there is none."""
    if not ranked:
        return None
    counts = legs.count_words(list(intent.rarity))
    result = FirstResult(
        intent=intent, first=ranked[0], compared=ranked[COMPARED - 1] if len(ranked) >= COMPARED else None,
        held=legs.find_held(ranked[0].asset_id, set(intent.rarity)),
        nowhere=[word for word in intent.rarity if not counts.get(word)],
        rarest=max(1.0, math.log(2 * (legs.count_chunks() + 1))),
    )  # fmt: skip
    return {clue.name: clue.measure(result) for clue in CLUES}


def _cover(rarity: Mapping[str, float], held: Collection[str]) -> float:
    whole = sum(rarity.values())
    return sum(value for word, value in rarity.items() if word in held) / whole if whole > 0 else 0.0
