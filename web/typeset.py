"""Words of a section as blocks to set: paragraphs, lists and tables, told apart by how readers write their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

# Readers write a table row as a line, cell by cell; a lone line like that may as well be a menu or a title.
CELL, FEWEST_ROWS = " | ", 2
_ITEM = re.compile(r"^[-*•▪◦‣] +(?=\S)")

Setting = Literal["paragraph", "list", "table"]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One paragraph, list or table: ``rows`` of cells, of which all but a table's have one. ``head`` names columns."""

    setting: Setting
    rows: tuple[tuple[str, ...], ...]
    head: tuple[str, ...] = ()


def set_text(text: str, *, drawn: bool = False) -> tuple[TextBlock, ...]:
    """The blocks of a section's text, in order; no word is lost. ``drawn`` lines end where a page breaks them.

    >>> [block.setting for block in set_text("Prices\\nPlan | Price\\nBasic | 12 €\\n- cheap\\n- quick")]
    ['paragraph', 'table', 'list']
    """
    return tuple(_blocks(text, drawn=drawn))


def _blocks(text: str, *, drawn: bool) -> Iterator[TextBlock]:
    for setting, group in groupby(text.splitlines(), key=_setting_of):
        lines = [line for line in group if line.strip()]
        if setting == "table" and len(lines) >= FEWEST_ROWS:
            yield _table(lines)
        elif setting == "list":
            yield TextBlock("list", tuple((_ITEM.sub("", line.strip()),) for line in lines))
        elif drawn and lines:
            yield TextBlock("paragraph", (("\n".join(lines),),))
        else:
            yield from (TextBlock("paragraph", ((line,),)) for line in lines)


def _setting_of(line: str) -> Setting:
    if CELL in line:
        return "table"
    return "list" if _ITEM.match(line.strip()) else "paragraph"


def _table(lines: list[str]) -> TextBlock:
    rows = [tuple(line.split(CELL)) for line in lines]
    columns = max(len(row) for row in rows)
    # Empty cells at the end of a row were left off by its reader.
    filled = [row + ("",) * (columns - len(row)) for row in rows]
    names_columns = all(cell.strip() and not any(sign.isdigit() for sign in cell) for cell in filled[0])
    if names_columns:
        return TextBlock("table", tuple(filled[1:]), filled[0])
    return TextBlock("table", tuple(filled))
