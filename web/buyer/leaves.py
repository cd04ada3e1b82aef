"""An asset as the leaves a buyer turns: pictures where they were drawn, else words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from contentlib.catalog import list_page_links
from contentlib.formats import PAGED
from contentlib.library import Library
from contentlib.model import PageLink
from contentlib.pictures import Picture, list_pictures, place_on_words
from contentlib.sending import BuyerPage, SharedAsset, list_shared_pages

ROOM = 300_000  # characters of text on one page


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page as it is shown: its picture where there is one, else its words. ``links`` are numbered in the file."""

    number: int
    heading: str
    text: str
    picture: Picture | None = None
    links: tuple[tuple[int, PageLink], ...] = ()


def list_leaves(opened: Library, shared: SharedAsset) -> tuple[Leaf, ...]:
    """The pages: pictures where they were drawn, with their words where they are the same pages; else words alone."""
    texts = list_shared_pages(opened.db, shared.version_id)
    pictures = list_pictures(opened.settings, shared.fingerprint)
    if not pictures:
        return lay_out([page for page in texts if not shared.pages or page.number in shared.pages], ROOM)
    if shared.format not in PAGED:
        drawn = (Leaf(each.page, "", "", each) for each in pictures)
        return tuple(leaf for leaf in drawn if not shared.pages or leaf.number in shared.pages)
    return tuple(_pair({page.number: page for page in texts}, {each.page: each for each in pictures}, shared.pages))


def _pair(words: Mapping[int, BuyerPage], drawn: Mapping[int, Picture], chosen: Sequence[int]) -> Iterator[Leaf]:
    """Each page as its picture, or as its words where it could not be drawn; a hidden slide has neither."""
    for number in sorted(words.keys() | drawn.keys()):
        page, picture = words.get(number, BuyerPage("", "", number)), drawn.get(number)
        says_something = picture or page.text.strip() or page.heading.strip()
        if says_something and (not chosen or number in chosen):
            yield Leaf(number, page.heading, page.text, picture)


def list_linked_leaves(opened: Library, shared: SharedAsset) -> tuple[Leaf, ...]:
    """The pages with their links, where it is known which page is which."""
    leaves, found = list_leaves(opened, shared), list_page_links(opened.db, shared.version_id)
    if not found or not _are_told_apart(leaves, shared.format):
        return leaves
    placed = place_on_words(opened.settings, shared.fingerprint, found)
    links: dict[int, list[tuple[int, PageLink]]] = {}
    for number, link in enumerate(placed):
        links.setdefault(link.page, []).append((number, link))
    return tuple(replace(leaf, links=tuple(links.get(leaf.number, ()))) for leaf in leaves)


def _are_told_apart(leaves: Sequence[Leaf], form: str) -> bool:
    """Whether a leaf has the number of its page: a deck's pictures do where their words stand beside them."""
    is_pictured = any(leaf.picture for leaf in leaves)
    return form == "pdf" or not is_pictured or any(leaf.text or leaf.heading for leaf in leaves)


def find_clicked(opened: Library, shared: SharedAsset, numbers: Sequence[int]) -> tuple[PageLink, ...]:
    """The links with these numbers that the buyer's pages really have."""
    there = dict(pair for leaf in list_linked_leaves(opened, shared) for pair in leaf.links)
    return tuple(there[number] for number in numbers if number in there)


def list_plain(opened: Library, shared: SharedAsset, leaves: Sequence[Leaf]) -> tuple[Leaf, ...]:
    """The words of a document whose pages are pictures, for who does not see them; pages of slides have theirs."""
    if shared.pages or shared.format in PAGED or not any(leaf.picture for leaf in leaves):
        return ()
    return lay_out(list_shared_pages(opened.db, shared.version_id), ROOM)


def lay_out(texts: Sequence[BuyerPage], room: int) -> tuple[Leaf, ...]:
    """The passages that have words, as long as there is room.

    >>> [leaf.text for leaf in lay_out((BuyerPage("", "one"), BuyerPage("", " "), BuyerPage("", "three")), room=5)]
    ['one', 'th']
    """
    leaves: list[Leaf] = []
    for page in texts:
        if room > 0 and (page.text.strip() or page.heading.strip()):
            leaves.append(Leaf(page.number or len(leaves) + 1, page.heading, page.text[:room]))
            room -= len(page.text)
    return tuple(leaves)


def ink_on(colour: str) -> str:
    """Black or white, whichever stands out more on ``colour`` (relative luminance by WCAG 2).

    >>> ink_on("#0b5f60"), ink_on("#ffd000")
    ('#ffffff', '#000000')
    """
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#ffffff" if 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 else "#000000"
