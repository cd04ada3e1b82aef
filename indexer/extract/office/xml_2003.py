"""Workbooks and letters that Office 2003 saved as one XML file, and Word documents that newer ones save so.

Programs that are not Excel write the workbooks to this day, most often under the ending .xls.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from contentlib.errors import Unreadable
from contentlib.model import Properties, Reading, Section
from indexer.extract.office.office_parts import remove, zip_parts
from indexer.extract.office.package import Element, local_name, parse_xml, plain_name, text_of
from indexer.extract.office.sheet_places import MAX_COLUMNS, is_closed, shows_nothing
from indexer.extract.office.sheet_rows import SheetRow, sheet_section, shown
from indexer.extract.office.word import read_docx
from indexer.extract.raw_text import one_line, set_aside

MAX_SHEETS = 1000
# The names that this format has for some number formats.
_CODES = {"Percent": "0.00%", "Fixed": "0.00", "Standard": "#,##0.00", "General": "", "General Number": ""}
_MOST_SPANNED = 1000
_GONE = frozenset({"Word.Comment", "Word.Deletion"})
_RELATION = '<Relationship Id="r{number}" Type="http://x/{kind}" Target="{target}"/>'
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


# --- workbooks -----------------------------------------------------------------------------------------------------


def read_workbook_xml(data: bytes) -> Reading:
    """A workbook of Excel 2003: a section a sheet, as of any workbook."""
    root = parse_xml(data, "workbook")
    codes = {text_of(one.attrib, "ID"): _code(one) for one in root.iter("{*}Style")}
    warnings: list[str] = []
    sheets = list(root.iterchildren("{*}Worksheet"))
    if len(sheets) > MAX_SHEETS:
        warnings.append(f"only the first {MAX_SHEETS:,} of {len(sheets):,} sheets were read")
    sections = tuple(_sheet(sheet, codes, warnings) for sheet in sheets[:MAX_SHEETS])
    return Reading("xls", sections, _own_properties(root), tuple(warnings))


def _code(style: Element) -> str:
    said = style.find("{*}NumberFormat")
    code = text_of(said.attrib, "Format") if said is not None else ""
    return _CODES.get(code, code if any(sign in code for sign in "0#?@;yYmMdDhHsS") else "")


def _sheet(sheet: Element, codes: dict[str, str], warnings: list[str]) -> Section:
    table = sheet.find("{*}Table")
    rows = _rows(table, codes) if table is not None else iter(())
    hidden = frozenset(_hidden_columns(table)) if table is not None else frozenset()
    section = sheet_section(text_of(sheet.attrib, "Name"), rows, warnings, hidden)
    visible = sheet.findtext("./{*}WorksheetOptions/{*}Visible", "")
    return set_aside(section) if "Hidden" in visible else section


def _hidden_columns(table: Element) -> Iterator[int]:
    at = 0
    for column in table.iterchildren("{*}Column"):
        at = _number(column, "Index", at + 1) - 1
        count = 1 + min(_number(column, "Span", 0), MAX_COLUMNS)
        if is_closed(text_of(column.attrib, "Hidden"), text_of(column.attrib, "Width")):
            yield from range(at, min(at + count, MAX_COLUMNS))
        at += count


def _rows(table: Element, codes: dict[str, str]) -> Iterator[SheetRow]:
    for line in table.iterchildren("{*}Row"):
        closed = is_closed(text_of(line.attrib, "Hidden"), text_of(line.attrib, "Height"))
        yield SheetRow(_cells(line, codes), closed)


def _cells(line: Element, codes: dict[str, str]) -> list[str]:
    cells: list[str] = []
    for cell in line.iterchildren("{*}Cell"):
        at = min(_number(cell, "Index", len(cells) + 1), MAX_COLUMNS) - 1
        cells.extend([""] * (at - len(cells)))
        code = codes.get(text_of(cell.attrib, "StyleID") or text_of(line.attrib, "StyleID"), "")
        cells.append("" if shows_nothing(code) else _value(cell, code))
        cells.extend([""] * min(_number(cell, "MergeAcross", 0), _MOST_SPANNED))
    return cells


def _value(cell: Element, code: str) -> str:
    said = cell.find("{*}Data")
    if said is None:
        return ""
    text = "".join(said.itertext())
    try:
        return shown(_typed(text, text_of(said.attrib, "Type")), code)
    except (ValueError, OverflowError):
        return text


def _typed(text: str, kind: str) -> object:
    if kind == "Number":
        return float(text)
    if kind == "Boolean":
        return text.strip() in ("1", "true")
    return dt.datetime.fromisoformat(text.strip()).replace(tzinfo=None) if kind == "DateTime" else text


def _number(element: Element, name: str, usual: int) -> int:
    said = text_of(element.attrib, name)
    return int(said) if said.isdecimal() and len(said) < 9 and int(said) > 0 else usual


def _own_properties(root: Element) -> Properties:
    said = root.find("{*}DocumentProperties")
    if said is None:
        return Properties()
    found = {local_name(one): one_line(one.text or "") for one in said.iterchildren("*")}
    return Properties(title=found.get("Title", ""), author=found.get("Author", ""), subject=found.get("Subject", ""))


# --- letters -------------------------------------------------------------------------------------------------------


def read_document_xml(data: bytes) -> Reading:
    """A letter of Word that is one XML file, read as the package that it would be."""
    root = parse_xml(data, "document")
    if local_name(root) == "package":
        return replace(read_docx(_unfold(root)), format="doc")
    own = _own_properties(root)
    reading = read_docx(_as_package(root))
    title = reading.properties.title or own.title
    return replace(reading, format="doc", properties=replace(own, title=title))


def _unfold(root: Element) -> bytes:
    """The parts that stand one after the other in the file, as a package."""
    parts: dict[str, bytes] = {}
    for part in root.iterchildren("{*}part"):
        inner = part.find("{*}xmlData")
        packed = part.findtext("{*}binaryData")
        name = plain_name(text_of(part.attrib, "name"))
        if inner is not None and len(inner):
            parts[name] = etree.tostring(inner[0], encoding="UTF-8", with_tail=False)
        elif packed is not None:
            parts[name] = _unpacked(packed)
    return zip_parts(parts)


def _unpacked(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except binascii.Error as error:
        raise Unreadable("is damaged: a part of it cannot be unpacked.", "Save it again, or get a copy.") from error


def _as_package(root: Element) -> bytes:
    for note in list(root.iter("{*}annotation")):
        if text_of(note.attrib, "type") in _GONE:
            remove(note)
    related: dict[str, Element] = {f"word/styles.xml#{at}": one for at, one in enumerate(root.findall("{*}styles"))}
    margins = (one for one in root.iterfind(".//{*}sectPr/*") if local_name(one) in ("hdr", "ftr"))
    related |= {f"word/margin{at}.xml": one for at, one in enumerate(margins)}
    kinds = {"styles": "styles", "hdr": "header", "ftr": "footer"}
    listed = [
        _RELATION.format(number=number, kind=kinds[local_name(one)], target="/" + name.partition("#")[0])
        for number, (name, one) in enumerate(related.items())
    ]
    parts = {name.partition("#")[0]: etree.tostring(one, with_tail=False) for name, one in related.items()}
    main = _RELATION.format(number=0, kind="officeDocument", target="/word/document.xml")
    return zip_parts({
        "_rels/.rels": _RELATIONS.format(main).encode(),
        "word/document.xml": etree.tostring(root),
        "word/_rels/document.xml.rels": _RELATIONS.format("".join(listed)).encode(),
        **parts,
    })  # fmt: skip
