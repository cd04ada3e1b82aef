"""The words of a PDF page, what can be seen of them apart from what cannot."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from indexer.clean_pdf import find_unseen
from indexer.extract.pdf.filled import list_typed

_ALEF_LAM = re.compile("[\u0622\u0623\u0625\u0627\u0671]\u0644")


@dataclass(frozen=True, slots=True)
class PageWords:
    """``unseen`` stands beside the page or the area that it is cut to, or has no color where no scan lies."""

    seen: str
    unseen: str = ""


def split_words(page: pdfium.PdfPage, letters: pdfium.PdfTextPage) -> PageWords:
    """The two, each in reading order."""
    unseen = find_unseen(page, letters)
    said = letters.get_text_range(errors="ignore")
    turned = _find_turned(letters, said)
    if not unseen:
        return PageWords("".join(turned.get(at, letter) for at, letter in enumerate(said)) if turned else said)
    shown, hidden = [], []
    for at in range(letters.count_chars()):
        code = raw.FPDFText_GetUnicode(letters, at)
        letter = turned.get(at) or chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        if at in unseen:
            hidden.append(letter)
            continue
        # Where something else stood between, words must not run together.
        if at - 1 in unseen:
            hidden.append("\n")
            shown.append("" if letter.isspace() else "\n")
        shown.append(letter)
    return PageWords("".join(shown), "".join(hidden))


def _find_turned(letters: pdfium.PdfTextPage, said: str) -> dict[int, str]:
    """Place -> the letter that stands there, of letters that one sign draws together: pdfium gives those of a sign from
    left to right, in Arabic too, where lam before alef is always drawn as one sign, and alef before lam never is.
    """
    turned: dict[int, str] = {}
    for found in _ALEF_LAM.finditer(said):
        at = found.start()
        if _origin(letters, at) == _origin(letters, at + 1) and raw.FPDFText_GetUnicode(letters, at) == ord(said[at]):
            turned[at], turned[at + 1] = said[at + 1], said[at]
    return turned


def _origin(letters: pdfium.PdfTextPage, at: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(letters, at, ctypes.byref(x), ctypes.byref(y))
    return x.value, y.value


def read_all_words(document: pdfium.PdfDocument, number: int) -> str:
    """What a page says, seen or not, in its layers and typed over it."""
    page = document[number]
    letters = page.get_textpage()
    try:
        words = split_words(page, letters)
        return "\n".join((words.seen, words.unseen, *list_typed(page)))
    finally:
        letters.close()
        page.close()


def subtract_lines(all_of_it: str, shown: str) -> str:
    """The lines that are not among those shown.

    >>> subtract_lines("Offer\\nFloor 12 %\\nTerms", "Offer\\nTerms")
    'Floor 12 %'
    """
    known = {" ".join(line.split()) for line in shown.splitlines()}
    return "\n".join(line for line in all_of_it.splitlines() if " ".join(line.split()) not in known)


def says_words(text: str, words: str) -> bool:
    """Whether a text has all of these words, however they are set.

    >>> says_words("PRICES\\nand ter\\ufffems for 2026", "Prices: terms"), says_words("Our offer", "Our floor")
    (True, False)
    """
    # Letters that are set apart, or cut at the end of a line, are one word.
    run = "".join(filter(str.isalnum, text.casefold()))
    return all("".join(filter(str.isalnum, word)) in run for word in words.casefold().split())
