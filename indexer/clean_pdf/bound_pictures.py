"""A PDF of pictures: each page shows one, with its words behind that nobody sees, and its web links to click.

There is nothing in it but what is given: no properties, no names, no notes.
"""

from __future__ import annotations

import io
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, String

# The plugins: a process that is locked in can open no other module.
from PIL import Image, JpegImagePlugin, WebPImagePlugin  # noqa: F401

from contentlib.language import WORD
from contentlib.model import PAGE_PARTS, PageLink
from contentlib.pictures import Box
from indexer.clean_pdf.flattening import PlacedWord, make_font, show_picture
from indexer.clean_pdf.plane import Frame

# Seven and a half inches, the shorter side of a slide, in points.
_SHORTER_SIDE = 540.0
_MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class PicturePage:
    """A page to be: its picture's bytes, what it says line by line, where words of that stand, and its links."""

    picture: bytes
    text: str
    boxes: tuple[Box, ...] = ()
    links: tuple[PageLink, ...] = ()


def bind_pictures(pages: Sequence[PicturePage]) -> bytes:
    """The PDF; the same bytes for the same pages. Raises OSError for what is no picture."""
    target = pikepdf.new()
    font = make_font(target)
    for page in pages:
        target.pages.append(Page(target.make_indirect(_make_page(target, page, font))))
    written = io.BytesIO()
    target.save(
        written, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True, fix_metadata_version=False,
    )  # fmt: skip
    return written.getvalue()


def _make_page(target: pikepdf.Pdf, page: PicturePage, font: Any) -> Dictionary:
    with Image.open(io.BytesIO(page.picture)) as opened:
        image = opened.convert("RGB")
    scale = _SHORTER_SIDE / min(image.size)
    size = (round(image.width * scale, 3), round(image.height * scale, 3))
    made = show_picture(target, image, size, place_words(page, size), font)
    links = [_make_link(target, link, size) for link in page.links]
    if links:
        made.Annots = Array(links)
    return made


def place_words(page: PicturePage, size: tuple[float, float]) -> list[PlacedWord]:
    """All words of a page in reading order: those whose place is known there, with the little ones that follow.

    >>> boxes = (Box("Show", 0, 0, 5000, 1000), Box("savings", 5000, 0, 5000, 1000))
    >>> page = PicturePage(b"", "Show the savings", boxes)
    >>> [(one.word, one.frame) for one in place_words(page, (100.0, 50.0))]
    [('Show the ', (0.0, 45.0, 50.0, 50.0)), ('savings ', (50.0, 45.0, 100.0, 50.0))]
    >>> [one.word for one in place_words(PicturePage(b"", "Show the\\nsavings"), (100.0, 50.0))]
    ['Show the', 'savings']
    """
    there: defaultdict[str, deque[Box]] = defaultdict(deque)
    for box in page.boxes:
        there[box.word.casefold()].append(box)
    placed: list[tuple[list[str], Box]] = []
    before: list[str] = []
    for token in page.text.split():
        found = WORD.search(token)
        boxes = there.get(found.group().casefold()) if found else None
        if boxes:
            placed.append(([*before, token], boxes.popleft()))
            before = []
        else:
            (placed[-1][0] if placed else before).append(token)
    if not placed:
        return _stack_lines(page.text, size)
    return [PlacedWord(" ".join(words) + " ", _to_points(box, size)) for words, box in placed]


def _stack_lines(text: str, size: tuple[float, float]) -> list[PlacedWord]:
    """Line below line from the top, where nobody knows where words stand."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:_MOST_LINES]
    height = size[1] / max(len(lines), 20)
    tops = [size[1] - height * place for place in range(len(lines))]
    return [PlacedWord(line, (0.0, top - height, size[0], top)) for line, top in zip(lines, tops, strict=True)]


def _to_points(box: Box | PageLink, size: tuple[float, float]) -> Frame:
    across, up = size[0] / PAGE_PARTS, size[1] / PAGE_PARTS
    top = size[1] - box.top * up
    return (round(box.left * across, 3), round(top - box.height * up, 3),
            round((box.left + box.width) * across, 3), round(top, 3))  # fmt: skip


def _make_link(target: pikepdf.Pdf, link: PageLink, size: tuple[float, float]) -> Any:
    action = Dictionary(S=Name.URI, URI=String(link.target))
    place = Array(list(_to_points(link, size)))
    return target.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=place, Border=Array([0, 0, 0]), F=4, A=action)
    )
