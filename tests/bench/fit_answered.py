"""Fits the head that reads which objections a passage answers, and says how well assets are tagged that it never saw.

    python -m tests.bench.fit_answered [--folder FOLDER] [--write]

Learns from the judged passages beside the repository, where they lie there, and from the documents of invented sellers
(``tests/data/invented_assets.jsonl``), each of whose passages stands for its document. What an asset answers is then
weighed from what the head reads and from the signals of the tagger, on tagged files of the collections of
``tests.bench.relevance``. Each source is left out as a whole in both steps: all files that one maker wrote, whoever the
sellers are that it wrote for.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from contentlib.arrays import Table
from contentlib.model import Axis
from contentlib.models.embedder import Embedder
from contentlib.models.embedding import open_embedder
from contentlib.settings import read_settings
from contentlib.tagging.answered import READINGS, WEIGHTS, measure_readings
from contentlib.tagging.classify import list_usual, measure_backdrop, measure_list, prepare, set_apart
from contentlib.tagging.fitted_heads import pack
from contentlib.tagging.kinds import choose_kind
from contentlib.tagging.label_signals import SIGNALS, compare, read_subject
from indexer.tag_assets import make_subject
from tests.bench.fit_tags import fit, measure_f1
from tests.bench.relevance import DEV, Collection, _find, _read_lines, open_collections

TAGGED = ("sample", "dev", "dev2", "invented")
RIDGE, STRENGTH = 0.3, 3.0
FOLDS_OF_INVENTED = 4
STEPS = 10
THRESHOLDS = np.arange(0.15, 0.6, 0.01)
DIGITS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Asset:
    """A tagged file: its source, the signals of each objection, and its the vectors of its passages."""

    drive: str
    source: str
    signals: Table
    passages: Table
    wanted: Table


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """Weights of columns, one column a label, and the biases."""

    weights: Table
    bias: Table

    def read(self, columns: Table) -> Table:
        return np.asarray(columns @ self.weights + self.bias)


def read_passages(embedder: Embedder, values: Sequence[str]) -> tuple[list[str], Table, Table]:
    """The source, columns and right labels of each judged passage; none where they do not lie there."""
    folder = DEV / "training"
    if not folder.is_dir():
        return [], np.zeros((0, embedder.dimension)), np.zeros((0, len(values)))
    rows = _read_lines(folder / "passages.jsonl")
    answers = {row["id"]: set(row["answers"]) for row in _read_lines(folder / "queries.jsonl")}
    sources = ["sample" if row["drive"] == "sample" else row["path"].split("/")[0] for row in rows]
    vectors = embedder.embed([f"{row['heading']}\n{row['text']}" for row in rows])
    right = [[value in answers[row["id"]] for value in values] for row in rows]
    return sources, vectors.astype(np.float64), np.array(right, dtype=float)


def read_assets(collection: Collection) -> Iterator[Asset]:
    """The tagged files of a collection, before its own backdrop."""
    library = collection.library
    found = [(row, asset) for row in collection.tagged if (asset := _find(library, row["path"]))]
    subjects = [make_subject(library, asset.id) for _, asset in found]
    alone = prepare(library.vocabulary, library.embedder)
    apart = set_apart(alone, measure_backdrop(alone, subjects, made_with="", assets=len(subjects)))
    for (row, _), subject in zip(found, subjects, strict=True):
        reading = read_subject(subject)
        kind = apart.find_kind(choose_kind(subject, reading, apart.kinds, apart.names, apart.kind_head).value)
        usual = list_usual(kind, Axis.OBJECTION, reading.words)
        signals = measure_list(reading, compare(reading, apart.objections), apart.objections, usual)
        right = row["objections"].split(",")
        wanted = np.array([value in right for value in apart.objections.values], dtype=float)
        source = name_source(collection.name, row["path"])
        yield Asset(collection.name, source, signals, reading.vectors.astype(np.float64), wanted)


def name_source(drive: str, path: str) -> str:
    """Who made a file: of invented sellers one of a few groups."""
    first = path.split("/")[0]
    if drive == "invented":
        return f"invented {int(first) % FOLDS_OF_INVENTED}"
    return drive if drive == "sample" else first


def fit_head(columns: Table, wanted: Table) -> Head:
    """One ridge logistic regression a label."""
    fitted = [_fit_label(columns, wanted[:, label]) for label in range(wanted.shape[1])]
    return Head(np.column_stack([one[:-1] for one in fitted]), np.array([one[-1] for one in fitted]))


def _fit_label(columns: Table, wanted: Table) -> Table:
    rows = np.column_stack([columns, np.ones(len(columns))])
    ridge = np.diag([RIDGE] * columns.shape[1] + [1e-6])
    weights = np.append(np.zeros(columns.shape[1]), np.log(wanted.mean() + 1e-3))
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chances - wanted) + ridge @ weights
        curve = (rows.T * (chances * (1 - chances))) @ rows + ridge
        weights -= np.linalg.solve(curve, slope)
    return np.asarray(weights)


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """All that is learned from: passages with their sources, and assets."""

    sources: Sequence[str]
    columns: Table
    wanted: Table
    assets: Sequence[Asset]

    def fit_without(self, source: str) -> Head:
        """The head of everything but this source, which may be none."""
        kept = np.array([one != source for one in self.sources], dtype=bool)
        own = [one for one in self.assets if one.drive == "invented" and one.source != source and len(one.passages)]
        columns = [self.columns[kept], *(one.passages for one in own)]
        wanted = [self.wanted[kept], *(np.repeat(one.wanted[None], len(one.passages), axis=0) for one in own)]
        return fit_head(np.vstack(columns), np.vstack(wanted))


def read_left_out(data: Data) -> Table:
    """For each asset the signals of its labels and what a head reads that knows nothing of its source."""
    measured: list[Table] = [np.zeros(0)] * len(data.assets)
    for source in dict.fromkeys(one.source for one in data.assets):
        head = data.fit_without(source)
        print(f"  left out: {source}", flush=True)
        for place, one in enumerate(data.assets):
            if one.source == source:
                read = head.read(one.passages) if len(one.passages) else one.passages
                measured[place] = np.column_stack([one.signals, measure_readings(read, len(one.wanted))])
    return np.stack(measured)


def fit_weights(columns: Table, wanted: Table) -> tuple[Table, Table]:
    """The weights that all labels share, and an offset a label."""
    labels = np.tile(np.eye(wanted.shape[1]), (len(columns), 1))
    flat = columns.reshape(-1, columns.shape[2])
    fitted = fit(np.hstack([flat, labels]), wanted.ravel(), strength=STRENGTH)
    signals = columns.shape[2]
    return fitted[:signals], fitted[signals:-1] + fitted[-1]


def weigh_left_out(data: Data, columns: Table) -> Table:
    """The chances of each asset's labels, weighed by what other sources taught."""
    sources = np.array([one.source for one in data.assets])
    wanted = np.stack([one.wanted for one in data.assets])
    chances = np.zeros_like(wanted)
    for source in dict.fromkeys(sources):
        signals, offsets = fit_weights(columns[sources != source], wanted[sources != source])
        chances[sources == source] = 1 / (1 + np.exp(-(columns[sources == source] @ signals + offsets)))
    return chances


