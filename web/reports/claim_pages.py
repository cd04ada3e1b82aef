"""What assets claim differently: the same fact with two numbers, each with the words and the place."""

from __future__ import annotations

from flask import Response, render_template, request

from contentlib.reports import ClaimsReport, list_claims, report_claims, rows_to_csv
from web.forms import HTTP_BAD, Window, read_window
from web.once import now
from web.reports.report_address import pages, read_scope, usable_window
from web.tables import as_csv, as_json, cut
from web.visit import library

PAGE_SIZE = 20
# Of those who say the same, the most sent ones; the page is read for the difference.
MOST = 10


@pages.get("/reports/claims")
def claims() -> tuple[str, int]:
    """Facts that are told in more than one way, those most often sent wrongly first."""
    window = read_window(request.args, now())
    report = _report(window)
    shown = render_template(
        "reports/claims.html", window=window, report=report, listed=cut(report.disagreements, PAGE_SIZE), most=MOST
    )
    return shown, HTTP_BAD if window.problems else 200


@pages.get("/reports/claims.csv")
def claims_csv() -> Response:
    """One claim a line."""
    return as_csv("claims", rows_to_csv(list_claims(_report(usable_window()))))


@pages.get("/reports/claims.json")
def claims_json() -> Response:
    """The same for a program."""
    return as_json(_report(usable_window()))


def _report(window: Window) -> ClaimsReport:
    return report_claims(library().db, since=window.since, until=window.until, scope=read_scope())
