"""The buyer's page: what a link shows, what it never shows, and that closed links cannot be told apart."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from contentlib.catalog.tags import record_correction
from contentlib.library.opened import Library
from contentlib.model import Axis, Source, Tag
from contentlib.people.scrypt import FOR_PASSCODES, hash_secret
from contentlib.pictures.page_pictures import Picture, put_pictures
from contentlib.sending.link_looks import Sharing, replace_sharing
from contentlib.sending.links import Gate, Terms, revoke_link, send_link
from contentlib.sending.view_grades import Grade, SendViews, Why
from contentlib.sending.views import list_readings
from tests.contentlib.people.test_scrypt import OLD_PASSCODE
from tests.web.assets.test_asset_pages import retire
from tests.web.shelf import AT, HOSTILE, PRICE, STORY
from tests.web.team import reopen
from web import create_app

TOKEN = "t" * 32
CHROME = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36"}
READER = "a" * 32
# Shorter than one may be by now.
PASSCODE = hash_secret("tulip", salt=bytes(16), cost=FOR_PASSCODES)
INSIDE = ("rep’s note", "pricing/", "ines@", "ann@", "Harbour 2026", "one_pager", "91 %", "/assets", "contentlib")


def give(library: Library, asset_id: int = PRICE, terms: Terms = Terms(), *, token: str = TOKEN) -> int:
    """A link that was given some time ago; returns the send's id."""
    send, _ = send_link(
        library.db, asset_id, terms=terms, link_token=token, rep="ines@ours.example", contact="ann@buyer.example",
        deal="Harbour 2026", note="rep’s note", token=f"form {token}", sent_at=AT,
    )  # fmt: skip
    return send.id


def draw(library: Library, asset_id: int, pages: int) -> None:
    """Pictures for the asset's version, as the drawer would have left them."""
    (fingerprint,) = library.db.execute("SELECT fingerprint FROM versions WHERE asset_id = ?", [asset_id]).fetchone()
    drawn = [(Picture(page, 900, 506), b"RIFF picture %d" % page) for page in range(1, pages + 1)]
    put_pictures(library.settings, fingerprint, drawn)


def reading(library: Library, send_id: int = 1) -> SendViews:
    return list_readings(library.db, [send_id])[send_id]


def open_page(client: FlaskClient, token: str = TOKEN) -> TestResponse:
    return client.get(f"/s/{token}", headers=CHROME)


def tell(client: FlaskClient, page: str, *, token: str = TOKEN, reader: str = READER, hand: bool = True) -> int:
    """What the script of this page would say after ten seconds on page 1."""
    view = re.search(r'data-view="([^"]+)"', page)
    body = json.dumps({"nonce": view[1] if view else "", "reader": reader, "hand": hand, "pages": {"1": 9.5}})
    return client.post(f"/s/{token}/seen", data=body, headers=CHROME).status_code


def wait(library: Library, seconds: float) -> None:
    """Let the last view have begun that much earlier."""
    last = (datetime.now(UTC) - timedelta(seconds=seconds)).isoformat(timespec="microseconds")
    library.db.execute(
        "UPDATE views SET last_at = ?, viewed_at = min(viewed_at, ?) WHERE id = (SELECT max(id) FROM views)",
        [last, last],
    )


# --- what is shown -------------------------------------------------------------------------------------------------


def test_a_buyer_reads_the_asset_and_nothing_else_of_ours(client: FlaskClient, library: Library) -> None:
    give(library)
    page = open_page(client).get_data(as_text=True)
    assert "<h1>Worth the price</h1>" in page
    assert "The licence is paid back in nine months.\nNo hidden fees." in page
    assert "Your privacy." in page
    for word in INSIDE:
        assert word not in page


def test_speaker_notes_reach_nobody(client: FlaskClient, library: Library) -> None:
    give(library, HOSTILE, Terms(download=True))
    page = open_page(client).get_data(as_text=True)
    assert "takes a weekend" in page
    assert "Never say" not in page
    # These bytes are no deck, so no clean copy can be made of them.
    assert client.get(f"/s/{TOKEN}/file").status_code == 404


def test_markup_in_an_asset_is_text_to_a_buyer_too(client: FlaskClient, library: Library) -> None:
    give(library, HOSTILE)
    page = open_page(client).get_data(as_text=True)
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_pages_are_pictures_where_they_were_drawn_and_load_as_they_come(client: FlaskClient, library: Library) -> None:
    give(library)
    draw(library, PRICE, 2)
    page = open_page(client).get_data(as_text=True)
    assert page.count("<img ") == 2
    assert f'src="/s/{TOKEN}/pages/2" width="900" height="506" alt="Page 2 of 2: Answer to' in page
    assert "Page 1 as text" in page
    with client.get(f"/s/{TOKEN}/pages/2") as answer:
        assert (answer.data, answer.content_type) == (b"RIFF picture 2", "image/webp")


