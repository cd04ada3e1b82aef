"""Copies what a page draws, order by order: what is hidden, lies outside the page or says nothing to the eye stays.

Marked content (layers, tags, texts for the ear) is taken off, names become names of our own, and what is drawn with is
copied beside it.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, String

from indexer.clean_pdf.allowed import BROKEN, CannotCopy
from indexer.clean_pdf.drawn_with import DrawnWith
from indexer.clean_pdf.letter_widths import read_letters_of
from indexer.clean_pdf.plane import (
    Frame,
    Matrix,
    Point,
    as_matrix,
    meet,
    move,
    outset,
    place,
    stretch,
    surround,
    times,
    touches,
)
from indexer.clean_pdf.resources import Resources
from indexer.clean_pdf.scene import Drawing, Scene
from indexer.clean_pdf.text_runs import TextRuns

MOST_OPEN = 200
_AT_ONCE = 2_000
_STROKES = {"S", "s", "B", "B*", "b", "b*"}
_END_PATH = Operator("n")
_UNIT: Frame = (0.0, 0.0, 1.0, 1.0)


class ContentCopy:
    """One stream of content. ``ctm`` and ``clip`` say where it is drawn and what of it can be seen there."""

    def __init__(self, scene: Scene, resources: Resources, *, ctm: Matrix, clip: Frame) -> None:
        self._scene, self._resources = scene, resources
        self._drawn_with = DrawnWith(scene, resources)
        self._now = Drawing(ctm, clip)
        self._stack: list[Drawing] = []
        self._marks: list[bool] = []
        self._path: list[tuple[Sequence[Any], Operator]] = []
        self._points: list[Point] = []
        self._clips = False
        self._written: list[tuple[Sequence[Any], Operator]] = []
        self._done: list[bytes] = []
        self._text = TextRuns(scene, self._emit)
        self._orders: dict[str, Callable[[Sequence[Any], Operator], None]] = self._list_orders()

    def copy(self, source: Any) -> bytes:
        """The content of a page or of a stream, as it may be shown."""
        try:
            with warnings.catch_warnings():
                # It warns of what it skips; how the page looks is checked in the end.
                warnings.simplefilter("ignore")
                found = list(pikepdf.parse_content_stream(source))
        except BROKEN as error:
            raise CannotCopy("content that cannot be read") from error
        # Orders are larger than their letters: a drawing of a million lines must not lie here twice as such.
        found.reverse()
        while found:
            self._take(found.pop())
            if len(self._written) >= _AT_ONCE:
                self._put_down()
        # What was opened and not closed would change what comes after.
        self._written.extend(([], Operator("Q")) for _ in self._stack)
        self._put_down()
        return b"\n".join(self._done)

    def _put_down(self) -> None:
        if self._written:
            self._done.append(pikepdf.unparse_content_stream(self._written))
            self._written.clear()

    def _take(self, one: Any) -> None:
        if isinstance(one, pikepdf.ContentStreamInlineImage):
            self._draw_inline(one.iimage)
            return
        order = self._orders.get(str(one.operator))
        if order is None:
            return
        try:
            order(one.operands, one.operator)
        except BROKEN:
            # An order that makes no sense is skipped, as every reader does; how it looks is checked in the end.
            return

    def _emit(self, operands: Sequence[Any], operator: Operator) -> None:
        self._written.append((operands, operator))

    @property
    def _hidden(self) -> bool:
        return any(self._marks)

    def _list_orders(self) -> dict[str, Callable[[Sequence[Any], Operator], None]]:
        plain = dict.fromkeys(("J", "j", "M", "i", "d0", "d1", "G", "g", "RG", "rg", "K", "k"), self._emit_numbers)
        build = dict.fromkeys(("m", "l", "c", "v", "y", "h", "re"), self._build)
        paint = dict.fromkeys(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"), self._paint)
        spaces = dict.fromkeys(("Tc", "Tw", "Tz", "TL", "Ts", "Tr"), self._set_text)
        return {
            **plain, **build, **paint, **spaces,
            "q": self._save, "Q": self._restore, "cm": self._transform, "w": self._set_width, "d": self._dash,
            "ri": self._intent, "gs": self._set_state, "W": self._cut_off, "W*": self._cut_off, "BT": self._begin_text,
            "ET": self._end_text, "Tf": self._set_font, "Td": self._move, "TD": self._move_leading, "Tm": self._place,
            "T*": self._next_line, "Tj": self._show, "TJ": self._show, "'": self._show_next, '"': self._show_spaced,
            "Do": self._draw, "sh": self._shade, "cs": self._set_space, "CS": self._set_space, "sc": self._set_color,
            "SC": self._set_color, "scn": self._set_color, "SCN": self._set_color, "BMC": self._mark,
            "BDC": self._mark, "EMC": self._unmark,
        }  # fmt: skip

    # --- state -----------------------------------------------------------------------------------------------------

    def _emit_numbers(self, operands: Sequence[Any], operator: Operator) -> None:
        self._emit([_number(one) for one in operands], operator)

    def _save(self, _operands: Sequence[Any], operator: Operator) -> None:
        if len(self._stack) >= MOST_OPEN:
            raise CannotCopy("a page that opens more than it closes")
        self._stack.append(replace(self._now))
        self._emit([], operator)

    def _restore(self, _operands: Sequence[Any], operator: Operator) -> None:
        if self._stack:
            self._now = self._stack.pop()
            self._emit([], operator)

    def _transform(self, operands: Sequence[Any], operator: Operator) -> None:
        matrix = as_matrix([float(_number(one)) for one in operands])
        self._now.ctm = times(matrix, self._now.ctm)
        self._emit(list(matrix) if len(operands) != 6 else list(operands), operator)

    def _set_width(self, operands: Sequence[Any], operator: Operator) -> None:
        self._now.line_width = float(_number(operands[0]))
        self._emit([operands[0]], operator)

    def _dash(self, operands: Sequence[Any], operator: Operator) -> None:
        self._emit([Array([_number(one) for one in iter(operands[0])]), _number(operands[1])], operator)

    def _intent(self, operands: Sequence[Any], operator: Operator) -> None:
        if str(operands[0]) in ("/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"):
            self._emit([operands[0]], operator)

    def _set_state(self, operands: Sequence[Any], operator: Operator) -> None:
        source = self._resources.find("ExtGState", operands[0])
        if not isinstance(source, Dictionary):
            return
        self._emit([self._drawn_with.name_state(operands[0], source)], operator)
        if "/LW" in source:
            self._now.line_width = float(source.LW)
        self._now.clear_fill = float(source.get("/ca", not self._now.clear_fill)) == 0
        self._now.clear_stroke = float(source.get("/CA", not self._now.clear_stroke)) == 0
        font = source.get("/Font")
        if isinstance(font, Array) and len(font) == 2:
            self._now.letters, self._now.size = read_letters_of(font[0]), float(_number(font[1]))

    def _set_space(self, operands: Sequence[Any], operator: Operator) -> None:
        self._emit([self._drawn_with.name_space(operands[0])], operator)

    def _set_color(self, operands: Sequence[Any], operator: Operator) -> None:
        *values, last = operands
        shown: Any = self._drawn_with.name_pattern(last) if isinstance(last, Name) else _number(last)
        self._emit([*(_number(one) for one in values), shown], operator)

    # --- layers ----------------------------------------------------------------------------------------------------

    def _mark(self, operands: Sequence[Any], _operator: Operator) -> None:
        tag, what = (*operands, None, None)[:2]
        if str(tag) != "/OC":
            self._marks.append(False)
            return
        layer = self._resources.find("Properties", what) if isinstance(what, Name) else what
        self._marks.append(self._scene.layers.is_off(layer))

    def _unmark(self, _operands: Sequence[Any], _operator: Operator) -> None:
        if self._marks:
            self._marks.pop()

    # --- lines and areas -------------------------------------------------------------------------------------------

    def _build(self, operands: Sequence[Any], operator: Operator) -> None:
        values = [float(_number(one)) for one in operands]
        pairs = list(zip(values[::2], values[1::2], strict=True))
        if str(operator) == "re":
            (left, bottom), (width, height) = pairs
            pairs = [(left, bottom), (left + width, bottom), (left, bottom + height), (left + width, bottom + height)]
        self._points.extend(move(pair, self._now.ctm) for pair in pairs)
        self._path.append((list(operands), operator))

    def _cut_off(self, _operands: Sequence[Any], operator: Operator) -> None:
        self._path.append(([], operator))
        self._clips = True

    def _paint(self, _operands: Sequence[Any], operator: Operator) -> None:
        frame = surround(self._points)
        wide = self._now.line_width * stretch(self._now.ctm) + 1 if str(operator) in _STROKES else 0.0
        seen = not self._hidden and touches(outset(frame, wide), self._now.clip)
        if seen or self._clips:
            self._written.extend(self._path)
            self._emit([], operator if seen else _END_PATH)
        if self._clips and self._points:
            self._now.clip = meet(self._now.clip, frame)
        self._path, self._points, self._clips = [], [], False

    def _shade(self, operands: Sequence[Any], operator: Operator) -> None:
        if not self._hidden and touches(self._now.clip, self._now.clip):
            self._scene.pictures.append(self._now.clip)
            self._emit([self._drawn_with.name_shading(operands[0])], operator)

    # --- text ------------------------------------------------------------------------------------------------------

    def _begin_text(self, _operands: Sequence[Any], operator: Operator) -> None:
        self._text.begin()
        self._emit([], operator)

    def _end_text(self, _operands: Sequence[Any], operator: Operator) -> None:
        self._emit([], operator)

    def _set_text(self, operands: Sequence[Any], operator: Operator) -> None:
        value, now = float(_number(operands[0])), self._now
        name = str(operator)
        if name == "Tz":
            value /= 100
        if name == "Tr":
            now.mode = int(value)
        else:
            fields = {"Tc": "spacing", "Tw": "word_spacing", "Tz": "stretch", "TL": "leading", "Ts": "rise"}
            setattr(now, fields[name], value)
        self._emit([operands[0]], operator)

    def _set_font(self, operands: Sequence[Any], operator: Operator) -> None:
        source = self._resources.find("Font", operands[0])
        self._now.letters, self._now.size = read_letters_of(source), float(_number(operands[1]))
        self._emit([self._drawn_with.name_font(operands[0], source), operands[1]], operator)

    def _move(self, operands: Sequence[Any], operator: Operator) -> None:
        across, up = (float(_number(one)) for one in operands)
        self._text.next_line(across, up)
        self._emit(list(operands), operator)

    def _move_leading(self, operands: Sequence[Any], operator: Operator) -> None:
        self._now.leading = -float(_number(operands[1]))
        self._move(operands, operator)

    def _place(self, operands: Sequence[Any], operator: Operator) -> None:
        self._text.set_line(as_matrix([float(_number(one)) for one in operands]))
        self._emit(list(operands), operator)

    def _next_line(self, _operands: Sequence[Any], _operator: Operator) -> None:
        self._text.next_line(0.0, -self._now.leading)
        self._emit([], Operator("T*"))

    def _show(self, operands: Sequence[Any], _operator: Operator) -> None:
        told = operands[0]
        items = [bytes(one) if isinstance(one, String) else float(_number(one)) for one in iter(told)] \
            if isinstance(told, Array) else [bytes(told)]  # fmt: skip
        self._text.show(items, self._now, hidden=self._hidden)

    def _show_next(self, operands: Sequence[Any], operator: Operator) -> None:
        self._next_line(operands, operator)
        self._show(operands[-1:], operator)

    def _show_spaced(self, operands: Sequence[Any], operator: Operator) -> None:
        self._set_text(operands[:1], Operator("Tw"))
        self._set_text(operands[1:2], Operator("Tc"))
        self._show_next(operands, operator)

    # --- pictures and forms ----------------------------------------------------------------------------------------

    def _draw(self, operands: Sequence[Any], operator: Operator) -> None:
        source = self._resources.find("XObject", operands[0])
        if self._hidden or not isinstance(source, pikepdf.Stream) or self._scene.layers.is_off(source.get("/OC")):
            return
        draw = {"/Form": self._draw_form, "/Image": self._draw_image}.get(str(source.get("/Subtype")))
        name = draw(source) if draw else None
        if name is not None:
            self._emit([name], operator)

    def _draw_image(self, source: Any) -> Name | None:
        frame = place(_UNIT, self._now.ctm)
        if not touches(frame, self._now.clip):
            return None
        self._scene.pictures.append(meet(frame, self._now.clip))
        return self._drawn_with.name_image(source)

    def _draw_inline(self, image: Any) -> None:
        frame = place(_UNIT, self._now.ctm)
        if self._hidden or not touches(frame, self._now.clip):
            return
        self._scene.pictures.append(meet(frame, self._now.clip))
        self._emit([self._drawn_with.name_inline(image)], Operator("Do"))

    def _draw_form(self, source: Any) -> Name | None:
        return self._drawn_with.name_form(source, self._now.ctm, self._now.clip)


def _number(value: Any) -> Any:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return value
    raise ValueError("is no number")
