"""What of an OpenDocument file its reader never sees: hidden by a style, closed, switched off, or beside the slide.

The reader and the gate ask the same here, so that what one keeps from buyers the other does not hand out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from contentlib.model import Cargo
from indexer.extract.office.package import Element, local_name, text_of
from indexer.extract.office.slide_places import Frame

SHAPES = frozenset(
    "frame custom-shape rect line circle ellipse polygon polyline path g connector caption measure "
    "regular-polygon".split()
)
_WORDS = frozenset({"p", "h", "span", "section"})
_CENTIMETERS = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 0.03528, "pc": 0.4233}
_LENGTH = re.compile(r"(-?\d*\.?\d+)(cm|mm|in|pt|pc)")


def hiding_styles(root: Element) -> set[str]:
    """The names of the styles that hide what has them: words, sheets and slides."""
    found = set()
    for properties in root.iter("{*}text-properties", "{*}table-properties", "{*}drawing-page-properties"):
        said = {key.rsplit("}", 1)[-1]: value for key, value in properties.attrib.items()}
        style = properties.getparent()
        if style is not None and (said.get("display") in ("none", "false") or said.get("visibility") == "hidden"):
            found.add(text_of(style.attrib, "name"))
    return found | _inheriting(root, found)


def _inheriting(root: Element, found: set[str]) -> set[str]:
    """The styles of words below those that hide, however far, which do not say otherwise."""
    parents = {
        text_of(one.attrib, "name"): text_of(one.attrib, "parent-style-name")
        for one in root.iter("{*}style")
        if not any(text_of(each.attrib, "display") for each in one.iterchildren("{*}text-properties"))
    }
    more: set[str] = set()
    while new := {name for name, parent in parents.items() if parent in found | more} - more - found:
        more |= new
    return more


def is_closed(element: Element) -> bool:
    """Whether a section of a text, a row or a column is hidden by itself."""
    return (
        text_of(element.attrib, "visibility") in ("collapse", "filter") or text_of(element.attrib, "display") == "none"
    )


def list_unread_open(root: Element, hidden: AbstractSet[str]) -> Iterator[tuple[Element, Cargo]]:
    """Words, shapes and heads that no reader sees; whole slides and sheets are left to who numbers them."""
    for element in root.iter("*"):
        kind = local_name(element)
        is_off = text_of(element.attrib, "display") in ("none", "false", "printer")
        is_hiding = text_of(element.attrib, "style-name") in hidden
        if kind == "hidden-text" or (kind in _WORDS and (is_hiding or (kind == "section" and is_closed(element)))):
            yield element, Cargo.HIDDEN_TEXT
        elif kind in SHAPES and is_off:
            yield element, Cargo.HIDDEN_SHAPES
        elif kind in ("header", "footer") and is_off:
            yield element, Cargo.HIDDEN_TEXT


def page_frame(styles: Element | None) -> Frame | None:
    """A rectangle as large as the largest page, in centimeters; none where the file does not say."""
    pages = styles.iter("{*}page-layout-properties") if styles is not None else ()
    sizes = [tuple(length(text_of(one.attrib, f"page-{side}")) for side in ("width", "height")) for one in pages]
    known = [(width, height) for width, height in sizes if width and height]
    return Frame(0, 0, max(one[0] for one in known), max(one[1] for one in known)) if known else None


def is_beside(shape: Element, frame: Frame | None) -> bool:
    """Whether a shape of a slide is parked beside it."""
    left, top, width, height = (length(text_of(shape.attrib, key)) for key in ("x", "y", "width", "height"))
    if frame is None or left is None or top is None:
        return False
    return not Frame(left, top, max(width or 0, 0.01), max(height or 0, 0.01)).meets(frame)


def length(text: str) -> float | None:
    """A length in centimeters; none for what is none.

    >>> length("2.5cm"), length("1in"), length("50%")
    (2.5, 2.54, None)
    """
    found = _LENGTH.fullmatch(text)
    return float(found[1]) * _CENTIMETERS[found[2]] if found else None
