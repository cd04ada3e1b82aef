"""The fields of the coverage map, each laid open."""

from __future__ import annotations

from flask import Response, render_template, request

from contentlib.errors import BadInput
from contentlib.model import MAPPED, Axis
from contentlib.reports import CellReport, report_cell, rows_to_csv
from web.forms import HTTP_BAD, Window, clean, read_window, refuse_strangers
from web.once import now
from web.report_files import usable_window
from web.reports.report_address import pages
from web.tables import as_csv, as_json, cut
from web.visit import library

PAGE_SIZE = 40


@pages.get("/reports/coverage/cell")
def cell() -> tuple[str, int]:
    """One field: its assets, and what reps asked."""
    window = read_window(request.args, now())
    report = _cell(window)
    shown = render_template("reports/cell.html", window=window, report=report, listed=cut(report.assets, PAGE_SIZE))
    return shown, HTTP_BAD if window.problems else 200


@pages.get("/reports/coverage/cell.csv")
def cell_csv() -> Response:
    """The assets of one field."""
    return as_csv("coverage-cell", rows_to_csv(_cell(usable_window()).assets))


@pages.get("/reports/coverage/cell.json")
def cell_json() -> Response:
    """One field for a program."""
    return as_json(_cell(usable_window()))


def _cell(window: Window) -> CellReport:
    refuse_strangers(request.args, ("value", "stage", "by", "since", "until", "page"), sort="a choice")
    value, stage = clean(request.args.get("value", "")), clean(request.args.get("stage", ""))
    return report_cell(library(), since=window.since, until=window.until, axis=_read_axis(), value=value, stage=stage)


def _read_axis() -> Axis:
    text = clean(request.args.get("by", "")) or Axis.OBJECTION.value
    try:
        return Axis(text)
    except ValueError as error:
        raise BadInput(f"The map has no side “{text}”. Choose from: {', '.join(MAPPED)}.") from error
