"""The pages of the papers: covers, bands, sidebars, columns, headers and footers. The only module that knows frames."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from reportlab.lib.colors import Color, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph
from reportlab.platypus.tableofcontents import TableOfContents

from sample_corpus.builder.papers_charts import GREY, INK, PAPER, TINTS, WARM, draw_mark
from sample_corpus.builder.papers_drawing import HEADING_LEVELS, Dress, draw_blocks, inline
from sample_corpus.builder.papers_markup import read_blocks, typeset
from sample_corpus.builder.papers_properties import Properties

WIDTH, HEIGHT = A4
MARGIN = 20 * mm
COLUMN = WIDTH - 2 * MARGIN
PANEL = 58 * mm


@dataclass(frozen=True, slots=True)
class Paper:
    """One PDF as it was written. `look` is a key of LOOKS; `facts` fill the sidebar, `foot` the footer."""

    path: str
    look: str
    title: str
    body: str
    properties: Properties
    kicker: str = ""
    standfirst: str = ""
    tint: str = "accent"
    foot: str = "\u00a9 2026 Ledgerlark"
    facts: tuple[tuple[str, str], ...] = ()
    password: str = field(default="", repr=False)

    @property
    def color(self) -> Color:
        return TINTS[self.tint]


class PaperTemplate(BaseDocTemplate):
    """A document template that turns headings into PDF outlines and a table of contents."""

    def __init__(self, paper: Paper, path: str) -> None:
        super().__init__(path, pagesize=A4, invariant=1, title=paper.title)
        self.addPageTemplates(LOOKS[paper.look].templates(paper))
        self.outlined = 0

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab calls it by this name
        level = HEADING_LEVELS.get(flowable.style.name) if isinstance(flowable, Paragraph) else None
        if level is None or not isinstance(flowable, Paragraph):
            return
        text, key = flowable.getPlainText(), f"h{self.outlined}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(text, key, level=level if self.outlined else 0)
        self.notify("TOCEntry", (level, text, self.page, key))
        self.outlined += 1

    def beforeDocument(self) -> None:  # noqa: N802 - reportlab calls it by this name
        self.outlined = 0


@dataclass(frozen=True, slots=True)
class Look:
    """One way to lay out a paper: its page templates, the story before its text and the dress of the text."""

    templates: Callable[[Paper], list[PageTemplate]]
    dress: Callable[[Paper], Dress]
    opening: Callable[[Paper], list[Flowable]]


def lay_out(paper: Paper, path: str) -> None:
    """Write the paper as a PDF without its properties."""
    look = LOOKS[paper.look]
    story = [*look.opening(paper), *draw_blocks(read_blocks(paper.body), look.dress(paper))]
    PaperTemplate(paper, path).multiBuild(story)


def _put(canvas: Canvas, text: str, style: ParagraphStyle, left: float, top: float, width: float) -> float:
    """Draw a paragraph that hangs from `top`; return the height below it."""
    paragraph = Paragraph(inline(typeset(text)), style)
    _, height = paragraph.wrapOn(canvas, width, 1000)
    paragraph.drawOn(canvas, left, top - height)
    return top - height


def _style(size: float, color: Color, *, bold: bool = False) -> ParagraphStyle:
    font = "Helvetica-Bold" if bold else "Helvetica"
    return ParagraphStyle("Cover", fontName=font, fontSize=size, leading=size * 1.25, textColor=color)


def _brand(canvas: Canvas, left: float, base: float, color: Color) -> None:
    draw_mark(16, color).drawOn(canvas, left, base - 3)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.setFillColor(color)
    canvas.drawString(left + 22, base, "Ledgerlark")


def _foot(canvas: Canvas, paper: Paper) -> None:
    canvas.setStrokeColor(GREY)
    canvas.setLineWidth(0.4)
    canvas.line(MARGIN, 15 * mm, WIDTH - MARGIN, 15 * mm)
    canvas.setFont("Helvetica", 7.5)
    canvas.setFillColor(GREY)
    canvas.drawString(MARGIN, 10.5 * mm, typeset(paper.foot))
    canvas.drawRightString(WIDTH - MARGIN, 10.5 * mm, f"Page {canvas.getPageNumber()}")


def _head(canvas: Canvas, paper: Paper) -> None:
    _brand(canvas, MARGIN, HEIGHT - 14 * mm, paper.color)
    canvas.setFont("Helvetica", 7.5)
    canvas.setFillColor(GREY)
    canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 14 * mm, typeset(paper.title))
    _foot(canvas, paper)


def _later(paper: Paper) -> PageTemplate:
    frame = Frame(MARGIN, 18 * mm, COLUMN, HEIGHT - 40 * mm, 0, 0, 0, 0)
    return PageTemplate("later", [frame], onPage=lambda canvas, _: _head(canvas, paper))


def _draw_band(canvas: Canvas, paper: Paper, height: float) -> None:
    canvas.setFillColor(paper.color)
    canvas.rect(0, HEIGHT - height, WIDTH, height, stroke=0, fill=1)
    canvas.setFillColor(WARM)
    canvas.rect(0, HEIGHT - height - 3, WIDTH, 3, stroke=0, fill=1)
    _brand(canvas, MARGIN, HEIGHT - 15 * mm, white)
    top = _put(canvas, paper.kicker.upper(), _style(8.5, PAPER), MARGIN, HEIGHT - 22 * mm, COLUMN) - 5
    top = _put(canvas, paper.title, _style(21, white, bold=True), MARGIN, top, COLUMN) - 7
    _put(canvas, paper.standfirst, _style(11, PAPER), MARGIN, top, COLUMN)
    _foot(canvas, paper)


def _band_height(paper: Paper) -> float:
    rows = -(-len(paper.title) // 44) * 27 + -(-len(paper.standfirst) // 88) * 14
    return 32 * mm + rows + 14


def _band_pages(paper: Paper) -> list[PageTemplate]:
    height = _band_height(paper)
    frame = Frame(MARGIN, 18 * mm, COLUMN, HEIGHT - height - 26 * mm, 0, 0, 0, 0)
    return [PageTemplate("first", [frame], onPage=lambda c, _: _draw_band(c, paper, height)), _later(paper)]


def _sheet_pages(paper: Paper) -> list[PageTemplate]:
    height, gap = _band_height(paper), 8 * mm
    half = (COLUMN - gap) / 2
    tall = HEIGHT - height - 26 * mm
    first = [Frame(left, 18 * mm, half, tall, 0, 0, 0, 0) for left in (MARGIN, MARGIN + half + gap)]
    more = [Frame(left, 18 * mm, half, HEIGHT - 40 * mm, 0, 0, 0, 0) for left in (MARGIN, MARGIN + half + gap)]
    return [
        PageTemplate("first", first, onPage=lambda c, _: _draw_band(c, paper, height)),
        PageTemplate("later", more, onPage=lambda c, _: _head(c, paper)),
    ]


def _draw_panel(canvas: Canvas, paper: Paper) -> None:
    canvas.setFillColor(paper.color)
    canvas.rect(0, 0, PANEL, HEIGHT, stroke=0, fill=1)
    _brand(canvas, 9 * mm, HEIGHT - 16 * mm, white)
    top = HEIGHT - 30 * mm
    for label, value in paper.facts:
        top = _put(canvas, label.upper(), _style(7.5, WARM, bold=True), 9 * mm, top, PANEL - 16 * mm) - 2
        top = _put(canvas, value, _style(10, white), 9 * mm, top, PANEL - 16 * mm) - 12
    canvas.setFont("Helvetica", 7.5)
    canvas.drawString(9 * mm, 10.5 * mm, typeset(paper.foot))


def _panel_pages(paper: Paper) -> list[PageTemplate]:
    frame = Frame(PANEL + 9 * mm, 18 * mm, WIDTH - PANEL - 27 * mm, HEIGHT - 34 * mm, 0, 0, 0, 0)
    return [PageTemplate("first", [frame], onPage=lambda c, _: _draw_panel(c, paper)), _narrow(paper)]


def _narrow(paper: Paper) -> PageTemplate:
    frame = Frame(PANEL + 9 * mm, 18 * mm, WIDTH - PANEL - 27 * mm, HEIGHT - 40 * mm, 0, 0, 0, 0)
    return PageTemplate("later", [frame], onPage=lambda canvas, _: _head(canvas, paper))


def _draw_cover(canvas: Canvas, paper: Paper) -> None:
    canvas.setFillColor(paper.color)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(PAPER)
    canvas.rect(0, 0, WIDTH, 62 * mm, stroke=0, fill=1)
    canvas.setFillColor(WARM)
    for step in range(7):
        canvas.rect(MARGIN + step * 25 * mm, 62 * mm, 16 * mm, (6 + step * 5) * mm, stroke=0, fill=1)
    _brand(canvas, MARGIN, HEIGHT - 26 * mm, white)
    top = _put(canvas, paper.kicker.upper(), _style(10, WARM, bold=True), MARGIN, HEIGHT - 70 * mm, COLUMN) - 10
    top = _put(canvas, paper.title, _style(31, white, bold=True), MARGIN, top, COLUMN) - 16
    _put(canvas, paper.standfirst, _style(13, PAPER), MARGIN, top, COLUMN * 0.86)
    canvas.setFont("Helvetica", 9)
    canvas.setFillColor(INK)
    canvas.drawString(MARGIN, 24 * mm, typeset(paper.foot))


def _cover_pages(paper: Paper) -> list[PageTemplate]:
    blank = Frame(MARGIN, 18 * mm, COLUMN, HEIGHT - 40 * mm, 0, 0, 0, 0)
    return [PageTemplate("first", [blank], onPage=lambda c, _: _draw_cover(c, paper)), _later(paper)]


def _draw_plain(canvas: Canvas, paper: Paper) -> None:
    _brand(canvas, MARGIN, HEIGHT - 18 * mm, INK)
    canvas.setFillColor(GREY)
    canvas.setFont("Helvetica", 8)
    canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 18 * mm, typeset(paper.kicker))
    _foot(canvas, paper)


def _plain_pages(paper: Paper) -> list[PageTemplate]:
    frame = Frame(MARGIN, 18 * mm, COLUMN, HEIGHT - 46 * mm, 0, 0, 0, 0)
    return [PageTemplate("first", [frame], onPage=lambda c, _: _draw_plain(c, paper)), _later(paper)]


def _go_on(_paper: Paper) -> list[Flowable]:
    return [NextPageTemplate("later")]


def _open_plain(paper: Paper) -> list[Flowable]:
    title = ParagraphStyle("Title", fontName="Times-Bold", fontSize=24, leading=29, textColor=INK, spaceAfter=6)
    lead = ParagraphStyle("Lead", fontName="Times-Italic", fontSize=13, leading=18, textColor=GREY, spaceAfter=12)
    lines: list[Flowable] = [NextPageTemplate("later"), Paragraph(inline(typeset(paper.title)), title)]
    return [*lines, Paragraph(inline(typeset(paper.standfirst)), lead)] if paper.standfirst else lines


def _open_panel(paper: Paper) -> list[Flowable]:
    title = ParagraphStyle("Title", fontName="Helvetica-Bold", fontSize=20, leading=25, textColor=INK, spaceAfter=8)
    lead = ParagraphStyle("Lead", fontName="Helvetica", fontSize=11, leading=15.5, textColor=GREY, spaceAfter=10)
    texts = ((paper.title, title), (paper.standfirst, lead))
    return [NextPageTemplate("later"), *(Paragraph(inline(typeset(text)), style) for text, style in texts)]


def _open_cover(paper: Paper) -> list[Flowable]:
    contents = TableOfContents()
    contents.levelStyles = [
        ParagraphStyle("Toc1", fontName="Helvetica-Bold", fontSize=10, leading=19, textColor=INK),
        ParagraphStyle("Toc2", fontName="Helvetica", fontSize=9, leading=14, leftIndent=14, textColor=GREY),
    ]
    name = ParagraphStyle("TocTitle", fontName="Helvetica-Bold", fontSize=15, leading=24, textColor=paper.color)
    return [NextPageTemplate("later"), PageBreak(), Paragraph("Contents", name), contents, PageBreak()]


LOOKS = {
    "band": Look(_band_pages, lambda paper: Dress(COLUMN, paper.color), _go_on),
    "sheet": Look(_sheet_pages, lambda paper: Dress((COLUMN - 8 * mm) / 2, paper.color, size=9.7), _go_on),
    "panel": Look(_panel_pages, lambda paper: Dress(WIDTH - PANEL - 27 * mm, paper.color), _open_panel),
    "cover": Look(_cover_pages, lambda paper: Dress(COLUMN, paper.color, size=11), _open_cover),
    "essay": Look(_cover_pages, lambda paper: Dress(COLUMN, paper.color, size=10.6, serif=True), _open_cover),
    "plain": Look(_plain_pages, lambda _paper: Dress(COLUMN, INK, size=10, serif=True), _open_plain),
}


def pdf_date(moment: datetime) -> str:
    """A moment in UTC as PDF writes it.

    >>> from datetime import UTC
    >>> pdf_date(datetime(2026, 3, 2, 9, 34, tzinfo=UTC))
    "D:20260302093400+00'00'"
    """
    return moment.strftime("D:%Y%m%d%H%M%S+00'00'")
