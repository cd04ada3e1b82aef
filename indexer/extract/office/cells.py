"""What a workbook says of its cells besides their values: number formats, and which rows and columns are hidden.

calamine gives the values and nothing else, so this is read beside it, from the XML of new workbooks and the records of
old ones. A file that says nothing here, or nonsense, is still read: its figures then stand as they are.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from contentlib.errors import Unreadable
from indexer.extract.office.compound import open_compound
from indexer.extract.office.number_formats import BUILT_IN, changes_figures
from indexer.extract.office.package import Package, text_of
from indexer.extract.office.sheet_places import MAX_COLUMNS, is_closed, shows_nothing

# A table of formats for more cells than this is not worth its memory.
MAX_MARKS = 500_000

_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(?P<what>row|c|col)\s(?P<said>[^<>]*)>")
# openpyxl and its kin write formulas without their results; Excel works them out when somebody looks.
_NO_RESULT = re.compile(rb"<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)(?:<(?:\w+:)?v\s*/>|<v></v>)?</(?:\w+:)?c>")
_SAID = re.compile(rb"\b(r|s|min|max|hidden|ht|width)=[\"']([^\"']{0,24})[\"']")
_NO_SIZE = re.compile(rb"\b(?:hidden=|(?:ht|width)=[\"'][-0.]+[\"'])")
_PLACE = re.compile(rb"^([A-Z]{1,3})(\d{1,7})$")


@dataclass(slots=True)
class Marks:
    """What is said of the cells of one sheet; rows and columns count from 0. ``codes`` are number formats,
    ``unshown`` the cells whose format shows nothing, and ``without_result`` counts the formulas never worked out.
    """

    codes: dict[tuple[int, int], str] = field(default_factory=dict)
    unshown: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    without_result: int = 0

    def code(self, line: int, column: int) -> str:
        return self.codes.get((line, column), "")

    def put(self, line: int, column: int, code: str) -> None:
        if shows_nothing(code):
            self.unshown.add((line, column))
        elif code and len(self.codes) < MAX_MARKS:
            self.codes[line, column] = code


# --- new workbooks ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """Where a sheet of a workbook lies; ``kind`` is the last word of the type of the relation to it."""

    name: str
    part: str
    kind: str
    is_hidden: bool


def list_sheet_places(package: Package) -> list[SheetPlace]:
    """The sheets that are there, in the order of the book."""
    main = package.find_main("xl/workbook.xml")
    if not main:
        return []
    related = package.related(main)
    found = []
    for sheet in package.xml(main).iter("{*}sheet"):
        keys = {key: value for key, value in sheet.attrib.items() if key.startswith("{")}
        kind, part = related.get(text_of(keys, "id"), ("", ""))
        if part in package.names:
            is_hidden = sheet.get("state", "visible") not in ("visible", "")
            found.append(SheetPlace(sheet.get("name", ""), part, kind, is_hidden))
    return found


def sheet_parts(package: Package) -> dict[str, str]:
    """Sheet name -> the part it lies in, for the sheets that are there."""
    return {one.name: one.part for one in list_sheet_places(package)}


def read_marks(package: Package, most: int) -> dict[str, Marks]:
    """Sheet name -> what is said of its cells, for the first sheets."""
    try:
        codes = _style_codes(package)
        parts = islice(sheet_parts(package).items(), most)
        return {name: _sheet_marks(package.read(part), codes) for name, part in parts}
    except Unreadable:
        return {}


def _style_codes(package: Package) -> list[str]:
    """The number format of each style of a cell; empty where it changes nothing."""
    main = package.find_main("xl/workbook.xml")
    part = package.first_related(main, "styles")
    if not part:
        return []
    root = package.xml(part)
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter("{*}numFmt")}
    styles = root.find("{*}cellXfs")
    numbers = [] if styles is None else [one.get("numFmtId", "0") for one in styles.iterchildren("{*}xf")]
    codes = [own.get(number) or (BUILT_IN.get(int(number), "") if number.isdecimal() else "") for number in numbers]
    return [code if changes_figures(code) or shows_nothing(code) else "" for code in codes]


def _sheet_marks(sheet: bytes, codes: list[str]) -> Marks:
    marks = Marks(without_result=sum(1 for _ in _NO_RESULT.finditer(sheet)))
    if not any(codes) and not _NO_SIZE.search(sheet):
        return marks
    for found in _ROW_OR_CELL.finditer(sheet):
        said = dict(_SAID.findall(found["said"]))
        if found["what"] == b"c":
            place = _PLACE.match(said.get(b"r", b""))
            style = said.get(b"s", b"")
            if place and style.isdigit() and int(style) < len(codes):
                marks.put(int(place[2]) - 1, column_number(place[1]) - 1, codes[int(style)])
        elif is_closed(said.get(b"hidden", b"").decode("latin-1"), _size(found["what"], said).decode("latin-1")):
            _hide(marks, said)
    return marks


def _size(what: bytes, said: dict[bytes, bytes]) -> bytes:
    return said.get(b"ht" if what == b"row" else b"width", b"")


def _hide(marks: Marks, said: dict[bytes, bytes]) -> None:
    if said.get(b"r", b"").isdigit():
        marks.hidden_rows.add(int(said[b"r"]) - 1)
    is_range = said.get(b"min", b"").isdigit() and said.get(b"max", b"").isdigit()
    if is_range and len(marks.hidden_columns) < MAX_COLUMNS:
        marks.hidden_columns.update(range(int(said[b"min"]) - 1, min(int(said[b"max"]), MAX_COLUMNS)))


def column_number(letters: bytes) -> int:
    """The number of a column, from 1.

    >>> column_number(b"A"), column_number(b"AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


# --- old workbooks ------------------------------------------------------------------------------------------------

_BOF, _FORMAT, _XF, _SHEET, _ROW, _COLUMNS = 0x0809, 0x041E, 0x00E0, 0x0085, 0x0208, 0x007D
_ONE_CELL, _MANY_CELLS = (0x0203, 0x027E, 0x0006), 0x00BD
# Every record that puts a value into a cell.
_PLACED = (*_ONE_CELL, _MANY_CELLS, 0x00FD, 0x0204, 0x0205, 0x00D6)
_PLACE_SIZE, _CELL_SIZE, _LAST_OLD_COLUMN = 4, 6, 255
_HIDDEN_ROW = 0x20


def read_old_marks(data: bytes) -> list[Marks]:
    """What is said of the cells of each sheet of an old workbook (MS-XLS), in the order of the sheets."""
    try:
        with open_compound(data) as compound:
            stream = compound.read(compound.root, "Workbook") or compound.read(compound.root, "Book")
        return _old_marks(stream)
    except (Unreadable, struct.error, IndexError):
        return []


def refuse_impossible(data: bytes) -> None:
    """Raises Unreadable for an old workbook with a cell where none can be: a table that reaches it takes all memory."""
    with open_compound(data) as compound:
        stream = compound.read(compound.root, "Workbook") or compound.read(compound.root, "Book")
    starts = [int.from_bytes(body[:4], "little") for kind, body in _records(stream, 0) if kind == _SHEET]
    if any(_last_column(stream, start) > _LAST_OLD_COLUMN for start in starts):
        raise Unreadable("is damaged: a cell lies where no sheet can have one.", "Get another copy.")


def _last_column(stream: bytes, start: int) -> int:
    """The column furthest out that has a value, from 0."""
    last = 0
    for kind, body in _records(stream, start):
        if kind in _PLACED and len(body) >= _PLACE_SIZE:
            first = int.from_bytes(body[2:4], "little")
            # A record of many cells begins with its place, and ends with the number of the last column.
            more = (len(body) - _PLACE_SIZE - 2) // _CELL_SIZE - 1 if kind == _MANY_CELLS else 0
            last = max(last, first + more)
    return last


def _old_marks(stream: bytes) -> list[Marks]:
    is_wide = False
    own: dict[int, str] = {}
    numbers: list[int] = []
    starts: list[int] = []
    for kind, body in _records(stream, 0):
        if kind == _BOF:
            is_wide = body[:2] == b"\x00\x06"
        elif kind == _FORMAT:
            own[int.from_bytes(body[:2], "little")] = _old_text(body[2:], is_wide)
        elif kind == _XF:
            numbers.append(int.from_bytes(body[2:4], "little"))
        elif kind == _SHEET:
            starts.append(int.from_bytes(body[:4], "little"))
    codes = [own.get(number) or BUILT_IN.get(number, "") for number in numbers]
    codes = [code if changes_figures(code) or shows_nothing(code) else "" for code in codes]
    return [_old_sheet(stream, start, codes) for start in starts]


def _old_sheet(stream: bytes, start: int, codes: list[str]) -> Marks:
    marks = Marks()
    for kind, body in _records(stream, start):
        if kind in _ONE_CELL:
            line, column, style = struct.unpack_from("<HHH", body)
            marks.put(line, column, codes[style] if style < len(codes) else "")
        elif kind == _MANY_CELLS:
            line, first = struct.unpack_from("<HH", body)
            for at, (style, _) in enumerate(struct.iter_unpack("<HI", body[4 : 4 + (len(body) - 6) // 6 * 6])):
                marks.put(line, first + at, codes[style] if style < len(codes) else "")
        elif kind == _ROW and len(body) >= 14 and body[12] & _HIDDEN_ROW:
            marks.hidden_rows.add(int.from_bytes(body[:2], "little"))
        elif kind == _COLUMNS and len(body) >= 10 and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            marks.hidden_columns.update(range(first, min(last, 255) + 1))
    return marks


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the stream, to the one that ends it."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        if kind == 0x000A:
            return
        at += 4 + size


def _old_text(body: bytes, is_wide: bool) -> str:
    if not is_wide:
        return body[1 : 1 + body[0]].decode("cp1252", "replace")
    count = int.from_bytes(body[:2], "little")
    if body[2] & 1:
        return body[3 : 3 + 2 * count].decode("utf-16-le", "replace")
    return body[3 : 3 + count].decode("latin-1")
