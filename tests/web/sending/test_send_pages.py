"""Sending: the form, its refusals and warnings, the record, the link and what was read of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from contentlib.library.opened import Library
from contentlib.sending.discretion import OWNER
from contentlib.sending.links import find_links
from contentlib.sending.views import record_view
from tests.web.assets.test_asset_pages import retire
from tests.web.conftest import read_form
from tests.web.shelf import AT, HOSTILE, PRICE, RIVAL, STORY, fill_library
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
    assert "ann@buyer.example had this on" in page
    assert "version 1, the current one" in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("rep", "ines", "“ines” in the field rep is no e-mail address"),
        ("contact", "", "in the field contact is no e-mail address"),
        ("contact", "a@b.example, c d", "in the field contact is no e-mail address"),
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


# --- links ---------------------------------------------------------------------------------------------------------

LINK = {
    "channel": "link",
    "subject": "{title}",
    "message": "As promised.\n\n{title}\n{link}",
    "expires": "2099-12-31",
    "version": "current",
    "passcode": "",
}


def post(client: FlaskClient, address: str, data: dict[str, str] | None = None) -> tuple[int, str]:
    """A POST with the form token of the page that sends it."""
    token = read_form(client, "/sends/settings")["csrf_token"]
    answer = client.post(address, data={"csrf_token": token} | (data or {}), follow_redirects=True)
    return answer.status_code, answer.get_data(as_text=True)


def find_token(library: Library, send_id: int = 1) -> str:
    return find_links(library.db, [send_id], asking=OWNER)[send_id].token


def test_a_link_is_shown_with_a_mail_to_pass_it_on(client: FlaskClient, library: Library) -> None:
    hidden = read_form(client, f"/assets/{PRICE}/send")
    answer = client.post(f"/assets/{PRICE}/send", data=hidden | TYPED | LINK)
    assert answer.headers["Location"] == "/sends/1"
    page = client.get("/sends/1").get_data(as_text=True)
    address = f"http://localhost/s/{find_token(library)}"
    assert f'value="{address}"' in page
    assert f"As promised.\n\nWorth the price\n{address}" in page
    assert "mailto:ann@buyer.example?subject=Worth%20the%20price&amp;body=" in page
    assert "After the call." not in page.split("<textarea")[1].split("</textarea>")[0], "the note is for the team"


def test_a_link_cannot_be_worked_out_from_the_form(client: FlaskClient, library: Library) -> None:
    hidden = read_form(client, f"/assets/{PRICE}/send")
    tokens = set()
    for _ in range(2):
        client.post(f"/assets/{PRICE}/send", data=hidden | TYPED | LINK)
        tokens.add(find_token(library))
        library.db.execute("DELETE FROM links")
        library.db.execute("DELETE FROM sends")
    assert len(tokens) == 2
    assert all(re.fullmatch(r"[\w-]{32}", token) for token in tokens)


def test_a_double_click_is_one_link_and_shows_it(client: FlaskClient, library: Library) -> None:
    hidden = read_form(client, f"/assets/{PRICE}/send")
    for _ in range(2):
        answer = client.post(f"/assets/{PRICE}/send", data=hidden | TYPED | LINK)
        assert answer.headers["Location"] == "/sends/1"
    assert library.db.table("links").count == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("expires", "soon", "“soon” is no date"),
        ("expires", "2020-01-01", "The day in the field expires is over"),
        ("passcode", "abc", "takes 6 to 100 characters"),
        ("passcode", "tulip", "takes 6 to 100 characters"),
        ("passcode", "123456", "among the first that anybody tries"),
        ("message", "x" * 4001, "The field message has 4,001 characters"),
    ],
)
def test_bad_terms_are_named_beside_their_field(
    client: FlaskClient, library: Library, field: str, value: str, sentence: str
) -> None:
    status, page = send(client, changes=LINK | {field: value})
    assert status == 400
    assert f'id="problem-{field}">' in page
    assert sentence in page
    assert library.db.table("sends").count == library.db.table("links").count == 0


def test_a_link_is_revoked_and_given_more_time(client: FlaskClient) -> None:
    send(client, changes=LINK)
    assert "until the end of 2098-01-02" in post(client, "/sends/1/extend", {"expires": "2098-01-02"})[1]
    assert post(client, "/sends/1/extend", {"expires": "2020-01-02"})[0] == 400
    page = post(client, "/sends/1/revoke")[1]
    assert "This link is closed." in page
    assert "New last day" not in page


def test_changing_a_link_takes_a_form_of_ours(client: FlaskClient, library: Library) -> None:
    send(client, changes=LINK)
    assert client.post("/sends/1/revoke").status_code == 400
    assert client.get("/sends/1/revoke").status_code == 405
    assert library.db.execute("SELECT revoked_at FROM links").fetchone()[0] is None


def test_a_link_to_what_is_internal_now_is_shown_as_closed(client: FlaskClient, library: Library) -> None:
    send(client, changes=LINK)
    library.db.execute("UPDATE assets SET audience = 'internal' WHERE id = ?", [PRICE])
    assert "The asset is internal now" in client.get("/sends/1").get_data(as_text=True)


def test_an_unknown_send_is_told_plainly(client: FlaskClient) -> None:
    answer = client.get("/sends/99")
    assert answer.status_code == 404
    assert "No send has the number 99" in answer.get_data(as_text=True)


def test_the_form_tells_what_is_in_the_file_and_offers_a_clean_copy(client: FlaskClient, library: Library) -> None:
    page = client.get(f"/assets/{HOSTILE}/send").get_data(as_text=True)
    assert "speaker notes on 1 slide. The link never shows that." in page
    assert "The buyer may download a clean copy" in page
    # Where nobody can look through the file, the link alone is offered.
    library.db.execute("UPDATE versions SET examined_with = 0")
    page = client.get(f"/assets/{HOSTILE}/send").get_data(as_text=True)
    assert "It leaves by link only." in page
    assert 'name="download"' not in page
    library.db.execute("UPDATE versions SET examined_with = 1")
    page = client.get(f"/assets/{PRICE}/send").get_data(as_text=True)
    assert "speaker notes" not in page
    assert 'name="download"' in page


@pytest.mark.parametrize(
    ("column", "words"), [("expires_at", "This asset ran out on"), ("review_by", "was to be reviewed by")]
)
def test_the_form_warns_of_what_is_stale(client: FlaskClient, library: Library, column: str, words: str) -> None:
    library.db.execute(f"UPDATE assets SET {column} = '2026-01-01' WHERE id = ?", [PRICE])
    assert words in client.get(f"/assets/{PRICE}/send").get_data(as_text=True)


def test_mine_are_shown_first_and_everyones_on_request(client: FlaskClient) -> None:
    send(client, changes={"rep": "ola@ours.example", "deal": "Of Ola"})
    send(client)
    assert "Of Ola" not in client.get("/sends").get_data(as_text=True)
    assert "Of Ola" in client.get("/sends?by=everyone").get_data(as_text=True)


def test_what_was_read_is_shown_and_scanners_apart(client: FlaskClient, library: Library) -> None:
    send(client)
    for hours, human in ((1, True), (5, True), (0, False)):
        record_view(
            library.db, 1, viewed_at=AT + timedelta(hours=hours), seconds=65.0, pages=3,
            agent="browser" if human else "gate", human=human,
        )  # fmt: skip
    page = client.get("/sends").get_data(as_text=True)
    assert "<b>2 times</b>, 2 min 10 s" in page
    assert "1 scanner, not counted" in page
    page = client.get("/sends/1").get_data(as_text=True)
    assert "counted as a scanner by the system" in page
    assert page.index("Scanners, not counted") < page.index("gate")


def test_a_buyer_who_came_back_is_a_reason_to_call(client: FlaskClient, library: Library) -> None:
    send(client)
    for hours in (30, 2):
        at = datetime.now(UTC) - timedelta(hours=hours)
        record_view(library.db, 1, viewed_at=at, seconds=20, pages=1, agent="browser", human=True)
    page = client.get("/sends").get_data(as_text=True)
    assert "Worth a word now" in page
    assert "came back to" in page
    assert "A good day for a word." in client.get("/sends/1").get_data(as_text=True)
    assert "Worth a word now" in client.get("/").get_data(as_text=True), "where the rep begins the day"
    done = {"csrf_token": read_form(client, "/")["csrf_token"]}
    answer = client.post("/sends/1/followed", data=done, headers={"Referer": "http://localhost/"})
    assert (answer.status_code, answer.location) == (303, "/")
    assert "Worth a word now" not in client.get("/").get_data(as_text=True)


def test_how_links_look_is_changed_for_all(client: FlaskClient, library: Library) -> None:
    send(client, changes=LINK)
    send(client, STORY, {"channel": "link"})
    look = {
        "company": "Ours & Sons", "colour": "#123456", "address": "https://share.ours.example/", "days": "7",
        "subject": "{title} from {company}", "message": "Hi,\n{link}",
    }  # fmt: skip
    assert "Kept." in post(client, "/sends/settings", look)[1]
    page = client.get("/sends/2").get_data(as_text=True)
    assert f'value="https://share.ours.example/s/{find_token(library, 2)}"' in page
    assert "Harbour closes in two days from Ours &amp; Sons" in page
    status, page = post(client, "/sends/settings", look | {"colour": "red"})
    assert status == 400
    assert 'id="problem-colour"' in page


def test_a_link_whose_key_is_lost_still_works_and_its_page_says_why_it_is_not_shown(
    client: FlaskClient, library: Library
) -> None:
    client.post(f"/assets/{PRICE}/send", data=read_form(client, f"/assets/{PRICE}/send") | TYPED | LINK)
    token = find_token(library)
    library.path.with_suffix(".key").unlink()
    page = client.get("/sends/1").get_data(as_text=True)
    assert "This link works, but cannot be shown." in page
    assert "/s/" not in page
    assert client.get(f"/s/{token}").status_code == 200


def test_a_link_that_the_form_made_stands_in_no_file_of_the_library(client: FlaskClient, library: Library) -> None:
    client.post(f"/assets/{PRICE}/send", data=read_form(client, f"/assets/{PRICE}/send") | TYPED | LINK)
    token = find_token(library)
    assert client.get(f"/s/{token}").status_code == 200
    assert token in client.get("/sends/1").get_data(as_text=True)
    kept = [path for path in library.path.parent.rglob("*") if path.is_file()]
    assert not [path.name for path in kept if token.encode() in path.read_bytes()]
