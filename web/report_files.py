"""A report as files, CSV and JSON, from its declaration; and how what is asked of it is read from an address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from flask import Blueprint, Response, jsonify, request

from contentlib.errors import BadInput
from contentlib.reports import REPORTS, Question, Report, Scope, check_scope
from web.forms import Window, clean, read_window, refuse_strangers
from web.once import now
from web.tables import as_csv
from web.visit import library


def read_scope() -> Scope:
    """Which assets the address asks about.

    Raises:
        BadInput: an unknown kind or audience.
    """
    said = {one.name: clean(request.args.get(one.name, "")) for one in fields(Scope)}
    return check_scope(Scope(**said), library().vocabulary.labels)


def usable_window() -> Window:
    """The stretch of time of a file or of data.

    Raises:
        BadInput: the dates cannot be used; a file has no place to say so beside the field.
    """
    window = read_window(request.args, now())
    for name, sentence in window.problems.items():
        raise BadInput(f"{name}: {sentence}")
    return window


def read_question(report: Report, window: Window) -> Question:
    """What the address asks of a report.

    Raises:
        BadInput: a choice or a scope that there is not, or something that no report of this name can be asked.
    """
    refuse_strangers(request.args, list_known(report), sort="a choice")
    typed = {one.name: clean(request.args.get(one.name, "")) for one in report.choices}
    scope = read_scope() if report.has_scope else Scope()
    return Question(window.since, window.until, scope, report.read_choices(typed))


def list_known(report: Report) -> tuple[str, ...]:
    """What a report's address may ask."""
    window = ("since", "until") if report.has_window else ()
    scope = tuple(one.name for one in fields(Scope)) if report.has_scope else ()
    return (*(one.name for one in report.choices), *window, *scope, "page")


def answer_csv(report: Report) -> Response:
    """A report's rows, to be saved."""
    question = read_question(report, usable_window())
    return as_csv(report.name, report.csv(report.data(library(), question), question))


def answer_json(report: Report) -> Response:
    """A report for a program."""
    return jsonify(report.plain(report.data(library(), read_question(report, usable_window()))))


def add_files(pages: Blueprint, name: str, address: str) -> None:
    """Let a blueprint answer with this report's files, beside its page at ``address``."""
    report = REPORTS[name]
    pages.add_url_rule(f"{address}.csv", f"{name}_csv", _bind(answer_csv, report, f"{name}_csv"))
    pages.add_url_rule(f"{address}.json", f"{name}_json", _bind(answer_json, report, f"{name}_json"))


def _bind(answer: Callable[[Report], Response], report: Report, name: str) -> Callable[[], Response]:
    def view() -> Response:
        return answer(report)

    view.__name__ = name
    return view
