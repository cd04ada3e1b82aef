"""What was typed for filters, read and checked by what is declared of each; the same for every door."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from contentlib.catalog.assets import list_values_held
from contentlib.catalog.conditions import list_chosen
from contentlib.errors import BadInput
from contentlib.language import Vocabulary, end_of_day, find_value, read_day
from contentlib.model import FILTERS, FILTERS_BY_NAME, Allowed, Audience, Axis, Filters, FilterTraits, Takes
from contentlib.storage import Store

# Each value is one more to compare with and, on a page, one more chip.
MOST_OF_ONE, MOST_IN_ALL = 20, 40

# What living assets have in a column of theirs.
Held = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ReadFilters:
    """Filters as far as they can be used, and by its name in an address a sentence for each that cannot."""

    filters: Filters
    problems: Mapping[str, str]

    def usable(self) -> Filters:
        """The filters.

        Raises:
            BadInput: one of them cannot be used.
        """
        for name, sentence in self.problems.items():
            raise BadInput(f"{name}: {sentence}" if name in FILTERS_BY_NAME else sentence)
        return self.filters


def hold_values(db: Store) -> Held:
    """What the living assets of a library have, looked up when it is asked for."""
    return partial(list_values_held, db)


def read_filters(given: Mapping[str, Sequence[str]], vocabulary: Vocabulary, held: Held) -> ReadFilters:
    """Filters from texts, by their names in an address. Days are whole: ``until`` is the end of one."""
    chosen: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for one in FILTERS:
        if texts := tuple(given.get(one.name, ())):
            try:
                chosen[one.attribute] = _pack(one, _settle(one, _parse(one, texts), vocabulary, held))
            except BadInput as error:
                problems[one.name] = str(error)
    filters = Filters(**chosen)
    try:
        _check_together(filters, sum(len(texts) for name, texts in given.items() if name in FILTERS_BY_NAME))
    except BadInput as error:
        problems.setdefault("until" if filters.until else "filters", str(error))
    return ReadFilters(filters, problems)


def check_filters(filters: Filters, vocabulary: Vocabulary, held: Held) -> Filters:
    """The filters with folders tidied, and what is on no closed list as the vocabulary writes it.

    Raises:
        BadInput: a value that is on no list, with the list; or more of them than anybody needs.
    """
    chosen = [(one, values) for one in FILTERS if (values := list_chosen(filters, one))]
    _check_together(filters, sum(len(values) for _, values in chosen))
    settled = {one.attribute: _pack(one, _settle(one, values, vocabulary, held)) for one, values in chosen}
    return replace(filters, **settled)


def _check_together(filters: Filters, count: int) -> None:
    if count > MOST_IN_ALL:
        raise BadInput(f"{count:,} values of filters are more than a search takes. Choose {MOST_IN_ALL} at most.")
    if filters.since and filters.until and filters.since > filters.until:
        raise BadInput("The date “since” lies after “until”. Swap them.")


def _parse(one: FilterTraits, texts: tuple[str, ...]) -> tuple[Any, ...]:
    if one.is_single and len(texts) > 1:
        raise BadInput(f"“{one.name}” takes one value, not {len(texts):,}. Choose one.")
    if one.takes is not Takes.DAY:
        return texts
    day = read_day(texts[0])
    return (end_of_day(day) if day and one.name == "until" else day,)


def _settle(one: FilterTraits, values: tuple[Any, ...], vocabulary: Vocabulary, held: Held) -> tuple[Any, ...]:
    """The values as the library has them, each of them allowed."""
    if len(values) > MOST_OF_ONE:
        raise BadInput(f"“{one.name}” takes {MOST_OF_ONE} values at most, not {len(values):,}. Choose fewer.")
    if one.axis:
        vocabulary.check(one.axis, values)
    if one.axis and one.allowed is Allowed.NAMED:
        return tuple(find_value(one.axis, value, vocabulary) for value in values)
    if one.allowed is Allowed.CHOICES:
        _check_choices(one, values)
    if one.allowed is Allowed.HELD:
        _check_held(one, values, held(one.column))
    return values


def _check_choices(one: FilterTraits, values: tuple[str, ...]) -> None:
    for value in values:
        if value not in one.choices:
            listed = ", ".join(one.choices)
            raise BadInput(f"“{value[:80]}” says nothing about {one.label.lower()}. Choose from: {listed}.")


def _check_held(one: FilterTraits, values: tuple[str, ...], known: tuple[str, ...]) -> None:
    for value in values:
        if value not in known:
            listed = ", ".join(known) or "none yet"
            raise BadInput(f"No asset has the {one.label.lower()} “{value[:80]}”. Choose from: {listed}.")


def _pack(one: FilterTraits, values: tuple[Any, ...]) -> Any:
    """The values as the field of ``Filters`` has them."""
    if not one.is_single:
        return values
    if one.axis is Axis.AUDIENCE:
        return Audience(values[0])
    return values[0].strip().strip("/") if one.name == "folder" else values[0]
