"""Finds where the words of a slide stand on its picture, from how the slide was laid out: letter by letter.

The layout is told as a list of what is drawn; a text box has lines, a line runs, a run the place of each letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any

from contentlib.language import STOP_WORDS, WORD
from contentlib.pictures import MOST_WORDS, WHOLE, Box, is_on_page

# A layout may be a list in a list in a list.
DEEPEST = 12
# So many letters may be empty boxes, and such a share of all; beyond Latin ones are those that fonts lack.
FEW, SHARE, LATIN = 3, 0.08, 0x250
LACKING = "needs a font for letters like “{}”: install one, such as fonts-noto-cjk or fonts-noto"
BACKWARDS = "is written from right to left, which is drawn the wrong way round"


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    left: float
    right: float


def find_slide_boxes(laid_out: Mapping[str, Any]) -> tuple[Box, ...]:
    """The words of a slide that a search may mark, in the order in which they are drawn.

    >>> run = {"text": "Our price", "start": 0, "glyphs": [{"cluster": at, "x": 10.0 * at, "advance": 10.0}
    ...        for at in range(9)]}
    >>> line = {"y": 20.0, "height": 10.0, "start": 0, "runs": [run]}
    >>> find_slide_boxes({"width": 100, "height": 100, "primitives": [{"kind": "textBox", "lines": [line]}]})
    (Box(word='price', left=4000, top=2000, width=5000, height=1000),)
    """
    width, height = float(laid_out["width"]), float(laid_out["height"])
    lines = (line for text in _list_texts(laid_out.get("primitives", ()), DEEPEST) for line in text.get("lines", ()))
    boxes = (box for line in lines for box in _find_in(line, WHOLE / width, WHOLE / height))
    return tuple(islice(boxes, MOST_WORDS))


def find_fault(laid_out: Mapping[str, Any]) -> str:
    """Why nobody could read the picture of a slide: its letters are empty boxes, or stand the wrong way round."""
    texts = _list_texts(laid_out.get("primitives", ()), DEEPEST, turned=True)
    runs = [run for text in texts for line in text["lines"] for run in line.get("runs", ())]
    if sum(unicodedata.bidirectional(letter) in ("R", "AL") for run in runs for letter in run.get("text", "")) > FEW:
        return BACKWARDS
    lacking = [letter for run in runs if _has_gap(run) for letter in run.get("text", "") if ord(letter) > LATIN]
    count = sum(glyph["glyphId"] == 0 for run in runs for glyph in run.get("glyphs", ()))
    total = sum(len(run.get("glyphs", ())) for run in runs)
    return LACKING.format(lacking[0]) if lacking and count > max(FEW, total * SHARE) else ""


def _has_gap(run: Mapping[str, Any]) -> bool:
    return any(glyph["glyphId"] == 0 for glyph in run.get("glyphs", ()))


def _list_texts(drawn: Sequence[Mapping[str, Any]], depth: int, *, turned: bool = False) -> Iterator[Mapping[str, Any]]:
    """The text boxes that stand upright; one that is ``turned`` is laid out before it is turned."""
    for each in drawn:
        if each.get("transform") and not turned:
            continue
        if each.get("lines"):
            yield each
        for inside in each.values() if depth else ():
            if isinstance(inside, list) and inside and isinstance(inside[0], dict) and "kind" in inside[0]:
                yield from _list_texts(inside, depth - 1, turned=turned)


def _find_in(line: Mapping[str, Any], across: float, down: float) -> Iterator[Box]:
    letters = [letter for run in line.get("runs", ()) for letter in _list_letters(run)]
    for found in WORD.finditer("".join(letter.text for letter in letters)):
        word = unicodedata.normalize("NFKC", found.group())
        if word.casefold() in STOP_WORDS:
            continue
        places = letters[found.start() : found.end()]
        left, right = min(each.left for each in places), max(each.right for each in places)
        with suppress(ValueError, OverflowError):
            top, height = round(line["y"] * down), round(line["height"] * down)
            box = Box(word, round(left * across), top, round(right * across) - round(left * across), height)
            if is_on_page(box):
                yield box


def _list_letters(run: Mapping[str, Any]) -> Iterator[_Letter]:
    """The letters of a run in the order of its text; those that are drawn as one, like fi, share their place."""
    glyphs, start = run.get("glyphs", ()), run.get("start", 0)
    # Counted from the beginning of the run, or of the text that it is of.
    before = start if glyphs and min(glyph["cluster"] for glyph in glyphs) >= start else 0
    place = (float(run.get("x", 0)), float(run.get("x", 0)))
    places = {glyph["cluster"] - before: (glyph["x"], glyph["x"] + glyph["advance"]) for glyph in glyphs}
    unit = 0
    for letter in run.get("text", ""):
        place = places.get(unit, place)
        # In units of UTF-16, of which a rare letter takes two.
        unit += 1 + (ord(letter) > 0xFFFF)
        yield _Letter(letter, *place)
