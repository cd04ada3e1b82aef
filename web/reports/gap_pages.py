"""Content gaps: what reps searched for in vain, grouped by meaning, each one step from being a content request."""

from __future__ import annotations

from flask import Response, render_template, request

from contentlib.reports import Gap, GapsReport, report_gaps, rows_to_csv
from web.forms import HTTP_BAD, Window, read_window
from web.once import now
from web.reports.report_address import pages, read_choice, usable_window
from web.tables import as_csv, as_json, cut
from web.visit import library

PAGE_SIZE = 25
WHICH = {"": "All", "unanswered": "Nothing fitted", "passed_over": "Shown, passed over"}


@pages.get("/reports/gaps")
def gaps() -> tuple[str, int]:
    """The gaps that most reps and most money stand behind."""
    window = read_window(request.args, now())
    report, which = _report(window), read_choice("which", WHICH)
    shown = render_template(
        "reports/gaps.html",
        window=window,
        report=report,
        which=which,
        choices=WHICH,
        listed=cut([gap for gap in report.gaps if _is(gap, which)], PAGE_SIZE),
    )
    return shown, HTTP_BAD if window.problems else 200


@pages.get("/reports/gaps.csv")
def gaps_csv() -> Response:
    """One gap a line, of the kind asked for."""
    which = read_choice("which", WHICH)
    return as_csv("gaps", rows_to_csv(gap for gap in _report(usable_window()).gaps if _is(gap, which)))


@pages.get("/reports/gaps.json")
def gaps_json() -> Response:
    """The same for a program."""
    return as_json(_report(usable_window()))


def _report(window: Window) -> GapsReport:
    return report_gaps(library(), since=window.since, until=window.until)


def _is(gap: Gap, which: str) -> bool:
    return not which or bool(gap.unanswered if which == "unanswered" else gap.passed_over)
