"""The second step as a person meets it: set up, shown, lost with the phone; and of whom it is asked."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from pyotp import TOTP

from contentlib.cli import main
from contentlib.library.opened import Library
from contentlib.people.accounts import Account
from contentlib.people.audit import list_audit
from contentlib.people.invitations import record_invitation
from contentlib.people.persons import Role
from contentlib.people.second_step import find_second_step
from contentlib.people.sessions import start_session
from contentlib.people.tokens import add_token
from tests.web.team import address, enter, gather, give_password, lasting, post, reopen, sign_in
from web import create_app
from web.auth import SESSION
from web.once import now

PAGE, STEP = "/account/second-step", "/sign-in/code"
ADMIN, REP = address(Role.ADMIN), address(Role.REP)
ELSEWHERE = "https://content.example"
KEY, OFFERED = r'<code class="key">([A-Z2-7 ]+)</code>', r'name="offered" value="([^"]+)"'
RECOVERY = r"<li><code>([a-z2-7-]{19})</code></li>"


@pytest.fixture
def team(library: Library) -> dict[Role, Account]:
    accounts = gather(library)
    for role in (Role.ADMIN, Role.REP):
        give_password(library.db, accounts[role])
    return accounts


@pytest.fixture
def app(library: Library, team: dict[Role, Account]) -> Flask:
    return create_app(library=library)


def find(pattern: str, page: str) -> str:
    found = re.search(pattern, page)
    assert found, pattern
    return found[1]


def set_up(client: FlaskClient) -> tuple[TOTP, list[str]]:
    """Set it up as a person does; returns the app, and the recovery codes."""
    page = client.get(PAGE).get_data(as_text=True)
    phone = TOTP(find(KEY, page).replace(" ", ""))
    # An app whose clock is a little behind, so that the code of now is still to come.
    code = phone.at(now() - timedelta(seconds=30))
    kept = post(client, PAGE, {"offered": find(OFFERED, page), "code": code}, page=PAGE).get_data(as_text=True)
    return phone, re.findall(RECOVERY, kept)


def with_step(app: Flask) -> tuple[FlaskClient, TOTP, list[str]]:
    """A rep's browser, in which they set it up."""
    client = app.test_client()
    sign_in(client, REP)
    return client, *set_up(client)


def show(client: FlaskClient, code: str) -> int:
    return post(client, STEP, {"code": code}, page=STEP).status_code


def is_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


def acts(library: Library) -> list[str]:
    return [line.action for line in list_audit(library.db)]


def test_after_it_is_set_up_the_password_alone_lets_nobody_in(app: Flask, library: Library) -> None:
    _, phone, recovery = with_step(app)
    assert len(set(recovery)) == 10
    client = app.test_client()
    answer = sign_in(client, REP, next="/assets?kind=deck")
    assert answer.headers["Location"] == "/sign-in/code?next=/assets?kind%3Ddeck"
    assert not is_in(client)
    wrong = post(client, STEP, {"code": "000000"}, page=STEP)
    assert (wrong.status_code, "This code is not right" in wrong.get_data(as_text=True)) == (403, True)
    right = post(client, STEP, {"code": phone.now(), "next": "/assets?kind=deck"}, page=STEP)
    assert (right.status_code, right.headers["Location"]) == (303, "/assets?kind=deck")
    assert is_in(client)
    assert acts(library)[:4] == ["signed in", "second step failed", "second step set up", "signed in"]


def test_the_picture_is_drawn_here_and_the_page_needs_no_script(app: Flask) -> None:
    client = app.test_client()
    sign_in(client, REP)
    answer = client.get(PAGE)
    page = answer.get_data(as_text=True)
    assert "<svg" in page[page.index('class="qr"') :]
    assert "style=" not in page
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_code_is_not_taken_twice(app: Flask) -> None:
    _, phone, _ = with_step(app)
    code, clients = phone.now(), (app.test_client(), app.test_client())
    for client in clients:
        sign_in(client, REP)
    assert [show(client, code) for client in clients] == [303, 403]


