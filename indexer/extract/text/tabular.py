"""Comma- and tab-separated tables: a line a row, each value with the name of its column where the file names them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from contentlib.model import Reading, Section
from indexer.extract.raw_text import decode, one_line, row

MAX_ROWS = 20_000
ROWS_A_SECTION = 50
# Excel is told the sign in a line of its own.
_SAID = re.compile(r"\ufeff?sep=([,;\t|])\r?\n", re.IGNORECASE)
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
    width, count = widths.most_common(1)[0]
    return count / widths.total() if width > 1 else 0.0


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    return (cells for cells in reader if any(cell.strip() for cell in cells))


def _sections(rows: list[list[str]]) -> Iterator[Section]:
    names = [one_line(cell) for cell in rows[0]] if rows and _is_header(rows) else []
    body = rows[1:] if names else rows
    start = 2 if names else 1
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
