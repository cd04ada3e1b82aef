"""Finds where the words of a PDF page stand on its picture. For a drawing process: it reads what a stranger made."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from ctypes import c_int
from itertools import islice

import pypdfium2 as pdfium

from contentlib.language import STOP_WORDS, WORD
from contentlib.pictures import MOST_WORDS, WHOLE, Box, is_on_page
from indexer.clean_pdf import find_unseen

# A page may claim to have a million letters.
MOST_LETTERS = 40_000


def find_boxes(page: pdfium.PdfPage) -> tuple[Box, ...]:
    """The words of a page that a search may mark, in reading order, each with its rectangle as the picture has it."""
    try:
        text = page.get_textpage()
    except pdfium.PdfiumError:
        return ()
    try:
        return tuple(islice(_find_boxes(page, text), MOST_WORDS))
    finally:
        text.close()


def _find_boxes(page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> Iterator[Box]:
    unseen = find_unseen(page, text)
    for found in WORD.finditer(read_letters(text, unseen)):
        # A joined "fi" is one letter of the page and two of the word.
        word = unicodedata.normalize("NFKC", found.group())
        if word.casefold() in STOP_WORDS:
            continue
        with suppress(pdfium.PdfiumError):
            box = _surround(page, text, word, found.start(), found.end() - 1)
            if is_on_page(box):
                yield box


def read_letters(text: pdfium.PdfTextPage, unseen: AbstractSet[int]) -> str:
    """The page's letters one by one, since a text in one piece loses some, and with them the count of their places.

    What nobody sees is a gap.
    """
    count = min(text.count_chars(), MOST_LETTERS)
    codes = (0x20 if at in unseen else pdfium.raw.FPDFText_GetUnicode(text, at) for at in range(count))
    return "".join(chr(code) if code < 0x110000 else " " for code in codes)


def _surround(page: pdfium.PdfPage, text: pdfium.PdfTextPage, word: str, first: int, last: int) -> Box:
    """The rectangle from the first letter of a word to its last."""
    corners = [corner for at in {first, last} for corner in _corners(page, text, at)]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    return Box(word, left, top, right - left, bottom - top)


def _corners(page: pdfium.PdfPage, text: pdfium.PdfTextPage, at: int) -> Iterator[tuple[int, int]]:
    left, bottom, right, top = text.get_charbox(at, loose=True)
    x, y = c_int(), c_int()
    for across, up in ((left, bottom), (right, top)):
        # The page's own turn and its cut edges are taken into account, as they are where it is drawn.
        pdfium.raw.FPDF_PageToDevice(page, 0, 0, WHOLE, WHOLE, 0, across, up, x, y)
        yield x.value, y.value