def test_a_recovery_code_does_once_and_the_rest_are_counted(app: Flask, library: Library) -> None:
    _, _, recovery = with_step(app)
    clients = (app.test_client(), app.test_client())
    for client in clients:
        sign_in(client, REP)
    assert [show(client, recovery[0]) for client in clients] == [303, 403]
    assert "recovery code used" in acts(library)
    assert "9 recovery codes left" in clients[0].get("/account").get_data(as_text=True)


def test_guesses_wait_though_the_password_is_shown_again(app: Flask) -> None:
    _, phone, _ = with_step(app)
    client, other = app.test_client(), app.test_client()
    sign_in(client, REP)
    assert [show(client, "000000") for _ in range(6)] == [403] * 5 + [429]
    sign_in(other, REP)
    answer = post(other, STEP, {"code": phone.now()}, page=STEP)
    assert (answer.status_code, int(answer.headers["Retry-After"]) > 0) == (429, True)


@pytest.mark.parametrize("word", ["", "not one", [1, 2], [1, 2, 3, 4], ["x", "y", "z"], [1, 9e12, "z"]])
def test_half_a_sign_in_that_is_none_leads_back_to_the_password(app: Flask, word: object) -> None:
    client = app.test_client()
    with client.session_transaction() as session:
        session["half"] = word
    assert client.get(STEP).headers["Location"].startswith("/sign-in")


def test_another_password_ends_half_a_sign_in(app: Flask, library: Library, team: dict[Role, Account]) -> None:
    with_step(app)
    client = app.test_client()
    sign_in(client, REP)
    assert client.get(STEP).status_code == 200
    give_password(library.db, team[Role.REP], "another lamp on nine stairs")
    assert client.get(STEP).status_code == 303


def test_a_reset_link_does_not_get_around_it(app: Flask, library: Library, team: dict[Role, Account]) -> None:
    with_step(app)
    record_invitation(library.db, team[Role.REP].person_id, token="reset", made_at=now())
    client = app.test_client()
    answer = post(client, "/join/reset", {"password": "another lamp on nine stairs"}, page="/join/reset")
    assert answer.headers["Location"] == STEP
    assert not is_in(client)


def test_a_rep_who_has_it_is_asked_wherever_the_library_is(library: Library, app: Flask) -> None:
    _, phone, _ = with_step(app)
    other = create_app(library=reopen(library, hosts="content.lan"))
    client = other.test_client()
    assert sign_in(client, REP).headers["Location"] == STEP
    assert show(client, phone.now()) == 303


# --- of whom it is asked ----------------------------------------------------------------------------------------------


def enter_at(app: Flask, library: Library, account: Account, *, via: str) -> FlaskClient:
    client, word = app.test_client(), f"{via} of {account.email}"
    start_session(library.db, account.person_id, token=word, via=via, at=now(), lifetime=lasting(library))
    with client.session_transaction(base_url=ELSEWHERE) as session:
        session[SESSION] = word
    return client


def test_an_admin_needs_one_once_others_can_reach_the_library(library: Library, team: dict[Role, Account]) -> None:
    app = create_app(library=reopen(library, public_url=ELSEWHERE))
    admin = enter_at(app, library, team[Role.ADMIN], via="password")
    for path in ("/", "/admin/people", "/assets/1", "/status"):
        assert admin.get(path, base_url=ELSEWHERE).headers["Location"] == PAGE, path
    for path in ("/api/v1/search?q=price", "/reports/unused.json"):
        assert admin.get(path, base_url=ELSEWHERE).status_code == 403
    page = admin.get(PAGE, base_url=ELSEWHERE).get_data(as_text=True)
    assert "an admin needs a second step here" in page


@pytest.mark.parametrize(("role", "via"), [(Role.REP, "password"), (Role.ADMIN, "oidc"), (Role.ADMIN, "proxy")])
def test_nobody_else_is_made_to(library: Library, team: dict[Role, Account], role: Role, via: str) -> None:
    app = create_app(library=reopen(library, public_url=ELSEWHERE))
    assert enter_at(app, library, team[role], via=via).get("/", base_url=ELSEWHERE).status_code == 200


