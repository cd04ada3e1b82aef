"""What was typed into the search box, taken apart: words, phrases in quotes, what must not be there, and filters.

``kind:`` and the like are filters by the names they have in an address; what only looks like one stays a word. A phrase
narrows the search where any asset has it: who puts a buyer's sentence in quotes seldom means it to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from contentlib.catalog import Held, read_filters
from contentlib.errors import BadInput
from contentlib.language import Vocabulary, find_value, split_words
from contentlib.model import FILTERS_BY_NAME, Allowed, Filters
from contentlib.storage import Store, among, any_of, list_having, listed

QUOTED = r'"([^"]*)"|“([^”“]*)[”“]|„([^“”]*)[“”]'
# What people call a filter besides its own name.
ALSO = {"type": "kind"}
_FILTER = re.compile(rf"(?<!\S)({'|'.join([*FILTERS_BY_NAME, *ALSO])}):(?:{QUOTED}|([^\s\"“„]\S*))", re.IGNORECASE)
_WITHOUT = re.compile(rf"(?<!\S)-(?:{QUOTED}|([^\W\d_]\S*))")
_PHRASE = re.compile(rf"(?<!\w)(?:{QUOTED})(?!\w)")
_OWNERS = f"SELECT DISTINCT asset_id FROM chunks WHERE {among('section_id')}"
# How many names are offered for one that is none.
NEAREST = 3


@dataclass(frozen=True, slots=True)
class TypedQuery:
    """A query taken apart. ``phrases`` and ``without`` are words that stand side by side, or single ones."""

    words: str
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] | None = None

    @property
    def chosen(self) -> Mapping[str, tuple[str, ...]]:
        """The filters, by their names in an address."""
        return self.filters or {}


def take_apart(text: str) -> TypedQuery:
    """The words of a query, and what else it says.

    >>> take_apart('freight "audit rights" -cloud kind:"case study" note: 12:30')
    TypedQuery(words='freight audit rights note: 12:30', phrases=('audit rights',), without=('cloud',), \
filters={'kind': ('case study',)})
    """
    rest, filters = lift_filters(text)
    without = tuple(_list_words(_WITHOUT, rest))
    rest = _WITHOUT.sub(" ", rest)
    phrases = tuple(_list_words(_PHRASE, rest))
    words = " ".join(_PHRASE.sub(lambda found: f" {_read(found.groups())} ", rest).split())
    # Minus before all there is says nothing.
    if not words and not filters:
        return TypedQuery(text)
    return TypedQuery(words or " ".join(value for values in filters.values() for value in values),
                      phrases, without, filters)  # fmt: skip


def lift_filters(text: str) -> tuple[str, dict[str, tuple[str, ...]]]:
    """The text without the filters that are typed in it, and these by their names in an address.

    >>> lift_filters("type:deck harbour Kind:pricing http://x.example")
    ('harbour http://x.example', {'kind': ('deck', 'pricing')})
    """
    filters: dict[str, tuple[str, ...]] = {}
    for found in _FILTER.finditer(text):
        name, value = found[1].lower(), _read(found.groups()[1:])
        name = ALSO.get(name, name)
        if value:
            filters[name] = (*filters.get(name, ()), value)
    return " ".join(_FILTER.sub(" ", text).split()) if filters else text, filters


def _read(groups: Iterable[str | None]) -> str:
    return " ".join(next((one for one in groups if one is not None), "").split())


def _list_words(pattern: re.Pattern[str], text: str) -> Iterable[str]:
    found = (" ".join(split_words(_read(one.groups()))) for one in pattern.finditer(text))
    return (one for one in found if one)


# --- filters --------------------------------------------------------------------------------------------------------


def name_values(chosen: Mapping[str, Sequence[str]], vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The values of typed filters as their lists have them, however they were written.

    Raises:
        BadInput: a value is on no list; names the nearest.
    """
    return {name: tuple(_name_value(name, one, vocabulary) for one in values) for name, values in chosen.items()}


def _name_value(name: str, written: str, vocabulary: Vocabulary) -> str:
    traits = FILTERS_BY_NAME[name]
    if traits.choices:
        known = {value.casefold(): value for value in traits.choices}
        return known.get(written.casefold(), written)
    if traits.axis is None or traits.allowed is not Allowed.LISTED:
        return written
    if found := find_value(traits.axis, written, vocabulary):
        return found
    names = {label.label.casefold(): label.label for label in vocabulary.list_labels(traits.axis)}
    near = get_close_matches(written.casefold(), names, n=NEAREST, cutoff=0.3) or list(names)
    told = ", ".join(f"“{names[one]}”" for one in near[:NEAREST])
    raise BadInput(f"“{written[:80]}” is no {traits.label.lower()} here. Nearest: {told}.")


def join_filters(filters: Filters, chosen: Mapping[str, Sequence[str]], vocabulary: Vocabulary, held: Held) -> Filters:
    """The filters and those that were typed.

    Raises:
        BadInput: one of the typed ones cannot be used.
    """
    if not chosen:
        return filters
    typed = read_filters(name_values(chosen, vocabulary), vocabulary, held).usable()
    both: dict[str, Any] = {}
    for one in map(FILTERS_BY_NAME.__getitem__, chosen):
        value = getattr(typed, one.attribute)
        earlier = () if one.is_single else getattr(filters, one.attribute)
        both[one.attribute] = value if one.is_single else tuple(dict.fromkeys((*earlier, *value)))
    return replace(filters, **both)


# --- words that must and must not be there --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which assets a query lets in by its words: those ``having`` all phrases (all where None), none of ``but``."""

    having: frozenset[int] | None = None
    but: frozenset[int] = frozenset()
    notice: str = ""

    def __bool__(self) -> bool:
        return self.having is not None or bool(self.but)


def find_bounds(db: Store, typed: TypedQuery) -> Bounds:
    """The assets that have the phrases, and those that have what must not be there."""
    having: frozenset[int] | None = None
    nowhere = []
    for phrase in typed.phrases:
        found = _list_assets(db, phrase)
        if not found:
            nowhere.append(phrase)
            continue
        having = found if having is None else having & found
    but = frozenset().union(*(_list_assets(db, one) for one in typed.without))
    told = ", ".join(f"“{one}”" for one in nowhere)
    notice = f"No file has exactly the words {told}; these are searched one by one." if told else ""
    return Bounds(having, but, notice)


def _list_assets(db: Store, phrase: str) -> frozenset[int]:
    sections = list_having(db, any_of([phrase]))
    return frozenset(row[0] for row in db.rows(_OWNERS, [listed(sections)]))
