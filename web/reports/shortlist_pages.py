"""What to do first: the page a marketer begins with."""

from __future__ import annotations

from flask import Response, render_template, request

from contentlib.catalog import count_assets
from contentlib.reports import DOINGS, ShortList, report_shortlist, rows_to_csv
from web.forms import HTTP_BAD, Window, read_window
from web.once import now
from web.reports.report_address import pages, usable_window
from web.tables import as_csv, as_json
from web.visit import library


@pages.get("/reports/first")
def shortlist() -> tuple[str, int]:
    """A few things to make, fix, promote and retire."""
    window = read_window(request.args, now())
    report = _report(window)
    is_empty = not report.steps and not count_assets(library().db)
    shown = render_template("reports/shortlist.html", window=window, report=report, doings=DOINGS, is_empty=is_empty)
    return shown, HTTP_BAD if window.problems else 200


@pages.get("/reports/first.csv")
def shortlist_csv() -> Response:
    """One step a line."""
    return as_csv("first", rows_to_csv(_report(usable_window()).steps))


@pages.get("/reports/first.json")
def shortlist_json() -> Response:
    """The same for a program."""
    return as_json(_report(usable_window()))


def _report(window: Window) -> ShortList:
    return report_shortlist(library(), since=window.since, until=window.until)
