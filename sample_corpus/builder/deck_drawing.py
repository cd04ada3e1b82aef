"""Draws one slide of every kind of the deck model. The only module that knows where things lie on a slide."""

from collections.abc import Sequence
from functools import singledispatch

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as Page
from pptx.util import Pt

from sample_corpus.builder import deck_model as model
from sample_corpus.builder.deck_shapes import (
    add_arrows,
    add_block,
    add_card,
    add_graph,
    add_grid,
    add_label,
    add_stat,
    card_height,
    card_size,
)
from sample_corpus.builder.deck_text import Box, Style, add_text, fill_frame, fit_size, gap_between, write_runs
from sample_corpus.builder.deck_theme import ACCENT, BODY, COVER, GREY, INK, LINE, PALE, PAPER, TITLE_ONLY, WARM, WHITE

AREA = Box(0.6, 1.6, 12.13, 5.15)
_GAP = 0.25
_HEADS = (ACCENT, INK, RGBColor.from_string("3F6C8A"), RGBColor.from_string("8A5A1F"))


def layout_of(slide: model.Slide) -> str:
    """The name of the layout a slide of this kind stands on."""
    if isinstance(slide, model.Cover):
        return COVER
    if isinstance(slide, model.Points):
        return BODY
    return TITLE_ONLY


@singledispatch
def draw(slide: model.Slide, page: Page) -> None:
    """Draws all but title, footer, ribbon and notes."""
    raise NotImplementedError(f"No drawing for {type(slide).__name__}; register one in deck_drawing.")


def draw_ribbon(page: Page, words: str) -> None:
    if words:
        style = Style(11, INK, bold=True, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE)
        add_label(page.shapes, Box(9.83, 0.0, 3.5, 0.34), words, WARM, style)


@draw.register
def _(slide: model.Cover, page: Page) -> None:
    _write_place(_place(page, PP_PLACEHOLDER.SUBTITLE), (slide.subtitle,), Box(0, 0, 10, 1.3), Style(20, PALE))
    assert page.shapes.title is not None
    _whiten(page.shapes.title, 38)
    _draw_mark(page, Box(0.95, 0.9, 0.6, 0.6))
    add_block(page.shapes, Box(1.0, 3.92, 1.6, 0.06), WARM)


def _whiten(title: Shape, size: int) -> None:
    for paragraph in title.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb, run.font.size = WHITE, Pt(size)


def _draw_mark(page: Page, box: Box) -> None:
    """The logo: a sheet with three lines and a wing."""
    group = page.shapes.add_group_shape()
    group.name = "Ledgerlark logo"
    add_block(group.shapes, Box(box.x, box.y, box.w * 0.8, box.h), WHITE, MSO_SHAPE.SNIP_1_RECTANGLE)
    for line in range(3):
        add_block(group.shapes, Box(box.x + 0.09, box.y + 0.17 + 0.12 * line, 0.28, 0.04), ACCENT)
    add_block(group.shapes, Box(box.x + 0.36, box.y + 0.26, 0.34, 0.34), WARM, MSO_SHAPE.TEAR)
    name = Box(box.x + 0.75, box.y, 4.0, box.h)
    add_text(group.shapes, name, ("Ledgerlark",), Style(22, WHITE, bold=True, anchor=MSO_ANCHOR.MIDDLE))


@draw.register
def _(slide: model.Divider, page: Page) -> None:
    page.background.fill.solid()
    page.background.fill.fore_color.rgb = ACCENT
    title = page.shapes.title
    assert title is not None
    title.left, title.top, title.width, title.height = (Pt(72 * side) for side in (0.9, 2.5, 11.0, 1.2))
    _whiten(title, 36)
    add_text(page.shapes, Box(0.9, 3.9, 10.5, 1.4), (slide.line,), Style(20, PALE, margin=0.1))


@draw.register
def _(slide: model.Points, page: Page) -> None:
    top, width = AREA.y, AREA.w - (4.1 if slide.aside else 0)
    if slide.lead:
        add_text(page.shapes, Box(AREA.x, top, width, 0.85), (slide.lead,), Style(18, ACCENT, bold=True))
        top += 0.95
    body = Box(AREA.x, top, width, AREA.y + AREA.h - top)
    place = _place(page, PP_PLACEHOLDER.OBJECT)
    place.left, place.top, place.width, place.height = (Pt(72 * side) for side in (body.x, body.y, body.w, body.h))
    _write_place(place, slide.points, body, Style(22, INK))
    if slide.aside:
        _draw_aside(page, Box(AREA.x + width + 0.3, AREA.y, 3.8, AREA.h), slide.aside)


def _draw_aside(page: Page, box: Box, lines: Sequence[str]) -> None:
    group = page.shapes.add_group_shape()
    group.name = "Aside"
    add_block(group.shapes, box, PALE)
    add_block(group.shapes, Box(box.x, box.y, box.w, 0.09), ACCENT)
    add_text(group.shapes, box.inset(0.15), lines, Style(20, INK, anchor=MSO_ANCHOR.MIDDLE))


