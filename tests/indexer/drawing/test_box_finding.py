"""Where words stand on a page: on their ink, on a page that is turned or cut as well."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from contentlib.pictures.word_boxes import WHOLE, Box, read_boxes, write_boxes
from indexer.drawing.box_finding import find_boxes
from tests.indexer.extract.builders import pdf

CORPUS = Path(__file__).parents[3] / "sample_corpus/drive"
SHEET = CORPUS / "One-Pagers/Ledgerlark for IT.pdf"


def share_of_ink(page: pdfium.PdfPage, box: Box) -> float:
    """How much of the dark of a drawn page, which says one word only, lies inside the box."""
    image = page.render(scale=2).to_pil().convert("L").point(lambda value: 255 if value < 128 else 0)
    across, down = image.width / WHOLE, image.height / WHOLE
    inside = image.crop(
        (
            round(box.left * across),
            round(box.top * down),
            round((box.left + box.width) * across),
            round((box.top + box.height) * down),
        )
    )
    return float(inside.histogram()[255] / image.histogram()[255])


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("cut", [False, True], ids=["whole", "cut"])
def test_a_box_lies_on_its_word(turned: int, cut: bool) -> None:
    document = pdfium.PdfDocument(pdf([["Encryption"]]))
    page = document[0]
    page.set_rotation(turned)
    if cut:
        left, bottom, right, top = page.get_mediabox()
        page.set_cropbox(left + 20, bottom + 50, right - 30, top - 10)
    written = io.BytesIO()
    document.save(written)
    page = pdfium.PdfDocument(written.getvalue())[0]
    (box,) = find_boxes(page)
    assert box.word == "Encryption"
    assert share_of_ink(page, box) > 0.97


def test_only_words_that_can_be_searched_for_have_a_box() -> None:
    page = pdfium.PdfDocument(pdf([["The price of it is 40 % lower", "and the prices stay"]]))[0]
    boxes = find_boxes(page)
    assert [box.word for box in boxes] == ["price", "40", "lower", "prices", "stay"]
    assert [box.word for box in read_boxes(write_boxes(boxes), {"price"}) or ()] == ["price", "prices"]


def test_a_page_without_text_has_no_boxes() -> None:
    document = pdfium.PdfDocument.new()
    assert find_boxes(document.new_page(200, 200)) == ()
