"""Which objections a passage answers, read by a head that was fitted on its vector; pure.

“Live in nine days” argues against an effort that nobody names in it: neither a cue nor a sentence of the vocabulary
tells so. The head was fitted by ``tests/bench/fit_answered.py`` on passages that were judged one by one, and says how
likely each passage answers each objection; what an asset answers is weighed from that and from the signals that every
label has. It belongs to one model and to the objections that come along: of another model's vectors, and of labels
that a team added, it says nothing. ``contentlib/tagging/answered.md`` tells what it was fitted on and how well it does.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from contentlib.arrays import Places, Table, Vectors, np

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
    weights = _read_weights()
    known = [place for place, value in enumerate(values) if value in weights["values"]]
    if model != weights["model"] or not known:
        return None
    columns = [weights["values"].index(values[place]) for place in known]
    return AnswerHead(
        known=np.array(known, dtype=np.intp),
        directions=unpack(weights["directions"])[:, columns],
        bias=np.array(weights["bias"])[columns],
        signals=np.array(list(weights["signals"].values())),
        offsets=np.array(weights["offsets"])[columns],
        threshold=float(weights["threshold"]),
    )


def pack(matrix: Table) -> dict[str, Any]:
    """A matrix as text, each column in 255 steps of its own."""
    steps = np.maximum(np.abs(matrix).max(axis=0), 1e-9) / 127
    rounded = np.round(matrix / steps).astype(np.int8)
    return {
        "rows": len(matrix), "steps": [float(f"{one:.4g}") for one in steps],
        "values": base64.b64encode(rounded.tobytes()).decode(),
    }  # fmt: skip


def unpack(packed: Mapping[str, Any]) -> Table:
    """The matrix that was packed."""
    steps = np.array(packed["steps"])
    rounded = np.frombuffer(base64.b64decode(packed["values"]), dtype=np.int8)
    return np.asarray(rounded.reshape(packed["rows"], len(steps)) * steps)


@cache
def _read_weights() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return read
