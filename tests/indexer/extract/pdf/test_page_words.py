"""What a page does not show is found by reps, is kept with the notes, and is on no picture."""

from __future__ import annotations

import base64
import io

import pypdfium2 as pdfium
import pytest
from PIL import Image

from contentlib.pictures import read_boxes
from indexer.clean_pdf import share_of_difference
from indexer.drawing.pdf_drawing import draw_pages
from indexer.extract import read_bytes
from indexer.extract.pdf.scans import draw_grey
from tests.indexer.extract.pdf.lettered import lettered_pdf
from tests.plants.pdf_checks import draw_plain
from tests.plants.pdf_document import shown_words
from tests.plants.pdf_plants import plant_some

UNREAD = (
    "annotation",
    "reply",
    "field",
    "tags",
    "remark",
    "unused_things",
    "an_earlier_revision",
    "attachment",
    "labels",
)
PLACES = ("beside_the_page", "a_line_that_runs_off_the_page", "invisible_text", "layer", "a_cut_off_area", *UNREAD)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("seed", range(5))
def test_a_buyer_reads_what_the_pages_show_and_nothing_else(place: str, seed: int) -> None:
    data, (planted,) = plant_some([place], seed)
    sections = read_bytes(data, "offer.pdf").sections
    shown = " ".join(f"{section.heading} {section.text}" for section in sections)
    assert planted not in shown
    assert all(word in sections[page - 1].text for page in (1, 2, 3) for word in shown_words(page))


@pytest.mark.parametrize("place", ["beside_the_page", "a_line_that_runs_off_the_page", "invisible_text"])
def test_a_rep_finds_it_with_the_notes(place: str) -> None:
    data, (planted,) = plant_some([place], 3)
    assert planted in " ".join(section.notes for section in read_bytes(data, "offer.pdf").sections)


@pytest.mark.parametrize("place", PLACES)
def test_pictures_and_the_words_marked_on_them_show_none_of_it(place: str) -> None:
    for seed in range(4):
        data, (planted,) = plant_some([place], seed)
        for page, section in enumerate(draw_pages(data, "offer.pdf").sections):
            drawn = Image.open(io.BytesIO(base64.b64decode(section.text))).convert("RGB")
            plain = draw_plain(3)[page].resize(drawn.size)
            assert share_of_difference(drawn, plain) < 0.03
            words = [box.word for box in read_boxes(section.notes) or ()]
            assert planted not in words
            assert shown_words(page + 1)[0] in words


def test_what_readers_put_onto_a_scan_is_not_recognised_as_its_words() -> None:
    plain, _ = plant_some([], 0)
    with pdfium.PdfDocument(plain) as before:
        bare = draw_grey(before[0])
    for seed in range(6):
        with pdfium.PdfDocument(plant_some(["annotation"], seed, pages=1)[0]) as marked:
            assert draw_grey(marked[0]) == bare


@pytest.mark.parametrize(
    ("drawn", "letters", "said"),
    [
        ("BAC", {"A": "لا", "B": "م", "C": "س"}, "سلام"),
        ("GFDBAE", {"A": "لإ", "B": "ن", "D": "ت", "E": "ا", "F": "ج", "G": "ة"}, "الإنتجة"),
        ("CBA", {"A": "ا", "B": "ل", "C": "م"}, "الم"),
    ],
    ids=["lam and alef in one sign", "with a hamza", "alef and lam, each its own"],
)
def test_letters_that_arabic_draws_as_one_sign_are_read_in_their_order(
    drawn: str, letters: dict[str, str], said: str
) -> None:
    assert read_bytes(lettered_pdf([drawn], letters), "offer.pdf").sections[0].text == said
