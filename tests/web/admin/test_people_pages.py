"""For the admin: inviting, roles, keeping out, and the log of who did what."""

from __future__ import annotations

import csv
import inspect
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from contentlib.library.opened import Library
from contentlib.people.accounts import Account, find_account_by_email, in_use, list_accounts
from contentlib.people.audit import list_audit
from contentlib.people.persons import Role
from tests.web.conftest import read_form
from tests.web.team import PASSWORD, address, enter, form_token, gather, post, sign_in
from web import create_app
from web.trail import ACTS, OWN_LINES, SILENT, TAKEN

LINK = re.compile(r'value="http://localhost(/join/[\w-]{43})"')


@pytest.fixture
def team(library: Library) -> dict[Role, Account]:
    return gather(library)


@pytest.fixture
def app(library: Library, team: dict[Role, Account]) -> Flask:
    return create_app(library=library)


@pytest.fixture
def admin(app: Flask, team: dict[Role, Account]) -> FlaskClient:
    return enter(app, team[Role.ADMIN])


def act(admin: FlaskClient, path: str, data: dict[str, str] | None = None) -> TestResponse:
    return post(admin, path, data or {}, page="/admin/people")


def link_in(answer: TestResponse) -> str:
    found = LINK.search(answer.get_data(as_text=True))
    assert found, "no link on the page"
    return found[1]


# --- the first account ------------------------------------------------------------------------------------------------


def test_whoever_sits_at_the_machine_makes_the_first_account_and_goes_on_into_it(library: Library) -> None:
    client = create_app(library=library).test_client()
    assert "There are no accounts" in client.get("/admin/people").get_data(as_text=True)
    begun = act(client, "/admin/people/begin", {"email": "ada@ours.example", "name": "Ada"})
    path = begun.headers["Location"]
    assert path.startswith("/join/")
    assert client.get("/").status_code == 303  # from now on everybody signs in
    assert post(client, path, {"password": PASSWORD, "name": "Ada"}, page=path).status_code == 303
    assert client.get("/admin/people").status_code == 200
    found = find_account_by_email(library.db, "ada@ours.example")
    assert found
    assert found.role is Role.ADMIN


def test_a_mistyped_first_address_leaves_everything_as_it_was(library: Library) -> None:
    client = create_app(library=library).test_client()
    answer = act(client, "/admin/people/begin", {"email": "no address"})
    assert answer.status_code == 400
    assert "is no e-mail address" in answer.get_data(as_text=True)
    assert not in_use(library.db)


def test_there_is_only_one_first_account(admin: FlaskClient) -> None:
    assert act(admin, "/admin/people/begin", {"email": "eve@ours.example"}).status_code == 400


# --- inviting and keeping out -----------------------------------------------------------------------------------------


def test_an_invited_rep_comes_in_by_the_link_that_is_shown_once(app: Flask, admin: FlaskClient) -> None:
    shown = act(admin, "/admin/people", {"email": "new@ours.example", "role": "rep", "name": "Nina"})
    path = link_in(shown)
    assert "/join/" not in admin.get("/admin/people").get_data(as_text=True)
    client = app.test_client()
    assert post(client, path, {"password": PASSWORD}, page=path).headers["Location"] == "/"
    assert client.get("/assets").status_code == 200
    assert client.get("/admin/people").status_code == 403


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"email": "rep@ours.example", "role": "rep"}, "has an account already"),
        ({"email": "x", "role": "rep"}, "is no e-mail address"),
        ({"email": "new@ours.example", "role": "boss"}, "is no role"),
    ],
    ids=["twice", "no address", "no role"],
)
def test_an_invitation_that_cannot_be_is_told_beside_its_field(
    admin: FlaskClient, data: dict[str, str], sentence: str
) -> None:
    answer = act(admin, "/admin/people", data)
    assert answer.status_code == 400
    assert sentence in answer.get_data(as_text=True)
    assert data["email"] in answer.get_data(as_text=True)


def test_a_name_is_shown_as_text(admin: FlaskClient, library: Library) -> None:
    shown = act(admin, "/admin/people", {"email": "x@ours.example", "role": "rep", "name": "<script>alert(1)</script>"})
    assert "<script>alert" not in shown.get_data(as_text=True)
    assert "<script>alert" not in admin.get("/admin/people").get_data(as_text=True)


def test_roles_change_and_the_last_admin_stays(admin: FlaskClient, library: Library, team: dict[Role, Account]) -> None:
    rep, own = team[Role.REP].person_id, team[Role.ADMIN].person_id
    assert act(admin, f"/admin/people/{rep}/role", {"role": "marketer"}).status_code == 303
    for path, data in ((f"{own}/role", {"role": "rep"}), (f"{own}/disable", {})):
        answer = act(admin, f"/admin/people/{path}", data)
        assert answer.status_code == 400
        assert "is the last admin" in answer.get_data(as_text=True)
    roles = {account.person_id: account.role for account in list_accounts(library.db)}
    assert (roles[rep], roles[own]) == (Role.MARKETER, Role.ADMIN)


