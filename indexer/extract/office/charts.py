"""Words and figures inside Office charts and SmartArt."""

from __future__ import annotations

from indexer.extract.office.new_charts import figure_lines, is_new_chart
from indexer.extract.office.number_formats import show_figure
from indexer.extract.office.package import Element
from indexer.extract.raw_text import one_line, row

_MOST_POINTS = 200


def chart_lines(root: Element) -> list[str]:
    """The title and axis titles, then the figures as a table: a row a category, a column a series."""
    titles = chart_titles(root)
    if is_new_chart(root):
        return [*titles, *figure_lines(root)]
    series = list(root.iter("{*}ser"))
    if not series:
        return titles
    names = [_points(one.find("{*}tx")) for one in series]
    categories = next((found for one in series if (found := _points(_first(one, "cat", "xVal")))), {})
    values = [_points(_first(one, "val", "yVal")) for one in series]
    head = row(["", *(" ".join(name.values()) for name in names)])
    count = min(max((max(one, default=-1) for one in [categories, *values]), default=-1) + 1, _MOST_POINTS)
    body = [row([categories.get(at, ""), *(one.get(at, "") for one in values)]) for at in range(count)]
    return [line for line in [*titles, head, *body] if line]


def chart_titles(root: Element) -> list[str]:
    """The titles of a chart and its axes."""
    return [text for title in root.iter("{*}title") if (text := _words(title))]


def diagram_lines(root: Element) -> list[str]:
    """The text of a SmartArt graphic, a line a box, in the order it was typed."""
    return [text for point in root.iter("{*}pt") if (text := _words(point))]


def _first(series: Element, *names: str) -> Element | None:
    return next((found for name in names if (found := series.find("{*}" + name)) is not None), None)


def _words(element: Element) -> str:
    return one_line(" ".join(one.text for one in element.iter("{*}t") if one.text))


def _points(element: Element | None) -> dict[int, str]:
    """The cached points of a reference: their number -> their text, as the chart's number format shows it."""
    if element is None:
        return {}
    codes = [one.text or "" for one in element.iter("{*}formatCode")]
    found: dict[int, str] = {}
    for point in element.iter("{*}pt"):
        value = point.find("{*}v")
        number = point.get("idx", "")
        if value is not None and value.text and number.isdecimal():
            found[int(number)] = _figure(value.text, point.get("formatCode") or next(iter(codes), ""))
    return found


def _figure(text: str, code: str) -> str:
    """A figure as a person writes it: files keep 0.30000000000000004.

    >>> _figure("0.30000000000000004", ""), _figure("0.3", "0%"), _figure("Q1", "General")
    ('0.3', '30%', 'Q1')
    """
    try:
        return show_figure(float(text), code)
    except ValueError:
        return text
