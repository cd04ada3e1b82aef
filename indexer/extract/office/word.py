"""Word files, read from the document XML: content controls, text boxes and tracked insertions are text too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from contentlib.errors import Unreadable
from contentlib.model import Reading, Section
from indexer.extract.alt_texts import says_something
from indexer.extract.office.charts import chart_lines, diagram_lines
from indexer.extract.office.embedded import read_chunk, read_embedded
from indexer.extract.office.formulas import formula_text
from indexer.extract.office.hidden_words import HidingStyles, list_unread, list_unshown_margins, read_hiding
from indexer.extract.office.numbering import Numbering
from indexer.extract.office.office_parts import remove
from indexer.extract.office.package import Element, Package, local_name, office_properties, text_of
from indexer.extract.office.prompts import list_prompts
from indexer.extract.office.symbols import as_signs, is_symbol_font
from indexer.extract.outline import Outline
from indexer.extract.raw_text import one_line, row, tidy

_HEADING = re.compile(r"^heading (\d)$")
# Nothing beneath these is text on the page: fallbacks say it again, moved text stands where it went, and how a word is
# read stands above it in small letters.
_SKIPPED = {"Fallback", "rt", "moveFrom", "del", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "tcPr",
            "trPr"}  # fmt: skip
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "ptab": "\t"}
_CODE = re.compile(r"^[0-9A-Fa-f]{2,4}$")


@dataclass(slots=True)
class _Styles:
    """Style id -> heading level, and the ids of titles and of tables of contents."""

    levels: dict[str, int] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)
    contents: set[str] = field(default_factory=set)


def read_docx(data: bytes) -> Reading:
    package = Package(data)
    main = package.find_main("word/document.xml")
    if not main:
        raise Unreadable("has no Word document inside.", "Open it in Word, save it again, or get another copy.")
    root = package.xml(main)
    styles = _open_related(package, main, "styles")
    hiding = read_hiding(styles)
    _drop_unread(root, hiding)
    body = root.find("{*}body")
    document = _WordDocument(package, main, styles, hiding)
    if body is not None:
        document.read(body)
    aside = [*document.aside, *read_embedded(package, main, document.warnings)]
    sections = [*document.outline.sections(), *_headers_and_footers(package, main, root, hiding), *aside]
    properties = office_properties(package)
    if document.title:
        properties = replace(properties, title=document.title)
    return Reading("docx", tuple(sections), properties, tuple(document.warnings))


class _WordDocument:
    """Walks the body once and fills the outline. ``title`` is the first paragraph in the style Title; ``aside`` is
    what no buyer sees.
    """

    def __init__(self, package: Package, main: str, styles: Element | None, hiding: HidingStyles) -> None:
        self.outline = Outline()
        self.title = ""
        self.aside: list[Section] = []
        self.warnings: list[str] = []
        self._package = package
        self._related = package.related(main)
        self._styles = _read_styles(styles)
        self._numbering = Numbering(_open_related(package, main, "numbering"), styles)
        self._notes = {
            kind: _read_notes(_open_related(package, main, f"{kind}s"), hiding) for kind in ("footnote", "endnote")
        }

    def read(self, body: Element) -> None:
        for block in _blocks(body):
            if local_name(block) == "altChunk":
                self._chunk(block)
            elif local_name(block) == "tbl":
                self._table(block)
            else:
                self._paragraph(block)

    def _paragraph(self, paragraph: Element) -> None:
        style = _style(paragraph)
        if style in self._styles.contents:
            return
        text = self._numbered(paragraph)
        level = _own_level(paragraph) or self._styles.levels.get(style, 0)
        if level and text.strip():
            self.outline.heading(level, text)
        else:
            self.outline.add(text)
        if style in self._styles.titles and not self.title:
            self.title = one_line(text)
        for extra in self._beside(paragraph):
            self.outline.add(extra)

    def _chunk(self, chunk: Element) -> None:
        """A piece that Word puts in here when it opens the letter."""
        for section in self._pieces(chunk):
            if section.heading:
                self.outline.heading(1 + section.locator.count(" > "), section.heading)
            self.outline.add(section.text if section.text != section.heading else "")
            self.aside += [Section("embedded text", "", "", section.notes)] if section.notes else []

    def _pieces(self, chunk: Element) -> tuple[Section, ...]:
        part = self._related.get(text_of(chunk.attrib, "id"), ("", ""))[1]
        try:
            return read_chunk(self._package, part).sections
        except Unreadable as error:
            self.warnings.append(f"a piece of the text could not be read: it {error.reason}")
            return ()

    def _table(self, table: Element) -> None:
        for line in _rows(table):
            cells = [cell for cell in line.iter("{*}tc") if _nearest(cell, "tr") is line]
            texts = ["\n".join(self._cell(cell)) for cell in cells]
            filled = [text for text in texts if text.strip()]
            # A row of one cell is layout, not data; its lines are worth keeping.
            self.outline.add(filled[0] if len(filled) == 1 and len(cells) == 1 else row(texts))

    def _cell(self, cell: Element) -> Iterator[str]:
        for paragraph in cell.iter("{*}p"):
            if not _inside_box(paragraph, cell):
                yield self._numbered(paragraph)
                yield from self._beside(paragraph)
        for chunk in cell.iter("{*}altChunk"):
            yield from (section.text for section in self._pieces(chunk))

    def _numbered(self, paragraph: Element) -> str:
        """A paragraph with the number that Word shows before it; a number alone says nothing."""
        number, text = self._numbering.number(paragraph), paragraph_text(paragraph)
        return number + text if text.strip() else text

    def _beside(self, paragraph: Element) -> Iterator[str]:
        """What hangs on a paragraph: text boxes, alternative texts, charts, diagrams, notes at its foot."""
        for element in paragraph.iter("{*}txbxContent", "{*}docPr", "{*}chart", "{*}relIds", "{*}footnoteReference",
                                      "{*}endnoteReference"):  # fmt: skip
            if _skipped(element, paragraph):
                continue
            kind = local_name(element)
            if kind == "txbxContent":
                yield from _box_lines(element)
            elif kind == "docPr":
                yield says_something(element.get("descr", ""))
            elif kind.endswith("Reference"):
                yield self._notes[kind.removesuffix("Reference")].get(text_of(element.attrib, "id"), "")
            else:
                yield from self._graphic(element)

    def _graphic(self, element: Element) -> list[str]:
        is_chart = local_name(element) == "chart"
        part = self._related.get(text_of(element.attrib, "id" if is_chart else "dm"), ("", ""))[1]
        if part not in self._package.names:
            return []
        try:
            root = self._package.xml(part)
        except Unreadable as error:
            self.warnings.append(f"a chart or diagram could not be read: it {error.reason}")
            return []
        return chart_lines(root) if is_chart else diagram_lines(root)


def paragraph_text(paragraph: Element) -> str:
    """The text of one paragraph as it stands on the page, without its text boxes; what is hidden was taken out."""
    parts: list[str] = []
    _collect(paragraph, parts)
    return "".join(parts)


def _collect(element: Element, parts: list[str]) -> None:
    for child in element.iterchildren("*"):
        kind = local_name(child)
        if kind == "t":
            parts.append(child.text or "")
        elif kind == "oMath":
            parts.append(formula_text(child))
        elif kind == "sym":
            code = text_of(child.attrib, "char")
            parts.append(as_signs(chr(int(code, 16)), text_of(child.attrib, "font")) if _CODE.match(code) else "")
        elif kind == "r" and (font := _symbol_font(child)):
            signs: list[str] = []
            _collect(child, signs)
            parts.append(as_signs("".join(signs), font))
        elif kind in _BREAKS:
            parts.append(_BREAKS[kind])
        elif kind in _SKIPPED or kind == "txbxContent":
            continue
        else:
            _collect(child, parts)


def _symbol_font(run: Element) -> str:
    """The symbol font of a run, empty where its letters are letters. A sign of its own names its font itself."""
    fonts = run.find("./{*}rPr/{*}rFonts")
    font = text_of(fonts.attrib, "ascii") if fonts is not None else ""
    return font if is_symbol_font(font) and run.find("{*}sym") is None else ""


def _drop_unread(root: Element, hiding: HidingStyles) -> None:
    """What no reader of the page sees is read by nobody else either."""
    for element, _ in list(list_unread(root, hiding)):
        remove(element)
    for run in list(list_prompts(root)):
        remove(run)
    for row_mark in list(root.iter("{*}trPr")):
        line = row_mark.getparent()
        if line is not None and row_mark.find("{*}del") is not None:
            remove(line)


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, also those inside content controls and tracked changes."""
    for child in parent.iterchildren("*"):
        kind = local_name(child)
        if kind in ("p", "tbl", "altChunk"):
            yield child
        elif kind == "AlternateContent":
            choice = child.find("{*}Choice")
            yield from _blocks(choice if choice is not None else child)
        elif kind not in _SKIPPED:
            yield from _blocks(child)


