"""What is planted in a PDF reaches a buyer by no way: not by the page of a link, its pictures, its file or a mail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from contentlib.catalog import find_asset, list_assets
from contentlib.library.opened import Library
from contentlib.sending.delivery import Parcel, prepare_attachment
from contentlib.sending.handing_out import Way, find_handing_out
from contentlib.sending.links import Terms
from indexer.drawing.page_drawing import draw_library
from tests.builders import build_library
from tests.plants.pdf_checks import check_copy
from tests.plants.pdf_document import shown_words
from tests.plants.pdf_plants import plant_some
from tests.web.buyer.test_buyer_pages import TOKEN, give, open_page

PLACES = ["annotation", "reply", "layer", "beside_the_page", "invisible_text", "field", "script", "xmp"]
SEED = 4


@pytest.fixture
def planted() -> tuple[bytes, list[str]]:
    return plant_some(PLACES, SEED)


@pytest.fixture
def library(tmp_path: Path, planted: tuple[bytes, list[str]]) -> Iterator[Library]:
    made = build_library(tmp_path, {"Offer.pdf": planted[0]})
    list(draw_library(made))
    made.db.execute("UPDATE assets SET audience = 'external'")
    yield made
    made.close()


def test_a_buyer_gets_what_the_pages_show_and_nothing_else(
    client: FlaskClient, library: Library, planted: tuple[bytes, list[str]]
) -> None:
    (asset_id,) = (asset.id for asset in list_assets(library.db))
    asset, words = find_asset(library.db, asset_id), planted[1]
    word = find_handing_out(library.db, library.settings, asset)
    assert word.way is Way.CLEAN_COPY
    assert "1 layer that is switched off" in word.inside
    give(library, asset_id, Terms(download=True))
    page = open_page(client).get_data(as_text=True)
    assert not [one for one in words if one in page]
    with client.get(f"/s/{TOKEN}/file") as answer:
        assert answer.status_code == 200
        assert check_copy(answer.data, words, (1, 2, 3)).is_right
    mailed = prepare_attachment(library, asset, Parcel(asset_id, "ines@ours.example", pages=(2,)))
    assert mailed
    assert check_copy(mailed.data, words, (2,)).is_right
    boxes = "".join(path.read_text("utf-8") for path in library.path.parent.rglob("*.pictures/*/*/?.json"))
    assert shown_words(1)[0] in boxes
    assert not [one for one in words if one in boxes]
