"""What a program sends with a call, read and checked field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from contentlib.catalog import ReadFilters, hold_values
from contentlib.errors import BadInput, refuse_unknown
from contentlib.library import Library
from contentlib.model import Filters
from web.api.calls import Call, CallField
from web.forms import read_number, read_search_form

# SQLite holds no larger number.
HIGHEST = 2**63
KINDS: Mapping[str, type] = {"string": str, "integer": int, "boolean": bool}


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


def read_body(made: Call) -> dict[str, Any]:
    """The body of a call, each field of the kind it must be.

    Raises:
        BadInput: it is no JSON object, lacks a field, or has one that cannot be used; named.
    """
    try:
        body = request.get_json(silent=True)
    except RecursionError as error:
        raise BadInput("The body is nested too deep. Send one, as described at /api/v1/.") from error
    if not isinstance(body, dict):
        raise BadInput("The body is no JSON object. Send one, as described at /api/v1/.")
    fields = {field.name: field for field in made.takes}
    refuse_unknown(body, fields, sort="a field")
    for field in made.takes:
        if field.needed and body.get(field.name) in (None, ""):
            raise BadInput(f"The field {field.name} is missing: {field.says}.")
    return {name: _check(fields[name], value) for name, value in body.items() if value is not None}


def _check(field: CallField, value: Any) -> Any:
    # To Python true is a number too.
    if not isinstance(value, KINDS[field.kind]) or (field.kind == "integer" and isinstance(value, bool)):
        raise BadInput(f"The field {field.name} must be a {field.kind}.")
    if isinstance(value, int) and not 0 <= value < HIGHEST:
        raise BadInput(f"The field {field.name} is no number we use.")
    if field.choices and value not in field.choices:
        raise BadInput(f"“{str(value)[:40]}” in the field {field.name} is none of: {', '.join(field.choices)}.")
    return value
