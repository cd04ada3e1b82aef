"""Draws the pages of files, in processes of their own: PDF by pdfium, decks by betteroffice, others by LibreOffice.

A drawing process is one of ``indexer.processes.guard``: it has the limits of a reader, no network, and answers in
text. Each file's pictures are kept as soon as they are made, so a pass that was killed is taken up by the next.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from contentlib.errors import BadInput, Unreadable
from contentlib.formats import Drawer, Locator, find_by_suffix, list_drawn
from contentlib.library import Library, open_library
from contentlib.pictures import Undrawn, list_undrawn, put_pictures, sweep_half_made, write_pages
from contentlib.search import count_usage
from contentlib.settings import Settings, read_settings
from indexer.drawing.libreoffice import Converted, convert, find_office, has_office
from indexer.drawing.page_cutting import find_shown
from indexer.drawing.page_packing import DrawnFile, unpack_pages
from indexer.processes import MB, DriveFile, Failed, Limits, Reader, ReadOutcome

PDF, DECKS, OFFICE = (list_drawn(each) for each in (Drawer.PDFIUM, Drawer.BETTEROFFICE, Drawer.LIBREOFFICE))
DRAW, DRAW_PAGES = "indexer.drawing.any_drawing:draw_any", "indexer.drawing.pdf_drawing:draw_pages"
# On more cores a pass has other things to do.
WORKERS = 2
# Nobody draws one file for so long.
HALF_MADE_SECONDS = 6 * 3600


@dataclass(frozen=True, slots=True)
class Drawn:
    """What became of one file: how many pages were drawn, which of them were not, or why none were."""

    title: str
    pages: int = 0
    reason: str = ""
    missing: tuple[int, ...] = ()
    # Why the first of them was not.
    why: str = ""


def tell_undrawn(drawn: Drawn) -> str:
    """Why a file has no pictures, or not all.

    >>> tell_undrawn(Drawn("Plan", pages=8, missing=(3, 4, 7)))
    'without a picture: 3-4, 7'
    """
    why = f" ({drawn.why})" if drawn.why else ""
    return drawn.reason or f"without a picture: {write_pages(drawn.missing)}{why}"


def draw_library(library: Library, *, office: bool = False) -> Iterator[Drawn]:
    """Draw what has no pictures yet, as the setting ``pictures`` says: the most used first, then the newest.

    With ``office`` LibreOffice has to be there; without, what only it can draw is drawn where it is.

    Raises:
        BadInput: ``office`` is asked for and LibreOffice is not there, or cannot be kept from the network.
    """
    settings = library.settings
    sweep_half_made(settings, before=time.time() - HALF_MADE_SECONDS)
    soffice = find_office() if office else _find_for(settings)
    try:
        yield from draw_files(
            settings, list_waiting(library, (*PDF, *_decks(settings, office=office))), soffice=soffice
        )
        if soffice:
            for undrawn in list_waiting(library, OFFICE):
                yield draw_office(settings, undrawn, soffice)
    except BadInput:
        # Nobody asked for LibreOffice by name: what it would have drawn is shown as words.
        if office:
            raise


def count_undrawn(library: Library, *, office: bool = False) -> int:
    """How many files :func:`draw_library` would try."""
    settings = library.settings
    by_office = OFFICE if office or _find_for(settings) else ()
    return len(list_undrawn(library.db, settings, (*PDF, *_decks(settings, office=office), *by_office)))


def _decks(settings: Settings, *, office: bool) -> tuple[str, ...]:
    return () if settings.pictures == "pdf" and not office else DECKS


def _find_for(settings: Settings) -> Path | None:
    return find_office() if settings.pictures != "pdf" and has_office() else None


def list_waiting(library: Library, formats: Sequence[str]) -> tuple[Undrawn, ...]:
    """The files that have no pictures, the most sent and read first, then the newest."""
    waiting = list_undrawn(library.db, library.settings, formats)
    usage = count_usage(library.db, [each.asset_id for each in waiting])
    return tuple(sorted(waiting, key=lambda each: -(usage[each.asset_id].sent + usage[each.asset_id].read)))


def draw_files(settings: Settings, files: Iterable[Undrawn], *, soffice: Path | None = None) -> Iterator[Drawn]:
    """Draw these PDF files and decks, drive by drive; a deck that cannot be drawn by LibreOffice, where it is."""
    drives: dict[str, list[Undrawn]] = {}
    for file in files:
        drives.setdefault(file.root, []).append(file)
    for root, waiting in drives.items():
        if not Path(root).is_dir():
            yield from (Drawn(file.title, reason="its drive is not there.") for file in waiting)
            continue
        with Reader(Path(root), make_limits(settings), workers=WORKERS, read=DRAW) as reader:
            found = (DriveFile(file.path, 0, 0) for file in waiting)
            for file, outcome in zip(waiting, reader.read_all(found), strict=True):
                yield _keep_or_print(settings, file, outcome, soffice)


def _keep_or_print(settings: Settings, file: Undrawn, outcome: ReadOutcome, soffice: Path | None) -> Drawn:
    form = find_by_suffix(file.path)
    if soffice and isinstance(outcome, Failed) and form is not None and form.drawer.is_printed:
        return draw_office(settings, file, soffice)
    return keep(settings, file.title, outcome)


def draw_office(settings: Settings, file: Undrawn, soffice: Path) -> Drawn:
    """Draw one office file by way of a PDF that LibreOffice makes of it in an empty folder."""
    with tempfile.TemporaryDirectory(prefix="contentlib-") as folder:
        converted = convert(soffice, file, Path(folder), seconds=settings.read_seconds * 2, megabytes=settings.file_mb)
        if not isinstance(converted, Converted):
            return _give_up(settings, file.title, file.fingerprint, converted)
        with Reader(converted.path.parent, make_limits(settings), read=DRAW_PAGES) as reader:
            (outcome,) = reader.read_all([DriveFile(converted.path.name, 0, 0)])
        try:
            outcome = _number_slides(settings, file, outcome)
        except Unreadable as error:
            return _give_up(settings, file.title, converted.fingerprint, error.reason)
        return keep(settings, file.title, outcome, fingerprint=converted.fingerprint)


def _number_slides(settings: Settings, file: Undrawn, outcome: ReadOutcome) -> ReadOutcome:
    """The pages that were printed of a deck, under the numbers of its slides, of which hidden ones are not printed."""
    form = find_by_suffix(file.path)
    if isinstance(outcome, Failed) or form is None or form.locator is not Locator.SLIDE:
        return outcome
    limits = Limits(
        seconds=float(settings.read_seconds), memory=settings.read_mb * MB, file_bytes=settings.file_mb * MB
    )
    shown = find_shown(Path(file.root), file.path, form.name, fingerprint=file.fingerprint, limits=limits)
    printed = outcome.reading.sections
    if len(shown) != len(printed):
        raise Unreadable("prints other pages than its slides.", "Its words are shown instead.")
    numbered = (replace(one, locator=f"page {number}") for one, number in zip(printed, shown, strict=True))
    return replace(outcome, reading=replace(outcome.reading, sections=tuple(numbered)))


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
    drawn = unpack_pages(outcome.reading.sections)
    if drawn is None or outcome.reading.warnings:
        return _give_up(settings, title, named, "gave pictures that make no sense.")
    if drawn.missing and not drawn.pages:
        return _give_up(settings, title, named, next(iter(drawn.missing.values())))
    _put(settings, named, drawn)
    return Drawn(
        title, pages=len(drawn.pages), missing=tuple(drawn.missing), why=next(iter(drawn.missing.values()), "")
    )


def _put(settings: Settings, fingerprint: str, drawn: DrawnFile) -> None:
    put_pictures(
        settings,
        fingerprint,
        [(page.picture, page.large) for page in drawn.pages],
        [page.boxes for page in drawn.pages],
        small=[page.small for page in drawn.pages],
    )


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
            told = tell_undrawn(drawn) if drawn.reason or drawn.missing else "drawn"
            sys.stderr.write(f"{drawn.title}: {drawn.pages} pages, {told}\n")
    finally:
        library.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
