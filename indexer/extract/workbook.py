"""Excel workbooks: one section a sheet, a line a row. The only module that knows calamine."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

import python_calamine as calamine

from contentlib.errors import Unreadable
from contentlib.model import Properties, Reading, Section
from indexer.extract.package import Package, office_properties, text_of
from indexer.extract.text import row, set_aside

MAX_ROWS = 20_000
MAX_LETTERS = 2_000_000
# calamine keeps a sheet as a full rectangle, so one cell far away from the others would take all memory.
_MAX_AREA = 5_000_000
_CELL = re.compile(rb'<(?:\w+:)?c [^<>]*?\br="([A-Z]{1,3})(\d{1,7})"')
# A sheet may lie anywhere in the file; these parts are never sheets, and some are large.
_SHEET = re.compile(r"^xl/(?!sharedStrings|styles|theme/|drawings/|charts/|media/).*\.xml$")
_DAMAGED = "Open it in its own program, save it again, or get another copy."


def read_xlsx(data: bytes) -> Reading:
    package = Package(data)
    wide = [name for name in sorted(package.names) if _SHEET.match(name) and _area(package.read(name)) > _MAX_AREA]
    properties = office_properties(package)
    if wide:
        warning = "has cells very far apart, so only its typed text was read, without formulas’ results and dates"
        return Reading("xlsx", tuple(_typed_text(package)), properties, (warning,))
    return _read(data, "xlsx", properties)


def read_xls(data: bytes) -> Reading:
    return _read(data, "xls", Properties())


def read_xlsb(data: bytes) -> Reading:
    return _read(data, "xlsb", office_properties(Package(data)))


def sheet_section(name: str, rows: Iterable[Sequence[str]], warnings: list[str]) -> Section:
    """A sheet as one section: empty rows and columns left out, very long sheets cut with a warning."""
    lines: list[str] = []
    letters = 0
    for cells in _without_empty_columns(list(_filled(rows))):
        line = row(cells)
        letters += len(line) + 1
        if len(lines) >= MAX_ROWS or letters > MAX_LETTERS:
            warnings.append(f"only the first {len(lines):,} rows of sheet “{name}” were read")
            break
        if line:
            lines.append(line)
    return Section(locator=f"sheet {name}", heading=name, text="\n".join(lines))


def shown(value: object) -> str:
    """A cell as a person reads it.

    >>> shown(1200.0), shown(0.1 + 0.2), shown(True)
    ('1200', '0.3', 'TRUE')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.12g}" if abs(value) < 1e12 else f"{value:.0f}"
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)


def _read(data: bytes, kind: str, properties: Properties) -> Reading:
    warnings: list[str] = []
    try:
        book = calamine.load_workbook(BytesIO(data))
        sheets = [
            sheet_section(name, _rows(book, name), warnings)
            if what.visible == calamine.SheetVisibleEnum.Visible
            else set_aside(sheet_section(name, _rows(book, name), warnings))
            for name, what in zip(book.sheet_names, book.sheets_metadata, strict=True)
            if what.typ == calamine.SheetTypeEnum.WorkSheet
        ]
    except calamine.PasswordError as error:
        raise Unreadable("is protected by a password.", "Save a copy without the password.") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable(f"is damaged: its sheets cannot be read ({error}).", _DAMAGED) from error
    except BaseException as error:
        # A panic inside calamine is no Exception, and its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable("is damaged: its sheets cannot be read.", _DAMAGED) from error
    return Reading(kind, tuple(sheets), properties, tuple(warnings))


def _rows(book: calamine.CalamineWorkbook, name: str) -> Iterator[list[str]]:
    for cells in book.get_sheet_by_name(name).iter_rows():
        yield [shown(cell) for cell in cells]


def _filled(rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    count = 0
    for cells in rows:
        if any(cells):
            count += 1
            yield cells
        if count > MAX_ROWS:
            return


def _without_empty_columns(rows: list[Sequence[str]]) -> list[list[str]]:
    used = {at for cells in rows for at, cell in enumerate(cells) if cell}
    return [[cell for at, cell in enumerate(cells) if at in used] for cells in rows]


def _area(sheet: bytes) -> int:
    """Cells in the rectangle around everything that is filled in."""
    rows: set[int] = set()
    columns: set[bytes] = set()
    for column, line in _CELL.findall(sheet):
        rows.add(int(line))
        columns.add(column)
    if not rows:
        return 0
    numbers = [_column_number(column) for column in columns]
    return (max(rows) - min(rows) + 1) * (max(numbers) - min(numbers) + 1)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _typed_text(package: Package) -> Iterator[Section]:
    main = package.first_related("", "officeDocument") or "xl/workbook.xml"
    related = package.related(main)
    shared = _shared_texts(package, package.first_related(main, "sharedStrings"))
    for sheet in package.xml(main).iter("{*}sheet"):
        keys = {key: value for key, value in sheet.attrib.items() if key.startswith("{")}
        part = related.get(text_of(keys, "id"), ("", ""))[1]
        if part in package.names:
            name = sheet.get("name", "")
            yield Section(f"sheet {name}", name, "\n".join(_typed_rows(package, part, shared)))


def _shared_texts(package: Package, part: str) -> list[str]:
    if not part:
        return []
    return ["".join(one.text or "" for one in item.iter("{*}t")) for item in package.xml(part).iter("{*}si")]


def _typed_rows(package: Package, part: str, shared: list[str]) -> Iterator[str]:
    for line in package.xml(part).iter("{*}row"):
        cells = []
        for cell in line.iter("{*}c"):
            value = "".join(one.text or "" for one in cell.iter("{*}v", "{*}t"))
            known = cell.get("t") == "s" and value.isdecimal() and int(value) < len(shared)
            cells.append(shared[int(value)] if known else value)
        yield row([cell for cell in cells if cell])
