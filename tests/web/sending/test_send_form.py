"""Sending to several, with a message, chosen pages and terms; noting what was sent elsewhere; what buyers then see."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from flask.testing import FlaskClient

from contentlib.errors import BadInput
from contentlib.library.opened import Library
from contentlib.pictures.chosen_pages import check_pages, read_pages, write_pages
from contentlib.pictures.cut_outs import CannotCut, cut_pages
from contentlib.sending.discretion import OWNER
from contentlib.sending.links import Gate, Terms, find_links, list_choosable
from contentlib.sending.messages import OWN, read_messages
from contentlib.sending.views import list_downloads, list_readings, record_followed_up, record_view
from tests.mailserver import Server, reopen_with_mail, serve_mail
from tests.web.buyer.test_buyer_pages import CHROME, TOKEN, give, open_page
from tests.web.conftest import read_form
from tests.web.shelf import AT, HOSTILE, PRICE, STORY, fill_library
from web import create_app

FORM = {
    "rep": "ines@ours.example", "contact": "ann@buyer.example", "deal": "", "channel": "link", "note": "",
    "subject": "{title}", "message": "Hello {first_name},\n\n{title}{pages}\n{link}", "expires": "2099-12-31",
    "version": "current", "passcode": "", "gate": "",
}  # fmt: skip


def post(client: FlaskClient, asset_id: int = PRICE, /, **changes: object) -> tuple[int, str, str]:
    """Fill in the form and send it: status, page, and where it leads."""
    hidden = read_form(client, f"/assets/{PRICE}/send")
    answer = client.post(f"/assets/{asset_id}/send", data=hidden | FORM | changes)
    return answer.status_code, answer.get_data(as_text=True), answer.headers.get("Location", "")


def contacts_of(library: Library) -> list[str]:
    rows = library.db.execute("SELECT c.email FROM sends s JOIN contacts c ON c.id = s.contact_id ORDER BY s.id")
    return [row[0] for row in rows]


# --- several at once ------------------------------------------------------------------------------------------------


def test_each_of_several_contacts_gets_a_link_of_their_own(client: FlaskClient, library: Library) -> None:
    status, _, location = post(client, contact="Ann <ann@buyer.example>; bob@buyer.example, ann@buyer.example")
    assert (status, location) == (303, "/sends/ready?id=1&id=2")
    assert contacts_of(library) == ["ann@buyer.example", "bob@buyer.example"]
    page = client.get(location).get_data(as_text=True)
    tokens = {link.token for link in find_links(library.db, [1, 2], asking=OWNER).values()}
    assert len(tokens) == 2
    assert all(f"/s/{token}" in page for token in tokens)
    assert page.count("mailto:") == 2


def test_one_bad_address_among_several_records_nobody(client: FlaskClient, library: Library) -> None:
    status, page, _ = post(client, contact="ann@buyer.example, bob")
    assert status == 400
    assert "“bob” in the field contact is no e-mail address" in page
    assert library.db.table("sends").count == 0


def test_more_than_25_at_once_are_refused(client: FlaskClient, library: Library) -> None:
    status, page, _ = post(client, contact=", ".join(f"a{number}@buyer.example" for number in range(26)))
    assert status == 400
    assert "26 addresses; 25 are the most" in page


def test_a_double_click_on_several_is_each_once(client: FlaskClient, library: Library) -> None:
    hidden = read_form(client, f"/assets/{PRICE}/send")
    for _ in range(2):
        data = hidden | FORM | {"contact": "ann@buyer.example, bob@buyer.example"}
        assert client.post(f"/assets/{PRICE}/send", data=data).status_code == 303
    assert library.db.table("sends").count == 2


def test_a_draft_holds_the_contacts_name_and_breaks_lines_as_mail_programs_want(
    client: FlaskClient, library: Library
) -> None:
    library.db.table("contacts").insert({"email": "ann@buyer.example", "name": "Ann Smith"})
    post(client)
    page = client.get("/sends/1").get_data(as_text=True)
    assert "Hello Ann,\n\nWorth the price\nhttp://localhost/s/" in page
    assert "&amp;body=Hello%20Ann%2C%0D%0A%0D%0AWorth" in page
    assert re.search(r'<a href="http://localhost/s/[\w-]+">Worth the price</a>', page), "with formatting, to be copied"


# --- the message ----------------------------------------------------------------------------------------------------


def test_another_message_fills_the_form_and_loses_nothing_typed(client: FlaskClient, library: Library) -> None:
    hidden = read_form(client, f"/assets/{PRICE}/send")
    data = hidden | FORM | {"template": "proof", "refill": "yes", "contact": "a@b.example", "note": "for us"}
    page = client.post(f"/assets/{PRICE}/send/form", data=data).get_data(as_text=True)
    assert 'value="How others did it: Worth the price"' in page
    assert "a company much like yours" in page
    assert 'value="a@b.example"' in page
    assert "for us" in page
    assert library.db.table("sends").count == 0


def test_every_message_that_comes_along_has_a_place_for_the_link() -> None:
    assert len(read_messages()) >= 4
    assert all("{link}" in one.body and "{title}" in one.subject + one.body for one in read_messages())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("subject", "subjekt"), "Message 1 .* needs exactly: body, label, name, subject"),
        (("{first_name}", "{vorname}"), "has {vorname}. Known are: first_name"),
        (('"""', '"'), "is not valid TOML"),
    ],
)
def test_a_teams_own_messages_that_cannot_be_used_are_told_by_number(
    tmp_path: Path, change: tuple[str, str], sentence: str
) -> None:
    own = tmp_path / "messages.toml"
    own.write_text(OWN.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(BadInput, match=sentence):
        read_messages(str(own))


# --- warnings -------------------------------------------------------------------------------------------------------


def test_what_ran_out_gets_no_link_but_can_be_noted(client: FlaskClient, library: Library) -> None:
    library.db.execute("UPDATE assets SET expires_at = '2026-01-01' WHERE id = ?", [PRICE])
    status, page, _ = post(client)
    assert status == 403
    assert "ran out on 2026-01-01, so no link is made" in page
    assert library.db.table("sends").count == library.db.table("links").count == 0
    assert post(client, channel="meeting")[0] == 303


def test_what_took_its_place_is_offered(client: FlaskClient, library: Library) -> None:
    library.db.execute("UPDATE assets SET title = 'Worth the price 2024' WHERE id = ?", [PRICE])
    library.db.execute("UPDATE assets SET title = 'Worth the price 2026', kind = 'one_pager' WHERE id = ?", [STORY])
    page = client.get(f"/assets/{PRICE}/send").get_data(as_text=True)
    assert "“Worth the price 2026” has taken its place" in page
    assert "has taken its place" not in client.get(f"/assets/{STORY}/send").get_data(as_text=True)


def test_the_form_tells_which_version_each_contact_has(client: FlaskClient, library: Library) -> None:
    post(client)
    hidden = read_form(client, f"/assets/{PRICE}/send")
    data = hidden | FORM | {"contact": "new@buyer.example, ann@buyer.example"}
    page = client.post(f"/assets/{PRICE}/send/form", data=data).get_data(as_text=True)
    assert re.search(r"<li>ann@buyer\.example had this on .* version 1, the current one\.</li>", page)
    assert "<li>new@" not in page


# --- completion -----------------------------------------------------------------------------------------------------


def test_contacts_and_deals_are_completed_by_name_address_and_account(client: FlaskClient, library: Library) -> None:
    account = library.db.table("accounts").insert({"name": "Harbour Ltd"}).last_pk
    library.db.table("contacts").insert({"email": "ann@buyer.example", "name": "Ann Smith", "account_id": account})
    library.db.table("deals").insert_all(
        [{"name": "Aa first", "account_id": None}, {"name": "Renewal", "account_id": account}]
    )
    for typed in ("smi", "ANN@", "harb"):
        (found,) = client.get(f"/sends/suggest?field=contact&typed={typed}").get_json()
        assert found == {"value": "ann@buyer.example", "says": "Ann Smith, Harbour Ltd"}
    assert client.get("/sends/suggest?field=contact&typed=%25").get_json() == []
    deals = client.get("/sends/suggest?field=deal&typed=&contact=ann@buyer.example").get_json()
    assert [deal["value"] for deal in deals] == ["Renewal", "Aa first"], "the contact's own account comes first"


# --- what was sent elsewhere ----------------------------------------------------------------------------------------


def test_a_send_that_happened_elsewhere_takes_one_click_on_a_name(client: FlaskClient, library: Library) -> None:
    post(client, deal="Harbour 2026", channel="meeting")
    address = f"/assets/{STORY}/sent"
    page = client.get(address).get_data(as_text=True)
    value = re.search(r'name="to" value="([^"]+)"', page)
    assert value
    data = read_form(client, address) | {"channel": "attached", "to": value[1]}
    assert client.post(address, data=data).status_code == 303
    last = library.db.execute("SELECT asset_id, channel, deal_id FROM sends ORDER BY id DESC LIMIT 1").fetchone()
    assert last == (STORY, "attached", 1)


def test_noting_a_send_to_nobody_says_so(client: FlaskClient, library: Library) -> None:
    address = f"/assets/{STORY}/sent"
    answer = client.post(address, data=read_form(client, address) | {"rep": "i@o.example", "channel": "attached"})
    assert answer.status_code == 400
    assert 'id="problem-contact"' in answer.get_data(as_text=True)


# --- chosen pages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["x", "0", "3-2", "1-", "-1", "1,,x", "99999", "1;DROP"])
def test_pages_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(BadInput, match="field pages"):
        read_pages(text)


@pytest.mark.parametrize("text", ["1", "1-3", "2, 4-6, 9", "1-2, 4"])
def test_pages_are_written_as_they_are_read(text: str) -> None:
    assert write_pages(read_pages(text)) == text


def test_pages_that_are_not_there_are_named() -> None:
    with pytest.raises(BadInput, match="names 4-5; it has 1-3"):
        check_pages((1, 4, 5), (1, 2, 3))


def test_a_link_to_chosen_pages_shows_those_and_stays_with_its_version(client: FlaskClient, library: Library) -> None:
    post(client, pages="2")
    (link,) = find_links(library.db, [1], asking=OWNER).values()
    assert link.terms.pinned
    page = client.get(f"/s/{link.token}", headers=CHROME).get_data(as_text=True)
    assert "Show the savings table" in page
    assert "paid back in nine months" not in page
    assert 'data-page="2"' in page
    assert "page 2 of the version that was sent" in client.get("/sends/1").get_data(as_text=True)


def test_pictures_of_pages_that_were_not_chosen_are_closed(client: FlaskClient, library: Library) -> None:
    from tests.web.buyer.test_buyer_pages import draw

    draw(library, PRICE, 2)
    post(client, pages="2")
    (link,) = find_links(library.db, [1], asking=OWNER).values()
    for number, status in ((1, 404), (2, 200)):
        with client.get(f"/s/{link.token}/pages/{number}", headers=CHROME) as answer:
            assert answer.status_code == status


def test_pages_an_asset_does_not_have_are_refused(client: FlaskClient, library: Library) -> None:
    status, page, _ = post(client, pages="7")
    assert status == 400
    assert "names 7; it has 1-2" in page
    status, page, _ = post(client, STORY, pages="1")
    assert "has no pages to choose from" in page


def test_all_pages_chosen_is_all_of_it(client: FlaskClient, library: Library) -> None:
    post(client, pages="1-2")
    (link,) = find_links(library.db, [1], asking=OWNER).values()
    assert not link.terms.pinned


def make_pdf(*texts: str) -> bytes:
    reportlab = pytest.importorskip(
        "reportlab.pdfgen.canvas", reason="no reportlab; get it with: pip install reportlab"
    )
    written = io.BytesIO()
    canvas = reportlab.Canvas(written)
    for text in texts:
        canvas.drawString(72, 700, text)
        canvas.textAnnotation(f"our margin on {text}", Rect=[10, 10, 50, 50])
        canvas.showPage()
    canvas.setTitle("Our inner title")
    canvas.save()
    return written.getvalue()


def put_pdf(library: Library, tmp_path: Path, data: bytes) -> None:
    """The price list becomes a true PDF."""
    import hashlib

    (tmp_path / "drive/pricing/Worth the price.pdf").write_bytes(data)
    library.db.execute(
        "UPDATE versions SET fingerprint = ? WHERE asset_id = ?", [hashlib.sha256(data).hexdigest(), PRICE]
    )


def read_texts(data: bytes) -> list[str]:
    pdf = pdfium.PdfDocument(data)
    texts = [pdf[number].get_textpage().get_text_range() for number in range(len(pdf))]
    pdf.close()
    return texts


def test_a_cut_holds_the_chosen_pages_and_nothing_said_in_the_margin(
    client: FlaskClient, library: Library, tmp_path: Path
) -> None:
    put_pdf(library, tmp_path, make_pdf("alpha", "beta"))
    answer = client.get(f"/assets/{PRICE}/pages.pdf?pages=2")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Worth the price, page 2.pdf"'
    assert read_texts(answer.data) == ["beta"]
    assert b"our margin" not in answer.data
    assert b"Our inner title" not in answer.data
    answer.close()


def test_a_file_that_changed_since_it_was_read_is_not_cut(library: Library, tmp_path: Path) -> None:
    put_pdf(library, tmp_path, make_pdf("alpha", "beta"))
    (tmp_path / "drive/pricing/Worth the price.pdf").write_bytes(make_pdf("secret", "secret"))
    with pytest.raises(CannotCut, match="has changed since it was read"):
        cut_pages(library.db, library.settings, PRICE, (1,))


def test_a_damaged_file_costs_its_own_cut_only(client: FlaskClient) -> None:
    answer = client.get(f"/assets/{PRICE}/pages.pdf?pages=2")
    assert answer.status_code == 400
    assert "could not be cut" in answer.get_data(as_text=True)


def test_a_buyers_download_of_chosen_pages_is_those_pages_and_is_on_the_timeline(
    client: FlaskClient, library: Library, tmp_path: Path
) -> None:
    put_pdf(library, tmp_path, make_pdf("alpha", "beta"))
    post(client, pages="2", download="yes")
    library.db.execute("UPDATE sends SET sent_at = ?", [AT.isoformat(timespec="microseconds")])
    (link,) = find_links(library.db, [1], asking=OWNER).values()
    buyer = client.application.test_client()
    with buyer.get(f"/s/{link.token}/file", headers=CHROME) as answer:
        assert read_texts(answer.data) == ["beta"]
    (download,) = list_downloads(library.db, 1)
    assert (download.agent, download.why) == ("Chrome on a computer", None)
    assert "Took the file along" in client.get("/sends/1").get_data(as_text=True)
    with buyer.get(f"/s/{link.token}/file", headers={"User-Agent": "curl/8"}) as answer:
        assert answer.status_code == 200
    assert client.get("/sends/1").get_data(as_text=True).count("Took the file along") == 1


def test_hidden_slides_and_notes_cannot_be_chosen(library: Library) -> None:
    library.db.execute("UPDATE sections SET heading = '', text = '' WHERE notes != ''")
    from contentlib.catalog.assets import find_asset

    assert list_choosable(library.db, library.settings, find_asset(library.db, HOSTILE)) == ()


# --- who reads ------------------------------------------------------------------------------------------------------


def knock(client: FlaskClient, **typed: str) -> tuple[int, str]:
    answer = client.post(f"/s/{TOKEN}", data=typed, headers=CHROME)
    return answer.status_code, answer.get_data(as_text=True)


def test_a_gate_asks_for_an_address_and_keeps_it_with_the_view(client: FlaskClient, library: Library) -> None:
    give(library, PRICE, Terms(gate=Gate.EMAIL))
    page = open_page(client).get_data(as_text=True)
    assert "Please say who you are" in page
    assert "paid back" not in page
    assert client.get(f"/s/{TOKEN}/file", headers=CHROME).status_code == 404
    assert knock(client, visitor="nobody")[0] == 403
    assert knock(client, visitor="Carl@elsewhere.example")[0] == 303
    page = open_page(client).get_data(as_text=True)
    assert "paid back in nine months" in page
    assert "The email address that you gave is kept" in page
    (view,) = list_readings(library.db, [1])[1].views
    assert view.visitor == "carl@elsewhere.example"


def test_a_gate_for_one_company_lets_nobody_else_in_and_does_not_name_it(client: FlaskClient, library: Library) -> None:
    give(library, PRICE, Terms(gate=Gate.DOMAIN))
    for address in ("carl@elsewhere.example", "ann@buyer.example.evil.example", "ann@evil-buyer.example"):
        status, page = knock(client, visitor=address)
        assert status == 403
        assert "buyer.example." not in page.replace(address, "")
    assert knock(client, visitor="Carl@BUYER.example")[0] == 303


def test_a_gate_with_a_passcode_asks_for_both(client: FlaskClient, library: Library) -> None:
    from tests.web.buyer.test_buyer_pages import PASSCODE

    give(library, PRICE, Terms(gate=Gate.EMAIL, passcode=PASSCODE))
    assert knock(client, visitor="carl@elsewhere.example", passcode="rose")[0] == 403
    assert knock(client, passcode="tulip")[0] == 403
    assert knock(client, visitor="carl@elsewhere.example", passcode="tulip")[0] == 303


def test_a_pass_for_one_link_opens_no_other(client: FlaskClient, library: Library) -> None:
    give(library, PRICE, Terms(gate=Gate.EMAIL))
    give(library, STORY, Terms(gate=Gate.EMAIL), token="v" * 32)
    knock(client, visitor="carl@elsewhere.example")
    cookie = client.get_cookie("let-in", path=f"/s/{TOKEN}")
    assert cookie
    client.set_cookie("let-in", cookie.value, path="/s/" + "v" * 32)
    assert "Please say who you are" in open_page(client, "v" * 32).get_data(as_text=True)


def test_an_unknown_gate_is_refused_by_its_field(client: FlaskClient) -> None:
    status, page, _ = post(client, gate="moat")
    assert status == 400
    assert 'id="problem-gate"' in page


# --- a word with the buyer ------------------------------------------------------------------------------------------


def test_a_follow_up_is_put_away_until_the_buyer_comes_again(client: FlaskClient, library: Library) -> None:
    post(client)
    now = datetime.now(UTC)
    for hours in (30, 20):
        record_view(library.db, 1, viewed_at=now - timedelta(hours=hours), seconds=20, pages=1, agent="b", human=True)
    assert "Worth a word now" in client.get("/sends").get_data(as_text=True)
    token = read_form(client, "/sends/settings")["csrf_token"]
    assert client.post("/sends/1/followed", data={"csrf_token": token}).status_code == 303
    assert "Worth a word now" not in client.get("/sends").get_data(as_text=True)
    assert "You had a word on" in client.get("/sends/1").get_data(as_text=True)
    record_followed_up(library.db, 1, followed_at=now - timedelta(hours=5))
    record_view(library.db, 1, viewed_at=now - timedelta(hours=1), seconds=20, pages=1, agent="b", human=True)
    assert "Worth a word now" in client.get("/sends").get_data(as_text=True)


# --- through the mail server ----------------------------------------------------------------------------------------


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serve_mail(tmp_path) as served:
        yield served


@pytest.fixture
def mailing(tmp_path: Path, server: Server) -> Iterator[FlaskClient]:
    library = reopen_with_mail(fill_library(tmp_path), server)
    yield create_app(library=library).test_client()
    library.close()


def test_the_form_mails_and_says_who_did_not_get_it(mailing: FlaskClient, server: Server) -> None:
    server.box.unknown.add("bob@buyer.example")
    _, _, location = post(mailing, contact="ann@buyer.example, bob@buyer.example", mailed="yes")
    page = mailing.get(location).get_data(as_text=True)
    assert "Mailed and recorded: “Worth the price” to ann@buyer.example." in page
    assert "550 No such user here" in page
    assert "Mails that did not go out" in mailing.get("/sends").get_data(as_text=True)
    assert [mail["To"] for mail in server.box.mails] == ["ann@buyer.example"]


def test_a_mail_server_that_refuses_all_loses_nothing_typed(mailing: FlaskClient, server: Server) -> None:
    server.box.unknown.add("ann@buyer.example")
    status, page, _ = post(mailing, mailed="yes", note="for us")
    assert status == 502
    assert "The mail server refused the mail to ann@buyer.example: 550 No such user here." in page
    assert "for us" in page


def test_a_rep_who_sends_it_themselves_is_shown_the_draft(mailing: FlaskClient, server: Server) -> None:
    status, _, location = post(mailing, mailed="no")
    assert (status, location) == (303, "/sends/1")
    assert server.box.mails == []
