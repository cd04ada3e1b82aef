"""The shapes our slides are built of: blocks, cards, arrows, stat boxes, tables and charts."""

from collections.abc import Sequence

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.autoshape import Shape
from pptx.shapes.shapetree import SlideShapes
from pptx.table import Table, _Cell
from pptx.util import Inches, Pt

from sample_corpus.builder.deck_model import Graph, Grid, Panel
from sample_corpus.builder.deck_text import Box, Shapes, Style, add_text, fill_frame, fit_size, height_needed
from sample_corpus.builder.deck_theme import ACCENT, FONT, GREY, INK, PAPER, WARM, WHITE

_CHARTS = {
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "stacked": XL_CHART_TYPE.COLUMN_STACKED,
    "doughnut": XL_CHART_TYPE.DOUGHNUT,
}
_COLOURS = (ACCENT, WARM, INK, GREY, RGBColor.from_string("8FBDB6"), RGBColor.from_string("C9B79C"))


def add_block(shapes: Shapes, box: Box, colour: RGBColor, form: MSO_SHAPE = MSO_SHAPE.RECTANGLE) -> Shape:
    block = shapes.add_shape(form, Inches(box.x), Inches(box.y), Inches(box.w), Inches(box.h))
    block.fill.solid()
    block.fill.fore_color.rgb = colour
    block.line.fill.background()
    block.shadow.inherit = False
    return block


def add_label(shapes: Shapes, box: Box, text: str, colour: RGBColor, style: Style) -> None:
    """A filled block with centred words in it."""
    fill_frame(add_block(shapes, box, colour).text_frame, box, (text,), style)


def add_card(slide_shapes: SlideShapes, box: Box, panel: Panel, colour: RGBColor, size: int) -> None:
    """A group: a coloured head and a pale body with lines of text."""
    group = slide_shapes.add_group_shape()
    group.name = f"Card {panel.head}"
    add_block(group.shapes, box, PAPER)
    head = Box(box.x, box.y, box.w, 0.5)
    add_label(
        group.shapes, head, panel.head, colour, Style(15, WHITE, bold=True, anchor=MSO_ANCHOR.MIDDLE, margin=0.15)
    )
    body = Box(box.x, box.y + 0.58, box.w, box.h - 0.66)
    add_text(group.shapes, body, panel.lines, Style(size, INK, margin=0.15))


def card_height(panels: Sequence[Panel], box: Box, size: int) -> float:
    """Height of cards that lie beside each other: what the longest needs with air, at most the box."""
    deepest = max(height_needed(panel.lines, box.w - 0.3, size) for panel in panels)
    return min(box.h, deepest * 1.3 + 1.0)


def card_size(panels: Sequence[Panel], box: Box) -> int:
    """One type size for cards that lie beside each other."""
    return min(fit_size(panel.lines, Box(0, 0, box.w - 0.3, box.h - 0.74), 21) for panel in panels)


def add_stat(slide_shapes: SlideShapes, box: Box, number: str, caption: str) -> None:
    """A group: a large number with its caption beneath."""
    group = slide_shapes.add_group_shape()
    group.name = f"Stat {number}"
    add_block(group.shapes, box, PAPER)
    add_block(group.shapes, Box(box.x, box.y, 0.09, box.h), WARM)
    upper, lower = (
        Box(box.x + 0.15, box.y + 0.12, box.w - 0.2, 0.85),
        Box(box.x + 0.15, box.y + 0.98, box.w - 0.2, 0.95),
    )
    size = min(36, int((upper.w - 0.2) * 72 / (len(number) * 0.62)))
    add_text(group.shapes, upper, (number,), Style(size, ACCENT, bold=True, anchor=MSO_ANCHOR.MIDDLE))
    add_text(group.shapes, lower, (caption,), Style(16, INK))


def add_arrows(slide_shapes: SlideShapes, box: Box, steps: Sequence[tuple[str, str]]) -> None:
    """A group of process arrows, the text of each step beneath its arrow."""
    group = slide_shapes.add_group_shape()
    group.name = "Process"
    width = box.w / len(steps)
    body = Box(0, 0, width - 0.15, box.h - 1.15)
    size = min(fit_size((text,), Box(0, 0, body.w - 0.3, body.h - 0.2), 20) for _, text in steps)
    deepest = max(height_needed((text,), body.w - 0.3, size) for _, text in steps)
    body = Box(0, 0, body.w, min(body.h, deepest + 0.45))
    for number, (label, text) in enumerate(steps):
        left = box.x + number * width
        place = Box(left, box.y, width - 0.04, 0.95)
        arrow = add_block(group.shapes, place, ACCENT if number % 2 == 0 else INK, MSO_SHAPE.CHEVRON)
        arrow.adjustments[0] = 0.22
        fill_frame(arrow.text_frame, Box(0, 0, width - 0.75, 0.9), (label,), _centred(14))
        card = Box(left + 0.04, box.y + 1.1, body.w, body.h)
        add_block(group.shapes, card, PAPER)
        add_text(group.shapes, card.inset(0.05), (text,), Style(size, INK))


