"""How sure we are that anything fits. Pure: signals in, a probability out.

A logistic regression over eight signals of the first result, fitted by ``tests/bench/fit_confidence.py`` on judged
queries with and without an answer, and on the same queries with their answers taken out of the library: so it learns to
miss an answer and not to know a style. Fitted without a drive, it tells that drive's unanswerable queries apart with an
area under the curve of 0.92 and 0.93 (two drives).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

# Below this probability the page says that nothing fits.
THRESHOLD = 0.5
BIAS = -3.58
WEIGHTS = {
    "likeness": 3.94,
    "coverage": 1.07,
    "plain": 1.02,
    "voiced": 1.66,
    "lead": 7.60,
    "other_kind": -5.35,
    "other_market": -0.62,
    "missing_names": -1.32,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the first result shows.

    ``likeness``: cosine of its best chunk. ``coverage`` (0-1): share of the query's words it has, rare ones counting
    more, and those nobody has most. ``plain`` (0-1): share of words that carry no meaning; a sentence is never covered
    as a list of keywords is. ``voiced`` (0-1): how sure it is that a buyer objects, whose words are covered less still.
    ``lead``: how far its score is ahead of the fifth result's. ``other_kind`` (0 or 1): the query names a kind, and it
    is of another. ``other_market`` (0 or 1): the query names an industry or persona, and it is for none of them.
    ``missing_names`` (0, 1, 2): names and numbers of the query it lacks.
    """

    likeness: float
    coverage: float
    plain: float
    voiced: float
    lead: float
    other_kind: float
    other_market: float
    missing_names: float


def estimate(evidence: Evidence | None) -> float:
    """The probability (0-1) that the first result is useful; 0 where there is none.

    >>> sure = Evidence(0.75, 1.0, 0.3, 0.0, 0.4, 0.0, 0.0, 0.0)
    >>> unsure = Evidence(0.3, 0.2, 0.0, 0.0, 0.1, 1.0, 1.0, 2.0)
    >>> estimate(sure) > 0.9, estimate(unsure) < 0.1, estimate(None)
    (True, True, 0.0)
    """
    if evidence is None:
        return 0.0
    logit = BIAS + sum(weight * getattr(evidence, name) for name, weight in WEIGHTS.items())
    return 1 / (1 + math.exp(-logit))
