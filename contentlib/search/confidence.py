"""How sure we are that anything fits. Pure: clues in, a probability out.

A logistic regression over the clues of :mod:`contentlib.search.evidence`, fitted by ``tests/bench/fit_confidence.py``
on judged queries with and without an answer, and on the same queries with their answers taken out of the library: so it
learns to miss an answer and not to know a style. Fitted without a drive, it tells that drive's unanswerable queries
apart with an area under the curve of 0.92, 0.85 and 0.93 (three drives; near misses 0.91, 0.79 and 0.92).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Below this probability the page says that nothing fits.
THRESHOLD = 0.5
# How sure it is that an asset of a kind is useful to who asks for nothing but that kind.
OF_ITS_KIND = 0.9
FITTED = Path(__file__).parent / "confidence_weights.json"


@dataclass(frozen=True, slots=True)
class ConfidenceWeights:
    """What each clue weighs, by its name, and what is added to their sum."""

    bias: float
    weights: Mapping[str, float]


@cache
def read_weights(path: Path = FITTED) -> ConfidenceWeights:
    """The weights that were fitted last."""
    return ConfidenceWeights(**json.loads(path.read_text(encoding="utf-8")))


def estimate(evidence: Mapping[str, float] | None) -> float:
    """The probability (0-1) that the first result is useful, from what each clue gives; 0 where there is no result.

    >>> sure = {"own": 0.9, "coverage": 1.0, "plain": 0.3, "words": 5.0, "lead": 0.4}
    >>> unsure = {"own": 0.4, "coverage": 0.2, "words": 2.0, "lead": 0.1}
    >>> estimate(sure) > 0.9, estimate(unsure) < 0.1, estimate(None)
    (True, True, 0.0)
    """
    if evidence is None:
        return 0.0
    fitted = read_weights()
    logit = fitted.bias + sum(fitted.weights[name] * value for name, value in evidence.items())
    return 1 / (1 + math.exp(-logit))
