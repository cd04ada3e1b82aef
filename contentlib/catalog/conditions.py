"""Filters to an SQL condition on assets; both legs of a search and the lists use the same one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from contentlib.catalog.trust import STANDING
from contentlib.model import FILTERS, Filters, FilterTraits
from contentlib.storage import text_among, to_text

# A condition and its parameters.
Part = tuple[str, tuple[object, ...]]


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


def list_chosen(filters: Filters, one: FilterTraits) -> tuple[Any, ...]:
    """The values of a filter that are asked for; empty for any.

    >>> from contentlib.model import FILTERS_BY_NAME
    >>> list_chosen(Filters(stages=("decision",)), FILTERS_BY_NAME["stage"])
    ('decision',)
    >>> list_chosen(Filters(), FILTERS_BY_NAME["audience"])
    ()
    """
    chosen = getattr(filters, one.attribute)
    return chosen if isinstance(chosen, tuple) else (chosen,) if chosen else ()


def to_condition(filters: Filters) -> Condition:
    """The living assets that meet the filters."""
    parts = [("assets.retired_at IS NULL", ()), *_parts(filters)]
    return Condition(
        sql=" AND ".join(sql for sql, _ in parts),
        parameters=tuple(value for _, values in parts for value in values),
    )


def _parts(filters: Filters) -> Iterator[tuple[str, tuple[object, ...]]]:
    own: dict[Callable[[Filters], Part], None] = {}
    for one in FILTERS:
        values = list_chosen(filters, one)
        if not values:
            continue
        if one.column:
            yield f"assets.{one.column} IN ({_marks(values)})", values
        elif one.axis:
            yield f"assets.id IN ({_tagged(values)})", (one.axis.value, *values)
        else:
            # Drive and folder share one, since both must hold of the same place.
            own[CONDITIONS[one.name]] = None
    yield from (condition(filters) for condition in own)


def _tagged(values: tuple[str, ...]) -> str:
    return f"SELECT asset_id FROM winning_tags WHERE axis = ? AND {text_among('value', len(values))}"


def _changed_since(filters: Filters) -> Part:
    return "assets.modified_at >= ?", (to_text(filters.since),)


def _changed_until(filters: Filters) -> Part:
    return "assets.modified_at <= ?", (to_text(filters.until),)


def _stands(filters: Filters) -> Part:
    today = to_text(datetime.now(UTC))
    return f"{STANDING} IN ({_marks(filters.freshness)})", (today, today, *filters.freshness)


def _place(filters: Filters) -> Part:
    lies = (
        "SELECT v.asset_id FROM locations l JOIN versions v ON v.id = l.version_id JOIN drives d ON d.id = l.drive_id"
    )
    return (
        f"assets.id IN ({lies} WHERE l.gone_at IS NULL AND (? = '' OR d.name = ?) "
        "AND (? = '' OR l.path = ? OR substr(l.path, 1, length(?) + 1) = ? || '/'))",
        (filters.drive, filters.drive, *(filters.folder,) * 4),
    )


# The conditions of the filters that are neither an axis nor a column.
CONDITIONS: Mapping[str, Callable[[Filters], Part]] = {
    "freshness": _stands,
    "drive": _place,
    "folder": _place,
    "since": _changed_since,
    "until": _changed_until,
}


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))
