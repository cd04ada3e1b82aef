"""Which rows, columns and drawings of a sheet its reader never sees.

The reader and the gate ask the same here, so that what one keeps from buyers the other does not hand out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.extract.office.package import Element
from indexer.extract.office.slide_places import is_hidden_shape, list_shapes

MAX_COLUMNS = 16_384
_YES = frozenset({"1", "true", "on"})
_ANCHORS = ("{*}twoCellAnchor", "{*}oneCellAnchor", "{*}absoluteAnchor")
# A format of four empty parts shows nothing of any value.
_SHOWS_NOTHING = re.compile(r"^(?:\[[^\]]*\])?;;;(?:\"\")?$")


@dataclass(slots=True)
class HiddenCells:
    """The rows and columns of a sheet that are hidden, from 1."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def is_closed(hidden: str, size: str) -> bool:
    """Whether a row or a column is hidden: because it says so, or because it has no height or width.

    >>> is_closed("1", ""), is_closed("", "0"), is_closed("0", "12.75"), is_closed("", "")
    (True, True, False, False)
    """
    if hidden.lower() in _YES:
        return True
    try:
        return bool(size) and float(size) <= 0
    except ValueError:
        return False


def shows_nothing(code: str) -> bool:
    """Whether a number format shows nothing of any value.

    >>> shows_nothing(";;;"), shows_nothing("0;-0;;@")
    (True, False)
    """
    return bool(_SHOWS_NOTHING.match(code.replace(" ", "")))


def read_hidden(sheet: Element) -> HiddenCells:
    """The hidden rows and columns of a sheet."""
    found = HiddenCells()
    for column in sheet.iter("{*}col"):
        first, last = column.get("min", ""), column.get("max", "")
        if is_closed(column.get("hidden", ""), column.get("width", "")) and first.isdecimal() and last.isdecimal():
            found.columns.update(range(int(first), min(int(last), MAX_COLUMNS) + 1))
    data = sheet.find("{*}sheetData")
    # A row that does not say which it is follows the one before it.
    at = 0
    for row in data.iterchildren("{*}row") if data is not None else ():
        number = row.get("r", "")
        at = int(number) if number.isdecimal() else at + 1
        if is_closed(row.get("hidden", ""), row.get("ht", "")):
            found.rows.add(at)
    return found


def list_unseen_anchors(drawing: Element, hidden: HiddenCells) -> Iterator[Element]:
    """What lies over the cells and is hidden, or has no size since it stands in hidden rows or columns alone."""
    for anchor in drawing.iterchildren(*_ANCHORS):
        if any(is_hidden_shape(shape) for shape in list_shapes(anchor)) or _is_under(anchor, hidden):
            yield anchor
            continue
        for group in anchor.iter("{*}grpSp"):
            yield from (shape for shape in list_shapes(group) if is_hidden_shape(shape))


def _is_under(anchor: Element, hidden: HiddenCells) -> bool:
    for name, closed in (("row", hidden.rows), ("col", hidden.columns)):
        ends = [anchor.findtext(f"./{{*}}{side}/{{*}}{name}") for side in ("from", "to")]
        if closed and all(end is not None and end.strip().isdecimal() for end in ends):
            first, last = (int(str(end)) + 1 for end in ends)
            if all(at in closed for at in range(first, min(last, first + MAX_COLUMNS) + 1)):
                return True
    return False
