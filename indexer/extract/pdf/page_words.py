"""The words of a PDF page, what can be seen of them apart from what cannot."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from indexer.clean_pdf import find_unseen
from indexer.extract.pdf.filled import list_typed


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
