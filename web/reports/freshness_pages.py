"""The click that says an asset is still right, and how long each kind is trusted."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from contentlib.errors import BadInput
from contentlib.model import Asset
from contentlib.reports import (
    STATES,
    FreshnessRow,
    find_standing,
    record_verification,
    replace_periods,
)
from web.access import read_back
from web.forms import clean, read_number
from web.once import now
from web.reports.report_address import pages
from web.visit import ASSET, library, person

PAGE_SIZE = 40


@pages.app_context_processor
def offered() -> dict[str, Any]:
    """How an asset stands, on whatever page it is shown."""
    return {"freshness_of": _find, "states": STATES}


def _find(asset: Asset) -> FreshnessRow:
    return find_standing(library().db, library().vocabulary, asset, now=now())


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
