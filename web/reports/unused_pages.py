"""Which assets nobody uses, and why: all of them, one cause, or one group of what they are added up by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from flask import Response, jsonify, render_template, request

from contentlib.reports import (
    CAUSES,
    GROUPS,
    Cause,
    Subtotal,
    UnusedReport,
    UnusedRow,
    group_unused,
    join_subtotals,
    quote_queries,
    report_causes,
    report_unused,
    unused_to_csv,
    unused_to_json,
)
from web.forms import HTTP_BAD, Window, clean, read_window
from web.once import now
from web.reports.report_address import pages, read_choice, read_scope, usable_window
from web.tables import Listed, as_csv, cut
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


@pages.get("/reports/unused")
def unused() -> tuple[str, int]:
    """Which assets nobody uses, and why; by owner, kind, folder, age or size of effort where asked."""
    window = read_window(request.args, now())
    report = report_causes(library().db, since=window.since, until=window.until, scope=read_scope())
    part, rows = read_part(), list_part(report)
    shown = render_template(
        "reports/unused.html",
        window=window,
        report=report,
        bars=lay_out(report),
        internal_opened=sum(row.cause is Cause.OPENED_NOT_SENT for row in report.internal),
        labels={name: label for name, (label, _) in CAUSES.items()},
        part=part,
        cause=part.get("cause", ""),
        by=part.get("by", ""),
        group=part.get("group", ""),
        group_labels=GROUP_LABELS,
        groups=_sum_up(group_unused(report, part["by"])) if "by" in part else (),
        listed=_quote(cut(rows, PAGE_SIZE), window),
    )
    return shown, HTTP_BAD if window.problems else 200


def read_part() -> dict[str, str]:
    """What of the report is asked for: one cause, and one group of what it is added up by."""
    by = read_choice("by", GROUPS)
    group = clean(request.args.get("group", "")) if by else ""
    typed = {"cause": read_choice("cause", CAUSES), "by": by, "group": group}
    return {name: value for name, value in typed.items() if value}


def list_part(report: UnusedReport) -> list[UnusedRow]:
    """The assets of this part; every unused one where nothing is asked for."""
    part = read_part()
    rows = [row for row in report.rows if row.cause == part["cause"]] if "cause" in part else list(report.unused)
    if "group" not in part:
        return rows
    return [row for row in rows if GROUPS[part["by"]](row, report.until) == part["group"]]


def _sum_up(groups: Sequence[Subtotal]) -> tuple[Subtotal, ...]:
    """The groups with the most unused assets, and one line for the others, so that they still add up."""
    if len(groups) <= MOST_GROUPS:
        return tuple(groups)
    return (*groups[: MOST_GROUPS - 1], join_subtotals(groups[MOST_GROUPS - 1 :]))


def _quote(listed: Listed, window: Window) -> Listed:
    """The page with the searches that showed its assets."""
    return replace(listed, rows=quote_queries(library().db, listed.rows, since=window.since, until=window.until))


@pages.get("/reports/unused.csv")
def unused_csv() -> Response:
    """The same part as a table for a spreadsheet."""
    return as_csv("unused", unused_to_csv(list_part(_report(usable_window()))))


@pages.get("/reports/unused.json")
def unused_json() -> Response:
    """The whole report for a program: it has the totals, and the cause of every asset."""
    return jsonify(unused_to_json(_report(usable_window())))


def lay_out(report: UnusedReport) -> tuple[Bar, ...]:
    """The totals as pieces of one bar."""
    counts = [report.totals.get(cause, 0) for cause in CAUSES]
    whole = sum(counts) or 1
    ends = list(accumulate(count / whole * 100 for count in counts))
    return tuple(
        Bar(cause, *CAUSES[cause], count, start=end - count / whole * 100, width=count / whole * 100)
        for cause, count, end in zip(CAUSES, counts, ends, strict=True)
    )


def _report(window: Window) -> UnusedReport:
    return report_unused(library().db, since=window.since, until=window.until, scope=read_scope())
