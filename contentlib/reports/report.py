"""What a report is: one declaration, from which its page, CSV, JSON, command, API call, tool and help are derived.

A module of this room that says ``REPORT = Report(...)`` is a report; :mod:`contentlib.reports.registry` finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from contentlib.errors import BadInput
from contentlib.library import Library
from contentlib.reports.export import columns_of, rows_to_csv, to_plain
from contentlib.reports.scope import Scope

# The vocabulary's values with their labels.
Labels: TypeAlias = Mapping[str, str]
MOST_ROWS = 25


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """Something of its own that a report may be asked for: one of ``values``, or any text where there are none."""

    name: str
    says: str
    values: Mapping[str, str] = field(default_factory=dict)
    default: str = ""

    def check(self, typed: str) -> str:
        """What was typed, or the default.

        Raises:
            BadInput: it is none of the values.
        """
        chosen = typed or self.default
        known = [value for value in self.values if value]
        if chosen and known and chosen not in known:
            raise BadInput(f"“{chosen[:80]}” is nothing to choose as “{self.name}”. Choose from: {', '.join(known)}.")
        return chosen


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks of a report: a stretch of time (aware UTC), which assets, and the report's own choices."""

    since: datetime
    until: datetime
    scope: Scope = Scope()
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Brief:
    """A report in short: a sentence that says it all, and a table of its first rows."""

    says: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A marketer's report. ``name`` is its address, command and API name; ``asks`` the question that it answers.

    ``run`` makes it; ``rows`` are its lines, each a dataclass ``row`` or a dict with the keys ``row``; ``page`` is the
    endpoint of its page where that is not among the reports. ``order`` is its place in the navigation.
    """

    name: str
    title: str
    asks: str
    order: int
    run: Callable[[Library, Question], Any]
    rows: Callable[[Any, Question], Iterable[Any]]
    row: type | tuple[str, ...]
    brief: Callable[[Any, Question, Labels], Brief]
    has_window: bool = True
    has_scope: bool = False
    choices: tuple[ReportChoice, ...] = ()
    page: str = ""
    # For what is read as data and not in a page; where a page needs less, ``run`` gives less.
    run_data: Callable[[Library, Question], Any] | None = None
    plain: Callable[[Any], Any] = to_plain

    @property
    def endpoint(self) -> str:
        """Its page; the CSV and the JSON are this with ``_csv`` and ``_json``."""
        return self.page or f"reports.{self.name}"

    def read_choices(self, typed: Mapping[str, str]) -> dict[str, str]:
        """The report's own choices, each checked, and its default where nothing was typed.

        Raises:
            BadInput: a value that is none to choose.
        """
        return {one.name: one.check(typed.get(one.name, "")) for one in self.choices}

    def data(self, library: Library, question: Question) -> Any:
        """The report with all that its files tell."""
        return (self.run_data or self.run)(library, question)

    def csv(self, made: Any, question: Question) -> str:
        """Its rows as CSV, under a header even where there are none."""
        return rows_to_csv(self.rows(made, question), columns_of(self.row))
