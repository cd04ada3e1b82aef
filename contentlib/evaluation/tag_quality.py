"""How good the tags are, by a team's own judgements of some of its assets.

The gold file is tab-separated: a column ``path`` (as on the drive) and one for each axis that was judged, called as an
export calls it (``stages``, ``kind``, ``industries`` …) or by its name. A cell has the right values,
separated by commas; an empty cell says that none is right, ``?`` that nobody judged it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from contentlib.catalog import find_asset_by_path
from contentlib.errors import BadInput, UnknownAsset
from contentlib.language import Vocabulary, find_value
from contentlib.library import Library
from contentlib.model import Axis, Source, Tag

# The columns of a gold file, by the names they may have.
COLUMNS = {
    name: axis for axis in Axis for name in (axis.value, axis.column, axis.traits.labels.lower().replace(" ", "_"))
}
NOT_JUDGED = "?"
MOST_PROBLEMS = 20
# The bounds of the bins in which confidence is compared with the share that was right.
BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0001)


@dataclass(frozen=True, slots=True)
class Gold:
    """One asset as people judged it: the right values of each axis that was judged."""

    path: str
    right: Mapping[Axis, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Rates:
    """How often a label, or a whole axis, was said, was true, and was both; precision, recall and F1 follow."""

    said: int
    true: int
    both: int

    @property
    def precision(self) -> float:
        return self.both / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        return self.both / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """2 × both / (said + true).

        >>> Rates(said=4, true=6, both=3).f1
        0.6
        """
        return 2 * self.both / (self.said + self.true) if self.said + self.true else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Contentlib's own tags with a confidence from ``low`` to ``high``: how many, how sure, what share is right."""

    low: float
    high: float
    tags: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class AxisScores:
    """One axis: over all pairs of asset and label (micro), the mean over labels that are true somewhere (macro)."""

    axis: Axis
    assets: int
    micro: Rates
    macro_f1: float
    labels: Mapping[str, Rates]
    calibration: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class TagScores:
    """The scores of every judged axis, and the paths that the library does not know."""

    axes: tuple[AxisScores, ...]
    unknown: tuple[str, ...]


