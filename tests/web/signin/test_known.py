"""Browsers that signed in before: strangers who guess keep nobody waiting in them, and they may not guess either."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contentlib.library.opened import Library
from contentlib.people.accounts import Account
from contentlib.people.lockout import FREE, FREE_BY_ADDRESS, begin_attempt
from contentlib.people.persons import Role
from tests.web.team import PASSWORD, address, form_token, gather, give_password, post, sign_in
from web import create_app
from web.once import now

REP, MARKETER = address(Role.REP), address(Role.MARKETER)
KNOWN = "contentlib-known"


@pytest.fixture
def team(library: Library) -> dict[Role, Account]:
    accounts = gather(library)
    for role in (Role.REP, Role.MARKETER):
        give_password(library.db, accounts[role])
    return accounts


@pytest.fixture
def app(library: Library, team: dict[Role, Account]) -> Flask:
    return create_app(library=library)


def known_browser(app: Flask, email: str = REP) -> FlaskClient:
    """A browser in which somebody signed in and out."""
    client = app.test_client()
    assert sign_in(client, email).status_code == 303
    post(client, "/sign-out", {})
    return client


def guess(library: Library, times: int) -> None:
    """A stranger's wrong tries, from many places."""
    for number in range(times):
        begin_attempt(library.db, REP, address=f"192.0.2.{number}", at=now())


def test_a_stranger_who_guesses_keeps_the_owner_waiting_only_in_new_browsers(app: Flask, library: Library) -> None:
    known, new = known_browser(app), app.test_client()
    guess(library, FREE)
    assert sign_in(new, REP).status_code == 429
    assert sign_in(known, REP).status_code == 303


def test_an_office_full_of_guessers_does_not_keep_a_known_browser_out(app: Flask, library: Library) -> None:
    known = known_browser(app)
    for number in range(FREE_BY_ADDRESS):
        begin_attempt(library.db, f"rep{number}@ours.example", address="127.0.0.1", at=now())
    assert sign_in(app.test_client(), MARKETER).status_code == 429
    assert sign_in(known, REP).status_code == 303


def test_a_known_browser_that_guesses_must_wait_too_and_sets_no_stranger_free(app: Flask, library: Library) -> None:
    known = known_browser(app)
    assert [sign_in(known, REP, "guess").status_code for _ in range(FREE + 1)] == [403] * FREE + [429]
    guess(library, FREE)
    other = known_browser_of_old(app, library)
    assert sign_in(other, REP).status_code == 303
    assert sign_in(app.test_client(), REP).status_code == 429


def known_browser_of_old(app: Flask, library: Library) -> FlaskClient:
    """One more browser that had signed in before all the guessing."""
    columns = "name, address, tried_at, ends_at"
    tries = library.db.rows(f"SELECT {columns} FROM attempts")
    library.db.execute("DELETE FROM attempts")
    client = known_browser(app)
    library.db.execute_many(f"INSERT INTO attempts ({columns}) VALUES (?, ?, ?, ?)", tries)
    return client


def test_the_cookie_of_another_person_or_a_mended_one_is_a_strangers(app: Flask, library: Library) -> None:
    cookie = known_browser(app, MARKETER).get_cookie(KNOWN)
    assert cookie
    assert (cookie.http_only, cookie.same_site, MARKETER in cookie.value) == (True, "Strict", False)
    guess(library, FREE)
    for value in (cookie.value, f"x{cookie.value}", "", "[]"):
        client = app.test_client()
        client.set_cookie(KNOWN, value)
        assert sign_in(client, REP).status_code == 429


def test_who_is_signed_in_changes_the_password_while_a_stranger_guesses(app: Flask, library: Library) -> None:
    client = app.test_client()
    sign_in(client, REP)
    guess(library, FREE)
    typed = {"old": PASSWORD, "password": "nine quiet lamps by the door", "csrf_token": form_token(client, "/account")}
    assert client.post("/account/password", data=typed).status_code == 303
