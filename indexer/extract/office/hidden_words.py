"""Which words of a Word file are hidden: by themselves, or by a style of theirs, or by one that it is based on.

The reader and the gate ask the same here, so that what one keeps from buyers the other does not hand out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from contentlib.model import Cargo
from indexer.extract.office.package import Element, local_name, text_of

_NO = frozenset({"0", "false", "off"})
_EMU_OF_TWIP = 635
# How much of a page can lie before the place that a shape is measured from.
_BEFORE = {"page": 0.0, "leftMargin": 0.0, "topMargin": 0.0, "margin": 0.15, "column": 0.95, "paragraph": 1.0}
_UNSEEN_VML = re.compile(r"visibility\s*:\s*hidden|display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)


@dataclass(slots=True)
class HidingStyles:
    """What each style says of being hidden, itself or by the one it is based on; ``usual`` are those taken unasked."""

    said: dict[str, bool] = field(default_factory=dict)
    usual: dict[str, str] = field(default_factory=dict)
    everywhere: bool = False

    def hides_run(self, run: Element) -> bool:
        """Whether a run of words is hidden. Its own word counts most, then its style, then its paragraph's."""
        own = next((said for one in run.iterchildren("{*}rPr") if (said := _vanish(one)) is not None), None)
        if own is not None:
            return own
        by_style = self.said.get(_value(run, "./{*}rPr/{*}rStyle") or self.usual.get("character", ""))
        if by_style is not None:
            return by_style
        paragraph = next(run.iterancestors("{*}p"), None)
        by_paragraph = self.said.get(self._paragraph_style(paragraph)) if paragraph is not None else None
        if by_paragraph is not None:
            return by_paragraph
        table = next(run.iterancestors("{*}tbl"), None)
        by_table = self.said.get(_value(table, "./{*}tblPr/{*}tblStyle")) if table is not None else None
        return self.everywhere if by_table is None else by_table

    def _paragraph_style(self, paragraph: Element) -> str:
        return _value(paragraph, "./{*}pPr/{*}pStyle") or self.usual.get("paragraph", "")


def read_hiding(styles: Element | None) -> HidingStyles:
    """The styles of a document that hide; none where it has no styles."""
    found = HidingStyles()
    if styles is None:
        return found
    own: dict[str, bool | None] = {}
    parents: dict[str, str] = {}
    for style in styles.iterchildren("{*}style"):
        key = text_of(style.attrib, "styleId")
        own[key] = _vanish(style.find("{*}rPr"))
        parents[key] = _value(style, "./{*}basedOn")
        if text_of(style.attrib, "default") in ("1", "true", "on"):
            found.usual[text_of(style.attrib, "type")] = key
    for key in own:
        told = _inherited(key, own, parents)
        if told is not None:
            found.said[key] = told
    found.everywhere = bool(_vanish(styles.find("./{*}docDefaults/{*}rPrDefault/{*}rPr")))
    return found


def _inherited(key: str, own: dict[str, bool | None], parents: dict[str, str]) -> bool | None:
    seen: set[str] = set()
    while key in own and key not in seen:
        if own[key] is not None:
            return own[key]
        seen.add(key)
        key = parents[key]
    return None


def _vanish(properties: Element | None) -> bool | None:
    """What it says of being hidden: yes, no, or nothing."""
    if properties is None:
        return None
    for one in properties.iterchildren("{*}vanish", "{*}specVanish"):
        return text_of(one.attrib, "val").lower() not in _NO
    return None


def _value(element: Element, path: str) -> str:
    found = element.find(path)
    return text_of(found.attrib, "val") if found is not None else ""


def list_unread(root: Element, hiding: HidingStyles) -> Iterator[tuple[Element, Cargo]]:
    """What a reader of the page does not see, outer things before what is in them: words, drawings, boxes beside it."""
    for run in root.iter("{*}r"):
        if hiding.hides_run(run):
            yield run, Cargo.HIDDEN_TEXT
    for drawing in root.iter("{*}drawing", "{*}pict", "{*}object"):
        if _is_unseen_drawing(drawing):
            yield drawing, Cargo.HIDDEN_SHAPES
    page = _page_size(root)
    for anchor in root.iter("{*}anchor"):
        if _is_off_page(anchor, page):
            yield anchor, Cargo.OFF_PAGE


def list_unshown_margins(root: Element, settings: Element | None) -> Iterator[Element]:
    """References to heads of a first page that is like any other, and of even pages where all are alike."""
    even = settings is not None and any(_is_on(one) for one in settings.iter("{*}evenAndOddHeaders"))
    # A section takes over the heads of the one before it.
    first = any(_is_on(one) for one in root.iter("{*}titlePg"))
    for one in root.iter("{*}headerReference", "{*}footerReference"):
        kind = text_of(one.attrib, "type")
        if (kind == "first" and not first) or (kind == "even" and not even):
            yield one


def _is_on(mark: Element) -> bool:
    return text_of(mark.attrib, "val").lower() not in _NO


def _page_size(root: Element) -> tuple[float, float]:
    sizes = list(root.iter("{*}pgSz"))
    try:
        width = max(float(text_of(one.attrib, "w")) for one in sizes)
        height = max(float(text_of(one.attrib, "h")) for one in sizes)
    except ValueError:
        # As large as Word lets a page be: less than that is nowhere.
        width = height = 31_680.0
    return width * _EMU_OF_TWIP, height * _EMU_OF_TWIP


def _is_off_page(anchor: Element, page: tuple[float, float]) -> bool:
    size = anchor.find("{*}extent")
    for name, side, length in (("positionH", "cx", page[0]), ("positionV", "cy", page[1])):
        offset = anchor.find(f"./{{*}}{name}/{{*}}posOffset")
        place = anchor.find(f"{{*}}{name}")
        try:
            start = float(offset.text or "") if offset is not None else None
            extent = float(size.get(side, "0")) if size is not None else 0.0
        except ValueError:
            continue
        # From wherever it is measured, nothing starts farther from it than a page is long.
        before = _BEFORE.get(place.get("relativeFrom", "") if place is not None else "", 1.0) * length
        if start is not None and (start >= length or start + extent <= -before):
            return True
    return False


def _is_unseen_drawing(drawing: Element) -> bool:
    """Whether a drawing, a picture or a text box is hidden in the selection pane, or by its style."""
    for one in drawing.iter("*"):
        if local_name(one) in ("docPr", "cNvPr"):
            return one.get("hidden", "").lower() in ("1", "true", "on")
        if _UNSEEN_VML.search(one.get("style", "")):
            return True
    return False