def read_gold(path: Path, vocabulary: Vocabulary) -> tuple[Gold, ...]:
    """The judgements of a file.

    Raises:
        BadInput: the file cannot be read, has no column that is known, or lines that are wrong; all are told.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"The gold file {path} cannot be read: {error}. It must be a UTF-8 text file.") from error
    reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    columns = {name: COLUMNS[name.strip().lower()] for name in reader.fieldnames or () if _is_axis(name)}
    if "path" not in (reader.fieldnames or ()) or not columns:
        raise BadInput(
            f"{path} needs a first line with “path” and at least one of "
            f"{', '.join(axis.column for axis in Axis)}, separated by tabs. Add it."
        )
    problems: list[str] = []
    gold = [_read_row(row, columns, vocabulary, f"line {reader.line_num}", problems) for row in reader]
    problems += _find_doubles(gold)
    if problems:
        more = f" And {len(problems) - MOST_PROBLEMS} more." if len(problems) > MOST_PROBLEMS else ""
        raise BadInput(f"{path} cannot be used. {' '.join(problems[:MOST_PROBLEMS])}{more}")
    return tuple(gold)


def _is_axis(name: str) -> bool:
    return name.strip().lower() in COLUMNS


def _read_row(
    row: Mapping[str, str | None], columns: Mapping[str, Axis], vocabulary: Vocabulary, where: str, problems: list[str]
) -> Gold:
    path = (row.get("path") or "").strip()
    if not path:
        problems.append(f"In {where} the path is empty.")
    right: dict[Axis, frozenset[str]] = {}
    for name, axis in columns.items():
        cell = (row.get(name) or "").strip()
        if cell != NOT_JUDGED:
            right[axis] = frozenset(_read_cell(cell, axis, vocabulary, where, problems))
    return Gold(path, right)


def _read_cell(cell: str, axis: Axis, vocabulary: Vocabulary, where: str, problems: list[str]) -> Iterator[str]:
    for written in filter(None, (one.strip() for one in cell.split(","))):
        value = find_value(axis, written, vocabulary)
        if value:
            yield value
        else:
            problems.append(f"In {where} “{written}” is no {axis.value} of the vocabulary.")


def _find_doubles(gold: Sequence[Gold]) -> list[str]:
    seen: set[str] = set()
    doubles = [one.path for one in gold if one.path in seen or seen.add(one.path)]  # type: ignore[func-returns-value]
    return [f"“{path}” stands there twice." for path in doubles if path]


def evaluate_tags(library: Library, gold: Sequence[Gold]) -> TagScores:
    """Compare the tags that count, whoever said them, with the judgements.

    Raises:
        BadInput: the library knows none of the paths.
    """
    found: list[tuple[Gold, tuple[Tag, ...]]] = []
    unknown = []
    for one in gold:
        try:
            found.append((one, find_asset_by_path(library.db, one.path).tags))
        except UnknownAsset:
            unknown.append(one.path)
    if not found:
        raise BadInput("The library knows none of the paths of the gold file. Write them as contentlib assets does.")
    axes = [axis for axis in Axis if any(axis in one.right for one, _ in found)]
    return TagScores(tuple(score_axis(axis, found) for axis in axes), tuple(unknown))


def score_axis(axis: Axis, judged: Iterable[tuple[Gold, Sequence[Tag]]]) -> AxisScores:
    """One axis over assets with their tags; those that nobody judged on it are left out."""
    pairs = [(one.right[axis], [tag for tag in tags if tag.axis is axis]) for one, tags in judged if axis in one.right]
    values = sorted({value for right, tags in pairs for value in (*right, *(tag.value for tag in tags))})
    labels = {value: _rate(value, pairs) for value in values}
    true = [one for one in labels.values() if one.true]
    whole = list(labels.values())
    return AxisScores(
        axis=axis, assets=len(pairs),
        micro=Rates(*(sum(getattr(one, name) for one in whole) for name in ("said", "true", "both"))),
        macro_f1=sum(one.f1 for one in true) / len(true) if true else 0.0, labels=labels,
        calibration=tuple(_calibrate(pairs)),
    )  # fmt: skip


def _rate(value: str, pairs: Sequence[tuple[frozenset[str], Sequence[Tag]]]) -> Rates:
    said = [any(tag.value == value for tag in tags) for _, tags in pairs]
    true = [value in right for right, _ in pairs]
    return Rates(sum(said), sum(true), sum(one and other for one, other in zip(said, true, strict=True)))


def _calibrate(pairs: Sequence[tuple[frozenset[str], Sequence[Tag]]]) -> Iterator[Bin]:
    guessed = [(tag.confidence, tag.value in right) for right, tags in pairs for tag in tags
               if tag.source is Source.MODEL]  # fmt: skip
    for low, high in pairwise(BINS):
        inside = [(sure, right) for sure, right in guessed if low <= sure < high]
        if inside:
            count = len(inside)
            yield Bin(low, min(high, 1.0), count, sum(sure for sure, _ in inside) / count,
                      sum(right for _, right in inside) / count)  # fmt: skip


def scores_to_json(scores: TagScores) -> dict[str, object]:
    """The scores as a program reads them."""
    return {
        "axes": {one.axis.value: _axis_to_json(one) for one in scores.axes},
        "unknown_paths": list(scores.unknown),
    }


def _axis_to_json(one: AxisScores) -> dict[str, object]:
    return {
        "assets": one.assets, "micro": _rates_to_json(one.micro), "macro_f1": round(one.macro_f1, 4),
        "labels": {value: _rates_to_json(rates) for value, rates in one.labels.items()},
        "calibration": [
            {"from": row.low, "to": row.high, "tags": row.tags, "confidence": round(row.confidence, 3),
             "right": round(row.right, 3)}
            for row in one.calibration
        ],
    }  # fmt: skip


def _rates_to_json(rates: Rates) -> dict[str, object]:
    return {
        "precision": round(rates.precision, 4), "recall": round(rates.recall, 4), "f1": round(rates.f1, 4),
        "said": rates.said, "true": rates.true, "both": rates.both,
    }  # fmt: skip
