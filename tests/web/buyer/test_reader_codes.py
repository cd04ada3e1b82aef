"""Links that mail a code: who gets one, that nobody learns who does, how often it is tried, what is recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contentlib.errors import BadInput
from contentlib.library.opened import Library, open_library
from contentlib.sending.discretion import OWNER
from contentlib.sending.link_codes import CODE_TRIES, read_allowed, record_code
from contentlib.sending.links import Gate, Terms, find_links, find_shared
from contentlib.sending.views import list_downloads
from tests.fakes import WordEmbedder
from tests.mailserver import Server, reopen_with_mail, serve_mail
from tests.web.buyer.test_buyer_pages import CHROME, PASSCODE, TOKEN, give, open_page, reading
from tests.web.sending.test_send_form import post as send_form
from tests.web.shelf import PRICE, fill_library
from web import create_app
from web.once import now
from web.posting import KEY, Posting

CODES = Terms(gate=Gate.CODE, allowed=("bo@partner.example", "harbour.example"), download=True)
ANN, BO, EVE = "ann@buyer.example", "Bo@partner.example", "eve@elsewhere.example"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serve_mail(tmp_path) as served:
        yield served


@pytest.fixture
def library(tmp_path: Path, server: Server) -> Iterator[Library]:
    opened = reopen_with_mail(fill_library(tmp_path), server)
    yield opened
    opened.close()


def ask(app: Flask, visitor: str, *, client: FlaskClient | None = None, **more: str) -> tuple[int, str]:
    """Ask for a code; returns what is answered, once the mail is out."""
    answer = (client or app.test_client()).post(f"/s/{TOKEN}", data={"visitor": visitor, **more}, headers=CHROME)
    posting: Posting = app.extensions[KEY]
    posting.wait()
    return answer.status_code, answer.get_data(as_text=True)


def asked(page: str) -> str:
    found = re.search(r'name="asked" value="([^"]+)"', page)
    assert found
    return found[1]


def mailed(server: Server) -> str:
    """The code of the latest mail."""
    body = server.box.mails[-1].get_body(("plain",))
    assert body
    found = re.search(r"Your code is (\d{6})", body.get_content())
    assert found
    return found[1]


def show(client: FlaskClient, page: str, code: str) -> int:
    return client.post(f"/s/{TOKEN}", data={"asked": asked(page), "code": code}, headers=CHROME).status_code


@pytest.mark.parametrize("visitor", [ANN, "ANN@Buyer.example", BO, "carl@harbour.example"])
def test_who_is_allowed_gets_a_code_and_reads_as_verified(
    app: Flask, client: FlaskClient, library: Library, server: Server, visitor: str
) -> None:
    send_id = give(library, PRICE, CODES)
    assert "Mail me a code" in open_page(client).get_data(as_text=True)
    status, page = ask(app, visitor, client=client)
    assert (status, "paid back" in page) == (200, False)
    assert [mail["To"].lower() for mail in server.box.mails] == [visitor.lower()]
    assert show(client, page, mailed(server)) == 303
    assert "paid back in nine months" in open_page(client).get_data(as_text=True)
    with client.get(f"/s/{TOKEN}/file", headers=CHROME) as answer:
        assert answer.status_code == 200
    (view,), (download,) = reading(library, send_id).views, list_downloads(library.db, send_id)
    assert (view.visitor, view.verified, download.verified) == (visitor.lower(), True, True)
    assert f"{visitor.lower()} (verified)" in client.get(f"/sends/{send_id}").get_data(as_text=True)


@pytest.mark.parametrize("visitor", [EVE, "eve@sub.harbour.example", "eve@notharbour.example"])
def test_who_is_not_on_the_list_is_answered_the_same_and_gets_no_mail(
    app: Flask, library: Library, server: Server, visitor: str
) -> None:
    give(library, PRICE, CODES)
    pages = []
    for who in (visitor, ANN):
        first = ask(app, who)
        tries = [app.test_client().post(f"/s/{TOKEN}", data={"asked": asked(first[1]), "code": "x"}) for _ in range(2)]
        texts = [first[1], *(one.get_data(as_text=True) for one in tries)]
        plain = [re.sub(r'value="[^"]*"|nonce="[^"]*"', "", text).replace(who, "WHO") for text in texts]
        pages.append((first[0], [one.status_code for one in tries], plain))
    assert pages[0] == pages[1]
    assert [mail["To"] for mail in server.box.mails] == [ANN]


def test_a_code_opens_once_and_only_for_who_asked(app: Flask, library: Library, server: Server) -> None:
    give(library, PRICE, CODES)
    _, anns = ask(app, ANN)
    code = mailed(server)
    _, eves = ask(app, EVE)
    assert show(app.test_client(), eves, code) == 403
    assert [show(app.test_client(), anns, code) for _ in range(2)] == [303, 403]


def test_a_later_code_ends_the_one_before(app: Flask, library: Library, server: Server) -> None:
    give(library, PRICE, CODES)
    _, page = ask(app, ANN)
    first = mailed(server)
    again = app.test_client().post(f"/s/{TOKEN}", data={"asked": asked(page), "again": "yes"}, headers=CHROME)
    app.extensions[KEY].wait()
    second = mailed(server)
    assert (again.status_code, len(server.box.mails)) == (200, 2)
    codes = [first, second] if first != second else [second]
    assert [show(app.test_client(), page, code) for code in codes][-1] == 303
    assert first == second or show(app.test_client(), page, first) == 403


def test_after_ten_minutes_it_opens_nothing(app: Flask, library: Library, server: Server) -> None:
    give(library, PRICE, CODES)
    _, page = ask(app, ANN)
    (expires_at,) = library.db.execute("SELECT expires_at FROM link_codes").fetchone()
    library.db.execute("UPDATE link_codes SET expires_at = ?", ["2026-01-01T00:00:00.000000+00:00"])
    assert expires_at > "2026-01-02"
    assert show(app.test_client(), page, mailed(server)) == 403


def test_of_many_tries_at_once_five_are_looked_at(app: Flask, library: Library, server: Server) -> None:
    give(library, PRICE, CODES)
    _, page = ask(app, ANN)
    code = mailed(server)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    with ThreadPoolExecutor(8) as pool:
        assert {*pool.map(lambda _: show(app.test_client(), page, wrong), range(8))} == {403}
    assert library.db.execute("SELECT tries FROM link_codes").fetchone() == (CODE_TRIES,)
    assert show(app.test_client(), page, code) == 403


def test_wrong_codes_pause_the_link_and_the_sender_is_told(app: Flask, client: FlaskClient, library: Library) -> None:
    send_id = give(library, PRICE, CODES)
    statuses = []
    for _ in range(3):
        _, page = ask(app, EVE)
        statuses += [show(app.test_client(), page, "000000") for _ in range(4)]
    assert statuses == [403] * 10 + [429] * 2
    assert "10 wrong codes</b> since" in client.get(f"/sends/{send_id}").get_data(as_text=True)


def test_an_address_is_mailed_five_codes_an_hour_whether_it_may_read_or_not(
    app: Flask, library: Library, server: Server
) -> None:
    give(library, PRICE, CODES)
    for visitor in (ANN, EVE):
        assert [ask(app, visitor)[0] for _ in range(6)] == [200] * 5 + [429]
    assert len(server.box.mails) == 5


def test_a_link_mails_sixty_codes_an_hour_to_whomever(app: Flask, library: Library, server: Server) -> None:
    give(library, PRICE, CODES)
    shared = find_shared(library.db, TOKEN, now=now())
    assert shared
    waits = [
        record_code(
            library.db, shared.link, f"a{number}@harbour.example", "000000", salt=bytes(16), address="", at=now()
        )
        for number in range(61)
    ]
    assert [bool(wait) for wait in waits] == [False] * 60 + [True]


def test_the_passcode_comes_first(app: Flask, library: Library, server: Server) -> None:
    give(library, PRICE, replace(CODES, passcode=PASSCODE))
    assert ask(app, ANN, passcode="rose")[0] == 403
    assert server.box.mails == []
    _, page = ask(app, ANN, passcode="tulip")
    assert show(app.test_client(), page, mailed(server)) == 303


def test_what_the_form_brings_cannot_be_made_up(app: Flask, library: Library, server: Server) -> None:
    give(library, PRICE, CODES)
    ask(app, ANN)
    for made_up in ("", "x", "W10.x.y"):
        typed = {"asked": made_up, "code": mailed(server)}
        assert app.test_client().post(f"/s/{TOKEN}", data=typed, headers=CHROME).status_code == 403


def test_neither_code_nor_address_stands_in_the_library(app: Flask, library: Library, server: Server) -> None:
    give(library, PRICE, replace(CODES, allowed=()))
    ask(app, ANN)
    ask(app, EVE)
    kept = "\n".join(library.db.connection.iterdump())
    assert mailed(server) not in re.sub(r"\.\d{6}\+00:00", "", kept)
    assert EVE not in kept


def test_a_mail_that_is_refused_is_told_to_the_sender_not_to_the_reader(
    app: Flask, client: FlaskClient, library: Library, server: Server
) -> None:
    give(library, PRICE, CODES)
    server.box.unknown.add(ANN)
    assert ask(app, ANN)[0] == 200
    assert "code was not mailed" in client.get("/sends?by=everyone").get_data(as_text=True)


# --- the form ---------------------------------------------------------------------------------------------------------


def test_a_rep_chooses_who_gets_a_code(client: FlaskClient, library: Library) -> None:
    changes = {"gate": "code", "allowed": "Bo@partner.example, @harbour.example", "mailed": "no"}
    status, _, _ = send_form(client, **changes)
    assert status == 303
    terms = find_links(library.db, [1], asking=OWNER)[1].terms
    assert (terms.gate, terms.allowed) == (Gate.CODE, ("bo@partner.example", "harbour.example"))
    page = client.get("/sends/1").get_data(as_text=True)
    assert "show by a mailed code that they are ann@buyer.example, bo@partner.example, harbour.example" in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"gate": "code", "allowed": "not an address"}, "in the field allowed is no e-mail address"),
        ({"gate": "email", "allowed": "harbour.example"}, "in the field allowed is asked for a code"),
    ],
)
def test_a_list_that_cannot_be_used_is_named(client: FlaskClient, changes: dict[str, str], sentence: str) -> None:
    status, page, _ = send_form(client, mailed="no", **changes)
    assert (status, sentence in page) == (400, True)


def test_without_a_mail_server_the_form_says_why_there_are_no_codes(library: Library) -> None:
    opened = open_library(replace(library.settings, smtp_host=""), make_embedder=lambda _: WordEmbedder())
    client = create_app(library=opened).test_client()
    page = client.get(f"/assets/{PRICE}/send").get_data(as_text=True)
    assert 'value="code" disabled' in page
    assert "Codes take a mail server" in page
    status, page, _ = send_form(client, gate="code")
    assert (status, "there is no mail server" in page) == (400, True)
    give(library, PRICE, CODES)
    answer = client.post(f"/s/{TOKEN}", data={"visitor": ANN}, headers=CHROME)
    assert (answer.status_code, "No code can be mailed now" in answer.get_data(as_text=True)) == (503, True)
    opened.close()


@pytest.mark.parametrize("text", ["-x.example", "x..example", "a@b@c", "@", "*", "buyer", "a" * 64 + ".example"])
def test_what_is_neither_address_nor_domain_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="in the field allowed"):
        read_allowed(text)


def test_a_list_is_no_longer_than_fifty() -> None:
    with pytest.raises(BadInput, match="has 51 entries"):
        read_allowed(" ".join(f"d{number}.example" for number in range(51)))
