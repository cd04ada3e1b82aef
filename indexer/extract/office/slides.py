"""PowerPoint decks, read from the slide XML, so that templates, shows and decks with a broken slide can be read too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from contentlib.errors import Unreadable
from contentlib.model import Reading, Section
from indexer.extract.alt_texts import says_something
from indexer.extract.office.charts import chart_lines, diagram_lines
from indexer.extract.office.embedded import read_embedded
from indexer.extract.office.formulas import formula_text
from indexer.extract.office.office_parts import remove
from indexer.extract.office.package import Element, Package, local_name, office_properties, text_of
from indexer.extract.office.slide_places import Frame, list_unseen, slide_frame
from indexer.extract.office.slidepictures import SlidePictures
from indexer.extract.office.symbols import as_signs, is_symbol_font
from indexer.extract.pictures import ReadGrey
from indexer.extract.raw_text import one_line, row, set_aside, tidy

# Shapes whose tops differ by less than this (a quarter of an inch, in EMU) stand side by side.
_SAME_ROW = 228_600
_BELOW_ALL = 10**9
MAX_SLIDES = 10_000
_TITLES = {"title", "ctrTitle"}
_FURNITURE = {"dt", "ftr", "sldNum", "hdr"}
_SHAPES = {"sp", "grpSp", "graphicFrame", "pic", "cxnSp", "contentPart"}
TITLE_LINE = re.compile(r"^(?=.*[^\W\d_]{2})[^\n]{3,90}(?<![.;,])$")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text of one shape with its place, in EMU. ``is_line`` where it is a line of its own that could be a title."""

    top: float
    left: float
    text: str
    is_line: bool = False


def read_pptx(data: bytes, read_grey: ReadGrey | None = None) -> Reading:
    """``read_grey`` is asked for slides that are pictures; without it they are counted as unread."""
    package = Package(data)
    main = package.find_main("ppt/presentation.xml")
    if not main:
        raise Unreadable("has no presentation inside.", "Open it in PowerPoint, save it again, or get another copy.")
    sections: list[Section] = []
    warnings: list[str] = []
    pictures = SlidePictures(_slide_area(package, main), read_grey)
    parts = slide_parts(package, main)
    if len(parts) > MAX_SLIDES:
        warnings.append(f"only the first {MAX_SLIDES:,} of {len(parts):,} slides were read")
    layouts: dict[str, Element | None] = {}
    frame = slide_frame(package.xml(main))
    for number, part in enumerate(parts[:MAX_SLIDES], start=1):
        try:
            slide = _slide(package, part, number, pictures, layouts, frame)
            aside = [one.notes for one in read_embedded(package, part, warnings)]
            sections.append(replace(slide, notes="\n".join(filter(None, (slide.notes, *aside)))))
        except Unreadable as error:
            warnings.append(f"slide {number} could not be read: it {error.reason}")
    if warnings and not any(section.text or section.heading for section in sections):
        raise Unreadable("is damaged: no slide could be read.", "Open it in PowerPoint, save it again, or get a copy.")
    told = (*warnings, *pictures.tell(len(sections), says_nothing=not any(one.text or one.notes for one in sections)))
    return Reading("pptx", tuple(sections), office_properties(package), told, pictures.pictured)


def list_shown_pptx(data: bytes) -> tuple[int, ...]:
    """The numbers of the slides that an audience sees: those that are not hidden."""
    package = Package(data)
    parts = slide_parts(package, package.find_main("ppt/presentation.xml"))
    return tuple(
        number for number, part in enumerate(parts, start=1) if package.xml(part).get("show") not in ("0", "false")
    )


def slide_parts(package: Package, main: str) -> list[str]:
    """The parts of the slides, in order, those that are hidden too."""
    related = package.related(main)
    ids = [text_of(_namespaced(one), "id") for one in package.xml(main).iter("{*}sldId")]
    return [related[one][1] for one in ids if one in related]


def _slide_area(package: Package, main: str) -> float:
    """Height times width of a slide, in EMU."""
    size = package.xml(main).find("{*}sldSz")
    sides = (size.get("cx", ""), size.get("cy", "")) if size is not None else ("", "")
    return float(sides[0]) * float(sides[1]) if all(side.isdecimal() for side in sides) else 0.0


