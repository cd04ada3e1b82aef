"""Which shapes of a slide an audience never sees: hidden in the selection pane, or parked beside the slide.

The reader and the gate ask the same here, so that what one keeps from buyers the other does not hand out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

from indexer.extract.office.package import Element, local_name

SHAPES = frozenset({"sp", "grpSp", "graphicFrame", "pic", "cxnSp", "contentPart"})
_YES = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle in EMU."""

    left: float
    top: float
    width: float
    height: float

    def meets(self, other: Frame) -> bool:
        """Whether the two share more than an edge."""
        across = self.left < other.left + other.width and other.left < self.left + self.width
        return across and self.top < other.top + other.height and other.top < self.top + self.height


def slide_frame(presentation: Element) -> Frame | None:
    """The slide's own rectangle; none where the deck does not say how large it is."""
    size = presentation.find("{*}sldSz")
    if size is None:
        return None
    try:
        return Frame(0, 0, float(size.get("cx", "")), float(size.get("cy", "")))
    except ValueError:
        return None


def is_hidden_shape(shape: Element) -> bool:
    """Whether the selection pane hides it."""
    said = next((one for one in shape.iterfind("./*/{*}cNvPr")), None)
    return said is not None and said.get("hidden", "").lower() in _YES


def own_frame(shape: Element) -> Frame | None:
    """Where a shape says that it stands, with room for its rotation; none where it says nothing itself."""
    place = next((one for one in shape.iterfind("./*/{*}xfrm")), None)
    if place is None:
        place = shape.find("./{*}xfrm")
    offset, size = (place.find("{*}off"), place.find("{*}ext")) if place is not None else (None, None)
    if place is None or offset is None or size is None:
        return None
    try:
        frame = Frame(*(float(one.get(key, "")) for one, key in (
            (offset, "x"), (offset, "y"), (size, "cx"), (size, "cy"))))  # fmt: skip
        turned = float(place.get("rot", "0") or 0) % 21_600_000
    except ValueError:
        return None
    if not turned:
        # A line has no height, and is seen all the same.
        return Frame(frame.left, frame.top, max(frame.width, 1), max(frame.height, 1))
    reach = hypot(frame.width, frame.height)
    middle = (frame.left + frame.width / 2, frame.top + frame.height / 2)
    return Frame(middle[0] - reach / 2, middle[1] - reach / 2, max(reach, 1), max(reach, 1))


@dataclass(frozen=True, slots=True)
class Scale:
    """How places inside a group become places on the slide."""

    across: float = 1.0
    down: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def place(self, frame: Frame) -> Frame:
        """A rectangle of the group on the slide."""
        return Frame(
            self.left + frame.left * self.across, self.top + frame.top * self.down,
            max(frame.width * self.across, 1), max(frame.height * self.down, 1),
        )  # fmt: skip

    def into(self, group: Element) -> Scale:
        """The scale inside a group that stands at this one."""
        place = group.find("./{*}grpSpPr/{*}xfrm")
        parts = [place.find(f"{{*}}{name}") for name in ("off", "ext", "chOff", "chExt")] if place is not None else []
        if not parts or any(one is None for one in parts):
            return self
        try:
            numbers = [
                float(one.get(key, "")) for one, keys in zip(parts, ("xy", ("cx", "cy")) * 2, strict=True)
                for key in keys if one is not None
            ]  # fmt: skip
        except ValueError:
            return self
        x, y, width, height, inner_x, inner_y, inner_width, inner_height = numbers
        across = width / inner_width if inner_width else 1.0
        down = height / inner_height if inner_height else 1.0
        return Scale(
            self.across * across, self.down * down,
            self.left + (x - inner_x * across) * self.across, self.top + (y - inner_y * down) * self.down,
        )  # fmt: skip


def list_unseen(tree: Element, slide: Frame | None, scale: Scale = Scale()) -> Iterator[tuple[Element, bool]]:
    """The shapes below ``tree`` that nobody sees, each with whether it is hidden or else beside the slide.

    A shape that takes its place from its layout counts as seen, and so does a group that reaches into the slide.
    """
    for shape in list_shapes(tree):
        if is_hidden_shape(shape):
            yield shape, True
            continue
        frame = own_frame(shape)
        if slide is not None and frame is not None and not scale.place(frame).meets(slide):
            yield shape, False
        elif local_name(shape) == "grpSp":
            yield from list_unseen(shape, slide, scale.into(shape))


def list_shapes(tree: Element) -> Iterator[Element]:
    """The shapes right below an element, also those that stand there for programs of another age."""
    for child in tree.iterchildren("*"):
        if local_name(child) in SHAPES:
            yield child
        elif local_name(child) in ("AlternateContent", "Choice", "Fallback"):
            yield from list_shapes(child)
