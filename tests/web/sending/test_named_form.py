"""The form and the API ask before what was made for one customer goes to another."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from contentlib.library.opened import Library
from contentlib.model import Section
from tests.web.sending.test_send_form import post
from tests.web.shelf import shelve


@pytest.fixture
def proposal(library: Library) -> int:
    section = Section("page 1", "Terms", "Twelve euros a seat.")
    root = library.path.parent / "drive"
    return shelve(library, root, "p.docx", "Proposal for Weidinger Handel", "external", "pricing", (section,), ())


def test_the_asset_and_the_form_tell_for_whom_it_was_made(client: FlaskClient, proposal: int) -> None:
    for address in (f"/assets/{proposal}", f"/assets/{proposal}/send"):
        assert "<b>Made for Weidinger Handel</b>" in client.get(address).get_data(as_text=True)


def test_the_form_asks_and_sends_when_told(client: FlaskClient, library: Library, proposal: int) -> None:
    status, page, _ = post(client, proposal)
    assert status == 400
    assert 'name="other_customer"' in page
    assert "was made for Weidinger Handel" in page
    assert library.db.table("sends").count == 0
    assert post(client, proposal, other_customer="yes")[0] == 303
    assert post(client, proposal, contact="max@weidinger-handel.example")[0] == 303


def test_the_api_refuses_without_the_field(client: FlaskClient, proposal: int) -> None:
    body = {"asset_id": proposal, "contact": "ann@buyer.example", "channel": "link", "rep": "ines@ours.example"}
    answer = client.post("/api/v1/sends", json=body)
    assert answer.status_code == 400
    assert "other_customer" in answer.get_data(as_text=True)
    assert client.post("/api/v1/sends", json=body | {"other_customer": True}).status_code == 201
    theirs = body | {"contact": "max@weidinger-handel.example"}
    assert client.post("/api/v1/sends", json=theirs).status_code == 201


def test_what_was_sent_elsewhere_is_noted_unasked(client: FlaskClient, library: Library, proposal: int) -> None:
    page = client.get(f"/assets/{proposal}/sent")
    assert page.status_code == 200
    form = {"rep": "ines@ours.example", "contact": "ann@buyer.example", "channel": "attached", "form": "f"}
    from tests.web.conftest import read_form

    hidden = read_form(client, f"/assets/{proposal}/sent")
    assert client.post(f"/assets/{proposal}/sent", data=hidden | form).status_code == 303
    assert library.db.table("sends").count == 1
