"""PDF pages: their text layer and what stands beside it, read by pdfium."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from statistics import median
from typing import Protocol

import pypdfium2 as pdfium
from pypdfium2 import raw

from contentlib.errors import Unreadable
from contentlib.model import Properties, Reading, Section
from indexer.clean_pdf import open_without_layers
from indexer.extract.pdf.carried_files import read_carried
from indexer.extract.pdf.columns import read_in_columns
from indexer.extract.pdf.filled import list_filled, list_typed
from indexer.extract.pdf.garbled import has_words, without_garbled, without_shifted_ascii
from indexer.extract.pdf.line_ends import WordsSeen, joined
from indexer.extract.pdf.margins import without_repeats
from indexer.extract.pdf.page_words import read_all_words, says_words, split_words, subtract_lines
from indexer.extract.raw_text import one_line, tidy
from indexer.extract.written_values import split_keywords
from indexer.metadata import says_something

MAX_PAGES = 10_000
_PDF_TIME = re.compile(r"^D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([-+])(\d\d)'?(\d\d)?)?")
# Programs number the bookmarks of slides: "Slide 4: Prices".
_NUMBERED = re.compile(r"^(?:slide|folie|diapositive|diapositiva|dia|page|seite)\s+\d+\s*[:.–—-]\s*", re.IGNORECASE)
_APART = re.compile(r"(?<![^\s])[^\W\d_](?: {1,3}[^\W\d_]){5,}(?![^\s])")
_LONGEST_HEADING = 120
_HEADING_LINES = 40
_BIGGER = 1.2
# A scanned page may carry a stamp in true letters; its picture covers most of it.
_STAMP_WORDS, _COVERED = 5, 0.6


class RecognisedPage(Protocol):
    """What was read from the picture of a page."""

    @property
    def heading(self) -> str: ...
    @property
    def text(self) -> str: ...


# Reads the picture of a page; None where it was not read.
ReadPicture = Callable[[pdfium.PdfPage], RecognisedPage | None]


def read_pdf(data: bytes, read_picture: ReadPicture | None = None, *, depth: int = 0) -> Reading:
    """``read_picture`` is asked for pages that are pictures; without it they are counted as unread. ``depth``: how many
    portfolios it lies in.
    """
    with _PdfDocument(data, read_picture) as document:
        headings = document.bookmarks()
        pages = [document.page(number, headings.get(number, "")) for number in range(document.readable)]
        warnings = list(document.warnings)
        if document.broken == document.readable:
            raise _damaged()
        properties = document.properties()
        carried, more = document.carried(data, depth)
        pictured, told = document.pictured, tuple(document.tell_pictured())
    for page, text in zip(pages, without_repeats([page.text.replace("\r\n", "\n") for page in pages]), strict=True):
        page.text = text
    seen = WordsSeen.of(page.text for page in pages)
    sections = tuple(_section(number, page, seen, warnings) for number, page in enumerate(pages, start=1))
    return Reading("pdf", (*sections, *carried), properties, (*_merged(warnings), *more, *told), pictured)


class _Page:
    """``notes`` are what nobody sees on the page, and what readers have typed over it."""

    __slots__ = ("heading", "notes", "text")

    def __init__(self, heading: str, text: str, notes: str = "") -> None:
        self.heading = heading
        self.text = text
        self.notes = notes


class _PdfDocument:
    """An open PDF, closed on leaving: pdfium keeps its memory outside Python's reach."""

    def __init__(self, data: bytes, read_picture: ReadPicture | None) -> None:
        self.warnings: list[str] = []
        self.broken = self.pictured = self.unread = 0
        self._read_picture = read_picture
        try:
            self._pdf = pdfium.PdfDocument(data)
            count = len(self._pdf)
        except pdfium.PdfiumError as error:
            raise _refusal(error) from error
        self._layered = open_without_layers(data)
        self.readable = min(count, MAX_PAGES)
        if count > MAX_PAGES:
            self.warnings.append(f"only the first {MAX_PAGES:,} of {count:,} pages were read")

    def __enter__(self) -> _PdfDocument:
        return self

    def __exit__(self, *_: object) -> None:
        self._pdf.close()
        if self._layered:
            self._layered.close()

    def bookmarks(self) -> dict[int, str]:
        """Page number from 0 -> the first bookmark that points there."""
        found: dict[int, str] = {}
        try:
            for bookmark in self._pdf.get_toc(max_depth=6):
                target = bookmark.get_dest()
                number = target.get_index() if target is not None else None
                title = _NUMBERED.sub("", one_line(bookmark.get_title()))
                if number is not None and says_something(title):
                    found.setdefault(number, title)
        except (pdfium.PdfiumError, UnicodeDecodeError):
            self.warnings.append("its bookmarks could not be read")
        return found

    def page(self, number: int, bookmark: str) -> _Page:
        """To its notes belongs what stands in layers that are off, and a bookmark that the page does not say."""
        found = self._read(self._layered or self._pdf, number, bookmark)
        if self._layered:
            found.notes = subtract_lines(read_all_words(self._pdf, number), found.text)
        if bookmark and not says_words(found.text, bookmark):
            found.notes = "\n".join(filter(None, (bookmark, found.notes)))
        return found

    def _read(self, document: pdfium.PdfDocument, number: int, heading: str) -> _Page:
        try:
            page = document[number]
            letters = page.get_textpage()
        except pdfium.PdfiumError:
            self.broken += 1
            self.warnings.append(f"page {number + 1} could not be read")
            return _Page("", "")
        try:
            return self._read_letters(page, letters, heading)
        finally:
            letters.close()
            page.close()

    def _read_letters(self, page: pdfium.PdfPage, letters: pdfium.PdfTextPage, heading: str) -> _Page:
        words = split_words(page, letters)
        text = without_shifted_ascii(words.seen)
        filled = "\n".join(list_filled(page))
        notes = "\n".join(filter(None, (words.unseen, *list_typed(page))))
        if not filled and _is_picture(page, text):
            read = self._read_pictured(page, heading, text)
            return _Page(read.heading, read.text, notes)
        # Where letters were left out, their places no longer tell those of the text.
        big = "" if words.unseen else _big_line(letters, text)
        heading = heading if heading and says_words(text, heading) else big
        text = text if words.unseen else read_in_columns(letters, text)
        return _Page(heading, "\n".join(filter(None, (_tracked(text), filled))), notes)

    def _read_pictured(self, page: pdfium.PdfPage, heading: str, text: str) -> _Page:
        read = self._read_picture(page) if self._read_picture else None
        self.unread += read is None
        if read is None or not read.text:
            self.pictured += 1
            return _Page("", text)
        known = heading and says_words(read.text, heading)
        return _Page(heading if known else read.heading, "\n".join(filter(None, (read.text, text.strip()))))

    def carried(self, data: bytes, depth: int) -> tuple[list[Section], list[str]]:
        return read_carried(self._pdf, data, depth)

    def tell_pictured(self) -> Iterator[str]:
        """What a person should know of the pages that are still pictures without text."""
        if not self.pictured:
            return
        pages = "the pages" if self.pictured == self.readable else f"{self.pictured} of {self.readable} pages"
        start = "no text: " if self.pictured == self.readable else ""
        if not self._read_picture:
            yield f"{start}{pages} are pictures; install tesseract-ocr where the indexer runs, or export the text"
        elif self.unread:
            yield f"{start}{pages} are pictures and {self.unread} were not read in time; raise scan_seconds"
        else:
            yield f"{start}{pages} are pictures in which no words were recognised"

    def properties(self) -> Properties:
        try:
            said = self._pdf.get_metadata_dict()
        except (pdfium.PdfiumError, UnicodeDecodeError):
            return Properties()
        return Properties(
            title=one_line(said.get("Title", "")),
            author=one_line(said.get("Author", "")),
            subject=one_line(said.get("Subject", "")),
            keywords=split_keywords(said.get("Keywords", "")),
            created_at=pdf_time(said.get("CreationDate", "")),
            modified_at=pdf_time(said.get("ModDate", "")),
        )


