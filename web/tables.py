"""A long table: the page of it that the address asks for, and all of it to take along, as CSV or JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, jsonify, request

from contentlib.reports import to_plain
from web.forms import read_page
from web.once import now


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a long list."""

    rows: tuple[Any, ...]
    total: int
    page: int
    pages: int


def cut(rows: list[Any] | tuple[Any, ...], size: int) -> Listed:
    """The page of a list that the address asks for."""
    page = read_page(request.args)
    return Listed(tuple(rows[(page - 1) * size : page * size]), len(rows), page, -(-len(rows) // size))


def as_csv(name: str, text: str) -> Response:
    """A table to be saved, named after its report and the day."""
    headers = {"Content-Disposition": f'attachment; filename="{name}-{now():%Y-%m-%d}.csv"'}
    return Response(text, mimetype="text/csv", headers=headers)


def as_json(report: Any) -> Response:
    """A report for a program."""
    return jsonify(to_plain(report))
