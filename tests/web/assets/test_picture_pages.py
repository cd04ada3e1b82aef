"""Pictures of pages on a rep's pages."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from contentlib.library.opened import Library
from contentlib.pictures.page_pictures import Picture, find_fingerprint, put_pictures
from contentlib.pictures.word_boxes import Box
from tests.web.buyer.test_buyer_pages import draw
from tests.web.shelf import HOSTILE, PRICE, RIVAL, STORY


def test_an_asset_shows_its_pages_each_leading_to_its_words(client: FlaskClient, library: Library) -> None:
    draw(library, PRICE, 2)
    page = client.get(f"/assets/{PRICE}?hit=page+2").get_data(as_text=True)
    assert 'aria-label="Pages as pictures"' in page
    assert f'<li class="hit"><a href="#at-page-2"><img src="/assets/{PRICE}/pictures/2?small=1"' in page
    assert 'alt="Picture of page 2"' in page


def test_a_picture_of_a_page_without_words_stands_for_itself(client: FlaskClient, library: Library) -> None:
    draw(library, HOSTILE, 3)
    page = client.get(f"/assets/{HOSTILE}").get_data(as_text=True)
    assert f'<a href="/assets/{HOSTILE}/pictures/3"><img' in page
    assert "Picture of slide 1" in page
    assert "Picture of slide 3" not in page


def test_an_asset_without_pictures_shows_none(client: FlaskClient) -> None:
    page = client.get(f"/assets/{STORY}").get_data(as_text=True)
    assert "Pages as pictures" not in page
    assert "<figure" not in page


def test_a_picture_is_a_picture_and_nothing_else(client: FlaskClient, library: Library) -> None:
    draw(library, RIVAL, 1)
    with client.get(f"/assets/{RIVAL}/pictures/1") as answer:
        assert answer.data == b"RIFF picture 1"
        assert answer.content_type == "image/webp"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_lists_are_given_a_small_picture(client: FlaskClient, library: Library) -> None:
    fingerprint = find_fingerprint(library.db, RIVAL)
    put_pictures(library.settings, fingerprint, [(Picture(1, 960, 540), b"RIFF large")], small=(b"RIFF small",))
    for asked, data in (("", b"RIFF large"), ("?small=1", b"RIFF small")):
        with client.get(f"/assets/{RIVAL}/pictures/1{asked}") as answer:
            assert answer.data == data


@pytest.mark.parametrize("path", ["/assets/1/pictures/1", "/assets/1/pictures/0", "/assets/99/pictures/1"])
def test_a_picture_that_was_not_made_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_words_of_a_search_are_marked_on_the_picture_that_answers(client: FlaskClient, library: Library) -> None:
    boxes = ((), (Box("Expensive", 1000, 2000, 500, 100), Box("savings", 3000, 2000, 500, 100)))
    pictures = [(Picture(page, 900, 506), b"RIFF") for page in (1, 2)]
    put_pictures(library.settings, find_fingerprint(library.db, PRICE), pictures, boxes)
    found = client.get("/?q=too+expensive").get_data(as_text=True)
    mark = '<rect x="90.0" y="101.2" width="45.0" height="5.1"/></svg>'
    assert f'<svg class="marks" viewBox="0 0 900 506" aria-hidden="true" focusable="false">{mark}' in found
    page = client.get(f"/assets/{PRICE}?search=1&hit=page+2").get_data(as_text=True)
    assert page.count("<rect") == 1
    assert mark in page
    # The same words, for who does not see the picture.
    assert re.search(r"<details[^>]* open><summary>Its words<span class=\"unseen\"> on page 2</span>", page)
    assert "<rect" not in client.get(f"/assets/{PRICE}").get_data(as_text=True)
