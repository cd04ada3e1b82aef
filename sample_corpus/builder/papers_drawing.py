"""Blocks as reportlab flowables: headings, lists, tables, quotes, charts in the brand's dress. Knows no pages."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, white
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Paragraph, Spacer, Table, TableStyle

from sample_corpus.builder.papers_charts import ACCENT, GREY, INK, PAPER, WARM, draw_chart, draw_figures
from sample_corpus.builder.papers_markup import (
    Block,
    Chart,
    Figures,
    Grid,
    Heading,
    Items,
    NextPage,
    Note,
    Quote,
    Text,
    TextBox,
)

SERIF = ("Times-Roman", "Times-Italic")
SANS = ("Helvetica", "Helvetica-Oblique")
HEADING_LEVELS = {"Heading1": 0, "Heading2": 1}


@dataclass(frozen=True, slots=True)
class Dress:
    """How the blocks of one paper look: column width in points, colour, size and face of its text."""

    width: float
    tint: Color = ACCENT
    size: float = 10.2
    serif: bool = False

    @property
    def text(self) -> ParagraphStyle:
        font = SERIF[0] if self.serif else SANS[0]
        size = self.size + (1 if self.serif else 0)
        return ParagraphStyle(
            "Text", fontName=font, fontSize=size, leading=size * 1.42, spaceAfter=size * 0.62, textColor=INK
        )


def draw_blocks(blocks: Iterable[Block], dress: Dress) -> list[Flowable]:
    """The flowables of the blocks, in their order."""
    flowables: list[Flowable] = []
    before: Block | None = None
    for block in blocks:
        # Between two headings a page break may not fall, so only the first one asks for room.
        if isinstance(block, Heading) and not isinstance(before, Heading):
            flowables.append(CondPageBreak(84 if block.level == 1 else 60))
        flowables += DRAW[type(block)](block, dress)
        before = block
    return flowables


def inline(text: str) -> str:
    """The markup inside a line as reportlab's mark-up.

    >>> inline("**R&D** *now*")
    '<b>R&amp;D</b> <i>now</i>'
    """
    bold = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text))
    return re.sub(r"\*(.+?)\*", r"<i>\1</i>", bold)


def _heading(block: Heading, dress: Dress) -> list[Flowable]:
    size = {1: dress.size + 5.4, 2: dress.size + 1.4}[block.level]
    style = ParagraphStyle(
        f"Heading{block.level}",
        fontName="Helvetica-Bold",
        fontSize=size,
        leading=size * 1.2,
        spaceBefore=size * 0.7,
        spaceAfter=size * 0.36,
        textColor=dress.tint if block.level == 1 else INK,
        keepWithNext=1,
    )
    return [Paragraph(inline(block.text), style)]


def _text(block: Text, dress: Dress) -> list[Flowable]:
    if not block.small:
        return [Paragraph(inline(block.text), dress.text)]
    style = ParagraphStyle("Small", parent=dress.text, fontSize=7.6, leading=10, textColor=GREY)
    return [Paragraph(inline(block.text), style)]


def _items(block: Items, dress: Dress) -> list[Flowable]:
    face = {"bullet": ("Helvetica", "\u2022"), "box": ("ZapfDingbats", "\u274f"), "step": ("Helvetica-Bold", "")}
    font, sign = face[block.mark]
    style = ParagraphStyle(
        "Item",
        parent=dress.text,
        leftIndent=15,
        bulletIndent=1,
        bulletFontName=font,
        bulletFontSize=dress.size,
        bulletColor=dress.tint,
        spaceAfter=dress.size * 0.3,
    )
    signs = [sign or f"{place}." for place in range(block.start, block.start + len(block.items))]
    rows = [Paragraph(inline(item), style, bulletText=mark) for item, mark in zip(block.items, signs, strict=True)]
    return [*rows, Spacer(1, dress.size * 0.4)]


def _quote(block: Quote, dress: Dress) -> list[Flowable]:
    said = ParagraphStyle("Quote", fontName="Times-Italic", fontSize=14.5, leading=19, textColor=INK)
    by = ParagraphStyle("By", fontName="Helvetica", fontSize=8.5, leading=12, textColor=GREY, spaceBefore=4)
    cell = [Paragraph(f"\u201c{inline(block.text)}\u201d", said), Paragraph(inline(block.who), by)]
    box = Table([[cell]], colWidths=[dress.width - 6])
    box.setStyle(TableStyle([("LINEBEFORE", (0, 0), (0, 0), 3, WARM), ("LEFTPADDING", (0, 0), (0, 0), 12)]))
    return [Spacer(1, 5), box, Spacer(1, 10)]


def _grid(block: Grid, dress: Dress) -> list[Flowable]:
    cell = ParagraphStyle("Cell", fontName="Helvetica", fontSize=8.3, leading=11, textColor=INK, alignment=TA_LEFT)
    head = ParagraphStyle("Head", parent=cell, fontName="Helvetica-Bold", textColor=white)
    rows = [[Paragraph(inline(text), cell if place else head) for text in row] for place, row in enumerate(block.rows)]
    table = Table(rows, colWidths=column_widths(block.rows, dress.width), repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, 0), dress.tint),
                ("ROWBACKGROUNDS", (0, 1), (-1, -1), [white, PAPER]),
                ("LINEBELOW", (0, 0), (-1, -1), 0.3, GREY),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 3.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ]
        )
    )
    return [table, Spacer(1, 11)]


def column_widths(rows: Sequence[Sequence[str]], width: float) -> list[float]:
    """Column widths that give wordy columns more room, but less than in proportion to their words."""
    columns = range(len(rows[0]))
    weights = [sqrt(max(sum(len(row[column]) for row in rows) / len(rows), 5)) for column in columns]
    longest = [max(len(word) for row in rows for word in row[column].split() or [""]) for column in columns]
    floors = [6.1 * letters + 13 for letters in longest]
    widths = [width * weight / sum(weights) for weight in weights]
    lifted = [max(wide, floor) for wide, floor in zip(widths, floors, strict=True)]
    spare = [wide - floor for wide, floor in zip(lifted, floors, strict=True)]
    excess = sum(lifted) - width
    return [wide - excess * slack / max(sum(spare), 1) for wide, slack in zip(lifted, spare, strict=True)]


def _figures(block: Figures, dress: Dress) -> list[Flowable]:
    return [Spacer(1, 3), draw_figures(block, dress.width, tint=dress.tint), Spacer(1, 11)]


def _chart(block: Chart, dress: Dress) -> list[Flowable]:
    return [Spacer(1, 4), draw_chart(block, dress.width, tint=dress.tint), Spacer(1, 11)]


def _note(block: Note, dress: Dress) -> list[Flowable]:
    name = ParagraphStyle("NoteTitle", fontName="Helvetica-Bold", fontSize=9.4, leading=13, textColor=dress.tint)
    text = ParagraphStyle("NoteText", fontName="Helvetica", fontSize=8.9, leading=12.6, textColor=INK)
    box = Table([[[Paragraph(inline(block.title), name), Paragraph(inline(block.text), text)]]], [dress.width - 2])
    box.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (0, 0), PAPER),
                ("BOX", (0, 0), (0, 0), 0.6, dress.tint),
                ("LEFTPADDING", (0, 0), (0, 0), 10),
                ("TOPPADDING", (0, 0), (0, 0), 7),
                ("BOTTOMPADDING", (0, 0), (0, 0), 8),
            ]
        )
    )
    return [KeepTogether([Spacer(1, 3), box, Spacer(1, 10)])]


def _text_box(block: TextBox, dress: Dress) -> list[Flowable]:
    return _note(Note("", block.text), dress)


DRAW: dict[type[Block], Callable[..., list[Flowable]]] = {
    Heading: _heading,
    Text: _text,
    Items: _items,
    Quote: _quote,
    Grid: _grid,
    Figures: _figures,
    Chart: _chart,
    Note: _note,
    TextBox: _text_box,
    NextPage: lambda _block, _dress: [PageBreak()],
}
