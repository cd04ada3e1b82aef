"""The page of every report, made from its declaration: its own template, else a plain table.

What a page shows besides its report is told by a function that says :func:`shows` in the module beside this one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import current_app, render_template, request

from contentlib.reports import REPORTS, Question, Report, flatten
from web.forms import HTTP_BAD, read_window
from web.once import now
from web.report_files import add_files, read_question
from web.reports.report_address import pages
from web.tables import cut
from web.visit import library

PAGE_SIZE = 40

Besides = Callable[[Any, Question], Mapping[str, Any]]
SHOWN: dict[str, Besides] = {}


def shows(name: str) -> Callable[[Besides], Besides]:
    """What the page of this report shows besides it: more names for its template."""

    def add(besides: Besides) -> Besides:
        SHOWN[name] = besides
        return besides

    return add


def show_report(report: Report) -> tuple[str, int]:
    """The report's page; dates that cannot be used are told on it."""
    window = read_window(request.args, now())
    question = read_question(report, window)
    made = report.run(library(), question)
    besides = SHOWN.get(report.name, _list_rows(report))
    template = current_app.jinja_env.select_template([f"reports/{report.name}.html", "reports/table.html"])
    shown = render_template(
        template, declared=report, report=made, window=window, question=question, **besides(made, question)
    )
    return shown, HTTP_BAD if window.problems else 200


def _list_rows(report: Report) -> Besides:
    def besides(made: Any, question: Question) -> Mapping[str, Any]:
        listed = cut(list(report.rows(made, question)), PAGE_SIZE)
        return {"listed": listed, "lines": [flatten(row) for row in listed.rows]}

    return besides


def _add_page(report: Report) -> None:
    address = f"/reports/{report.name}"

    def view() -> tuple[str, int]:
        return show_report(report)

    view.__name__ = report.name
    pages.add_url_rule(address, view_func=view)
    add_files(pages, report.name, address)


for _report in REPORTS.values():
    if not _report.page:
        _add_page(_report)
