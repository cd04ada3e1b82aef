"""Pictures of pages on a rep's pages."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from contentlib.library import Library
from tests.web.shelf import HOSTILE, PRICE, RIVAL, STORY
from tests.web.test_shared import draw


def test_an_asset_shows_its_pages_each_leading_to_its_words(client: FlaskClient, library: Library) -> None:
    draw(library, PRICE, 2)
    page = client.get(f"/assets/{PRICE}?hit=page+2").get_data(as_text=True)
    assert 'aria-label="Pages as pictures"' in page
    assert f'<li class="hit"><a href="#at-page-2"><img src="/assets/{PRICE}/pictures/2"' in page
    assert 'alt="Picture of page 2"' in page


def test_pictures_that_do_not_match_the_sections_stand_for_themselves(client: FlaskClient, library: Library) -> None:
    draw(library, HOSTILE, 3)
    page = client.get(f"/assets/{HOSTILE}").get_data(as_text=True)
    assert f'<a href="/assets/{HOSTILE}/pictures/3"><img' in page
    assert "Picture of slide" not in page


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


@pytest.mark.parametrize("path", ["/assets/1/pictures/1", "/assets/1/pictures/0", "/assets/99/pictures/1"])
def test_a_picture_that_was_not_made_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
