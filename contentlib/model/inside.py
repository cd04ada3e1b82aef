"""What a file carries that a buyer must not get, whatever was read of it: the inventory that the gate decides by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Cargo(StrEnum):
    """A sort of thing that travels with a file and is not meant for a buyer; the value is how it is kept."""

    NOTES = "notes"
    COMMENTS = "comments"
    TRACKED = "tracked"
    HIDDEN_TEXT = "hidden_text"
    HIDDEN_SLIDES = "hidden_slides"
    HIDDEN_SHAPES = "hidden_shapes"
    OFF_PAGE = "off_page"
    HIDDEN_SHEETS = "hidden_sheets"
    HIDDEN_CELLS = "hidden_cells"
    HIDDEN_NAMES = "hidden_names"
    LAYERS = "layers"
    PROPERTIES = "properties"
    ATTACHED = "attached"
    SCRIPTS = "scripts"
    PROGRAM_DATA = "program_data"
    OUTSIDE = "outside"
    FORM_VALUES = "form_values"
    UNKNOWN = "unknown"


# Raised by one wherever an examiner learns to find more: what earlier ones told is looked through anew.
EXAMINERS = 1
# How a person is told of one, and of several.
SAID: Mapping[Cargo, tuple[str, str]] = {
    Cargo.NOTES: ("speaker notes on 1 slide", "speaker notes on {} slides"),
    Cargo.COMMENTS: ("1 comment", "{} comments"),
    Cargo.TRACKED: ("1 tracked change", "{} tracked changes"),
    Cargo.HIDDEN_TEXT: ("1 passage of hidden text", "{} passages of hidden text"),
    Cargo.HIDDEN_SLIDES: ("1 hidden slide", "{} hidden slides"),
    Cargo.HIDDEN_SHAPES: ("1 hidden shape", "{} hidden shapes"),
    Cargo.OFF_PAGE: ("1 thing beside the page", "{} things beside the page"),
    Cargo.HIDDEN_SHEETS: ("1 hidden sheet", "{} hidden sheets"),
    Cargo.HIDDEN_CELLS: ("1 hidden row or column", "{} hidden rows or columns"),
    Cargo.HIDDEN_NAMES: ("1 hidden name", "{} hidden names"),
    Cargo.LAYERS: ("1 layer that is switched off", "{} layers that are switched off"),
    Cargo.PROPERTIES: ("1 property, such as who wrote it", "{} properties, such as who wrote it"),
    Cargo.ATTACHED: ("1 embedded file", "{} embedded files"),
    Cargo.SCRIPTS: ("1 macro or script", "{} macros or scripts"),
    Cargo.PROGRAM_DATA: ("1 piece of a program’s own data", "{} pieces of programs’ own data"),
    Cargo.OUTSIDE: ("1 link to a file outside", "{} links to files outside"),
    Cargo.FORM_VALUES: ("1 hidden value of a form", "{} hidden values of a form"),
    Cargo.UNKNOWN: ("1 part that nobody here knows", "{} parts that nobody here knows"),
}
MOST_NAMES = 20
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Carried:
    """So many of one sort, and whose they are, where the file says so."""

    cargo: Cargo
    count: int = 1
    by: tuple[str, ...] = ()

    def tell(self) -> str:
        """It in words.

        >>> Carried(Cargo.COMMENTS, 3, ("Ann", "Bob")).tell(), Carried(Cargo.NOTES).tell()
        ('3 comments by Ann and Bob', 'speaker notes on 1 slide')
        """
        one, many = SAID[self.cargo]
        told = one if self.count == 1 else many.format(f"{self.count:,}")
        if not self.by:
            return told
        names = " and ".join(self.by) if len(self.by) <= 2 else f"{len(self.by)} people"
        return f"{told} by {names}"


@dataclass(frozen=True, slots=True)
class Inside:
    """What is in a file. ``unexamined`` says why nobody could look, as the end of a sentence about the file.

    Only what was examined and carries nothing may leave as it is.
    """

    carried: tuple[Carried, ...] = ()
    unexamined: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether it was looked through and nothing was found."""
        return not self.carried and not self.unexamined

    def tell(self) -> str:
        """What is inside, in words; empty where nothing is.

        >>> Inside((Carried(Cargo.NOTES, 12), Carried(Cargo.HIDDEN_SLIDES))).tell()
        'speaker notes on 12 slides, 1 hidden slide'
        """
        return self.unexamined or ", ".join(one.tell() for one in self.carried)

    def tell_unnamed(self) -> str:
        """What is inside, for whoever may not know whose it is."""
        return self.unexamined or ", ".join(Carried(one.cargo, one.count).tell() for one in self.carried)

    def to_json(self) -> str:
        """It as it is kept."""
        carried = [[one.cargo.value, one.count, list(one.by)] for one in self.carried]
        return json.dumps({"carried": carried, "unexamined": self.unexamined}, ensure_ascii=False)


def read_inside_json(text: str) -> Inside:
    """What was kept, or told by a process that has read a stranger's file; what makes no sense is no examination.

    >>> inside = Inside((Carried(Cargo.COMMENTS, 2, ("Ann",)),))
    >>> read_inside_json(inside.to_json()) == inside, read_inside_json("{}").is_clean
    (True, False)
    """
    try:
        told = json.loads(text)
        carried = tuple(Carried(Cargo(cargo), max(1, int(count)), _names(by)) for cargo, count, by in told["carried"])
        return Inside(carried, str(told["unexamined"])[:400])
    except (ValueError, TypeError, KeyError, RecursionError):
        return Inside(unexamined="gave an answer that makes no sense")


def _names(by: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(name)[:LONGEST_NAME] for name in list(by)[:MOST_NAMES])


def sum_up(found: Iterable[Carried]) -> Inside:
    """The inventory of many finds: one line a sort, in the order of :class:`Cargo`, names each once.

    >>> sum_up([Carried(Cargo.TRACKED), Carried(Cargo.NOTES), Carried(Cargo.TRACKED, 2, ("Ann",))]).tell()
    'speaker notes on 1 slide, 3 tracked changes by Ann'
    """
    counts: dict[Cargo, int] = {}
    names: dict[Cargo, dict[str, None]] = {}
    for one in found:
        counts[one.cargo] = counts.get(one.cargo, 0) + one.count
        names.setdefault(one.cargo, {}).update(dict.fromkeys(filter(None, one.by)))
    return Inside(tuple(Carried(cargo, counts[cargo], _names(names[cargo])) for cargo in Cargo if counts.get(cargo)))