def pdf_time(text: str) -> datetime | None:
    """A PDF date as aware UTC.

    >>> pdf_time("D:20190611092802-04'00'").isoformat()
    '2019-06-11T13:28:02+00:00'
    """
    found = _PDF_TIME.match(text)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part) if part else None for part in found.groups()[:6])
    try:
        ahead = timedelta(hours=int(found[8] or 0), minutes=int(found[9] or 0)) * (-1 if found[7] == "-" else 1)
        time = datetime(year or 1, month or 1, day or 1, hour or 0, minute or 0, second or 0, tzinfo=timezone(ahead))
        return time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _section(number: int, page: _Page, seen: WordsSeen, warnings: list[str]) -> Section:
    locator = f"page {number}"
    text = without_garbled(page.text)
    if text != page.text:
        part = f"a part of page {number}" if text else f"page {number}"
        warnings.append(f"{part} was left out: its text layer is scrambled, although it looks right on screen")
    if page.text and not text:
        return Section(locator, "", "")
    heading = page.heading if text == page.text or has_words(page.heading) else ""
    return Section(locator, tidy(heading), tidy(joined(text, seen)), tidy(page.notes))


def _tracked(text: str) -> str:
    """Letters that a designer has set apart, as words: a search looks for “case”, not for “C A S E”.

    >>> _tracked("C A S E  S T U D Y of\\nA B C D E F G")
    'CASE STUDY of\\nA B C D E F G'
    """
    return _APART.sub(lambda found: found[0] if _is_row_of_names(found[0]) else _joined_letters(found[0]), text)


