"""Text as a page shows it: letters that stand where nobody can see them are left out, the others stay in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from pikepdf import Array, Operator, String

from indexer.clean_pdf.plane import Frame, holds, place, stretch, times, touches
from indexer.clean_pdf.scene import Drawing, Scene, TextPlace
from indexer.clean_pdf.seen import DUST

# A letter's foot and head, in parts of its size.
_FOOT, _HEAD = -0.25, 0.95
_SHOW = Operator("TJ")

# A letter's code, its start, its end and its advance; a shift has no code.
LetterSpot: TypeAlias = tuple[bytes, float, float, float]
Emit: TypeAlias = Callable[[Sequence[Any], Operator], None]


class TextRuns:
    """Follows where letters stand, and writes what may stay of them."""

    def __init__(self, scene: Scene, emit: Emit) -> None:
        self._scene, self._emit = scene, emit
        self._place = TextPlace()

    def begin(self) -> None:
        self._place = TextPlace()

    def set_line(self, matrix: Any) -> None:
        self._place = TextPlace(matrix, matrix)

    def next_line(self, across: float, up: float) -> None:
        line = times((1, 0, 0, 1, across, up), self._place.line)
        self._place = TextPlace(line, line)

    def show(self, items: Sequence[bytes | float], drawing: Drawing, *, hidden: bool) -> None:
        """Write one run of text, or what can be seen of it."""
        parts, length = _measure(items, drawing)
        frame = self._frame(min(0.0, *_ends(parts, 1)), max(0.0, *_ends(parts, 2)) + self._place.slack, drawing)
        gone = hidden or not touches(frame, drawing.clip) or self._is_dust(drawing)
        if not gone and drawing.draws_no_letters:
            gone = not self._scene.keeps_unseen(frame)
        if gone:
            self._leave_out(length, drawing)
        elif holds(drawing.clip, frame) or not drawing.letters.known or self._place.slack:
            self._keep(items)
        else:
            self._emit([Array(self._cut(parts, drawing))], _SHOW)
        self._advance(length, drawing)

    def _is_dust(self, drawing: Drawing) -> bool:
        """Whether letters are so small that no screen shows them."""
        return abs(drawing.size) * stretch(times(self._place.at, drawing.ctm)) < DUST

    def _keep(self, items: Sequence[bytes | float]) -> None:
        if self._place.astray:
            self._scene.doubtful = True
        self._emit([Array([String(item) if isinstance(item, bytes) else item for item in items])], _SHOW)

    def _leave_out(self, length: float, drawing: Drawing) -> None:
        if drawing.letters.known and drawing.size and drawing.stretch:
            self._emit([Array([_gap(length, drawing)])], _SHOW)
        else:
            self._place.astray = True

    def _cut(self, parts: list[LetterSpot], drawing: Drawing) -> list[Any]:
        """Letter by letter: the letter, or a gap of its width."""
        kept: list[Any] = []
        for code, start, end, advance in parts:
            if code and touches(self._frame(start, end, drawing), drawing.clip):
                kept.append(String(code))
                extra = 0.0
            else:
                extra = advance
            if extra and drawing.size and drawing.stretch:
                kept.append(_gap(extra, drawing))
        return _joined(kept)

    def _advance(self, length: float, drawing: Drawing) -> None:
        if drawing.letters.known:
            self._place.at = times((1, 0, 0, 1, length, 0), self._place.at)
        else:
            self._place.slack += abs(length)

    def _frame(self, start: float, end: float, drawing: Drawing) -> Frame:
        low, high = drawing.rise + _FOOT * drawing.size, drawing.rise + _HEAD * drawing.size
        box = (start, min(low, high), end, max(low, high))
        if not drawing.letters.upright:
            # Written from top to bottom, each letter stands below the last.
            box = (-drawing.size, -abs(end) - drawing.size, drawing.size, drawing.size)
        return place(box, times(self._place.at, drawing.ctm))


def _measure(items: Sequence[bytes | float], drawing: Drawing) -> tuple[list[LetterSpot], float]:
    """The letters of a run, and its whole length."""
    at, found = 0.0, []
    size = drawing.size * drawing.stretch
    for item in items:
        if not isinstance(item, bytes):
            shift = -float(item) / 1000 * size
            found.append((b"", at, at, shift))
            at += shift
            continue
        for code, width, is_space in drawing.letters.split(item):
            extra = drawing.spacing + (drawing.word_spacing if is_space else 0.0)
            found.append((code, at, at + width * size, width * size + extra * drawing.stretch))
            at += found[-1][3]
    return found, at


def _ends(parts: list[LetterSpot], which: int) -> list[float]:
    return [float(part[which]) for part in parts if part[0]] or [0.0]


def _gap(length: float, drawing: Drawing) -> Decimal:
    return Decimal(f"{-length * 1000 / (drawing.size * drawing.stretch):.4f}")


def _joined(kept: list[Any]) -> list[Any]:
    """Letters that follow each other as one string, gaps as one number."""
    found: list[Any] = []
    for item in kept:
        if found and isinstance(item, Decimal) and isinstance(found[-1], Decimal):
            found[-1] += item
        elif found and isinstance(item, String) and isinstance(found[-1], String):
            found[-1] = String(bytes(found[-1]) + bytes(item))
        else:
            found.append(item)
    return found
