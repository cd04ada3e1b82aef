"""What an author has hidden is found by reps, and kept where no buyer sees it: with the notes."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
from openpyxl.styles import Font
from pptx import Presentation

from indexer.extract import read_bytes
from tests.canaries.deck_plants import DECK_PLANTS
from tests.canaries.office_bases import make_deck
from tests.indexer.extract import builders


def test_a_hidden_slide_is_kept_with_the_notes() -> None:
    deck = Presentation()
    for title in ("What you get", "What we earn"):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = title
    slide._element.set("show", "0")
    out = BytesIO()
    deck.save(out)
    shown, hidden = read_bytes(out.getvalue(), "deck.pptx").sections
    assert "What you get" in shown.heading + shown.text
    assert (hidden.locator, hidden.heading, hidden.text) == ("slide 2", "", "")
    assert "What we earn" in hidden.notes


def test_a_hidden_sheet_is_kept_with_the_notes() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["price", 100])
    margins = book.create_sheet("Margins")
    margins.append(["margin", 40])
    margins.sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    shown, hidden = read_bytes(out.getvalue(), "prices.xlsx").sections
    assert "price" in shown.text
    assert (hidden.heading, hidden.text) == ("", "")
    assert "margin" in hidden.notes


def test_hidden_rows_and_columns_of_a_binary_workbook_are_kept_with_the_notes() -> None:
    (sheet,) = read_bytes(builders.binary_workbook(hidden_row=1), "prices.xlsb").sections
    assert (sheet.text, sheet.notes) == ("Plan | Price", "Small | 12 €")
    (sheet,) = read_bytes(builders.binary_workbook(hidden_column=1), "prices.xlsb").sections
    assert sheet.text == "Plan\nSmall"
    assert "12 €" in sheet.notes


def test_a_style_far_away_changes_nothing_of_what_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([date(2026, 12, 31), 0.15])
    sheet["B1"].number_format = "0%"
    sheet.append(["quiet", 1])
    sheet.row_dimensions[2].hidden = True
    sheet.cell(1_048_576, 1).font = Font(bold=True)
    out = BytesIO()
    book.save(out)
    (section,) = read_bytes(out.getvalue(), "prices.xlsx").sections
    assert section.text == "2026-12-31 | 15%"
    assert "quiet" in section.notes


def test_what_is_hidden_stays_so_where_a_sheet_is_too_wide_to_be_read_in_full() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["open", "quiet column"])
    sheet.append(["quiet row"])
    sheet.cell(1_048_000, 5_000).value = "far away"
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("Margins").append(["quiet sheet"])
    book.worksheets[1].sheet_state = "veryHidden"
    out = BytesIO()
    book.save(out)
    reading = read_bytes(out.getvalue(), "prices.xlsx")
    assert reading.warnings
    shown = " ".join(section.text + section.heading for section in reading.sections)
    assert "open" in shown
    assert "far away" in shown
    assert "quiet" not in shown
    assert " ".join(section.notes for section in reading.sections).count("quiet") == 3


def test_what_nobody_sees_of_a_slide_is_kept_with_its_notes() -> None:
    for name in ("hidden shape", "beside the slide at (-4.0, 1.0)", "box on the notes page"):
        plant = next(one for one in DECK_PLANTS if one.name == name)
        reading = read_bytes(plant.put(make_deck(), "Quietword"), "deck.pptx")
        assert not any("Quietword" in one.text + one.heading for one in reading.sections)
        assert any("Quietword" in one.notes for one in reading.sections)