def _centred(size: int, colour: RGBColor = WHITE) -> Style:
    return Style(size, colour, bold=True, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE, margin=0.02)


def add_grid(slide_shapes: SlideShapes, box: Box, grid: Grid) -> None:
    """A native table, its type as large as fits the box."""
    widths = [box.w * share / sum(grid.widths) for share in grid.widths]
    size = next((size for size in range(17, 9, -1) if _table_height(grid, widths, size) <= box.h), 9)
    frame = slide_shapes.add_table(
        len(grid.rows), len(widths), Inches(box.x), Inches(box.y), Inches(box.w), Inches(0.4 * len(grid.rows))
    )
    table = frame.table
    spare = box.h - _table_height(grid, widths, size)
    extra = min(0.22, max(0.0, spare / len(grid.rows)))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
    for row, cells in zip(table.rows, grid.rows, strict=True):
        row.height = Inches(_row_height(cells, widths, size) + extra)
    _fill_table(table, grid, size)


def _fill_table(table: Table, grid: Grid, size: int) -> None:
    for line, cells in enumerate(grid.rows):
        for column, text in enumerate(cells):
            _fill_cell(table.cell(line, column), text, size, line=line, first=column == 0)


def _fill_cell(cell: _Cell, text: str, size: int, *, line: int, first: bool) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = INK if line == 0 else (PAPER, WHITE)[line % 2]
    cell.margin_left = cell.margin_right = Inches(0.09)
    cell.margin_top = cell.margin_bottom = Inches(0.05)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    style = Style(size, WHITE if line == 0 else INK, bold=line == 0 or first, margin=0.09)
    fill_frame(cell.text_frame, Box(0, 0, 20, 20), (text,), style)


def _row_height(cells: Sequence[str], widths: Sequence[float], size: int) -> float:
    return max(height_needed((text,), width - 0.2, size) for text, width in zip(cells, widths, strict=True)) + 0.11


def _table_height(grid: Grid, widths: Sequence[float], size: int) -> float:
    return sum(_row_height(cells, widths, size) for cells in grid.rows)


def add_graph(slide_shapes: SlideShapes, box: Box, graph: Graph) -> None:
    """A native chart in brand colours, with values on its bars."""
    data = CategoryChartData(number_format=graph.unit)
    data.categories = graph.categories
    for name, values in graph.series:
        data.add_series(name, values)
    frame = slide_shapes.add_chart(
        _CHARTS[graph.kind], Inches(box.x), Inches(box.y), Inches(box.w), Inches(box.h), data
    )
    frame.name = f"Chart {graph.title}"
    chart = frame.chart
    chart.font.size, chart.font.name = Pt(13), FONT
    chart.has_title = False
    chart.has_legend = len(graph.series) > 1 or graph.kind == "doughnut"
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    _paint_chart(chart, graph)


def _paint_chart(chart: Chart, graph: Graph) -> None:
    plot = chart.plots[0]
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = graph.unit, False
    plot.data_labels.font.size = Pt(12)
    plot.data_labels.show_value = True
    if graph.kind == "doughnut":
        for number in range(len(graph.categories)):
            _paint(plot.series[0].points[number].format.fill, number)
        plot.data_labels.font.color.rgb = WHITE
        return
    for number, series in enumerate(plot.series):
        _paint(series.format.line.fill if graph.kind == "line" else series.format.fill, number)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    if graph.kind == "line":
        plot.data_labels.position = XL_LABEL_POSITION.ABOVE
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    else:
        plot.gap_width = 60
    if graph.kind == "bar":
        chart.category_axis.reverse_order = True
    if graph.kind == "stacked":
        plot.data_labels.font.color.rgb = WHITE


def _paint(fill: FillFormat, number: int) -> None:
    fill.solid()
    fill.fore_color.rgb = _COLOURS[number % len(_COLOURS)]
