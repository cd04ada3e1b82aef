"""Facets: how many assets have each value, among those a search considered or a list holds.

What is counted. For a query: the assets that the search looked at closely (``Answer.considered``), not the few that are
shown; a filter makes the search look further, so that choosing a value may bring more than its count, never fewer. For
a list: all assets that meet its filters. A group with a choice is counted as if that choice were not made, since its
values are alternatives; folders show what lies below the chosen one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from contentlib.catalog import STANDING, to_condition
from contentlib.library import Library
from contentlib.model import FILTERS, Answer, Filters
from contentlib.search.find import ask_again
from contentlib.storage import EACH, Store, folded, listed, to_text

# The groups in the order in which a rep asks, with the field of the filters that each one sets.
FIELDS = {one.name: one.attribute for one in FILTERS if not one.no_facet}
TAGGED = tuple(one.axis for one in FILTERS if one.axis and not one.column)
# What is counted asset by asset, in SQL.
COLUMNS = {one.name: f"assets.{one.column}" for one in FILTERS if one.column}
# A group whose values lie inside each other is counted below the choice; the others as if nothing were chosen in them.
NESTED = "folder"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a group, and how many assets have it."""

    value: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A group by its name (a key of ``FIELDS``), the commonest values first; none that no asset has, unless chosen."""

    name: str
    values: tuple[Value, ...]

    @property
    def chosen(self) -> bool:
        return any(value.chosen for value in self.values)


# A query for the ids of assets, and its parameters.
Scope = tuple[str, Sequence[object]]
Counts = Mapping[str, Counter[str]]


def count_considered(library: Library, answer: Answer, *, now: datetime) -> tuple[Facet, ...]:
    """The facets of a search, over all assets that it considered."""
    consider = ask_again(library, answer)

    def lift(filters: Filters) -> Scope:
        return _among(consider(filters))

    return _count_groups(library.db, answer.filters, _among(answer.considered), lift, now)


def count_listed(db: Store, filters: Filters, *, now: datetime) -> tuple[Facet, ...]:
    """The facets of a list, over all living assets that meet its filters."""
    return _count_groups(db, filters, _meeting(filters), _meeting, now)


def facets_to_json(facets: Sequence[Facet]) -> dict[str, dict[str, int]]:
    """The counts by group and value."""
    return {facet.name: {value.value: value.count for value in facet.values} for facet in facets}


def _among(asset_ids: Sequence[int]) -> Scope:
    return EACH, [listed(asset_ids)]


def _meeting(filters: Filters) -> Scope:
    only = to_condition(filters)
    return f"SELECT assets.id FROM assets WHERE {only.sql}", only.parameters


def _count_groups(
    db: Store, filters: Filters, scope: Scope, lift: Callable[[Filters], Scope], now: datetime
) -> tuple[Facet, ...]:
    counts = dict(_count(db, scope, filters, now))
    for name, field in FIELDS.items():
        if getattr(filters, field) and name != NESTED:
            lifted = replace(filters, **{field: getattr(Filters(), field)})
            counts[name] = dict(_count(db, lift(lifted), filters, now))[name]
    facets = (Facet(name, _order(counts[name], _list_chosen(filters, name))) for name in FIELDS)
    return tuple(facet for facet in facets if facet.values)


def _order(counts: Counter[str], chosen: Mapping[str, str]) -> tuple[Value, ...]:
    """The commonest first; a chosen value stays though no asset has it. ``chosen`` by their folded spelling."""
    values = [Value(value, count, value.casefold() in chosen) for value, count in counts.items()]
    seen = {value.casefold() for value in counts}
    values += [Value(value, 0, chosen=True) for folded, value in chosen.items() if folded not in seen]
    return tuple(sorted(values, key=lambda one: (-one.count, one.value.casefold())))


def _list_chosen(filters: Filters, name: str) -> dict[str, str]:
    chosen = getattr(filters, FIELDS[name])
    # A folder is left by its chip; below it stand the folders in it.
    if not chosen or name == NESTED:
        return {}
    values = (chosen,) if isinstance(chosen, str) else chosen
    return {str(value).casefold(): str(value) for value in values}


# --- counting -----------------------------------------------------------------------------------------------------


def _count(db: Store, scope: Scope, filters: Filters, now: datetime) -> Iterator[tuple[str, Counter[str]]]:
    yield from _count_tags(db, scope).items()
    yield from _count_columns(db, scope, now).items()
    yield from _count_places(db, scope, filters).items()


def _count_tags(db: Store, scope: Scope) -> Counts:
    ids, parameters = scope
    marks = ", ".join("?" * len(TAGGED))
    counts: dict[str, Counter[str]] = {axis.value: Counter() for axis in TAGGED}
    # Files and people spell the name of a competitor as they like; one spelling stands for all.
    for axis, value, count in db.execute(
        "SELECT axis, min(value), count(DISTINCT asset_id) FROM winning_tags "
        f"WHERE asset_id IN ({ids}) AND axis IN ({marks}) GROUP BY axis, {folded('value')}",
        [*parameters, *TAGGED],
    ):
        counts[axis][value] = count
    return counts


def _count_columns(db: Store, scope: Scope, now: datetime) -> Counts:
    ids, parameters = scope
    today = to_text(now)
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*COLUMNS, "freshness")}
    for row in db.execute(
        f"SELECT {', '.join(COLUMNS.values())}, {STANDING} FROM assets WHERE id IN ({ids})",
        [today, today, *parameters],
    ):
        for name, value in zip(counts, row, strict=True):
            if value:
                counts[name][value] += 1
    return counts


def _count_places(db: Store, scope: Scope, filters: Filters) -> Counts:
    """Drives and folders, each asset once in each of them; folders one step below the chosen one."""
    ids, parameters = scope
    drives: set[tuple[int, str]] = set()
    folders: set[tuple[int, str]] = set()
    for asset_id, drive, path in db.execute(
        "SELECT v.asset_id, d.name, l.path FROM locations l JOIN versions v ON v.id = l.version_id "
        f"JOIN drives d ON d.id = l.drive_id WHERE l.gone_at IS NULL AND v.asset_id IN ({ids})",
        list(parameters),
    ):
        drives.add((asset_id, drive))
        if filters.drive in ("", drive) and (folder := step_below(path, filters.folder)):
            folders.add((asset_id, folder))
    return {"drive": _tally(drives), "folder": _tally(folders)}


def step_below(path: str, folder: str) -> str:
    """The folder one step below ``folder`` that a path lies in; empty where it lies in ``folder`` itself or elsewhere.

    >>> step_below("Product/2026/deck.pptx", ""), step_below("Product/2026/deck.pptx", "Product")
    ('Product', 'Product/2026')
    >>> step_below("deck.pptx", ""), step_below("Blog/a/b.md", "Product")
    ('', '')
    """
    start = f"{folder}/" if folder else ""
    if not path.startswith(start):
        return ""
    name, slash, _ = path[len(start) :].partition("/")
    return start + name if slash else ""


def _tally(pairs: set[tuple[int, str]]) -> Counter[str]:
    return Counter(name for _, name in pairs)
