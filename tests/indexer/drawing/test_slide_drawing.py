"""Slides as pictures: what an audience sees, under its own number, and nothing that a deck hides."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence

import pptx
import pytest
from PIL import Image
from pptx.util import Inches

from contentlib.errors import Unreadable
from indexer.drawing.page_packing import DrawnPage, unpack_pages
from indexer.drawing.slide_drawing import draw_slides
from tests.canaries.deck_plants import DECK_PLANTS
from tests.canaries.office_bases import make_deck
from tests.canaries.plant import OPEN_WORD, Plant

CANARY = "Canarybfdk"
# Where a reader of the deck cannot help but see the word.
SEEN = {"text in a picture"}


def draw(data: bytes) -> tuple[DrawnPage, ...]:
    unpacked = unpack_pages(draw_slides(data, "deck.pptx").sections)
    assert unpacked
    assert not unpacked.missing
    return unpacked.pages


def make_slides(*texts: str, hidden: Sequence[int] = ()) -> bytes:
    show = pptx.Presentation()
    for number, text in enumerate(texts, start=1):
        slide = show.slides.add_slide(show.slide_layouts[6])
        slide.shapes.add_textbox(Inches(1), Inches(1), Inches(7), Inches(1)).text_frame.text = text
        if number in hidden:
            slide._element.set("show", "0")
    written = io.BytesIO()
    show.save(written)
    return written.getvalue()


@pytest.mark.parametrize("plant", [one for one in DECK_PLANTS if one.name not in SEEN], ids=lambda plant: plant.name)
def test_no_picture_holds_what_a_deck_hides(plant: Plant) -> None:
    base = make_deck()
    drawn = draw(plant.put(base, CANARY))
    plain = draw(base)
    assert [page.picture for page in drawn] == [page.picture for page in plain]
    assert [hashlib.sha256(page.large).digest() for page in drawn] == [
        hashlib.sha256(page.large).digest() for page in plain
    ]
    words = [box.word for page in drawn for box in page.boxes]
    assert CANARY not in words
    assert OPEN_WORD in words


def test_a_slide_has_the_number_that_its_author_sees() -> None:
    pages = draw(make_slides("Pricing", "Secret margin", "Terms", hidden=(2,)))
    assert [(page.picture.page, page.boxes[0].word) for page in pages] == [(1, "Pricing"), (3, "Terms")]


def test_words_are_found_where_they_stand() -> None:
    (page,) = draw(make_slides("Fair pricing for everyone"))
    assert [box.word for box in page.boxes] == ["Fair", "pricing", "everyone"]
    image = Image.open(io.BytesIO(page.large)).convert("L")
    for box in page.boxes:
        left, top = box.left * image.width // 10_000, box.top * image.height // 10_000
        right, bottom = left + box.width * image.width // 10_000, top + box.height * image.height // 10_000
        assert min(image.crop((left, top, right, bottom)).tobytes()) < 90, box.word
    assert min(image.crop((0, 0, image.width, 80)).tobytes()) > 200


def test_what_is_no_deck_is_a_reason() -> None:
    with pytest.raises(Unreadable):
        draw_slides(b"PK\x03\x04 nothing", "deck.pptx")
