"""OpenDocument texts, decks and sheets (LibreOffice), read from content.xml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from contentlib.errors import Unreadable
from contentlib.model import Properties, Reading, Section
from indexer.extract.alt_texts import says_something
from indexer.extract.office.embedded import read_files
from indexer.extract.office.office_parts import remove
from indexer.extract.office.open_cells import cell_value
from indexer.extract.office.open_places import hiding_styles, is_beside, is_closed, length, list_unread_open, page_frame
from indexer.extract.office.package import Element, Package, local_name, properties_of, text_of
from indexer.extract.office.sheet_rows import SheetRow, sheet_section
from indexer.extract.office.slides import TITLE_LINE
from indexer.extract.outline import Outline
from indexer.extract.raw_text import one_line, row, set_aside, tidy

# A sheet says "this row 1,048,576 times" in one element; nobody typed more than this many rows alike.
_MOST_REPEATS = 50
_MOST_COLUMNS = 16_384
_SKIPPED = {"annotation", "ruby-text", "placeholder", "tracked-changes", "note-citation", "table-of-content", "forms",
            "settings", "page-number"}  # fmt: skip
_MARGINS = {"header", "footer", "header-left", "footer-left", "header-first", "footer-first"}
_BESIDE = {"frame", "custom-shape", "note", "text-box", "g"}


def read_odt(data: bytes) -> Reading:
    package, content = _open(data)
    outline = Outline()
    content.fill(outline, content.body)
    sections = (*outline.sections(), *content.headers_and_footers(), *content.embedded())
    return Reading("odt", sections, _properties(package), tuple(content.warnings))


def read_odp(data: bytes) -> Reading:
    package, content = _open(data)
    slides = [content.slide(page, number) for number, page in enumerate(content.pages(), start=1)]
    return Reading("odp", tuple(slides), _properties(package), tuple(content.warnings))


def read_ods(data: bytes) -> Reading:
    package, content = _open(data)
    sheets = [content.sheet(table) for table in content.body.iter("{*}table") if _is_child_of(table, "spreadsheet")]
    return Reading("ods", (*sheets, *content.embedded()), _properties(package), tuple(content.warnings))


def list_shown_odp(data: bytes) -> tuple[int, ...]:
    """The numbers of the slides that an audience sees: those that are not hidden."""
    _, content = _open(data)
    return tuple(number for number, page in enumerate(content.pages(), start=1) if not content.is_hidden(page))


def _open(data: bytes) -> tuple[Package, _Content]:
    package = Package(data)
    if _is_encrypted(package):
        raise Unreadable("is protected by a password.", "Save a copy without the password.")
    root = package.xml("content.xml")
    body = root.find("{*}body")
    if body is None:
        raise Unreadable("has no text inside.", "Open it in LibreOffice and save it again.")
    return package, _Content(package, root, body)


def _is_encrypted(package: Package) -> bool:
    part = "META-INF/manifest.xml"
    return part in package.names and b"encryption-data" in package.read(part)


def _properties(package: Package) -> Properties:
    try:
        return properties_of(package.xml("meta.xml")) if "meta.xml" in package.names else Properties()
    except Unreadable:
        return Properties()


class _Content:
    """The text of one document, and what decides whether it is seen: the styles that hide it."""

    def __init__(self, package: Package, root: Element, body: Element) -> None:
        self.body = body
        self.warnings: list[str] = []
        self._aside: list[str] = []
        self._package = package
        self._is_book = body.find("{*}spreadsheet") is not None
        self._styles = _part(package, "styles.xml")
        self._hidden = hiding_styles(root) | (hiding_styles(self._styles) if self._styles is not None else set())
        self._frame = page_frame(self._styles)
        for part in (root, self._styles) if self._styles is not None else (root,):
            for element, _ in list(list_unread_open(part, self._hidden)):
                remove(element)

    def is_hidden(self, element: Element) -> bool:
        """Whether the style of a slide, a sheet or a run of words hides it."""
        return text_of(element.attrib, "style-name") in self._hidden

    # --- texts ---

    def fill(self, outline: Outline, parent: Element) -> None:
        """The blocks of a text, in order, under its headings."""
        for block in parent.iterchildren("*"):
            kind = local_name(block)
            if kind == "h":
                level = text_of(block.attrib, "outline-level")
                outline.heading(int(level) if level.isdecimal() else 1, self.paragraph(block))
                self._add_beside(outline, block)
            elif kind == "p":
                outline.add(self.paragraph(block))
                self._add_beside(outline, block)
            elif kind == "table":
                for cells in self.table_rows(block):
                    outline.add(row(cells))
            elif kind not in _SKIPPED and not is_closed(block):
                self.fill(outline, block)

    def _add_beside(self, outline: Outline, paragraph: Element) -> None:
        for line in self.beside(paragraph):
            outline.add(line)

    def headers_and_footers(self) -> list[Section]:
        """Every line of all headers and footers once; page numbers alone say nothing."""
        if self._styles is None:
            return []
        lines: dict[str, None] = {}
        for page in self._styles.iter("{*}master-page"):
            for part in page.iterchildren("*"):
                if local_name(part) in _MARGINS:
                    text = tidy("\n".join(self.block_lines(part)))
                    lines |= dict.fromkeys(line for line in text.split("\n") if re.search(r"[^\W\d_]{3}", line))
        return [Section("headers and footers", "", "\n".join(lines))] if lines else []

    def paragraph(self, paragraph: Element) -> str:
        """The text of one paragraph without what only hangs on it: frames, notes, comments."""
        parts: list[str] = [paragraph.text or ""]
        for child in paragraph.iterchildren("*"):
            kind = local_name(child)
            if kind == "s":
                parts.append(" ")
            elif kind in ("tab", "line-break"):
                parts.append("\t" if kind == "tab" else "\n")
            elif kind == "span" and self.is_hidden(child):
                pass
            elif kind not in _SKIPPED and kind not in _BESIDE:
                parts.append(self.paragraph(child))
            elif kind == "frame":
                parts.append(self._formula(child))
            parts.append(child.tail or "")
        return "".join(parts)

    def beside(self, paragraph: Element) -> Iterator[str]:
        """Text boxes, alternative texts, charts and notes that hang on a paragraph."""
        for child in paragraph.iterchildren("*"):
            kind = local_name(child)
            if kind in _BESIDE:
                yield from self.block_lines(child)
            elif kind not in _SKIPPED:
                yield from self.beside(child)

    def block_lines(self, parent: Element) -> Iterator[str]:
        """The paragraphs, table rows, charts and alternative texts beneath an element, a line each."""
        for child in parent.iterchildren("*"):
            kind = local_name(child)
            if kind in ("p", "h"):
                yield self.paragraph(child)
                yield from self.beside(child)
            elif kind == "table":
                yield from (row(cells) for cells in self.table_rows(child))
            elif kind in ("desc", "title") and child.text:
                yield says_something(child.text)
            elif kind == "object":
                # A sheet's cells say what its charts show.
                yield from () if self._is_book else self._chart(child)
            elif kind == "object-ole":
                self._read_ole(child)
            elif kind not in _SKIPPED and kind != "notes":
                yield from self.block_lines(child)

    def table_rows(self, table: Element) -> Iterator[list[str]]:
        for line in table.iter("{*}table-row"):
            if next(line.iterancestors("{*}table")) is table:
                yield [self._cell(cell) for cell in _cells(line)]

    def _cell(self, cell: Element) -> str:
        """What stands in a cell: its text, or the value that stands for it. An empty paragraph shows nothing."""
        text = " ".join(self.block_lines(cell))
        return text if text or cell.find("{*}p") is not None else cell_value(cell)

    # --- what is embedded ---

    def embedded(self) -> list[Section]:
        """What whole files inside say: found by the team and kept from buyers, as the gate takes them out."""
        text = tidy("\n".join(self._aside))
        self._aside.clear()
        return [Section("embedded file", "", "", text)] if text else []

    def _read_ole(self, element: Element) -> None:
        name = text_of(element.attrib, "href").removeprefix("./")
        self._aside += [one.notes for one in read_files(self._package, [name], self.warnings)]

    def _whole_lines(self, body: Element) -> Iterator[str]:
        """The lines of a document inside, as they stand: nobody sees more of it than its picture."""
        for line in body.iter("{*}table-row"):
            yield row([" ".join(self.paragraph(one) for one in cell.iter("{*}p")) for cell in _cells(line)])
        if body.find(".//{*}table-row") is None:
            yield from (self.paragraph(one) for one in body.iter("{*}h", "{*}p"))

    def _object(self, element: Element) -> Element | None:
        """The text of an embedded object: a chart or a formula."""
        name = text_of(element.attrib, "href").removeprefix("./")
        return _part(self._package, f"{name}/content.xml") if name and ".." not in name else None

    def _formula(self, frame: Element) -> str:
        """A formula as it was typed; it stands in the line."""
        for element in frame.iterchildren("{*}object"):
            root = self._object(element)
            if root is not None and local_name(root) == "math":
                return math_text(root)
        return ""

    def _chart(self, element: Element) -> Iterator[str]:
        root = self._object(element)
        body = root.find("{*}body") if root is not None else None
        if body is not None and body.find("{*}chart") is None:
            self._aside += self._whole_lines(body)
        elif root is not None and local_name(root) != "math":
            yield from self._chart_titles(root)
            for table in root.iter("{*}table"):
                yield from (row(cells) for cells in self.table_rows(table))

    def _chart_titles(self, root: Element) -> Iterator[str]:
        for title in root.iter("{*}title", "{*}subtitle"):
            yield one_line(" ".join(self.block_lines(title)))

    # --- sheets ---

    def sheet(self, table: Element) -> Section:
        hidden = frozenset(_hidden_columns(table))
        section = sheet_section(text_of(table.attrib, "name"), self._sheet_rows(table), self.warnings, hidden)
        section = replace(section, text="\n".join(filter(None, (section.text, *self._drawn(table)))))
        return set_aside(section) if self.is_hidden(table) else section

    def _drawn(self, table: Element) -> Iterator[str]:
        """What lies over the cells: text boxes and the titles of charts."""
        shapes = table.find("{*}shapes")
        if shapes is not None:
            yield tidy("\n".join(self.block_lines(shapes)))
        for element in table.iter("{*}object"):
            root = self._object(element)
            yield from () if root is None else self._chart_titles(root)

    def _sheet_rows(self, table: Element) -> Iterator[SheetRow]:
        for line in table.iter("{*}table-row"):
            cells: list[str] = []
            for cell in _cells(line):
                text = self._cell(cell)
                cells.extend([text] * _repeats(cell, "number-columns-repeated"))
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield from [SheetRow(cells, is_closed(line))] * _repeats(line, "number-rows-repeated")

    # --- decks ---

    def pages(self) -> list[Element]:
        return [one for one in self.body.iter("{*}page") if _is_child_of(one, "presentation")]

    def slide(self, page: Element, number: int) -> Section:
        title = ""
        texts: list[str] = []
        beside: list[str] = []
        for shape in sorted(page.iterchildren("*"), key=_place):
            is_prompt = text_of(shape.attrib, "placeholder") == "true"
            if is_prompt or local_name(shape) == "notes" or local_name(shape) in _SKIPPED:
                continue
            role = text_of(shape.attrib, "class")
            if role in ("date-time", "footer", "page-number"):
                continue
            text = "\n".join([*self.block_lines(shape)] if local_name(shape) != "p" else [self.paragraph(shape)])
            if is_beside(shape, self._frame):
                beside.append(text)
            elif role == "title" and text.strip() and not title:
                title = text
            elif text.strip():
                texts.append(text)
        if not title and len(texts) > 1 and TITLE_LINE.match(texts[0].strip()):
            title = texts.pop(0)
        aside = (self._notes(page), *beside, *(one.notes for one in self.embedded()))
        section = Section(f"slide {number}", one_line(title), tidy("\n".join(texts)), tidy("\n".join(aside)))
        return set_aside(section) if self.is_hidden(page) else section

    def _notes(self, page: Element) -> str:
        notes = page.find("{*}notes")
        return tidy("\n".join(self.block_lines(notes))) if notes is not None else ""


def math_text(root: Element) -> str:
    """A formula in a line: as it was typed where the file keeps that, else its signs one after the other."""
    typed = root.find(".//{*}annotation")
    if typed is not None and typed.text and "StarMath" in typed.get("encoding", ""):
        return one_line(re.sub(r"[{}]", " ", typed.text).replace(" over ", " / "))
    return one_line(" ".join(one.text for one in root.iter("{*}mi", "{*}mn", "{*}mo", "{*}mtext") if one.text))


def _part(package: Package, name: str) -> Element | None:
    try:
        return package.xml(name) if name in package.names else None
    except Unreadable:
        return None


def _is_child_of(element: Element, kind: str) -> bool:
    parent = element.getparent()
    return parent is not None and local_name(parent) == kind


def _cells(line: Element) -> Iterator[Element]:
    yield from line.iterchildren("{*}table-cell", "{*}covered-table-cell")


def _hidden_columns(table: Element) -> Iterator[int]:
    at = 0
    for column in table.iter("{*}table-column"):
        text = text_of(column.attrib, "number-columns-repeated")
        count = int(text) if text.isdecimal() else 1
        if is_closed(column):
            yield from range(at, min(at + count, _MOST_COLUMNS))
        at += count


def _repeats(element: Element, name: str) -> int:
    count = text_of(element.attrib, name)
    return min(int(count), _MOST_REPEATS) if count.isdecimal() else 1


def _place(shape: Element) -> tuple[float, float]:
    """Rows of half an inch, then left to right; a group has no place of its own and takes its first shape's."""
    for one in shape.iter("*"):
        top = text_of(one.attrib, "y")
        if top:
            return (round((length(top) or 0) / 1.27), length(text_of(one.attrib, "x")) or 0.0)
    return (0.0, 0.0)
