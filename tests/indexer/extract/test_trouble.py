"""What real files hold beside plain text: formulas, ticks, formulas' stand-ins, form fields, footers, packed mails."""

from __future__ import annotations

import json
import struct
import zlib
from io import BytesIO

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Inches
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Text
from reportlab.pdfgen.canvas import Canvas

from contentlib.errors import Unreadable
from contentlib.model import Reading
from indexer.extract import list_shown, read_bytes
from tests.indexer.extract import builders
from tests.indexer.extract.mail.packed_mail import tnef

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_FRACTION = (
    f"<m:oMath {_MATH}><m:r><m:t>roi=</m:t></m:r><m:f><m:num><m:r><m:t>gain</m:t></m:r></m:num>"
    "<m:den><m:r><m:t>cost</m:t></m:r></m:den></m:f></m:oMath>"
)


def texts(reading: Reading) -> str:
    return "\n".join(section.text for section in reading.sections)


# --- Word and PowerPoint ------------------------------------------------------------------------------------------


def test_formulas_and_ticks_of_a_word_file_are_read_as_they_look() -> None:
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    typed = '<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>û</w:t></w:r>'
    body = f"<w:body><w:p>{_FRACTION}</w:p><w:p>{tick}{typed}<w:r><w:t> SSO</w:t></w:r></w:p></w:body>"
    data = builders.minimal_word(f"<w:document {_WORD}>{body}</w:document>")
    assert texts(read_bytes(data, "a.docx")) == "roi=gain/cost\n✓✗ SSO"


def test_a_formula_on_a_slide_is_read_once_and_a_tick_is_no_letter() -> None:
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    frame = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(4), Inches(1)).text_frame
    frame.text = "Then "
    run = frame.add_paragraph().add_run()
    run.text, run.font.name = "ü", "Wingdings"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="a14"><x:m xmlns:x="urn:x">{_FRACTION}</x:m></mc:Choice><mc:Fallback>'
        '<a:r xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>picture of it</a:t></a:r>'
        "</mc:Fallback></mc:AlternateContent>"
    )
    frame.paragraphs[0]._p.append(etree.fromstring(both))
    out = BytesIO()
    show.save(out)
    assert texts(read_bytes(out.getvalue(), "a.pptx")) == "Then roi=gain/cost\n✓"


# --- OpenDocument -------------------------------------------------------------------------------------------------


def open_document(kind: str, hiding: str, body: str, **parts: str) -> bytes:
    """An OpenDocument file with automatic styles; ``parts`` are further ones, their names written with ``__`` for /."""
    head = (
        '<office:document-content xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" {builders._OFFICE}>'
    )
    content = (
        f"{head}<office:automatic-styles>{hiding}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    more = {name.replace("__", "/") + ".xml": text.replace("<HEAD", head[:-1]) for name, text in parts.items()}
    return builders.zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content, **more})


def test_a_hidden_slide_of_an_open_deck_is_kept_with_the_notes_and_never_cut_out_for_a_buyer() -> None:
    style = (
        '<style:style style:name="d4"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    )
    page = '<draw:page draw:style-name="{}"><draw:frame><draw:text-box>'
    page += "<text:p>{}</text:p></draw:text-box></draw:frame></draw:page>"
    data = open_document("presentation", style, page.format("d1", "What you get") + page.format("d4", "What we earn"))
    shown, hidden = read_bytes(data, "a.odp").sections
    assert (shown.text, hidden.text, hidden.notes) == ("What you get", "", "What we earn")
    assert list_shown(data, "odp") == (1,)


def test_hidden_sheets_and_words_of_open_files_stay_hidden() -> None:
    style = '<style:style style:name="t2"><style:table-properties table:display="false"/></style:style>'
    table = '<table:table table:name="{0}" table:style-name="{0}"><table:table-row><table:table-cell>'
    table += "<text:p>{1}</text:p></table:table-cell></table:table-row></table:table>"
    book = open_document("spreadsheet", style, table.format("t1", "price") + table.format("t2", "margin"))
    assert [(one.text, one.notes) for one in read_bytes(book, "a.ods").sections] == [("price", ""), ("", "t2\nmargin")]
    style = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    text = open_document("text", style, '<text:p>Seen <text:span text:style-name="T1">unseen</text:span>again</text:p>')
    assert texts(read_bytes(text, "a.odt")) == "Seen again"


def test_charts_formulas_headers_and_footers_of_an_open_text_are_read() -> None:
    frame = '<text:p>So <draw:frame><draw:object xlink:href="./{}"/></draw:frame></text:p>'
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell.format('Q1')}{cell.format('30 %')}</table:table-row>"
    typed = "<annotation encoding='StarMath 5.0'>roi = {gain} over {cost}</annotation>"
    header = "<style:master-page><style:header><text:p>Internal use</text:p></style:header></style:master-page>"
    data = open_document(
        "text",
        "",
        frame.format("F") + frame.format("C"),
        F__content=f"<math><semantics><mi>x</mi>{typed}</semantics></math>",
        C__content=f"<HEAD><table:table>{row}</table:table></office:document-content>",
        styles=f"<HEAD>{header}</office:document-content>",
    )
    body, margins = read_bytes(data, "a.odt").sections
    assert body.text == "So roi = gain / cost\nSo\nQ1 | 30 %"
    assert (margins.locator, margins.text) == ("headers and footers", "Internal use")


