"""What a marketer reads. Each report is a page, a CSV file and JSON, from the same address."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from flask import Blueprint, Response, jsonify, render_template, request

from contentlib.errors import BadInput
from contentlib.reports.export import unused_to_csv, unused_to_json
from contentlib.reports.unused import CAUSES, Cause, UnusedReport, report_unused
from web.forms import WINDOWS, Window, clean, read_page, read_window
from web.library import library
from web.once import now
from web.search import HTTP_BAD

pages = Blueprint("reports", __name__, url_prefix="/reports")

PAGE_SIZE = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """One cause in the bar of totals; ``start`` and ``width`` are percents of the whole."""

    cause: Cause
    label: str
    says: str
    count: int
    start: float
    width: float


@pages.get("/unused")
def unused() -> tuple[str, int]:
    """Which assets nobody uses, and why."""
    window = read_window(request.args, now())
    report = _report(window)
    cause = clean(request.args.get("cause", ""))
    rows = [row for row in report.rows if row.cause == cause] if cause in CAUSES else list(report.unused)
    page = read_page(request.args)
    shown = render_template(
        "reports/unused.html",
        window=window,
        windows=WINDOWS,
        report=report,
        bars=lay_out(report),
        labels={name: label for name, (label, _) in CAUSES.items()},
        cause=cause if cause in CAUSES else "",
        rows=rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
        total=len(rows),
        page=page,
        pages=-(-len(rows) // PAGE_SIZE),
    )
    return shown, HTTP_BAD if window.problems else 200


@pages.get("/unused.csv")
def unused_csv() -> Response:
    """The same as a table for a spreadsheet."""
    report = _report(_usable_window())
    name = f"unused-{report.since:%Y-%m-%d}-{report.until:%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(unused_to_csv(report), mimetype="text/csv", headers=headers)


@pages.get("/unused.json")
def unused_json() -> Response:
    """The same for a program."""
    return jsonify(unused_to_json(_report(_usable_window())))


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
    return report_unused(library().db, since=window.since, until=window.until)


def _usable_window() -> Window:
    window = read_window(request.args, now())
    for name, sentence in window.problems.items():
        raise BadInput(f"{name}: {sentence}")
    return window