def _place(page: Page, kind: PP_PLACEHOLDER) -> BaseShape:
    return next(place for place in page.placeholders if place.placeholder_format.type == kind)


def _write_place(place: BaseShape, texts: Sequence[str], box: Box, style: Style) -> None:
    """Fills a placeholder and leaves its bullets to the layout."""
    frame = place.text_frame
    frame.word_wrap = True
    size = fit_size(texts, Box(box.x, box.y, box.w - 0.7, box.h - 0.15 * len(texts) * 0.6), style.size)
    gap = gap_between(texts, box.inset(0.25), size)
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.level = 1 if text.startswith("- ") else 0
        paragraph.space_before = Pt(gap)
        write_runs(paragraph, text.removeprefix("- "), size - 2 * paragraph.level, style)


@draw.register
def _(slide: model.Panels, page: Page) -> None:
    foot = 0.75 if slide.foot else 0.0
    rows = _rows_of(slide.panels)
    height = (AREA.h - foot - _GAP * (len(rows) - 1)) / len(rows)
    widest = max(len(row) for row in rows)
    width = (AREA.w - _GAP * (widest - 1)) / widest
    size = card_size(slide.panels, Box(0, 0, width, height))
    height = card_height(slide.panels, Box(0, 0, width, height), size)
    for line, row in enumerate(rows):
        for number, panel in enumerate(row):
            box = Box(AREA.x + number * (width + _GAP), AREA.y + line * (height + _GAP), width, height)
            add_card(page.shapes, box, panel, _HEADS[(line + number) % len(_HEADS)], size)
    _draw_foot(page, slide.foot)


def _rows_of(panels: Sequence[model.Panel]) -> list[Sequence[model.Panel]]:
    if len(panels) <= 3:
        return [panels]
    half = (len(panels) + 1) // 2
    return [panels[:half], panels[half:]]


def _draw_foot(page: Page, words: str) -> None:
    if words:
        style = Style(15, ACCENT, bold=True, anchor=MSO_ANCHOR.MIDDLE)
        add_text(page.shapes, Box(AREA.x, AREA.y + AREA.h - 0.6, AREA.w, 0.6), (words,), style)


@draw.register
def _(slide: model.Steps, page: Page) -> None:
    height = AREA.h - (0.8 if slide.foot else 0.3)
    add_arrows(page.shapes, Box(AREA.x, AREA.y + 0.1, AREA.w, height - 0.1), slide.steps)
    _draw_foot(page, slide.foot)


@draw.register
def _(slide: model.Stats, page: Page) -> None:
    count = len(slide.stats)
    width = (AREA.w - _GAP * (count - 1)) / count
    for number, (figure, caption) in enumerate(slide.stats):
        add_stat(page.shapes, Box(AREA.x + number * (width + _GAP), AREA.y + 0.1, width, 2.0), figure, caption)
    if slide.text:
        add_text(page.shapes, Box(AREA.x, AREA.y + 2.4, AREA.w, AREA.h - 2.4), slide.text, Style(23, INK))


@draw.register
def _(slide: model.Grid, page: Page) -> None:
    height = AREA.h - (0.75 if slide.foot else 0.1)
    add_grid(page.shapes, Box(AREA.x, AREA.y, AREA.w, height), slide)
    _draw_foot(page, slide.foot)


@draw.register
def _(slide: model.Graph, page: Page) -> None:
    add_graph(page.shapes, Box(AREA.x, AREA.y, 7.9, AREA.h), slide)
    _draw_aside(page, Box(AREA.x + 8.15, AREA.y, 3.98, AREA.h), slide.takeaways)


@draw.register
def _(slide: model.Quote, page: Page) -> None:
    width = 7.6 if slide.beside else AREA.w
    add_text(page.shapes, Box(AREA.x, AREA.y - 0.1, 1.0, 1.1), ("“",), Style(72, WARM, bold=True))
    words = Box(AREA.x + 0.7, AREA.y + 0.6, width - 0.7, 2.6)
    add_text(page.shapes, words, (slide.words,), Style(36, INK, italic=True, anchor=MSO_ANCHOR.MIDDLE))
    add_text(page.shapes, Box(words.x, words.y + 2.8, words.w, 0.8), (slide.who,), Style(16, GREY))
    if slide.beside:
        _draw_aside(page, Box(AREA.x + width + 0.3, AREA.y, AREA.w - width - 0.3, AREA.h), slide.beside)


@draw.register
def _(slide: model.Doubt, page: Page) -> None:
    left = Box(AREA.x, AREA.y, 3.9, AREA.h)
    group = page.shapes.add_group_shape()
    group.name = "What the buyer says"
    add_block(group.shapes, left, INK)
    head = Box(left.x + 0.1, left.y + 0.1, left.w - 0.2, 0.45)
    add_text(group.shapes, head, ("You hear",), Style(14, WARM, bold=True))
    says = Box(left.x + 0.1, left.y + 0.55, left.w - 0.2, left.h - 0.65)
    add_text(group.shapes, says, slide.says, Style(19, WHITE, italic=True))
    parts = (("Behind it", slide.behind), ("Ask", slide.ask), ("Answer", slide.answer), ("Show", slide.show))
    _draw_parts(page, parts, Box(AREA.x + 4.1, AREA.y, AREA.w - 4.1, AREA.h))


