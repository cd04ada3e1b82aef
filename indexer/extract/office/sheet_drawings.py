"""What lies over the cells of a sheet, or fills one that has none: text boxes, charts, SmartArt, alternative texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from contentlib.errors import Unreadable
from contentlib.model import Section
from indexer.extract.alt_texts import says_something
from indexer.extract.office.cells import Marks, SheetPlace
from indexer.extract.office.charts import chart_lines, chart_titles, diagram_lines
from indexer.extract.office.office_parts import remove
from indexer.extract.office.package import Element, Package, local_name, text_of
from indexer.extract.office.sheet_places import HiddenCells, list_unseen_anchors
from indexer.extract.office.slides import shape_text
from indexer.extract.raw_text import set_aside


def with_drawings(
    package: Package, sections: Iterable[Section], marks: Mapping[str, Marks], places: Iterable[SheetPlace]
) -> Iterator[Section]:
    """Each sheet with what lies over its cells, then the sheets that are charts.

    What of it nobody sees is kept with the notes.
    """
    listed = list(places)
    parts = {one.name: one.part for one in listed}
    for section in sections:
        name = section.locator.removeprefix("sheet ")
        seen, unseen = _Drawing(package, parts.get(name, "")).read(marks.get(name, Marks()))
        if not section.text and section.notes:
            seen, unseen = "", "\n".join(filter(None, (seen, unseen)))
        text, notes = (filter(None, pair) for pair in ((section.text, seen), (section.notes, unseen)))
        yield replace(section, text="\n".join(text), notes="\n".join(notes))
    for place in listed:
        if place.kind == "chartsheet":
            yield _chart_sheet(package, place)


def _chart_sheet(package: Package, place: SheetPlace) -> Section:
    seen, unseen = _Drawing(package, place.part, with_figures=True).read(Marks())
    section = Section(f"sheet {place.name}", place.name, seen, unseen)
    return set_aside(section) if place.is_hidden else section


class _Drawing:
    """The drawing of one sheet. ``with_figures``: no cells beside it say what its charts show."""

    def __init__(self, package: Package, sheet: str, *, with_figures: bool = False) -> None:
        self._package = package
        self._part = package.first_related(sheet, "drawing") if sheet else ""
        self._lines = chart_lines if with_figures else chart_titles
        self._related: dict[str, tuple[str, str]] = {}

    def read(self, marks: Marks) -> tuple[str, str]:
        """What the drawing says, and what of it is hidden."""
        if not self._part:
            return "", ""
        hidden = HiddenCells({row + 1 for row in marks.hidden_rows}, {column + 1 for column in marks.hidden_columns})
        try:
            root, self._related = self._package.xml(self._part), self._package.related(self._part)
        except Unreadable:
            return "", ""
        aside = self._unpointed(root)
        unseen = list(list_unseen_anchors(root, hidden))
        aside += [line for shape in unseen for line in self._drawn(shape)]
        for shape in unseen:
            remove(shape)
        return "\n".join(filter(None, self._drawn(root))), "\n".join(filter(None, aside))

    def _drawn(self, root: Element) -> Iterator[str]:
        # What stands there for older programs says the same again, or that the program is too old.
        for fallback in list(root.iter("{*}Fallback")):
            remove(fallback)
        for element in root.iter("{*}sp", "{*}cNvPr", "{*}chart", "{*}relIds"):
            if local_name(element) == "sp":
                yield shape_text(element).strip()
            elif local_name(element) == "cNvPr":
                yield says_something(element.get("descr", ""))
            elif local_name(element) == "chart":
                yield from self._graphic(text_of(element.attrib, "id"))
            else:
                yield from self._graphic(text_of(element.attrib, "dm"))

    def _graphic(self, number: str) -> list[str]:
        kind, part = self._related.get(number, ("", ""))
        if part not in self._package.names:
            return []
        try:
            root = self._package.xml(part)
        except Unreadable:
            return []
        return diagram_lines(root) if kind == "diagramData" else self._lines(root)

    def _unpointed(self, root: Element) -> list[str]:
        """SmartArt that lies in the file but that nothing on the sheet shows."""
        used = {value for one in root.iter("{*}relIds") for value in one.attrib.values()}
        numbers = [key for key, (kind, _) in self._related.items() if kind == "diagramData" and key not in used]
        return [line for number in numbers for line in self._graphic(number)]