def _rows(table: Element) -> Iterator[Element]:
    return (line for line in table.iter("{*}tr") if _nearest(line, "tbl") is table)


def _nearest(element: Element, kind: str) -> Element | None:
    return next((one for one in element.iterancestors("*") if local_name(one) == kind), None)


def _skipped(element: Element, top: Element) -> bool:
    """True inside a fallback or a deletion, and inside a text box, which is read as a whole."""
    for one in element.iterancestors("*"):
        if one is top:
            return False
        if local_name(one) in _SKIPPED or local_name(one) == "txbxContent":
            return True
    return False


def _inside_box(paragraph: Element, cell: Element) -> bool:
    for one in paragraph.iterancestors("*"):
        if one is cell:
            return False
        if local_name(one) == "txbxContent":
            return True
    return False


def _box_lines(box: Element) -> Iterator[str]:
    for block in _blocks(box):
        if local_name(block) == "p":
            yield paragraph_text(block)
        else:
            for line in _rows(block):
                yield row([_lines(cell) for cell in line.findall("{*}tc")])


def _lines(element: Element) -> str:
    return "\n".join(paragraph_text(one) for one in element.iter("{*}p") if not _inside_box(one, element))


def _style(paragraph: Element) -> str:
    style = paragraph.find("./{*}pPr/{*}pStyle")
    return text_of(style.attrib, "val") if style is not None else ""


