"""E-books: chapters in the order of the book, and what an e-book says of itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contentlib.errors import Unreadable
from indexer.extract import read_bytes
from tests.indexer.extract import builders
from tests.indexer.extract.cases import Case

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
METADATA = (
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Closing in two days</dc:title>'
    "<dc:creator>Ann Archer</dc:creator><dc:creator>Bob Brown</dc:creator><dc:language>en-US</dc:language>"
    "<dc:subject>Finance</dc:subject><dc:subject>Close</dc:subject><dc:description>How to close</dc:description>"
    '<dc:date>2026-01-02</dc:date><meta property="dcterms:modified">2026-03-04T05:06:07Z</meta></metadata>'
)
CHAPTERS = {
    "late.xhtml": "<h1>Prices</h1><p>It pays for itself.</p><h2>Discounts</h2><p>Ask for ten percent.</p>",
    "first%20one.xhtml": "<p>Why we wrote this.</p><aside><p>A box beside it.</p></aside>",
}


def page(body: str, title: str = "") -> str:
    """A chapter, as programs write them: XHTML with a document type, its title perhaps empty."""
    doctype = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    head = f"<title>{title}</title>" if title else "<title/>"
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{doctype}<html xmlns="http://www.w3.org/1999/xhtml"><head>{head}'
        f'<link rel="stylesheet" href="s.css"/></head><body><a id="start"/>{body}</body></html>'
    )


def ebook(**parts: str) -> bytes:
    """Two chapters, listed in another order than they are read; ``parts`` are further ones, with __ for /."""
    items = "".join(
        f'<item id="i{at}" href="{name}" media-type="application/xhtml+xml"/>' for at, name in enumerate(CHAPTERS)
    )
    spine = '<spine><itemref idref="i1"/><itemref idref="i0"/><itemref idref="i1"/><itemref idref="gone"/></spine>'
    listed = f"<manifest>{items}<item id='css' href='s.css' media-type='text/css'/></manifest>{spine}"
    return builders.zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OPS/book.opf": f'<package xmlns="http://www.idpf.org/2007/opf">{METADATA}{listed}</package>',
            "OPS/late.xhtml": page(CHAPTERS["late.xhtml"]),
            "OPS/first one.xhtml": page(CHAPTERS["first%20one.xhtml"], "Preface"),
        }
        | {name.replace("__", "/"): text for name, text in parts.items()}
    )


SAMPLE = Case(
    "guide.epub", ebook(), "epub", ("Preface", "Prices", "Prices > Discounts"),
    ("Why we wrote this.\nA box beside it.", "It pays for itself.", "Ask for ten percent."), ("stylesheet",),
)  # fmt: skip


def test_a_book_says_who_wrote_it_about_what_and_when() -> None:
    said = read_bytes(ebook(), "guide.epub").properties
    assert (said.title, said.author, said.subject) == ("Closing in two days", "Ann Archer, Bob Brown", "How to close")
    assert (said.keywords, said.language) == (("Finance", "Close"), "en")
    assert said.created_at == datetime(2026, 1, 2, tzinfo=UTC)
    assert said.modified_at == datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def test_text_without_a_heading_is_not_pointed_at_by_the_title_of_the_whole_book() -> None:
    data = ebook(**{"OPS__first one.xhtml": page("<p>Why.</p>", "Closing in two days")})
    assert [one.locator for one in read_bytes(data, "a.epub").sections] == ["", "Prices", "Prices > Discounts"]


def test_a_chapter_that_is_missing_is_reported_and_the_rest_are_read() -> None:
    book = '<package><manifest><item id="a" href="late.xhtml" media-type="application/xhtml+xml"/>'
    book += '<item id="b" href="gone.xhtml" media-type="application/xhtml+xml"/></manifest>'
    book += '<spine><itemref idref="b"/><itemref idref="a"/></spine></package>'
    reading = read_bytes(ebook(**{"OPS__book.opf": book}), "a.epub")
    assert [one.locator for one in reading.sections] == ["Prices", "Prices > Discounts"]
    assert reading.warnings[0].startswith("chapter “gone.xhtml” could not be read: it is damaged")


@pytest.mark.parametrize(
    ("locked", "is_read"), [("OPS/first%20one.xhtml", False), ("/OPS/./late.xhtml", False), ("OPS/font.otf", True)]
)
def test_a_book_whose_text_is_locked_is_refused_and_one_with_locked_fonts_is_read(locked: str, is_read: bool) -> None:
    said = f'<encryption><EncryptedData><CipherReference URI="{locked}"/></EncryptedData></encryption>'
    data = ebook(**{"META-INF__encryption.xml": said})
    if is_read:
        assert len(read_bytes(data, "a.epub").sections) == 3
        return
    with pytest.raises(Unreadable, match="protected against copying") as caught:
        read_bytes(data, "a.epub")
    assert caught.value.advice == "Get a copy without the protection."


def test_a_package_without_a_book_says_so() -> None:
    with pytest.raises(Unreadable, match="has no book inside"):
        read_bytes(builders.zipped({"mimetype": "application/epub+zip", "a.xhtml": "<p/>"}), "a.epub")
