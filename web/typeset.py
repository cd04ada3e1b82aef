"""Words of a section as blocks to set: paragraphs, lists and tables, told apart by how readers write their lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

# Readers write a table row as a line, cell by cell; a lone line like that may as well be a menu or a title.
FEWEST_ROWS = 2
# A longer table says how many more rows there are, and shows them when asked.
MOST_ROWS = 200
_BAR = re.compile(r"(?:^| )\|(?= |$)")
_BULLET = re.compile(r"[-*•▪◦‣·–] +(?=\S)")
_NUMBER = re.compile(r"(?:\d{1,3}[.)]|\(?\d{1,3}\)|\d{1,3}(?:\.\d{1,3})+\.?|[a-zA-Z]\)) +(?=\S)")
_NAMED = re.compile(r"([^:]{1,60}): (?=\S)")
_FIGURE = re.compile(r"[-+−(]?(?:[€$£¥]|[A-Z]{3} )? ?\d[\d\s.,'’]*(?: ?(?:%|[€$£¥]|[A-Z]{3}|[kmKM]))?\)?$")
# Lines of a text that was wrapped by hand are about equally long; longer ones were never wrapped.
_NARROWEST, _WIDEST = 60, 130
# A list may be folded between its items, so it is set in parts.
_ITEMS = 12
# Letters that are shown before a fold, of a section and of all of them: on a phone some 5,000 pixels. A table has a
# window of its own; a heading and a picture need room as well.
SECTION_ROOM, PAGE_ROOM = 2_400, 5_000
_WINDOW, _HEADING, _PICTURE = 900, 120, 500

Setting = Literal["paragraph", "list", "numbered", "table"]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One paragraph, list or table: ``rows`` of cells; a paragraph and an item have one, a numbered item its number
    before it. ``head`` names a table's columns; ``figures`` are those that hold nothing but figures.
    """

    setting: Setting
    rows: tuple[tuple[str, ...], ...]
    head: tuple[str, ...] = ()
    figures: frozenset[int] = frozenset()

    @property
    def size(self) -> int:
        """How much room it takes, in letters."""
        letters = sum(len(cell) for cells in (self.head, *self.rows) for cell in cells)
        return min(letters, _WINDOW) if self.setting == "table" else letters + 20 * len(self.rows)


def set_text(text: str, *, drawn: bool = False, wrapped: bool = False) -> tuple[TextBlock, ...]:
    """The blocks of a section's text, in order; no word is lost. ``drawn`` lines end where a page breaks them;
    ``wrapped`` ones may end where their author's editor broke them, and are joined there.

    >>> [block.setting for block in set_text("Prices\\nPlan | Price\\nBasic | 12 €\\n- cheap\\n- quick")]
    ['paragraph', 'table', 'list']
    """
    lines = text.splitlines()
    return tuple(_blocks(_unwrap(lines) if wrapped else lines, drawn=drawn))


def _blocks(lines: Sequence[str], *, drawn: bool) -> Iterator[TextBlock]:
    for setting, group in groupby(_close_up(lines), key=_setting_of):
        filled = [line.strip() for line in group if line.strip()]
        if setting == "table" and len(filled) >= FEWEST_ROWS:
            yield _table(filled)
        elif setting == "list":
            yield from _items(setting, [(_BULLET.sub("", line, count=1),) for line in filled])
        elif setting == "numbered" and len(filled) >= FEWEST_ROWS:
            yield from _items(setting, [_numbered(line) for line in filled])
        elif drawn and filled:
            yield TextBlock("paragraph", (("\n".join(filled),),))
        else:
            yield from (TextBlock("paragraph", ((line,),)) for line in filled)


def _close_up(lines: Sequence[str]) -> Iterator[str]:
    """The lines without the blank ones between two items: they are one list."""
    for at, line in enumerate(lines):
        if line.strip() or not _is_within_list(lines[at - 1 : at + 2]):
            yield line


def _is_within_list(around: Sequence[str]) -> bool:
    before, after = (_setting_of(line) for line in (around[0], around[-1])) if len(around) == 3 else ("table", "")
    return before == after and before in ("list", "numbered")


def _setting_of(line: str) -> Setting:
    line = line.strip()
    if _BAR.search(line):
        return "table"
    if _BULLET.match(line):
        return "list"
    return "numbered" if _NUMBER.match(line) else "paragraph"


