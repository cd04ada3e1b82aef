"""How a drawn page crosses from the process that drew it: packed as a section, and looked at before it is kept.

A drawing process answers in text: both sizes of a picture come as base64 in place of a section's words, the sizes in
place of its heading, and where its words stand in place of its notes.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass

import PIL.WebPImagePlugin  # noqa: F401  in the nursery once, not in every drawing process
from PIL import Image

from contentlib.model import Section
from contentlib.pictures import Box, Picture, read_boxes, write_boxes
from indexer.processes import MB

WIDEST, TALLEST = 900, 1600
# The small one is a third of it each way, which is the fastest to make.
SMALLER = 3
# Encoding is most of the work: the fastest way costs a third more bytes than the usual one, and a third of its time.
QUALITY, METHOD = 80, 0
LARGEST = 2 * MB


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """What was drawn of a page: its picture as WebP, a small one of it, and where its words stand."""

    picture: Picture
    large: bytes
    small: bytes
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class DrawnFile:
    """The pages that were drawn, and why each of the others was not, by its number."""

    pages: tuple[DrawnPage, ...]
    missing: dict[int, str]


def pack_page(number: int, image: Image.Image, boxes: Sequence[Box]) -> Section:
    """A drawn page as a section."""
    small = image.reduce(SMALLER)
    pictures = " ".join(base64.b64encode(_encode(each)).decode() for each in (image, small))
    return Section(f"page {number}", f"{image.width}x{image.height}", pictures, notes=write_boxes(boxes))


def pack_missing(number: int, reason: str) -> Section:
    """A page that could not be drawn, as a section."""
    return Section(f"page {number}", "", "", notes=reason[:200])


def _encode(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "WEBP", quality=QUALITY, method=METHOD)
    return written.getvalue()


def unpack_pages(sections: Sequence[Section]) -> DrawnFile | None:
    """What a drawing process's answer holds; none if one of its pages is not what it should be.

    >>> unpack_pages((Section("page 1", "9x9", "bm8= bm8="),)) is None
    True
    >>> unpack_pages((Section("page 2", "", "", notes="is broken"),))
    DrawnFile(pages=(), missing={2: 'is broken'})
    """
    pages: list[DrawnPage] = []
    missing: dict[int, str] = {}
    for section in sections:
        number = _read_number(section.locator)
        if number is None or number in missing or (pages and pages[-1].picture.page >= number):
            return None
        if not section.heading and not section.text:
            missing[number] = section.notes
            continue
        page = _unpack(number, section)
        if page is None:
            return None
        pages.append(page)
    return DrawnFile(tuple(pages), missing)


def _read_number(locator: str) -> int | None:
    number = locator.removeprefix("page ")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 5 else None


def _unpack(number: int, section: Section) -> DrawnPage | None:
    """The process has read a stranger's file; a browser must get pictures from it and nothing else."""
    try:
        large, small = (base64.b64decode(each, validate=True) for each in section.text.split(" "))
        width, height = (int(part) for part in section.heading.split("x"))
    except ValueError:
        return None
    is_sized = 0 < width <= WIDEST + 1 and 0 < height <= TALLEST + 1
    if not is_sized or not is_webp(large) or not is_webp(small):
        return None
    # A page whose places make no sense has none.
    return DrawnPage(Picture(number, width, height), large, small, read_boxes(section.notes) or ())


def is_webp(data: bytes) -> bool:
    """Whether these bytes begin as a WebP file of this very length does.

    >>> is_webp(b"RIFF" + (8).to_bytes(4, "little") + b"WEBPVP8 "), is_webp(b"<svg onload=alert(1)>")
    (True, False)
    """
    is_whole = int.from_bytes(data[4:8], "little") + 8 == len(data)
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP" and is_whole and len(data) <= LARGEST
