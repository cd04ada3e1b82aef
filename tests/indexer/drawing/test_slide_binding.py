"""A deck's PDF, bound of the pictures of its slides: what is in it, and what never is."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from contentlib.catalog import find_asset_by_path
from contentlib.errors import Unreadable
from contentlib.library.opened import Library
from contentlib.pictures import Box, CannotCut, Picture, cut_pages, find_fingerprint, put_pictures
from indexer.drawing.slide_binding import choose_slides
from tests.builders import build_library
from tests.indexer.extract.office.test_slide_links import SITE, add_words, new_deck, save

CANARIES = ("Canarynotes", "Canaryslide", "Canaryshape", "Canaryparked", "Canaryauthor", "hidden.example")


def canary_deck() -> bytes:
    """Three slides, the second hidden, with words wherever a buyer must not look."""
    show, first = new_deck()
    add_words(first, "Plans for everybody", SITE)
    first.notes_slide.notes_text_frame.text = "Canarynotes"
    hidden, last = (show.slides.add_slide(show.slide_layouts[6]) for _ in range(2))
    hidden._element.set("show", "0")
    add_words(hidden, "Canaryslide", "https://hidden.example/")
    add_words(last, "Grüße, до свидания", "mailto:sales@ours.example")
    shape = add_words(last, "Canaryshape", "https://hidden.example/", top=4)
    shape._element.nvSpPr.cNvPr.set("hidden", "1")
    add_words(last, "Canaryparked", "https://hidden.example/", left=-6)
    show.core_properties.author = "Canaryauthor"
    return save(show)


def picture_of(color: str) -> bytes:
    packed = io.BytesIO()
    Image.new("RGB", (400, 300), color).save(packed, "WEBP")
    return packed.getvalue()


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The deck in a library on a machine without LibreOffice, with pictures of the slides that are shown."""
    monkeypatch.setattr("contentlib.pictures.cut_outs.OFFICE", ())
    return build_library(tmp_path, {"plans.pptx": canary_deck()})


def draw(library: Library, *numbers: int, boxes: tuple[tuple[Box, ...], ...] = ()) -> int:
    """Pictures of these slides; returns the version's id."""
    version = find_asset_by_path(library.db, "plans.pptx").version_id
    colors = ("red", "blue", "green")
    drawn = [(Picture(number, 400, 300), picture_of(colors[number - 1])) for number in numbers]
    put_pictures(library.settings, find_fingerprint(library.db, version), drawn, boxes)
    return version


def open_bound(path: Path) -> tuple[list[str], list[Any]]:
    """The texts of the pages, and their links with the place of each."""
    with pdfium.PdfDocument(path) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    with pikepdf.open(path) as made:
        links = [
            (str(one.A.URI), [float(side) for side in one.Rect])
            for page in made.pages
            for one in page.get("/Annots", [])
        ]
    return texts, links


def test_a_slide_becomes_a_page_with_its_picture_its_words_and_its_link(library: Library) -> None:
    version = draw(library, 1, boxes=((Box("Plans", 1000, 2000, 1000, 500), Box("everybody", 2500, 2000, 2000, 500)),))
    path = cut_pages(library.db, library.settings, version, (1,))
    texts, links = open_bound(path)
    assert texts[0].split() == ["Plans", "for", "everybody"]
    assert links == [(SITE, [72.0, 405.0, 324.0, 432.0])]
    with pdfium.PdfDocument(path) as pdf:
        assert pdf[0].get_size() == (720, 540)
        assert pdf[0].render(scale=0.1).to_pil().convert("RGB").getpixel((5, 5))[0] > 200
        left, *_ = pdf[0].get_textpage().get_charbox(0)
        assert left == pytest.approx(72, abs=3)


def test_words_without_places_are_read_from_the_top_in_any_script(library: Library) -> None:
    texts, _ = open_bound(cut_pages(library.db, library.settings, draw(library, 1), (1,)))
    assert texts[0].split() == ["Plans", "for", "everybody"]


def test_nothing_that_is_hidden_is_in_it(library: Library) -> None:
    version = draw_shown_slides(library)
    path = cut_pages(library.db, library.settings, version)
    texts, links = open_bound(path)
    assert [text.split()[0] for text in texts] == ["Plans", "Grüße,"]
    assert "свидания" in texts[1]
    assert [target for target, _ in links] == [SITE, "mailto:sales@ours.example"]
    with pikepdf.open(path) as made:
        made.save(plain := io.BytesIO(), compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
        assert {*made.Root.keys()} == {"/Type", "/Pages"}
        assert "/Info" not in made.trailer
    held = plain.getvalue().lower()
    for word in CANARIES:
        assert word.lower().encode() not in held
        assert word.encode("utf-16-be").hex().encode() not in held


def draw_shown_slides(library: Library) -> int:
    """Pictures by the number of the slide, with a gap for the hidden one; returns the version's id."""
    version = draw(library, 1, 2, 3)
    fingerprint = find_fingerprint(library.db, version)
    (library.settings.library.with_suffix(".pictures") / fingerprint[:2] / fingerprint / "2.webp").unlink()
    return version


def test_the_same_slides_are_bound_to_the_same_bytes_once(library: Library) -> None:
    version = draw_shown_slides(library)
    path = cut_pages(library.db, library.settings, version, (3,))
    before = path.read_bytes()
    path.unlink()
    assert cut_pages(library.db, library.settings, version, (3,)).read_bytes() == before


def test_a_hidden_slide_is_not_bound_even_if_it_is_asked_for(library: Library) -> None:
    with pytest.raises(CannotCut, match="does not show slide 2"):
        cut_pages(library.db, library.settings, draw_shown_slides(library), (2,))


def test_pictures_that_are_not_the_slides_one_by_one_are_not_bound(library: Library) -> None:
    with pytest.raises(CannotCut, match="not its slides one by one"):
        cut_pages(library.db, library.settings, draw(library, 1, 2), (1,))


def test_without_pictures_it_is_said_what_to_do(library: Library) -> None:
    version = find_asset_by_path(library.db, "plans.pptx").version_id
    with pytest.raises(CannotCut, match="Draw them with contentlib pictures"):
        cut_pages(library.db, library.settings, version, (1,))


def test_a_deck_that_changed_since_it_was_read_is_not_bound(library: Library, tmp_path: Path) -> None:
    version = draw_shown_slides(library)
    (tmp_path / "drive" / "plans.pptx").write_bytes(save(new_deck()[0]))
    with pytest.raises(CannotCut, match="has changed since it was read"):
        cut_pages(library.db, library.settings, version, (1,))


def test_a_slide_that_could_not_be_drawn_is_named() -> None:
    with pytest.raises(Unreadable, match="no picture of slide 2"):
        choose_slides((), (1, 2), {1})
