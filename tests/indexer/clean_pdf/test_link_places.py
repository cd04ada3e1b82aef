"""Links of PDFs: where they are on the page as it is shown."""

from __future__ import annotations

import json
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from contentlib.model import PAGE_PARTS, PageLink, read_links, write_links
from contentlib.pictures import WHOLE
from indexer.extract import read_page_links

SITE = "https://pricing.example.com/plans"


def pdf_with_link(target: str = SITE, *, turned: int = 0, flags: int = 4, script: bool = False) -> bytes:
    """A page of 200 by 100 points, cut to its right half, with a link in that half's upper left corner."""
    made = pikepdf.new()
    action = Dictionary(S=Name.JavaScript, JS=String("x")) if script else Dictionary(S=Name.URI, URI=String(target))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([100, 90, 110, 100]), F=flags, A=action)
    page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 200, 100]), CropBox=Array([100, 0, 200, 100]))
    page.Rotate, page.Annots = turned, Array([made.make_indirect(link)])
    made.pages.append(pikepdf.Page(made.make_indirect(page)))
    packed = BytesIO()
    made.save(packed)
    return packed.getvalue()


@pytest.mark.parametrize(("turned", "left", "top"), [(0, 0, 0), (90, 9000, 0), (180, 9000, 9000), (270, 0, 9000)])
def test_a_link_is_where_the_page_shows_it_however_it_is_cut_and_turned(turned: int, left: int, top: int) -> None:
    assert read_page_links(pdf_with_link(turned=turned), "pdf") == (PageLink(1, left, top, 1000, 1000, SITE),)


def test_links_that_are_hidden_or_run_something_are_none() -> None:
    for data in (pdf_with_link(flags=2), pdf_with_link("file:///c:/x"), pdf_with_link(script=True), b"%PDF-1.7 broken"):
        assert read_page_links(data, "pdf") == ()


@given(st.lists(st.lists(st.one_of(st.integers(), st.text(), st.none(), st.booleans()), max_size=8)))
def test_a_text_of_links_that_makes_no_sense_gives_none(rows: list[list[object]]) -> None:

    for link in read_links(json.dumps(rows)):
        assert link.target.lower().startswith(("http", "mailto"))


def test_links_come_back_from_their_text_and_stand_in_the_same_parts_as_words() -> None:
    links = (PageLink(3, 1, 2, 3, 4, SITE, "See “plans”"),)
    assert read_links(write_links(links)) == links
    assert PAGE_PARTS == WHOLE