def test_a_page_that_could_not_be_drawn_is_its_words_among_the_pictures(client: FlaskClient, library: Library) -> None:
    give(library)
    draw(library, PRICE, 1)
    page = open_page(client).get_data(as_text=True)
    assert page.count("<img ") == 1
    assert "<p>Too expensive, says the buyer?" in page


def test_a_document_drawn_as_pictures_can_be_read_as_text_at_its_end(client: FlaskClient, library: Library) -> None:
    give(library, STORY)
    draw(library, STORY, 2)
    page = open_page(client).get_data(as_text=True)
    assert page.count("<img ") == 2
    assert page.index("All of it as text") < page.index("closes its books in two days instead")


def test_the_company_and_its_colour_are_on_top(client: FlaskClient, library: Library) -> None:
    give(library)
    replace_sharing(library.db, Sharing(company="Ours & Sons", colour="#ffd000"))
    page = open_page(client).get_data(as_text=True)
    assert '<p class="company">Ours &amp; Sons</p>' in page
    assert "--brand: #ffd000; --on-brand: #000000" in page


def test_a_page_is_one_request_with_no_third_party_and_is_never_found_by_search_engines(
    client: FlaskClient, library: Library
) -> None:
    give(library)
    answer = open_page(client)
    page, policy = answer.get_data(as_text=True), answer.headers["Content-Security-Policy"]
    word = re.search(r"script-src 'nonce-([^']+)'", policy)
    assert word
    assert set(re.findall(r'nonce="([^"]+)"', page)) == {word[1]}
    assert "unsafe" not in policy
    assert "http" not in policy
    assert not re.search(r'(?:src|href)="(?!/s/|#|data:,")', page)
    assert not re.search(r"<[^>]*\s(?:style|on\w+)=", page)
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex' in page
    assert {"private", "no-store"} & set(re.split(r",\s*", answer.headers["Cache-Control"]))
    assert "Set-Cookie" not in answer.headers
    assert len(answer.data) < 20_000


def test_a_download_is_the_file_that_was_read_under_a_name_that_tells_nothing(
    client: FlaskClient, library: Library
) -> None:
    give(library, STORY, Terms(download=True))
    assert f'href="/s/{TOKEN}/file"' in open_page(client).get_data(as_text=True)
    with client.get(f"/s/{TOKEN}/file") as answer:
        assert answer.data.startswith(b"The bytes of Harbour")
        assert answer.headers["Content-Disposition"] == 'attachment; filename="Harbour closes in two days.md"'


def test_a_file_that_changed_since_it_was_read_is_not_given_out(
    client: FlaskClient, library: Library, tmp_path: Path
) -> None:
    give(library, STORY, Terms(download=True))
    (tmp_path / "drive/stories/Harbour.md").write_text("Internal now: the margin is 40 %")
    assert client.get(f"/s/{TOKEN}/file").status_code == 404


def test_a_download_that_was_not_allowed_is_closed(client: FlaskClient, library: Library) -> None:
    give(library, STORY)
    assert client.get(f"/s/{TOKEN}/file").status_code == 404


# --- closed links --------------------------------------------------------------------------------------------------

ROUTES = (f"/s/{TOKEN}", f"/s/{TOKEN}/pages/1", f"/s/{TOKEN}/file")


def close_internal(library: Library) -> None:
    tag = Tag(Axis.AUDIENCE, "internal", 1.0, "", "", Source.PERSON)
    record_correction(library.db, PRICE, tag, said_by="ola@ours.example", said_at=AT)


CLOSINGS: dict[str, Callable[[Library], object]] = {
    "revoked": lambda library: revoke_link(library.db, 1, revoked_at=AT),
    "run out": lambda library: library.db.execute("UPDATE links SET expires_at = '2026-05-05T00:00:00+00:00'"),
    "internal": close_internal,
    "retired": lambda library: retire(library, PRICE),
    "past its last day": lambda library: library.db.execute("UPDATE assets SET expires_at = '2026-05-05'"),
}


