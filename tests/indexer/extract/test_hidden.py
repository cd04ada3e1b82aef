"""What an author has hidden is found by reps, and kept where no buyer sees it: with the notes."""

from __future__ import annotations

from io import BytesIO

import openpyxl
from pptx import Presentation

from indexer.extract import read_bytes


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
