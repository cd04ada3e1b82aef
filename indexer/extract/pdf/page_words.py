"""The words of a PDF page, what can be seen of them apart from what cannot."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from indexer.clean_pdf import find_unseen


@dataclass(frozen=True, slots=True)
class PageWords:
    """``unseen`` stands beside the page or the area that it is cut to, or has no color where no scan lies."""

    seen: str
    unseen: str = ""


def split_words(page: pdfium.PdfPage, letters: pdfium.PdfTextPage) -> PageWords:
    """The two, each in reading order."""
    unseen = find_unseen(page, letters)
    if not unseen:
        return PageWords(letters.get_text_range(errors="ignore"))
    shown, hidden = [], []
    for at in range(letters.count_chars()):
        code = raw.FPDFText_GetUnicode(letters, at)
        letter = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        if at in unseen:
            hidden.append(letter)
            continue
        # Where something else stood between, words must not run together.
        if at - 1 in unseen:
            hidden.append("\n")
            shown.append("" if letter.isspace() else "\n")
        shown.append(letter)
    return PageWords("".join(shown), "".join(hidden))


def read_shown(document: pdfium.PdfDocument, number: int) -> str:
    """What can be seen of a page, as text."""
    page = document[number]
    letters = page.get_textpage()
    try:
        return split_words(page, letters).seen
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
