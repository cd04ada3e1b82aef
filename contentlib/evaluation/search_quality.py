"""How good search is on judged queries: a team's own, or those the project is developed with.

A judgement is a grade from 0 to 3 for a query and a path; from 2 on an asset is useful. Queries without any grade
above 0 are those that nothing answers: they measure whether the confidence tells them apart.
"""

from __future__ import annotations

import csv
import math
import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean as mean

from contentlib.errors import BadInput
from contentlib.language import read_json
from contentlib.library import Library
from contentlib.search import find_assets
from contentlib.storage import Store

USEFUL = 2
DEPTH = 10
# A search as it is measured: the ids of the assets, best first, and how sure it is (any scale).
Search = Callable[[str], tuple[Sequence[int], float]]


@dataclass(frozen=True, slots=True)
class Query:
    """A judged query. ``kind`` groups queries in a table; nothing was fitted on those that are ``held``."""

    id: str
    text: str
    kind: str = ""
    held: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """One query's outcome; the measures are 0-1. ``answerable`` is false where nothing answers it."""

    query: Query
    answerable: bool
    confidence: float
    ndcg: float = 0.0
    first: float = 0.0
    among_three: float = 0.0
    reciprocal: float = 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over the answerable queries; ``auroc`` is the chance that one of them is held surer than one without."""

    queries: int
    nothing: int
    ndcg: float
    first: float
    among_three: float
    reciprocal: float
    auroc: float | None


def read_queries(path: Path) -> list[Query]:
    """The queries of a JSONL file: ``query_id``, ``text`` and, where given, ``kind`` and ``held``.

    Raises:
        BadInput: a line that is none.
    """
    queries = []
    for number, line in enumerate(_read_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = read_json(line)
            queries.append(Query(str(row["query_id"]), str(row["text"]), row.get("kind", ""), row.get("held", False)))
        except (BadInput, KeyError, TypeError, AttributeError) as error:
            raise BadInput(f"{path}, line {number}, is no query: {error}. Give “query_id” and “text”.") from error
    return queries


def read_judgements(path: Path) -> dict[str, dict[str, int]]:
    """Grades by query and path, from a TSV file with the columns ``query_id``, ``path`` and ``grade``.

    Raises:
        BadInput: a column is missing, or a grade is no number.
    """
    rows = csv.DictReader(_read_text(path).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for number, row in enumerate(rows, start=2):
        try:
            grades[row["query_id"]][row["path"]] = int(row["grade"])
        except (KeyError, ValueError, TypeError) as error:
            raise BadInput(f"{path}, line {number}, is no judgement: {error}. Give query_id, path, grade.") from error
    return dict(grades)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} cannot be read: {error}. Give a UTF-8 text file.") from error


def judge(
    queries: Iterable[Query], judgements: Mapping[str, Mapping[str, int]], db: Store, search: Search
) -> list[Judged]:
    """Each query's outcome. A path stands for the asset that lies there; copies of one asset count once."""
    owners = _find_owners(db)
    outcomes = []
    for query in queries:
        ids, confidence = search(query.text)
        grades: dict[int, int] = {}
        for path, grade in judgements.get(query.id, {}).items():
            # A judged file that the library does not have stays in the ideal, under an id that nothing has.
            key = owners.get(path, -1 - len(grades))
            grades[key] = max(grade, grades.get(key, 0))
        outcomes.append(_measure(query, ids, confidence, grades))
    return outcomes


def _find_owners(db: Store) -> dict[str, int]:
    rows = db.execute(
        "SELECT l.path, v.asset_id FROM locations l JOIN versions v ON v.id = l.version_id WHERE l.gone_at IS NULL"
    )
    return dict(rows.fetchall())


def _measure(query: Query, ids: Sequence[int], confidence: float, grades: Mapping[int, int]) -> Judged:
    if max(grades.values(), default=0) <= 0:
        return Judged(query, False, confidence)
    gains = [grades.get(one, 0) for one in ids[:DEPTH]]
    useful = min(USEFUL, max(grades.values()))
    place = next((place for place, gain in enumerate(gains, start=1) if gain >= useful), 0)
    return Judged(
        query, True, confidence,
        ndcg=_discount(gains) / _discount(sorted(grades.values(), reverse=True)[:DEPTH]),
        first=float(place == 1), among_three=float(0 < place <= 3), reciprocal=1 / place if place else 0.0,
    )  # fmt: skip


def _discount(gains: Sequence[int]) -> float:
    """Discounted cumulative gain (Järvelin and Kekäläinen, 2002), linear in the grade.

    >>> _discount([3, 0, 2])
    4.0
    """
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def summarise(outcomes: Sequence[Judged]) -> Scores:
    """The means of these outcomes."""
    answered = [one for one in outcomes if one.answerable]
    unanswered = [one.confidence for one in outcomes if not one.answerable]

    return Scores(
        queries=len(answered), nothing=len(unanswered),
        ndcg=_mean(one.ndcg for one in answered), first=_mean(one.first for one in answered),
        among_three=_mean(one.among_three for one in answered), reciprocal=_mean(one.reciprocal for one in answered),
        auroc=rank_apart([one.confidence for one in answered], unanswered),
    )  # fmt: skip


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return mean(known) if known else 0.0


def rank_apart(higher: Sequence[float], lower: Sequence[float]) -> float | None:
    """The chance that one of ``higher`` lies above one of ``lower`` (area under the ROC curve); ties count half.

    >>> rank_apart([0.9, 0.5], [0.5, 0.1])
    0.875
    """
    if not higher or not lower:
        return None
    wins = sum((a > b) + (a == b) / 2 for a in higher for b in lower)
    return wins / (len(higher) * len(lower))


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """A mean difference over queries with its 95 % interval."""

    mean: float
    low: float
    high: float


def compare(before: Sequence[float], after: Sequence[float], *, draws: int = 2_000, seed: int = 1) -> ScoreChange:
    """How a measure changed, query by query: paired bootstrap (Sakai, 2006). Chance is drawn from ``seed``.

    >>> compare([0.5, 0.4, 0.6], [0.6, 0.5, 0.7]).low > 0
    True
    """
    changes = [new - old for old, new in zip(before, after, strict=True)]
    chance = random.Random(seed)  # noqa: S311  # chance that can be repeated is what is wanted
    means = sorted(mean(chance.choices(changes, k=len(changes))) for _ in range(draws)) if changes else [0.0]
    return ScoreChange(mean(changes or [0.0]), means[int(0.025 * len(means))], means[int(0.975 * len(means))])


def search_with(library: Library, *, without: Collection[str] = ()) -> Search:
    """The search that people get, as it is measured: judged by path, so with every copy; ``without`` some signals."""

    def search(text: str) -> tuple[Sequence[int], float]:
        answer = find_assets(library, text, limit=DEPTH, without=without, every_copy=True)
        return [result.asset.id for result in answer.results], answer.confidence

    return search


def evaluate(library: Library, queries: Path, judgements: Path) -> dict[str, Scores]:
    """Scores of the library's search on judged queries: over all of them (``"all"``), and by kind.

    Raises:
        BadInput: a file cannot be read.
    """
    outcomes = judge(read_queries(queries), read_judgements(judgements), library.db, search_with(library))
    kinds = dict.fromkeys(one.query.kind for one in outcomes if one.query.kind)
    by_kind = {kind: summarise([one for one in outcomes if one.query.kind == kind]) for kind in kinds}
    return {"all": summarise(outcomes)} | by_kind
