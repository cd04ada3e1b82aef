"""Signing in: by password, by a link, by a provider, by a trusted proxy; and every way that must not work."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient

from contentlib.library.opened import Library
from contentlib.people.accounts import Account, add_account, change_role, disable_account, find_account_by_email
from contentlib.people.audit import list_audit
from contentlib.people.invitations import record_invitation
from contentlib.people.lockout import FREE
from contentlib.people.persons import Role
from contentlib.sending.discretion import OWNER
from contentlib.sending.sends import list_sends
from contentlib.settings import Settings
from tests.web.conftest import read_form
from tests.web.team import PASSWORD, address, enter, form_token, gather, give_password, post, reopen, sign_in
from web import create_app
from web.auth import SESSION
from web.journal import set_up_log
from web.once import now

REP = address(Role.REP)
WRONG = "do not go together"


@pytest.fixture
def team(library: Library) -> dict[Role, Account]:
    accounts = gather(library)
    give_password(library.db, accounts[Role.REP])
    return accounts


@pytest.fixture
def app(library: Library, team: dict[Role, Account]) -> Flask:
    return create_app(library=library)


def with_settings(library: Library, **changes: Any) -> Flask:
    """The app with other settings."""
    return create_app(library=reopen(library, **changes))


def is_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


# --- by password ----------------------------------------------------------------------------------------------------


def test_the_right_password_leads_to_where_one_wanted_to_go(client: FlaskClient) -> None:
    wanted = client.get("/assets?kind=deck").headers["Location"]
    hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', client.get(wanted).get_data(as_text=True)))
    assert hidden["next"] == "/assets?kind=deck"
    answer = sign_in(client, REP, next=hidden["next"])
    assert (answer.status_code, answer.headers["Location"]) == (303, "/assets?kind=deck")
    page = client.get("/assets").get_data(as_text=True)
    assert "The rep" in page
    assert "Sign out" in page
    assert "On this machine only" not in page


def test_a_wrong_password_and_an_unknown_address_look_the_same(client: FlaskClient) -> None:
    wrong, unknown = sign_in(client, REP, "wrong"), sign_in(client, "nobody@ours.example", "wrong")
    assert wrong.status_code == unknown.status_code == 403
    texts = [answer.get_data(as_text=True) for answer in (wrong, unknown)]
    assert all(WRONG in text for text in texts)
    plain = [re.sub(r'value="[^"]*"|nonce="[^"]*"|autofocus', "", text) for text in texts]
    assert plain[0] == plain[1]


def test_there_is_no_way_out_through_the_sign_in_page(client: FlaskClient) -> None:
    for target in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
        assert sign_in(client, REP, next=target).headers["Location"] == "/"
        post(client, "/sign-out", {}, page="/account")


def test_a_guesser_must_wait_and_is_told_how_long_whether_the_account_exists_or_not(client: FlaskClient) -> None:
    for email in (REP, "nobody@ours.example"):
        statuses = [sign_in(client, email, f"guess {number}").status_code for number in range(FREE + 1)]
        assert statuses == [403] * FREE + [429]
        answer = sign_in(client, email, PASSWORD)
        assert answer.status_code == 429
        assert 50 <= int(answer.headers["Retry-After"]) <= 60
        assert "Wait a minute" in answer.get_data(as_text=True)
    assert not is_in(client)


def test_a_hundred_guesses_at_once_are_not_looked_at(app: Flask, library: Library) -> None:
    clients = [app.test_client() for _ in range(12)]
    tokens = [form_token(client, "/sign-in") for client in clients]
    found: list[int] = []

    def guess(client: FlaskClient, token: str) -> None:
        data = {"email": REP, "password": "wrong", "csrf_token": token}
        found.append(client.post("/sign-in", data=data).status_code)

    threads = [threading.Thread(target=guess, args=pair) for pair in zip(clients, tokens, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [403] * FREE + [429] * (12 - FREE)


def test_an_account_without_a_password_is_not_entered_by_an_empty_one(client: FlaskClient) -> None:
    assert sign_in(client, address(Role.ADMIN), "").status_code == 403


# --- sessions -------------------------------------------------------------------------------------------------------


def test_a_session_that_somebody_planted_is_worth_nothing(app: Flask) -> None:
    client = app.test_client()
    with client.session_transaction() as session:
        session[SESSION] = "planted by an attacker"
        session["person"] = "eve@evil.example"
    sign_in(client, REP)
    with client.session_transaction() as session:
        assert session[SESSION] != "planted by an attacker"
        assert "person" not in session
    other = app.test_client()
    with other.session_transaction() as session:
        session[SESSION] = "planted by an attacker"
    assert is_in(client)
    assert not is_in(other)


def test_signing_in_again_ends_the_word_of_before(client: FlaskClient) -> None:
    sign_in(client, REP)
    with client.session_transaction() as session:
        first = session[SESSION]
    post(client, "/sign-out", {})
    sign_in(client, REP)
    with client.session_transaction() as session:
        assert session[SESSION] != first


def test_a_cookie_that_was_copied_is_dead_after_signing_out(app: Flask) -> None:
    client, thief = app.test_client(), app.test_client()
    sign_in(client, REP)
    stolen = client.get_cookie("contentlib")
    assert stolen
    thief.set_cookie("contentlib", stolen.value)
    assert is_in(thief)
    post(client, "/sign-out", {})
    assert not is_in(thief)
    assert not is_in(client)


def test_a_cookie_that_was_changed_is_nobodys(app: Flask) -> None:
    client = app.test_client()
    sign_in(client, REP)
    cookie = client.get_cookie("contentlib")
    assert cookie
    payload, _, signature = cookie.value.partition(".")
    for value in (f"{payload[:-1]}A.{signature}", f"{cookie.value}x", "x.y.z", f"{payload}..", "%00", ""):
        client.set_cookie("contentlib", value)
        assert not is_in(client)


def test_a_cookie_of_another_library_is_nobodys(app: Flask, library: Library, tmp_path: Path) -> None:
    key = library.path.with_suffix(".key")
    assert key.stat().st_mode & 0o777 == 0o600
    client = app.test_client()
    sign_in(client, REP)
    cookie = client.get_cookie("contentlib")
    key.unlink()
    other = create_app(library=library).test_client()
    assert cookie
    other.set_cookie("contentlib", cookie.value)
    assert not is_in(other)


def test_sessions_outlive_a_restart(app: Flask, library: Library) -> None:
    client = app.test_client()
    sign_in(client, REP)
    cookie = client.get_cookie("contentlib")
    again = create_app(library=library).test_client()
    assert cookie
    again.set_cookie("contentlib", cookie.value)
    assert is_in(again)


def test_disabling_and_demoting_take_effect_with_the_next_page(
    app: Flask, library: Library, team: dict[Role, Account]
) -> None:
    marketer, rep = enter(app, team[Role.MARKETER]), enter(app, team[Role.REP])
    assert marketer.get("/tags/review").status_code == 200
    change_role(library.db, team[Role.MARKETER].person_id, Role.REP)
    assert marketer.get("/tags/review").status_code == 403
    disable_account(library.db, team[Role.REP].person_id, disabled_at=now())
    assert rep.get("/").status_code == 303


def test_an_old_session_is_over(app: Flask, library: Library, team: dict[Role, Account]) -> None:
    client = enter(app, team[Role.REP])
    library.db.execute("UPDATE login_sessions SET seen_at = ?", [(now() - timedelta(hours=73)).isoformat()])
    assert not is_in(client)


@pytest.mark.parametrize(
    ("changes", "name", "secure", "same_site"),
    [
        ({}, "contentlib", False, "Strict"),
        ({"public_url": "https://content.example"}, "__Host-contentlib", True, "Strict"),
        ({"oidc_issuer": "https://sso.example", "oidc_client": "x"}, "contentlib", False, "Lax"),
    ],
    ids=["plain", "https", "single sign-on"],
)
def test_the_cookie_goes_only_where_it_must(
    library: Library, team: dict[Role, Account], changes: dict[str, Any], name: str, secure: bool, same_site: str
) -> None:
    cookie = with_settings(library, **changes).test_client().get("/sign-in").headers["Set-Cookie"]
    assert cookie.startswith(f"{name}=")
    assert ("Secure" in cookie) is secure
    assert f"SameSite={same_site}" in cookie
    assert "HttpOnly" in cookie
    assert "Domain" not in cookie
    assert "Path=/" in cookie


# --- by a link --------------------------------------------------------------------------------------------------------


def test_an_invited_person_chooses_a_password_once_and_is_in(app: Flask, library: Library) -> None:
    account = add_account(library.db, "new@ours.example", Role.REP, added_at=now())
    record_invitation(library.db, account.person_id, token="the-link", made_at=now())
    client, second = app.test_client(), app.test_client()
    page = client.get("/join/the-link").get_data(as_text=True)
    assert "new@<wbr>ours.example" in page
    easy = post(client, "/join/the-link", {"password": "password1234"}, page="/join/the-link")
    assert easy.status_code == 400
    assert "first that anybody would try" in easy.get_data(as_text=True)
    token = form_token(second, "/join/the-link")
    done = post(client, "/join/the-link", {"name": "Nina New", "password": PASSWORD}, page="/join/the-link")
    assert done.status_code == 303
    assert "Nina New" in client.get("/account").get_data(as_text=True)
    late = second.post("/join/the-link", data={"password": "another lamp there", "csrf_token": token})
    assert late.status_code == 404
    assert client.get("/join/the-link").status_code == 404


@pytest.mark.parametrize("token", ["", "x", "../account", "%00", "a" * 64, "a" * 65, "' OR 1=1 --"])
def test_a_made_up_link_opens_nothing(client: FlaskClient, token: str) -> None:
    assert client.get(f"/join/{token}").status_code in (303, 404)


def test_links_are_not_guessed_quickly(client: FlaskClient) -> None:
    assert 429 in {client.get(f"/join/guess-{number}").status_code for number in range(40)}


# --- one's own account ------------------------------------------------------------------------------------------------


def test_another_password_needs_the_old_one(app: Flask) -> None:
    client, elsewhere = app.test_client(), app.test_client()
    sign_in(client, REP)
    sign_in(elsewhere, REP)
    wrong = post(client, "/account/password", {"old": "wrong", "password": "another lamp there"})
    assert "That is not your password" in wrong.get_data(as_text=True)
    assert post(client, "/account/password", {"old": PASSWORD, "password": "another lamp there"}).status_code == 303
    assert is_in(client)
    assert not is_in(elsewhere)
    assert sign_in(elsewhere, REP, "another lamp there").status_code == 303


def test_guessing_the_old_password_from_a_borrowed_browser_ends_soon(app: Flask) -> None:
    client = app.test_client()
    sign_in(client, REP)
    for number in range(FREE):
        post(client, "/account/password", {"old": f"guess {number}", "password": "another lamp there"})
    answer = post(client, "/account/password", {"old": PASSWORD, "password": "another lamp there"})
    assert "too many tries" in answer.get_data(as_text=True)


def test_signing_out_elsewhere_keeps_this_browser(app: Flask) -> None:
    client, elsewhere = app.test_client(), app.test_client()
    sign_in(client, REP)
    sign_in(elsewhere, REP)
    post(client, "/account/sign-out-elsewhere", {})
    assert is_in(client)
    assert not is_in(elsewhere)


# --- under one's own name ---------------------------------------------------------------------------------------------


def test_nobody_who_is_signed_in_can_send_under_anothers_name(app: Flask, library: Library) -> None:
    client = app.test_client()
    sign_in(client, REP)
    hidden = read_form(client, "/assets/1/send")
    data = hidden | {"rep": "eve@ours.example", "contact": "bob@buyer.example", "channel": "attached"}
    assert client.post("/assets/1/send", data=data).status_code == 303
    assert [send.rep for send in list_sends(library.db, asking=OWNER)] == [REP]
    token = form_token(client, "/assets/1")
    client.post("/assets/1/feedback", data={"verdict": "useful", "rep": "eve@ours.example", "csrf_token": token})
    assert library.db.execute("SELECT count(*) FROM people WHERE email = 'eve@ours.example'").fetchone()[0] == 0


def test_an_internal_asset_is_refused_to_an_admin_too(app: Flask, team: dict[Role, Account]) -> None:
    admin = enter(app, team[Role.ADMIN])
    token = form_token(admin, "/assets/2")
    assert admin.get("/assets/2/send").status_code == 403
    answer = admin.post("/assets/2/send", data={"csrf_token": token, "contact": "bob@buyer.example", "channel": "link"})
    assert answer.status_code == 403


def test_pages_take_no_token(app: Flask, team: dict[Role, Account], library: Library) -> None:
    from contentlib.people.tokens import add_token

    add_token(library.db, team[Role.ADMIN].person_id, "a", ["read:search"], secret="ctl_secret", made_at=now())
    answer = app.test_client().get("/assets", headers={"Authorization": "Bearer ctl_secret"})
    assert answer.status_code == 303


# --- the log ----------------------------------------------------------------------------------------------------------


def test_what_happens_at_the_door_is_noted_without_secrets(app: Flask, library: Library) -> None:
    client = app.test_client()
    sign_in(client, REP, "the wrong secret")
    sign_in(client, "a password in the wrong field", "x")
    sign_in(client, REP)
    post(client, "/sign-out", {})
    lines = [(line.who, line.action, line.address) for line in reversed(list_audit(library.db))]
    assert lines == [
        (REP, "sign-in failed", "127.0.0.1"),
        ("somebody unknown", "sign-in failed", "127.0.0.1"),
        (REP, "signed in", "127.0.0.1"),
        (REP, "signed out", "127.0.0.1"),
    ]
    kept = "\n".join(library.db.connection.iterdump())
    for secret in ("the wrong secret", "a password in the wrong field", PASSWORD):
        assert secret not in kept


def test_a_crash_on_a_link_does_not_log_it(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    def crash(token: str) -> str:
        raise RuntimeError

    app.view_functions["signin.invited"] = crash
    set_up_log()
    try:
        assert app.test_client().get("/join/the-secret-link").status_code == 500
    finally:
        structlog.reset_defaults()
    told = capsys.readouterr()
    assert "/join/…" in told.out + told.err
    assert "the-secret-link" not in told.out + told.err


# --- by a trusted proxy -----------------------------------------------------------------------------------------------


def proxied(library: Library, **changes: Any) -> FlaskClient:
    chosen = {"proxy_header": "X-Forwarded-Email", "proxy_addresses": "10.0.0.0/8"} | changes
    return with_settings(library, **chosen).test_client()


def ask_through(client: FlaskClient, email: str, *, source: str = "10.1.2.3") -> int:
    headers = {"X-Forwarded-Email": email}
    return client.get("/account", headers=headers, environ_base={"REMOTE_ADDR": source}).status_code


def test_the_trusted_proxy_says_who_asks(library: Library, team: dict[Role, Account]) -> None:
    client = proxied(library)
    assert ask_through(client, REP) == 200
    assert ask_through(client, REP.upper()) == 200
    assert ask_through(client, "nobody@ours.example") == 303


@pytest.mark.parametrize("source", ["192.0.2.7", "127.0.0.1", "11.0.0.1", ""])
def test_from_any_other_address_the_header_says_nothing(
    library: Library, team: dict[Role, Account], source: str
) -> None:
    assert ask_through(proxied(library), REP, source=source) == 303


def test_the_header_says_nothing_where_it_is_not_set_up(app: Flask, library: Library) -> None:
    assert ask_through(app.test_client(), REP) == 303
    assert ask_through(proxied(library, proxy_addresses=""), REP) == 303


def test_behind_more_proxies_the_nearest_ones_own_address_counts(library: Library, team: dict[Role, Account]) -> None:
    client = proxied(library, proxies=1)
    headers = {"X-Forwarded-Email": REP, "X-Forwarded-For": "10.1.2.3"}
    assert client.get("/account", headers=headers, environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 303


def test_whom_the_proxy_names_comes_in_uninvited_from_a_listed_domain(
    library: Library, team: dict[Role, Account]
) -> None:
    client = proxied(library, sso_domains="ours.example", sso_role="viewer")
    assert ask_through(client, "new@ours.example") == 200
    assert ask_through(client, "new@notours.example") == 303
    found = find_account_by_email(library.db, "new@ours.example")
    assert found
    assert found.role is Role.VIEWER


def test_a_disabled_person_is_not_let_in_by_the_proxy(library: Library, team: dict[Role, Account]) -> None:
    disable_account(library.db, team[Role.REP].person_id, disabled_at=now())
    assert ask_through(proxied(library, sso_domains="ours.example"), REP) == 303


# --- settings -------------------------------------------------------------------------------------------------------


def test_the_secret_is_taken_from_the_environment_only_and_never_shown(tmp_path: Path) -> None:
    from contentlib.errors import BadInput
    from contentlib.settings import read_settings

    settings = read_settings({"CONTENTLIB_OIDC_SECRET": "s3cr3t-value"}, folder=tmp_path)
    assert settings.oidc_secret == "s3cr3t-value"
    assert "s3cr3t-value" not in repr(settings)
    (tmp_path / "contentlib.toml").write_text('oidc_secret = "s3cr3t-value"\n')
    with pytest.raises(BadInput, match="CONTENTLIB_OIDC_SECRET") as refused:
        read_settings({}, folder=tmp_path)
    assert "s3cr3t-value" not in str(refused.value)
    assert Settings().oidc_secret == ""
