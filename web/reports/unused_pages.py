"""What a marketer reads. Each report is a page, a CSV file and JSON, from the same address; here: what is unused.

The other reports add their pages to this blueprint from modules of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import accumulate
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request

from contentlib.catalog import list_drives
from contentlib.errors import BadInput
from contentlib.reports import (
    CAUSES,
    GROUPS,
    NOBODY,
    Cause,
    Scope,
    Subtotal,
    UnusedReport,
    UnusedRow,
    check_scope,
    group_unused,
    join_subtotals,
    list_folders,
    list_owners,
    quote_queries,
    report_causes,
    report_unused,
    to_plain,
    unused_to_csv,
    unused_to_json,
)
from web.forms import WINDOWS, Window, clean, read_page, read_window
from web.once import now
from web.search.search_pages import HTTP_BAD
from web.visit import library

pages = Blueprint("reports", __name__)

PAGE_SIZE = 40
MOST_FOLDERS = 200
MOST_GROUPS = 30
GROUP_LABELS = {"owner": "Owner", "kind": "Kind", "folder": "Folder", "age": "Age", "effort": "Size of effort"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One cause in the bar of totals; ``start`` and ``width`` are percents of the whole."""

    cause: Cause
    label: str
    says: str
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a long list."""

    rows: tuple[Any, ...]
    total: int
    page: int
    pages: int


@pages.app_template_filter("money")
def money(amounts: Mapping[str, float]) -> str:
    """Amounts by currency, in whole units.

    >>> money({"EUR": 258140.0, "GBP": 2870.4}).replace("\xa0", " ")
    'EUR 258,140 + GBP 2,870'
    """
    return " + ".join(f"{currency}\xa0{amount:,.0f}" for currency, amount in amounts.items())


@pages.get("/reports/unused")
def unused() -> tuple[str, int]:
    """Which assets nobody uses, and why; by owner, kind, folder, age or size of effort where asked."""
    window = read_window(request.args, now())
    report = report_causes(library().db, since=window.since, until=window.until, scope=read_scope())
    part, rows = read_part(), list_part(report)
    shown = render_template(
        "reports/unused.html",
        window=window,
        report=report,
        bars=lay_out(report),
        internal_opened=sum(row.cause is Cause.OPENED_NOT_SENT for row in report.internal),
        labels={name: label for name, (label, _) in CAUSES.items()},
        part=part,
        cause=part.get("cause", ""),
        by=part.get("by", ""),
        group=part.get("group", ""),
        group_labels=GROUP_LABELS,
        groups=_sum_up(group_unused(report, part["by"])) if "by" in part else (),
        listed=_quote(cut(rows, PAGE_SIZE), window),
    )
    return shown, HTTP_BAD if window.problems else 200


def read_part() -> dict[str, str]:
    """What of the report is asked for: one cause, and one group of what it is added up by."""
    by = read_choice("by", GROUPS)
    group = clean(request.args.get("group", "")) if by else ""
    typed = {"cause": read_choice("cause", CAUSES), "by": by, "group": group}
    return {name: value for name, value in typed.items() if value}


def list_part(report: UnusedReport) -> list[UnusedRow]:
    """The assets of this part; every unused one where nothing is asked for."""
    part = read_part()
    rows = [row for row in report.rows if row.cause == part["cause"]] if "cause" in part else list(report.unused)
    if "group" not in part:
        return rows
    return [row for row in rows if GROUPS[part["by"]](row, report.until) == part["group"]]


def _sum_up(groups: Sequence[Subtotal]) -> tuple[Subtotal, ...]:
    """The groups with the most unused assets, and one line for the others, so that they still add up."""
    if len(groups) <= MOST_GROUPS:
        return tuple(groups)
    return (*groups[: MOST_GROUPS - 1], join_subtotals(groups[MOST_GROUPS - 1 :]))


def _quote(listed: Listed, window: Window) -> Listed:
    """The page with the searches that showed its assets."""
    return replace(listed, rows=quote_queries(library().db, listed.rows, since=window.since, until=window.until))


@pages.get("/reports/unused.csv")
def unused_csv() -> Response:
    """The same part as a table for a spreadsheet."""
    return as_csv("unused", unused_to_csv(list_part(_report(usable_window()))))


@pages.get("/reports/unused.json")
def unused_json() -> Response:
    """The whole report for a program: it has the totals, and the cause of every asset."""
    return jsonify(unused_to_json(_report(usable_window())))


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
    return report_unused(library().db, since=window.since, until=window.until, scope=read_scope())


# --- what all reports share ---------------------------------------------------------------------------------------


@pages.app_context_processor
def windows() -> dict[str, Any]:
    """The stretches of time that every report offers, and what it can be narrowed to."""
    return {"windows": WINDOWS, "scopes": list_scopes}


def read_scope() -> Scope:
    """Which assets the address asks about.

    Raises:
        BadInput: an unknown kind or audience.
    """
    said = {one.name: clean(request.args.get(one.name, "")) for one in fields(Scope)}
    return check_scope(Scope(**said), library().vocabulary.labels)


def read_choice(name: str, choices: Iterable[str]) -> str:
    """Which of a few things the address asks for; empty where it does not say.

    Raises:
        BadInput: for none of them.
    """
    chosen = clean(request.args.get(name, ""))
    known = [choice for choice in choices if choice]
    if chosen and chosen not in known:
        raise BadInput(f"“{chosen[:80]}” is nothing to choose as “{name}”. Choose from: {', '.join(known)}.")
    return chosen


def list_scopes() -> dict[str, list[tuple[str, str]]]:
    """What a report can be narrowed to: (value, words) by the name in the address; one choice is none."""
    opened = library()
    owners = sorted({owner for owner in list_owners(opened.db).values() if owner}, key=str.casefold)
    choices = {
        "kind": [(label.value, label.label) for label in opened.vocabulary.kinds],
        "owner": [*((owner, owner) for owner in owners), (NOBODY, "nobody is named")],
        "drive": [(drive.name, drive.name) for drive in list_drives(opened.db)],
        "folder": [(folder, folder) for folder in list_folders(opened.db)[:MOST_FOLDERS]],
        "audience": [("external", "May be sent"), ("internal", "Internal only")],
    }
    return {name: values for name, values in choices.items() if len(values) > 1}


def usable_window() -> Window:
    """The stretch of time of a file or of data.

    Raises:
        BadInput: the dates cannot be used; a file has no place to say so beside the field.
    """
    window = read_window(request.args, now())
    for name, sentence in window.problems.items():
        raise BadInput(f"{name}: {sentence}")
    return window


def cut(rows: list[Any] | tuple[Any, ...], size: int) -> Listed:
    """The page of a list that the address asks for."""
    page = read_page(request.args)
    return Listed(tuple(rows[(page - 1) * size : page * size]), len(rows), page, -(-len(rows) // size))


def read_back(otherwise: str) -> str:
    """Where a form says that the person came from, if that is a page of ours."""
    back = request.form.get("back", "")
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) else otherwise


def as_csv(name: str, text: str) -> Response:
    """A table to be saved, named after its report and the day."""
    headers = {"Content-Disposition": f'attachment; filename="{name}-{now():%Y-%m-%d}.csv"'}
    return Response(text, mimetype="text/csv", headers=headers)


def as_json(report: Any) -> Response:
    """A report for a program."""
    return jsonify(to_plain(report))
