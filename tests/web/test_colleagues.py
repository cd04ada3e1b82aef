"""A send belongs to who sent it: colleagues see it and do not change it; marketers and admins may, noted by name."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from contentlib.library.opened import Library
from contentlib.people.accounts import Account
from contentlib.people.audit import list_audit
from contentlib.people.persons import Role
from contentlib.sending.links import Terms, send_link
from tests.web.shelf import PRICE, fill_library
from tests.web.team import enter, gather, post
from web import create_app
from web.once import now

CHANGES = {"revoke": {}, "extend": {"expires": "2098-01-02"}, "followed": {}}


@pytest.fixture
def shop(tmp_path: Path) -> tuple[Flask, Library, dict[Role, Account]]:
    """An app whose first send is ines's and whose second is the rep's own."""
    library = fill_library(tmp_path)
    for number, rep in enumerate(("ines@ours.example", "rep@ours.example")):
        send_link(
            library.db, PRICE, terms=Terms(), link_token=f"link-{number}" + "x" * 30, rep=rep,
            contact="ann@buyer.example", deal="", note="", token=f"form {number}", sent_at=now() - timedelta(days=1),
        )  # fmt: skip
    return create_app(library=library), library, gather(library)


def revoked(library: Library) -> list[int]:
    return [row[0] for row in library.db.execute("SELECT send_id FROM links WHERE revoked_at IS NOT NULL")]


@pytest.mark.parametrize("change", CHANGES)
def test_a_colleagues_send_is_not_changed_and_the_try_is_noted(
    shop: tuple[Flask, Library, dict[Role, Account]], change: str
) -> None:
    app, library, team = shop
    client = enter(app, team[Role.REP])
    answer = post(client, f"/sends/1/{change}", CHANGES[change])
    assert answer.status_code == 403
    assert "only ines@ours.example, a marketer or an admin may change it" in answer.get_data(as_text=True)
    assert revoked(library) == []
    line = list_audit(library.db)[0]
    assert (line.who, line.about) == ("rep@ours.example", "send 1")
    page = client.get("/sends/1").get_data(as_text=True)
    assert f"/sends/1/{change}" not in page
    assert "may give it another last day or revoke it" in page


def test_a_rep_revokes_what_was_sent_in_the_same_name(shop: tuple[Flask, Library, dict[Role, Account]]) -> None:
    app, library, team = shop
    assert post(enter(app, team[Role.REP]), "/sends/2/revoke", {}).status_code == 303
    assert revoked(library) == [2]


@pytest.mark.parametrize("role", [Role.MARKETER, Role.ADMIN], ids=lambda role: role.word)
def test_who_looks_after_everybodys_links_revokes_any_and_is_named(
    shop: tuple[Flask, Library, dict[Role, Account]], role: Role
) -> None:
    app, library, team = shop
    assert post(enter(app, team[role]), "/sends/1/revoke", {}).status_code == 303
    assert revoked(library) == [1]
    line = list_audit(library.db)[0]
    assert (line.action, line.who, line.about) == ("link revoked", team[role].email, "send 1")