def _items(setting: Setting, rows: list[tuple[str, ...]]) -> Iterator[TextBlock]:
    for at in range(0, len(rows), _ITEMS):
        yield TextBlock(setting, tuple(rows[at : at + _ITEMS]))


def _numbered(line: str) -> tuple[str, str]:
    found = _NUMBER.match(line)
    return (found[0].strip(), line[found.end() :]) if found else ("", line)


# --- lines that an editor broke ------------------------------------------------------------------------------------


def _unwrap(lines: Sequence[str]) -> list[str]:
    """Lines joined where the first word of the next had no room on them."""
    width = max((len(line) for line in lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return list(lines)
    joined: list[str] = []
    last = ""
    for line in lines:
        if joined and _goes_on(last, line, width):
            joined[-1] += f" {line.strip()}"
        else:
            joined.append(line)
        last = line
    return joined


def _goes_on(line: str, following: str, width: int) -> bool:
    if not line.strip() or not following.strip() or "table" in (_setting_of(line), _setting_of(following)):
        return False
    return _setting_of(following) == "paragraph" and len(line) + 1 + len(following.split()[0]) > width


# --- tables --------------------------------------------------------------------------------------------------------


def _table(lines: list[str]) -> TextBlock:
    rows = [tuple(cell.strip() for cell in _BAR.split(line)) for line in lines]
    named = _name_columns(rows)
    if named:
        return named
    columns = max(len(row) for row in rows)
    # Empty cells at the end of a row were left off by its reader.
    filled = [row + ("",) * (columns - len(row)) for row in rows]
    head, body = (filled[0], filled[1:]) if _is_head(filled) else ((), filled)
    return TextBlock("table", tuple(body), head, _find_figures(body, columns))


def _name_columns(rows: list[tuple[str, ...]]) -> TextBlock | None:
    """A table whose every cell says the name of its column, as readers write those of data: each name once, on top."""
    read = [[_NAMED.match(cell) for cell in row] for row in rows]
    if not all(all(row) for row in read):
        return None
    pairs = [{found[1]: cell[found.end() :] for found, cell in zip(line, row, strict=True) if found}
             for line, row in zip(read, rows, strict=True)]  # fmt: skip
    names = Counter(name for each in pairs for name in each)
    # Sentences with a colon have a name of their own each.
    if names.total() < sum(map(len, rows)) or sum(count > 1 for count in names.values()) * 2 < len(names):
        return None
    body = [tuple(each.get(name, "") for name in names) for each in pairs]
    return TextBlock("table", tuple(body), tuple(names), _find_figures(body, len(names)))


def _is_head(rows: list[tuple[str, ...]]) -> bool:
    """Whether the first row names the columns: words in all of it, but for a corner, where figures stand beneath."""
    first, rest = rows[0], rows[1:]
    if not all(first[1:]) or any(_FIGURE.match(cell) for cell in first):
        return False
    if not any(sign.isdigit() for cell in first for sign in cell):
        return True
    return bool(_find_figures(rest, len(first)) - {0})


def _find_figures(rows: Sequence[tuple[str, ...]], columns: int) -> frozenset[int]:
    held = ([row[at] for row in rows if row[at]] for at in range(columns))
    return frozenset(at for at, cells in enumerate(held) if cells and all(_FIGURE.match(cell) for cell in cells))


# --- what is shown before a fold -----------------------------------------------------------------------------------


def find_fold(sizes: Sequence[int], room: int) -> int:
    """How many of the things with these sizes are shown before a fold; one that hides next to nothing is none.

    >>> find_fold([400, 400, 400], 900), find_fold([900, 50], 900), find_fold([5000, 400], 900)
    (2, 2, 1)
    """
    used = 0
    for at, size in enumerate(sizes):
        if used and used + size > room and sum(sizes[at:]) > room // 8:
            return at
        used += size
    return len(sizes)


def count_shown(blocks: Sequence[TextBlock]) -> int:
    """How many blocks of a section are shown before the fold."""
    return find_fold([block.size for block in blocks], SECTION_ROOM)


def count_open(sections: Iterable[str | None]) -> int:
    """How many sections of a page are shown before the fold, by their texts; None is one that a picture shows."""
    sizes = [_PICTURE if text is None else min(_size(text), SECTION_ROOM) for text in sections]
    return find_fold([_HEADING + size for size in sizes], PAGE_ROOM)


def _size(text: str) -> int:
    return sum(block.size for block in set_text(text))
