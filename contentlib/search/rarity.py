"""How rare the words of a query are in the library: what they can score at most, and what it means to have them."""

from __future__ import annotations

import math
from collections.abc import Mapping

from contentlib.storage import MOST_SCORE


def weigh_rarity(counts: Mapping[str, int], *, total: int) -> dict[str, float]:
    """The rarity of words that stand in so many sections each, most for those that nobody has.

    ``total`` is about how many chunks there are.

    >>> {word: round(rarity, 1) for word, rarity in weigh_rarity({"gxp": 1, "price": 400}, total=900).items()}
    {'gxp': 6.4, 'price': 0.8}
    """
    return {word: max(0.0, math.log((total + 1) / (count + 0.5))) for word, count in counts.items()}


def bound_score(rarity: Mapping[str, float]) -> float:
    """What a section would score for words that said all of it, and often."""
    return MOST_SCORE * sum(rarity.values())
