"""Where links lie on the pictures of pages: those of words lie on the words, where the places of words are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from contentlib.language import STOP_WORDS, WORD
from contentlib.model import PageLink
from contentlib.pictures.page_pictures import list_boxes
from contentlib.pictures.word_boxes import Box
from contentlib.settings import Settings


def place_on_words(settings: Settings, fingerprint: str, links: Sequence[PageLink]) -> tuple[PageLink, ...]:
    """The links in their order, each on its words where the pictures of this version tell where these are."""
    pages = {link.page for link in links if link.words}
    boxes = {page: list_boxes(settings, fingerprint, page) for page in pages}
    return tuple(lay_on(link, boxes.get(link.page, ())) if link.words else link for link in links)


def lay_on(link: PageLink, boxes: Sequence[Box]) -> PageLink:
    """The link around the boxes of its words; as it is where they are not found together in its rectangle.

    >>> link = PageLink(1, 0, 0, 5000, 5000, "https://a.example", "the Plans 2026")
    >>> lay_on(link, (Box("Our", 0, 10, 90, 50), Box("plans", 100, 10, 90, 50), Box("2026", 200, 10, 90, 50)))
    PageLink(page=1, left=100, top=10, width=190, height=50, target='https://a.example', words='the Plans 2026')
    >>> lay_on(link, (Box("plans", 9000, 10, 90, 50),)) == link
    True
    """
    wanted = [word.casefold() for word in WORD.findall(link.words) if word.casefold() not in STOP_WORDS]
    inside = [box for box in boxes if _meets(link, box)]
    found = next(_runs(inside, wanted), None) if wanted else None
    if not found:
        return link
    left, top = min(box.left for box in found), min(box.top for box in found)
    right, bottom = max(box.left + box.width for box in found), max(box.top + box.height for box in found)
    return replace(link, left=left, top=top, width=right - left, height=bottom - top)


def _runs(boxes: Sequence[Box], wanted: Sequence[str]) -> Iterator[Sequence[Box]]:
    """The boxes that say all the words, one behind the other."""
    said = [box.word.casefold() for box in boxes]
    for first in range(len(boxes) - len(wanted) + 1):
        if said[first : first + len(wanted)] == list(wanted):
            yield boxes[first : first + len(wanted)]


def _meets(link: PageLink, box: Box) -> bool:
    across, down = box.left + box.width / 2, box.top + box.height / 2
    return link.left <= across <= link.left + link.width and link.top <= down <= link.top + link.height
