"""Figures inside the charts that came with Office 2016: funnels, waterfalls, treemaps, sunbursts, boxes, histograms."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.extract.office.number_formats import show_figure
from indexer.extract.office.package import Element, local_name
from indexer.extract.raw_text import one_line, row

MOST_POINTS = 200


def is_new_chart(root: Element) -> bool:
    """Whether a chart keeps its figures apart from its series, as the new kinds do."""
    return root.find("{*}chartData") is not None


def figure_lines(root: Element) -> list[str]:
    """The figures as tables: a row a category, with its levels, a column a kind of figure."""
    tables = (_table(data, _names(root, data)) for data in root.iterfind("./{*}chartData/{*}data"))
    return [line for table in tables for line in table if line]


def _names(root: Element, data: Element) -> list[str]:
    """The names of the series that show these figures."""
    number = data.get("id", "")
    shown = [one for one in root.iter("{*}series") if any(of.get("val") == number for of in one.iterfind("{*}dataId"))]
    return [name for one in shown if (name := one_line(one.findtext("./{*}tx/{*}txData/{*}v") or ""))]


def _table(data: Element, names: list[str]) -> Iterator[str]:
    words = [_categories(one) for one in data.iterfind("{*}strDim")]
    figures = [_figures(one) for one in data.iterfind("{*}numDim")]
    yield row(["" for _ in words] + [" ".join(names)]) if names else ""
    count = max((max(one, default=-1) + 1 for one in (*words, *figures)), default=0)
    for at in range(min(count, MOST_POINTS)):
        yield row([one.get(at, "") for one in (*words, *figures)])


def _categories(dimension: Element) -> dict[int, str]:
    """What each point is called, with the levels above it; a level above is said where it begins."""
    levels = [dict(_points(level)) for level in dimension.iterfind("{*}lvl")]
    if not levels:
        return {}
    count = max((max(level, default=-1) + 1 for level in levels), default=0)
    above = [""] * len(levels)
    found: dict[int, str] = {}
    for at in range(min(count, MOST_POINTS)):
        for number, level in enumerate(levels):
            # The first level is the nearest; each of its points has a word of its own, or none.
            above[number] = level.get(at, above[number] if number else "")
        found[at] = " > ".join(filter(None, reversed(above)))
    return found


def _figures(dimension: Element) -> dict[int, str]:
    level = dimension.find("{*}lvl")
    if level is None:
        return {}
    code = level.get("formatCode", "")
    return {at: _figure(text, "" if code == "General" else code) for at, text in _points(level)}


def _figure(text: str, code: str) -> str:
    try:
        return show_figure(float(text), code)
    except ValueError:
        return text


def _points(level: Element) -> Iterator[tuple[int, str]]:
    for point in level.iterchildren("*"):
        number = point.get("idx", "")
        if local_name(point) == "pt" and number.isdecimal() and len(number) < 9 and (point.text or "").strip():
            yield int(number), one_line(point.text or "")
