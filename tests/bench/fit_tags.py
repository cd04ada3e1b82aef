"""Fits the weights of the tagger and says how well it tags drives that it was not fitted on.

    python -m tests.bench.fit_tags WORK DRIVE=TAGS.tsv [DRIVE=TAGS.tsv ...] [--write]

``TAGS.tsv`` has the columns path, buyer_stages, objections, kind, audience. The files named are copied below WORK and
indexed there by the true indexer. Every top folder of a drive with several sellers is a fold (leave one out); a drive
given as ``one:DRIVE=TAGS.tsv`` is one fold as a whole.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from contentlib.assets import find_asset_by_path
from contentlib.audience import choose_audience
from contentlib.classify import WEIGHTS, Prototypes, Subject, measure_list, set_apart, weigh
from contentlib.errors import UnknownAsset
from contentlib.kinds import Choice, choose_kind
from contentlib.library import Library, open_library
from contentlib.settings import Settings
from contentlib.signals import SIGNALS, Reading, Table, compare, read_subject
from indexer.run import run_pass
from indexer.tagging import make_subject

WRITTEN = json.loads(WEIGHTS.read_text(encoding="utf-8"))
COLUMNS = {"stages": "buyer_stages", "objections": "objections"}
# Kinds of other lists, and what may be said for them in ours.
ALSO = {
    "solution_page": {"product_page"},
    "non_content": {"other"},
    "objection_guide": {"objection_handling", "training"},
    "guide": {"white_paper", "playbook", "training", "other"},
    "readme": {"other"},
    "template": {"other", "playbook", "email_template", "one_pager"},
    "explainer": {"one_pager", "white_paper"},
    "faq": {"other", "product_page"},
    "leaflet": {"one_pager"},
    "assessment": {"other"},
    "policy": {"other"},
    "checklist": {"other"},
}
# The signals that earned their place when folds were left out; the others weigh nothing.
CHOSEN = {
    "stages": (
        "a cue in the name or title",
        "cues, ahead of the other labels",
        "passages where it comes first",
        "usual for the kind",
    ),
    "objections": (
        "a cue in the name or title",
        "cues in headings",
        "different cues",
        "cues, ahead of the other labels",
        "place by the best three passages",
        "all passages, ahead of the other labels",
        "usual for the kind",
    ),
}
STRENGTH = {"stages": 10.0, "objections": 40.0}
STEPS = 30
THRESHOLDS = np.arange(0.1, 0.7, 0.02)


@dataclass(frozen=True)
class Example:
    """A tagged file, read. A ``fold`` is left out as a whole; ``apart`` knows the other files of the drive."""

    drive: str
    fold: str
    row: dict[str, str]
    subject: Subject
    reading: Reading
    alone: Prototypes
    apart: Prototypes

    @property
    def kind(self) -> Choice:
        return choose_kind(self.subject, self.reading, self.alone.kinds, self.alone.names)


def read_drive(work: Path, name: str, drive: Path, tags: Path, *, whole: bool) -> list[Example]:
    """Index the tagged files of a drive and read them as the indexer does."""
    with tags.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    copy = work / name / "drive"
    for row in rows:
        target = copy / row["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(drive / row["path"], target)
    settings = Settings(library=work / name / "library.db", cache=work / "cache")
    library = open_library(settings, create=True)
    run_pass(library, copy, now=lambda: datetime.now(UTC))
    read = list(_make_subjects(library, rows))
    alone = library.prototypes
    apart = set_apart(alone, [subject for _, subject in read])
    return [
        Example(name, name if whole else row["path"].split("/")[0], row, subject, read_subject(subject), alone, apart)
        for row, subject in read
    ]


def _make_subjects(library: Library, rows: Sequence[dict[str, str]]) -> Iterator[tuple[dict[str, str], Subject]]:
    for row in rows:
        try:
            asset = find_asset_by_path(library.db, row["path"])
        except UnknownAsset as error:
            print(f"Left out: {error}")
        else:
            yield row, make_subject(library, asset.id)


# --- fitting -------------------------------------------------------------------------------------------------------


def fit(signals: Table, wanted: Table, *, strength: float) -> Table:
    """Ridge logistic regression by Newton's steps; one weight a signal, then the bias."""
    mean, deviation = signals.mean(axis=0), signals.std(axis=0) + 1e-9
    columns = np.column_stack([(signals - mean) / deviation, np.ones(len(signals))])
    ridge = np.eye(columns.shape[1]) * strength
    ridge[-1, -1] = 1e-6
    weights = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (chances - wanted) + ridge @ weights
        curve = (columns.T * (chances * (1 - chances))) @ columns + ridge
        weights -= np.linalg.solve(curve, slope)
    raw = weights[:-1] / deviation
    return np.append(raw, weights[-1] - raw @ mean)


def measure_f1(chances: Table, wanted: Table, threshold: float) -> float:
    """Micro-averaged F1 of all pairs of asset and label."""
    said = chances >= threshold
    return float(2 * (said & (wanted > 0)).sum() / max(1, said.sum() + wanted.sum()))


