"""Fits the weights of the tagger and says how well it tags drives that it was not fitted on.

    python -m tests.bench.fit_tags WORK DRIVE=TAGS.tsv[,MARKETS.tsv] [one:DRIVE=TAGS.tsv ...] [--write]

``TAGS.tsv`` has the columns path, buyer_stages, objections, kind, audience; ``MARKETS.tsv``, which may have other files
too, path, competitors, industries and so on. The files named are copied below WORK and indexed there by the true
indexer. Every top folder of a drive with several sellers is a fold (leave one out); a drive given as ``one:…`` is one
fold as a whole. Competitors are fitted on drives that have any, and each top folder of those is a fold.

It prints how each fold fares when left out, the true against the said by label, and whether the confidence can be
believed: of the tags that were 60 to 70 % sure, the share that is right.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from contentlib.arrays import Table
from contentlib.catalog.assets import find_asset_by_path
from contentlib.errors import UnknownAsset
from contentlib.language.kind_roles import KindRole
from contentlib.library.opened import Library, open_library
from contentlib.model import Axis
from contentlib.settings import Settings
from contentlib.tagging import competitors, markets
from contentlib.tagging.audience import choose_audience
from contentlib.tagging.classify import (
    WEIGHTS,
    Prototypes,
    Subject,
    list_usual,
    measure_backdrop,
    measure_list,
    set_apart,
    weigh,
)
from contentlib.tagging.kinds import Choice, choose_kind
from contentlib.tagging.label_signals import SIGNALS, StemmedText, compare, read_subject
from contentlib.tagging.rivals import list_competitors
from indexer.run import run_pass
from indexer.tag_assets import make_subject

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
CHOSEN = {name: tuple(signal for signal, weight in one["signals"].items() if weight) for name, one in WRITTEN.items()}
STRENGTH = {"stages": 10.0, "objections": 100.0}
STEPS = 30
THRESHOLDS, CAUTIOUS_THRESHOLDS = np.arange(0.1, 0.7, 0.02), np.arange(0.3, 0.96, 0.02)
# Where confidence can be believed, F1 is best from half of the best F1 on (Lipton, Elkan and Naryanaswamy, "Optimal
# Thresholding of Classifiers to Maximize F1 Measure", 2014); the best threshold of a few folds is often luck. With many
# rare labels a little earlier is better.
OF_BEST = {"stages": 0.5, "objections": 0.4}
# A wrong industry, persona or competitor is worse than none, so of those said so large a share must be right, averaged
# over the thresholds beside it.
MARKETS = tuple(axis.traits.table for axis in Axis if axis.is_market)
MARKET_STRENGTH, COMPETITOR_STRENGTH, PRECISION, BESIDE = 10.0, 3.0, 0.9, 2
AXES = {axis.traits.table: axis for axis in Axis}
BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0001)


@dataclass(frozen=True)
class Example:
    """A tagged file, read. A ``fold`` is left out as a whole; ``apart`` knows the other files of the drive."""

    drive: str
    fold: str
    row: dict[str, str]
    subject: Subject
    reading: StemmedText
    alone: Prototypes
    apart: Prototypes
    rivals: tuple[competitors.Competitor, ...] = ()

    @property
    def is_story(self) -> bool:
        return KindRole.STORY in self.alone.find_kind(self.kind.value).roles

    @property
    def kind(self) -> Choice:
        return choose_kind(self.subject, self.reading, self.alone.kinds, self.alone.names, self.alone.kind_head)


def read_drive(work: Path, name: str, drive: Path, tags: Sequence[Path], *, whole: bool) -> list[Example]:
    """Index the judged files of a drive and read them as the indexer does."""
    rows = _join_rows(tags)
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
    subjects = [subject for _, subject in read]
    apart = set_apart(alone, measure_backdrop(alone, subjects, made_with="", assets=len(subjects)))
    rivals = list_competitors(library.db, library.vocabulary)
    folds = {row["path"]: name if whole else row["path"].split("/")[0] for row in rows}
    return [
        Example(name, folds[row["path"]], row, subject, read_subject(subject), alone, apart, rivals)
        for row, subject in read
    ]


def _join_rows(tables: Sequence[Path]) -> list[dict[str, str]]:
    """The rows of several tables, joined by their path; a column that a row lacks was not judged."""
    joined: dict[str, dict[str, str]] = {}
    for table in tables:
        with table.open(encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                joined.setdefault(row["path"], {}).update(row)
    return list(joined.values())


def _make_subjects(library: Library, rows: Sequence[dict[str, str]]) -> Iterator[tuple[dict[str, str], Subject]]:
    for row in rows:
        try:
            asset = find_asset_by_path(library.db, row["path"])
        except UnknownAsset as error:
            print(f"Left out: {error}")
        else:
            yield row, make_subject(library, asset.id)


def keep_judged(examples: Sequence[Example], column: str) -> list[Example]:
    """The examples that somebody judged on this column."""
    return [example for example in examples if column in example.row]


def read_wanted(examples: Sequence[Example], column: str, values: Sequence[str]) -> Table:
    """1 where a label is right, one row an example."""
    return np.array([[value in one.row[column].split(",") for value in values] for one in examples], dtype=float)


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
    return 2 * float((said & (wanted > 0)).sum()) / max(1.0, float(said.sum() + wanted.sum()))


def measure_precision(chances: Table, wanted: Table, threshold: float) -> float:
    """The share of what is said that is right; 1 where nothing is."""
    said = chances >= threshold
    return float((said & (wanted > 0)).sum()) / float(said.sum()) if said.any() else 1.0


def choose_threshold(chances: Table, wanted: Table) -> float:
    """The lowest threshold that is precise enough, averaged over those beside it."""
    measured = np.array([measure_precision(chances, wanted, one) for one in CAUTIOUS_THRESHOLDS])
    beside = np.ones(2 * BESIDE + 1) / (2 * BESIDE + 1)
    smooth = np.convolve(np.pad(measured, BESIDE, mode="edge"), beside, "valid")
    enough = np.minimum(smooth, measured) >= PRECISION
    return float(CAUTIOUS_THRESHOLDS[int(np.argmax(enough)) if enough.any() else -1])


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
    threshold = OF_BEST[name] * max(measure_f1(chances, both, one) for one in THRESHOLDS)
    return {**weights, "threshold": round(threshold, 2)}


def judge_list(name: str, examples: Sequence[Example]) -> tuple[dict[str, Any], list[str]]:
    """The weights fitted on everything, and lines that tell how each fold fared when left out."""
    examples = keep_judged(examples, COLUMNS[name])
    labels = examples[0].alone.lists[AXES[name]]
    kinds = [example.kind for example in examples]
    ways = {way: _measure_all(name, examples, kinds, way) for way in ("alone", "apart")}
    wanted = read_wanted(examples, COLUMNS[name], labels.values)
    folds = np.array([example.fold for example in examples])
    margins = {way: np.zeros_like(wanted) for way in ways}
    sure = np.zeros_like(wanted)
    for fold in dict.fromkeys(folds):
        rest, out = folds != fold, folds == fold
        weights = fit_list(name, ways["alone"][rest], ways["apart"][rest], wanted[rest])
        for way, signals in ways.items():
            sure[out] = _weigh_all(signals[out], weights)
            margins[way][out] = sure[out] - weights["threshold"]
    lines = [f"{name}, left out:"]
    for title, chosen in _list_groups(examples, folds):
        figures = [f"{way} {measure_f1(margin[chosen], wanted[chosen], 0):.3f}" for way, margin in margins.items()]
        lines.append(f"  {title:20} {', '.join(figures)}  ({chosen.sum()} files)")
    lines += _judge_labels(labels.values, margins["apart"], wanted)
    lines += judge_confidence(sure[margins["apart"] >= 0], wanted[margins["apart"] >= 0])
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
        labels = getattr(example, way).lists[AXES[name]]
        compared = compare(example.reading, labels)
        usual = list_usual(getattr(example, way).find_kind(kind.value), AXES[name], example.reading.words)
        rows.append(measure_list(example.reading, compared, labels, usual))
    return np.stack(rows)


def _judge_labels(values: Sequence[str], margin: Table, wanted: Table) -> Iterator[str]:
    for i, value in enumerate(values):
        said = int((margin[:, i] >= 0).sum())
        yield (
            f"    {value:20} F1 {measure_f1(margin[:, i], wanted[:, i], 0):.2f}, "
            f"said {said}, true {int(wanted[:, i].sum())}"
        )


def judge_confidence(sure: Table, wanted: Table) -> Iterator[str]:
    """Of tags that were about so sure, the share that is right."""
    yield "    confidence, left out: how sure, how many, share that is right"
    for low, high in pairwise(BINS):
        inside = (sure >= low) & (sure < high)
        if inside.any():
            yield (
                f"    {low:.1f} to {min(high, 1.0):.1f}   {sure[inside].mean():.2f}   {int(inside.sum()):4d}   "
                f"{wanted[inside].mean():.2f}"
            )


# --- industries, personas, competitors ------------------------------------------------------------------------------


def fit_market(
    name: str, signals: Table, wanted: Table, columns: Sequence[str], *, strength: float, threshold: float
) -> dict[str, Any]:
    """The weights of a list that is fitted with precision first; signals that were not chosen weigh nothing."""
    used = [columns.index(one) for one in CHOSEN[name]]
    fitted = np.zeros(len(columns))
    *fitted[used], bias = fit(signals.reshape(-1, signals.shape[-1])[:, used], wanted.ravel(), strength=strength)
    named = {one: round(float(value), 3) for one, value in zip(columns, fitted, strict=True)}
    return {"signals": named, "bias": round(float(bias), 3), "threshold": round(threshold, 2)}


def judge_market(name: str, examples: Sequence[Example]) -> tuple[dict[str, Any], list[str]]:
    """Industries or personas: fitted on all, told as each drive fares when left out."""
    labels = examples[0].alone.lists[AXES[name]]
    signals = np.stack(
        [markets.look(AXES[name], one.subject, one.reading, labels, is_story=one.is_story).signals for one in examples]
    )
    wanted = read_wanted(examples, name, labels.values)
    drives = np.array([one.drive for one in examples])
    return _judge_cautiously(name, signals, wanted, drives, markets.SIGNALS, labels.values, MARKET_STRENGTH)


def judge_competitors(examples: Sequence[Example]) -> tuple[dict[str, Any], list[str]]:
    """Competitors, on the drives that have any; each folder is left out in turn."""
    examples = [one for one in examples if one.rivals]
    names = [one.name for one in examples[0].rivals]
    signals = np.stack([competitors.measure_competitors(one.subject, one.rivals) for one in examples])
    wanted = read_wanted(examples, "competitors", names)
    # What an asset does not name is never weighed.
    named = np.array([[competitors.is_named(one.subject, rival) for rival in one.rivals] for one in examples])
    folds = np.repeat([one.row["path"].split("/")[0] for one in examples], len(names))[named.ravel()]
    rows = named.ravel()
    flat, right = signals.reshape(-1, signals.shape[-1])[rows][:, None, :], wanted.ravel()[rows][:, None]
    return _judge_cautiously(
        "competitors", flat, right, folds, competitors.SIGNALS, ("named and meant",), COMPETITOR_STRENGTH
    )


def _judge_cautiously(
    name: str, signals: Table, wanted: Table, folds: NDArray[np.str_], columns: Sequence[str], values: Sequence[str],
    strength: float,
) -> tuple[dict[str, Any], list[str]]:  # fmt: skip
    sure = np.zeros_like(wanted)
    for fold in dict.fromkeys(folds):
        rest, out = folds != fold, folds == fold
        weights = fit_market(name, signals[rest], wanted[rest], columns, strength=strength, threshold=0.5)
        sure[out] = _weigh_cautiously(name, signals[out], weights)
    threshold = choose_threshold(sure, wanted)
    said = sure >= threshold
    both = float((said & (wanted > 0)).sum())
    lines = [
        f"{name}, left out, from {threshold:.2f} on: precision {both / max(1, said.sum()):.2f}, "
        f"recall {both / max(1.0, wanted.sum()):.2f}, F1 {measure_f1(sure, wanted, threshold):.2f}",
        *(line for line in _judge_labels(values, sure - threshold, wanted) if not line.endswith("said 0, true 0")),
        *judge_confidence(sure[said], wanted[said]),
    ]
    return fit_market(name, signals, wanted, columns, strength=strength, threshold=threshold), lines


def _weigh_cautiously(name: str, signals: Table, weights: dict[str, Any]) -> Table:
    weigh_rows = markets.weigh_market if name in MARKETS else weigh
    return weigh_rows(signals.reshape(-1, signals.shape[2]), weights).reshape(signals.shape[:2])


def judge_kinds(examples: Sequence[Example]) -> list[str]:
    """How often kind and audience are right, and each miss."""
    right, lines = {"kind": 0, "audience": 0}, []
    examples = keep_judged(examples, "kind")
    for example in examples:
        labels = example.alone.kinds
        kind = choose_kind(example.subject, example.reading, labels, example.alone.names, example.alone.kind_head)
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
    parser.add_argument("drives", nargs="+", help="[one:]DRIVE=TAGS.tsv[,MARKETS.tsv]")
    parser.add_argument("--write", action="store_true", help="write the fitted weights into the package")
    args = parser.parse_args()
    examples: list[Example] = []
    for number, pair in enumerate(args.drives):
        drive, tags = pair.removeprefix("one:").split("=")
        tables = [Path(table) for table in tags.split(",")]
        new = read_drive(args.work, f"drive{number}", Path(drive), tables, whole=pair.startswith("one:"))
        print(f"== {drive}", *judge_kinds(new), sep="\n")
        examples += new
    written = dict(WRITTEN)
    for name in COLUMNS:
        written[name], lines = judge_list(name, examples)
        print(*lines, sep="\n")
    for name in MARKETS:
        if judged := keep_judged(examples, name):
            written[name], lines = judge_market(name, judged)
            print(*lines, sep="\n")
    judged = keep_judged(examples, "competitors")
    if any(one.rivals for one in judged):
        written["competitors"], lines = judge_competitors(judged)
        print(*lines, sep="\n")
    if args.write:
        # How many are told at most, and how sure a section must be, is not fitted.
        kept = {name: WRITTEN[name] | one for name, one in written.items()}
        WEIGHTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
