"""What a send keeps to its sender, looked for by every role through every address: own, colleagues', limited ones.

A word stands in the note, the link, the mail's subject and its text of each of three sends.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contentlib.library.opened import Library
from contentlib.model import Channel
from contentlib.people.accounts import Account
from contentlib.people.groups import add_group, limit_folder
from contentlib.people.persons import ROLES, Role
from contentlib.people.tokens import MARK, SCOPES, add_token
from contentlib.requests.content_requests import Ask, record_progress, record_request
from contentlib.requests.content_requests import RequestStatus as Progress
from contentlib.requests.feedback_words import record_answer, record_feedback
from contentlib.sending.links import Terms, send_link
from contentlib.sending.sends import MailText, record_send
from tests.web.shelf import PRICE, RIVAL, STORY, fill_library
from tests.web.team import enter, gather
from web import create_app
from web.once import now

COLLEAGUE = "ines@ours.example"
# What stands in a send, and who may read it besides its sender.
KEPT = {"note": (Role.ADMIN,), "link": (), "subject": (), "message": (), "words": ()}
NUMBERS = {"send_id": (1, 2, 3, 4, 5), "asset_id": (PRICE, RIVAL, STORY)}
LEFT_OUT = ("static", "signin.", "health.", "api.nowhere", "buyer.")


def word(kind: str, number: int) -> str:
    """The word that stands in this part of this send."""
    return f"canary{kind}{number}z"


def send(library: Library, number: int, asset_id: int, rep: str, *, by_link: bool = True) -> None:
    given: dict[str, Any] = {
        "rep": rep, "contact": f"ann{number}@buyer.example", "deal": "", "note": word("note", number),
        "token": f"form {number}", "sent_at": now(),
        "letter": MailText(word("subject", number), word("message", number)),
    }  # fmt: skip
    if not by_link:
        record_send(library.db, asset_id, channel=Channel.EMAIL, **given)
        return
    send_link(library.db, asset_id, terms=Terms(words=word("words", number)), link_token=word("link", number), **given)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Sends of a colleague: 2 and 3 of what will be limited, 4 of what became internal since, 5 by mail."""
    opened = fill_library(tmp_path)
    for number, asset_id in ((1, PRICE), (2, STORY), (3, STORY), (4, PRICE)):
        send(opened, number, asset_id, COLLEAGUE)
    send(opened, 5, PRICE, COLLEAGUE, by_link=False)
    opened.db.execute("UPDATE sends SET asset_id = ? WHERE id = 4", [RIVAL])
    yield opened
    opened.close()


@pytest.fixture
def team(library: Library) -> dict[Role, Account]:
    accounts = gather(library)
    add_group(library.db, "Inner circle", made_at=now())
    return accounts


@pytest.fixture
def app(library: Library, team: dict[Role, Account]) -> Flask:
    return create_app(library=library)


def addresses(app: Flask) -> list[str]:
    """Every address that can be got, with every send and asset in its gaps."""
    found = ["/sends?by=everyone", "/sends/ready?id=1&id=2&id=3&id=4&id=5", "/api/v1/sends?by=everyone"]
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or rule.endpoint.startswith(LEFT_OUT):
                continue
            varied = next((name for name in NUMBERS if name in rule.arguments), "")
            for number in NUMBERS.get(varied, (1,)):
                values = {name: number if name == varied else 1 for name in rule.arguments}
                found.append(adapter.build(rule.endpoint, values).removeprefix("http://localhost"))
    return found


def read_all(client: FlaskClient, app: Flask, header: dict[str, str] | None = None) -> dict[str, str]:
    """What every address tells."""
    told = {}
    for path in addresses(app):
        with client.get(path, headers=header) as answer:
            assert answer.status_code < 500, path
            told[path] = answer.get_data().decode("utf-8", "replace")
    return told


def leaks(told: dict[str, str], kinds: dict[str, tuple[int, ...]]) -> list[str]:
    return [
        f"{path} tells {word(kind, number)}"
        for path, text in told.items()
        for kind, numbers in kinds.items()
        for number in numbers
        if word(kind, number) in text
    ]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.word)