def test_a_disabled_person_is_out_and_comes_back_by_a_new_link(
    app: Flask, admin: FlaskClient, team: dict[Role, Account]
) -> None:
    number, rep = team[Role.REP].person_id, enter(app, team[Role.REP])
    act(admin, f"/admin/people/{number}/disable")
    assert rep.get("/").status_code == 303
    assert act(admin, f"/admin/people/{number}/reset").status_code == 400
    path = link_in(act(admin, f"/admin/people/{number}/enable"))
    assert post(rep, path, {"password": PASSWORD}, page=path).status_code == 303
    assert rep.get("/").status_code == 200


def test_a_reset_link_works_after_too_many_guesses(app: Flask, admin: FlaskClient, team: dict[Role, Account]) -> None:
    client = app.test_client()
    while sign_in(client, address(Role.REP), "guess").status_code != 429:
        pass
    path = link_in(act(admin, f"/admin/people/{team[Role.REP].person_id}/reset"))
    assert post(client, path, {"password": PASSWORD}, page=path).status_code == 303
    post(client, "/sign-out", {})
    assert sign_in(client, address(Role.REP)).status_code == 303


def test_signing_somebody_out_ends_their_sessions(app: Flask, admin: FlaskClient, team: dict[Role, Account]) -> None:
    rep = enter(app, team[Role.REP])
    act(admin, f"/admin/people/{team[Role.REP].person_id}/sign-out")
    assert rep.get("/").status_code == 303
    assert admin.get("/").status_code == 200


def test_a_number_without_an_account_is_told_so(admin: FlaskClient) -> None:
    assert admin.get("/admin/people/999").status_code == 404
    assert act(admin, "/admin/people/999/disable").status_code == 404


# --- the log ----------------------------------------------------------------------------------------------------------


def test_every_form_either_notes_what_it_does_or_is_known_to(app: Flask) -> None:
    writes = {rule.endpoint for rule in app.url_map.iter_rules() if (rule.methods or set()) & {"POST", "DELETE"}}
    assert writes == set(ACTS) | OWN_LINES | SILENT | (set(TAKEN) & writes)
    for endpoint in sorted(OWN_LINES):
        assert "note(" in _read_with_helpers(app.view_functions[endpoint]), endpoint


def _read_with_helpers(view: Callable[..., Any]) -> str:
    """The source of a view and of what it calls in its own module."""
    source, module = inspect.getsource(view), inspect.getmodule(view)
    called = [getattr(module, name, None) for name in re.findall(r"(\w+)\(", source)]
    own = [one for one in called if inspect.isfunction(one) and one.__module__ == view.__module__]
    return source + "".join(map(inspect.getsource, own))


def test_what_people_do_is_noted_with_who_and_about_what(
    app: Flask, library: Library, team: dict[Role, Account]
) -> None:
    rep, marketer = enter(app, team[Role.REP]), enter(app, team[Role.MARKETER])
    hidden = read_form(rep, "/assets/1/send")
    rep.post("/assets/1/send", data=hidden | {"contact": "bob@buyer.example", "channel": "attached", "note": "secret"})
    token = form_token(marketer, "/assets/1")
    marketer.post("/assets/1/tags", data={"choice": "objection:timing", "say": "yes", "csrf_token": token})
    marketer.post("/assets/1/tags", data={"choice": "nonsense", "say": "yes", "csrf_token": token})
    opening = marketer.post("/assets/2/tags", data={"choice": "audience:external", "csrf_token": token})
    assert opening.status_code == 200  # it asks once more
    app.test_client().post("/assets/1/send", data={"contact": "bob@buyer.example", "channel": "attached"})
    marketer.get("/reports/unused.csv")
    lines = [(line.who, line.action, line.about, line.detail) for line in reversed(list_audit(library.db))]
    assert lines == [
        (address(Role.REP), "sent", "asset 1", "channel: attached"),
        (address(Role.MARKETER), "tag corrected", "asset 1", "choice: objection:timing; say: yes"),
        (address(Role.MARKETER), "exported", "unused", ""),
    ]


def test_the_log_is_shown_filtered_and_taken_as_csv(admin: FlaskClient, team: dict[Role, Account]) -> None:
    act(admin, f"/admin/people/{team[Role.REP].person_id}/role", {"role": "marketer"})
    act(admin, "/admin/people", {"email": "new@ours.example", "role": "viewer"})
    everything = admin.get("/admin/audit").get_data(as_text=True)
    assert "role changed" in everything
    assert "rep → marketer" in everything
    some = admin.get("/admin/audit?action=invited").get_data(as_text=True)
    assert "role: viewer" in some
    assert "rep → marketer" not in some
    rows = list(csv.DictReader(io.StringIO(admin.get("/admin/audit.csv?text=REP@ours").get_data(as_text=True))))
    assert [(row["who"], row["action"], row["about"]) for row in rows] == [
        (address(Role.ADMIN), "role changed", address(Role.REP))
    ]
    assert admin.get("/admin/audit?since=nonsense").status_code == 400


def test_the_overview_names_what_does_not_go_together(admin: FlaskClient) -> None:
    page = admin.get("/admin/sign-in").get_data(as_text=True)
    assert "Everybody signs in" in page
    assert "secret" not in page.lower() or "CONTENTLIB_OIDC_SECRET" in page