# --- rich text ----------------------------------------------------------------------------------------------------

RICH = (
    r"{\rtf1\ansi\ansicpg1251\uc1{\fonttbl{\f0\fcharset204 Arial;}{\f1\fcharset128 Gothic;}{\f2\fcharset2 Wingdings;}}"
    r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 Big;}{\s2 heading 2;}}"
    r"{\info{\title \u1055?lan}{\author Ann}{\creatim\yr2024\mo3\dy1\hr9\min5}}{\header Internal use\par}"
    r"\pard\s1 First\par\pard\s0\f0 \'cf\'f0\'e8\'e2\'e5\'f2 \u8364 ? {\f1 \'89\'bf\'8ai} \u-10179?\u-8704?\par"
    r"\pard\s2 Second\par\pard\s0 {\f2 \'fc} yes{\v hidden}{\deleted gone}{\footnote a note} vis\'edble\-word\par"
    r"{\field{\*\fldinst HYPERLINK x}{\fldrslt linked}}{\shp{\*\shpinst{\sp{\sn wzDescription}{\sv A photo of a desk}}"
    r"{\shptxt boxed\par}}}\par\trowd\intbl a\cell b\par c\cell\row\pard\bin5 {{{{{ after}"
)


def test_rich_text_is_read_under_its_headings_in_the_encoding_of_each_font() -> None:
    reading = read_bytes(RICH.encode("latin-1"), "a.rtf")
    assert [(one.locator, one.text) for one in reading.sections] == [
        ("First", "Привет € 価格 😀"),
        ("First > Second", "✓ yes visнbleword\na note\nlinked\nA photo of a desk\nboxed\na | b c\nafter"),
        ("headers and footers", "Internal use"),
    ]
    properties = reading.properties
    assert (properties.title, properties.author) == ("Пlan", "Ann")
    assert properties.created_at is not None
    assert properties.created_at.isoformat() == "2024-03-01T09:05:00+00:00"


def test_a_million_open_groups_are_read_all_the_same() -> None:
    assert texts(read_bytes(b"{\\rtf1 " + b"{" * 200_000 + b"inside", "a.rtf")) == "inside"


# --- PDF ----------------------------------------------------------------------------------------------------------


def written(*pages: list[str]) -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    for lines in pages:
        for at, line in enumerate(lines):
            canvas.drawString(72, 760 - 20 * at, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_what_was_filled_in_is_read_what_was_typed_over_a_page_is_kept_aside_and_a_sticky_note_is_not_read() -> None:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 760, "Order form")
    canvas.acroForm.textfield(name="customer", value="Example GmbH", x=120, y=690, width=200, height=20)
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(BytesIO(out.getvalue())))
    writer.add_annotation(0, FreeText(text="Signed in May", rect=(60, 400, 300, 430)))
    writer.add_annotation(0, Text(text="what a bad deal", rect=(60, 300, 80, 320)))
    annotated = BytesIO()
    writer.write(annotated)
    (section,) = read_bytes(annotated.getvalue(), "a.pdf").sections
    assert (section.text, section.notes) == ("Order form\nExample GmbH", "Signed in May")