def _own_level(paragraph: Element) -> int:
    return _level(paragraph.find("./{*}pPr/{*}outlineLvl"))


def _level(mark: Element | None) -> int:
    value = text_of(mark.attrib, "val") if mark is not None else ""
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else 0


def _open_related(package: Package, main: str, kind: str) -> Element | None:
    """The first part of this kind that the document points to; none where it has none that can be read."""
    part = package.first_related(main, kind)
    try:
        return package.xml(part) if part else None
    except Unreadable:
        return None


def _read_styles(root: Element | None) -> _Styles:
    found = _Styles()
    if root is None:
        return found
    parents: dict[str, str] = {}
    for style in root.iter("{*}style"):
        _note_style(style, found, parents)
    _inherit(found, parents)
    return found


def _note_style(style: Element, found: _Styles, parents: dict[str, str]) -> None:
    key = text_of(style.attrib, "styleId")
    values = {local_name(one): text_of(one.attrib, "val") for one in style.iterchildren("*")}
    name = values.get("name", "").lower()
    parents[key] = values.get("basedOn", "")
    heading = _HEADING.match(name)
    level = int(heading[1]) if heading else _level(style.find("./{*}pPr/{*}outlineLvl"))
    if level:
        found.levels[key] = level
    if name == "title":
        found.titles.add(key)
    if name.startswith("toc ") and name != "toc heading":
        found.contents.add(key)


def _inherit(found: _Styles, parents: dict[str, str]) -> None:
    for key in parents:
        seen = {key}
        at = parents[key]
        while at and at not in seen and key not in found.levels:
            if at in found.levels and key not in found.contents:
                found.levels[key] = found.levels[at]
            seen.add(at)
            at = parents.get(at, "")


def _read_notes(root: Element | None, hiding: HidingStyles) -> dict[str, str]:
    if root is None:
        return {}
    _drop_unread(root, hiding)
    return {text_of(note.attrib, "id"): tidy(_lines(note)) for note in root.iterchildren("*")}


def _headers_and_footers(package: Package, main: str, root: Element, hiding: HidingStyles) -> list[Section]:
    """Every line of all headers and footers that some page shows, once; page numbers alone say nothing."""
    lines: dict[str, None] = {}
    unshown = list(list_unshown_margins(root, _open_related(package, main, "settings")))
    aside = {text_of(one.attrib, "id") for one in unshown}
    for number, (kind, part) in package.related(main).items():
        if kind not in ("header", "footer") or part not in package.names or number in aside:
            continue
        try:
            margin = package.xml(part)
        except Unreadable:
            continue
        _drop_unread(margin, hiding)
        text = "\n".join(_box_lines(margin))
        lines |= dict.fromkeys(line for line in tidy(text).split("\n") if re.search(r"[^\W\d_]{3}", line))
    return [Section("headers and footers", "", "\n".join(lines))] if lines else []
