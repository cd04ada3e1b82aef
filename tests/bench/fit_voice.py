"""Fits the direction by which a buyer's words are told from a rep's, and says how well it does on judged queries.

    python -m tests.bench.fit_voice [--folder FOLDER] [--write]

Learns from ``tests/data/voices.toml`` alone, which was written without a look at the queries it is measured on.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from contentlib.arrays import Vectors
from contentlib.evaluation.search_quality import rank_apart
from contentlib.models.embedder import Embedder
from contentlib.models.embedding import open_embedder
from contentlib.settings import read_settings
from contentlib.tagging.voice import WEIGHTS
from tests.bench.relevance import DATA, open_collections

Table = NDArray[np.float64]

VOICES = DATA / "voices.toml"
# Kinds of judged queries in which nobody objects.
ASKED = ("situational", "named", "fragment")
RIDGE = 0.3
STEPS = 30
DIGITS = 3


def read_voices(path: Path = VOICES) -> tuple[list[str], list[str]]:
    """What buyers say, and what reps ask."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return [said for pairs in tables["said"].values() for said, _ in pairs], list(tables["asked"]["all"])


def fit(said: Vectors, asked: Vectors) -> tuple[Table, float]:
    """Ridge logistic regression in which both sides count the same: a direction and a bias."""
    columns = np.vstack([said, asked]).astype(np.float64)
    columns = np.column_stack([columns, np.ones(len(columns))])
    outcome = np.repeat([1.0, 0.0], [len(said), len(asked)])
    counts = np.repeat([0.5 * len(columns) / len(said), 0.5 * len(columns) / len(asked)], [len(said), len(asked)])
    ridge = np.diag([RIDGE] * (columns.shape[1] - 1) + [1e-6])
    weights = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (counts * (chances - outcome)) + ridge @ weights
        curve = (columns.T * (counts * chances * (1 - chances))) @ columns + ridge
        weights -= np.linalg.solve(curve, slope)
    return weights[:-1], float(weights[-1])


def tell_apart(embedder: Embedder, direction: Table, said: Sequence[str], asked: Sequence[str]) -> float | None:
    """The chance that a query of the first kind lies above one of the second."""
    return rank_apart((embedder.embed(said) @ direction).tolist(), (embedder.embed(asked) @ direction).tolist())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=read_settings().cache / "relevance")
    parser.add_argument("--write", action="store_true", help="put the weights where search reads them")
    args = parser.parse_args()
    embedder = open_embedder(read_settings())
    said, asked = read_voices()
    direction, bias = fit(embedder.embed(said), embedder.embed(asked))
    for collection in open_collections(args.folder, only=("sample", "dev")):
        objected = [query.text for query in collection.queries if query.kind == "objection"]
        others = [query.text for query in collection.queries if query.kind in ASKED]
        print(f"{collection.name}: {tell_apart(embedder, direction, objected, others):.3f}")
    if args.write:
        rounded = [round(float(one), DIGITS) for one in direction]
        text = json.dumps({"model": embedder.name, "bias": round(bias, DIGITS), "direction": rounded})
        WEIGHTS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