def test_headers_footers_and_page_numbers_are_kept_where_they_are_met_first() -> None:
    words = ("one", "two", "three", "four", "five")
    pages = [["Acme guide 2026", f"Chapter {word}", "about it", f"Acme | {n}"] for n, word in enumerate(words)]
    reading = read_bytes(written(*pages), "a.pdf")
    assert reading.sections[0].text == "Acme guide 2026\nChapter one\nabout it\nAcme | 0"
    assert reading.sections[4].text == "Chapter five"


def test_a_bookmark_that_only_counts_is_no_heading_and_letters_set_apart_are_words() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(written(["P R I C I N G", "a", "b"], ["x", "prices", "y"], ["z"]))))
    writer.add_outline_item(title="Slide 1", page_number=0)
    writer.add_outline_item(title="Slide 2: Prices", page_number=1)
    writer.add_outline_item(title="Draft, not for buyers", page_number=2)
    out = BytesIO()
    writer.write(out)
    first, second, third = read_bytes(out.getvalue(), "a.pdf").sections
    assert (first.heading, second.heading) == ("", "Prices")
    # What the page does not say, no buyer reads.
    assert (third.heading, third.notes) == ("", "Draft, not for buyers")
    assert first.text.startswith("PRICING")


# --- pages, notebooks, mails --------------------------------------------------------------------------------------

PAGE = """<html><head><meta charset="iso-8859-1"></head><body>
<div class="main-menu"><a href="/">Home</a> <a href="/p">Products</a></div>
<div class="page-header"><h1>Größe</h1></div><p>Now <del>99 €</del> 79 €</p>
<svg><title>icon</title><text>45 %</text></svg>
<div class="sidebar">A sidebar that says something itself.</div>
<div class="site-footer">© 2026 Acme</div></body></html>"""


def test_a_page_is_read_without_the_menus_and_footers_its_builder_named() -> None:
    reading = read_bytes(PAGE.encode(), "a.html")
    assert reading.sections[0].heading == "Größe"
    assert texts(reading) == "Now 79 €\n45 %\nA sidebar that says something itself."


def test_a_notebook_of_the_old_kind_is_read() -> None:
    cells = [{"cell_type": "heading", "level": 2, "source": ["Churn"]}, {"cell_type": "code", "input": ["x = 1"]}]
    reading = read_bytes(json.dumps({"worksheets": [{"cells": cells}]}).encode(), "a.ipynb")
    assert [(one.locator, one.text) for one in reading.sections] == [("Churn", "x = 1")]


def test_what_outlook_packed_into_winmail_dat_is_read_as_if_it_were_attached() -> None:
    packed = tnef("words of the mail", plan=b"# Plan\n\nwords of the plan")
    data = bytes(builders.mail("Packed", "", attached={"winmail.dat": packed}))
    reading = read_bytes(data, "a.eml")
    assert "words of the mail" in reading.sections[0].text
    assert [(one.locator, one.text) for one in reading.sections[1:]] == [
        ("attachment plan.md > Plan", "words of the plan")
    ]
    for end in range(0, len(packed), 7):
        read_bytes(bytes(builders.mail("Cut", "text", attached={"winmail.dat": packed[:end]})), "a.eml")


def test_a_thousand_receivers_do_not_hold_up_a_mail() -> None:
    receivers = b", ".join(b'"Person %d" <p%d@example.com>' % (n, n) for n in range(5000))
    assert "body" in texts(read_bytes(b"From: a@b\nTo: " + receivers + b"\nSubject: s\n\nbody", "a.eml"))


_HEAD = struct.pack(">4sIIBBBBB", b"IHDR", 60_000, 60_000, 1, 0, 0, 0, 0)
HUGE = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + _HEAD + struct.pack(">I", zlib.crc32(_HEAD)) + b"\0\0\0\0IDAT"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("many.docx", b"PK\x03\x04" + b"PK\x01\x02" * 20_001, "has 20,001 parts"),
        ("mails", b"From a@b Thu Jan  1 00:00:00 1970\nFrom: a@b\nTo: c@d\n\nhello\n", "is a mailbox"),
        (
            "huge.png",
            HUGE,
            "dots",
        ),
        ("deck.pptx", b"\x89PNG\r\n\x1a\n" + bytes(64), "is a picture, although"),
        ("cut.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200), "is damaged or incomplete"),
    ],
)
def test_what_is_refused_is_refused_at_once_and_by_name(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_bytes(data, name)