def fit_list(name: str, alone: Table, apart: Table, wanted: Table) -> dict[str, Any]:
    """Weights and threshold from examples seen both ways, so that they serve with and without a library."""
    signals = np.concatenate([alone, apart]).reshape(-1, alone.shape[2])
    both = np.concatenate([wanted, wanted])
    used = [SIGNALS.index(signal) for signal in CHOSEN[name]]
    fitted = np.zeros(len(SIGNALS))
    *fitted[used], bias = fit(signals[:, used], both.ravel(), strength=STRENGTH[name])
    weights: dict[str, Any] = {
        "signals": {signal: round(float(value), 3) for signal, value in zip(SIGNALS, fitted, strict=True)},
        "bias": round(float(bias), 3),
    }
    chances = weigh(signals, weights).reshape(-1, wanted.shape[1])
    threshold = max(THRESHOLDS, key=lambda one: measure_f1(chances, both, one))
    return {**weights, "threshold": round(float(threshold), 2), "usual": WRITTEN[name]["usual"]}


def judge_list(name: str, examples: Sequence[Example]) -> tuple[dict[str, Any], list[str]]:
    """The weights fitted on everything, and lines that tell how each fold fared when left out."""
    labels = getattr(examples[0].alone, name)
    kinds = [example.kind for example in examples]
    ways = {way: _measure_all(name, examples, kinds, way) for way in ("alone", "apart")}
    wanted = np.array([[v in e.row[COLUMNS[name]].split(",") for v in labels.values] for e in examples], dtype=float)
    folds = np.array([example.fold for example in examples])
    margins = {way: np.zeros_like(wanted) for way in ways}
    for fold in dict.fromkeys(folds):
        rest, out = folds != fold, folds == fold
        weights = fit_list(name, ways["alone"][rest], ways["apart"][rest], wanted[rest])
        for way, signals in ways.items():
            margins[way][out] = _weigh_all(signals[out], weights) - weights["threshold"]
    lines = [f"{name}, left out:"]
    for title, chosen in _list_groups(examples, folds):
        figures = [f"{way} {measure_f1(margin[chosen], wanted[chosen], 0):.3f}" for way, margin in margins.items()]
        lines.append(f"  {title:20} {', '.join(figures)}  ({chosen.sum()} files)")
    lines += _judge_labels(labels.values, margins["apart"], wanted)
    return fit_list(name, ways["alone"], ways["apart"], wanted), lines


def _weigh_all(signals: Table, weights: dict[str, Any]) -> Table:
    return weigh(signals.reshape(-1, signals.shape[2]), weights).reshape(signals.shape[:2])


def _list_groups(examples: Sequence[Example], folds: NDArray[np.str_]) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    yield from ((str(fold), folds == fold) for fold in dict.fromkeys(folds))
    drives = np.array([example.drive for example in examples])
    yield from ((f"all of {drive}", drives == drive) for drive in dict.fromkeys(drives))


def _measure_all(name: str, examples: Sequence[Example], kinds: Sequence[Choice], way: str) -> Table:
    rows = []
    for example, kind in zip(examples, kinds, strict=True):
        labels = getattr(getattr(example, way), name)
        compared = compare(example.reading, labels)
        rows.append(measure_list(example.reading, compared, kind, labels, WRITTEN[name]))
    return np.stack(rows)


def _judge_labels(values: Sequence[str], margin: Table, wanted: Table) -> Iterator[str]:
    for i, value in enumerate(values):
        said = int((margin[:, i] >= 0).sum())
        yield (
            f"    {value:20} F1 {measure_f1(margin[:, i], wanted[:, i], 0):.2f}, "
            f"said {said}, true {int(wanted[:, i].sum())}"
        )


def judge_kinds(examples: Sequence[Example]) -> list[str]:
    """How often kind and audience are right, and each miss."""
    right, lines = {"kind": 0, "audience": 0}, []
    for example in examples:
        labels = example.alone.kinds
        kind = choose_kind(example.subject, example.reading, labels, example.alone.names)
        default = next(one.audience for one in labels.labels if one.value == kind.value)
        audience = choose_audience(example.subject, example.reading, kind, default)
        wanted = ALSO.get(example.row["kind"], {example.row["kind"]})
        right["kind"] += kind.value in wanted
        right["audience"] += audience.value == example.row["audience"]
        if kind.value not in wanted or audience.value != example.row["audience"]:
            lines.append(
                f"    {example.row['path'][-70:]}: {kind.value} / {audience.value} (“{audience.evidence[:50]}”)"
                f", not {example.row['kind']} / {example.row['audience']}"
            )
    return [*(f"{name}: {count / len(examples):.3f}" for name, count in right.items()), *lines]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("drives", nargs="+", help="[one:]DRIVE=TAGS.tsv")
    parser.add_argument("--write", action="store_true", help="write the fitted weights into the package")
    args = parser.parse_args()
    examples: list[Example] = []
    for number, pair in enumerate(args.drives):
        drive, tags = pair.removeprefix("one:").split("=")
        new = read_drive(args.work, f"drive{number}", Path(drive), Path(tags), whole=pair.startswith("one:"))
        print(f"== {drive}", *judge_kinds(new), sep="\n")
        examples += new
    written = dict(WRITTEN)
    for name in COLUMNS:
        written[name], lines = judge_list(name, examples)
        print(*lines, sep="\n")
    if args.write:
        WEIGHTS.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
