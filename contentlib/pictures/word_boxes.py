"""Where words stand on the pictures of pages, so that a search can mark them there.

Each page has a file of its own beside its picture, so that showing one reads one. A file comes from what a stranger's
file told a drawing process: it is looked at before it is kept, and again before it is used.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from contentlib.language import has_stem

# A page's width and its height are counted in so many parts.
WHOLE = 10_000
MOST_WORDS = 1_500
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Box:
    """A word and the rectangle around it, from the upper left corner, in parts of ``WHOLE``."""

    word: str
    left: int
    top: int
    width: int
    height: int


def write_boxes(boxes: Sequence[Box]) -> str:
    """The boxes of one page as a text.

    >>> write_boxes((Box("price", 100, 200, 30, 40),))
    '[["price",100,200,30,40]]'
    """
    rows = [(box.word, box.left, box.top, box.width, box.height) for box in boxes[:MOST_WORDS]]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def read_boxes(text: str | bytes, stems: AbstractSet[str] | None = None) -> tuple[Box, ...] | None:
    """The boxes in a text, or with ``stems`` those of words that have one of them; none if it is not a text of boxes.

    >>> read_boxes('[["price",100,200,30,40],["far out",9990,0,500,10]]')
    (Box(word='price', left=100, top=200, width=30, height=40),)
    >>> read_boxes('[["price",1,1,1,1],["terms",2,2,2,2]]', {"term"})
    (Box(word='terms', left=2, top=2, width=2, height=2),)
    >>> read_boxes('[["price","onload=alert(1)",0,1,1]]') is None, read_boxes("<svg>") is None
    (True, True)
    """
    try:
        rows = json.loads(text)[:MOST_WORDS]
        # Of a page's words few were searched for: only those are looked at closely.
        wanted = (row for row in rows if stems is None or has_stem(str(row[0]), stems))
        found = [Box(str(word), *map(_whole_number, numbers)) for word, *numbers in wanted]
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        return None
    return tuple(filter(is_on_page, found))


def _whole_number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is no place on a page")
    return value


def is_on_page(box: Box) -> bool:
    """Whether a box lies on its page and is as small as a word is."""
    inside = box.left >= 0 and box.top >= 0 and box.left + box.width <= WHOLE and box.top + box.height <= WHOLE
    return inside and box.width > 0 and 0 < box.height <= WHOLE // 4 and 0 < len(box.word) <= LONGEST


def box_file(folder: Path, page: int) -> Path:
    """Where the boxes of a page lie, in the folder of its picture."""
    return folder / f"{page}.json"


def load_boxes(folder: Path, page: int, stems: AbstractSet[str] | None = None) -> tuple[Box, ...]:
    """The boxes of a page, or of its words with these stems; none where nobody found any, or they cannot be used."""
    try:
        return read_boxes(box_file(folder, page).read_bytes(), stems) or ()
    except OSError:
        return ()
