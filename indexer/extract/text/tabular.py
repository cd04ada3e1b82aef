"""Comma- and tab-separated tables: a line a row, each value with the name of its column where the file names them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice, takewhile
from statistics import median

from contentlib.model import Reading, Section
from indexer.extract.raw_text import decode, one_line, row

MAX_ROWS = 20_000
ROWS_A_SECTION = 50
# Excel is told the sign in a line of its own.
_SAID = re.compile(r"\ufeff?sep=([,;\t|])\r?\n", re.IGNORECASE)
# Rows above the names of the columns: so many at most, with so few cells filled in; and the least share of rows that
# are equally wide where a sign cuts them.
_MOST_TITLES, _TITLE_CELLS, _EVEN = 12, 2, 0.3
_DELIMITERS = (",", ";", "\t", "|")


def read_csv(data: bytes) -> Reading:
    return _read(decode(data), "csv", ",")


def read_tsv(data: bytes) -> Reading:
    return _read(decode(data), "tsv", "\t")


def _read(text: str, kind: str, usual: str) -> Reading:
    text = text.replace("\x00", "")
    said = _SAID.match(text)
    try:
        delimiter = said[1] if said else find_delimiter(text, usual)
        rows = list(islice(_rows(text[said.end() if said else 0 :], delimiter), MAX_ROWS + 1))
    except csv.Error:
        # A quote that is never closed makes one cell of the rest of the file. Its words are still worth finding.
        warning = "its quotes do not pair, so it was read as plain text"
        return Reading(kind, (Section("", "", text),), warnings=(warning,))
    warnings = (f"only the first {MAX_ROWS:,} rows were read",) if len(rows) > MAX_ROWS else ()
    return Reading(kind, tuple(_sections(rows[:MAX_ROWS])), warnings=warnings)


def find_delimiter(text: str, usual: str = ",") -> str:
    """The sign that cuts most of the first rows into the same number of cells.

    >>> find_delimiter("name;price\\nSmall;1,50\\nLarge;3,00\\n")
    ';'
    """
    sample = "\n".join(text[:20_000].split("\n")[:50])
    scores = {delimiter: _evenness(sample, delimiter) for delimiter in _DELIMITERS}
    best = max(scores, key=lambda delimiter: (scores[delimiter], delimiter == usual))
    return best if scores[best] > 0 else usual


def _evenness(sample: str, delimiter: str) -> float:
    try:
        widths = Counter(len(cells) for cells in _rows(sample, delimiter))
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    # Lines above a table have but one cell, however many they are.
    count = max((count for width, count in widths.items() if width > 1), default=0)
    return count / widths.total() if count >= _EVEN * widths.total() else 0.0


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    return (cells for cells in reader if any(cell.strip() for cell in cells))


def _sections(rows: list[list[str]]) -> Iterator[Section]:
    above = _count_titles(rows)
    if above:
        yield Section(f"rows 1-{above}" if above > 1 else "row 1", "", "\n".join(map(row, rows[:above])))
    yield from _table(rows[above:], above)


def _count_titles(rows: list[list[str]]) -> int:
    """How many rows stand above the names of the columns: what the table is, how long it holds."""
    filled = [sum(bool(cell.strip()) for cell in cells) for cells in rows[:200]]
    # Of the last half: there may be more lines above than rows below.
    width = median(filled[len(filled) // 2 :]) if filled else 0
    titles = list(takewhile(lambda count: count <= min(_TITLE_CELLS, width - 1), filled))
    is_above = 0 < len(titles) <= _MOST_TITLES and _is_header(rows[len(titles) :])
    return len(titles) if is_above and not _is_prose(rows, len(titles)) else 0


def _is_prose(rows: list[list[str]], above: int) -> bool:
    """Whether it is one column with a name, whose sentences were cut at their commas: blanks follow those."""
    names_one = above == 1 and len(rows[0]) == 1 and len(rows[0][0].split()) == 1
    return names_one or sum(cell[:1] == " " for cells in rows[above : above + 20] for cell in cells) > 1


def _table(rows: list[list[str]], above: int) -> Iterator[Section]:
    names = [one_line(cell) for cell in rows[0]] if rows and _is_header(rows) else []
    body = rows[1:] if names else rows
    start = above + (2 if names else 1)
    if names and not body:
        yield Section("", "", row(names))
    for at in range(0, len(body), ROWS_A_SECTION):
        part = body[at : at + ROWS_A_SECTION]
        locator = f"rows {start + at}-{start + at + len(part) - 1}"
        yield Section(locator, "", "\n".join(_line(cells, names) for cells in part))


def _is_header(rows: list[list[str]]) -> bool:
    """True where the first row reads like names: all filled in, all different, none a figure, and rows follow."""
    cells = [cell.strip() for cell in rows[0]]
    if len(rows) < 2 or not all(cells) or len(set(cells)) < len(cells):
        return False
    return not any(_is_figure(cell) or len(cell) > 60 for cell in cells) and not _looks_like_the_rest(rows)


def _looks_like_the_rest(rows: list[list[str]]) -> bool:
    """A first row whose values come again below in the same column is a row like any other."""
    later = rows[1:200]
    return any(cell in {cells[at] for cells in later if at < len(cells)} for at, cell in enumerate(rows[0]))


def _is_figure(cell: str) -> bool:
    return cell[:1].isdecimal() or cell[:1] in "€$£+-" or "@" in cell


def _line(cells: list[str], names: list[str]) -> str:
    if not names:
        return row(cells)
    named = [*names, *([""] * (len(cells) - len(names)))]
    pairs = ((name, one_line(cell)) for name, cell in zip(named, cells, strict=False))
    return " | ".join(f"{name}: {cell}" if name else cell for name, cell in pairs if cell)
