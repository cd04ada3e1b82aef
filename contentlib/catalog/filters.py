"""Filters to an SQL condition on assets; both legs of a search and the lists use the same one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from contentlib.catalog.trust import STANDING, STANDINGS
from contentlib.errors import BadInput
from contentlib.language import Vocabulary, find_value
from contentlib.model import Axis, Filters
from contentlib.storage import to_text


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
    """The filters with folders tidied, and industries and personas as the vocabulary writes them.

    Raises:
        BadInput: a value that is on no list, with the list.
    """
    vocabulary.check("stages", filters.stages)
    vocabulary.check("objections", filters.objections)
    vocabulary.check("kinds", filters.kinds)
    for value in filters.formats:
        if value not in formats:
            raise BadInput(f"No asset has the format “{value}”. Choose from: {', '.join(formats) or 'none yet'}.")
    for value in filters.freshness:
        if value not in STANDINGS:
            raise BadInput(f"“{value}” says nothing about freshness. Choose from: {', '.join(STANDINGS)}.")
    if filters.since and filters.until and filters.since > filters.until:
        raise BadInput("The date “since” lies after “until”. Swap them.")
    return replace(
        filters,
        folder=filters.folder.strip().strip("/"),
        competitors=tuple(find_value(Axis.COMPETITOR, one, vocabulary) for one in filters.competitors),
        industries=tuple(find_value(Axis.INDUSTRY, one, vocabulary) for one in filters.industries),
        personas=tuple(find_value(Axis.PERSONA, one, vocabulary) for one in filters.personas),
    )


def to_condition(filters: Filters) -> Condition:
    """The living assets that meet the filters."""
    parts = [("assets.retired_at IS NULL", ()), *_parts(filters)]
    return Condition(
        sql=" AND ".join(sql for sql, _ in parts),
        parameters=tuple(value for _, values in parts for value in values),
    )


def _parts(filters: Filters) -> Iterator[tuple[str, tuple[object, ...]]]:
    if filters.kinds:
        yield f"assets.kind IN ({_marks(filters.kinds)})", filters.kinds
    if filters.formats:
        yield f"assets.format IN ({_marks(filters.formats)})", filters.formats
    if filters.audience:
        yield "assets.audience = ?", (filters.audience.value,)
    if filters.since:
        yield "assets.modified_at >= ?", (to_text(filters.since),)
    if filters.until:
        yield "assets.modified_at <= ?", (to_text(filters.until),)
    for axis, values in (
        (Axis.STAGE, filters.stages),
        (Axis.OBJECTION, filters.objections),
        (Axis.COMPETITOR, filters.competitors),
        (Axis.INDUSTRY, filters.industries),
        (Axis.PERSONA, filters.personas),
    ):
        if values:
            yield f"assets.id IN ({_tagged(values)})", (axis.value, *values)
    if filters.freshness:
        today = to_text(datetime.now(UTC))
        yield f"{STANDING} IN ({_marks(filters.freshness)})", (today, today, *filters.freshness)
    if filters.drive or filters.folder:
        yield from _place(filters)


def _tagged(values: tuple[str, ...]) -> str:
    return f"SELECT asset_id FROM winning_tags WHERE axis = ? AND value COLLATE NOCASE IN ({_marks(values)})"


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
