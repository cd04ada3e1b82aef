"""Visio drawings: the text of each page's shapes, as they stand on it from the top."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from contentlib.errors import Unreadable
from contentlib.model import Reading, Section
from indexer.extract.office.package import Element, Package, office_properties, text_of
from indexer.extract.raw_text import one_line

MAX_PAGES = 2_000
_PAGES, _MASTERS = "visio/pages/pages.xml", "visio/masters/masters.xml"
_DAMAGED = "Open it in its own program, save it again, or get another copy."
# Shapes whose middles are this near in height, in inches, stand in one line.
_LINE = 0.25
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:E-?\d+)?", re.IGNORECASE)


class _PageEntry(NamedTuple):
    name: str
    part: str
    is_hidden: bool
    hidden_layers: frozenset[str]


class _Told(NamedTuple):
    """What a shape says, and whether the page shows it."""

    text: str
    is_shown: bool


# Master id -> shape id -> the text of that shape; the first shape of a master goes by "".
_Masters = Mapping[str, Mapping[str, str]]


def read_vsdx(data: bytes) -> Reading:
    package = Package(data)
    pages = list(_list_pages(package))
    masters = dict(_read_masters(package))
    sections: list[Section] = []
    warnings = [] if len(pages) <= MAX_PAGES else [f"only the first {MAX_PAGES:,} of {len(pages):,} pages were read"]
    for number, page in enumerate(pages[:MAX_PAGES], start=1):
        try:
            sections.append(_section(number, page, package.xml(page.part), masters))
        except Unreadable as error:
            warnings.append(f"page {number} could not be read: it {error.reason}")
    if not sections:
        raise Unreadable("is damaged: no page could be read.", _DAMAGED)
    return Reading("vsdx", tuple(sections), office_properties(package), tuple(warnings))


def _list_pages(package: Package) -> Iterator[_PageEntry]:
    listed = package.find(_PAGES)
    if listed not in package.names:
        raise Unreadable("has no Visio page inside.", _DAMAGED)
    parts = package.related(listed)
    for page in package.xml(listed).iter("{*}Page"):
        part = next((parts[text_of(one.attrib, "id")][1] for one in _links(page, parts)), "")
        sheet = page.find("{*}PageSheet")
        is_hidden = sheet is not None and _cell(sheet, "UIVisibility") == "1"
        yield _PageEntry(one_line(page.get("Name", "")), part, is_hidden, _hidden_layers(sheet))


def _links(element: Element, parts: Mapping[str, object]) -> Iterator[Element]:
    return (one for one in element.iter("{*}Rel") if text_of(one.attrib, "id") in parts)


def _hidden_layers(sheet: Element | None) -> frozenset[str]:
    if sheet is None:
        return frozenset()
    rows = (row for part in sheet.iterfind("{*}Section[@N='Layer']") for row in part.iterfind("{*}Row"))
    return frozenset(row.get("IX", "") for row in rows if _cell(row, "Visible") == "0")


def _read_masters(package: Package) -> Iterator[tuple[str, dict[str, str]]]:
    """What shapes say by themselves; a shape on a page that has no text of its own says it too."""
    listed = package.find(_MASTERS)
    if listed not in package.names:
        return
    parts = package.related(listed)
    for master in package.xml(listed).iter("{*}Master"):
        for link in _links(master, parts):
            try:
                root = package.xml(parts[text_of(link.attrib, "id")][1])
            except Unreadable:
                continue
            said = {shape.get("ID", ""): _own_text(shape) or "" for shape in root.iter("{*}Shape")}
            yield master.get("ID", ""), {"": next(iter(said.values()), ""), **said}


def _section(number: int, page: _PageEntry, root: Element, masters: _Masters) -> Section:
    told = list(_tell(root, page, masters, ""))
    shown = "\n".join(one.text for one in told if one.is_shown and not page.is_hidden)
    aside = "\n".join(one.text for one in told if not one.is_shown or page.is_hidden)
    if page.is_hidden:
        return Section(f"page {number}", "", "", "\n".join(filter(None, (page.name, aside))))
    return Section(f"page {number}", page.name, shown, aside)


def _tell(
    parent: Element, page: _PageEntry, masters: _Masters, master: str, *, is_shown: bool = True
) -> Iterator[_Told]:
    """The texts of the shapes in an element, from the top of the page to its foot; those of a group after its own."""
    shapes = [shape for part in parent.iterfind("{*}Shapes") for shape in part.iterfind("{*}Shape")]
    for shape in sorted(shapes, key=_place):
        if shape.get("Del") == "1":
            continue
        of = shape.get("Master") or master
        layers = {one for one in _cell(shape, "LayerMember").split(";") if one}
        seen = is_shown and not (layers and layers <= page.hidden_layers)
        if text := _text(shape, masters.get(of, {})):
            yield _Told(text, seen and _cell(shape, "HideText") != "1")
        yield from _tell(shape, page, masters, of, is_shown=seen)


def _place(shape: Element) -> tuple[int, float]:
    """Heights count from the foot of a page."""
    return -round(_figure(_cell(shape, "PinY")) / _LINE), _figure(_cell(shape, "PinX"))


def _figure(text: str) -> float:
    return float(text) if _NUMBER.fullmatch(text) else 0.0


def _cell(element: Element, name: str) -> str:
    return next((one.get("V", "") for one in element.iterfind("{*}Cell") if one.get("N") == name), "")


def _text(shape: Element, said: Mapping[str, str]) -> str:
    own = _own_text(shape)
    return said.get(shape.get("MasterShape", ""), "") if own is None else own


def _own_text(shape: Element) -> str | None:
    text = shape.find("{*}Text")
    return None if text is None else "".join(str(one) for one in text.itertext()).strip()
