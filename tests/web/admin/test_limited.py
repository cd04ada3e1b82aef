"""A word that stands in a limited folder only, looked for through every address of the app by somebody outside."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from contentlib.library.opened import Library
from contentlib.model import Axis, Channel, Section, Source, Tag
from contentlib.people.accounts import Account
from contentlib.people.audit import list_audit
from contentlib.people.groups import add_group, add_to_group, limit_folder
from contentlib.people.persons import Role
from contentlib.people.tokens import MARK, SCOPES, add_token
from contentlib.pictures.page_pictures import Picture, put_pictures
from contentlib.requests.content_requests import Ask, record_progress, record_request
from contentlib.requests.content_requests import RequestStatus as Progress
from contentlib.sending.sends import record_send
from tests.web.shelf import AT, PRICE, embed, shelve
from tests.web.team import address, enter, gather, post
from web import create_app
from web.once import now

CANARY = "quetzalcoatl"
OTHERS = ("Quetzal plan", "Emberfall")
HIDDEN = "Board"
MOST_ADDRESSES_TELL = 15
# What stands in the gaps of addresses: the hidden asset, its send, its request.
QUERIES = (CANARY, "quetzalcoatk", "Emberfall takeover price", "who sells to Emberfall")


@pytest.fixture
def hidden(library: Library, tmp_path: Path) -> int:
    """An external asset in the folder Board, sent, opened, asked for; returns its id."""
    section = Section("slide 1", "Emberfall takeover", f"Project {CANARY} buys Emberfall for nine million.")
    tags = (
        Tag(Axis.OBJECTION, "price", 0.9, f"{CANARY} buys", "slide 1", Source.MODEL),
        Tag(Axis.COMPETITOR, "Emberfall", 0.9, "buys Emberfall", "slide 1", Source.FILE),
        Tag(Axis.STAGE, "decision", 0.6, CANARY, "slide 1", Source.MODEL),
    )
    asset_id = shelve(
        library, tmp_path / "drive", f"{HIDDEN}/{CANARY}.pptx", "Quetzal plan", "external", "deck", (section,), tags
    )
    embed(library)
    library.db.execute(
        "INSERT INTO competitors (name, evidence, learned_at) VALUES ('Emberfall', ?, ?)", [f"{CANARY}.pptx", str(AT)]
    )
    library.db.execute(
        "INSERT INTO unreadable (drive_id, path, size, mtime_ns, reason, since_at) VALUES (1, ?, 1, 1, 'torn', ?)",
        [f"{HIDDEN}/{CANARY}.pdf", AT.isoformat()],
    )
    (fingerprint,) = library.db.execute("SELECT fingerprint FROM versions WHERE asset_id = ?", [asset_id]).fetchone()
    put_pictures(library.settings, fingerprint, [(Picture(1, 9, 9), b"RIFFWEBP")])
    return asset_id


@pytest.fixture
def team(library: Library, hidden: int) -> dict[Role, Account]:
    """Everybody, and nobody but admins in the group that may see Board; the hidden asset has a history."""
    accounts = gather(library)
    add_group(library.db, "Inner circle", made_at=AT)
    limit_folder(library.db, "drive", HIDDEN, ("Inner circle",), made_at=AT)
    record_send(
        library.db, hidden, rep=address(Role.ADMIN), contact="ann@buyer.example", deal="", channel=Channel.EMAIL,
        note=f"{CANARY} note", token="t1", sent_at=AT,
    )  # fmt: skip
    request_id = record_request(library.db, "A plan", [Ask("a plan", "", AT)], asked_at=AT)
    record_progress(library.db, request_id, status=Progress.ANSWERED, assignee="", asset_id=hidden, reply="", at=AT)
    return accounts


@pytest.fixture
def app(library: Library, team: dict[Role, Account]) -> Flask:
    return create_app(library=library)


def gets(app: Flask) -> list[Rule]:
    left_out = ("static", "shared.", "signin.", "health.", "api.nowhere")
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.endpoint.startswith(left_out)
    ]


def addresses(app: Flask, asset_id: int) -> list[str]:
    """Every address that can be got, its gaps filled with what belongs to the hidden asset."""
    values: dict[str, Any] = {"asset_id": asset_id, "name": "unused", "page": 1, "version_id": asset_id}
    found = []
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in gets(app):
            path = adapter.build(rule.endpoint, {name: values.get(name, 1) for name in rule.arguments})
            asks = [f"?q={query}" for query in QUERIES] if "search" in rule.endpoint or "suggest" in rule.rule else [""]
            found += [path.removeprefix("http://localhost") + ask for ask in [*asks, "?since=365d&until=2027-01-01"]]
    return found


def strip_what_was_asked(text: str) -> str:
    """The page without the words that were typed into its own address, and without random words."""
    for query in QUERIES:
        text = re.sub(re.escape(query).replace("\\ ", r"(?: |\+|%20)"), "", text, flags=re.IGNORECASE)
    # That nothing here is on what they named says that word of theirs again.
    text = re.sub(r'Nothing on (?:<em>[^<]*</em>(?:, )?)+|"missing":\s*\[[^\]]*\]', "", text)
    return re.sub(r'name="csrf_token" value="[^"]*"', "", text)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REP, Role.MARKETER], ids=lambda role: role.word)
def test_a_hidden_word_comes_out_of_no_address(app: Flask, team: dict[Role, Account], hidden: int, role: Role) -> None:
    client = enter(app, team[role])
    # First those without a query: what is asked below is, rightly, told in reports about what was asked.
    for path in sorted(addresses(app, hidden), key=lambda path: "?q=" in path):
        answer = client.get(path)
        text = answer.get_data().decode("utf-8", "replace")
        told = strip_what_was_asked(text) if "?q=" in path else text
        leaked = [word for word in (CANARY, *OTHERS, f"{HIDDEN}/") if word.casefold() in told.casefold()]
        assert not leaked, f"{path} tells {leaked}"
        assert answer.status_code < 500, f"{path} answers {answer.status_code}"


def test_the_same_addresses_do_tell_it_to_an_admin(app: Flask, team: dict[Role, Account], hidden: int) -> None:
    """Else the test above would look for a word that nothing tells."""
    client, telling = enter(app, team[Role.ADMIN]), set()
    for path in addresses(app, hidden):
        with client.get(path) as answer:
            told = strip_what_was_asked(answer.get_data().decode("utf-8", "replace")).casefold()
        if any(word.casefold() in told for word in (CANARY, *OTHERS)):
            telling.add(path.partition("?")[0])
    assert len(telling) > MOST_ADDRESSES_TELL, sorted(telling)


@pytest.mark.parametrize("path", ["", "/file", "/send", "/sections"], ids=["page", "file", "send form", "sections"])
def test_a_hidden_asset_is_not_there(app: Flask, team: dict[Role, Account], hidden: int, path: str) -> None:
    client = enter(app, team[Role.MARKETER])
    start = "/api/v1/assets" if path == "/sections" else "/assets"
    assert client.get(f"{start}/{hidden}{path}").status_code == 404


def test_its_pictures_are_not_there_either(app: Flask, team: dict[Role, Account], hidden: int) -> None:
    (rule,) = [rule for rule in app.url_map.iter_rules() if rule.endpoint == "assets.picture"]
    with app.test_request_context():
        values = {name: 1 if name == "page" else hidden for name in rule.arguments}
        path = app.url_map.bind("localhost").build("assets.picture", values).removeprefix("http://localhost")
    with enter(app, team[Role.ADMIN]).get(path) as seen:
        assert seen.status_code == 200
    assert enter(app, team[Role.REP]).get(path).status_code == 404


def test_it_can_neither_be_sent_nor_linked_nor_tagged_nor_judged(
    app: Flask, library: Library, team: dict[Role, Account], hidden: int
) -> None:
    client = enter(app, team[Role.MARKETER])
    before = library.db.execute("SELECT count(*) FROM sends").fetchone()
    for channel in ("link", "email"):
        form = {"contact": "bob@buyer.example", "channel": channel, "form": "f"}
        assert post(client, f"/assets/{hidden}/send", form).status_code == 404
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        writes = [
            adapter.build(rule.endpoint, {name: hidden if name == "asset_id" else 1 for name in rule.arguments})
            for rule in app.url_map.iter_rules()
            if "POST" in (rule.methods or ()) and "asset_id" in rule.arguments and not rule.endpoint.startswith("api.")
        ]
    for path in writes:
        answer = post(client, path.removeprefix("http://localhost"), {"choice": "objection:price", "verdict": "wrong"})
        assert answer.status_code in (400, 404), path
        assert CANARY not in answer.get_data(as_text=True).casefold()
    assert library.db.execute("SELECT count(*) FROM sends").fetchone() == before


def test_programs_are_limited_as_their_people_are(
    app: Flask, library: Library, team: dict[Role, Account], hidden: int
) -> None:
    add_token(
        library.db, team[Role.REP].person_id, "t", SCOPES.keys() - {"external-only"}, secret=MARK + "x", made_at=now()
    )
    client, header = app.test_client(), {"Authorization": f"Bearer {MARK}x"}
    assert client.get(f"/api/v1/assets/{hidden}", headers=header).status_code == 404
    body = {"asset_id": hidden, "contact": "b@buyer.example", "channel": "link"}
    assert client.post("/api/v1/sends", json=body, headers=header).status_code == 404
    add_to_group(library.db, "Inner circle", address(Role.REP))
    assert client.get(f"/api/v1/assets/{hidden}", headers=header).status_code == 200


def test_who_comes_into_the_group_sees_it_from_the_next_page_on(
    app: Flask, library: Library, team: dict[Role, Account], hidden: int
) -> None:
    client = enter(app, team[Role.REP])
    assert client.get(f"/assets/{hidden}").status_code == 404
    add_to_group(library.db, "Inner circle", address(Role.REP))
    assert client.get(f"/assets/{hidden}").status_code == 200
    assert "Quetzal plan" in client.get(f"/?q={CANARY}").get_data(as_text=True)


def test_a_buyer_with_a_link_reads_what_was_shared_whoever_is_signed_in(
    app: Flask, library: Library, team: dict[Role, Account], hidden: int
) -> None:
    admin = enter(app, team[Role.ADMIN])
    add_token(library.db, team[Role.ADMIN].person_id, "t", ["write:sends"], secret=MARK + "x", made_at=now())
    body = {"asset_id": hidden, "contact": "b@buyer.example", "channel": "link"}
    made = admin.post("/api/v1/sends", json=body, headers={"Authorization": f"Bearer {MARK}x"}).get_json()
    path = made["link"].removeprefix("http://localhost")
    assert enter(app, team[Role.REP]).get(path).status_code == 200


def test_somebody_restricted_works_on_as_before(
    app: Flask, library: Library, team: dict[Role, Account], hidden: int
) -> None:
    client: FlaskClient = enter(app, team[Role.MARKETER])
    page = f"/assets/{PRICE}"
    assert client.get(page).status_code == 200
    assert client.get("/?q=too+expensive").status_code == 200
    sent = post(client, f"{page}/send", {"contact": "bob@buyer.example", "channel": "email", "form": "f"}, page=page)
    assert sent.status_code in (200, 303)
    assert library.db.execute("SELECT count(*) FROM sends WHERE asset_id = ?", [PRICE]).fetchone() == (1,)


# --- the admin's page ----------------------------------------------------------------------------------------------


def test_an_admin_makes_groups_and_limits_on_the_page(app: Flask, team: dict[Role, Account], hidden: int) -> None:
    admin, page = enter(app, team[Role.ADMIN]), "/admin/groups"
    post(admin, page, {"name": "Partners"}, page=page)
    post(admin, f"{page}/people", {"to": "Partners", "person": address(Role.REP)}, page=page)
    post(admin, f"{page}/limits", {"drive": "drive", "folder": "stories", "group": "Partners"}, page=page)
    outside, inside = enter(app, team[Role.MARKETER]), enter(app, team[Role.REP])
    assert outside.get("/assets/3").status_code == 404
    assert inside.get("/assets/3").status_code == 200
    shown = admin.get(page).get_data(as_text=True)
    assert "Partners" in shown
    assert "stories" in shown
    post(admin, f"{page}/limits/lift", {"drive": "drive", "folder": "stories"}, page=page)
    assert outside.get("/assets/3").status_code == 200


def test_folders_are_chosen_among_those_there_are_without_a_script(app: Flask, team: dict[Role, Account]) -> None:
    admin, page = enter(app, team[Role.ADMIN]), "/admin/groups"
    top = admin.get(page).get_data(as_text=True)
    assert 'name="folder" value="stories"' in top
    assert "2 files" in top
    below = admin.get(f"{page}?drive=drive&folder=stories").get_data(as_text=True)
    assert "All of stories" in below
    assert 'datalist id="folders"' not in below


def test_an_admin_keeps_limited_or_opens_what_moved_in_one_click(
    app: Flask, library: Library, team: dict[Role, Account], hidden: int
) -> None:
    admin, rep, page = enter(app, team[Role.ADMIN]), enter(app, team[Role.REP]), "/admin/groups"
    moved = f"stories/{CANARY}.pptx"
    library.db.execute("UPDATE locations SET path = ? WHERE path LIKE 'Board/%.pptx'", [moved])
    library.db.execute(
        "INSERT INTO limit_places (limit_id, drive_id, path, how, came_from, since_at, waits) "
        "VALUES (1, 1, ?, 'held', 'Board/x.pptx', ?, 1)",
        [moved, AT.isoformat()],
    )
    assert "limited at 1 place" in admin.get("/status").get_data(as_text=True)
    assert "Moved out of limited folders" in admin.get(page).get_data(as_text=True)
    post(admin, f"{page}/limits/moved", {"drive": "drive", "path": moved, "say": "keep"}, page=page)
    assert "Moved out of limited folders" not in admin.get(page).get_data(as_text=True)
    assert rep.get(f"/assets/{hidden}").status_code == 404
    post(admin, f"{page}/limits/moved", {"drive": "drive", "path": moved, "say": "open"}, page=page)
    assert rep.get(f"/assets/{hidden}").status_code == 200
    acts = [line.action for line in list_audit(library.db)]
    assert acts[:2] == ["limit opened", "limit kept"]


@pytest.mark.parametrize(
    ("path", "form", "says"),
    [
        ("", {"name": ""}, "The field name is empty"),
        ("", {"name": "inner CIRCLE"}, "There is a group"),
        ("/people", {"to": "Inner circle", "person": "x@nowhere.example"}, "Nobody has the address"),
        ("/limits", {"drive": "none", "folder": "x"}, "There is no drive"),
        ("/limits", {"drive": "drive", "folder": "stroies"}, "No file lies in “stroies”, so nothing was limited"),
        ("/limits", {"drive": "drive"}, "Nothing is chosen in the field folder"),
    ],
    ids=["no name", "taken", "nobody", "no drive", "no folder", "nothing chosen"],
)
def test_what_cannot_be_is_told_beside_its_field(
    app: Flask, team: dict[Role, Account], path: str, form: dict[str, str], says: str
) -> None:
    admin, page = enter(app, team[Role.ADMIN]), "/admin/groups"
    answer = post(admin, page + path, form, page=page)
    assert answer.status_code == 400
    assert says in answer.get_data(as_text=True)
