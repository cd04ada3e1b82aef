"""Text in boxes: bold marks, and a type size at which the words fit. The only module that guesses text widths."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.shapetree import GroupShapes, SlideShapes
from pptx.text.text import TextFrame, _Paragraph, _Run
from pptx.util import Inches, Pt

from sample_corpus.builder.deck_theme import FONT, INK

Shapes: TypeAlias = SlideShapes | GroupShapes
_GLYPH = 0.52  # mean width of an Arial letter, in ems
_LEADING = 1.22
_GAP = 5.0  # points between two paragraphs
_WIDEST_GAP = 15.0
SMALLEST = 10


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the slide, in inches."""

    x: float
    y: float
    w: float
    h: float

    def inset(self, by: float) -> "Box":
        return Box(self.x + by, self.y + by, self.w - 2 * by, self.h - 2 * by)


@dataclass(frozen=True, slots=True)
class Style:
    size: int = 16
    colour: RGBColor = field(default_factory=lambda: INK)
    bold: bool = False
    italic: bool = False
    align: PP_ALIGN = PP_ALIGN.LEFT
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP
    margin: float = 0.1


def lines_needed(text: str, width: float, size: int) -> int:
    """Lines that a text takes at this size.

    >>> lines_needed("four words of text", 10.0, 12)
    1
    """
    letters = max(1, int(width * 72 / (size * _GLYPH)))
    return sum(max(1, math.ceil(len(part) / letters)) for part in text.replace("**", "").split("\n"))


def height_needed(texts: Sequence[str], width: float, size: int) -> float:
    """Inches that these paragraphs take, one beneath the other."""
    lines = sum(lines_needed(text, width, size) for text in texts)
    return (lines * size * _LEADING + len(texts) * _GAP) / 72


def fit_size(texts: Sequence[str], box: Box, largest: int) -> int:
    """The largest type size, in points, at which the paragraphs stay inside the box."""
    for size in range(largest, SMALLEST, -1):
        if height_needed(texts, box.w, size) <= box.h:
            return size
    return SMALLEST


def gap_between(texts: Sequence[str], box: Box, size: int) -> float:
    """Points between two paragraphs: wider where there is room to spare."""
    spare = (box.h - height_needed(texts, box.w, size)) * 72
    return _GAP + max(0.0, min(_WIDEST_GAP, 0.6 * spare / len(texts)))


def add_text(shapes: Shapes, box: Box, texts: Sequence[str], style: Style) -> None:
    """A text box whose type shrinks until the words fit."""
    shape = shapes.add_textbox(Inches(box.x), Inches(box.y), Inches(box.w), Inches(box.h))
    fill_frame(shape.text_frame, box, texts, style)


def fill_frame(frame: TextFrame, box: Box, texts: Sequence[str], style: Style) -> None:
    frame.word_wrap = True
    frame.vertical_anchor = style.anchor
    frame.margin_left = frame.margin_right = Inches(style.margin)
    frame.margin_top = frame.margin_bottom = Inches(0.04)
    inner = Box(box.x, box.y, box.w - 2 * style.margin, box.h - 0.08)
    size = fit_size(texts, inner, style.size)
    gap = gap_between(texts, inner, size)
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = style.align
        if number:
            paragraph.space_before = Pt(gap)
        write_runs(paragraph, text, size, style)


def write_runs(paragraph: _Paragraph, text: str, size: int, style: Style) -> None:
    """Writes one paragraph: every other part between `**` is bold, a [field to fill in] is marked yellow."""
    for number, part in enumerate(text.split("**")):
        for words in re.split(r"(\[[^]]*\])", part):
            if words:
                run = paragraph.add_run()
                run.text = words
                run.font.size, run.font.name = Pt(size), FONT
                run.font.bold = style.bold or number % 2 == 1
                run.font.italic = style.italic
                run.font.color.rgb = style.colour
                if words.startswith("["):
                    run.font.color.rgb = INK
                    _mark_yellow(run)


def _mark_yellow(run: _Run) -> None:
    """python-pptx has no text highlight; the schema wants it between colour and typeface."""
    mark = parse_xml(f'<a:highlight {nsdecls("a")}><a:srgbClr val="FFF2B3"/></a:highlight>')
    fill = run.font._rPr.find(qn("a:solidFill"))
    assert fill is not None
    fill.addnext(mark)
