"""The web links on the slides of a deck, and where they are: of shapes, of words in them, of cells of tables.

Where words stand is not told by a file but by who draws it, so a link of words comes with the words, in the part of
its shape where its paragraph should be. Hidden slides and shapes have no links.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise

from contentlib.model import MOST_LINKS, PageLink, place_link
from indexer.extract.office.office_parts import remove
from indexer.extract.office.package import Element, Package, local_name
from indexer.extract.office.slide_places import Frame, Scale, list_shapes, list_unseen, own_frame, slide_frame
from indexer.extract.office.slides import slide_parts


def list_links_pptx(data: bytes) -> tuple[PageLink, ...]:
    """The links that an audience can see. Raises Unreadable for what is no deck."""
    package = Package(data)
    main = package.find_main("ppt/presentation.xml")
    slide = slide_frame(package.xml(main))
    if slide is None or slide.width <= 0 or slide.height <= 0:
        return ()
    return tuple(islice(_list(package, slide_parts(package, main), slide), MOST_LINKS))


def _list(package: Package, parts: list[str], slide: Frame) -> Iterator[PageLink]:
    for number, part in enumerate(parts, start=1):
        targets = package.web_links(part)
        root = package.xml(part) if targets else None
        tree = root.find(".//{*}spTree") if root is not None and root.get("show") not in ("0", "false") else None
        if tree is None:
            continue
        for shape, _ in list(list_unseen(tree, slide)):
            remove(shape)
        for spot in _SlideLinks(package, part, targets).of_tree(tree, Scale()):
            box = _share(spot.frame, slide)
            link = place_link(number, box, spot.target, spot.words)
            if link:
                yield link


def _share(frame: Frame, slide: Frame) -> tuple[float, float, float, float]:
    right, bottom = frame.left + frame.width, frame.top + frame.height
    return frame.left / slide.width, frame.top / slide.height, right / slide.width, bottom / slide.height


@dataclass(frozen=True, slots=True)
class _Spot:
    """A link on a slide, in EMU."""

    frame: Frame
    target: str
    words: str = ""


class _SlideLinks:
    """The links of one slide; ``targets`` by the ids of their relationships."""

    def __init__(self, package: Package, part: str, targets: dict[str, str]) -> None:
        self._package, self._part, self._targets = package, part, targets

    def of_tree(self, tree: Element, scale: Scale) -> Iterator[_Spot]:
        for shape in list_shapes(tree):
            frame = own_frame(shape) or self._inherited(shape)
            if frame is not None:
                yield from self._of_shape(shape, scale.place(frame))
            if local_name(shape) == "grpSp":
                yield from self.of_tree(shape, scale.into(shape))

    def _of_shape(self, shape: Element, frame: Frame) -> Iterator[_Spot]:
        whole = shape.find("./*/{*}cNvPr/{*}hlinkClick")
        if whole is not None and self._target(whole):
            yield _Spot(frame, self._target(whole))
        if local_name(shape) == "graphicFrame":
            for cell, place in _list_cells(shape, frame):
                yield from self._of_words(cell, place)
        elif local_name(shape) == "sp":
            yield from self._of_words(shape, frame)

    def _of_words(self, holder: Element, frame: Frame) -> Iterator[_Spot]:
        """Words that are links, each in the part of its holder where its paragraph should be."""
        paragraphs = list(holder.iter("{*}p"))
        found = [list(self._runs(paragraph)) for paragraph in paragraphs]
        is_only = len({target for runs in found for target, _ in runs}) == 1
        band = frame.height / max(len(paragraphs), 1)
        for place, runs in enumerate(found):
            for at, (target, words) in enumerate(runs):
                part = Frame(frame.left + frame.width / len(runs) * at, frame.top + band * place,
                             frame.width / len(runs), band)  # fmt: skip
                yield _Spot(frame if is_only and len(runs) == 1 else part, target, words)

    def _runs(self, paragraph: Element) -> Iterator[tuple[str, str]]:
        """The targets of a paragraph with their words; runs beside each other that lead to the same are one."""
        last, words = "", ""
        for run in paragraph.iterchildren("{*}r", "{*}fld"):
            click = run.find("./{*}rPr/{*}hlinkClick")
            target = self._target(click) if click is not None else ""
            if target != last and last:
                yield last, words
            words = "".join((words if target == last else "", *(one.text or "" for one in run.iterchildren("{*}t"))))
            last = target
        if last:
            yield last, words

    def _target(self, click: Element) -> str:
        named = next((value for key, value in click.attrib.items() if key.startswith("{") and key.endswith("}id")), "")
        return self._targets.get(named, "")

    def _inherited(self, shape: Element) -> Frame | None:
        """Where the layout or the master puts a placeholder that says nothing itself."""
        placeholder = shape.find("./*/{*}nvPr/{*}ph")
        part = self._part
        for kind in ("slideLayout", "slideMaster"):
            part = self._package.first_related(part, kind) if placeholder is not None and part else ""
            frame = _placeholder_frame(self._package.xml(part), placeholder) if part else None
            if frame is not None:
                return frame
        return None


def _placeholder_frame(layout: Element, wanted: Element | None) -> Frame | None:
    for shape in layout.iter("{*}sp"):
        one = shape.find("./{*}nvSpPr/{*}nvPr/{*}ph")
        if one is None or wanted is None:
            continue
        same_number = wanted.get("idx") is not None and one.get("idx") == wanted.get("idx")
        if same_number or one.get("type", "body") == wanted.get("type", "-"):
            return own_frame(shape)
    return None


def _list_cells(frame_of: Element, frame: Frame) -> Iterator[tuple[Element, Frame]]:
    """The cells of a table, each where the widths and heights that the table names put it."""
    table = frame_of.find(".//{*}tbl")
    if table is None:
        return
    lines = table.findall("./{*}tr")
    rights = _edges([_number(one, "w") for one in table.findall("./{*}tblGrid/{*}gridCol")], frame.width)
    bottoms = _edges([_number(one, "h") for one in lines], frame.height)
    for (top, bottom), line in zip(pairwise(bottoms), lines, strict=True):
        for (left, right), cell in zip(pairwise(rights), line.findall("./{*}tc"), strict=False):
            yield cell, Frame(frame.left + left, frame.top + top, right - left, bottom - top)


def _edges(sizes: list[float], whole: float) -> list[float]:
    total = sum(sizes) or 1.0
    return [edge / total * whole for edge in accumulate(sizes, initial=0.0)]


def _number(element: Element, key: str) -> float:
    try:
        return max(float(element.get(key, "0")), 1.0)
    except ValueError:
        return 1.0
