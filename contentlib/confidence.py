"""How sure we are that anything fits. Pure: signals in, a probability out.

A logistic regression over three signals of the first results. The weights were fitted on judged queries with and
without an answer (``tests/bench/fit_confidence.py`` prints them).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

# Below this probability the page says that nothing fits.
THRESHOLD = 0.5
WEIGHTS = {"bias": -6.2, "cosine": 11.0, "coverage": 2.2, "agreement": 0.6}


@dataclass(frozen=True, slots=True)
class Signals:
    """What an answer looks like, each 0-1.

    ``cosine``: of the best chunk to the query. ``coverage``: share of the query's content words, rare ones counting
    more, that the first assets contain. ``agreement``: share of the first three assets that both legs found.
    """

    cosine: float
    coverage: float
    agreement: float


def estimate(signals: Signals) -> float:
    """The probability (0-1) that the first result is useful.

    >>> estimate(Signals(0.75, 1.0, 1.0)) > 0.9, estimate(Signals(0.2, 0.1, 0.0)) < 0.1
    (True, True)
    """
    logit = WEIGHTS["bias"] + sum(
        WEIGHTS[name] * getattr(signals, name) for name in ("cosine", "coverage", "agreement")
    )
    return 1 / (1 + math.exp(-logit))
