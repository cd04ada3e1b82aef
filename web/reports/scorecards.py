"""How assets fare, all and one by one: from being shown to the deals they were sent on, by a rule on the page."""

from __future__ import annotations

from flask import Response, render_template, request

from contentlib.reports import (
    FEWEST_DEALS,
    AssetReport,
    ScorecardReport,
    rank_by_share,
    report_asset,
    report_scorecard,
    rows_to_csv,
)
from contentlib.requests import list_feedback
from web.forms import HTTP_BAD, Window, read_window
from web.once import now
from web.reports.report_address import pages, read_choice, read_scope, usable_window
from web.tables import as_csv, as_json, cut
from web.visit import ASSET, library

PAGE_SIZE = 40
ORDERS = {"": "Most sent first", "share": "By won deals"}


@pages.get("/reports/scorecard")
def scorecard() -> tuple[str, int]:
    """Every asset that anything happened to; by won deals only those with enough of them."""
    window = read_window(request.args, now())
    report = _report(window)
    order = read_choice("order", ORDERS)
    shown = render_template(
        "reports/scorecard.html",
        window=window,
        report=report,
        order=order,
        orders=ORDERS,
        fewest=FEWEST_DEALS,
        listed=cut(rank_by_share(report.rows) if order else report.rows, PAGE_SIZE),
    )
    return shown, HTTP_BAD if window.problems else 200


@pages.get("/reports/scorecard.csv")
def scorecard_csv() -> Response:
    """One asset a line."""
    return as_csv("scorecard", rows_to_csv(_report(usable_window()).rows))


@pages.get("/reports/scorecard.json")
def scorecard_json() -> Response:
    """The same for a program."""
    return as_json(_report(usable_window()))


@pages.get(f"/reports/scorecard/{ASSET}")
def scorecard_asset(asset_id: int) -> tuple[str, int]:
    """One asset: its figures, its months, its searches, its deals, what reps say."""
    window = read_window(request.args, now())
    said = list_feedback(library().db, asset_id=asset_id)
    shown = render_template("reports/scorecard_asset.html", window=window, report=_asset(asset_id, window), said=said)
    return shown, HTTP_BAD if window.problems else 200


@pages.get(f"/reports/scorecard/{ASSET}.csv")
def scorecard_asset_csv(asset_id: int) -> Response:
    """One month a line."""
    return as_csv(f"scorecard-{asset_id}", rows_to_csv(_asset(asset_id, usable_window()).months))


@pages.get(f"/reports/scorecard/{ASSET}.json")
def scorecard_asset_json(asset_id: int) -> Response:
    """The same for a program."""
    return as_json(_asset(asset_id, usable_window()))


def _report(window: Window) -> ScorecardReport:
    return report_scorecard(library().db, since=window.since, until=window.until, scope=read_scope())


def _asset(asset_id: int, window: Window) -> AssetReport:
    return report_asset(library().db, asset_id, since=window.since, until=window.until)
