"""OpenDocument texts, decks and sheets (LibreOffice), read from content.xml."""

from __future__ import annotations

from collections.abc import Iterator

from contentlib.errors import Unreadable
from contentlib.model import Properties, Reading, Section
from indexer.extract.outline import Outline
from indexer.extract.package import Element, Package, local_name, properties_of, text_of
from indexer.extract.pictures import says_something
from indexer.extract.text import one_line, row, tidy
from indexer.extract.workbook import sheet_section

# A sheet says "this row 1,048,576 times" in one element; nobody typed more than this many rows alike.
_MOST_REPEATS = 50
_SKIPPED = {"annotation", "tracked-changes", "note-citation", "table-of-content", "forms", "settings", "page-number"}
_BESIDE = {"frame", "custom-shape", "note", "text-box", "g"}


def read_odt(data: bytes) -> Reading:
    package, body = _open(data)
    outline = Outline()
    _Text(outline).through(body)
    return Reading("odt", tuple(outline.sections()), _properties(package))


def read_odp(data: bytes) -> Reading:
    package, body = _open(data)
    pages = [one for one in body.iter("{*}page") if local_name(one.getparent()) == "presentation"]
    slides = tuple(_slide(page, number) for number, page in enumerate(pages, start=1))
    return Reading("odp", slides, _properties(package))


def read_ods(data: bytes) -> Reading:
    package, body = _open(data)
    warnings: list[str] = []
    sheets = tuple(
        sheet_section(text_of(table.attrib, "name"), _sheet_rows(table), warnings)
        for table in body.iter("{*}table")
        if local_name(table.getparent()) == "spreadsheet"
    )
    return Reading("ods", sheets, _properties(package), tuple(warnings))


def _open(data: bytes) -> tuple[Package, Element]:
    package = Package(data)
    if _is_encrypted(package):
        raise Unreadable("is protected by a password.", "Save a copy without the password.")
    body = package.xml("content.xml").find("{*}body")
    if body is None:
        raise Unreadable("has no text inside.", "Open it in LibreOffice and save it again.")
    return package, body


def _is_encrypted(package: Package) -> bool:
    part = "META-INF/manifest.xml"
    return part in package.names and b"encryption-data" in package.read(part)


def _properties(package: Package) -> Properties:
    try:
        return properties_of(package.xml("meta.xml")) if "meta.xml" in package.names else Properties()
    except Unreadable:
        return Properties()


class _Text:
    """Walks the blocks of a text and fills an outline."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline

    def through(self, parent: Element) -> None:
        for block in parent.iterchildren("*"):
            kind = local_name(block)
            if kind == "h":
                level = text_of(block.attrib, "outline-level")
                self._outline.heading(int(level) if level.isdecimal() else 1, paragraph_text(block))
                self._beside(block)
            elif kind == "p":
                self._outline.add(paragraph_text(block))
                self._beside(block)
            elif kind == "table":
                for cells in table_rows(block):
                    self._outline.add(row(cells))
            elif kind not in _SKIPPED:
                self.through(block)

    def _beside(self, paragraph: Element) -> None:
        for line in beside(paragraph):
            self._outline.add(line)


def paragraph_text(paragraph: Element) -> str:
    """The text of one paragraph without what only hangs on it: frames, notes, comments."""
    parts: list[str] = [paragraph.text or ""]
    for child in paragraph.iterchildren("*"):
        kind = local_name(child)
        if kind == "s":
            parts.append(" ")
        elif kind in ("tab", "line-break"):
            parts.append("\t" if kind == "tab" else "\n")
        elif kind not in _SKIPPED and kind not in _BESIDE:
            parts.append(paragraph_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def beside(paragraph: Element) -> Iterator[str]:
    """Text boxes, alternative texts and notes that hang on a paragraph."""
    for child in paragraph.iterchildren("*"):
        kind = local_name(child)
        if kind in _BESIDE:
            yield from block_lines(child)
        elif kind not in _SKIPPED:
            yield from beside(child)


def block_lines(parent: Element) -> Iterator[str]:
    """All paragraphs, rows and alternative texts beneath an element, a line each."""
    for child in parent.iterchildren("*"):
        kind = local_name(child)
        if kind in ("p", "h"):
            yield paragraph_text(child)
            yield from beside(child)
        elif kind == "table":
            yield from (row(cells) for cells in table_rows(child))
        elif kind in ("desc", "title") and child.text:
            yield says_something(child.text)
        elif kind not in _SKIPPED and kind != "notes":
            yield from block_lines(child)


def table_rows(table: Element) -> Iterator[list[str]]:
    for line in table.iter("{*}table-row"):
        if next(line.iterancestors("{*}table")) is table:
            yield [" ".join(block_lines(cell)) for cell in line.iterchildren("{*}table-cell", "{*}covered-table-cell")]


def _sheet_rows(table: Element) -> Iterator[list[str]]:
    for line in table.iter("{*}table-row"):
        cells: list[str] = []
        for cell in line.iterchildren("{*}table-cell", "{*}covered-table-cell"):
            text = " ".join(block_lines(cell))
            cells.extend([text] * _repeats(cell, "number-columns-repeated"))
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield from [cells] * _repeats(line, "number-rows-repeated")


def _repeats(element: Element, name: str) -> int:
    count = text_of(element.attrib, name)
    return min(int(count), _MOST_REPEATS) if count.isdecimal() else 1


def _slide(page: Element, number: int) -> Section:
    title = ""
    lines: list[str] = []
    for shape in sorted(page.iterchildren("*"), key=_place):
        if local_name(shape) == "notes" or local_name(shape) in _SKIPPED:
            continue
        role = text_of(shape.attrib, "class")
        if role in ("date-time", "footer", "page-number"):
            continue
        text = "\n".join([*block_lines(shape)] if local_name(shape) != "p" else [paragraph_text(shape)])
        if role == "title" and text.strip() and not title:
            title = text
        else:
            lines.append(text)
    return Section(f"slide {number}", one_line(title), tidy("\n".join(lines)), _notes(page))


def _place(shape: Element) -> tuple[float, float]:
    """Rows of half an inch, then left to right; a group has no place of its own and takes its first shape's."""
    for one in shape.iter("*"):
        top = text_of(one.attrib, "y")
        if top:
            return (round(_centimetres(top) / 1.27), _centimetres(text_of(one.attrib, "x")))
    return (0.0, 0.0)


def _centimetres(length: str) -> float:
    for unit, factor in (("cm", 1.0), ("mm", 0.1), ("in", 2.54), ("pt", 0.0353)):
        if length.endswith(unit):
            try:
                return float(length.removesuffix(unit)) * factor
            except ValueError:
                return 0.0
    return 0.0


def _notes(page: Element) -> str:
    notes = page.find("{*}notes")
    return tidy("\n".join(block_lines(notes))) if notes is not None else ""
