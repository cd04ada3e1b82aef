"""Links on pages and slides that a reader may click on: where they are and where they lead. Pure.

They come from what a stranger made: each is looked at when it is read, and again before anybody is shown it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from itertools import islice
from urllib.parse import urlsplit

# A page's width and its height are counted in so many parts.
PAGE_PARTS = 10_000
MOST_LINKS = 2_000
# Raised by one wherever the reading of links learns more: what was read before is read anew.
LINK_READERS = 1
LONGEST_LINK, _LONGEST_WORDS = 2_000, 300
_LAST_PAGE = 10_000
_MAIL = re.compile(r"mailto:[^\s@?]+@[^\s@?]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageLink:
    """A rectangle on a page (from 1), from its upper left corner in parts of ``PAGE_PARTS``, and the target.

    ``words`` are what is underlined; empty where the whole rectangle is the link.
    """

    page: int
    left: int
    top: int
    width: int
    height: int
    target: str
    words: str = ""

    @property
    def name(self) -> str:
        """The target as people say it.

        >>> PageLink(1, 0, 0, 1, 1, "https://www.a.example/plans?x=1").name
        'a.example/plans'
        """
        return name_target(self.target)

    @property
    def is_mail(self) -> bool:
        """Whether it is an address to write to."""
        return self.target.lower().startswith("mailto:")


def name_target(target: str) -> str:
    """A link's target in a few words: its host and path, or the address that is written to.

    >>> name_target("https://pricing.example.com/"), name_target("mailto:a@b.c")
    ('pricing.example.com', 'a@b.c')
    """
    parts = urlsplit(target)
    told = parts.path if parts.scheme.lower() == "mailto" else (parts.hostname or "") + parts.path.rstrip("/")
    told = told.removeprefix("www.")
    return told if len(told) <= 60 else f"{told[:59]}…"


def is_plain_link(uri: str) -> bool:
    """Whether this is an address on the web, or one to write to, and nothing else.

    >>> [is_plain_link(uri) for uri in ("https://a.example/x?y", "mailto:a@b.example", "file:///c:/x", "javascript:x")]
    [True, True, False, False]
    >>> is_plain_link("https://rep:secret@a.example/"), is_plain_link("mailto:a@b.example?body=our%20floor")
    (False, False)
    """
    if len(uri) > LONGEST_LINK or not uri.isprintable() or " " in uri:
        return False
    try:
        parts = urlsplit(uri)
        has_host = bool(parts.hostname)
    except ValueError:
        return False
    if parts.scheme.lower() == "mailto":
        return bool(_MAIL.fullmatch(uri))
    return parts.scheme.lower() in ("http", "https") and has_host and "@" not in parts.netloc and "\\" not in uri


def place_link(page: int, box: tuple[float, float, float, float], target: str, words: str = "") -> PageLink | None:
    """A link in a box (left, top, right, bottom, in shares of the page), cut at the page's edges; none off the page.

    >>> place_link(2, (-0.5, 0.25, 0.5, 0.5), "https://a.example")
    PageLink(page=2, left=0, top=2500, width=5000, height=2500, target='https://a.example', words='')
    >>> place_link(1, (1.5, 0, 2, 1), "https://a.example") is place_link(1, (0, 0, 1, 1), "file:///x") is None
    True
    """
    left, top, right, bottom = (round(min(max(share, 0.0), 1.0) * PAGE_PARTS) for share in box)
    made = PageLink(page, left, top, right - left, bottom - top, target, " ".join(words.split())[:_LONGEST_WORDS])
    return made if _is_sound(made) else None


def write_links(links: Iterable[PageLink]) -> str:
    """The links of a file as a text; empty for none.

    >>> write_links([PageLink(1, 0, 0, 5, 5, "mailto:a@b.c")]), write_links([])
    ('[[1,0,0,5,5,"mailto:a@b.c",""]]', '')
    """
    rows = [astuple(link) for link in islice(links, MOST_LINKS)]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""


def read_links(text: str) -> tuple[PageLink, ...]:
    """The links in a text, those alone that are sound; none if it is not a text of links.

    >>> read_links('[[1,0,0,5,5,"https://a.example",""],[1,0,0,5,5,"javascript:alert(1)",""]]')
    (PageLink(page=1, left=0, top=0, width=5, height=5, target='https://a.example', words=''),)
    >>> read_links("") == read_links("<svg>") == read_links('[["1"]]') == ()
    True
    """
    try:
        rows = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return ()
    return tuple(_sound(rows[:MOST_LINKS] if isinstance(rows, list) else []))


def _sound(rows: list[object]) -> Iterator[PageLink]:
    for row in rows:
        if not isinstance(row, list) or len(row) != 7:
            continue
        page, left, top, width, height, target, words = row
        numbers_are_whole = all(type(number) is int for number in row[:5])
        if numbers_are_whole and isinstance(target, str) and isinstance(words, str):
            made = PageLink(page, left, top, width, height, target, words[:_LONGEST_WORDS])
            if _is_sound(made):
                yield made


def _is_sound(link: PageLink) -> bool:
    inside = link.left >= 0 and link.top >= 0
    inside = inside and link.left + link.width <= PAGE_PARTS and link.top + link.height <= PAGE_PARTS
    return inside and link.width > 0 and link.height > 0 and 1 <= link.page <= _LAST_PAGE and is_plain_link(link.target)
