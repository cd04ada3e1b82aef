"""Which objections a passage answers, read by a head that was fitted on its vector; pure.

“Live in nine days” argues against an effort that nobody names in it: neither a cue nor a sentence of the vocabulary
tells so. The head was fitted by ``tests/bench/fit_answered.py`` on passages that were judged one by one, and says how
likely each passage answers each objection; what an asset answers is weighed from that and from the signals that every
label has. It belongs to one model and to the objections that come along: of another model's vectors, and of labels
that a team added, it says nothing. ``contentlib/tagging/answered.md`` tells what it was fitted on and how well it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from contentlib.arrays import Places, Table, Vectors, np
from contentlib.tagging.fitted_heads import open_head

WEIGHTS = Path(__file__).with_name("answered_weights.json")
# What the passages of an asset say of a label, beside the signals that each label has.
READINGS = (
    "the passage that answers it best",
    "the two that answer it best",
    "all passages on average",
    "how many passages there are",
    "that any of them answers it",
)
# What an asset without words is given: nothing in it answers anything.
NOTHING = -6.0
# Keeps the odds that any passage answers from being endless.
LEAST = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class AnswerHead:
    """The head for a list of labels: ``known`` are the places in the list of those that it was fitted for.

    ``directions`` have one column a known label. ``signals`` weigh those of a list and then the
    ``READINGS``; ``offsets`` are one a known label. A label is told from ``threshold`` on.
    """

    known: Places
    directions: Table
    bias: Table
    signals: Table
    offsets: Table
    threshold: float

    def read(self, vectors: Vectors) -> Table:
        """The log-odds that each passage answers each known label."""
        if not len(vectors):
            return np.zeros((0, len(self.known)))
        return np.asarray(vectors.astype(np.float64) @ self.directions + self.bias)

    def weigh(self, signals: Table, read: Table) -> Table:
        """The chance that an asset answers each known label. ``signals`` are those of the whole list."""
        columns = np.column_stack([signals[self.known], measure_readings(read, len(self.known))])
        return np.asarray(1 / (1 + np.exp(-(columns @ self.signals + self.offsets))))


def measure_readings(read: Table, labels: int) -> Table:
    """One row a label, one column of ``READINGS``."""
    if not len(read):
        nothing = np.full((labels, len(READINGS)), NOTHING)
        nothing[:, 3] = 0
        return nothing
    best = np.sort(read, axis=0)[-2:]
    none = np.prod(1 / (1 + np.exp(read)), axis=0)
    odds = np.log(LEAST + 1 - none) - np.log(LEAST + none)
    return np.column_stack([best[-1], best.mean(axis=0), read.mean(axis=0), np.full(labels, np.log1p(len(read))), odds])


def find_head(model: str, values: Sequence[str]) -> AnswerHead | None:
    """The head for a list of labels, or nothing for another model's vectors and for a list that shares no label."""
    fitted = open_head(WEIGHTS, model, values)
    if fitted is None:
        return None
    return AnswerHead(
        known=fitted.known,
        directions=fitted.matrix("directions"),
        bias=fitted.row("bias"),
        signals=np.array(list(fitted.weights["signals"].values())),
        offsets=fitted.row("offsets"),
        threshold=float(fitted.weights["threshold"]),
    )