def _namespaced(element: Element) -> dict[str, str]:
    # A slide has two ids: its own, without a namespace, and that of the relationship, with one.
    return {key: value for key, value in element.attrib.items() if key.startswith("{")}


def _slide(
    package: Package,
    part: str,
    number: int,
    pictures: SlidePictures,
    layouts: dict[str, Element | None],
    frame: Frame | None,
) -> Section:
    """``layouts`` are the parts that slides share, each parsed once; ``frame`` is the slide's own.

    What an audience does not see of the slide is kept with its notes.
    """
    root = package.xml(part)
    tree = root.find(".//{*}spTree")
    if tree is None:
        return Section(f"slide {number}", "", "")
    shapes = _Shapes(package, part, layouts)
    unseen = shapes.set_aside([shape for shape, _ in list_unseen(tree, frame)])
    pieces = _in_reading_order(shapes.of_tree(tree))
    if not shapes.title and len(pieces) > 1 and pieces[0].is_line:
        # Decks from other programs know no title placeholder; the line on top is one all the same.
        shapes.title = pieces.pop(0).text
    text = tidy("\n".join(piece.text for piece in pieces))
    found = pictures.read(package, part, root, text)
    slide = Section(
        locator=f"slide {number}",
        heading=one_line(shapes.title or found.heading),
        text="\n".join(filter(None, (text, found.text))),
        notes="\n".join(filter(None, (_notes(package, part), unseen))),
    )
    return set_aside(slide) if root.get("show") in ("0", "false") else slide


class _Shapes:
    """The pieces of text on one slide. ``title`` is found on the way."""

    def __init__(self, package: Package, part: str, layouts: dict[str, Element | None]) -> None:
        self.title = ""
        self._package = package
        self._related = package.related(part)
        self._layouts = [one for one in _layouts(package, part, layouts) if one is not None]

    def set_aside(self, shapes: list[Element]) -> str:
        """Take the shapes that nobody sees off the slide; returns what they say."""
        texts = [piece.text for shape in shapes if local_name(shape) in _SHAPES for piece in self._of(shape)]
        texts, self.title = ([self.title] if self.title else []) + texts, ""
        for shape in shapes:
            remove(shape)
        return tidy("\n".join(texts))

    def of_tree(self, tree: Element) -> list[_Piece]:
        return [piece for shape in _children(tree) for piece in self._of(shape)]

    def _of(self, shape: Element) -> Iterator[_Piece]:
        kind = local_name(shape)
        if kind == "grpSp":
            yield self._group(shape)
            return
        placeholder = shape.find("./{*}nvSpPr/{*}nvPr/{*}ph")
        role = placeholder.get("type", "body") if placeholder is not None else ""
        if role in _FURNITURE:
            return
        text = self._text(shape, kind)
        if role in _TITLES and text and not self.title:
            self.title = text
        elif text:
            yield _Piece(*self._place(shape, placeholder), text, is_line=kind == "sp" and bool(TITLE_LINE.match(text)))

    def _group(self, group: Element) -> _Piece:
        # Inside a group all places share one scale, so its own order is right without converting them.
        text = "\n".join(piece.text for piece in _in_reading_order(self.of_tree(group)))
        top, left = _offset(group.find("./{*}grpSpPr/{*}xfrm")) or (0.0, 0.0)
        return _Piece(top, left, text)

    def _text(self, shape: Element, kind: str) -> str:
        if kind == "sp":
            return "\n".join(part for part in (shape_text(shape), _alt_text(shape)) if part)
        if kind == "graphicFrame":
            return "\n".join([*self._graphic(shape), _alt_text(shape)]).strip("\n")
        return _alt_text(shape)

    def _graphic(self, frame: Element) -> list[str]:
        table = frame.find(".//{*}tbl")
        if table is not None:
            return [row([shape_text(cell) for cell in line.findall("{*}tc")]) for line in table.findall("{*}tr")]
        for element in frame.iter("{*}chart", "{*}relIds"):
            wanted = text_of(_namespaced(element), "id" if local_name(element) == "chart" else "dm")
            part = self._related.get(wanted, ("", ""))[1]
            if part in self._package.names:
                root = self._package.xml(part)
                return chart_lines(root) if local_name(element) == "chart" else diagram_lines(root)
        return []

    def _place(self, shape: Element, placeholder: Element | None) -> tuple[float, float]:
        own = _offset(shape.find(".//{*}xfrm"))
        if own is not None:
            return own
        if placeholder is not None:
            for layout in self._layouts:
                inherited = _placeholder_place(layout, placeholder)
                if inherited is not None:
                    return inherited
        return (_BELOW_ALL, 0.0)


