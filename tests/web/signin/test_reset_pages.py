"""A forgotten password, and invitations, by mail: what goes out, and that the page tells nobody who has an account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from contentlib.cli import main
from contentlib.library.opened import Library, open_library
from contentlib.people.accounts import Account, disable_account
from contentlib.people.audit import list_audit
from contentlib.people.invitations import MAILED_RESET_LASTS, find_invited
from contentlib.people.lockout import FREE
from contentlib.people.persons import Role
from tests.fakes import WordEmbedder
from tests.mailserver import PASSWORD as MAIL_PASSWORD
from tests.mailserver import USER, Server, reopen_with_mail, serve_mail
from tests.web.shelf import fill_library
from tests.web.team import address, enter, gather, give_password, post, sign_in
from web import create_app
from web.once import now
from web.posting import KEY, Posting

PAGE = "/sign-in/forgotten"
REP, VIEWER = address(Role.REP), address(Role.VIEWER)
NEW = "another lamp on nine stairs"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serve_mail(tmp_path) as served:
        yield served


@pytest.fixture
def library(tmp_path: Path, server: Server) -> Iterator[Library]:
    opened = reopen_with_mail(fill_library(tmp_path), server, smtp_from="content@ours.example", company="Ours")
    yield opened
    opened.close()


@pytest.fixture
def team(library: Library) -> dict[Role, Account]:
    accounts = gather(library)
    give_password(library.db, accounts[Role.REP])
    return accounts


@pytest.fixture
def app(library: Library, team: dict[Role, Account]) -> Flask:
    return create_app(library=library)


def ask(app: Flask, email: str, **more: Any) -> tuple[int, str]:
    """Ask for a link, and wait for the mail."""
    client = app.test_client()
    page = client.get(PAGE).get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    answer = client.post(PAGE, data={"email": email, "csrf_token": token[1]}, **more)
    posting: Posting = app.extensions[KEY]
    posting.wait()
    return answer.status_code, answer.get_data(as_text=True)


def link_in(server: Server) -> str:
    body = server.box.mails[-1].get_body(("plain",))
    assert body
    found = re.search(r"https?://\S+?(/join/\S+)", body.get_content())
    assert found
    return found[1]


def test_the_link_comes_by_mail_and_works_once(app: Flask, server: Server, library: Library) -> None:
    assert ask(app, f" {REP.upper()} ")[0] == 200
    (mail,) = server.box.mails
    assert (mail["To"], mail["Subject"]) == (REP, "Another password at contentlib")
    path, client = link_in(server), app.test_client()
    assert post(client, path, {"password": NEW}, page=path).status_code == 303
    assert client.get("/account").status_code == 200
    assert client.get(path).status_code == 404
    assert sign_in(app.test_client(), REP).status_code == 403
    assert "reset asked for" in [line.action for line in list_audit(library.db)]


def test_it_ends_after_an_hour_and_is_kept_as_a_hash(app: Flask, server: Server, library: Library) -> None:
    ask(app, REP)
    token = link_in(server).rpartition("/")[2]
    assert find_invited(library.db, token, now=now())
    assert find_invited(library.db, token, now=now() + MAILED_RESET_LASTS) is None
    assert token not in "\n".join(library.db.connection.iterdump())


def test_the_page_says_the_same_whoever_has_an_account(
    app: Flask, server: Server, library: Library, team: dict[Role, Account]
) -> None:
    give_password(library.db, team[Role.MARKETER])
    disable_account(library.db, team[Role.MARKETER].person_id, disabled_at=now())
    # Somebody unknown, one who is kept out, one who signs in by a provider only.
    others = ("eve@elsewhere.example", address(Role.MARKETER), VIEWER)
    pages = [ask(app, email) for email in (REP, *others)]
    plain = [(status, re.sub(r'nonce="[^"]*"', "", page)) for status, page in pages]
    bare = [(status, page.replace(who, "WHO")) for (status, page), who in zip(plain, (REP, *others), strict=True)]
    assert bare == [bare[0]] * 4
    assert [mail["To"] for mail in server.box.mails] == [REP]


def test_nobody_is_flooded(app: Flask, server: Server) -> None:
    assert [ask(app, REP)[0] for _ in range(5)] == [200] * 5
    assert len(server.box.mails) == 3


def test_one_address_asks_for_twenty_an_hour(app: Flask, library: Library, server: Server) -> None:
    for number in range(20):
        ask(app, f"nobody{number}@ours.example")
    assert ask(app, REP)[0] == 200
    assert server.box.mails == []


def test_whoever_asks_lifts_no_wait_and_ends_no_link(
    app: Flask, server: Server, library: Library, team: dict[Role, Account]
) -> None:
    from contentlib.people.invitations import record_invitation

    record_invitation(library.db, team[Role.REP].person_id, token="of an admin", made_at=now())
    client = app.test_client()
    for _ in range(FREE):
        sign_in(client, REP, "wrong")
    ask(app, REP)
    assert sign_in(client, REP).status_code == 429
    assert find_invited(library.db, "of an admin", now=now())


def test_a_mail_server_that_fails_changes_nothing_of_the_answer(app: Flask, server: Server) -> None:
    server.box.unknown.add(REP)
    assert ask(app, REP)[0] == 200
    assert server.box.mails == []


def test_without_a_mail_server_an_admin_is_named(library: Library, team: dict[Role, Account]) -> None:
    opened = open_library(replace(library.settings, smtp_host=""), make_embedder=lambda _: WordEmbedder())
    client = create_app(library=opened).test_client()
    assert "Ask an admin of your team" in client.get(PAGE).get_data(as_text=True)
    assert "Password forgotten?" not in client.get("/sign-in").get_data(as_text=True)
    opened.close()


# --- invitations ------------------------------------------------------------------------------------------------------


@pytest.fixture
def admin(app: Flask, team: dict[Role, Account]) -> FlaskClient:
    return enter(app, team[Role.ADMIN])


def invite(admin: FlaskClient) -> str:
    data = {"email": "new@ours.example", "role": "rep"}
    return post(admin, "/admin/people", data, page="/admin/people").get_data(as_text=True)


def test_an_invitation_is_mailed_and_its_link_is_shown_to_nobody_else(admin: FlaskClient, server: Server) -> None:
    page = invite(admin)
    assert "Mailed to new" in page
    assert "/join/" not in page
    (mail,) = server.box.mails
    assert (mail["To"], mail["Subject"]) == ("new@ours.example", "Your account at contentlib")
    assert admin.application.test_client().get(link_in(server)).status_code == 200


def test_where_it_is_refused_the_link_is_shown(admin: FlaskClient, server: Server) -> None:
    server.box.unknown.add("new@ours.example")
    page = invite(admin)
    assert "It was not mailed. The mail server refused" in page
    assert "/join/" in page


def test_an_admin_can_have_the_link_shown(admin: FlaskClient, server: Server, team: dict[Role, Account]) -> None:
    person = f"/admin/people/{team[Role.REP].person_id}"
    page = post(admin, f"{person}/reset", {"show": "yes"}, page=person).get_data(as_text=True)
    assert "/join/" in page
    assert server.box.mails == []
    assert "Mailed to The rep" in post(admin, f"{person}/reset", {}, page=person).get_data(as_text=True)


def test_the_command_line_mails_where_it_is_told_to(
    library: Library, server: Server, team: dict[Role, Account]
) -> None:
    kept = library.settings
    environment = {
        "CONTENTLIB_SMTP_HOST": "localhost", "CONTENTLIB_SMTP_PORT": str(server.port), "CONTENTLIB_SMTP_USER": USER,
        "CONTENTLIB_SMTP_PASSWORD": MAIL_PASSWORD, "CONTENTLIB_SMTP_FROM": kept.smtp_from,
        "CONTENTLIB_SMTP_CA": kept.smtp_ca,
    }  # fmt: skip
    arguments = ["--library", str(library.path), "people", "reset", REP, "--mail"]
    done = CliRunner(env=environment).invoke(main, arguments)
    assert (done.exit_code, done.output.startswith(f"Mailed to {REP}")) == (0, True)
    assert "/join/" not in done.output
    without = CliRunner().invoke(main, arguments)
    assert (without.exit_code, "no mail server" in without.output) == (2, True)
