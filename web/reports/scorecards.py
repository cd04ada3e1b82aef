"""How one asset fares: from being shown to the deals it was sent on, by a rule on the page."""

from __future__ import annotations

from flask import Response, render_template, request

from contentlib.reports import (
    AssetReport,
    report_asset,
    rows_to_csv,
)
from contentlib.requests import list_feedback
from web.forms import HTTP_BAD, Window, read_window, refuse_strangers
from web.once import now
from web.report_files import usable_window
from web.reports.report_address import pages
from web.tables import as_csv, as_json
from web.visit import ASSET, library


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


def _asset(asset_id: int, window: Window) -> AssetReport:
    refuse_strangers(request.args, ("since", "until", "page"), sort="a choice")
    return report_asset(library().db, asset_id, since=window.since, until=window.until)
