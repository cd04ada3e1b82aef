"""Which assets are due for a look, the click that says one is still right, and how long each kind is trusted."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from contentlib.errors import BadInput
from contentlib.model import Asset
from contentlib.reports import (
    STATES,
    FreshnessReport,
    FreshnessRow,
    find_standing,
    record_verification,
    replace_periods,
    report_freshness,
    rows_to_csv,
)
from web.access import read_back
from web.forms import HTTP_BAD, Window, clean, read_number, read_window
from web.once import now
from web.reports.report_address import pages, read_choice, read_scope, usable_window
from web.tables import as_csv, as_json, cut
from web.visit import ASSET, library, person

PAGE_SIZE = 40


@pages.app_context_processor
def offered() -> dict[str, Any]:
    """How an asset stands, on whatever page it is shown."""
    return {"freshness_of": _find, "states": STATES}


def _find(asset: Asset) -> FreshnessRow:
    return find_standing(library().db, library().vocabulary, asset, now=now())


@pages.get("/reports/freshness")
def freshness() -> tuple[str, int]:
    """What is stale and used comes first."""
    window = read_window(request.args, now())
    report = _report(window)
    state = read_choice("state", STATES)
    rows = [row for row in report.rows if row.state == state] if state else list(report.stale)
    shown = render_template(
        "reports/freshness.html",
        window=window,
        report=report,
        state=state,
        listed=cut(rows, PAGE_SIZE),
    )
    return shown, HTTP_BAD if window.problems else 200


@pages.get("/reports/freshness.csv")
def freshness_csv() -> Response:
    """Every asset with its dates, or those that stand as asked."""
    state = read_choice("state", STATES)
    return as_csv("freshness", rows_to_csv(row for row in _report(usable_window()).rows if state in ("", row.state)))


@pages.get("/reports/freshness.json")
def freshness_json() -> Response:
    """The same for a program."""
    return as_json(_report(usable_window()))


@pages.post(f"/reports/freshness/{ASSET}/verify")
def verify(asset_id: int) -> Redirect:
    """Somebody looked and found it right."""
    asset = record_verification(library().db, asset_id, verified_by=person(), verified_at=now())
    flash(f"Verified: “{asset.title}”.")
    return redirect(read_back(url_for("reports.freshness")), 303)


@pages.post("/reports/freshness/periods")
def set_periods() -> Redirect:
    """How many months an asset of each kind is trusted."""
    opened = library()
    kinds = {label.value for label in opened.vocabulary.kinds}
    typed = {kind: text for kind, text in request.form.items() if kind in kinds}
    replace_periods(opened.db, opened.vocabulary, {kind: _read_months(text) for kind, text in typed.items()})
    flash("Kept. The dates below follow it.")
    return redirect(url_for("reports.freshness"), 303)


def _read_months(text: str) -> int:
    months = read_number(clean(text))
    if months is None:
        raise BadInput(f"“{clean(text)}” is no number of months. Write one like 12.")
    return months


def _report(window: Window) -> FreshnessReport:
    opened = library()
    return report_freshness(opened.db, opened.vocabulary, since=window.since, until=window.until, scope=read_scope())
