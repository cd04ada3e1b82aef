"""Draws the pages of files, in processes of their own: PDF by pdfium, office files through LibreOffice where it is.

A drawing process is one of ``indexer.processes.guard``: it has the limits of a reader, no network, and answers in
text, so a picture comes as base64 in place of a section's words, and where its words stand in place of its notes.
What comes back is looked at before it is kept.
"""

from __future__ import annotations

import argparse
import base64
import io
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import PIL.WebPImagePlugin  # noqa: F401  in the nursery once, not in every drawing process
import pypdfium2 as pdfium

from contentlib.errors import Unreadable
from contentlib.formats import Drawer, list_drawn
from contentlib.library import Library, open_library
from contentlib.model import Reading, Section
from contentlib.pictures import MOST_PAGES, Box, Picture, Undrawn, list_undrawn, put_pictures, read_boxes, write_boxes
from contentlib.settings import Settings, read_settings
from indexer.clean_pdf import draw_shown, open_without_layers
from indexer.drawing.box_finding import find_boxes
from indexer.drawing.libreoffice import Converted, convert, find_office
from indexer.processes import MB, DriveFile, Failed, Limits, Reader, ReadOutcome

WIDEST, TALLEST = 900, 1600
QUALITY = 78
LARGEST = 2 * MB
PDF, OFFICE = list_drawn(Drawer.PDFIUM), list_drawn(Drawer.LIBREOFFICE)
DRAW = "indexer.drawing.page_drawing:draw_pages"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What became of one file: how many pages were drawn, or the reason why none were."""

    title: str
    pages: int = 0
    reason: str = ""


# --- in the drawing process ----------------------------------------------------------------------------------------


def draw_pages(data: bytes, _name: str) -> Reading:
    """Every page as WebP in base64, its size in the heading, its words' places in the notes.

    All of them or none: half a deck is not shown.

    Raises:
        Unreadable: it has too many pages, or none can be drawn.
    """
    try:
        pdf = pdfium.PdfDocument(data)
        layered = open_without_layers(data) or pdf
        if len(pdf) > MOST_PAGES:
            raise Unreadable(f"has {len(pdf)} pages; {MOST_PAGES} are drawn at most.", "Its words are shown instead.")
        sections = tuple(_draw(pdf[number], layered[number], number + 1) for number in range(len(pdf)))
    except pdfium.PdfiumError as error:
        raise Unreadable(f"could not be drawn ({error}).", "Its words are shown instead.") from error
    return Reading("webp", sections)


def _draw(page: pdfium.PdfPage, layered: pdfium.PdfPage, number: int) -> Section:
    """``layered`` is the page without layers that are switched off; no picture has them, but its letters are told."""
    width, height = page.get_size()
    # A page may claim to be a metre wide and a kilometre long.
    scale = min(WIDEST / max(width, 1), TALLEST / max(height, 1))
    image = draw_shown(page, scale)
    boxes = write_boxes(find_boxes(layered))
    layered.close()
    page.close()
    written = io.BytesIO()
    image.save(written, "WEBP", quality=QUALITY, method=4)
    encoded = base64.b64encode(written.getvalue()).decode()
    return Section(f"page {number}", f"{image.width}x{image.height}", encoded, notes=boxes)


# --- outside it ----------------------------------------------------------------------------------------------------


def draw_library(library: Library, *, office: bool = False) -> Iterator[Drawn]:
    """Draw what has no pictures yet: every PDF, and with ``office`` every deck and document too.

    Raises:
        BadInput: ``office`` is asked for and LibreOffice is not there, or cannot be kept from the network.
    """
    soffice = find_office() if office else None
    yield from draw_files(library.settings, list_undrawn(library.db, library.settings, PDF))
    if soffice:
        for undrawn in list_undrawn(library.db, library.settings, OFFICE):
            yield draw_office(library.settings, undrawn, soffice)


def count_undrawn(library: Library, *, office: bool = False) -> int:
    """How many files :func:`draw_library` would try."""
    return len(list_undrawn(library.db, library.settings, (*PDF, *OFFICE) if office else PDF))


def draw_files(settings: Settings, files: Iterable[Undrawn]) -> Iterator[Drawn]:
    """Draw these PDF files, drive by drive. ``files`` are ordered by their drive."""
    for root, some in groupby(files, key=lambda file: file.root):
        if not Path(root).is_dir():
            yield from (Drawn(file.title, reason="its drive is not there.") for file in some)
            continue
        waiting = list(some)
        with Reader(Path(root), make_limits(settings), read=DRAW) as reader:
            found = (DriveFile(file.path, 0, 0) for file in waiting)
            for file, outcome in zip(waiting, reader.read_all(found), strict=True):
                yield keep(settings, file.title, outcome)


def draw_office(settings: Settings, file: Undrawn, soffice: Path) -> Drawn:
    """Draw one office file by way of a PDF that LibreOffice makes of it in an empty folder."""
    with tempfile.TemporaryDirectory(prefix="contentlib-") as folder:
        converted = convert(soffice, file, Path(folder), seconds=settings.read_seconds * 2, megabytes=settings.file_mb)
        if not isinstance(converted, Converted):
            return _give_up(settings, file.title, file.fingerprint, converted)
        with Reader(converted.path.parent, make_limits(settings), read=DRAW) as reader:
            (outcome,) = reader.read_all([DriveFile(converted.path.name, 0, 0)])
        return keep(settings, file.title, outcome, fingerprint=converted.fingerprint)


def make_limits(settings: Settings) -> Limits:
    """A reader's limits, with room for pictures in the answer."""
    return Limits(
        seconds=float(settings.read_seconds), memory=settings.read_mb * MB, file_bytes=settings.file_mb * MB,
        text=64 * MB, answer=80 * MB,
    )  # fmt: skip


