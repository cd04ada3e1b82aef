"""A team with an account for each role, and browsers that are signed in as one of them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from contentlib.library.opened import Library, open_library
from contentlib.people.accounts import Account, add_account
from contentlib.people.invitations import accept_invitation, record_invitation
from contentlib.people.persons import ROLES, Role
from contentlib.people.sessions import Lifetime, start_session
from contentlib.storage.store import Store
from tests.fakes import WordEmbedder
from web.auth import SESSION, lifetime
from web.once import now

PASSWORD = "a lamp under seven stairs"


def address(role: Role) -> str:
    """Whoever has this role in the team."""
    return f"{role.word}@ours.example"


def gather(library: Library) -> dict[Role, Account]:
    """An account for each role. None has a password; :func:`enter` needs none."""
    made = {}
    for role in reversed(ROLES):
        made[role] = add_account(library.db, address(role), role, name=f"The {role.word}", added_at=now())
        library.db.execute("UPDATE logins SET joined_at = added_at WHERE person_id = ?", [made[role].person_id])
    return made


def reopen(library: Library, **changes: Any) -> Library:
    """The same library under other settings."""
    return open_library(replace(library.settings, **changes), make_embedder=lambda _: WordEmbedder())


def give_password(db: Store, account: Account, password: str = PASSWORD) -> None:
    """Let the account be entered by the form."""
    record_invitation(db, account.person_id, token=account.email, made_at=now())
    accept_invitation(db, account.email, password, at=now())


def enter(app: Flask, account: Account, *, token: str = "") -> FlaskClient:
    """A browser in which somebody is signed in."""
    client, word = app.test_client(), token or f"session of {account.email}"
    library: Library = app.extensions["contentlib"]
    start_session(library.db, account.person_id, token=word, via="password", at=now(), lifetime=lasting(library))
    with client.session_transaction() as session:
        session[SESSION] = word
    return client


def lasting(library: Library) -> Lifetime:
    """How long sessions last in the library's settings."""
    return lifetime(library.settings)


def sign_in(client: FlaskClient, email: str, password: str = PASSWORD, **more: str) -> TestResponse:
    """Fill in the form as a person would."""
    return post(client, "/sign-in", {"email": email, "password": password, **more}, page="/sign-in")


def post(client: FlaskClient, path: str, data: dict[str, str], *, page: str = "/account") -> TestResponse:
    """Send a form with the token of the page it stands on."""
    return client.post(path, data=data | {"csrf_token": form_token(client, page)})


def form_token(client: FlaskClient, page: str) -> str:
    """The token in the first form of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).get_data(as_text=True))
    assert found, f"{page} has no form"
    return found[1]
