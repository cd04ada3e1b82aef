"""Fits the weights of the confidence and says how well it tells unanswerable queries apart, before and after.

    python -m tests.bench.fit_confidence [--write] [--folder FOLDER] [--only sample,dev,dev2,mtrag]

``--write`` puts the weights in ``contentlib/search/confidence_weights.json``, from which they are read. The area under
the curve is also that of a fit without the collection. Queries marked as held are never used. Each answerable query is
seen twice: as it is, and with all its judged assets taken out of the library, which makes an unanswerable one of the
same style.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection as Several
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from contentlib.arrays import Vectors
from contentlib.cli.terminal import print_table
from contentlib.evaluation.search_quality import rank_apart
from contentlib.search.confidence import FITTED, THRESHOLD, ConfidenceWeights, read_weights
from contentlib.search.evidence import CLUES, gather_evidence
from contentlib.search.find import rank
from contentlib.search.intent import read_intent
from contentlib.search.legs import Legs, open_legs
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
# In how many steps chances are compared with what came of them.
BINS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """One search and its first result. ``removed``: what answered was taken out of the library."""

    collection: str
    kind: str
    evidence: Mapping[str, float]
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

    def rank_words(self, text: str, *, limit: int, wholes: Sequence[str] = ()) -> dict[int, float]:
        return self._keep(self.legs.rank_words(text, limit=limit + 100, wholes=wholes))

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


def _search(collection: Collection, text: str, legs: Legs) -> Mapping[str, float] | None:
    intent = read_intent(collection.library, legs, text)
    ranked = rank(collection.library, legs, intent)
    return gather_evidence(legs, intent, ranked)


def fit(examples: Sequence[Example]) -> Table:
    """Ridge logistic regression as if ``ANSWERED`` of all queries had an answer; one weight a clue, then the bias."""
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
    return np.array([[one.evidence[clue.name] for clue in CLUES] for one in examples], dtype=float)


def _list_chances(examples: Sequence[Example], weights: Table) -> list[float]:
    logits = _to_table(examples) @ weights[:-1] + weights[-1]
    chances: list[float] = (1 / (1 + np.exp(-logits))).tolist()
    return chances


def tell_apart(examples: Sequence[Example], weights: Table, kind: str = "") -> str:
    """The area under the curve of true queries, answerable against not; of one ``kind`` of the latter where given."""
    true = [one for one in examples if not one.removed]
    chances = list(zip(true, _list_chances(true, weights), strict=True)) if true else []
    lower = [chance for one, chance in chances if not one.answerable and kind in ("", one.kind)]
    area = rank_apart([chance for one, chance in chances if one.answerable], lower)
    return "–" if area is None else f"{area:.3f}"


def measure_calibration(examples: Sequence[Example], weights: Table) -> float:
    """The expected calibration error of true queries: how far chances are from the shares that were answerable."""
    true = [one for one in examples if not one.removed]
    if not true:
        return 0.0
    chances, outcome = np.array(_list_chances(true, weights)), np.array([one.answerable for one in true], dtype=float)
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    gaps = [abs(chances[bins == at].sum() - outcome[bins == at].sum()) for at in range(BINS)]
    return float(sum(gaps) / len(true))


def to_weights(fitted: Table) -> ConfidenceWeights:
    """The weights by the names of the clues, as few digits as matter."""
    *each, bias = [round(float(one), 2) for one in fitted]
    return ConfidenceWeights(bias, dict(zip((clue.name for clue in CLUES), each, strict=True)))


def to_array(weights: ConfidenceWeights) -> Table:
    """One weight a clue, then the bias; a clue that is new weighs nothing yet."""
    return np.array([*(weights.weights.get(clue.name, 0.0) for clue in CLUES), weights.bias])


def write_weights(weights: ConfidenceWeights, path: Path = FITTED) -> None:
    """Put them where the confidence reads them."""
    path.write_text(json.dumps(asdict(weights), indent=1) + "\n", encoding="utf-8")


def _list_rows(examples: Sequence[Example], before: Table, after: Table) -> Iterator[tuple[str, ...]]:
    for name in dict.fromkeys(one.collection for one in examples):
        own, others = ([one for one in examples if (one.collection == name) is mine] for mine in (True, False))
        yield name, "before", *_tell(own, before)
        yield "", "after", *_tell(own, after)
        if others:
            yield "", "fitted without it", *_tell(own, fit(others))


def _tell(own: Sequence[Example], weights: Table) -> tuple[str, ...]:
    areas = (tell_apart(own, weights, kind) for kind in ("", "far", "near"))
    return (*areas, f"{measure_calibration(own, weights):.3f}", *_count_fits(own, weights))


def _count_fits(own: Sequence[Example], weights: Table) -> tuple[str, str]:
    """How many of those that have an answer are told to fit, and of the others."""
    true = [one for one in own if not one.removed]
    sure = [
        (one.answerable, chance > THRESHOLD) for one, chance in zip(true, _list_chances(true, weights), strict=True)
    ]
    told = ([fits for answerable, fits in sure if answerable is wanted] for wanted in (True, False))
    first, second = (f"{sum(some)} of {len(some)}" for some in told)
    return first, second


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=read_settings().cache / "relevance")
    parser.add_argument("--only", default="sample,dev,dev2,mtrag", help="collections, separated by commas")
    parser.add_argument("--write", action="store_true", help="put the weights where the confidence reads them")
    args = parser.parse_args()
    opened = open_collections(args.folder, only=args.only.split(","))
    examples = [one for collection in opened for one in list_examples(collection)]
    before, after = read_weights(), to_weights(fit(examples))
    columns = ("collection", "weights", "AUROC", "far", "near", "ECE", "answerable fit", "others fit")
    print_table(Console(width=120), columns, list(_list_rows(examples, to_array(before), to_array(after))))
    names = [("bias", before.bias, after.bias)]
    names += [(clue.name, before.weights.get(clue.name, 0.0), after.weights[clue.name]) for clue in CLUES]
    print_table(Console(width=120), ("weight", "before", "after"), [(n, f"{b:.2f}", f"{a:.2f}") for n, b, a in names])
    if args.write:
        write_weights(after)


if __name__ == "__main__":
    main()
