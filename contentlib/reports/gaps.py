"""What reps searched for in vain: nothing fitted, or nothing that was shown was opened or sent; grouped by meaning."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from contentlib.arrays import Vectors, np
from contentlib.catalog import load_assets
from contentlib.library import Library
from contentlib.model import Asset, Axis, Deal, Outcome
from contentlib.reports.money import add_up
from contentlib.reports.report import MOST_ROWS, Brief, Labels, Question, Report, ReportChoice
from contentlib.requests import find_waiting
from contentlib.search import Asked, embed_queries, list_asked, same_words, understand
from contentlib.storage import EACH, FOR_EACH, Store, listed, to_text

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
    groups = list(_group(library, in_vain))
    nearest, deals = _find_nearest(library.db, groups), _list_open_deals(library.db)
    gaps = [
        _make_gap(group, voiced, waiting, _find_deals(deals, group), asset)
        for group, asset in zip(groups, nearest, strict=True)
    ]
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
    sums, lengths = np.zeros_like(vectors), np.zeros(len(vectors))
    for number, vector in enumerate(vectors):
        nearness = sums[: len(groups)] @ vector / np.maximum(lengths[: len(groups)], 1e-9)
        best = int(np.argmax(nearness)) if groups else -1
        if best < 0 or nearness[best] < threshold:
            best = len(groups)
            groups.append([])
        groups[best].append(number)
        sums[best] += vector
        lengths[best] = np.sqrt(sums[best] @ sums[best])
    return groups


def _make_gap(
    group: Sequence[Asked], voiced: Voiced, waiting: Mapping[str, int], deals: Sequence[Deal], nearest: Asset | None
) -> Gap:
    queries = _count_queries(group)
    said = Counter(value for one in group for value in voiced[same_words(one.query)] | one.chosen)
    return Gap(
        title=queries[0].query, queries=queries, unanswered=sum(query.unanswered for query in queries),
        passed_over=sum(query.passed_over for query in queries), reps=tuple(sorted({one.rep for one in group} - {""})),
        objections=tuple(value for (axis, value), _ in said.most_common() if axis is Axis.OBJECTION),
        stages=tuple(value for (axis, value), _ in said.most_common() if axis is Axis.STAGE),
        deals=len(deals), value=add_up(deals), nearest=nearest,
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


def _list_open_deals(db: Store) -> Mapping[int, Sequence[tuple[str, Deal]]]:
    """By person the deals that are open today, each with the moment it was opened; empty where nobody knows."""
    found: dict[int, list[tuple[str, Deal]]] = defaultdict(list)
    for person_id, opened, *row in db.execute(
        "SELECT person_id, coalesce(opened_at, ''), id, name, amount, currency FROM deals "
        "WHERE outcome = 'open' AND person_id IS NOT NULL ORDER BY id"
    ):
        deal = Deal(row[0], row[1], "", Outcome.OPEN, amount=row[2], currency=row[3])
        found[person_id].append((opened, deal))
    return found


def _find_deals(deals: Mapping[int, Sequence[tuple[str, Deal]]], group: Sequence[Asked]) -> tuple[Deal, ...]:
    """The deals open today that were open when their rep asked."""
    last: dict[int, str] = {}
    for one in group:
        if one.person_id:
            last[one.person_id] = max(last.get(one.person_id, ""), to_text(one.searched_at) or "")
    return tuple(deal for who, asked in last.items() for opened, deal in deals.get(who, ()) if opened <= asked)


def _find_nearest(db: Store, groups: Sequence[Sequence[Asked]]) -> list[Asset | None]:
    """For each group the living asset that its searches showed most often, and highest."""
    group_of = {one.search_id: number for number, group in enumerate(groups) for one in group}
    counts: list[dict[int, tuple[int, int]]] = [{} for _ in groups]
    for search_id, asset_id, rank in db.execute(
        f"SELECT i.search_id, i.asset_id, i.rank FROM ({EACH}) j {FOR_EACH} impressions i ON i.search_id = j.value "
        "JOIN assets a ON a.id = i.asset_id WHERE a.retired_at IS NULL",
        [listed(group_of)],
    ):
        counted = counts[group_of[search_id]]
        times, best = counted.get(asset_id, (0, rank))
        counted[asset_id] = (times + 1, min(best, rank))
    nearest = [min(found, key=lambda one: (-found[one][0], found[one][1], one), default=None) for found in counts]
    assets = load_assets(db, sorted({asset_id for asset_id in nearest if asset_id is not None}))
    return [assets[asset_id] if asset_id is not None else None for asset_id in nearest]


# --- the report -----------------------------------------------------------------------------------------------------


def _brief(report: GapsReport, _question: Question, _labels: Labels) -> Brief:
    """The gaps with the most reps behind them."""
    says = (
        f"Of {report.searches:,} searches, nothing fitted {report.unanswered:,}, and {report.passed_over:,} were shown "
        f"something that nobody opened or sent: {len(report.gaps):,} gaps."
    )
    rows = tuple(
        ("; ".join(query.query for query in gap.queries[:3]), len(gap.reps), gap.unanswered, gap.passed_over,
         " + ".join(f"{currency} {amount:,.0f}" for currency, amount in gap.value.items()) or "none")
        for gap in report.gaps[:MOST_ROWS]
    )  # fmt: skip
    return Brief(says, ("asked for", "reps", "nothing fitted", "passed over", "open deals behind it"), rows)


def _run(library: Library, question: Question) -> GapsReport:
    return report_gaps(library, since=question.since, until=question.until)


def is_gap_of(gap: Gap, which: str) -> bool:
    """Whether it is one of those asked for; all are where nothing is."""
    return not which or bool(gap.unanswered if which == "unanswered" else gap.passed_over)


REPORT = Report(
    name="gaps",
    title="Content gaps",
    asks="What reps searched for in vain, grouped by meaning, with the open deals behind it.",
    order=30,
    run=_run,
    rows=lambda report, question: (gap for gap in report.gaps if is_gap_of(gap, question.choices["which"])),
    row=Gap,
    brief=_brief,
    choices=(
        ReportChoice(
            "which",
            "Only these gaps.",
            {"": "All", "unanswered": "Nothing fitted", "passed_over": "Shown, passed over"},
        ),
    ),
)
