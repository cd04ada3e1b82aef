"""How sure we are that anything fits. Pure: clues in, a probability out.

A logistic regression over the clues of :mod:`contentlib.search.evidence`, fitted by ``tests/bench/fit_confidence.py``
on judged queries with and without an answer, and on the same queries with their answers taken out of the library: so it
learns to miss an answer and not to know a style. Fitted without a drive, it tells that drive's unanswerable queries
apart with an area under the curve of 0.92 and 0.93 (two drives).
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

    >>> sure = {"likeness": 0.75, "coverage": 1.0, "plain": 0.3, "lead": 0.5}
    >>> unsure = {"likeness": 0.3, "coverage": 0.2, "lead": 0.1, "other_kind": 1.0, "missing_names": 2.0}
    >>> estimate(sure) > 0.9, estimate(unsure) < 0.1, estimate(None)
    (True, True, 0.0)
    """
    if evidence is None:
        return 0.0
    fitted = read_weights()
    logit = fitted.bias + sum(fitted.weights[name] * value for name, value in evidence.items())
    return 1 / (1 + math.exp(-logit))
