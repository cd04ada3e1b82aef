"""What to do first: a few things to make, fix, promote and retire, each with its evidence, from all other reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from contentlib.feedback import VERDICTS, Verdict, list_feedback
from contentlib.library import Library
from contentlib.model import Audience
from contentlib.reports.freshness import STATES, report_freshness
from contentlib.reports.gaps import report_gaps
from contentlib.reports.scorecard import rank_by_share, report_scorecard
from contentlib.reports.unused import Cause, report_unused

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
    Do.RETIRE: ("Retire or rename", "No search ever showed it."),
}


@dataclass(frozen=True, slots=True)
class Step:
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
    steps: tuple[Step, ...]

    def of(self, do: Do) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.do is do)


def report_shortlist(library: Library, *, since: datetime, until: datetime) -> ShortList:
    """The steps for a window."""
    made = (_make, _fix, _promote, _retire)
    return ShortList(since, until, tuple(step for find in made for step in _first(find(library, since, until))))


def _first(steps: Iterator[Step]) -> Iterator[Step]:
    """A few of the steps, no asset twice."""
    seen: set[object] = set()
    for step in steps:
        if (key := step.asset_id or step.query) not in seen:
            seen.add(key)
            yield step
        if len(seen) == MOST:
            return


def _make(library: Library, since: datetime, until: datetime) -> Iterator[Step]:
    for gap in report_gaps(library, since=since, until=until).gaps:
        if len(gap.reps) >= FEWEST_REPS and gap.request_id is None:
            value = " + ".join(f"{currency} {amount:,.0f}" for currency, amount in gap.value.items())
            behind = f"; open deals of {value} behind them" if value else ""
            yield Step(Do.MAKE, gap.title, f"{len(gap.reps)} reps, {gap.searches} searches{behind}", query=gap.title)


def _fix(library: Library, since: datetime, until: datetime) -> Iterator[Step]:
    for said in list_feedback(library.db, waiting=True):
        if said.verdict is not Verdict.USEFUL:
            told = f"{VERDICTS[said.verdict].lower()}: “{said.note}”" if said.note else VERDICTS[said.verdict].lower()
            yield Step(Do.FIX, said.asset_title, f"a rep says {told}; sent {said.sends}×", said.asset_id)
    for row in report_freshness(library.db, library.vocabulary, since=since, until=until).used:
        due = f" since {row.due_at:%Y-%m-%d}" if row.due_at else ""
        evidence = f"{STATES[row.state][0].lower()}{due}, and sent {row.sends}×"
        yield Step(Do.FIX, row.asset.title, evidence, row.asset.id)


def _promote(library: Library, since: datetime, until: datetime) -> Iterator[Step]:
    report = report_scorecard(library.db, since=since, until=until)
    for card in rank_by_share(report):
        if card.against == "above" and card.share and report.base:
            evidence = (
                f"{card.share.won} of {card.share.won + card.share.lost} decided deals won "
                f"({card.share.low:.0%} to {card.share.high:.0%}; the library's share is {report.base.share:.0%})"
            )
            yield Step(Do.PROMOTE, card.asset.title, evidence, card.asset.id)


def _retire(library: Library, since: datetime, until: datetime) -> Iterator[Step]:
    for row in report_unused(library.db, since=since, until=until).unused:
        if row.cause is Cause.NEVER_SURFACED:
            changed = f", changed {row.asset.modified_at:%Y-%m-%d}" if row.asset.modified_at else ""
            kind = "internal" if row.asset.audience is Audience.INTERNAL else "external"
            yield Step(Do.RETIRE, row.asset.title, f"{kind}, no search showed it{changed}", row.asset.id)
