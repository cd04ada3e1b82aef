"""The API: what it gives, by token; what each token may; and that no page elsewhere can write through it."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contentlib.library.opened import Library
from contentlib.people.persons import Role
from contentlib.people.tokens import MARK, SCOPES, add_token, list_tokens, revoke_token
from contentlib.reports import REPORTS
from tests.web.shelf import PRICE, RIVAL
from tests.web.team import address, enter, gather, post
from web import create_app
from web.api.endpoints import CALLS, MOST_PER_PAGE, PER_MINUTE
from web.once import now

SECRET = MARK + "a-secret-for-tests"
SEND = {"asset_id": PRICE, "contact": "ann@buyer.example", "channel": "email", "rep": "rep@ours.example"}


@pytest.fixture
def team(library: Library) -> Flask:
    gather(library)
    return create_app(library=library)


def give(library: Library, role: Role, *scopes: str, secret: str = SECRET, **more: Any) -> dict[str, str]:
    """The header of a token with these scopes, of whoever has this role."""
    (person_id,) = library.db.execute("SELECT id FROM people WHERE email = ?", [address(role)]).fetchone()
    add_token(library.db, person_id, "test", scopes, secret=secret, made_at=now(), **more)
    return {"Authorization": f"Bearer {secret}"}


# --- what it gives -------------------------------------------------------------------------------------------------


def test_a_search_gives_what_the_command_line_gives_and_is_counted(client: FlaskClient, library: Library) -> None:
    found = client.get("/api/v1/search", query_string={"q": "too expensive", "audience": "external"}).get_json()
    assert found["results"][0]["id"] == PRICE
    assert found["results"][0]["hits"][0]["locator"] == "page 2"
    row = library.db.execute("SELECT query, door FROM searches WHERE id = ?", [found["search_id"]]).fetchone()
    assert row == ("too expensive", "api")


def test_assets_come_in_pages(client: FlaskClient) -> None:
    first = client.get("/api/v1/assets?per_page=3").get_json()
    second = client.get("/api/v1/assets?per_page=3&page=2").get_json()
    assert (first["total"], first["more"], second["more"]) == (4, True, False)
    assert len({asset["id"] for asset in first["assets"] + second["assets"]}) == 4


def test_an_asset_tells_its_places_and_its_sections(client: FlaskClient) -> None:
    asset = client.get(f"/api/v1/assets/{PRICE}").get_json()
    assert asset["locations"] == [{"drive": "drive", "path": "pricing/Worth the price.pdf", "version": 1}]
    sections = client.get(f"/api/v1/assets/{PRICE}/sections").get_json()
    assert [section["locator"] for section in sections["sections"]] == ["page 1", "page 2"]


def test_a_send_is_recorded_once_under_its_own_name(client: FlaskClient, library: Library) -> None:
    first = client.post("/api/v1/sends", json=SEND | {"key": "mail-17"})
    again = client.post("/api/v1/sends", json=SEND | {"key": "mail-17"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.get_json()["id"] == again.get_json()["id"]
    assert library.db.execute("SELECT count(*) FROM sends").fetchone() == (1,)


def test_a_link_is_made_that_a_buyer_can_open(team: Flask, library: Library) -> None:
    token = give(library, Role.REP, "write:sends", "read:sends")
    made = team.test_client().post("/api/v1/sends", json=SEND | {"channel": "link"}, headers=token).get_json()
    assert made["rep"] == address(Role.REP)
    buyer = team.test_client().get(made["link"].removeprefix("http://localhost"))
    assert buyer.status_code == 200
    told = team.test_client().get(f"/api/v1/sends/{made['id']}", headers=token).get_json()
    assert told["link_open"] is True
    assert told["reading"]["readers"] == 0


def test_a_link_is_told_to_who_makes_it_in_the_name_of_a_rep(client: FlaskClient) -> None:
    made = client.post("/api/v1/sends", json=SEND | {"channel": "link", "key": "mail-18"}).get_json()
    again = client.post("/api/v1/sends", json=SEND | {"channel": "link", "key": "mail-18"}).get_json()
    assert made["rep"] == SEND["rep"]
    assert made["link"].startswith("http")
    assert again["link"] == made["link"]


def test_brackets_without_end_are_refused_as_any_other_body(client: FlaskClient) -> None:
    answer = client.post("/api/v1/sends", data="[" * 20_000, content_type="application/json")
    assert answer.status_code == 400
    assert "The body is" in answer.get_json()["error"]


def test_a_link_is_not_told_to_others_than_who_gave_it(team: Flask, library: Library) -> None:
    giver = give(library, Role.REP, "write:sends")
    made = team.test_client().post("/api/v1/sends", json=SEND | {"channel": "link"}, headers=giver).get_json()
    other = give(library, Role.MARKETER, "read:sends", secret=MARK + "another")
    told = team.test_client().get(f"/api/v1/sends/{made['id']}", headers=other).get_json()
    assert "link" not in told


@pytest.mark.parametrize("channel", ["link", "email", "attached", "meeting", "copied"])
def test_an_internal_asset_cannot_be_sent_by_any_channel(client: FlaskClient, library: Library, channel: str) -> None:
    answer = client.post("/api/v1/sends", json=SEND | {"asset_id": RIVAL, "channel": channel})
    assert answer.status_code == 403
    assert "is internal" in answer.get_json()["error"]
    assert library.db.execute("SELECT count(*) FROM sends").fetchone() == (0,)


@pytest.mark.parametrize(
    "name", ["first", "unused", "coverage", "gaps", "scorecard", "freshness", "adoption", "requests", "feedback"]
)
def test_every_report_is_there(client: FlaskClient, name: str) -> None:
    assert client.get(f"/api/v1/reports/{name}").status_code == 200
    # What waits is told whenever it began.
    assert client.get(f"/api/v1/reports/{name}?since=30d").status_code == (200 if REPORTS[name].has_window else 400)


def test_content_is_asked_for_and_feedback_given(client: FlaskClient) -> None:
    asked = client.post("/api/v1/requests", json={"query": "a case for hospitals", "rep": "rep@ours.example"})
    assert asked.get_json()["asks"][0]["rep"] == "rep@ours.example"
    said = client.post(f"/api/v1/assets/{PRICE}/feedback", json={"verdict": "outdated", "note": "Prices of 2024"})
    assert said.status_code == 201


# --- what it refuses -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({}, "The field asset_id is missing"),
        (SEND | {"colour": "red"}, "“colour” is not a field here"),
        (SEND | {"asset_id": "1"}, "The field asset_id must be a integer"),
        (SEND | {"asset_id": True}, "The field asset_id must be a integer"),
        (SEND | {"asset_id": 10**30}, "The field asset_id is no number"),
        (SEND | {"channel": "pigeon"}, "“pigeon” in the field channel"),
        (SEND | {"contact": "ann"}, "“ann” in the field contact"),
        (["a list"], "The body is no JSON object"),
    ],
    ids=["nothing", "unknown", "kind", "truth", "too large", "choice", "address", "no object"],
)  # fmt: skip
def test_a_body_that_cannot_be_used_is_told_by_field(client: FlaskClient, body: Any, says: str) -> None:
    answer = client.post("/api/v1/sends", json=body)
    assert answer.status_code == 400
    assert says in answer.get_json()["error"]


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/api/v1/search", 400, "Type what the buyer said"),
        ("/api/v1/search?q=x&kind=poem", 400, "kind:"),
        (f"/api/v1/assets?per_page={MOST_PER_PAGE + 1}", 400, "in the field per_page"),
        ("/api/v1/assets/999", 404, "No asset has the number 999"),
        ("/api/v1/sends/999", 404, "No send has the number 999"),
        ("/api/v1/reports/none", 404, "There is no call GET /reports/none"),
        ("/api/v1/nothing/here", 404, "There is no call GET /nothing/here"),
    ],
    ids=["no query", "filter", "page size", "asset", "send", "report", "address"],
)
def test_a_refusal_is_json_with_a_sentence(client: FlaskClient, path: str, status: int, says: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (status, "application/json")
    assert says in answer.get_json()["error"]


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", ""]
)
def test_a_form_of_another_site_cannot_write(client: FlaskClient, library: Library, kind: str) -> None:
    answer = client.post("/api/v1/requests", data='{"query": "x"}', content_type=kind)
    assert answer.status_code == 415
    assert library.db.execute("SELECT count(*) FROM requests").fetchone() == (0,)


def test_a_signed_in_browser_may_read_but_not_write(team: Flask, library: Library) -> None:
    (account,) = [one for one in gathered(library) if one.role is Role.REP]
    client = enter(team, account)
    assert client.get("/api/v1/assets").status_code == 200
    answer = client.post("/api/v1/requests", json={"query": "x"})
    assert answer.status_code == 403
    assert "Send a token" in answer.get_json()["error"]


def gathered(library: Library) -> tuple[Any, ...]:
    from contentlib.people.accounts import list_accounts

    return list_accounts(library.db)


def test_nobody_without_a_token_gets_anything_once_there_are_accounts(team: Flask) -> None:
    for call in CALLS.values():
        path = re.sub(r"<[^>]*:(\w+)>", "1", call.path).replace("<name>", "gaps")
        answer = team.test_client().open(f"/api/v1{path}", method=call.method, json={} if call.writes else None)
        assert (call.name, answer.status_code) == (call.name, 401)
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("name", sorted(CALLS))
def test_each_call_takes_its_scope_and_no_other_will_do(team: Flask, library: Library, name: str) -> None:
    call = CALLS[name]
    others = [scope for scope in SCOPES if scope != call.scope]
    right = give(library, Role.ADMIN, call.scope)
    wrong = give(library, Role.ADMIN, *others, secret=MARK + "wrong")
    path = "/api/v1" + re.sub(r"<[^>]*:(\w+)>", "1", call.path).replace("<name>", "gaps")
    refused = team.test_client().open(path, method=call.method, headers=wrong, json={} if call.writes else None)
    assert refused.status_code == 403
    assert call.scope in refused.get_json()["error"]
    let_in = team.test_client().open(path, method=call.method, headers=right, json={} if call.writes else None)
    assert let_in.status_code not in (401, 403)


def test_a_token_does_no_more_than_its_person(team: Flask, library: Library) -> None:
    viewer = give(library, Role.VIEWER, "read:search", "read:reports", "admin")
    asks = team.test_client()
    assert asks.get("/api/v1/reports/gaps", headers=viewer).status_code == 200
    assert asks.get("/api/v1/search?q=price", headers=viewer).status_code == 403
    assert asks.get("/api/v1/status", headers=viewer).status_code == 403


def test_a_revoked_an_old_and_a_false_token_are_all_the_same(team: Flask, library: Library) -> None:
    revoked = give(library, Role.ADMIN, "read:search", secret=MARK + "one")
    revoke_token(library.db, 1, revoked_at=now())
    old = give(library, Role.ADMIN, "read:search", secret=MARK + "two", expires_at=now() + timedelta(seconds=1))
    library.db.execute("UPDATE tokens SET expires_at = made_at WHERE id = 2")
    false = {"Authorization": f"Bearer {MARK}three"}
    answers = [team.test_client().get("/api/v1/assets", headers=one) for one in (revoked, old, false)]
    assert {(answer.status_code, answer.get_data()) for answer in answers} == {(401, answers[0].get_data())}


def test_a_token_of_somebody_who_is_kept_out_is_worth_nothing(team: Flask, library: Library) -> None:
    token = give(library, Role.REP, "read:search")
    assert team.test_client().get("/api/v1/assets", headers=token).status_code == 200
    library.db.execute("UPDATE logins SET disabled_at = added_at WHERE role = 'rep'")
    assert team.test_client().get("/api/v1/assets", headers=token).status_code == 401


def test_a_token_opens_no_page(team: Flask, library: Library) -> None:
    token = give(library, Role.ADMIN, *SCOPES)
    assert team.test_client().get("/assets", headers=token).status_code in (302, 303)


def test_the_secret_is_kept_nowhere(library: Library) -> None:
    gather(library)
    give(library, Role.REP, "read:search")
    rows = [str(row) for row in library.db.execute("SELECT * FROM tokens")]
    assert SECRET not in str(rows)
    assert list_tokens(library.db, everybody=True)[0].shown == SECRET[:10]


def test_a_token_for_buyers_ears_sees_no_internal_asset_by_any_call(team: Flask, library: Library) -> None:
    token = give(library, Role.ADMIN, *SCOPES)
    asks = team.test_client()
    for path in (f"assets/{RIVAL}", f"assets/{RIVAL}/sections"):
        assert asks.get(f"/api/v1/{path}", headers=token).status_code == 404
    everything = [asks.get(f"/api/v1/{path}", headers=token).get_data(as_text=True) for path in (
        "assets", "search?q=competitor", "search?q=guaranteed+migration", "assets/4/sections", "reports/unused",
        "reports/freshness", "reports/first", "reports/coverage", "reports/scorecard",
    )]  # fmt: skip
    for text in everything:
        assert "Quillbooks" not in text
        assert "guaranteed about" not in text
    found = asks.get("/api/v1/search?q=Quillbooks+currencies", headers=token).get_json()
    assert RIVAL not in {one["id"] for one in found["results"]}


def test_too_many_calls_are_told_when_to_come_again(team: Flask, library: Library) -> None:
    token = give(library, Role.REP, "read:search")
    asks = team.test_client()
    for _ in range(PER_MINUTE):
        asks.get("/api/v1/nothing", headers=token)
    answer = asks.get("/api/v1/assets", headers=token)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "calls within a minute" in answer.get_json()["error"]


# --- what is written about it --------------------------------------------------------------------------------------


def test_every_call_stands_in_the_description(app: Flask, client: FlaskClient) -> None:
    described = client.get("/api/v1/openapi.json").get_json()
    routed = {
        (method.lower(), re.sub(r"<(?:[^:<>]*:)?(\w+)>", r"{\1}", rule.rule.removeprefix("/api/v1")))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.") and rule.endpoint not in ("api.description", "api.nowhere")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    listed = {(method, path) for path, methods in described["paths"].items() for method in methods}
    assert listed == routed
    names = [one["operationId"] for methods in described["paths"].values() for one in methods.values()]
    assert len(names) == len(set(names))


def test_the_description_names_every_gap_and_every_needed_field(client: FlaskClient) -> None:
    for path, methods in client.get("/api/v1/openapi.json").get_json()["paths"].items():
        for one in methods.values():
            in_path = {field["name"] for field in one["parameters"] if field["in"] == "path"}
            assert in_path == set(re.findall(r"{(\w+)}", path))
            assert {"400", "401", "403", "404", "429"} < set(one["responses"])


def test_the_readable_page_shows_every_call(client: FlaskClient) -> None:
    page = unescape(client.get("/api/v1/").get_data(as_text=True))
    assert all(call.says in page for call in CALLS.values())
    assert all(scope in page for scope in SCOPES)


# --- the page of tokens --------------------------------------------------------------------------------------------


def test_a_token_is_made_on_the_page_shown_once_and_closed_there(team: Flask, library: Library) -> None:
    (account,) = [one for one in gathered(library) if one.role is Role.REP]
    client = enter(team, account)
    made = post(client, "/account/tokens", {"name": "CRM", "scope": "read:search"}, page="/account/tokens")
    secret = re.search(rf'value="({MARK}[^"]+)"', made.get_data(as_text=True))
    assert secret
    assert secret[1] not in client.get("/account/tokens").get_data(as_text=True)
    header = {"Authorization": f"Bearer {secret[1]}"}
    assert team.test_client().get("/api/v1/assets", headers=header).status_code == 200
    post(client, "/account/tokens/1/revoke", {}, page="/account/tokens")
    assert team.test_client().get("/api/v1/assets", headers=header).status_code == 401
    lines = str(library.db.execute("SELECT action, detail FROM audit").fetchall())
    assert "token made" in lines
    assert "token revoked" in lines
    assert secret[1] not in lines


def test_nobody_gives_away_what_they_may_not_or_closes_anothers_token(team: Flask, library: Library) -> None:
    accounts = {one.role: one for one in gathered(library)}
    rep = enter(team, accounts[Role.REP])
    refused = post(rep, "/account/tokens", {"name": "x", "scope": "admin"}, page="/account/tokens")
    assert refused.status_code == 400
    give(library, Role.MARKETER, "read:search")
    assert post(rep, "/account/tokens/1/revoke", {}, page="/account/tokens").status_code == 404
    assert "test" not in re.sub(r"<head>.*?</head>", "", rep.get("/account/tokens").get_data(as_text=True), flags=re.S)