@pytest.mark.parametrize("address", ROUTES)
@pytest.mark.parametrize("why", CLOSINGS)
def test_a_closed_link_is_closed_by_every_route_and_looks_like_an_unknown_one(
    client: FlaskClient, library: Library, why: str, address: str
) -> None:
    give(library, PRICE, Terms(download=True))
    draw(library, PRICE, 2)
    with client.get(address, headers=CHROME) as before:
        assert before.status_code == 200
    CLOSINGS[why](library)
    closed, unknown = (client.get(path, headers=CHROME) for path in (address, address.replace(TOKEN, "u" * 32)))
    assert closed.status_code == unknown.status_code == 404
    assert without_word(closed) == without_word(unknown)
    assert "no longer available" in without_word(closed)
    assert "Worth" not in without_word(closed)


def without_word(answer: TestResponse) -> str:
    return re.sub(r'nonce="[^"]+"', "", answer.get_data(as_text=True))


@pytest.mark.parametrize("why", CLOSINGS)
def test_a_closed_link_records_nothing_more(client: FlaskClient, library: Library, why: str) -> None:
    give(library)
    page = open_page(client).get_data(as_text=True)
    CLOSINGS[why](library)
    wait(library, 60)
    assert tell(client, page) == 204
    open_page(client)
    assert [view.grade for view in reading(library).views] == [Grade.REQUESTED]


@pytest.mark.parametrize(
    "path",
    ["/s", "/s/", f"/s/{TOKEN}/", f"/s/{TOKEN}/pages/0", f"/s/{TOKEN}/pages/3", f"/s/{TOKEN}/pages/-1",
     f"/s/{TOKEN}/pages/../../assets/1", f"/s/{TOKEN}/assets/1", f"/s/{TOKEN}/pages/1/x", f"/s/{'x' * 99}", "/s/%00",
     f"/s/{TOKEN}%20", f"/s/{TOKEN}/pages/99999999999999999999", "/s/1", "/s/%2e%2e/assets/1/file"],
)  # fmt: skip
def test_nothing_else_is_reachable_below_a_link(client: FlaskClient, library: Library, path: str) -> None:
    give(library)
    draw(library, PRICE, 2)
    answer = client.get(path, headers=CHROME, follow_redirects=True)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 404
    assert "no longer available" in page
    assert "<nav" not in page


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_find_a_closed_door(client: FlaskClient, library: Library, method: str) -> None:
    give(library)
    answer = client.open(f"/s/{TOKEN}", method=method)
    assert answer.status_code == 404
    assert "no longer available" in answer.get_data(as_text=True)


def test_a_sends_own_name_opens_nothing(client: FlaskClient, library: Library) -> None:
    give(library)
    (name,) = library.db.execute("SELECT token FROM sends").fetchone()
    assert open_page(client, name).status_code == 404


def test_who_guesses_too_often_finds_every_link_closed_and_others_do_not(client: FlaskClient, library: Library) -> None:
    give(library)
    guesser, other = ({"X-Forwarded-For": f"1.2.3.4, {address}"} for address in ("9.9.9.9", "8.8.8.8"))
    assert client.get(f"/s/{TOKEN}", headers=guesser).status_code == 200
    for number in range(30):
        client.get(f"/s/guess{number}", headers=guesser)
    assert client.get(f"/s/{TOKEN}", headers=guesser).status_code == 404
    assert client.get(f"/s/{TOKEN}", headers=other).status_code == 200


