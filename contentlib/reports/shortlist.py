"""What to do first: a few things to make, fix, promote and retire, each with its evidence, from all other reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from contentlib.library import Library
from contentlib.model import Asset
from contentlib.reports.freshness import STATES, report_freshness
from contentlib.reports.gaps import report_gaps
from contentlib.reports.ground import Ground, read_ground
from contentlib.reports.report import Brief, Labels, Question, Report
from contentlib.reports.scorecard import list_cards, measure_base, rank_by_share
from contentlib.reports.unused import Cause, find_cause
from contentlib.requests import VERDICTS, Verdict, list_feedback
from contentlib.storage import Store

MOST = 5
# One rep who asked once may have mistyped.
FEWEST_REPS = 2


class Do(StrEnum):
    """What a marketer can do about content."""

    MAKE = "make"
    FIX = "fix"
    PROMOTE = "promote"
    RETIRE = "retire"


DOINGS = {
    Do.MAKE: ("Make", "Reps ask for it, and nothing was opened or sent."),
    Do.FIX: ("Fix", "Reps send it or say something about it, and it is not right."),
    Do.PROMOTE: ("Promote", "Deals on which it was sent are won more often than others."),
    Do.RETIRE: ("Retire or rename", "No search showed it in this time; the oldest first."),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do. ``asset_id`` is none for what is still to be made; ``query`` is what reps typed for it."""

    do: Do
    title: str
    evidence: str
    asset_id: int | None = None
    query: str = ""


@dataclass(frozen=True, slots=True)
class ShortList:
    """At most five steps of each kind, the most urgent first."""

    since: datetime
    until: datetime
    steps: tuple[NextStep, ...]

    def of(self, do: Do) -> tuple[NextStep, ...]:
        return tuple(step for step in self.steps if step.do is do)


def report_shortlist(library: Library, *, since: datetime, until: datetime) -> ShortList:
    """The steps for a window."""
    ground = read_ground(library.db, since=since, until=until)
    found = (_make(library, ground), _fix(library, ground), _promote(library.db, ground), _retire(ground))
    return ShortList(since, until, tuple(step for steps in found for step in _first(steps)))


def say_day(moment: datetime) -> str:
    """A day as the pages write it.

    >>> say_day(datetime(2025, 1, 8))
    '8 Jan 2025'
    """
    return f"{moment.day} {moment:%b %Y}"


def _first(steps: Iterator[NextStep]) -> Iterator[NextStep]:
    """A few of the steps, no asset twice."""
    seen: set[object] = set()
    for step in steps:
        if (key := step.asset_id or step.query) not in seen:
            seen.add(key)
            yield step
        if len(seen) == MOST:
            return


def _make(library: Library, ground: Ground) -> Iterator[NextStep]:
    for gap in report_gaps(library, since=ground.since, until=ground.until).gaps:
        if len(gap.reps) >= FEWEST_REPS and gap.request_id is None:
            value = " + ".join(f"{currency} {amount:,.0f}" for currency, amount in gap.value.items())
            behind = f"; open deals of {value} behind them" if value else ""
            yield NextStep(
                Do.MAKE, gap.title, f"{len(gap.reps)} reps, {gap.searches} searches{behind}", query=gap.title
            )


def _fix(library: Library, ground: Ground) -> Iterator[NextStep]:
    for said in list_feedback(library.db, waiting=True):
        if said.verdict is not Verdict.USEFUL:
            told = f"{VERDICTS[said.verdict].lower()}: “{said.note}”" if said.note else VERDICTS[said.verdict].lower()
            yield NextStep(Do.FIX, said.asset_title, f"a rep says {told}; sent {said.sends}×", said.asset_id)
    since, until = ground.since, ground.until
    for row in report_freshness(library.db, library.vocabulary, since=since, until=until, ground=ground).used:
        due = f" since {say_day(row.due_at)}" if row.due_at else ""
        evidence = f"{STATES[row.state][0].lower()}{due}, and sent {row.sends}×"
        yield NextStep(Do.FIX, row.asset.title, evidence, row.asset.id)


def _promote(db: Store, ground: Ground) -> Iterator[NextStep]:
    base = measure_base(db, since=ground.since, until=ground.until)
    for card in rank_by_share(list_cards(db, ground, base)):
        if card.against == "above" and card.share and base:
            evidence = (
                f"{card.share.won} of {card.share.won + card.share.lost} decided deals won "
                f"({card.share.low:.0%} to {card.share.high:.0%}; the library's share is {base.share:.0%})"
            )
            yield NextStep(Do.PROMOTE, card.asset.title, evidence, card.asset.id)


def _retire(ground: Ground) -> Iterator[NextStep]:
    for asset in sorted(_list_never_surfaced(ground), key=_age):
        changed = f", last changed {say_day(asset.modified_at)}" if asset.modified_at else ""
        yield NextStep(Do.RETIRE, asset.title, f"{asset.audience.value}, no search showed it{changed}", asset.id)


def _list_never_surfaced(ground: Ground) -> Iterator[Asset]:
    for asset in ground.assets:
        did = ground.count(asset.id)
        if find_cause(did.impressions, did.opens, did.sends, did.views) is Cause.NEVER_SURFACED:
            yield asset


def _age(asset: Asset) -> tuple[datetime, str]:
    """Sorts the oldest first, which is missed least; what is new had no chance yet, what has no date comes last."""
    return asset.modified_at or datetime.max.replace(tzinfo=UTC), asset.title.casefold()


# --- the report -----------------------------------------------------------------------------------------------------


def _brief(report: ShortList, _question: Question, _labels: Labels) -> Brief:
    """The steps, those of one kind together."""
    rows = tuple((DOINGS[step.do][0], step.title[:70], step.evidence) for step in report.steps)
    return Brief("What to do first.", ("do", "what", "evidence"), rows)


def _run(library: Library, question: Question) -> ShortList:
    return report_shortlist(library, since=question.since, until=question.until)


REPORT = Report(
    name="first",
    title="What to do first",
    asks="What to do first: make, fix, promote and retire, each with its evidence.",
    order=10,
    run=_run,
    rows=lambda report, _: report.steps,
    row=NextStep,
    brief=_brief,
)
