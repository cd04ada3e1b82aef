"""How the marketer's reports read in a terminal: a sentence that says it all, and a table of the first rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contentlib.reports.adoption import AdoptionReport
from contentlib.reports.claims import ClaimsReport
from contentlib.reports.coverage import CoverageReport
from contentlib.reports.freshness import STATES, FreshnessReport
from contentlib.reports.gaps import GapsReport
from contentlib.reports.scorecard import FEWEST_DEALS, ScorecardReport, Share
from contentlib.reports.shortlist import DOINGS, ShortList
from contentlib.reports.unused import CAUSES, UnusedReport, group_unused
from contentlib.requests import STATUSES, ContentRequest

MOST = 25
Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Brief:
    """A report in short."""

    says: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def brief_shortlist(report: ShortList) -> Brief:
    """The steps, those of one kind together."""
    rows = tuple((DOINGS[step.do][0], step.title[:70], step.evidence) for step in report.steps)
    return Brief("What to do first.", ("do", "what", "evidence"), rows)


def brief_groups(report: UnusedReport, by: str) -> Brief:
    """The unused report, added up by owner, kind, folder or age; the last line is the whole library."""
    rows = [(one.name, one.assets, one.unused, *one.totals.values()) for one in group_unused(report, by)]
    rows.append(("together", len(report.rows), len(report.unused), *report.totals.values()))
    columns = (by, "assets", "unused", *(CAUSES[cause][0].lower() for cause in report.totals))
    return Brief(f"By {by}:", columns, tuple(rows))


def brief_coverage(report: CoverageReport, labels: Labels) -> Brief:
    """External assets / searches in each field; ``▲`` where reps asked and there is nothing to send."""
    lacking = ", ".join(row.label for row in report.lacking)
    says = f"{report.voiced:,} of {report.searches:,} searches voiced one of these. " + (
        f"Nothing to send for: {lacking}." if lacking else "There is something to send for each that was asked for."
    )
    columns = (report.axis.value, *(labels.get(stage, stage) for stage in report.stages), "any stage")
    rows = tuple(
        (row.label, *(f"{'▲ ' if c.lack else ''}{c.external} / {c.searches} asked" for c in (*row.cells, row.whole)))
        for row in report.rows
    )
    return Brief(says, columns, rows)


def brief_gaps(report: GapsReport) -> Brief:
    """The gaps with the most reps behind them."""
    says = (
        f"Of {report.searches:,} searches, nothing fitted {report.unanswered:,}, and {report.passed_over:,} were shown "
        f"something that nobody opened or sent: {len(report.gaps):,} gaps."
    )
    rows = tuple(
        ("; ".join(query.query for query in gap.queries[:3]), len(gap.reps), gap.unanswered, gap.passed_over,
         " + ".join(f"{currency} {amount:,.0f}" for currency, amount in gap.value.items()) or "none")
        for gap in report.gaps[:MOST]
    )  # fmt: skip
    return Brief(says, ("asked for", "reps", "nothing fitted", "passed over", "open deals behind it"), rows)


def brief_requests(requests: Sequence[ContentRequest]) -> Brief:
    """The requests, those that wait first."""
    rows = tuple(
        (one.id, one.title, STATUSES[one.status], len(one.reps), one.assignee or "nobody", one.asset_title)
        for one in requests
    )
    waiting = sum(one.closed_at is None for one in requests)
    columns = ("no.", "request", "status", "reps", "in work with", "answered by")
    return Brief(f"{waiting} of {len(requests)} content requests wait.", columns, rows)


def brief_scorecard(report: ScorecardReport) -> Brief:
    """The most sent assets, with their deals."""
    rows = tuple(
        (card.asset.title[:60], card.impressions, card.opens, card.sends, card.reads,
         f"{card.deals.won} / {card.deals.lost} / {card.deals.open}", word_share(card.share, enough=FEWEST_DEALS))
        for card in report.rows[:MOST]
    )  # fmt: skip
    columns = ("asset", "shown", "opened", "sent", "read", "deals won / lost / open", "won share")
    return Brief(f"{report.rule} Over all such deals: {word_share(report.base)} won.", columns, rows)


def word_share(share: Share | None, *, enough: int = 1) -> str:
    """A share with its interval, or that there are too few deals.

    >>> word_share(None)
    'too few deals'
    """
    if share is None or share.won + share.lost < enough:
        return "too few deals"
    return f"{share.share:.0%} ({share.low:.0%} to {share.high:.0%})"


def brief_freshness(report: FreshnessReport) -> Brief:
    """The stale assets, used ones first."""
    totals = ", ".join(f"{count} {STATES[state][0].lower()}" for state, count in report.totals.items())
    rows = tuple(
        (row.asset.title[:60], row.asset.kind, STATES[row.state][0], f"{row.due_at:%Y-%m-%d}" if row.due_at else "",
         row.owner or "nobody", row.sends, row.opens)
        for row in report.stale[:MOST]
    )  # fmt: skip
    columns = ("asset", "kind", "stands", "look due", "owner", "sent", "opened")
    return Brief(f"{totals}. {len(report.used)} stale ones were sent.", columns, rows)


def brief_adoption(report: AdoptionReport) -> Brief:
    """Everybody, the most sends first."""
    active = sum(rep.active for rep in report.reps)
    rows = tuple(
        (rep.name, rep.team, did.searches, did.opens, did.sends, did.reads,
         f"{did.last_active_at:%Y-%m-%d}" if did.last_active_at else "not in this time")
        for rep in report.reps for did in (rep.activity,)
    )  # fmt: skip
    columns = ("name", "team", "searches", "opens", "sends", "read by buyers", "last active")
    return Brief(f"{active} of {len(report.reps)} people used the library.", columns, rows)


def brief_claims(report: ClaimsReport) -> Brief:
    """Each fact that is told in more than one way, with who says what."""
    rows = tuple(
        (one.label, telling.value, claim.asset.title[:50], claim.locator, claim.quote[:70], claim.sends)
        for one in report.disagreements[:MOST]
        for telling in one.tellings
        for claim in telling.claims
    )
    says = f"{len(report.disagreements)} facts are told in more than one way, {report.agreed} by several assets alike."
    return Brief(says, ("fact", "value", "asset", "where", "in these words", "sent"), rows)
