"""Small files in every format, made on the spot with the libraries that write them."""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from io import BytesIO

import docx
import openpyxl
import pptx
from PIL import Image, ImageDraw, ImageFont
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.indexer.extract.mail.outlook_files import write_compound

_OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)


def deck() -> bytes:
    """Three slides: text boxes out of order, a table with a group, a chart; the second has notes."""
    show = pptx.Presentation()
    show.core_properties.title = "PowerPoint Presentation"
    _boxes(show)
    _table(show)
    _chart(show)
    out = BytesIO()
    show.save(out)
    return out.getvalue()


def _boxes(show: pptx.presentation.Presentation) -> None:
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Why we win"
    for text, left, top in (("bottom", 1, 5), ("top right", 5, 2), ("top left", 1, 2.1)):
        slide.shapes.add_textbox(Inches(left), Inches(top), Inches(2), Inches(0.5)).text_frame.text = text


def _table(show: pptx.presentation.Presentation) -> None:
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Prices"
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(5), Inches(1)).table
    for at, text in enumerate(("Plan", "Price", "Small", "12 €")):
        table.cell(at // 2, at % 2).text = text
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(5), Inches(2), Inches(1)).text_frame.text = "inside a group"
    slide.notes_slide.notes_text_frame.text = "Do not show the discount."


def _chart(show: pptx.presentation.Presentation) -> None:
    slide = show.slides.add_slide(show.slide_layouts[6])
    data = CategoryChartData()
    data.categories = ["Q1", "Q2"]
    data.add_series("Churn", (0.3, 0.1))
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Inches(1), Inches(1), Inches(4), Inches(3), data)


def word_file() -> bytes:
    document = docx.Document()
    document.add_heading("Pricing", 1)
    document.add_paragraph("List price is 12 €.")
    document.add_heading("Discounts", 2)
    document.add_paragraph("Ask your manager.", style="List Bullet")
    document.add_heading("Discounts", 2)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Volume", "10 %"
    document.sections[0].header.paragraphs[0].text = "Internal use only"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Prices"
    sheet.append(["Plan", None, "Price"])
    sheet.append([None, None, None])
    sheet.append(["Small", None, 12.0])
    book.create_sheet("Nothing")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def pdf(pages: list[list[str]], *, title: str = "", password: str | None = None) -> bytes:
    """A PDF; the first line of each page is set large. An empty password still encrypts."""
    out = BytesIO()
    canvas = Canvas(out)
    canvas.setTitle(title)
    for lines in pages:
        for at, line in enumerate(lines):
            canvas.setFont("Helvetica", 24 if at == 0 else 11)
            canvas.drawString(72, 760 - 30 * at, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue() if password is None else _encrypted(out.getvalue(), password)


def _encrypted(data: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def open_document(kind: str, body: str) -> bytes:
    """``kind`` is text, presentation or spreadsheet; ``body`` the XML inside its element."""
    inside = f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    content = f"<office:document-content {_OFFICE}>{inside}</office:document-content>"
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})


