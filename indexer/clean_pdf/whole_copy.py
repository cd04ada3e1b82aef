"""A clean copy of some or all pages of a PDF, each looked at beside the page it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2 as pdfium

from contentlib.errors import Unreadable
from contentlib.model import Cargo, Carried, Inside, sum_up
from indexer.clean_pdf.allowed import BROKEN
from indexer.clean_pdf.comparing import find_difference
from indexer.clean_pdf.flattening import draw_flat, list_words
from indexer.clean_pdf.inventory import list_carried
from indexer.clean_pdf.layers import Layers
from indexer.clean_pdf.opening_pdf import MOST_COPIED, open_for_copy, open_pdf
from indexer.clean_pdf.page_copying import PageCopies

# What the two libraries raise for a file that is not what it should be.
DAMAGED = (pikepdf.PasswordError, pdfium.PdfiumError, *BROKEN)
_MOST_ROUNDS = 4
_INSTEAD = "Print it to a new PDF, and send that."


@dataclass(frozen=True, slots=True)
class CleanCopy:
    """``flat`` are the pages, from 1, that became pictures with text behind, and why."""

    data: bytes
    flat: dict[int, str]


def copy_clean(data: bytes, pages: Sequence[int] = ()) -> CleanCopy:
    """A new PDF with what these pages (from 1; none for all) show, and nothing else. The same bytes for the same file.

    Raises:
        Unreadable: it is protected, a portfolio, a form made by a program, or broken; says what to do.
    """
    try:
        with open_for_copy(data) as (source, shown):
            return _copy(source, shown, pages)
    except DAMAGED as error:
        raise Unreadable("is damaged, so no clean copy can be made of it.", _INSTEAD) from error


def _copy(source: pikepdf.Pdf, shown: bytes, pages: Sequence[int]) -> CleanCopy:
    chosen = [number - 1 for number in pages] or list(range(len(source.pages)))
    if len(chosen) > MOST_COPIED:
        raise Unreadable(f"has {len(chosen):,} pages; {MOST_COPIED:,} are the most.", "Send some of them.")
    copies = PageCopies(source)
    doubts = [copies.add(source.pages[number]).doubt for number in chosen]
    written = copies.write()
    flat: dict[int, str] = {}
    with pdfium.PdfDocument(shown) as original, pdfium.PdfDocument(written) as made:
        for place, number in enumerate(chosen):
            page, copy = original[number], made[place]
            why = doubts[place] or find_difference(page, copy)
            if why:
                flat[place + 1] = why
                copies.replace(place, draw_flat(copies.target, page, list_words(copy)))
            copy.close()
            page.close()
    return CleanCopy(_settle(copies.write() if flat else written), flat)


def _settle(data: bytes) -> bytes:
    """The copy whose own copy is itself, which is how a clean one is told."""
    for _ in range(_MOST_ROUNDS):
        again = _copy_once(data)
        if again == data:
            return data
        data = again
    raise Unreadable("is made in a way that no clean copy can be made of.", _INSTEAD)


def _copy_once(data: bytes) -> bytes:
    with open_pdf(data) as source:
        copies = PageCopies(source)
        doubts = [copies.add(page).doubt for page in source.pages]
        return b"" if any(doubts) else copies.write()


def is_bare(data: bytes) -> bool:
    """Whether a PDF is one of our clean copies: what may stay is all there is."""
    try:
        with open_pdf(data) as pdf:
            # Ours say nothing but where their pages are: most others are told at once.
            bare = {*pdf.Root.keys()} == {"/Type", "/Pages"} and "/Info" not in pdf.trailer
        return bare and _copy_once(data) == data
    except DAMAGED:
        return False


def is_portfolio(data: bytes) -> bool:
    """Whether a PDF is but the cover of the files that it carries."""
    try:
        with open_pdf(data) as pdf:
            return "/Collection" in pdf.Root
    except DAMAGED:
        return False


def look_into(data: bytes) -> Inside:
    """What a PDF carries besides what its pages show. Whatever is no clean copy of ours carries something.

    Raises:
        Unreadable: it is of a sort that no clean copy can be made of.
    """
    if is_bare(data):
        return Inside()
    try:
        with open_for_copy(data) as (pdf, _):
            found = list(list_carried(data, pdf))
    except DAMAGED as error:
        raise Unreadable("is damaged.", _INSTEAD) from error
    return sum_up(found or [Carried(Cargo.UNKNOWN)])


def open_without_layers(data: bytes) -> pdfium.PdfDocument | None:
    """The pages without what lies in layers that are switched off; none where all of them are on.

    A page that cannot be copied is empty there. Close it.
    """
    try:
        with open_pdf(data) as source:
            if not Layers(source).any_off:
                return None
            copies = PageCopies(source)
            for page in source.pages:
                copies.add(page)
            return pdfium.PdfDocument(copies.write())
    except DAMAGED:
        return None
