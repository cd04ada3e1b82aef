"""Which rows and columns of a binary workbook (MS-XLSB) are hidden; calamine does not tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from contentlib.errors import Unreadable
from indexer.extract.office.cells import Marks, SheetPlace
from indexer.extract.office.package import Package
from indexer.extract.office.sheet_places import MAX_COLUMNS

_ROW, _COLUMNS, _SHEET = 0, 60, 156
_HIDDEN_ROW, _HIDDEN_COLUMNS = 0x10, 0x01
_MOST_ROWS = 1_048_576
# The records of cells with something in them; 1 is a cell that has but a style.
_FILLED = range(2, 12)


def read_binary_marks(package: Package, most: int) -> dict[str, Marks]:
    """Sheet name -> its hidden rows and columns, for the first sheets."""
    try:
        return {one.name: _sheet_marks(package.read(one.part)) for one in islice(list_binary_sheets(package), most)}
    except Unreadable:
        return {}


def list_binary_sheets(package: Package) -> list[SheetPlace]:
    """The sheets that are there, in the order of the book."""
    main = package.find_main("xl/workbook.bin")
    try:
        related = package.related(main)
        return [one for one in _sheets(package.read(main), related) if one.part in package.names]
    except Unreadable:
        return []


def _sheets(book: bytes, related: Mapping[str, tuple[str, str]]) -> Iterator[SheetPlace]:
    for record, body in list_records(book):
        if record == _SHEET and len(body) > 8:
            number, at = _wide_text(body, 8)
            kind, part = related.get(number, ("", ""))
            # The first number of the record tells whether it is hidden, or very much so.
            yield SheetPlace(_wide_text(body, at)[0], part, kind, body[0] != 0)


def _sheet_marks(sheet: bytes) -> Marks:
    marks = Marks()
    for kind, body in list_records(sheet):
        if kind == _ROW and len(body) > 11 and body[11] & _HIDDEN_ROW:
            marks.hidden_rows.add(min(int.from_bytes(body[:4], "little"), _MOST_ROWS))
        elif kind == _COLUMNS and len(body) > 16 and body[16] & _HIDDEN_COLUMNS:
            first, last = (int.from_bytes(body[at : at + 4], "little") for at in (0, 4))
            marks.hidden_columns.update(range(first, min(last, MAX_COLUMNS) + 1))
    return marks


def find_area(sheet: bytes) -> int:
    """Cells in the rectangle around everything that is filled in."""
    line, lines, columns = 0, set[int](), set[int]()
    for kind, body in list_records(sheet):
        if kind == _ROW:
            line = int.from_bytes(body[:4], "little")
        elif kind in _FILLED:
            lines.add(line)
            columns.add(int.from_bytes(body[:4], "little"))
    return (max(lines) - min(lines) + 1) * (max(columns) - min(columns) + 1) if lines else 0


def list_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: what each is, and its body. What is cut off is left out.

    >>> list(list_records(bytes([0x9C, 0x01, 2, 7, 8])))
    [(156, b'\\x07\\x08')]
    """
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        size, at = _number(data, at, 4)
        if at + size > len(data):
            return
        yield kind, data[at : at + size]
        at += size


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in steps of seven bits, and where it ends."""
    value = 0
    for step in range(most):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * step)
        if not byte & 0x80:
            break
    return value, at


def _wide_text(body: bytes, at: int) -> tuple[str, int]:
    count = int.from_bytes(body[at : at + 4], "little")
    end = at + 4 + 2 * min(count, 32_767)
    return body[at + 4 : end].decode("utf-16-le", "replace"), end
