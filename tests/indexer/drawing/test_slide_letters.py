"""Letters that our faces lack: given to a font that has them, or told."""

from __future__ import annotations

import io
import zipfile

import pptx

from indexer.drawing.page_packing import unpack_pages
from indexer.drawing.slide_drawing import draw_slides
from indexer.drawing.slide_letters import supply_letters
from tests.indexer.drawing.test_slide_drawing import make_slides


def read_runs(data: bytes) -> list[tuple[str, str | None]]:
    (slide,) = pptx.Presentation(io.BytesIO(data)).slides
    return [(run.text, run.font.name) for run in slide.shapes[0].text_frame.paragraphs[0].runs]


def test_a_run_is_cut_where_its_letters_need_another_font() -> None:
    supplied = supply_letters(make_slides("Price ✓ and ★★ stars"))
    assert read_runs(supplied.data) == [
        ("Price ", None), ("✓", "contentlib symbols"), (" and ", None), ("★★", "contentlib symbols"), (" stars", None),
    ]  # fmt: skip
    assert [path.name for path in supplied.fonts.values()] == ["symbols-regular.ttf"]


def test_a_deck_whose_letters_all_faces_have_stays_as_it_is() -> None:
    data = make_slides("Цена für Ελλάδα: €5 – “quoted”")
    assert supply_letters(data).data is data


def test_all_other_parts_stay_as_they_are() -> None:
    data = make_slides("Tick ✓")
    made = supply_letters(data).data
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
        assert before.namelist() == after.namelist()
    assert changed == ["ppt/slides/slide1.xml"]


def test_a_slide_that_nobody_could_read_is_a_gap_with_its_reason() -> None:
    texts = ("Prices", "\U00012000\U00012001\U00012002\U00012003\U00012004", "Terms", "שלום עולם")
    unpacked = unpack_pages(draw_slides(make_slides(*texts), "deck.pptx").sections)
    assert unpacked
    assert [page.picture.page for page in unpacked.pages] == [1, 3]
    assert "needs a font" in unpacked.missing[2]
    assert "from right to left" in unpacked.missing[4]


def test_words_cut_for_their_letters_are_found_where_they_stand() -> None:
    unpacked = unpack_pages(draw_slides(make_slides("✓ Pricing ★ terms"), "deck.pptx").sections)
    assert unpacked
    (page,) = unpacked.pages
    assert [box.word for box in page.boxes] == ["Pricing", "terms"]
    assert page.boxes[0].left < page.boxes[1].left
