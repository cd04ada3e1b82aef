"""Who may open what: every route for every role, forms of other sites, other hosts, and proxies."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from contentlib.library.opened import Library
from contentlib.people.persons import ROLES, Role
from tests.web.team import enter, gather, reopen
from web import create_app
from web.access import KEY, TABLE, least, page_before, read_next

# Something to stand in each gap of an address; nothing has to be there for a refusal to come first.
GAPS: dict[str, Any] = {
    "asset_id": 1, "send_id": 1, "page": 1, "request_id": 1, "feedback_id": 1, "correction_id": 1, "person_id": 1,
    "token": "no-such-token", "_rest": "x/y", "filename": "style.css", "token_id": 1, "group_id": 1, "limit_id": 1,
}  # fmt: skip
WRITES = {"POST", "PUT", "PATCH", "DELETE"}
# These have no form token: a buyer gets no session to bind one to, a program's token is in its header, and the
# provider's is signed.
WITHOUT_FORM = ("buyer", "api")
SIGNED = "signin.farewell"


@pytest.fixture
def team_app(library: Library) -> Flask:
    gather(library)
    return create_app(library=library)


def rules(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


def path_of(app: Flask, rule: Rule) -> str:
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("localhost")
        values = {name: GAPS.get(name, 1) for name in rule.arguments}
        built: str = adapter.build(rule.endpoint, values, method=next(iter(rule.methods or {"GET"})))
        return re.sub(r"^https?://[^/]+", "", built)


def least_of(app: Flask, endpoint: str) -> Role:
    with app.app_context():
        role = least(endpoint)
    assert role is not None, f"{endpoint} stands in no line of web/access.py"
    return role


# --- the table ------------------------------------------------------------------------------------------------------


def test_every_endpoint_stands_in_the_table(app: Flask) -> None:
    with app.app_context():
        assert not sorted({rule.endpoint for rule in rules(app) if least(rule.endpoint) is None})


def test_the_table_names_nothing_that_is_not_there(app: Flask) -> None:
    listed = [name for names in TABLE.values() for name in names.split()]
    assert len(listed) == len(set(listed))
    assert not set(listed) - {rule.endpoint for rule in rules(app)}


def test_a_route_that_nobody_listed_is_refused_to_everybody(app: Flask) -> None:
    app.add_url_rule("/new", "new.page", lambda: "the new page")
    answer = app.test_client().get("/new")
    assert answer.status_code == 403
    assert "new.page stands in no line" in answer.get_data(as_text=True)
    app.extensions[KEY]["new.page"] = Role.VIEWER
    assert app.test_client().get("/new").get_data(as_text=True) == "the new page"


@pytest.mark.parametrize("role", [Role.NOBODY, *ROLES], ids=lambda role: role.word)
def test_every_route_for_every_role(team_app: Flask, library: Library, role: Role) -> None:
    """Nobody is asked who they are, who may not is refused, and who may gets as far as the form token."""
    accounts = gather_again(library)
    client = team_app.test_client() if role is Role.NOBODY else enter(team_app, accounts[role])
    wrong = []
    for rule in rules(team_app):
        needed = least_of(team_app, rule.endpoint)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if rule.endpoint == "signin.leave":
                continue
            answer = client.open(path_of(team_app, rule), method=method)
            said = judge(answer.status_code, answer.headers.get("Location", ""))
            if not fits(said, role, needed, rule, method, answer.status_code):
                wrong.append(f"{method} {rule.rule} ({needed.word}): {answer.status_code} {said}")
            answer.close()
    assert not wrong


def gather_again(library: Library) -> dict[Role, Any]:
    from contentlib.people.accounts import list_accounts

    return {account.role: account for account in list_accounts(library.db)}


def judge(status: int, location: str) -> str:
    if status == 401 or (status in (302, 303) and location.startswith("/sign-in")):
        return "asked"
    return "refused" if status == 403 else "open"


def fits(said: str, role: Role, needed: Role, rule: Rule, method: str, status: int) -> bool:
    if needed is Role.NOBODY:
        # The sign-in pages and the closed links answer for themselves.
        return status < 500
    if role is Role.NOBODY:
        return said == "asked"
    if role < needed:
        return said == "refused" or (rule.endpoint == "search.index" and status == 303)
    blueprint = rule.endpoint.partition(".")[0]
    if method in WRITES and blueprint not in WITHOUT_FORM:
        return status == 400
    # A session may only read the API; an internal asset cannot be sent by anybody.
    return (said == "open" and status < 500) or (blueprint == "api" and method in WRITES)


def test_every_form_needs_its_token(team_app: Flask, library: Library) -> None:
    admin = enter(team_app, gather_again(library)[Role.ADMIN])
    checked = 0
    for rule in rules(team_app):
        methods = (rule.methods or set()) & WRITES
        if not methods or rule.endpoint == SIGNED or rule.endpoint.partition(".")[0] in WITHOUT_FORM:
            continue
        for data in ({}, {"csrf_token": "made-up"}):
            answer = admin.open(path_of(team_app, rule), method=sorted(methods)[0], data=data)
            assert answer.status_code == 400, rule
            assert "This form was opened before" in answer.get_data(as_text=True), rule
        checked += 1
    assert checked > 20


# --- asking and refusing ----------------------------------------------------------------------------------------------


def test_who_is_not_signed_in_is_asked_and_comes_back_here(team_app: Flask) -> None:
    answer = team_app.test_client().get("/assets?kind=deck&page=2")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/sign-in?next=/assets?kind%3Ddeck%26page%3D2"


def test_a_program_is_told_so_in_its_own_way(team_app: Flask) -> None:
    client = team_app.test_client()
    assert client.get("/reports/unused.json").status_code == 401
    assert client.get("/assets", headers={"Accept": "application/json"}).get_json()["error"] == "Sign in first."


def test_a_part_of_a_page_does_not_get_the_sign_in_page_into_its_place(team_app: Flask) -> None:
    headers = {"HX-Request": "true", "Referer": "http://localhost/?q=price"}
    answer = team_app.test_client().get("/assets", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/?q%3Dprice"


def test_a_link_from_elsewhere_takes_one_step_here_so_that_the_cookie_comes_along(team_app: Flask) -> None:
    answer = team_app.test_client().get("/assets/1", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 401
    assert 'http-equiv="refresh" content="0"' in answer.get_data(as_text=True)


def test_a_refusal_names_the_role_and_the_one_it_takes(team_app: Flask, library: Library) -> None:
    rep = enter(team_app, gather_again(library)[Role.REP])
    page = rep.get("/admin/people").get_data(as_text=True)
    assert "Your role, rep, does not open this page; it takes admin." in page


def test_a_viewer_begins_with_the_reports(team_app: Flask, library: Library) -> None:
    viewer = enter(team_app, gather_again(library)[Role.VIEWER])
    assert viewer.get("/").headers["Location"] == "/reports/first"


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.word)
def test_the_navigation_leads_nowhere_that_is_refused(team_app: Flask, library: Library, role: Role) -> None:
    client = enter(team_app, gather_again(library)[role])
    page = client.get("/reports/first").get_data(as_text=True)
    head = page[page.index("<header") : page.index("</header>")]
    links = re.findall(r'href="(/[^"]*)"', head)
    assert len(links) >= len(ROLES[:role])
    for link in links:
        with client.get(link, follow_redirects=True) as answer:
            assert answer.status_code == 200, link
    assert ("/admin/people" in links) is (role is Role.ADMIN)


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "data:x",
        "/x\r\nSet-Cookie: a=b", "evil.example", "/sign-out", "/" + "x" * 3000, "http:/evil.example", "/%0d\n",
    ],
)  # fmt: skip
def test_there_is_no_way_out_by_next(target: str) -> None:
    assert read_next(target) == ""


def test_the_page_before_is_one_of_ours(app: Flask) -> None:
    for referer, expected in (("http://evil.example/assets", ""), ("http://localhost/assets?page=2", "/assets?page=2")):
        with app.test_request_context(headers={"Referer": referer}):
            assert page_before() == expected


# --- this machine, and who only seems to be on it ---------------------------------------------------------------------


def test_without_accounts_whoever_sits_here_may_do_everything(client: FlaskClient) -> None:
    for path in ("/", "/admin/people", "/status", "/reports/unused"):
        assert client.get(path).status_code == 200
    assert "Sign out" not in client.get("/").get_data(as_text=True)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host", "Via"])
def test_without_accounts_whom_a_proxy_passes_on_sees_nothing(client: FlaskClient, header: str) -> None:
    answer = client.get("/assets/1", headers={header: "192.0.2.7"})
    assert answer.status_code == 403
    assert "There are no accounts here yet" in answer.get_data(as_text=True)
    assert "Worth the price" not in answer.get_data(as_text=True)


def test_without_accounts_another_address_sees_nothing(client: FlaskClient) -> None:
    assert client.get("/", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 403
    assert client.get("/health", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 200


def test_with_accounts_nobody_is_trusted_for_sitting_here(team_app: Flask) -> None:
    assert team_app.test_client().get("/").status_code == 303


def test_the_names_of_the_settings_are_answered_and_no_others(library: Library) -> None:
    gather(library)
    opened = reopen(library, public_url="https://content.example", hosts="content.lan")
    client = create_app(library=opened).test_client()
    for host, status in (("content.example", 303), ("content.lan:8000", 303), ("evil.example", 400)):
        assert client.get("/", headers={"Host": host}).status_code == status


def test_a_public_name_without_accounts_serves_only_what_is_public(library: Library) -> None:
    client = create_app(library=reopen(library, public_url="https://content.example")).test_client()
    assert client.get("/", headers={"Host": "content.example"}).status_code == 403
    assert client.get("/s/no-such-link", headers={"Host": "content.example"}).status_code == 404
    assert client.get("/", headers={"Host": "localhost"}).status_code == 200


def test_a_forwarded_address_counts_only_as_far_as_we_have_proxies(library: Library) -> None:
    gather(library)
    app = create_app(library=reopen(library, proxies=1, public_url="https://content.example"))
    client = app.test_client()
    client.get("/join/no-such-link", headers={"X-Forwarded-For": "6.6.6.6, 192.0.2.7", "Host": "content.example"})
    with app.test_request_context():
        counted = app.extensions["limits"]["door"]
        assert set(counted._seen) == {"192.0.2.7"}


def test_a_search_is_refused_when_there_are_too_many(library: Library) -> None:
    accounts = gather(library)
    app = create_app(library=reopen(library, searches_per_minute=3))
    rep, other = enter(app, accounts[Role.REP]), enter(app, accounts[Role.MARKETER])
    assert [rep.get("/?q=price").status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = rep.get("/?q=price")
    assert answer.headers["Retry-After"] == "60"
    assert "too many searches" in answer.get_data(as_text=True)
    assert other.get("/?q=price").status_code == 200


def test_of_many_searches_at_once_as_many_are_answered_as_one_after_the_other(library: Library) -> None:
    account = gather(library)[Role.REP]
    app = create_app(library=reopen(library, searches_per_minute=10))
    browsers = [enter(app, account, token=f"browser {number}") for number in range(30)]
    with ThreadPoolExecutor(30) as pool:
        statuses = sorted(pool.map(lambda browser: browser.get("/?q=price").status_code, browsers))
    assert statuses == [200] * 10 + [429] * 20


def test_who_knocks_at_the_doors_too_often_must_wait(library: Library) -> None:
    gather(library)
    app = create_app(library=library)
    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(lambda n: app.test_client().get(f"/join/{n}").status_code, range(40)))
    assert statuses == [404] * 30 + [429] * 10


def test_the_machines_own_user_is_not_counted(library: Library) -> None:
    client = create_app(library=reopen(library, searches_per_minute=2)).test_client()
    assert {client.get("/?q=price").status_code for _ in range(5)} == {200}
