"""What reps searched for in vain: nothing fitted, or nothing that was shown was opened or sent; grouped by meaning."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlite_utils import Database

from contentlib.assets import load_assets
from contentlib.database import to_text
from contentlib.demand import Asked, embed_queries, list_asked, same_words, understand
from contentlib.embedding import Vectors
from contentlib.library import Library
from contentlib.model import Asset, Axis, Deal, Outcome
from contentlib.reports.money import add_up
from contentlib.requests import find_waiting

Voiced = Mapping[str, frozenset[tuple[Axis, str]]]

# Queries nearer to each other than this (cosine) ask for the same; chosen on the sample company's searches.
SAME_MEANING = 0.6


@dataclass(frozen=True, slots=True)
class GapQuery:
    """One query in its own words: how often nothing fitted, and how often what fitted was passed over."""

    query: str
    unanswered: int
    passed_over: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Queries that ask for the same. ``title`` is the one asked most often; ``reps`` are e-mail addresses.

    ``deals`` are the open deals of those reps that were open when they asked, ``value`` their amounts by currency.
    ``nearest`` is the asset shown most often; ``request_id`` the content request that waits for one of the queries.
    """

    title: str
    queries: tuple[GapQuery, ...]
    unanswered: int
    passed_over: int
    reps: tuple[str, ...]
    objections: tuple[str, ...]
    stages: tuple[str, ...]
    deals: int
    value: Mapping[str, float]
    nearest: Asset | None
    last_asked_at: datetime
    request_id: int | None

    @property
    def searches(self) -> int:
        return self.unanswered + self.passed_over


@dataclass(frozen=True, slots=True)
class GapsReport:
    """The gaps, those with the most reps and the most money behind them first; ``searches`` are all of the window."""

    since: datetime
    until: datetime
    searches: int
    unanswered: int
    passed_over: int
    gaps: tuple[Gap, ...]


def report_gaps(library: Library, *, since: datetime, until: datetime) -> GapsReport:
    """The gaps of a window. Embeds queries that were not embedded before."""
    asked = list_asked(library.db, since=since, until=until)
    in_vain = [one for one in asked if not one.led_on]
    voiced = understand(library, (one.query for one in in_vain))
    waiting = find_waiting(library.db, (one.query for one in in_vain))
    gaps = [_make_gap(library.db, group, voiced, waiting) for group in _group(library, in_vain)]
    # Amounts of several currencies are taken at face value here, and only here: it is an order, not a sum.
    gaps.sort(key=lambda gap: (-len(gap.reps), -sum(gap.value.values()), -gap.searches, gap.title))
    unanswered = sum(not one.fits for one in in_vain)
    return GapsReport(since, until, len(asked), unanswered, len(in_vain) - unanswered, tuple(gaps))


def _group(library: Library, in_vain: Sequence[Asked]) -> Iterable[list[Asked]]:
    """The searches, by what they ask for. The most frequent queries are placed first and lead their groups."""
    by_words: dict[str, list[Asked]] = defaultdict(list)
    for one in in_vain:
        by_words[same_words(one.query)].append(one)
    queries = sorted(by_words, key=lambda words: (-len(by_words[words]), words))
    if not queries:
        return []
    groups = group_by_meaning(embed_queries(library, queries), SAME_MEANING)
    return [[one for number in group for one in by_words[queries[number]]] for group in groups]


def group_by_meaning(vectors: Vectors, threshold: float) -> list[list[int]]:
    """The rows, each with the group whose mean it is nearest to, if that is near enough, else alone in a new one.

    The leader algorithm (Hartigan, Clustering Algorithms, 1975, chapter 3) with a moving leader: one look at each row,
    in order, so put first what should lead. ``vectors``: unit rows; ``threshold``: cosine.

    >>> group_by_meaning(np.array([[1, 0], [0, 1], [0.8, 0.6]]), 0.7)
    [[0, 2], [1]]
    """
    groups: list[list[int]] = []
    sums = np.zeros_like(vectors)
    for number, vector in enumerate(vectors):
        leaders = sums[: len(groups)]
        lengths = np.linalg.norm(leaders, axis=1)
        nearness = leaders @ vector / np.maximum(lengths, 1e-9)
        best = int(np.argmax(nearness)) if groups else -1
        if best < 0 or nearness[best] < threshold:
            best = len(groups)
            groups.append([])
        groups[best].append(number)
        sums[best] += vector
    return groups


def _make_gap(db: Database, group: Sequence[Asked], voiced: Voiced, waiting: Mapping[str, int]) -> Gap:
    queries = _count_queries(group)
    said = Counter(value for one in group for value in voiced[same_words(one.query)] | one.chosen)
    deals = _find_deals(db, group)
    return Gap(
        title=queries[0].query, queries=queries, unanswered=sum(query.unanswered for query in queries),
        passed_over=sum(query.passed_over for query in queries), reps=tuple(sorted({one.rep for one in group} - {""})),
        objections=tuple(value for (axis, value), _ in said.most_common() if axis is Axis.OBJECTION),
        stages=tuple(value for (axis, value), _ in said.most_common() if axis is Axis.STAGE),
        deals=len(deals), value=add_up(deals), nearest=_find_nearest(db, group),
        last_asked_at=max(one.searched_at for one in group),
        request_id=next((waiting[key] for query in queries if (key := query.query.casefold()) in waiting), None),
    )  # fmt: skip


def _count_queries(group: Sequence[Asked]) -> tuple[GapQuery, ...]:
    by_words: dict[str, list[Asked]] = defaultdict(list)
    for one in group:
        by_words[same_words(one.query)].append(one)
    counted = [
        GapQuery(some[0].query, sum(not one.fits for one in some), sum(one.fits for one in some))
        for some in by_words.values()
    ]
    return tuple(sorted(counted, key=lambda one: (-(one.unanswered + one.passed_over), one.query)))


def _find_deals(db: Database, group: Sequence[Asked]) -> tuple[Deal, ...]:
    """The deals open today that were open when their rep asked."""
    found = {}
    for person_id, first in {(one.person_id, to_text(one.searched_at)) for one in group if one.person_id}:
        for row in db.execute(
            "SELECT id, name, amount, currency FROM deals WHERE outcome = 'open' AND person_id = ? "
            "AND (opened_at IS NULL OR opened_at <= ?)",
            [person_id, first],
        ):
            found[row[0]] = Deal(row[0], row[1], "", Outcome.OPEN, amount=row[2], currency=row[3])
    return tuple(found.values())


def _find_nearest(db: Database, group: Sequence[Asked]) -> Asset | None:
    marks = ", ".join("?" * len(group))
    row = db.execute(
        "SELECT i.asset_id FROM impressions i JOIN assets a ON a.id = i.asset_id WHERE a.retired_at IS NULL "
        f"AND i.search_id IN ({marks}) GROUP BY 1 ORDER BY count(*) DESC, min(i.rank), 1 LIMIT 1",
        [one.search_id for one in group],
    ).fetchone()
    return load_assets(db, [row[0]])[row[0]] if row else None
