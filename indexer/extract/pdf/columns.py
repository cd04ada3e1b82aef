"""Columns of a page whose lines were drawn across them: read one after the other, where they are columns of a text.

Rows of a table look the same from afar. What tells is that sentences go on from line to line within each column.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
from pypdfium2 import raw

# A gap between columns, in points and in heights of a letter; how many lines are looked at before all of them are.
_GAP, _GAP_HEIGHTS = 10.0, 1.1
_PROBED, _FEWEST_PROBED = 14, 3
_FEWEST_LINES, _MOST_LINES = 4, 400
# How often a line goes on in the next one of a column, how many words it has, how much of the width it fills.
_GOES_ON, _WORDS, _FULL = 0.4, 2.5, 0.6
_BLANKS = re.compile(r" +")
_ENDS = (".", "!", "?", ":", ";")


@dataclass(frozen=True, slots=True)
class PdfPiece:
    """A part of a line between two gaps, from ``left`` to ``right`` in points."""

    left: float
    right: float
    text: str


def read_in_columns(letters: pdfium.PdfTextPage, text: str) -> str:
    """The text of a page, whose letters stand at their places in ``letters``, with its columns one after the other."""
    lines = list(_lines(text))
    if not _FEWEST_LINES <= len(lines) <= _MOST_LINES or len(text) != letters.count_chars():
        return text
    probed = lines[:: max(1, len(lines) // _PROBED)]
    if sum(len(_pieces(letters, start, line)) > 1 for start, line in probed) < min(_FEWEST_PROBED, len(probed)):
        return text
    return "\n".join(arrange([_pieces(letters, start, line) for start, line in lines]))


def arrange(lines: Sequence[Sequence[PdfPiece]]) -> list[str]:
    """Lines of pieces as lines of text: blocks in columns column by column, all others as they are."""
    said: list[str] = []
    at = 0
    while at < len(lines):
        end = _find_end(lines, at)
        columns = _columns(lines[at:end]) if end - at >= _FEWEST_LINES else []
        if columns and all(map(_is_prose, columns)):
            said += [piece.text for column in columns for piece in column]
            at = end
            continue
        said.append(" ".join(piece.text for piece in lines[at]))
        at += 1
    return said


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line.rstrip("\r")
        start += len(line) + 1


def _pieces(letters: pdfium.PdfTextPage, start: int, line: str) -> list[PdfPiece]:
    found: list[PdfPiece] = []
    if not line.strip():
        return found
    begin = 0
    for blanks in _BLANKS.finditer(line):
        if blanks.start() > 0 and blanks.end() < len(line):
            before, after = _box(letters, start + blanks.start() - 1), _box(letters, start + blanks.end())
            if after.left - before.right > max(_GAP, _GAP_HEIGHTS * (before.top - before.bottom)):
                found.append(_piece(letters, start, line, begin, blanks.start()))
                begin = blanks.end()
    return [*found, _piece(letters, start, line, begin, len(line.rstrip()))]


def _piece(letters: pdfium.PdfTextPage, start: int, line: str, begin: int, end: int) -> PdfPiece:
    first, last = _box(letters, start + begin), _box(letters, start + end - 1)
    return PdfPiece(first.left, last.right, line[begin:end])


def _box(letters: pdfium.PdfTextPage, at: int) -> raw.FS_RECTF:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(letters, at, ctypes.byref(box))
    return box


def _find_end(lines: Sequence[Sequence[PdfPiece]], at: int) -> int:
    """Behind the last line that has pieces in the same columns as the one at ``at``."""
    count = len(lines[at])
    if count < 2:
        return at
    gutters = [(before.right, after.left) for before, after in zip(lines[at], lines[at][1:], strict=False)]
    end = at + 1
    while end < len(lines) and (narrowed := _narrow(gutters, lines[end])):
        gutters, end = narrowed, end + 1
    return end


def _narrow(gutters: Sequence[tuple[float, float]], line: Sequence[PdfPiece]) -> list[tuple[float, float]]:
    """The gutters that are left empty by a line too; none where it stands in one of them."""
    narrowed = []
    for left, right in gutters:
        if not line or any(piece.left < left and piece.right > right for piece in line):
            return []
        left = max([left, *(piece.right for piece in line if piece.left < left)])
        right = min([right, *(piece.left for piece in line if piece.right > right)])
        if right - left < _GAP / 2:
            return []
        narrowed.append((left, right))
    return narrowed


def _columns(lines: Sequence[Sequence[PdfPiece]]) -> list[list[PdfPiece]]:
    lefts = [piece.left for piece in lines[0]]
    columns: list[list[PdfPiece]] = [[] for _ in lefts]
    for line in lines:
        for piece in line:
            nearest = min(range(len(lefts)), key=lambda at: abs(lefts[at] - piece.left))
            columns[nearest].append(piece)
    return columns


def _is_prose(column: Sequence[PdfPiece]) -> bool:
    if len(column) < _FEWEST_LINES:
        return False
    pairs = list(pairwise(column))
    goes_on = sum(not one.text.endswith(_ENDS) and after.text[:1].islower() for one, after in pairs)
    widths = [piece.right - piece.left for piece in column]
    is_full = median(widths) >= _FULL * max(widths)
    return is_full and goes_on >= _GOES_ON * len(pairs) and median(len(one.text.split()) for one in column) >= _WORDS
