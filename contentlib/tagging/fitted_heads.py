"""How the weights of a fitted head are kept beside its module, and which of its labels a list has."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from contentlib.arrays import Places, Table, np


@dataclass(frozen=True, slots=True, eq=False)
class FittedHead:
    """A head's weights for a list of labels: ``known`` are the places in the list of those that it was fitted for.

    ``weights`` are as they were written, one entry a label of the head or a column of it; ``columns`` are those of the
    known labels, in the order of ``known``.
    """

    weights: Mapping[str, Any]
    known: Places
    columns: Places

    def matrix(self, name: str) -> Table:
        """A packed matrix, one column a known label."""
        return unpack(self.weights[name])[:, self.columns]

    def row(self, name: str) -> Table:
        """Numbers, one a known label."""
        return np.array(self.weights[name])[self.columns]


def open_head(path: Path, model: str, values: Sequence[str]) -> FittedHead | None:
    """The head for a list of labels, or nothing for another model's vectors and for a list that shares no label."""
    weights = _read(path)
    known = [place for place, value in enumerate(values) if value in weights["values"]]
    if model != weights["model"] or not known:
        return None
    columns = [weights["values"].index(values[place]) for place in known]
    return FittedHead(weights, np.array(known, dtype=np.intp), np.array(columns, dtype=np.intp))


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
def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read
