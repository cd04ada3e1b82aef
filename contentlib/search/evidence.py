"""What the first result of a search shows for itself: the clues that :mod:`contentlib.search.confidence` weighs.

Each is declared in ``CLUES`` with the way it is measured; ``python -m tests.bench.fit_confidence --write`` weighs them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from contentlib.language import STOP_WORDS
from contentlib.search.intent import Intent
from contentlib.search.legs import Legs
from contentlib.search.ranking import Weighed, nearest_chunk, score_itself
from contentlib.search.signals import SIGNALS

# A word is compared with what it is usually ahead of: the result in this place.
COMPARED = 5
MOST_NAMES = 2
TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class FirstResult:
    """The first result beside its query, and the result it is compared with; ``held`` are the words that it has."""

    intent: Intent
    first: Weighed
    compared: Weighed | None
    likeness: float
    names: Sequence[str]
    held: Collection[str]


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing that makes us surer, or less sure. ``says``: what is measured, and in which range."""

    name: str
    says: str
    measure: Callable[[FirstResult], float]


def _measure_lead(result: FirstResult) -> float:
    # By a perfect match of the text, so that the weight stays right where all weights of the ranking are changed alike.
    ahead_of = score_itself(result.compared.values) if result.compared else 0.0
    return (score_itself(result.first.values) - ahead_of) / SIGNALS["text"].weight


def _is_other_kind(result: FirstResult) -> float:
    kinds = result.intent.kinds
    return float(bool(kinds) and result.first.known.facts.kind not in kinds)


def _is_other_market(result: FirstResult) -> float:
    markets, its = result.intent.markets, result.first.known.facts.markets
    return float(bool(markets) and not any(sure > 0 for name, sure in its.items() if name in markets))


def _count_missing_names(result: FirstResult) -> float:
    return float(min(MOST_NAMES, sum(name not in result.held for name in result.names)))


CLUES = (
    Clue("likeness", "cosine of its best chunk", lambda result: result.likeness),
    Clue(
        "coverage", "share of the query's words it has (0-1), rare ones counting more, and those nobody has most",
        lambda result: _cover(result.intent.rarity, result.held),
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
    Clue("other_kind", "the query names a kind, and it is of another (0 or 1)", _is_other_kind),
    Clue("other_market", "the query names for whom, and it is for none of them (0 or 1)", _is_other_market),
    Clue("missing_names", "names and numbers of the query it lacks (0, 1, 2)", _count_missing_names),
)  # fmt: skip


def gather_evidence(
    legs: Legs, text: str, intent: Intent, ranked: Sequence[Weighed], likeness: Mapping[int, float]
) -> dict[str, float] | None:
    """What each clue gives for the first of ``ranked``; None where there is none. ``likeness``: cosines by chunk."""
    if not ranked:
        return None
    first = ranked[0]
    # German writes every noun like a name.
    names = find_names(intent.spelled.english or text)
    result = FirstResult(
        intent=intent, first=first, compared=ranked[COMPARED - 1] if len(ranked) >= COMPARED else None,
        likeness=likeness.get(nearest_chunk(first), 0.0), names=names,
        held=legs.find_held(first.asset_id, {*intent.rarity, *names}),
    )  # fmt: skip
    return {clue.name: clue.measure(result) for clue in CLUES}


def find_names(text: str) -> list[str]:
    """Words that look like names or numbers: a capital after the first word, or a digit.

    >>> find_names("Does it speak Peppol and X12 810?")
    ['Peppol', 'X12', '810']
    """
    return [
        word for word in TOKEN.findall(text)[1:]
        if (word[0].isupper() or any(letter.isdigit() for letter in word)) and word.lower() not in STOP_WORDS
    ]  # fmt: skip


def _cover(rarity: Mapping[str, float], held: Collection[str]) -> float:
    whole = sum(rarity.values())
    return sum(value for word, value in rarity.items() if word in held) / whole if whole > 0 else 0.0
