"""What the first result of a search shows for itself: the signals that :mod:`contentlib.search.confidence` weighs."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from contentlib.language import STOP_WORDS
from contentlib.search.confidence import Evidence
from contentlib.search.intent import Intent
from contentlib.search.legs import Legs
from contentlib.search.ranking import Weighed, nearest_chunk, score_itself

# A word is compared with what it is usually ahead of: the result in this place.
COMPARED = 5
MOST_NAMES = 2
TOKEN = re.compile(r"[^\W_]+")


def gather_evidence(
    legs: Legs, text: str, intent: Intent, ranked: Sequence[Weighed], likeness: Mapping[int, float]
) -> Evidence | None:
    """The signals of the first of ``ranked``; None where there is none. ``likeness``: cosines by chunk."""
    if not ranked:
        return None
    first, compared = ranked[0], ranked[COMPARED - 1 : COMPARED]
    # German writes every noun like a name.
    names = find_names(intent.spelled.english or text)
    held = legs.find_held(first.asset_id, {*intent.rarity, *names})
    asks_other = bool(intent.kinds) and first.known.facts.kind not in intent.kinds
    return Evidence(
        likeness=likeness.get(nearest_chunk(first), 0.0),
        coverage=_cover(intent.rarity, held),
        plain=intent.plain,
        voiced=intent.voiced,
        lead=score_itself(first.values) - (score_itself(compared[0].values) if compared else 0.0),
        other_kind=float(asks_other),
        other_market=float(bool(intent.markets) and not _is_for(first, intent.markets)),
        missing_names=float(min(MOST_NAMES, sum(name not in held for name in names))),
    )


def find_names(text: str) -> list[str]:
    """Words that look like names or numbers: a capital after the first word, or a digit.

    >>> find_names("Does it speak Peppol and X12 810?")
    ['Peppol', 'X12', '810']
    """
    return [
        word for word in TOKEN.findall(text)[1:]
        if (word[0].isupper() or any(letter.isdigit() for letter in word)) and word.lower() not in STOP_WORDS
    ]  # fmt: skip


def _is_for(one: Weighed, markets: Collection[str]) -> bool:
    return any(sure > 0 for name, sure in one.known.facts.markets.items() if name in markets)


def _cover(rarity: Mapping[str, float], held: Collection[str]) -> float:
    whole = sum(rarity.values())
    return sum(value for word, value in rarity.items() if word in held) / whole if whole > 0 else 0.0
