"""Pages that are pictures: Tesseract's words where it is installed, and the plain truth where it is not."""

from __future__ import annotations

import time

import pytest

from indexer.extract import read_bytes
from indexer.extract.pdf.scans import find_tesseract, list_languages, make_page, make_reader
from tests.indexer.extract import builders

needs_tesseract = pytest.mark.skipif(
    not find_tesseract() or "eng" not in list_languages(find_tesseract()),
    reason="Tesseract with English (tesseract-ocr) is not installed",
)
LETTER = ("Price list 2026", "The enterprise plan costs nineteen thousand a year.", "Discounts end in September.")
HEAD = "level\tblock_num\tpar_num\tline_num\theight\tconf\ttext\n"


def table(*words: tuple[int, int, int, str]) -> str:
    """Tesseract's table of words, each ``(line, height, confidence, text)``."""
    return HEAD + "\n".join(f"5\t1\t1\t{line}\t{height}\t{conf}\t{text}" for line, height, conf, text in words)


@needs_tesseract
def test_a_scanned_page_is_read_and_its_big_line_is_its_heading() -> None:
    reading = make_reader("eng/60")(builders.scanned_pdf([LETTER, LETTER[1:]]), "scan.pdf")
    assert [section.locator for section in reading.sections] == ["page 1", "page 2"]
    assert reading.sections[0].heading == "Price list 2026"
    assert "costs nineteen thousand a year" in reading.sections[0].text
    assert (reading.pictured, reading.warnings) == (0, ())


@needs_tesseract
def test_a_page_with_true_text_is_left_as_it_is_and_a_stamp_is_no_text() -> None:
    stamped = make_reader("eng/60")(builders.scanned_pdf([LETTER], stamp="Page 1 of 1"), "scan.pdf")
    assert "nineteen thousand" in stamped.sections[0].text
    assert stamped.sections[0].text.endswith("Page 1 of 1")
    written = builders.pdf([["Title", "small words", "more words", "and more"]])
    assert make_reader("eng/60")(written, "a.pdf") == read_bytes(written, "a.pdf")


@needs_tesseract
def test_a_picture_without_words_stays_a_picture_and_says_so() -> None:
    reading = make_reader("eng/60")(builders.scanned_pdf([()]), "photo.pdf")
    assert (reading.sections, reading.pictured) == ((), 1)
    assert reading.warnings == ("no text: the pages are pictures in which no words were recognised",)


@needs_tesseract
def test_when_time_is_up_the_pages_read_so_far_are_kept() -> None:
    started = time.monotonic()
    reading = make_reader("eng/4")(builders.scanned_pdf([LETTER] * 30), "long.pdf")
    assert time.monotonic() - started < 15
    assert 0 < len(reading.sections) < 30
    assert reading.pictured == 30 - len(reading.sections)
    assert reading.warnings[-1].endswith("were not read in time; raise scan_seconds")


def test_a_mixed_file_tells_how_many_of_its_pages_are_pictures() -> None:
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for part in (builders.pdf([["Title", "small words", "more words"]]), builders.scanned_pdf([LETTER])):
        writer.append(PdfReader(BytesIO(part)))
    out = BytesIO()
    writer.write(out)
    reading = read_bytes(out.getvalue(), "mixed.pdf")
    assert reading.pictured == 1
    assert reading.warnings[0].startswith("1 of 2 pages are pictures; install tesseract-ocr")


def test_words_are_put_in_lines_and_unsure_ones_are_left_out() -> None:
    page = make_page(
        table((1, 60, 96, "Price"), (1, 60, 95, "list"), (2, 30, 93, "from"), (2, 30, 12, "~;"), (3, 30, 91, "May"))
    )
    assert (page.heading, page.text) == ("Price list", "Price list\nfrom\nMay")


def test_a_photograph_in_which_letters_are_guessed_says_nothing() -> None:
    assert make_page(table((1, 30, 20, "ii"), (2, 30, 31, "_~"), (3, 30, 91, "a"))).text == ""


@pytest.mark.parametrize("said", ["", "no table at all", HEAD, HEAD + "5\t1"])
def test_an_answer_that_is_no_table_is_an_empty_page(said: str) -> None:
    assert make_page(said).text == ""