def choose_threshold(data: Data, chances: Table) -> float:
    """Half of the best F1, on average over the drives (see ``OF_BEST`` in ``fit_tags``)."""
    drives, wanted = np.array([one.drive for one in data.assets]), np.stack([one.wanted for one in data.assets])
    parts = [drives == name for name in dict.fromkeys(drives)]
    means = [np.mean([measure_f1(chances[one], wanted[one], threshold) for one in parts]) for threshold in THRESHOLDS]
    return float(max(means)) / 2


def tell(data: Data, chances: Table, threshold: float, values: Sequence[str]) -> None:
    drives, wanted = np.array([one.drive for one in data.assets]), np.stack([one.wanted for one in data.assets])
    for name in dict.fromkeys(drives):
        said, true = chances[drives == name] >= threshold, wanted[drives == name] > 0
        both, f1 = (said & true).sum(), measure_f1(chances[drives == name], wanted[drives == name], threshold)
        print(f"{name}: precision {both / said.sum():.2f}, recall {both / true.sum():.2f}, F1 {f1:.3f}")
    for place, value in enumerate(values):
        f1 = measure_f1(chances[:, [place]], wanted[:, [place]], threshold)
        print(
            f"    {value:18} F1 {f1:.2f}, said {(chances[:, place] >= threshold).sum()}, {int(wanted[:, place].sum())}"
        )


def make_weights(data: Data, columns: Table, threshold: float, model: str, values: Sequence[str]) -> Mapping[str, Any]:
    head = data.fit_without("")
    signals, offsets = fit_weights(columns, np.stack([one.wanted for one in data.assets]))
    return {
        "model": model, "values": list(values), "threshold": round(threshold, 2),
        "signals": {
            name: round(float(one), DIGITS) for name, one in zip((*SIGNALS, *READINGS), signals, strict=True)
        },
        "offsets": [round(float(one), DIGITS) for one in offsets],
        "bias": [round(float(one), DIGITS) for one in head.bias],
        "directions": pack(head.weights),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=read_settings().cache / "relevance")
    parser.add_argument("--write", action="store_true", help="put the weights where the tagger reads them")
    args = parser.parse_args()
    collections = list(open_collections(args.folder, only=TAGGED))
    assets = [asset for collection in collections for asset in read_assets(collection)]
    embedder = open_embedder(read_settings())
    values = [one.value for one in collections[0].library.vocabulary.objections]
    data = Data(*read_passages(embedder, values), assets)
    columns = read_left_out(data)
    chances = weigh_left_out(data, columns)
    threshold = choose_threshold(data, chances)
    print(f"from {threshold:.2f} on, each source left out:")
    tell(data, chances, threshold, values)
    if args.write:
        text = json.dumps(make_weights(data, columns, threshold, embedder.name, values), indent=1)
        WEIGHTS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
