"""Every format: what must be found in it, at which locator."""

from __future__ import annotations

import json
import pickle
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from contentlib.errors import Unreadable
from contentlib.formats import FORMATS, TextLike
from contentlib.model import Reading, Section
from indexer.extract import detect_format, read_bytes
from indexer.extract.office.legacy import find_office
from tests.indexer.extract import builders
from tests.indexer.extract.cases import Case, gather_cases


def section(reading: Reading, locator: str) -> Section:
    return next(one for one in reading.sections if one.locator == locator)


CASES = gather_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_is_read_into_sections_a_person_can_point_at(case: Case) -> None:
    reading = read_bytes(case.data, case.name)
    text = "\n".join(one.text for one in reading.sections)
    assert reading.format == case.format
    assert tuple(one.locator for one in reading.sections) == case.locators
    assert [part for part in case.includes if part not in text] == []
    assert [part for part in case.excludes if part in text] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_first_bytes_count_more_than_the_ending(case: Case) -> None:
    signature = FORMATS[case.format].signature
    if isinstance(signature, TextLike) and not signature.begins:
        pytest.skip("a text format is known by its ending alone")
    assert detect_format(case.data, "wrong.doc") == case.format


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_reading_can_be_sent_to_another_process(case: Case) -> None:
    reading = read_bytes(case.data, case.name)
    assert pickle.loads(pickle.dumps(reading)) == reading


def test_a_title_becomes_the_heading_and_notes_stay_apart() -> None:
    reading = read_bytes(builders.deck(), "deck.pptx")
    prices = section(reading, "slide 2")
    assert (prices.heading, prices.notes) == ("Prices", "Do not show the discount.")
    assert "discount" not in prices.text


def test_a_slide_with_nothing_but_a_title_keeps_it_as_text() -> None:
    title = '<draw:frame presentation:class="title"><draw:text-box><text:p>Thanks</text:p></draw:text-box></draw:frame>'
    reading = read_bytes(builders.open_document("presentation", f"<draw:page>{title}</draw:page>"), "a.odp")
    assert reading.sections == (Section("slide 1", "Thanks", "Thanks"),)


@pytest.mark.parametrize("kind", ["slideshow", "template"])
def test_shows_and_templates_are_decks_too(kind: str) -> None:
    part = "application/vnd.openxmlformats-officedocument.presentationml.{}.main+xml"
    reading = read_bytes(
        _with_part(builders.deck(), "[Content_Types].xml", part.format("presentation"), part.format(kind)), "a.ppsx"
    )
    assert len(reading.sections) == 3


def test_a_broken_slide_is_reported_and_the_rest_are_read() -> None:
    reading = read_bytes(_with_part(builders.deck(), "ppt/slides/slide2.xml", "</p:sld>", ""), "a.pptx")
    assert [one.locator for one in reading.sections] == ["slide 1", "slide 3"]
    assert reading.warnings[0].startswith("slide 2 could not be read")


def _with_part(data: bytes, name: str, old: str, new: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    assert old.encode() in parts[name]
    return builders.zipped(parts | {name: parts[name].replace(old.encode(), new.encode())})


def test_tracked_insertions_are_read_and_deletions_are_not() -> None:
    body = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>'
        "<w:r><w:t>The price </w:t></w:r><w:del><w:r><w:delText>rises</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>falls</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "</w:body></w:document>"
    )
    assert read_bytes(builders.minimal_word(body), "a.docx").sections[0].text == "The price falls\nIn a control"


def test_a_pdf_page_takes_its_large_first_line_as_heading() -> None:
    reading = read_bytes(builders.pdf([["Big title", "small words", "more words"]]), "a.pdf")
    assert reading.sections[0].heading == "Big title"


def test_a_pdf_with_an_empty_password_opens() -> None:
    reading = read_bytes(builders.pdf([["Open sesame"]], password=""), "a.pdf")
    assert reading.sections[0].text == "Open sesame"


def test_a_pdf_without_text_is_read_with_a_warning_in_plain_words() -> None:
    reading = read_bytes(builders.scanned_pdf([["Title", "words"]] * 2), "a.pdf")
    assert (reading.sections, reading.pictured) == ((), 2)
    assert reading.warnings == (
        "no text: the pages are pictures; install tesseract-ocr where the indexer runs, or export the text",
    )


def test_a_pdf_with_nothing_on_its_pages_has_no_pictures_either() -> None:
    reading = read_bytes(builders.pdf([[]]), "a.pdf")
    assert (reading.sections, reading.pictured) == ((), 0)
    assert reading.warnings == ("no text: there is nothing to find in this file",)


def test_front_matter_becomes_fields_and_unknown_ones_are_named() -> None:
    reading = read_bytes(builders.MARKDOWN.encode(), "card.md")
    assert reading.properties.fields["objections"] == ("price", "timing")
    assert reading.properties.fields["kind"] == ("battle_card",)
    assert "color" in reading.warnings[0]


def test_mails_inside_mails_are_followed_to_a_limit() -> None:
    message = builders.mail("level 0", "innermost")
    for level in range(1, 9):
        outer = builders.mail(f"level {level}", f"text {level}")
        outer.add_attachment(message)
        message = outer
    reading = read_bytes(bytes(message), "deep.eml")
    assert any("text 5" in one.text for one in reading.sections)
    assert "innermost" not in "".join(one.text for one in reading.sections)
    assert "mails are followed" in reading.warnings[0]


def test_a_page_shows_the_words_of_its_links_and_no_address() -> None:
    answer = {"@type": "Question", "name": "Why?", "acceptedAnswer": {"text": "<a href='/key7Q9'>So</a>"}}
    page = (
        f"<head><script type='application/ld+json'>{json.dumps(answer)}</script><base href='/key7Q9'></head><body><p>"
        "See <a href='https://in.example/?t=key7Q9' title='key7Q9'>the plan</a> "
        "<img src='/key7Q9.png' alt='A map of Kiel'>"
        "<svg><a xlink:href='/key7Q9'><text>Q1</text></a></svg></p><h2><a href='#key7Q9'>Why</a></h2>"
        "<table><tr><td><a href='/key7Q9'>Price</a></td></tr></table><pre><a href='/key7Q9'>code</a></pre></body>"
    )
    reading = read_bytes(page.encode(), "a.html")
    assert [one.text for one in reading.sections] == ["See the plan A map of Kiel Q1", "Price\ncode", "Why?\nSo"]
    assert "key7Q9" not in str(reading)


def test_a_page_inside_one_big_form_is_still_a_page() -> None:
    page = "<html><body><form><h1>Offer</h1><p>All of it</p></form></body></html>"
    assert read_bytes(page.encode(), "a.aspx").sections[0].text == "All of it"


@pytest.mark.skipif(not find_office(), reason="LibreOffice is not installed")
def test_an_old_word_file_is_read_through_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "new.docx").write_bytes(builders.word_file())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    where = ["--outdir", str(tmp_path), str(tmp_path / "new.docx")]
    subprocess.run([find_office(), profile, "--headless", "--convert-to", "doc", *where], check=True, timeout=120)
    reading = read_bytes((tmp_path / "new.doc").read_bytes(), "old.doc")
    assert reading.format == "doc"
    assert "List price is 12 €." in section(reading, "Pricing").text


@pytest.mark.skipif(not find_office(), reason="LibreOffice is not installed")
def test_a_damaged_old_file_is_not_taken_for_text() -> None:
    with pytest.raises(Unreadable, match="could not be converted"):
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le"), "a.doc")
