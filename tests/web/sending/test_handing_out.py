"""By every way a file leaves as the gate lets it: as it is where nothing is inside, else clean, else not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from contentlib.catalog import find_asset, find_inside
from contentlib.errors import BadInput
from contentlib.library.opened import Library
from contentlib.model import Cargo, Channel, Inside, Section
from contentlib.sending.delivery import Parcel, prepare_attachment
from contentlib.sending.handing_out import Way, find_handing_out, judge_file
from contentlib.sending.links import Terms
from tests.canaries.deck_plants import DECK_PLANTS
from tests.canaries.office_bases import make_deck, make_document
from tests.canaries.package_edit import holds
from tests.canaries.plant import OPEN_WORD
from tests.indexer.extract.mail.outlook_files import write_compound
from tests.web.buyer.test_buyer_pages import TOKEN, give, open_page
from tests.web.shelf import shelve

WORD = "Canarybfdkqzv"
NOTES = next(plant for plant in DECK_PLANTS if plant.name == "box on the notes page")


@pytest.fixture
def deck(library: Library) -> int:
    """A deck whose notes nobody read, in a library from before files were looked through."""
    return put(library, "deck.pptx", NOTES.put(make_deck(), WORD))


def put(library: Library, name: str, data: bytes) -> int:
    sections = (Section("slide 1", "Price", "Paid back in nine months."),)
    root = library.path.parent / "drive"
    asset_id = shelve(library, root, name, name, "external", "deck", sections, (), data=data)
    library.db.execute("UPDATE versions SET examined_with = 0, inside = '' WHERE asset_id = ?", [asset_id])
    return asset_id


def test_a_library_from_before_is_looked_through_when_it_is_sent(library: Library, deck: int) -> None:
    asset = find_asset(library.db, deck)
    assert find_inside(library.db, asset.version_id) is None
    word = find_handing_out(library.db, library.settings, asset)
    assert word.way is Way.CLEAN_COPY
    assert "speaker notes on 1 slide" in word.inside
    kept = find_inside(library.db, asset.version_id)
    assert kept
    assert Cargo.NOTES in {one.cargo for one in kept.carried}


def test_a_buyer_downloads_the_clean_copy(client: FlaskClient, library: Library, deck: int) -> None:
    assert "speaker notes on 1 slide" in client.get(f"/assets/{deck}/send").get_data(as_text=True)
    give(library, deck, Terms(download=True))
    assert WORD not in open_page(client).get_data(as_text=True)
    for _ in range(2):
        with client.get(f"/s/{TOKEN}/file") as answer:
            assert answer.status_code == 200
            assert "deck.pptx" in answer.headers["Content-Disposition"]
            assert holds(answer.data, OPEN_WORD)
            assert not holds(answer.data, WORD)


def test_what_is_mailed_and_what_a_rep_attaches_is_the_clean_copy(
    client: FlaskClient, library: Library, deck: int
) -> None:
    mailed = prepare_attachment(library, find_asset(library.db, deck), Parcel(deck, "ines@ours.example"))
    assert mailed
    with client.get(f"/assets/{deck}/copy") as answer:
        taken = answer.data
    assert mailed.data == taken
    assert holds(taken, OPEN_WORD)
    assert not holds(taken, WORD)


def test_what_cannot_be_cleaned_is_refused_with_what_to_do(client: FlaskClient, library: Library) -> None:
    old = put(library, "prices.xls", write_compound({"Workbook": b"\x09\x08"}))
    page = client.get(f"/assets/{old}/send").get_data(as_text=True)
    assert "It leaves by link only." in page
    assert "Send the link, or save it as PDF and send that." in page
    with pytest.raises(BadInput, match="field download cannot be chosen"):
        give(library, old, Terms(download=True))
    with pytest.raises(BadInput, match="cannot be “attached”"):
        prepare_attachment(library, find_asset(library.db, old), Parcel(old, "ines@ours.example", pages=()))
    body = {
        "asset_id": old, "contact": "a@b.example", "channel": Channel.LINK.value, "download": True, "rep": "i@o.example"
    }  # fmt: skip
    answer = client.post("/api/v1/sends", json=body)
    assert answer.status_code == 400
    assert "field download" in answer.get_data(as_text=True)
    assert client.post("/api/v1/sends", json=body | {"download": False}).status_code == 201


def test_a_file_that_changed_since_it_was_read_does_not_leave(client: FlaskClient, library: Library, deck: int) -> None:
    client.get(f"/assets/{deck}/send")
    give(library, deck, Terms(download=True))
    (Path(library.path).parent / "drive" / "deck.pptx").write_bytes(make_document())
    assert client.get(f"/s/{TOKEN}/file").status_code == 404


def test_nothing_known_is_never_nothing_inside() -> None:
    assert judge_file("pptx", None).way is Way.NOT_AT_ALL
    assert judge_file("pptx", Inside(unexamined="is damaged")).way is Way.NOT_AT_ALL
    assert judge_file("pptx", Inside()).way is Way.AS_IT_IS