def test_on_this_machine_alone_nobody_is_made_to(app: Flask, team: dict[Role, Account]) -> None:
    assert enter(app, team[Role.ADMIN]).get("/admin/people").status_code == 200


def test_whom_a_proxy_passes_on_that_no_setting_names_is_somewhere_else(
    app: Flask, library: Library, team: dict[Role, Account]
) -> None:
    admin = enter(app, team[Role.ADMIN])
    assert admin.get("/admin/people", headers={"X-Forwarded-For": "192.0.2.7"}).headers["Location"] == PAGE
    assert admin.get("/admin/people", environ_base={"REMOTE_ADDR": "192.0.2.7"}).headers["Location"] == PAGE


def test_tokens_ask_for_none(library: Library, team: dict[Role, Account]) -> None:
    app, secret = create_app(library=reopen(library, public_url=ELSEWHERE)), "ctl_" + "x" * 40
    owner = team[Role.ADMIN].person_id
    add_token(library.db, owner, "program", ["read:search"], secret=secret, made_at=now(), expires_at=None)
    headers = {"Authorization": f"Bearer {secret}"}
    assert app.test_client().get("/api/v1/search?q=price", headers=headers, base_url=ELSEWHERE).status_code == 200


# --- the phone is lost ------------------------------------------------------------------------------------------------


def test_an_admin_resets_a_colleagues_and_that_is_noted(
    app: Flask, library: Library, team: dict[Role, Account]
) -> None:
    rep, _, _ = with_step(app)
    admin, person = enter(app, team[Role.ADMIN]), team[Role.REP].person_id
    page = f"/admin/people/{person}"
    assert "Reset the second step" in admin.get(page).get_data(as_text=True)
    assert post(admin, f"{page}/second-step", {}, page=page).status_code == 303
    assert find_second_step(library.db, person) is None
    assert not is_in(rep)
    line = list_audit(library.db)[0]
    assert (line.who, line.action, line.about) == (ADMIN, "second step reset", REP)
    assert sign_in(rep, REP).headers["Location"] == "/"


def test_so_does_the_command_line(app: Flask, library: Library, team: dict[Role, Account]) -> None:
    rep, _, _ = with_step(app)
    done = CliRunner().invoke(main, ["--library", str(library.path), "people", "reset-second-step", REP])
    assert (done.exit_code, "until they set up another" in done.output) == (0, True)
    assert find_second_step(library.db, team[Role.REP].person_id) is None
    assert not is_in(rep)


def test_ending_it_and_new_recovery_codes_take_a_code(app: Flask, library: Library, team: dict[Role, Account]) -> None:
    client, phone, recovery = with_step(app)
    for path in (f"{PAGE}/recovery", f"{PAGE}/end"):
        assert post(client, path, {"code": "000000"}, page=PAGE).status_code == 403
    fresh = post(client, f"{PAGE}/recovery", {"code": phone.now()}, page=PAGE).get_data(as_text=True)
    codes = re.findall(RECOVERY, fresh)
    assert (len(codes), set(codes) & set(recovery)) == (10, set())
    assert post(client, f"{PAGE}/end", {"code": codes[0]}, page=PAGE).status_code == 303
    assert find_second_step(library.db, team[Role.REP].person_id) is None
    assert acts(library)[0] == "second step ended"


def test_a_secret_that_was_shown_to_another_person_is_not_taken(
    app: Flask, library: Library, team: dict[Role, Account]
) -> None:
    rep, admin = app.test_client(), app.test_client()
    sign_in(rep, REP)
    sign_in(admin, ADMIN)
    page = rep.get(PAGE).get_data(as_text=True)
    code = TOTP(find(KEY, page).replace(" ", "")).now()
    assert post(admin, PAGE, {"offered": find(OFFERED, page), "code": code}, page=PAGE).status_code == 400
    assert find_second_step(library.db, team[Role.ADMIN].person_id) is None