def _draw_parts(page: Page, parts: Sequence[tuple[str, str]], box: Box) -> None:
    """Labelled texts one beneath the other, each as high as its words need."""
    weights = [len(text) + 90 for _, text in parts]
    usable, top = box.h - 0.12 * (len(parts) - 1), box.y
    heights = [usable * weight / sum(weights) for weight in weights]
    fits = (
        fit_size((text,), Box(0, 0, box.w - 1.7, high - 0.18), 17)
        for (_, text), high in zip(parts, heights, strict=True)
    )
    size = min(fits)
    for (label, text), height in zip(parts, heights, strict=True):
        add_block(page.shapes, Box(box.x, top, box.w, height), PAPER)
        tab = Style(14, WHITE, bold=True, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE)
        add_label(page.shapes, Box(box.x, top, 1.25, height), label, ACCENT, tab)
        place = Box(box.x + 1.35, top, box.w - 1.45, height)
        add_text(page.shapes, place, (text,), Style(size, INK, anchor=MSO_ANCHOR.MIDDLE))
        top += height + 0.12


@draw.register
def _(slide: model.Flow, page: Page) -> None:
    foot, bands = (0.65 if slide.foot else 0.0), 0.55 * len(slide.bands)
    height = AREA.h - foot - bands - 0.15
    arrow, count = 0.85, len(slide.columns)
    width = (AREA.w - arrow * (count - 1)) / count
    for number, column in enumerate(slide.columns):
        box = Box(AREA.x + number * (width + arrow), AREA.y, width, height)
        _draw_column(page, box, column, _HEADS[number % len(_HEADS)])
        if number + 1 < count:
            pointer = Box(box.x + width + 0.06, AREA.y + height / 2 - 0.2, arrow - 0.12, 0.36)
            add_block(page.shapes, pointer, WARM, MSO_SHAPE.LEFT_RIGHT_ARROW)
    for number, band in enumerate(slide.bands):
        place = Box(AREA.x, AREA.y + height + 0.15 + 0.55 * number, AREA.w, 0.47)
        style = Style(14, INK, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE)
        add_label(page.shapes, place, band, PALE, style)
    _draw_foot(page, slide.foot)


def _draw_column(page: Page, box: Box, column: model.Panel, colour: RGBColor) -> None:
    """A group: a frame with a head, and one box for every part of the system."""
    group = page.shapes.add_group_shape()
    group.name = f"System {column.head}"
    add_block(group.shapes, box, LINE)
    style = Style(15, WHITE, bold=True, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE)
    add_label(group.shapes, Box(box.x, box.y, box.w, 0.45), column.head, colour, style)
    high = (box.h - 0.6) / len(column.lines)
    for number, line in enumerate(column.lines):
        place = Box(box.x + 0.1, box.y + 0.55 + number * high, box.w - 0.2, high - 0.08)
        inner = Style(14, INK, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE, margin=0.05)
        fill_frame(add_block(group.shapes, place, WHITE).text_frame, place, (line,), inner)


@draw.register
def _(slide: model.Plan, page: Page) -> None:
    foot, label = (0.7 if slide.foot else 0.1), 2.7
    width = (AREA.w - label) / len(slide.periods)
    for number, period in enumerate(slide.periods):
        head = Box(AREA.x + label + number * width, AREA.y, width - 0.04, 0.42)
        style = Style(13, WHITE, bold=True, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE, margin=0.02)
        add_label(page.shapes, head, period, INK, style)
    high = (AREA.h - foot - 0.5) / len(slide.bars)
    for number, bar in enumerate(slide.bars):
        row = Box(AREA.x, AREA.y + 0.5 + number * high, AREA.w, high - 0.06)
        _draw_bar(page, row, bar, label=label, width=width)
    _draw_foot(page, slide.foot)


def _draw_bar(page: Page, row: Box, bar: model.Bar, *, label: float, width: float) -> None:
    add_block(page.shapes, row, PAPER)
    style = Style(14, INK, bold=True, anchor=MSO_ANCHOR.MIDDLE)
    add_text(page.shapes, Box(row.x, row.y, label, row.h), (bar.label,), style)
    place = Box(row.x + label + bar.start * width, row.y + 0.05, (bar.end - bar.start) * width - 0.04, row.h - 0.1)
    colour, ink = (WARM, INK) if bar.warm else (ACCENT, WHITE)
    words = Style(12, ink, anchor=MSO_ANCHOR.MIDDLE, margin=0.08)
    add_label(page.shapes, place, bar.words, colour, words)
