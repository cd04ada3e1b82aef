"""Who uses the library: by team and by rep."""

from __future__ import annotations

from flask import Response, render_template, request

from contentlib.errors import BadInput
from contentlib.reports import AdoptionReport, report_adoption, rows_to_csv
from web.forms import HTTP_BAD, Window, clean, read_window
from web.once import now
from web.reports.report_address import pages, usable_window
from web.tables import as_csv, as_json, cut
from web.visit import library

PAGE_SIZE = 60


@pages.get("/reports/adoption")
def adoption() -> tuple[str, int]:
    """Teams and reps, with what they did."""
    window = read_window(request.args, now())
    report = _report(window)
    shown = render_template("reports/adoption.html", window=window, report=report, listed=cut(report.reps, PAGE_SIZE))
    return shown, HTTP_BAD if window.problems else 200


@pages.get("/reports/adoption.csv")
def adoption_csv() -> Response:
    """One rep a line."""
    return as_csv("adoption", rows_to_csv(_report(usable_window()).reps))


@pages.get("/reports/adoption.json")
def adoption_json() -> Response:
    """The same for a program."""
    return as_json(_report(usable_window()))


def _report(window: Window) -> AdoptionReport:
    team, rep = clean(request.args.get("team", "")), clean(request.args.get("rep", ""))
    report = report_adoption(library().db, since=window.since, until=window.until, team=team, rep=rep)
    if team and not report.reps:
        raise BadInput(f"No team is called “{team[:80]}”. Choose one from team adoption.")
    if rep and rep.lower() not in (one.email.lower() for one in report.reps):
        raise BadInput(f"Nobody{' of this team' if team else ''} has the address “{rep[:120]}”. Choose a name.")
    return report
