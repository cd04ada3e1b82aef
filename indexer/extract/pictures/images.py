"""Picture files (JPEG, PNG, TIFF, WebP, BMP), opened with limits and made grey for recognition. Knows Pillow.

A picture says nothing by itself: it has pages that are pictures, one or, in a TIFF, several; recognition reads them.
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Protocol

from PIL import Image, ImageOps

from contentlib.errors import Unreadable
from contentlib.model import Reading, Section

KINDS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP", "GIF")
MAX_PIXELS = 100_000_000
MAX_FRAMES = 200
# Smaller ones are icons and bullets, in which no words can be read.
_SMALLEST, _FEWEST_PIXELS = 24, 20_000
_LONGEST, _SHORT = 5000, 1400
_PAGE_PIXELS = 250_000
_PATIENCE = 6
# What Pillow and the libraries beneath it let through of a damaged picture.
_LEXICAL = (OSError, ValueError, SyntaxError, LookupError, TypeError, AttributeError, struct.error, ArithmeticError)
_ADVICE = "Save a smaller copy, or put its words beside it."


class Recognised(Protocol):
    """What was read from a picture."""

    @property
    def heading(self) -> str: ...
    @property
    def text(self) -> str: ...


# Reads a grey picture (PGM); None where it was not read.
ReadGrey = Callable[[bytes], Recognised | None]


def read_image(data: bytes, read_grey: ReadGrey | None = None) -> Reading:
    """A picture file: nothing but a count of pages, unless there is something to read them with."""
    sections: list[Section] = []
    unread = 0
    with _opened(data) as picture:
        count = _count_frames(picture)
        for number, grey in enumerate(_grey_frames(picture, count) if read_grey else (), start=1):
            page = read_grey(grey) if read_grey and grey else None
            unread += page is None and bool(grey)
            if number >= _PATIENCE and not sections:
                # A film or a damaged file: hundreds of pages that say nothing would take minutes.
                break
            if page is not None and page.text:
                sections.append(Section(f"page {number}" if count > 1 else "", page.heading, page.text))
    pictured = count - len(sections)
    return Reading(
        "image", tuple(sections), warnings=_tell(pictured, count, unread, bool(read_grey)), pictured=pictured
    )


def is_page_sized(data: bytes) -> bool:
    """Whether a picture has as many dots as a scan or a screenshot of a page has, and a logo has not."""
    try:
        with _opened(data) as picture:
            return picture.width * picture.height >= _PAGE_PIXELS
    except Unreadable:
        return False


def grey_of(data: bytes) -> bytes:
    """The first frame of a picture as a grey PGM; empty where it is none that can be opened, or too small for words."""
    try:
        with _opened(data) as picture:
            return next(_grey_frames(picture, 1), b"")
    except Unreadable:
        return b""


def _tell(pictured: int, count: int, unread: int, can_read: bool) -> tuple[str, ...]:
    if not pictured:
        return ()
    start = "no text: it is a picture" if count == 1 else f"{pictured} of {count} pages are pictures"
    if not can_read:
        return (f"{start}; install tesseract-ocr where the indexer runs, or put its words beside it",)
    if unread:
        return (f"{start} and {unread} were not read in time; raise scan_seconds",)
    return (f"{start} in which no words were recognised",)


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """The picture, open but not decoded. Raises Unreadable for damage and for pictures too large to be decoded."""
    with warnings.catch_warnings():
        # Our own limit is far below the one that Pillow warns of.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            picture = Image.open(BytesIO(data), formats=KINDS)
            width, height = picture.size
        except Image.DecompressionBombError as error:
            raise _too_large("more than 178 million") from error
        except _LEXICAL as error:
            raise Unreadable("is damaged: its picture cannot be opened.", "Get another copy.") from error
        with picture:
            if width * height > MAX_PIXELS:
                raise _too_large(f"{width:,} × {height:,}")
            yield picture


def _too_large(size: str) -> Unreadable:
    return Unreadable(f"is a picture of {size} dots; the limit is {MAX_PIXELS // 10**6} million.", _ADVICE)


def _count_frames(picture: Image.Image) -> int:
    """The pages of a TIFF, as far as they are read; anything else that moves is one picture."""
    if picture.format != "TIFF":
        return 1
    try:
        for number in range(1, MAX_FRAMES):
            picture.seek(number)
    except (EOFError, *_LEXICAL):
        count = picture.tell() + 1
    else:
        count = MAX_FRAMES
    picture.seek(0)
    return count


def _grey_frames(picture: Image.Image, count: int) -> Iterator[bytes]:
    for number in range(count):
        try:
            if number:
                picture.seek(number)
            yield _grey(picture)
        except EOFError:
            return
        except _LEXICAL as error:
            raise Unreadable("is damaged: its picture cannot be decoded.", "Get another copy.") from error


def _grey(picture: Image.Image) -> bytes:
    width, height = picture.size
    if width * height > MAX_PIXELS or min(width, height) < _SMALLEST or width * height < _FEWEST_PIXELS:
        return b""
    # A JPEG is decoded at half the size or less where that is all that is needed.
    picture.draft("L", (_LONGEST, _LONGEST))
    upright = ImageOps.exif_transpose(picture)
    if "A" in upright.mode or "transparency" in upright.info:
        # What is clear is mostly meant to lie on white paper.
        sheet = Image.new("RGBA", upright.size, "white")
        sheet.alpha_composite(upright.convert("RGBA"))
        upright = sheet
    grey = _eight_bits(upright)
    # Letters of a screenshot are too small to be told; those of a scan are not.
    longest = max(grey.size)
    scale = min(_LONGEST / longest, 2.0) if longest < _SHORT else min(_LONGEST / longest, 1.0)
    if scale != 1.0:
        grey = grey.resize(
            (max(1, round(grey.width * scale)), max(1, round(grey.height * scale))), Image.Resampling.BICUBIC
        )
    return f"P5 {grey.width} {grey.height} 255\n".encode() + grey.tobytes()


def _eight_bits(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith(("I", "F")):
        # Sixteen bits a dot would be cut off at white, not scaled.
        return picture.convert("F").point(lambda value: value / 257).convert("L")
    return picture.convert("L")