def test_a_failure_tells_a_buyer_nothing(
    client: FlaskClient, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    give(library)
    library.db.execute("DROP TABLE links")
    answer = open_page(client)
    assert answer.status_code == 503
    assert "try again in a moment" in answer.get_data(as_text=True)
    assert "links" not in answer.get_data(as_text=True)
    logged = capsys.readouterr()
    assert "shared_failed" in logged.out + logged.err


# --- the passcode --------------------------------------------------------------------------------------------------


def test_without_the_passcode_no_route_shows_anything(client: FlaskClient, library: Library) -> None:
    send_id = give(library, PRICE, Terms(passcode=PASSCODE, download=True))
    draw(library, PRICE, 2)
    page = open_page(client).get_data(as_text=True)
    assert "Please enter the passcode" in page
    assert "Worth" not in page
    for path in ("/pages/1", "/file"):
        assert client.get(f"/s/{TOKEN}{path}").status_code == 404
    assert reading(library, send_id).views == ()


def test_the_passcode_lets_this_browser_in_for_this_link_only(
    app: Flask, client: FlaskClient, library: Library
) -> None:
    give(library, PRICE, Terms(passcode=PASSCODE))
    give(library, STORY, Terms(passcode=PASSCODE), token="v" * 32)
    answer = client.post(f"/s/{TOKEN}", data={"passcode": "tulip"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/s/{TOKEN}")
    cookie = answer.headers["Set-Cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Lax", f"Path=/s/{TOKEN}"))
    assert "<h1>Worth the price</h1>" in open_page(client).get_data(as_text=True)
    assert "passcode" in open_page(client, "v" * 32).get_data(as_text=True)
    assert "Please enter" in open_page(app.test_client()).get_data(as_text=True)


@pytest.mark.parametrize(("public", "secure"), [("https://content.example", True), ("", False)])
def test_the_cookie_of_who_was_let_in_goes_over_tls_alone_where_we_are_reached_by_it(
    library: Library, public: str, secure: bool
) -> None:
    give(library, PRICE, Terms(passcode=PASSCODE))
    client = create_app(library=reopen(library, public_url=public)).test_client()
    cookie = client.post(f"/s/{TOKEN}", data={"passcode": "tulip"}).headers["Set-Cookie"]
    assert ("; Secure" in cookie) is secure


def test_a_passcode_that_an_earlier_version_kept_still_opens(client: FlaskClient, library: Library) -> None:
    give(library, PRICE, Terms(passcode=OLD_PASSCODE))
    assert client.post(f"/s/{TOKEN}", data={"passcode": "rose"}).status_code == 403
    assert client.post(f"/s/{TOKEN}", data={"passcode": "tülip 漢"}).status_code == 303


def test_a_wrong_passcode_is_told_and_ten_are_too_many(client: FlaskClient, library: Library) -> None:
    give(library, PRICE, Terms(passcode=PASSCODE))
    for _ in range(10):
        assert client.post(f"/s/{TOKEN}", data={"passcode": "rose"}).status_code == 403
    answer = client.post(f"/s/{TOKEN}", data={"passcode": "tulip"})
    assert answer.status_code == 429
    assert "Wait 15 minutes" in answer.get_data(as_text=True)
    assert 890 <= int(answer.headers["Retry-After"]) <= 900


def guess(app: Flask, passcode: str = "rose", *, address: str = "127.0.0.1", token: str = TOKEN) -> int:
    at = {"REMOTE_ADDR": address}
    return app.test_client().post(f"/s/{token}", data={"passcode": passcode}, environ_base=at).status_code


def test_thirty_who_guess_at_once_get_ten_tries(app: Flask, library: Library) -> None:
    give(library, PRICE, Terms(passcode=PASSCODE))
    ready = threading.Barrier(30)

    def guess_once(number: int) -> int:
        ready.wait()
        return guess(app, address=f"192.0.2.{number}")

    with ThreadPoolExecutor(30) as pool:
        statuses = sorted(pool.map(guess_once, range(30)))
    assert statuses == [403] * 10 + [429] * 20


def test_one_address_that_guesses_at_many_links_at_once_gets_ten_tries(app: Flask, library: Library) -> None:
    for number in range(20):
        give(library, PRICE, Terms(passcode=PASSCODE), token=f"{number:032}")
    with ThreadPoolExecutor(20) as pool:
        tries = pool.map(lambda number: guess(app, address="192.0.2.1", token=f"{number:032}"), range(20))
    assert sorted(tries) == [403] * 10 + [429] * 10


def test_two_apps_on_one_library_count_together(app: Flask, library: Library) -> None:
    give(library, PRICE, Terms(passcode=PASSCODE))
    other = create_app(library=library)
    assert [guess(one) for one in (app, other) * 5] == [403] * 10
    assert [guess(one, "tulip") for one in (app, other)] == [429, 429]


def test_right_passcodes_are_no_guesses(app: Flask, library: Library) -> None:
    give(library, PRICE, Terms(passcode=PASSCODE))
    assert [guess(app, "tulip", address="192.0.2.1") for _ in range(15)] == [303] * 15
    assert library.db.rows("SELECT id FROM attempts UNION SELECT id FROM passcode_tries") == []


def test_an_address_that_is_none_is_no_guess(app: Flask, library: Library) -> None:
    give(library, PRICE, Terms(gate=Gate.EMAIL))
    typed = [app.test_client().post(f"/s/{TOKEN}", data={"visitor": "nobody"}).status_code for _ in range(15)]
    assert typed == [403] * 15


def test_who_asks_for_links_there_are_not_finds_all_closed_in_every_process(app: Flask, library: Library) -> None:
    give(library)
    at = {"REMOTE_ADDR": "192.0.2.1"}
    with ThreadPoolExecutor(8) as pool:
        asked = pool.map(lambda n: app.test_client().get(f"/s/{n}", environ_base=at).status_code, range(40))
        assert {*asked} == {404}
    assert library.db.rows("SELECT count(*) FROM attempts") == [(30,)]
    for one in (app, create_app(library=library)):
        assert one.test_client().get(f"/s/{TOKEN}", environ_base=at).status_code == 404
        assert one.test_client().get(f"/s/{TOKEN}", environ_base={"REMOTE_ADDR": "192.0.2.2"}).status_code == 200


def test_while_the_library_is_written_a_reader_reads_and_a_wrong_link_is_closed_like_any(
    app: Flask, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(library)
    monkeypatch.setattr("contentlib.storage.database.BUSY_SECONDS", 0.1)
    at = {"REMOTE_ADDR": "192.0.2.1"}
    with library.db.atomic():
        assert app.test_client().get(f"/s/{TOKEN}", environ_base=at).status_code == 200
        assert app.test_client().get("/s/no-such-link", environ_base=at).status_code == 404


def test_a_forged_badge_does_not_let_in(client: FlaskClient, library: Library) -> None:
    give(library, PRICE, Terms(passcode=PASSCODE))
    badge = hashlib.sha256(f"{TOKEN} {PASSCODE}".encode()).hexdigest()
    client.set_cookie("let-in", f'"{badge}".x.y', path=f"/s/{TOKEN}")
    assert "Please enter" in open_page(client).get_data(as_text=True)


# --- who reads -----------------------------------------------------------------------------------------------------


def test_a_request_without_a_script_is_shown_and_never_counted(client: FlaskClient, library: Library) -> None:
    give(library)
    open_page(client)
    assert reading(library).read == ()
    assert len(reading(library).glanced) == 1
    assert library.db.execute("SELECT count(*) FROM views WHERE human").fetchone()[0] == 0


def test_a_script_that_saw_a_hand_stay_is_a_reading(client: FlaskClient, library: Library) -> None:
    give(library)
    page = open_page(client).get_data(as_text=True)
    wait(library, 10)
    assert tell(client, page) == 204
    (view,) = reading(library).read
    assert (view.grade, view.seconds, view.reader) == (Grade.STAYED, 9.5, READER)
    assert view.agent == "Chrome on a computer"


@pytest.mark.parametrize(
    ("method", "headers", "why"),
    [
        ("HEAD", CHROME, Why.HEAD),
        ("GET", {"User-Agent": "Slackbot-LinkExpanding 1.0"}, Why.AGENT),
        ("GET", CHROME | {"Sec-Purpose": "prefetch;prerender"}, Why.PREFETCH),
    ],
)
def test_scanners_are_kept_apart(
    client: FlaskClient, library: Library, method: str, headers: dict[str, str], why: Why
) -> None:
    give(library)
    client.open(f"/s/{TOKEN}", method=method, headers=headers)
    assert [view.why for view in reading(library).scanned] == [why]


def test_a_request_within_seconds_of_the_send_is_a_scanner_until_somebody_stays(
    client: FlaskClient, library: Library
) -> None:
    give(library)
    library.db.execute("UPDATE sends SET sent_at = ?", [datetime.now(UTC).isoformat()])
    page = open_page(client).get_data(as_text=True)
    assert [view.why for view in reading(library).scanned] == [Why.BURST]
    wait(library, 10)
    tell(client, page)
    assert len(reading(library).read) == 1


def test_the_reps_own_look_is_not_counted(client: FlaskClient, library: Library) -> None:
    give(library)
    with client.session_transaction() as session:
        session["person"] = "ines@ours.example"
    assert "data-view" not in open_page(client).get_data(as_text=True)
    assert reading(library).views == ()


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"nonce": 1}', b'{"nonce": "n", "reader": "r", "hand": 1, "pages": {"x": 1}}',
             b'{"nonce": "n", "reader": "r", "hand": true, "pages": [1]}', b"[" * 9000, b"x" * 100_000],
)  # fmt: skip
def test_a_beacon_that_makes_no_sense_is_answered_like_any_other(
    client: FlaskClient, library: Library, body: bytes
) -> None:
    give(library)
    open_page(client)
    answer = client.post(f"/s/{TOKEN}/seen", data=body)
    assert (answer.status_code, answer.data) == (204, b"")
    assert client.post("/s/unknown/seen", data=body).status_code == 204


def test_a_flood_of_requests_leaves_few_traces(client: FlaskClient, library: Library) -> None:
    give(library)
    for _ in range(40):
        assert open_page(client).status_code == 200
    assert len(reading(library).views) == 30