def keep(settings: Settings, title: str, outcome: ReadOutcome, *, fingerprint: str = "") -> Drawn:
    """Put the pictures where the pages find them, under the fingerprint of the bytes that were drawn."""
    named = fingerprint or outcome.fingerprint
    if isinstance(outcome, Failed):
        return _give_up(settings, title, named, outcome.reason)
    drawn = unpack_pictures(outcome.reading.sections)
    if drawn is None or outcome.reading.warnings:
        return _give_up(settings, title, named, "gave pictures that make no sense.")
    put_pictures(settings, named, drawn, unpack_boxes(outcome.reading.sections))
    return Drawn(title, pages=len(drawn))


def unpack_pictures(sections: Sequence[Section]) -> list[tuple[Picture, bytes]] | None:
    """The pictures in a drawing process's answer; none if one of them is not what it should be.

    >>> unpack_pictures((Section("page 1", "9x9", "bm8="),)) is None
    True
    """
    found = []
    for number, section in enumerate(sections, start=1):
        try:
            data = base64.b64decode(section.text, validate=True)
            width, height = (int(part) for part in section.heading.split("x"))
        except ValueError:
            return None
        # The process has read a stranger's file; a browser must get a picture from it and nothing else.
        if not is_webp(data) or not (0 < width <= WIDEST + 1 and 0 < height <= TALLEST + 1):
            return None
        found.append((Picture(number, width, height), data))
    return found


def unpack_boxes(sections: Sequence[Section]) -> list[tuple[Box, ...]]:
    """Where the words of each page stand; a page whose places make no sense has none.

    >>> unpack_boxes((Section("page 1", "9x9", "", notes="<svg>"),))
    [()]
    """
    return [read_boxes(section.notes) or () for section in sections]


def is_webp(data: bytes) -> bool:
    """Whether these bytes begin as a WebP file of this very length does.

    >>> is_webp(b"RIFF" + (8).to_bytes(4, "little") + b"WEBPVP8 "), is_webp(b"<svg onload=alert(1)>")
    (True, False)
    """
    is_whole = int.from_bytes(data[4:8], "little") + 8 == len(data)
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP" and is_whole and len(data) <= LARGEST


def _give_up(settings: Settings, title: str, fingerprint: str, reason: str) -> Drawn:
    # An empty folder says that there is nothing to draw, so that nobody tries again until the file changes.
    if fingerprint:
        put_pictures(settings, fingerprint, ())
    return Drawn(title, reason=reason)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill the cache and say how it goes: ``python -m indexer.drawing.page_drawing [--library FILE] [--office]``."""
    parser = argparse.ArgumentParser(description="Draw pictures of pages for results and for buyers.")
    parser.add_argument("--library", type=Path, help="The library file.")
    parser.add_argument("--office", action="store_true", help="Decks and documents too, through LibreOffice.")
    chosen = parser.parse_args(arguments)
    settings = read_settings()
    library = open_library(replace(settings, library=chosen.library) if chosen.library else settings)
    try:
        for drawn in draw_library(library, office=chosen.office):
            told = f"{drawn.pages} pages" if drawn.pages else f"no picture: {drawn.reason}"
            sys.stderr.write(f"{drawn.title}: {told}\n")
    finally:
        library.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
