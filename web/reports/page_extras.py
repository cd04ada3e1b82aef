"""What the pages of single reports show besides their report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contentlib.catalog import count_assets
from contentlib.model import MAPPED, Axis
from contentlib.reports import (
    DOINGS,
    FEWEST_DEALS,
    REPORTS,
    AdoptionReport,
    ClaimsReport,
    FreshnessReport,
    GapsReport,
    Question,
    ScorecardReport,
    ShortList,
)
from web.reports.report_pages import shows
from web.tables import cut
from web.visit import library

PAGE_SIZE, PEOPLE, GAPS, CLAIMS = 40, 60, 25, 20
# Of those who say the same, the most sent ones; the page is read for the difference.
MOST_CLAIMS = 10

Names = Mapping[str, Any]


@shows("first")
def show_shortlist(report: ShortList, _question: Question) -> Names:
    """Whether there is nothing to do, or nothing at all."""
    return {"doings": DOINGS, "is_empty": not report.steps and not count_assets(library().db)}


@shows("coverage")
def show_coverage(_report: Any, _question: Question) -> Names:
    """What may stand at the side of the map."""
    # The first side is shown where an address names none.
    sides = {"" if axis is Axis.OBJECTION else axis.value: f"By {axis.traits.label.lower()}" for axis in MAPPED}
    return {"sides": sides}


@shows("gaps")
def show_gaps(report: GapsReport, question: Question) -> Names:
    """The gaps of the kind that was asked for."""
    declared = REPORTS["gaps"]
    rows = list(declared.rows(report, question))
    return {"which": question.choices["which"], "choices": declared.choices[0].values, "listed": cut(rows, GAPS)}


@shows("scorecard")
def show_scorecard(report: ScorecardReport, question: Question) -> Names:
    """Every asset that anything happened to; by won deals only those with enough of them."""
    declared = REPORTS["scorecard"]
    listed = cut(list(declared.rows(report, question)), PAGE_SIZE)
    orders = declared.choices[0].values
    return {"order": question.choices["order"], "orders": orders, "fewest": FEWEST_DEALS, "listed": listed}


@shows("freshness")
def show_freshness(report: FreshnessReport, question: Question) -> Names:
    """What is stale, used or not; or what stands as asked."""
    state = question.choices["state"]
    rows = [row for row in report.rows if row.state == state] if state else list(report.stale)
    return {"state": state, "listed": cut(rows, PAGE_SIZE)}


@shows("claims")
def show_claims(report: ClaimsReport, _question: Question) -> Names:
    """Facts that are told in more than one way, those most often sent wrongly first."""
    return {"listed": cut(report.disagreements, CLAIMS), "most": MOST_CLAIMS}


@shows("adoption")
def show_adoption(report: AdoptionReport, _question: Question) -> Names:
    """Reps, with what they did."""
    return {"listed": cut(report.reps, PEOPLE)}
