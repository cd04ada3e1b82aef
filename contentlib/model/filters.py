"""What results can be narrowed to: each filter is declared here, once, as a field of ``Filters``; all goes by it.

Addresses, forms, chips, facets, options, the API with its description, an assistant's tool, what a search is kept with:
whoever does one of these walks over ``FILTERS``. A filter that is an axis takes its words from the axis. The condition
in SQL follows from the axis or the column; the few that are neither have theirs in ``catalog.conditions``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum, auto
from typing import Any

from contentlib.model.axes import Audience, Axis


class Takes(StrEnum):
    """What a filter is given: several values, which are alternatives; one value; or a day."""

    SEVERAL = auto()
    ONE = auto()
    DAY = auto()


class Allowed(StrEnum):
    """Which values a filter may have, and so how they are checked.

    ``LISTED``: those on the list of its axis. ``NAMED``: any name, and where the vocabulary knows it, as written there.
    ``CHOICES``: those declared with it. ``HELD``: those that a living asset has in its column. ``ANY``: any text.
    """

    LISTED = auto()
    NAMED = auto()
    CHOICES = auto()
    HELD = auto()
    ANY = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterTraits:
    """Everything that is declared of a filter.

    ``name`` is that in an address, ``attribute`` that of ``Filters``. ``label`` is said on pages; ``only`` completes
    “Only …”. ``choices`` are values with their words. ``column`` is one of the table ``assets``. ``opens``: its facet
    stands open at first. ``no_facet`` says why it has none.
    """

    name: str
    label: str
    only: str
    takes: Takes
    allowed: Allowed
    attribute: str = ""
    axis: Axis | None = None
    column: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    opens: bool = False
    no_facet: str = ""

    @property
    def is_single(self) -> bool:
        """Whether choosing another value takes the place of the one before."""
        return self.takes is not Takes.SEVERAL


def _declare(nothing: Any, traits: FilterTraits) -> Any:
    """A field of ``Filters`` that is ``nothing`` where it is not asked for."""
    return field(default=nothing, metadata={"traits": traits})


def _of_axis(axis: Axis, *, opens: bool = False, **more: Any) -> Any:
    words = axis.traits
    traits = FilterTraits(
        name=axis.value, label=words.label, only=words.only, takes=Takes.SEVERAL, axis=axis, opens=opens,
        allowed=Allowed.LISTED if words.is_closed else Allowed.NAMED, column=axis.column if axis.is_single else "",
    )  # fmt: skip
    traits = replace(traits, **more)
    return _declare(None if traits.is_single else (), traits)


def _of_column(column: str, label: str, only: str) -> Any:
    """A filter by a column of ``assets``, which may have any of the values that stand there."""
    takes, allowed = Takes.SEVERAL, Allowed.HELD
    return _declare((), FilterTraits(name=column, label=label, only=only, takes=takes, allowed=allowed, column=column))


def _of_place(name: str, label: str, only: str) -> Any:
    return _declare("", FilterTraits(name=name, label=label, only=only, takes=Takes.ONE, allowed=Allowed.ANY))


def _of_days(name: str, label: str, only: str) -> Any:
    why = "a stretch of time has no values to count; it is typed below the facets"
    return _declare(
        None, FilterTraits(name=name, label=label, only=only, takes=Takes.DAY, allowed=Allowed.ANY, no_facet=why)
    )


@dataclass(frozen=True, slots=True)
class Filters:
    """What the results must be. Values of one field are alternatives; fields add up. Empty means anything.

    Each axis has its field (``Axis.filter``); what is on no closed list is matched without regard to case.
    ``folder`` is a prefix of the path on its drive; ``since`` and ``until`` bound ``modified_at``. ``freshness`` is how
    an asset stands today: fresh, due (for a look) or expired.
    """

    stages: tuple[str, ...] = _of_axis(Axis.STAGE, opens=True)
    objections: tuple[str, ...] = _of_axis(Axis.OBJECTION, opens=True)
    competitors: tuple[str, ...] = _of_axis(Axis.COMPETITOR)
    industries: tuple[str, ...] = _of_axis(Axis.INDUSTRY)
    personas: tuple[str, ...] = _of_axis(Axis.PERSONA)
    regions: tuple[str, ...] = _of_axis(Axis.REGION)
    kinds: tuple[str, ...] = _of_axis(Axis.KIND, opens=True)
    audience: Audience | None = _of_axis(
        Axis.AUDIENCE, opens=True, takes=Takes.ONE,
        choices={Audience.INTERNAL.value: "Internal only", Audience.EXTERNAL.value: "May be sent to a buyer"},
    )  # fmt: skip
    freshness: tuple[str, ...] = _declare(
        (),
        FilterTraits(
            name="freshness", label="Freshness", only="what is fresh, due (for a look) or expired",
            takes=Takes.SEVERAL, allowed=Allowed.CHOICES, opens=True,
            choices={"fresh": "Fresh", "due": "Due for review", "expired": "Expired"},
        ),
    )  # fmt: skip
    formats: tuple[str, ...] = _of_column("format", "Format", "this format, such as pptx")
    languages: tuple[str, ...] = _of_column("language", "Language", "this language, such as en")
    drive: str = _of_place("drive", "Drive", "this drive")
    folder: str = _of_place("folder", "Folder", "below this folder of a drive")
    since: datetime | None = _of_days("since", "Changed since", "what was changed on or after this day")
    until: datetime | None = _of_days("until", "Changed until", "what was changed on or before this day")

    def __bool__(self) -> bool:
        return self != Filters()


def _list_filters() -> tuple[FilterTraits, ...]:
    """Axes in the order in which a rep asks, then the others as declared."""
    declared = [replace(one.metadata["traits"], attribute=one.name) for one in fields(Filters)]
    return tuple(sorted(declared, key=lambda one: one.axis.traits.facet if one.axis else len(Axis) + 1))


FILTERS = _list_filters()
# A filter by its name in an address.
FILTERS_BY_NAME: Mapping[str, FilterTraits] = {one.name: one for one in FILTERS}