def minimal_word(document: str) -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def mail(subject: str, text: str, *, html: str = "", attached: Mapping[str, bytes] | None = None) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "Ann <ann@example.com>", "bob@example.com"
    message["Date"] = "Fri, 01 Mar 2024 10:00:00 +0000"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in (attached or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def notebook() -> bytes:
    cells = [
        {"cell_type": "markdown", "source": ["# Churn\n", "We lost **few**."]},
        {"cell_type": "code", "source": "# not a heading\nprint(1)", "outputs": [{"text": "secret output"}]},
    ]
    return json.dumps({"cells": cells, "nbformat": 4}).encode()


HTML = """<!DOCTYPE html><html lang="en"><head><title>Rollout in weeks | Acme</title>
<meta name="description" content="How Acme does it"><script>track()</script></head><body>
<header><a href="/">Home</a></header><nav>Products</nav>
<div id="cookie-banner">We use cookies</div>
<main><h1>Rollout in weeks</h1><p>Six <b>weeks</b><br>became two.</p>
<h2>Numbers</h2><table><tr><th>Site</th><th>Days</th></tr><tr><td>Kiel</td><td>41</td></tr></table>
<div style="display:none">hidden words</div><form><input><p>Sign up now</p></form></main>
<footer>Imprint</footer></body></html>"""

MARKDOWN = """---
title: Battle card Acme
kind: Battle Card
objections: [price, Timing]
color: red
---
Intro line.

# Pricing

They say **too expensive**. See [our sheet](https://example.com/a_(b).pdf).

Discounts
---------

- [x] ask `--first`
> quoted words

```python
# no heading
```

| Plan | Price |
|------|------:|
| S    | 12 €  |

<div align="center"><h3>Raw <em>heading</em></h3> text &amp; more</div>
"""

VTT = """WEBVTT

NOTE made by a machine

1
00:00:01.000 --> 00:00:04.000
<v Ann>The price went <i>up</i>.

2
00:00:05.000 --> 00:00:08.000
<v Ann>Nobody warned me.

00:12:30.000 --> 00:12:33.000 align:start
<v Bob>Let us talk &amp; see.
"""

SRT = "1\r\n00:00:01,000 --> 00:00:02,000\r\nHello there.\r\n\r\n2\r\n00:02:00,500 --> 00:02:02,000\r\nGoodbye.\r\n"

RTF = r"{\rtf1\ansi{\info{\title Price list}}{\fonttbl{\f0 Arial;}}Small plan: 12 \'80 a month.\par Second line.}"


def scanned_pdf(pages: Sequence[Sequence[str]], *, stamp: str = "") -> bytes:
    """A PDF whose pages are pictures of these lines, as a scanner makes it; ``stamp`` is true text on each."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for lines in pages:
        canvas.drawImage(ImageReader(_picture_of(lines)), 0, 0, *A4)
        if stamp:
            canvas.drawString(40, 20, stamp)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture_file(lines: Sequence[str], kind: str = "PNG", *more: Sequence[str]) -> bytes:
    """A picture of these lines as a file; ``more`` are further pages, where the kind has pages."""
    out = BytesIO()
    first, *others = (_picture_of(page, (1240, 600)) for page in (lines, *more))
    first.save(out, kind, **({"save_all": True, "append_images": others} if others else {}))
    return out.getvalue()


def deck_of_pictures(pictures: Sequence[bytes], *, title: str = "") -> bytes:
    """A deck with a picture across each slide, as screenshots are pasted."""
    show = pptx.Presentation()
    for picture in pictures:
        slide = show.slides.add_slide(show.slide_layouts[5 if title else 6])
        if title:
            slide.shapes.title.text = title
        slide.shapes.add_picture(BytesIO(picture), 0, Inches(2), show.slide_width, Inches(4))
    out = BytesIO()
    show.save(out)
    return out.getvalue()


def _picture_of(lines: Sequence[str], size: tuple[int, int] = (1240, 1754)) -> Image.Image:
    picture = Image.new("L", size, 255)
    for number, line in enumerate(lines):
        font = ImageFont.load_default(56 if number == 0 else 30)
        ImageDraw.Draw(picture).text((120, 160 + 90 * number), line, fill=0, font=font)
    return picture


def old_workbook(*, columns: int = 2) -> bytes:
    """A workbook of 1997: two number formats, cells of their own and some that share a record, one row hidden."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def begin(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))

    def named(number: int, code: str) -> bytes:
        return record(0x41E, struct.pack("<HHB", number, len(code), 1) + code.encode("utf-16-le"))

    styles = b"".join(record(0xE0, struct.pack("<HH", 0, number) + bytes(16)) for number in (0, 164, 165))
    head = begin(5) + named(164, "0 %") + named(165, '#,##0.00\\ "€"') + styles
    sheet = begin(0x10) + record(0x208, struct.pack("<HHHHHHI", 2, 0, 2, 255, 0, 0, 0x20))
    sheet += record(0x203, struct.pack("<HHHd", 0, 0, 1, 0.15)) + record(0x203, struct.pack("<HHHd", 0, 1, 2, 1250))
    shared = struct.pack("<HI", 1, (50 << 2) | 3) + struct.pack("<HI", 0, (7 << 2) | 2) * (columns - 1)
    sheet += record(0xBD, struct.pack("<HH", 1, 0) + shared + struct.pack("<H", columns - 1))
    sheet += record(0x203, struct.pack("<HHHd", 2, 0, 0, 4711)) + record(0x0A, b"")
    start = len(head) + 4 + 8 + 6 + 4
    listed = record(0x85, struct.pack("<IBBBB", start, 0, 0, 6, 0) + b"Prices") + record(0x0A, b"")
    return write_compound({"Workbook": (head + listed + sheet).ljust(5000, b"\0")})


def binary_workbook(*, hidden_row: int = -1, hidden_column: int = -1, last_row: int = 1, last_column: int = 1) -> bytes:
    """A workbook whose parts are records: one sheet with two rows of text, from 0, the last cell where it is told."""

    def record(kind: int, body: bytes = b"") -> bytes:
        # A number of two bytes has the upper bit of its first one set.
        named = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return named + bytes([len(body)]) + body

    def text(words: str) -> bytes:
        return struct.pack("<I", len(words)) + words.encode("utf-16-le")

    def row(number: int, *cells: str) -> bytes:
        columns = (0, last_column if number == last_row else 1)
        texts = (record(6, struct.pack("<II", at, 0) + text(cell)) for at, cell in zip(columns, cells, strict=True))
        closed = bytes([0x10 if number == hidden_row else 0])
        return record(0, struct.pack("<I", number) + bytes(7) + closed + bytes(13)) + b"".join(texts)

    listed = record(143) + record(156, struct.pack("<II", 0, 1) + text("rId1") + text("Prices")) + record(144)
    rows = row(0, "Plan", "Price") + row(last_row, "Small", "12 €")
    extent = record(148, struct.pack("<IIII", 0, 1, 0, 1))
    columns = record(60, struct.pack("<IIIIH", hidden_column, hidden_column, 0, 0, 1)) if hidden_column >= 0 else b""
    related = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    related += '<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/_rels/workbook.bin.rels": related,
            "xl/workbook.bin": record(131) + listed + record(132),
            "xl/worksheets/sheet1.bin": record(129) + extent + columns + record(145) + rows + record(146) + record(130),
        }
    )
