"""Excel workbooks: one section a sheet, a line a row. The only module that knows calamine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from itertools import islice

import python_calamine as calamine

from contentlib.errors import Unreadable
from contentlib.model import Properties, Reading, Section
from indexer.extract.office.binary_sheets import find_area, list_binary_sheets, read_binary_marks
from indexer.extract.office.cells import (
    Marks,
    column_number,
    list_sheet_places,
    read_marks,
    read_old_marks,
    refuse_impossible,
    sheet_parts,
)
from indexer.extract.office.compound import SIGNATURE, read_summary, refuse_endless
from indexer.extract.office.embedded import read_embedded
from indexer.extract.office.locks import refuse_locked
from indexer.extract.office.package import Element, Package, office_properties
from indexer.extract.office.sheet_drawings import with_drawings
from indexer.extract.office.sheet_rows import SheetRow, sheet_section, shown
from indexer.extract.office.usual_names import with_usual_names
from indexer.extract.office.xml_2003 import read_workbook_xml
from indexer.extract.raw_text import row, set_aside

# calamine keeps a sheet as a full rectangle, so one cell far away from the others would take all memory.
_MAX_AREA = 5_000_000
_LAST_ROW = 1_048_576
MAX_SHEETS = 1000
# A cell with something in it: one that has but a style fills nothing.
_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br=[\"']([A-Z]{1,3})(\d{1,10})[\"'][^<>]*(?<!/)>(?!</)")
# A filled cell that does not say where it lies, which is the next of its row.
_PLACELESS = re.compile(rb"<(?:\w+:)?c(?:\s(?![^<>]*\br=)[^<>]*)?(?<!/)>(?!</)")
_BEGIN_OF_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s>])")
_NUMBER_OF_ROW = re.compile(rb"[^<>]*?\br=[\"'](\d{1,10})[\"']")
_CELL_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,10})$")
# A sheet may lie anywhere in the file; these parts are never sheets, and some are large.
_SHEET = re.compile(r"^xl/(?!sharedStrings|styles|theme/|drawings/|charts/|media/).*\.xml$")
_DAMAGED = "Open it in its own program, save it again, or get another copy."


def read_xlsx(data: bytes) -> Reading:
    package = Package(data)
    wide = any(_area(package.read(name)) > _MAX_AREA for name in sorted(_list_sheets(package)))
    properties = office_properties(package)
    if wide:
        marks = read_marks(package, MAX_SHEETS)
        warning = "has cells very far apart, so only its typed text was read, without formulas’ results and dates"
        return Reading("xlsx", tuple(_typed_text(package, marks)), properties, (warning,))
    marks = read_marks(package, MAX_SHEETS)
    reading = _read(
        with_usual_names(package, data, ".xml"), "xlsx", properties, lambda _, name: marks.get(name, Marks())
    )
    places = list_sheet_places(package)
    sections = with_drawings(package, reading.sections, marks, places)
    warnings: list[str] = []
    aside = [one for place in places for one in read_embedded(package, place.part, warnings)]
    told = (*reading.warnings, *_tell_unworked(marks), *warnings)
    return replace(reading, sections=(*sections, *aside), warnings=told)


def _list_sheets(package: Package) -> set[str]:
    """What may be a sheet: what the book says is one, wherever it lies, and what looks like one by its name."""
    told = {
        target for kind, target in package.related(package.find_main("xl/workbook.xml")).values() if "sheet" in kind
    }
    return (told & package.names) | {name for name in package.names if _SHEET.match(name)}


def read_xls(data: bytes) -> Reading:
    if not data.startswith(SIGNATURE):
        return read_workbook_xml(data)
    refuse_locked(data)
    refuse_endless(data)
    refuse_impossible(data)
    marks = read_old_marks(data)
    return _read(data, "xls", read_summary(data), lambda at, _: marks[at] if at < len(marks) else Marks())


def read_xlsb(data: bytes) -> Reading:
    package = Package(data)
    places = list_binary_sheets(package)
    if any(find_area(package.read(place.part)) > _MAX_AREA for place in places):
        raise Unreadable("has cells very far apart.", "Save it as .xlsx, or delete what lies far out.")
    marks = read_binary_marks(package, MAX_SHEETS)
    usual = with_usual_names(package, data, ".bin")
    reading = _read(usual, "xlsb", office_properties(package), lambda _, name: marks.get(name, Marks()))
    return replace(reading, sections=tuple(with_drawings(package, reading.sections, marks, places)))


def _read(data: bytes, kind: str, properties: Properties, marks_of: Callable[[int, str], Marks]) -> Reading:
    warnings: list[str] = []
    try:
        book = calamine.load_workbook(BytesIO(data))
        sheets = [
            _section(book, name, what.visible, marks_of(at, name), warnings)
            for at, (name, what) in enumerate(
                islice(zip(book.sheet_names, book.sheets_metadata, strict=True), MAX_SHEETS)
            )
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
    if len(book.sheet_names) > MAX_SHEETS:
        warnings.append(f"only the first {MAX_SHEETS:,} of {len(book.sheet_names):,} sheets were read")
    return Reading(kind, tuple(sheets), properties, tuple(warnings))


def _section(book: calamine.CalamineWorkbook, name: str, visible: object, marks: Marks, warnings: list[str]) -> Section:
    sheet = book.get_sheet_by_name(name)
    # Rows are given from the first on, columns from the first that is filled.
    left = sheet.start[1] if sheet.start else 0
    hidden = {column - left for column in marks.hidden_columns}
    section = sheet_section(name, _rows(sheet, marks, left), warnings, hidden)
    return section if visible == calamine.SheetVisibleEnum.Visible else set_aside(section)


def _rows(sheet: calamine.CalamineSheet, marks: Marks, left: int) -> Iterator[SheetRow]:
    for number, cells in enumerate(islice(sheet.iter_rows(), _LAST_ROW)):
        texts = [
            "" if (number, left + at) in marks.unshown else shown(cell, marks.code(number, left + at))
            for at, cell in enumerate(cells)
        ]
        yield SheetRow(texts, number in marks.hidden_rows)


def _tell_unworked(marks: Mapping[str, Marks]) -> Iterator[str]:
    count = sum(one.without_result for one in marks.values())
    if count:
        formulas = "1 formula has" if count == 1 else f"{count:,} formulas have"
        yield f"{formulas} no result in the file; open it in Excel or LibreOffice and save it"


def _area(sheet: bytes) -> int:
    """Cells in the rectangle around everything that is filled in."""
    found = _CELL.findall(sheet)
    rows = {int(line) for _, line in found}
    numbers = {column_number(column) for column in {column for column, _ in found}}
    for line, cells in _count_placeless(sheet):
        rows.add(line)
        numbers |= {1, cells}
    if not rows:
        return 0
    if max(rows) > _LAST_ROW:
        return _MAX_AREA + 1
    return (max(rows) - min(rows) + 1) * (max(numbers) - min(numbers) + 1)


def _count_placeless(sheet: bytes) -> Iterator[tuple[int, int]]:
    """Rows with cells that do not say where they lie, by their numbers, and how many such cells each has."""
    if not _PLACELESS.search(sheet):
        return
    number = 0
    for line in _BEGIN_OF_ROW.split(sheet)[1:]:
        told = _NUMBER_OF_ROW.match(line)
        number = int(told[1]) if told else number + 1
        if cells := len(_PLACELESS.findall(line)):
            yield number, cells


def _typed_text(package: Package, marks: Mapping[str, Marks]) -> Iterator[Section]:
    main = package.find_main("xl/workbook.xml")
    shared = _shared_texts(package, package.first_related(main, "sharedStrings"))
    sheets = package.xml(main).iter("{*}sheet") if main else ()
    open_sheets = {one.get("name", "") for one in sheets if one.get("state", "visible") == "visible"}
    for name, part in sheet_parts(package).items():
        told = marks.get(name, Marks())
        rows = list(_typed_rows(package, part, shared, told))
        text, aside = ("\n".join(filter(None, (pair[at] for pair in rows))) for at in (0, 1))
        section = Section(f"sheet {name}", name, text, aside)
        yield section if name in open_sheets else set_aside(section)


def _shared_texts(package: Package, part: str) -> list[str]:
    if not part:
        return []
    return ["".join(one.text or "" for one in item.iter("{*}t")) for item in package.xml(part).iter("{*}si")]


def _typed_rows(package: Package, part: str, shared: list[str], marks: Marks) -> Iterator[tuple[str, str]]:
    """Each row as it is seen, and what of it is hidden."""
    for line in package.xml(part).iter("{*}row"):
        seen: list[str] = []
        unseen: list[str] = []
        for cell in line.iter("{*}c"):
            place = _CELL_PLACE.match(cell.get("r", ""))
            at = (int(place[2]) - 1, column_number(place[1].encode()) - 1) if place else (-1, -1)
            closed = at[0] in marks.hidden_rows or at[1] in marks.hidden_columns or at in marks.unshown
            (unseen if closed else seen).append(_typed_cell(cell, shared))
        yield row([cell for cell in seen if cell]), row([cell for cell in unseen if cell])


def _typed_cell(cell: Element, shared: list[str]) -> str:
    value = "".join(one.text or "" for one in cell.iter("{*}v", "{*}t"))
    known = cell.get("t") == "s" and value.isdecimal() and int(value) < len(shared)
    return shared[int(value)] if known else value
