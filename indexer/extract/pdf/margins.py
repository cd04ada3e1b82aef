"""Lines that stand on page after page: headers, footers and page numbers, kept where they are met first.

On every page they would make each look alike to a search, and none of them says what its page is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

# A header or footer has few lines, and is on so many pages, and on at least this share of them.
_EDGE, _FEWEST, _SHARE, _LONGEST = 2, 4, 0.5, 160
# A number that stands alone, after a word for page, or after a stroke. "Reason 3" is no footer, though reasons are
# counted like pages.
_NUMBERED = re.compile(
    r"^(?P<before>(?:\D*[|–—•·]|(?:\D*\W)?(?:page|seite|pagina|página|slide|folie|pg|p\.|s\.))?\s*)"
    r"(?P<number>\d{1,5})(?P<after>(?:\s*(?:/|\||of|von|de|di|van|sur)\s*\d{1,5})?\s*[|–—•·]?(?:\s*\D{3,})?)$",
    re.IGNORECASE,
)


def without_repeats(pages: Sequence[str]) -> list[str]:
    """The pages without the first and last lines that most of them share; page numbers in them may differ.

    >>> said = ["one", "two", "three", "four"]
    >>> without_repeats([f"Acme guide 2026\\nIt is {word}\\nAcme | {n}" for n, word in enumerate(said)])
    ['Acme guide 2026\\nIt is one\\nAcme | 0', 'It is two', 'It is three', 'It is four']
    >>> without_repeats([f"Reason {n}\\nIt is {word}" for n, word in enumerate(said)])[3]
    'Reason 3\\nIt is four'
    """
    edges = [{key for line in _edges(page) for key in _keys(line, number)} for number, page in enumerate(pages)]
    counts = Counter(key for keys in edges for key in keys)
    fewest = max(_FEWEST, _SHARE * sum(map(bool, edges)))
    repeated = {key for key, count in counts.items() if count >= fewest}
    seen: set[str] = set()
    kept = []
    for number, (page, keys) in enumerate(zip(pages, edges, strict=True)):
        kept.append(_without(page, number, keys & repeated & seen))
        seen |= keys & repeated
    return kept


def _edges(page: str) -> list[str]:
    lines = [line for line in page.split("\n") if line.strip()]
    return lines[:_EDGE] + lines[-_EDGE:]


def _keys(line: str, number: int) -> Iterator[str]:
    """What a line has in common with the same line on other pages: all of it, or all but the page's number."""
    line = " ".join(line.split())
    if not line or len(line) > _LONGEST:
        return
    yield line
    found = _NUMBERED.match(line)
    if found:
        yield f"{found['before']}#{found['after']} {int(found['number']) - number}"


def _without(page: str, number: int, dropped: set[str]) -> str:
    if not dropped:
        return page
    lines = page.split("\n")
    filled = [at for at, line in enumerate(lines) if line.strip()]
    ends = {*filled[:_EDGE], *filled[-_EDGE:]}
    return "\n".join(
        line for at, line in enumerate(lines) if at not in ends or not dropped.intersection(_keys(line, number))
    )
