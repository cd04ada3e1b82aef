"""The files that canaries are planted in: a deck, a document and a workbook such as programs write, all in the open."""

from __future__ import annotations

from io import BytesIO

import docx
import openpyxl
import pptx
from PIL import Image
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from tests.canaries.plant import OPEN_WORD


def make_picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()


def make_deck() -> bytes:
    """Three slides: words, a picture and a group, a chart."""
    show = pptx.Presentation()
    for number in range(3):
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text = f"{OPEN_WORD} slide {number + 1}"
        box = slide.shapes.add_textbox(Inches(1), Inches(2), Inches(4), Inches(1))
        box.text_frame.text = "The portal is paid back in nine months."
    show.slides[1].shapes.add_picture(BytesIO(make_picture()), Inches(1), Inches(4))
    group = show.slides[1].shapes.add_group_shape()
    group.shapes.add_textbox(Inches(5), Inches(4), Inches(2), Inches(1)).text_frame.text = "in a group"
    data = CategoryChartData()
    data.categories = ["Q1", "Q2"]
    data.add_series("Churn", (0.3, 0.1))
    show.slides[2].shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Inches(1), Inches(3), Inches(4), Inches(3), data)
    out = BytesIO()
    show.save(out)
    return out.getvalue()


def make_document() -> bytes:
    document = docx.Document()
    document.add_heading("Pricing", 1)
    document.add_paragraph(f"{OPEN_WORD}: the list price is 12 euros.")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "Volume", "10 %"
    document.add_picture(BytesIO(make_picture()))
    document.sections[0].header.paragraphs[0].text = "Ledgerlark"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def make_workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Prices"
    for line in (("Plan", "Price", "Seats"), (OPEN_WORD, 12.0, 5), ("Large", 99.0, 50), ("Sum", "=SUM(B2:B3)", 55)):
        sheet.append(line)
    second = book.create_sheet("Terms")
    second.append(["Terms", "30 days"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


BASES = {"pptx": make_deck, "docx": make_document, "xlsx": make_workbook}