def _is_row_of_names(text: str) -> bool:
    """Columns called A, B, C are no word."""
    letters = text.split()
    return letters == sorted(letters) or len(set(letters)) < 4


def _joined_letters(text: str) -> str:
    return " ".join(word.replace(" ", "") for word in re.split(" {2,}", text))


def _big_line(letters: pdfium.PdfTextPage, text: str) -> str:
    """The first line set clearly larger than most, with the lines after it in the same size; empty if there is none."""
    lines = [(start, one_line(line)) for start, line in _lines(text) if line.strip()][:_HEADING_LINES]
    sizes = [_height(letters, start) for start, _ in lines]
    if len(lines) < 3:
        return ""
    usual = median(sizes)
    first = next((at for at, size in enumerate(sizes) if size > _BIGGER * usual and lines[at][1]), None)
    if first is None:
        return ""
    chosen: list[str] = []
    for (_, line), size in zip(lines[first : first + 3], sizes[first:], strict=False):
        # "CASE STUDY:" is half a title, whatever the size of the other half.
        if abs(size - sizes[first]) > 0.05 * sizes[first] and not chosen[-1].endswith(":"):
            break
        chosen.append(line)
    heading = " ".join(chosen)
    return heading if len(heading) <= _LONGEST_HEADING and re.search(r"[^\W\d_]{2}", heading) else ""


def _is_picture(page: pdfium.PdfPage, text: str) -> bool:
    """Whether what the page says is in a picture: nothing else does, but perhaps a stamp or a page number."""
    if not raw.FPDFPage_CountObjects(page) or len(text.split()) > _STAMP_WORDS:
        return False
    return not text.strip() or _is_covered(page)


def _is_covered(page: pdfium.PdfPage) -> bool:
    width, height = page.get_size()
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) >= _COVERED * width * height:
            return True
    return False


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text[:8000].split("\n"):
        blanks = len(line) - len(line.lstrip())
        yield start + blanks, line
        start += len(line) + 1


def _height(letters: pdfium.PdfTextPage, index: int) -> float:
    """The height of a letter's font box in points; unlike the font size, it knows about scaling."""
    box = raw.FS_RECTF()
    found = raw.FPDFText_GetLooseCharBox(letters, index, ctypes.byref(box))
    return abs(box.top - box.bottom) if found else 0.0


def _merged(warnings: list[str]) -> list[str]:
    """A hundred warnings about a hundred pages become one sentence with a number."""
    if len(warnings) <= 5:
        return warnings
    return [*warnings[:4], f"… and {len(warnings) - 4} more pages like these"]


def _refusal(error: pdfium.PdfiumError) -> Unreadable:
    if "password" in str(error).lower():
        return Unreadable("is protected by a password.", "Save a copy without the password.")
    if "security" in str(error).lower():
        return Unreadable("is protected in a way that cannot be opened.", "Save a copy without the protection.")
    return _damaged()


def _damaged() -> Unreadable:
    return Unreadable(
        "is damaged or incomplete: its pages cannot be found.", "Print it to a new PDF, or get another copy."
    )
