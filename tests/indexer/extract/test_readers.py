"""Every format: what must be found in it, at which locator."""

from __future__ import annotations

import json
import pickle
import subprocess
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest

from contentlib.errors import Unreadable
from contentlib.model import Reading, Section
from indexer.extract import detect_format, read_bytes
from indexer.extract.office.legacy import find_office
from tests.indexer.extract import builders


def section(reading: Reading, locator: str) -> Section:
    return next(one for one in reading.sections if one.locator == locator)


@dataclass(frozen=True)
class Case:
    name: str
    data: bytes
    format: str
    locators: tuple[str, ...]
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()


ODT = builders.open_document(
    "text",
    '<text:h text:outline-level="1">Pricing</text:h><text:p>List<text:s/>price<text:note><text:note-citation>9'
    "</text:note-citation><text:note-body><text:p>A footnote</text:p></text:note-body></text:note></text:p>"
    "<table:table><table:table-row><table:table-cell><text:p>S</text:p></table:table-cell><table:table-cell>"
    "<text:p>12</text:p></table:table-cell></table:table-row></table:table>",
)
ODP = builders.open_document(
    "presentation",
    '<draw:page/><draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>Second</text:p>'
    "</draw:text-box></draw:frame><draw:frame><draw:text-box><text:p>Body</text:p></draw:text-box></draw:frame>"
    "<presentation:notes><draw:frame><draw:text-box><text:p>Say it slowly</text:p></draw:text-box></draw:frame>"
    "</presentation:notes></draw:page>",
)
ODS = builders.open_document(
    "spreadsheet",
    '<table:table table:name="Prices"><table:table-row><table:table-cell><text:p>S</text:p></table:table-cell>'
    '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row></table:table>',
)
MAIL = bytes(
    builders.mail(
        "Offer",
        "Plain words.",
        html="<p>Html words</p>",
        attached={"list.csv": b"Plan,Price\nS,12\n", "x.bin": b"\0\1\2"},
    )
)

CASES = (
    Case("deck.pptx", builders.deck(), "pptx", ("slide 1", "slide 2", "slide 3"),
         ("top left\ntop right\nbottom", "Plan | Price\nSmall | 12 €", "inside a group", "Q1 | 0.3")),
    Case("plan.docx", builders.word_file(), "docx",
         ("Pricing", "Pricing > Discounts", "Pricing > Discounts (2)", "headers and footers"),
         ("List price is 12 €.", "Volume | 10 %", "Internal use only")),
    Case("prices.xlsx", builders.workbook(), "xlsx", ("sheet Prices", "sheet Nothing"), ("Plan | Price\nSmall | 12",)),
    Case("study.pdf", builders.pdf([["Big title", "small words", "more words"], [], ["Third", "page"]]), "pdf",
         ("page 1", "page 3"), ("small words",)),
    Case("page.html", builders.HTML.encode(), "html", ("Rollout in weeks", "Rollout in weeks > Numbers"),
         ("Six weeks\nbecame two.", "Kiel | 41"),
         ("track", "Home", "Products", "cookies", "hidden", "Sign up", "Imprint")),
    Case("card.md", builders.MARKDOWN.encode(), "md",
         ("", "Pricing", "Pricing > Discounts", "Pricing > Discounts > Raw heading"),
         ("They say too expensive. See our sheet.", "ask --first\nquoted words", "# no heading", "S | 12 €",
          "text & more"), ("**", "https", "kind:", "---", "<")),
    Case("talk.vtt", builders.VTT.encode(), "vtt", ("00:00:01", "00:12:30"),
         ("Ann: The price went up.\nNobody warned me.", "Bob: Let us talk & see."), ("NOTE", "align", "machine")),
    Case("talk.srt", builders.SRT.encode(), "srt", ("00:00:01", "00:02:00"), ("Hello there.", "Goodbye.")),
    Case("list.csv", b"Plan;Price\nSmall;1,50\nLarge;3,00\n", "csv", ("rows 2-3",),
         ("Plan: Small | Price: 1,50\nPlan: Large | Price: 3,00",)),
    Case("list.tsv", b"1\t2\n3\t4\n", "tsv", ("rows 1-2",), ("1 | 2\n3 | 4",)),
    Case("list.rtf", builders.RTF.encode(), "rtf", ("",), ("Small plan: 12 € a month.\nSecond line.",), ("Arial",)),
    Case("text.odt", ODT, "odt", ("Pricing",), ("List price\nA footnote\nS | 12",)),
    Case("show.odp", ODP, "odp", ("slide 2",), ("Body",), ("slowly",)),
    Case("sheet.ods", ODS, "ods", ("sheet Prices",), ("S",)),
    Case("offer.eml", MAIL, "eml", ("", "attachment list.csv > rows 2-2"),
         ("From: Ann", "Plain words.", "Plan: S | Price: 12"), ("Html words",)),
    Case("churn.ipynb", builders.notebook(), "ipynb", ("Churn",), ("We lost few.", "# not a heading"), ("secret",)),
    Case("facts.json", b'{"uptime": "99.9 %"}', "json", ("",), ("99.9 %",)),
    Case("note.txt", "Zu teuer – sagt der Käufer".encode("cp1252"), "txt", ("",), ("Zu teuer – sagt der Käufer",)),
)  # fmt: skip


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
    if case.format not in ("pptx", "docx", "xlsx", "pdf", "rtf", "odt", "odp", "ods", "html"):
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
