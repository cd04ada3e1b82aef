"""Sending: the form, its refusals, the record."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from contentlib.library import Library
from tests.web.conftest import read_form
from tests.web.shelf import HOSTILE, PRICE, RIVAL, STORY, fill_library
from tests.web.test_assets import retire
from web import create_app

TYPED = {
    "rep": "ines@ours.example",
    "contact": "ann@buyer.example",
    "deal": "Harbour 2026",
    "channel": "attached",
    "note": "After the call.\nShe asked for page 2.",
}


def send(client: FlaskClient, asset_id: int = PRICE, changes: dict[str, str] | None = None) -> tuple[int, str]:
    """Fill in the form and send it; returns the status and the page."""
    hidden = read_form(client, f"/assets/{PRICE}/send")
    answer = client.post(f"/assets/{asset_id}/send", data=hidden | TYPED | (changes or {}))
    return answer.status_code, answer.get_data(as_text=True)


def test_a_send_is_recorded_and_the_record_shows_it(client: FlaskClient, library: Library) -> None:
    status, _ = send(client)
    assert status == 303
    page = client.get("/sends").get_data(as_text=True)
    assert "Recorded: “Worth the price” to ann@buyer.example." in page
    for words in ("ann@<wbr>buyer.example", "ines@<wbr>ours.example", "Harbour 2026", "Attached to an email"):
        assert words in page
    (row,) = library.db.table("sends").rows
    assert len(row["token"]) == 32
    assert row["note"] == "After the call.\nShe asked for page 2."


def test_a_send_remembers_the_search_that_led_to_it(client: FlaskClient, library: Library) -> None:
    client.get("/?q=expensive")
    hidden = read_form(client, f"/assets/{PRICE}/send?search=1")
    assert hidden["search"] == "1"
    client.post(f"/assets/{PRICE}/send", data=hidden | TYPED)
    assert next(iter(library.db.table("sends").rows))["search_id"] == 1


def test_a_search_of_somebody_else_is_not_claimed(client: FlaskClient, library: Library) -> None:
    assert send(client, changes={"search": "77"})[0] == 303
    assert next(iter(library.db.table("sends").rows))["search_id"] is None


def test_a_double_click_is_one_send(client: FlaskClient, library: Library) -> None:
    hidden = read_form(client, f"/assets/{PRICE}/send")
    for _ in range(2):
        assert client.post(f"/assets/{PRICE}/send", data=hidden | TYPED).status_code == 303
    assert library.db.table("sends").count == 1


def test_the_form_knows_who_sent_last(client: FlaskClient) -> None:
    send(client)
    assert 'value="ines@ours.example"' in client.get(f"/assets/{STORY}/send").get_data(as_text=True)


def test_the_form_knows_the_person_of_the_settings(tmp_path: Path) -> None:
    library = fill_library(tmp_path, person="ola@ours.example")
    page = create_app(library=library).test_client().get(f"/assets/{PRICE}/send").get_data(as_text=True)
    library.close()
    assert 'value="ola@ours.example"' in page


def test_the_form_says_what_the_contact_had_already(client: FlaskClient) -> None:
    send(client)
    page = client.get(f"/assets/{PRICE}/send?contact=ann@buyer.example").get_data(as_text=True)
    assert "ann@buyer.example had this already" in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("rep", "ines", "“ines” in the field rep is no e-mail address"),
        ("contact", "", "in the field contact is no e-mail address"),
        ("contact", "a@b.example, c@d.example", "in the field contact is no e-mail address"),
        ("deal", "x" * 250, "The field deal has 250 characters"),
        ("note", "x" * 2001, "The field note has 2,001 characters"),
        ("channel", "pigeon", "“pigeon” in the field channel is no channel"),
    ],
)
def test_a_bad_field_is_named_beside_it_and_nothing_is_lost(
    client: FlaskClient, library: Library, field: str, value: str, sentence: str
) -> None:
    status, page = send(client, changes={field: value})
    assert status == 400
    assert f'id="problem-{field}">' in page
    assert sentence in page
    assert f'aria-describedby="problem-{field}"' in page
    assert "After the call." in page or field == "note"
    assert library.db.table("sends").count == 0


def test_an_internal_asset_is_refused_by_form_and_post(client: FlaskClient, library: Library) -> None:
    answer = client.get(f"/assets/{RIVAL}/send")
    assert answer.status_code == 403
    assert "“Against Quillbooks” is internal" in answer.get_data(as_text=True)
    status, page = send(client, RIVAL)
    assert status == 403
    assert "“Against Quillbooks” is internal" in page
    assert library.db.table("sends").count == 0


def test_a_retired_asset_is_refused(client: FlaskClient, library: Library) -> None:
    retire(library, STORY)
    assert client.get(f"/assets/{STORY}/send").status_code == 403
    assert send(client, STORY)[0] == 403


def test_a_form_without_its_token_is_refused(client: FlaskClient, library: Library) -> None:
    answer = client.post(f"/assets/{PRICE}/send", data=TYPED)
    assert answer.status_code == 400
    assert "Open it again here." in answer.get_data(as_text=True)
    assert library.db.table("sends").count == 0


def test_markup_in_a_send_is_shown_as_text(client: FlaskClient) -> None:
    send(client, HOSTILE, {"note": "<script>alert(1)</script>", "deal": "<b>deal</b>"})
    page = client.get("/sends").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "<b>deal" not in page


def test_the_record_is_paged(client: FlaskClient) -> None:
    assert "Nothing was sent yet." in client.get("/sends").get_data(as_text=True)
    assert "There is no page 3." in client.get("/sends?page=3").get_data(as_text=True)