def test_a_colleagues_link_note_and_mail_come_out_of_no_address(
    app: Flask, team: dict[Role, Account], role: Role
) -> None:
    told = read_all(enter(app, team[role]), app)
    assert not leaks(told, {kind: (1, 2, 3, 4, 5) for kind, besides in KEPT.items() if role not in besides})
    if role >= Role.REP:
        assert "ann1@buyer.example" in told["/api/v1/sends?by=everyone"], "that it was sent is no secret"


@pytest.mark.parametrize("role", [Role.REP, Role.MARKETER, Role.ADMIN], ids=lambda role: role.word)
def test_ones_own_are_told_and_those_of_a_limited_folder_are_not(
    app: Flask, library: Library, team: dict[Role, Account], role: Role
) -> None:
    library.db.execute("UPDATE sends SET person_id = ?", [team[role].person_id])
    own = read_all(enter(app, team[role]), app)
    for kind in ("note", "link", "subject", "message"):
        assert word(kind, 1) in own["/sends/1"], kind
    assert word("link", 2) in own["/sends/ready?id=1&id=2&id=3&id=4&id=5"]
    limit_folder(library.db, "drive", "stories", (), made_at=now())
    limited = read_all(enter(app, team[role], token="another"), app)
    assert word("link", 1) in limited["/sends/1"]
    if role is not Role.ADMIN:
        assert not leaks(limited, dict.fromkeys(KEPT, (2, 3)))


@pytest.mark.parametrize("role", [Role.REP, Role.ADMIN], ids=lambda role: role.word)
def test_a_token_for_buyers_ears_reads_no_note_and_no_reply(
    app: Flask, library: Library, team: dict[Role, Account], role: Role
) -> None:
    library.db.execute("UPDATE sends SET person_id = ?", [team[role].person_id])
    said = [
        record_feedback(library.db, asset_id, verdict="change", note="canaryfeedbackz", rep="", said_at=now())
        for asset_id in (PRICE, RIVAL)
    ]
    for one in said:
        record_answer(library.db, one, answer="canaryanswerz", answered_by=COLLEAGUE, closed_at=now())
    for asset_id in (PRICE, RIVAL):
        asked = record_request(library.db, "A plan", [Ask("a plan", "", now())], asked_at=now())
        record_progress(
            library.db, asked, status=Progress.ANSWERED, assignee="", asset_id=asset_id, reply="canaryreplyz", at=now()
        )
    add_token(library.db, team[role].person_id, "t", SCOPES.keys(), secret=MARK + "x", made_at=now())
    told = read_all(app.test_client(), app, {"Authorization": f"Bearer {MARK}x"})
    assert not leaks(told, {kind: (1, 2, 3, 4, 5) for kind in KEPT if kind != "link"})
    assert not leaks(told, {"link": (4,)})
    wrong = [path for path, text in told.items() for one in ("feedback", "answer", "reply") if f"canary{one}" in text]
    assert not wrong
    assert "ann1@buyer.example" in told["/api/v1/sends"]


def test_a_reply_about_what_is_limited_is_told_to_who_may_see_it(
    app: Flask, library: Library, team: dict[Role, Account]
) -> None:
    asked = record_request(library.db, "A plan", [Ask("a plan", "", now())], asked_at=now())
    record_progress(
        library.db, asked, status=Progress.ANSWERED, assignee="", asset_id=STORY, reply="canaryreplyz", at=now()
    )
    assert "canaryreplyz" in enter(app, team[Role.MARKETER]).get("/requests.json").get_data(as_text=True)
    limit_folder(library.db, "drive", "stories", (), made_at=now())
    told = read_all(enter(app, team[Role.MARKETER], token="another"), app)
    assert not [path for path, text in told.items() if "canaryreplyz" in text]


def test_whoever_sits_at_a_machine_without_accounts_has_everything(library: Library) -> None:
    app = create_app(library=library)
    page = app.test_client().get("/sends/1").get_data(as_text=True)
    for kind in ("note", "link", "subject", "message"):
        assert word(kind, 1) in page


def test_a_marketer_closes_a_link_that_is_not_told_to_them(app: Flask, team: dict[Role, Account]) -> None:
    page = enter(app, team[Role.MARKETER]).get("/sends/1").get_data(as_text=True)
    assert "Revoke the link" in page
    assert "told to ines@<wbr>ours.example alone" in page
