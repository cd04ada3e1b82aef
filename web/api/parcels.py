"""What a program asks in the address of a call."""

from __future__ import annotations

from flask import request
from werkzeug.datastructures import MultiDict

from contentlib.catalog import ReadFilters, hold_values
from contentlib.errors import BadInput
from contentlib.library import Library
from contentlib.model import Filters
from web.forms import read_number, read_search_form


def read_filters(opened: Library, typed: MultiDict[str, str]) -> tuple[str, Filters]:
    """The query and the filters of a call.

    Raises:
        BadInput: one of them cannot be used.
    """
    form = read_search_form(typed, opened.vocabulary, hold_values(opened.db))
    return form.query, ReadFilters(form.filters, form.problems).usable()


def read_count(name: str, usual: int, most: int) -> int:
    """A number of things, from 1 to ``most``.

    Raises:
        BadInput: it is none.
    """
    text = request.args.get(name, "")
    number = read_number(text) if text else usual
    if not number or number > most:
        raise BadInput(f"“{text[:20]}” in the field {name} is no number from 1 to {most}.")
    return number