def _children(tree: Element) -> Iterator[Element]:
    for child in tree.iterchildren("*"):
        if local_name(child) == "AlternateContent":
            # The first choice is what PowerPoint shows; the fallback says the same again.
            choice = child.find("{*}Choice")
            yield from _children(choice if choice is not None else child)
        elif local_name(child) in _SHAPES:
            yield child


def shape_text(shape: Element) -> str:
    """The paragraphs of a shape or table cell, one a line."""
    return "\n".join(_paragraph(one) for one in shape.iter("{*}p"))


def _paragraph(paragraph: Element) -> str:
    parts: list[str] = []
    for element in paragraph.iterchildren("*"):
        kind = local_name(element)
        if kind == "br":
            parts.append("\n")
        elif kind == "r":
            parts.append(_run_text(element))
        elif kind == "fld" and element.get("type", "") != "slidenum":
            parts.append("".join(one.text or "" for one in element.iterchildren("{*}t")))
        elif kind in ("AlternateContent", "m"):
            # A formula; what other programs show in its place says it again.
            formula = next(element.iter("{*}oMath"), None)
            choice = element.find("{*}Choice")
            other = _paragraph(choice) if choice is not None else ""
            parts.append(formula_text(formula) if formula is not None else other)
    return "".join(parts)


def _run_text(run: Element) -> str:
    text = "".join(one.text or "" for one in run.iterchildren("{*}t"))
    font = next((one.get("typeface", "") for one in run.iter("{*}sym", "{*}latin")), "")
    return as_signs(text, font) if is_symbol_font(font) else text


def _alt_text(shape: Element) -> str:
    properties = shape.find("./*/{*}cNvPr")
    return says_something(properties.get("descr", "")) if properties is not None else ""


def _offset(transform: Element | None) -> tuple[float, float] | None:
    offset = transform.find("{*}off") if transform is not None else None
    if offset is None:
        return None
    try:
        return float(offset.get("y", "0")), float(offset.get("x", "0"))
    except ValueError:
        return None


def _layouts(package: Package, part: str, known: dict[str, Element | None]) -> Iterator[Element | None]:
    for kind in ("slideLayout", "slideMaster"):
        part = package.first_related(part, kind)
        if not part:
            return
        if part not in known:
            try:
                known[part] = package.xml(part)
            except Unreadable:
                known[part] = None
        yield known[part]


def _placeholder_place(layout: Element, wanted: Element) -> tuple[float, float] | None:
    for shape in layout.iter("{*}sp"):
        one = shape.find("./{*}nvSpPr/{*}nvPr/{*}ph")
        if one is None:
            continue
        same_number = wanted.get("idx") is not None and one.get("idx") == wanted.get("idx")
        if same_number or one.get("type", "body") == wanted.get("type", "-"):
            return _offset(shape.find(".//{*}xfrm"))
    return None


def _in_reading_order(pieces: list[_Piece]) -> list[_Piece]:
    """Rows from top to bottom, and each row from left to right."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda one: one.top):
        if rows and piece.top - rows[-1][0].top < _SAME_ROW:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [piece for line in rows for piece in sorted(line, key=lambda one: one.left)]


def _notes(package: Package, part: str) -> str:
    notes = package.first_related(part, "notesSlide")
    if not notes:
        return ""
    try:
        root = package.xml(notes)
    except Unreadable:
        return ""
    # Notes may stand in boxes of their own, and in tables.
    bodies = [shape_text(shape) for shape in root.iter("{*}sp", "{*}tc") if not _is_furniture(shape)]
    return tidy("\n".join(bodies))


def _is_furniture(shape: Element) -> bool:
    """Whether it is the date, the number or a running head of its page."""
    placeholder = shape.find("./{*}nvSpPr/{*}nvPr/{*}ph")
    return placeholder is not None and placeholder.get("type", "body") in _FURNITURE
