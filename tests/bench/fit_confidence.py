"""Fits the weights of the confidence and says how well it tells unanswerable queries apart on a drive left out.

    python -m tests.bench.fit_confidence [--folder FOLDER]

Prints the constants for ``contentlib/search/confidence.py``. Queries marked as held are never used. Each answerable
query is seen twice: as it is, and with all its judged assets taken out of the library, which makes an unanswerable
one of the same style.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection as Several
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from contentlib.evaluation.search_quality import rank_apart
from contentlib.models.embedder import Vectors
from contentlib.search.confidence import WEIGHTS, Evidence
from contentlib.search.evidence import gather_evidence
from contentlib.search.find import rank
from contentlib.search.intent import read_intent
from contentlib.search.legs import Legs, open_legs
from contentlib.search.ranking import nearest_chunk
from contentlib.settings import read_settings
from tests.bench.relevance import Collection, open_collections

Table = NDArray[np.float64]

# What queries made unanswerable count beside those that are; and what those of a collection not about sales count.
REMOVED, ELSEWHERE = 0.3, 0.3
# Every third query of the large collection is enough.
EVERY = {"mtrag": 3}
# The share of a team's queries that their library is taken to answer: it sets how soon "nothing fits" is said.
ANSWERED = 2 / 3
RIDGE = 3.0
STEPS = 50


@dataclass(frozen=True, slots=True)
class Example:
    """One search and its first result. ``removed``: what answered was taken out of the library."""

    collection: str
    kind: str
    evidence: Evidence
    answerable: bool
    removed: bool

    @property
    def counts(self) -> float:
        return (REMOVED if self.removed else 1.0) * (ELSEWHERE if self.collection in EVERY else 1.0)


@dataclass(frozen=True)
class Without:
    """The legs of a library that lacks some assets."""

    legs: Legs
    lacking: frozenset[int]

    def rank_words(self, text: str, *, limit: int) -> dict[int, float]:
        return self._keep(self.legs.rank_words(text, limit=limit + 100))

    def rank_meaning(self, vector: Vectors, *, limit: int) -> dict[int, float]:
        return self._keep(self.legs.rank_meaning(vector, limit=limit + 100))

    def compare(self, vector: Vectors, chunk_ids: Several[int]) -> dict[int, float]:
        return self.legs.compare(vector, chunk_ids)

    def find_owners(self, chunk_ids: Several[int]) -> dict[int, int]:
        return {chunk: owner for chunk, owner in self.legs.find_owners(chunk_ids).items() if owner not in self.lacking}

    def count_words(self, words: Sequence[str]) -> dict[str, int]:
        return self.legs.count_words(words)

    def count_chunks(self) -> int:
        return self.legs.count_chunks()

    def find_held(self, asset_id: int, words: Several[str]) -> frozenset[str]:
        return self.legs.find_held(asset_id, words)

    def _keep(self, chunks: dict[int, float]) -> dict[int, float]:
        kept = self.find_owners(chunks)
        return {chunk: score for chunk, score in chunks.items() if chunk in kept}


def list_examples(collection: Collection) -> Iterator[Example]:
    """All searches of a collection that weights may be fitted on."""
    library = collection.library
    legs = open_legs(library)
    owners = dict(
        library.db.execute("SELECT l.path, v.asset_id FROM locations l JOIN versions v ON v.id = l.version_id")
    )
    for query in collection.queries[:: EVERY.get(collection.name, 1)]:
        if query.held:
            continue
        grades = collection.judgements.get(query.id, {})
        judged = frozenset(owners[path] for path, grade in grades.items() if grade > 0 and path in owners)
        for removed in (False, True) if judged else (False,):
            evidence = _search(collection, query.text, Without(legs, judged) if removed else legs)
            if evidence:
                yield Example(collection.name, query.kind, evidence, bool(judged) and not removed, removed)


def _search(collection: Collection, text: str, legs: Legs) -> Evidence | None:
    intent = read_intent(collection.library, legs, text)
    ranked = rank(collection.library, legs, intent)
    likeness = legs.compare(intent.vector, [nearest_chunk(one) for one in ranked[:1]])
    return gather_evidence(legs, text, intent, ranked, likeness)


def fit(examples: Sequence[Example]) -> Table:
    """Ridge logistic regression as if ``ANSWERED`` of all queries had an answer; one weight a signal, then the bias."""
    signals, outcome = _to_table(examples), np.array([one.answerable for one in examples], dtype=float)
    counts = np.array([one.counts for one in examples])
    shares = np.where(outcome > 0, ANSWERED / counts[outcome > 0].sum(), (1 - ANSWERED) / counts[outcome == 0].sum())
    counts *= shares * len(counts)
    mean, deviation = signals.mean(axis=0), signals.std(axis=0) + 1e-9
    columns = np.column_stack([(signals - mean) / deviation, np.ones(len(signals))])
    ridge = np.diag([RIDGE] * signals.shape[1] + [1e-6])
    weights = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (counts * (chances - outcome)) + ridge @ weights
        curve = (columns.T * (counts * chances * (1 - chances))) @ columns + ridge
        weights -= np.linalg.solve(curve, slope)
    raw = weights[:-1] / deviation
    return np.append(raw, weights[-1] - raw @ mean)


def _to_table(examples: Sequence[Example]) -> Table:
    return np.array([astuple(one.evidence) for one in examples], dtype=float)


def tell_apart(examples: Sequence[Example], weights: Table, kind: str = "") -> str:
    """The area under the curve of true queries, answerable against not; of one ``kind`` of the latter where given."""
    chances = _to_table(examples) @ weights[:-1]
    true = [(one, chance) for one, chance in zip(examples, chances.tolist(), strict=True) if not one.removed]
    lower = [chance for one, chance in true if not one.answerable and kind in ("", one.kind)]
    area = rank_apart([chance for one, chance in true if one.answerable], lower)
    return "–" if area is None else f"{area:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=read_settings().cache / "relevance")
    args = parser.parse_args()
    examples = [one for collection in open_collections(args.folder) for one in list_examples(collection)]
    for name in ("sample", "dev"):
        own = [one for one in examples if one.collection == name]
        weights = fit([one for one in examples if one.collection != name])
        areas = ", ".join(f"{kind or 'all'} {tell_apart(own, weights, kind)}" for kind in ("", "far", "near"))
        print(f"{name}, left out: {areas}")
    weights = fit(examples)
    for name in ("sample", "dev"):
        own = [one for one in examples if one.collection == name and not one.removed]
        sure = _to_table(own) @ weights[:-1] + weights[-1] > 0
        fits = [bool(s) for s, one in zip(sure, own, strict=True) if one.answerable]
        wrong = [bool(s) for s, one in zip(sure, own, strict=True) if not one.answerable]
        print(f"{name}: {sum(fits)} of {len(fits)} answerable fit, {sum(wrong)} of {len(wrong)} others do")
    print(f"BIAS = {weights[-1]:.2f}")
    print("WEIGHTS =", {field.name: round(float(w), 2) for field, w in zip(fields(Evidence), weights, strict=False)})
    assert list(WEIGHTS) == [field.name for field in fields(Evidence)]


if __name__ == "__main__":
    main()
