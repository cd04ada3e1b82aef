"""Charts, number tiles and the company mark of the papers, drawn as shapes. Knows widths and colours, not pages."""

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, Rect, String
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from sample_corpus.builder.company import BRAND
from sample_corpus.builder.papers_markup import Chart, Figures

INK, ACCENT, WARM, PAPER, GREY = (HexColor(f"#{BRAND[key]}") for key in ("ink", "accent", "warm", "paper", "grey"))
TINTS: dict[str, Color] = {"ink": INK, "accent": ACCENT, "warm": WARM, "grey": GREY}


def draw_mark(size: float, color: Color) -> Drawing:
    """The Ledgerlark mark: a bird over two ledger lines."""
    mark = Drawing(size, size)
    wing = Polygon([0, size * 0.45, size * 0.55, size, size, size * 0.78, size * 0.5, size * 0.4], fillColor=color)
    wing.strokeColor = None
    mark.add(wing)
    mark.add(Circle(size * 0.78, size * 0.8, size * 0.06, fillColor=WARM, strokeColor=None))
    for height in (0.22, 0.05):
        mark.add(Line(0, size * height, size * 0.9, size * height, strokeColor=color, strokeWidth=size * 0.07))
    return mark


def draw_figures(figures: Figures, width: float, *, tint: Color) -> Drawing:
    """Tiles with a big number each; long labels break into two or three lines."""
    tile = width / len(figures.figures)
    drawing = Drawing(width, 66)
    for place, (number, label) in enumerate(figures.figures):
        left = place * tile
        drawing.add(_filled(Rect(left, 0, tile - 8, 64), PAPER))
        drawing.add(_filled(Rect(left, 0, 3, 64), tint))
        size = fit(number, "Helvetica-Bold", 19, tile - 24)
        drawing.add(String(left + 11, 41, number, fontName="Helvetica-Bold", fontSize=size, fillColor=tint))
        for row, line in enumerate(break_lines(label, tile - 24)[:3]):
            drawing.add(String(left + 11, 27 - 10 * row, line, fontName="Helvetica", fontSize=8, fillColor=INK))
    return drawing


def draw_chart(chart: Chart, width: float, *, tint: Color) -> Drawing:
    return _draw_columns(chart, width, tint) if chart.standing else _draw_bars(chart, width, tint)


def _draw_bars(chart: Chart, width: float, tint: Color) -> Drawing:
    rows, room = len(chart.values), width * 0.36
    drawing = Drawing(width, 22 * rows + 26)
    drawing.add(_title(chart.title, 22 * rows + 12, width))
    most = max(value for _, value in chart.values)
    for row, (label, value) in enumerate(chart.values):
        base = 22 * (rows - row - 1) + 4
        size = fit(label, "Helvetica", 8.5, room - 8)
        drawing.add(String(0, base + 5, label, fontName="Helvetica", fontSize=size, fillColor=INK))
        length = max((width - room - 52) * value / most, 1)
        drawing.add(_filled(Rect(room, base, length, 15), WARM if row == 0 else tint))
        drawing.add(
            String(room + length + 5, base + 4, f"{value:,g}", fontName="Helvetica-Bold", fontSize=8.5, fillColor=INK)
        )
    return drawing


def _draw_columns(chart: Chart, width: float, tint: Color) -> Drawing:
    drawing = Drawing(width, 132)
    drawing.add(_title(chart.title, 118, width))
    most, step = max(value for _, value in chart.values), width / len(chart.values)
    for place, (label, value) in enumerate(chart.values):
        left, height = place * step + step * 0.18, max(72 * value / most, 1)
        drawing.add(_filled(Rect(left, 20, step * 0.64, height), tint))
        middle = left + step * 0.32
        number = String(middle, 24 + height, f"{value:,g}", fontName="Helvetica-Bold", fontSize=8, textAnchor="middle")
        size = fit(label, "Helvetica", 7.5, step - 3)
        name = String(middle, 8, label, fontName="Helvetica", fontSize=size, textAnchor="middle", fillColor=INK)
        drawing.add(number)
        drawing.add(name)
    drawing.add(Line(0, 20, width, 20, strokeColor=GREY, strokeWidth=0.5))
    return drawing


def _title(text: str, height: float, width: float) -> String:
    size = fit(text, "Helvetica-Bold", 9.5, width)
    return String(0, height, text, fontName="Helvetica-Bold", fontSize=size, fillColor=INK)


def _filled(shape: Rect, color: Color) -> Rect:
    shape.fillColor, shape.strokeColor = color, None
    return shape


def fit(text: str, font: str, size: float, width: float) -> float:
    """The largest size, at most `size`, at which the text is no wider than `width` points."""
    return min(size, size * width / max(stringWidth(text, font, size), 1))


def break_lines(text: str, width: float) -> list[str]:
    """The text in lines no wider than `width` points in the small label font."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, "Helvetica", 8) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
