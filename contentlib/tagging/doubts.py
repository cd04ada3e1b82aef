"""Which objections a query voices, read by a head that was fitted on its vector and its words; pure.

Reps quote, report and note down what a buyer doubts (“CFO of a brewery multiplied the seat price”), and name their
seller, a rival or a trade beside it, which a likeness to the vocabulary's sentences takes for the matter. The head was
fitted by ``tests/bench/fit_doubts.py`` on sentences in all of these voices; of words it knows those of the sentences
that were written for it, so that no seller's name means an objection. It belongs to one model and to the objections
that come along. ``contentlib/tagging/doubts.md`` tells what it was fitted on and how well it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from contentlib.arrays import Places, Table, Vectors, np
from contentlib.tagging.fitted_heads import open_head

WEIGHTS = Path(__file__).with_name("doubts_weights.json")


@dataclass(frozen=True, slots=True, eq=False)
class DoubtHead:
    """The head for a list of labels: ``known`` are the places in the list of those that it was fitted for.

    ``directions`` and ``of_terms`` have one column a known label; ``terms`` says which row of the latter a word or a
    pair of words is. A label is understood from ``threshold`` on.
    """

    known: Places
    directions: Table
    terms: Mapping[str, int]
    of_terms: Table
    bias: Table
    threshold: float

    def weigh(self, vector: Vectors, stems: Sequence[str]) -> Table:
        """The chance that a query with this unit vector voices each known label."""
        rows = sorted({self.terms[term] for term in list_terms(stems) if term in self.terms})
        words = self.of_terms[rows].sum(axis=0) / max(1, len(rows)) ** 0.5
        scores = vector.astype(np.float64) @ self.directions + words + self.bias
        return np.asarray(1 / (1 + np.exp(-scores)))


def list_terms(stems: Sequence[str]) -> Iterator[str]:
    """Words, and pairs of words that follow each other.

    >>> list(list_terms(["too", "dear"]))
    ['too', 'dear', 'too dear']
    """
    yield from stems
    yield from (f"{one} {other}" for one, other in pairwise(stems))


@cache
def find_doubts(model: str, values: tuple[str, ...]) -> DoubtHead | None:
    """The head for a list of labels, or nothing for another model's vectors and for a list that shares no label."""
    fitted = open_head(WEIGHTS, model, values)
    if fitted is None:
        return None
    return DoubtHead(
        known=fitted.known,
        directions=fitted.matrix("directions"),
        terms={term: row for row, term in enumerate(fitted.weights["terms"])},
        of_terms=fitted.matrix("of_terms"),
        bias=fitted.row("bias"),
        threshold=float(fitted.weights["threshold"]),
    )
