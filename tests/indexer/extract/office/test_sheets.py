"""Sheets as people see them: figures in their number formats, what is hidden set aside, what lies over the cells."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference

from contentlib.model import Reading
from indexer.extract import read_bytes
from indexer.extract.office.number_formats import show_figure
from tests.indexer.extract import builders


def read(book: openpyxl.Workbook) -> Reading:
    out = BytesIO()
    book.save(out)
    return read_bytes(out.getvalue(), "prices.xlsx")


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.15, "0%", "15%"),
        (12.5, '#,##0.00 "€"', "12.50 €"),
        (1250000, '"$"#,##0', "$1,250,000"),
        (99.9, '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-', "99.90 €"),
        (0, '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-', "- €"),
        (-1234.5, "#,##0.00;[Red](#,##0.00)", "(1,234.50)"),
        (1234, "[$€-407] #,##0", "€ 1,234"),
        (1.25e6, '0.0,,"M"', "1.3M"),
        (5, '[>=100]0" many";0.0" few"', "5.0 few"),
        (1234, "00000", "01234"),
        (4915112345, "(000) 000-0000", "4915112345"),
        (0.25, "# ?/?", "0.25"),
        (dt.date(2026, 3, 1), "mmm yyyy", "Mar 2026"),
        (dt.date(2026, 3, 1), "DD.MM.YYYY", "2026-03-01"),
        (dt.time(9, 30), "HH:MM", "09:30"),
        (dt.timedelta(hours=30, minutes=15), "[h]:mm", "30:15"),
    ],
)
def test_a_figure_is_read_as_its_format_shows_it(value: object, code: str, shown: str) -> None:
    book = openpyxl.Workbook()
    cell = book.worksheets[0]["C3"]
    cell.value, cell.number_format = value, code
    assert read(book).sections[0].text == shown


def test_what_is_no_figure_or_no_format_is_left_as_it_stands() -> None:
    assert (show_figure(float("inf"), "0%"), show_figure(3, "0" * 500)) == ("inf", "3")


def test_a_chart_shows_its_figures_in_its_format() -> None:
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    deck = Presentation()
    data = CategoryChartData(number_format="0%")
    data.categories = ["Q1"]
    data.add_series("Churn", (0.3,))
    size = (Inches(1), Inches(1), Inches(4), Inches(3))
    deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *size, data)
    out = BytesIO()
    deck.save(out)
    assert "Q1 | 30%" in read_bytes(out.getvalue(), "deck.pptx").sections[0].text


def test_an_old_workbook_shows_its_figures_too_and_keeps_hidden_rows_with_the_notes() -> None:
    (sheet,) = read_bytes(builders.old_workbook(), "prices.xls").sections
    assert (sheet.text, sheet.notes) == ("15 % | 1,250.00 €\n50 % | 7", "4711")


def test_hidden_rows_and_columns_are_kept_with_the_notes() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for cells in (["Plan", "Price", "Margin"], ["Small", 12, 40], ["Secret", 1, 2]):
        sheet.append(cells)
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    section = read(book).sections[0]
    assert section.text == "Plan | Price\nSmall | 12"
    assert section.notes == "Plan | Margin\nSmall | 40\nSecret | 1 | 2"


def test_formulas_that_were_never_worked_out_are_told_of() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Total", "=1+1"])
    assert read(book).warnings == ("1 formula has no result in the file; open it in Excel or LibreOffice and save it",)


def test_the_title_of_a_chart_belongs_to_its_sheet() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Churn", 0.3])
    chart = BarChart()
    chart.title = "Churn by quarter"
    chart.add_data(Reference(sheet, min_col=2, min_row=1))
    sheet.add_chart(chart, "D2")
    assert read(book).sections[0].text.endswith("Churn by quarter")


def test_a_sheet_with_a_row_beyond_all_sheets_is_read_at_once() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["far away"])
    out = BytesIO()
    book.save(out)
    data = _replaced(out.getvalue(), "xl/worksheets/sheet1.xml", b'r="A1"', b'r="A4294967295"')
    assert "far apart" in read_bytes(data, "far.xlsx").warnings[0]


@pytest.mark.parametrize(
    "rows",
    [
        "<row r='1'><c r='A1' t='inlineStr'><is><t>near</t></is></c></row>"
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        '<row r="1"><c t="inlineStr"><is><t>near</t></is></c></row>'
        '<row r="1048576">' + "<c><v>1</v></c>" * 20 + "</row>",
    ],
    ids=["single quotes", "cells that do not say where they lie"],
)
@pytest.mark.usefixtures("short_of_memory")
def test_cells_far_apart_are_seen_however_they_are_written(rows: str) -> None:
    reading = read_rows(rows)
    assert "far apart" in reading.warnings[0]
    assert "near" in reading.sections[0].text


def test_a_styled_row_far_below_is_not_taken_for_a_cell_far_away() -> None:
    styled = '<row r="1048576" s="1">' + "<c s='1'/>" * 20 + "</row>"
    reading = read_rows(f'<row r="1"><c t="inlineStr"><is><t>near</t></is></c></row>{styled}')
    assert not reading.warnings
    assert reading.sections[0].text == "near"


def read_rows(rows: str) -> Reading:
    out = BytesIO()
    openpyxl.Workbook().save(out)
    sheet = f"<sheetData>{rows}</sheetData>".encode()
    return read_bytes(
        _replaced(out.getvalue(), "xl/worksheets/sheet1.xml", b"<sheetData></sheetData>", sheet), "far.xlsx"
    )


def _replaced(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return builders.zipped({**parts, part: parts[part].replace(old, new)})


def test_a_table_says_by_which_sign_it_is_cut() -> None:
    data = "sep=;\nPlan;Preis\nKlein;12,50 €\nGroß;99,00 €\n".encode("cp1252")
    assert read_bytes(data, "a.csv").sections[0].text == "Plan: Klein | Preis: 12,50 €\nPlan: Groß | Preis: 99,00 €"
