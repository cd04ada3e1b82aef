"""Filters to an SQL condition on assets; both legs of a search and the lists use the same one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from contentlib.catalog.trust import STANDING, STANDINGS
from contentlib.errors import BadInput
from contentlib.language import Vocabulary, find_value
from contentlib.model import Axis, Filters
from contentlib.storage import text_among, to_text


@dataclass(frozen=True, slots=True)
class Condition:
    """An SQL condition on the table ``assets`` and its parameters. ``sql`` is never made of a stranger's text."""

    sql: str
    parameters: tuple[object, ...]

    def assets(self) -> str:
        """A query for the ids of the assets that meet it."""
        return f"SELECT assets.id FROM assets WHERE {self.sql}"

    def chunks(self) -> str:
        """A query for the ids of the chunks of the assets that meet it."""
        return f"SELECT chunks.id FROM chunks JOIN assets ON assets.id = chunks.asset_id WHERE {self.sql}"


def check_filters(filters: Filters, vocabulary: Vocabulary, formats: tuple[str, ...]) -> Filters:
    """The filters with folders tidied, and what is on no closed list as the vocabulary writes it.

    Raises:
        BadInput: a value that is on no list, with the list.
    """
    for axis in Axis:
        vocabulary.check(axis, list_chosen(filters, axis))
    for value in filters.formats:
        if value not in formats:
            raise BadInput(f"No asset has the format “{value}”. Choose from: {', '.join(formats) or 'none yet'}.")
    for value in filters.freshness:
        if value not in STANDINGS:
            raise BadInput(f"“{value}” says nothing about freshness. Choose from: {', '.join(STANDINGS)}.")
    if filters.since and filters.until and filters.since > filters.until:
        raise BadInput("The date “since” lies after “until”. Swap them.")
    named: dict[str, Any] = {
        axis.filter: tuple(find_value(axis, one, vocabulary) for one in list_chosen(filters, axis))
        for axis in Axis
        if not axis.traits.is_closed
    }
    return replace(filters, folder=filters.folder.strip().strip("/"), **named)


def list_chosen(filters: Filters, axis: Axis) -> tuple[str, ...]:
    """The values of an axis that are asked for; empty for any.

    >>> list_chosen(Filters(stages=("decision",)), Axis.STAGE), list_chosen(Filters(), Axis.AUDIENCE)
    (('decision',), ())
    """
    chosen = getattr(filters, axis.filter)
    return chosen if isinstance(chosen, tuple) else (chosen,) if chosen else ()


def to_condition(filters: Filters) -> Condition:
    """The living assets that meet the filters."""
    parts = [("assets.retired_at IS NULL", ()), *_parts(filters)]
    return Condition(
        sql=" AND ".join(sql for sql, _ in parts),
        parameters=tuple(value for _, values in parts for value in values),
    )


def _parts(filters: Filters) -> Iterator[tuple[str, tuple[object, ...]]]:
    for axis in Axis:
        values = list_chosen(filters, axis)
        if values and axis.is_single:
            yield f"assets.{axis.column} IN ({_marks(values)})", values
        elif values:
            yield f"assets.id IN ({_tagged(values)})", (axis.value, *values)
    if filters.formats:
        yield f"assets.format IN ({_marks(filters.formats)})", filters.formats
    if filters.since:
        yield "assets.modified_at >= ?", (to_text(filters.since),)
    if filters.until:
        yield "assets.modified_at <= ?", (to_text(filters.until),)
    if filters.freshness:
        today = to_text(datetime.now(UTC))
        yield f"{STANDING} IN ({_marks(filters.freshness)})", (today, today, *filters.freshness)
    if filters.drive or filters.folder:
        yield from _place(filters)


def _tagged(values: tuple[str, ...]) -> str:
    return f"SELECT asset_id FROM winning_tags WHERE axis = ? AND {text_among('value', len(values))}"


def _place(filters: Filters) -> Iterator[tuple[str, tuple[object, ...]]]:
    lies = (
        "SELECT v.asset_id FROM locations l JOIN versions v ON v.id = l.version_id JOIN drives d ON d.id = l.drive_id"
    )
    yield (
        f"assets.id IN ({lies} WHERE l.gone_at IS NULL AND (? = '' OR d.name = ?) "
        "AND (? = '' OR l.path = ? OR substr(l.path, 1, length(?) + 1) = ? || '/'))",
        (filters.drive, filters.drive, *(filters.folder,) * 4),
    )


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))
