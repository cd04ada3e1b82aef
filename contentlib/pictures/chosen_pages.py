"""Which pages of an asset were chosen: read as people write them, “2-4, 7”, and written the same way. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import groupby

from contentlib.errors import BadInput

HIGHEST = 10_000
RANGE = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")


def read_pages(text: str) -> tuple[int, ...]:
    """The pages of “2-4, 7”, in order and each once; none for nothing, which means all of them.

    Raises:
        BadInput: a piece is no page and no range of pages; names the field.

    >>> read_pages("7, 2-4"), read_pages("")
    ((2, 3, 4, 7), ())
    """
    pages: set[int] = set()
    for piece in filter(None, re.split(r"[,;\s]+", re.sub(r"\s*[-–—]\s*", "-", text))):
        found = RANGE.fullmatch(piece)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last <= HIGHEST:
            raise BadInput(f"“{piece[:40]}” in the field pages is no page. Write them like 2-4, 7.")
        pages.update(range(first, last + 1))
    return tuple(sorted(pages))


def write_pages(pages: Iterable[int]) -> str:
    """The pages as people write them.

    >>> write_pages((2, 3, 4, 7)), write_pages(())
    ('2-4, 7', '')
    """
    runs = [
        [page for _, page in run] for _, run in groupby(enumerate(sorted(set(pages))), lambda item: item[1] - item[0])
    ]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def check_pages(chosen: tuple[int, ...], there: Collection[int]) -> tuple[int, ...]:
    """The chosen pages, or none where they are all there is.

    Raises:
        BadInput: one of them is not there; names the field.

    >>> check_pages((1, 2), (1, 2)), check_pages((2,), (1, 2))
    ((), (2,))
    """
    missing = sorted(set(chosen) - set(there))
    if missing and not there:
        raise BadInput("The field pages must stay empty: this asset has no pages to choose from. Send all of it.")
    if missing:
        raise BadInput(f"The field pages names {write_pages(missing)}; it has {write_pages(there)}. Choose from those.")
    return () if set(chosen) == set(there) else chosen
