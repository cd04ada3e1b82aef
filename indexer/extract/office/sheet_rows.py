"""A sheet as one section, whatever program wrote it: a line a row, what its author has hidden with the notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from contentlib.model import Section
from indexer.extract.office.number_formats import plain_figure, show_figure, show_hour, show_moment, show_span
from indexer.extract.raw_text import row

MAX_ROWS = 20_000
MAX_LETTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet, as its cells are shown."""

    cells: Sequence[str]
    hidden: bool = False


def sheet_section(
    name: str, rows: Iterable[SheetRow], warnings: list[str], hidden_columns: Collection[int] = frozenset()
) -> Section:
    """A sheet as one section: empty rows and columns left out, very long sheets cut with a warning.

    What its author has hidden goes to the notes, which no buyer sees.
    """
    shown: list[str] = []
    hidden: list[str] = []
    letters = 0
    lines = list(_filled(rows))
    for line, (open_cells, hidden_cells) in zip(lines, _by_column(lines, hidden_columns), strict=True):
        text, aside = row(open_cells), row([*open_cells[:1], *hidden_cells]) if any(hidden_cells) else ""
        letters += len(text) + len(aside) + 1
        if len(shown) + len(hidden) >= MAX_ROWS or letters > MAX_LETTERS:
            warnings.append(f"only the first {len(shown) + len(hidden):,} rows of sheet “{name}” were read")
            break
        if line.hidden:
            hidden.append(row([*open_cells, *hidden_cells]))
            continue
        shown += [text] if text else []
        hidden += [aside] if aside else []
    return Section(f"sheet {name}", name, "\n".join(shown), "\n".join(hidden))


def shown(value: object, code: str = "") -> str:
    """A cell as a person reads it; ``code`` is its number format.

    >>> shown(1200.0), shown(0.1 + 0.2), shown(True), shown(0.15, "0 %")
    ('1200', '0.3', 'TRUE', '15 %')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return show_figure(value, code) if code else plain_figure(value)
    if isinstance(value, dt.date):
        return show_moment(value, code)
    if isinstance(value, dt.time):
        return show_hour(value, code)
    return show_span(value, code) if isinstance(value, dt.timedelta) else str(value)


def _filled(rows: Iterable[SheetRow]) -> Iterator[SheetRow]:
    count = 0
    for line in rows:
        if any(line.cells):
            count += 1
            yield line
        if count > MAX_ROWS:
            return


def _by_column(lines: Sequence[SheetRow], hidden: Collection[int]) -> Iterator[tuple[list[str], list[str]]]:
    """The cells of each line in open and in hidden columns; columns in which nothing stands are left out."""
    used = {at for line in lines for at, cell in enumerate(line.cells) if cell}
    for line in lines:
        cells = [(at, cell) for at, cell in enumerate(line.cells) if at in used]
        yield [cell for at, cell in cells if at not in hidden], [cell for at, cell in cells if at in hidden]
