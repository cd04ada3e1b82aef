"""Which assets nobody uses, and why: all of them, one cause, or one group of what they are added up by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from contentlib.reports import (
    CAUSES,
    Cause,
    Question,
    Subtotal,
    UnusedReport,
    group_unused,
    join_subtotals,
    list_part,
    quote_queries,
)
from web.reports.report_pages import shows
from web.tables import Listed, cut
from web.visit import library

PAGE_SIZE = 40
MOST_GROUPS = 30
GROUP_LABELS = {"owner": "Owner", "kind": "Kind", "folder": "Folder", "age": "Age", "effort": "Size of effort"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One cause in the bar of totals; ``start`` and ``width`` are percents of the whole."""

    cause: Cause
    label: str
    says: str
    count: int
    start: float
    width: float


@shows("unused")
def show_unused(report: UnusedReport, question: Question) -> Mapping[str, Any]:
    """The bar of causes; added up by what was asked for; and the assets of what is chosen."""
    part = _tell_part(question)
    by = part.get("by", "")
    return {
        "bars": lay_out(report),
        "internal_opened": sum(row.cause is Cause.OPENED_NOT_SENT for row in report.internal),
        "labels": {name: label for name, (label, _) in CAUSES.items()},
        "part": part,
        "cause": part.get("cause", ""),
        "by": by,
        "group": part.get("group", ""),
        "group_labels": GROUP_LABELS,
        "groups": _sum_up(group_unused(report, by)) if by else (),
        "listed": _quote(cut(list(list_part(report, question)), PAGE_SIZE), question),
    }


def _tell_part(question: Question) -> dict[str, str]:
    """What of the report is asked for: one cause, and one group of what it is added up by."""
    chosen = {name: value for name, value in question.choices.items() if value}
    return chosen if "by" in chosen else {name: value for name, value in chosen.items() if name != "group"}


def _sum_up(groups: Sequence[Subtotal]) -> tuple[Subtotal, ...]:
    """The groups with the most unused assets, and one line for the others, so that they still add up."""
    if len(groups) <= MOST_GROUPS:
        return tuple(groups)
    return (*groups[: MOST_GROUPS - 1], join_subtotals(groups[MOST_GROUPS - 1 :]))


def _quote(listed: Listed, question: Question) -> Listed:
    """The page with the searches that showed its assets."""
    return replace(listed, rows=quote_queries(library().db, listed.rows, since=question.since, until=question.until))


def lay_out(report: UnusedReport) -> tuple[Bar, ...]:
    """The totals as pieces of one bar."""
    counts = [report.totals.get(cause, 0) for cause in CAUSES]
    whole = sum(counts) or 1
    ends = list(accumulate(count / whole * 100 for count in counts))
    return tuple(
        Bar(cause, *CAUSES[cause], count, start=end - count / whole * 100, width=count / whole * 100)
        for cause, count, end in zip(CAUSES, counts, ends, strict=True)
    )
