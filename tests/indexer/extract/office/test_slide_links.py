"""Links on slides: where they are, where they lead, and that what nobody sees has none."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
from pptx.util import Emu, Inches

from contentlib.catalog import find_asset_by_path, list_page_links
from contentlib.model import PageLink
from indexer.extract import read_examined, read_page_links
from tests.builders import build_library, index

SLIDE = (Inches(10), Inches(7.5))
SITE = "https://pricing.example.com/plans"


def new_deck() -> tuple[Any, Any]:
    """A deck of one empty slide."""
    show = pptx.Presentation()
    show.slide_width, show.slide_height = SLIDE
    return show, show.slides.add_slide(show.slide_layouts[6])


def save(show: Any) -> bytes:
    packed = BytesIO()
    show.save(packed)
    return packed.getvalue()


def add_words(slide: Any, words: str, target: str, *, left: float = 1, top: float = 1.5) -> Any:
    """A box of 5 by 1.5 inches whose words are a link."""
    box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(5), Inches(1.5))
    run = box.text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = words, target
    return box


def links_of(show: Any) -> tuple[PageLink, ...]:
    return read_page_links(save(show), "pptx")


def test_a_link_of_words_comes_with_its_words_and_the_place_of_their_shape() -> None:
    show, slide = new_deck()
    add_words(slide, "See our plans", SITE)
    assert links_of(show) == (PageLink(1, 1000, 2000, 5000, 2000, SITE, "See our plans"),)


def test_a_shape_that_is_a_link_is_one_all_over() -> None:
    show, slide = new_deck()
    shape = slide.shapes.add_shape(1, Inches(1), Inches(1.5), Inches(5), Inches(1.5))
    shape.click_action.hyperlink.address = "mailto:sales@ours.example"
    assert links_of(show) == (PageLink(1, 1000, 2000, 5000, 2000, "mailto:sales@ours.example"),)


def test_the_links_of_two_paragraphs_stand_one_below_the_other() -> None:
    show, slide = new_deck()
    box = add_words(slide, "first", "https://a.example/")
    run = box.text_frame.add_paragraph().add_run()
    run.text, run.hyperlink.address = "second", "https://b.example/"
    assert [(one.top, one.height) for one in links_of(show)] == [(2000, 1000), (3000, 1000)]


def test_a_link_in_a_group_stands_where_the_group_puts_it() -> None:
    show, slide = new_deck()
    group = slide.shapes.add_group_shape()
    add_words(group, "inside", SITE, left=0, top=0)
    place = group._element.grpSpPr.find("{*}xfrm")
    for name, across, down in (("off", 5, 3.75), ("ext", 2.5, 0.75), ("chOff", 0, 0), ("chExt", 5, 1.5)):
        keys = ("x", "y") if name.endswith("ff") else ("cx", "cy")
        for key, inches in zip(keys, (across, down), strict=True):
            place.find(f"{{*}}{name}").set(key, str(int(Inches(inches))))
    (found,) = links_of(show)
    assert (found.left, found.top, found.width, found.height) == (5000, 5000, 2500, 1000)


def test_a_link_in_a_cell_stands_in_its_cell() -> None:
    show, slide = new_deck()
    frame = slide.shapes.add_table(2, 2, Emu(0), Emu(0), Inches(10), Inches(7.5))
    run = frame.table.cell(1, 1).text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = "terms", SITE
    (found,) = links_of(show)
    assert (found.left, found.top, found.width, found.height) == (5000, 5000, 5000, 5000)


def test_a_placeholder_stands_where_its_layout_puts_it() -> None:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    run = slide.shapes.title.text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = "Plans", SITE
    (found,) = links_of(show)
    assert found.top < 2000
    assert found.width > 5000


def test_hidden_slides_hidden_shapes_and_shapes_beside_the_slide_have_no_links() -> None:
    show, slide = new_deck()
    hidden = show.slides.add_slide(show.slide_layouts[6])
    hidden._element.set("show", "0")
    add_words(hidden, "on a hidden slide", "https://hidden.example/")
    shape = add_words(slide, "hidden", "https://hidden.example/")
    shape._element.nvSpPr.cNvPr.set("hidden", "1")
    add_words(slide, "parked", "https://hidden.example/", left=-6)
    assert links_of(show) == ()


def test_what_leads_elsewhere_than_to_the_web_is_no_link() -> None:
    show, slide = new_deck()
    for target in (
        "file:///c:/floor.xlsx",
        "javascript:alert(1)",
        "https://rep:x@a.example/",
        "\\\\server\\share",
    ):
        add_words(slide, "x", target)
    assert links_of(show) == ()


def test_a_reading_has_the_links_and_a_broken_deck_has_none() -> None:
    show, slide = new_deck()
    add_words(slide, "See our plans", SITE)
    assert [link.target for link in read_examined(save(show), "a.pptx").links] == [SITE]
    assert read_page_links(b"PK broken", "pptx") == read_page_links(b"words", "txt") == ()


def test_a_pass_keeps_the_links_and_finds_those_of_what_was_read_before(tmp_path: Path) -> None:
    show, slide = new_deck()
    add_words(slide, "See our plans", SITE)
    library = build_library(tmp_path, {"plans.pptx": save(show), "price.md": "Paid back in seven months."})
    version = find_asset_by_path(library.db, "plans.pptx").version_id
    assert [link.target for link in list_page_links(library.db, version)] == [SITE]
    library.db.execute("UPDATE versions SET page_links = '', linked_with = 0")
    index(library, tmp_path / "drive")
    assert [link.target for link in list_page_links(library.db, version)] == [SITE]
    library.close()
