"""The library as the visitor of this request may see it, and under whose name things happen to it."""

from __future__ import annotations

from flask import g, request

from contentlib.library import Library
from contentlib.people import EXTERNAL_ONLY, Role, restrict
from contentlib.sending import Confidant
from web.auth import visitor
from web.connection import connect

# An asset in an address. SQLite holds no larger number; beyond it there is no such page.
ASSET = f"<int(max={2**63 - 1}):asset_id>"
# What a buyer sees behind a link depends on the link alone, not on who else is signed in in that browser.
BUYERS = "buyer"


def library() -> Library:
    """The library of this request, opened when first asked for, without what is hidden from who asks."""
    opened = connect()
    if "restricted" not in g:
        g.restricted = True
        _restrict(opened)
    return opened


def _restrict(opened: Library) -> None:
    if request.blueprint == BUYERS:
        return
    who = visitor()
    only_external = EXTERNAL_ONLY in who.scopes
    if only_external or who.role < Role.ADMIN:
        restrict(opened.db, who.person_id, external_only=only_external)


def person() -> str:
    """Who asks, as an address: whoever is signed in; else who last sent in this browser or the setting ``person``.

    Empty when nobody said.
    """
    return visitor().email


def confidant() -> Confidant:
    """Who asks, for what is told of sends. What an assistant that writes to buyers may know holds no note."""
    who = visitor()
    notes = who.role >= Role.ADMIN and EXTERNAL_ONLY not in who.scopes
    return Confidant(who.email, is_admin=notes, owns_all=who.via == "machine")


def acting(typed: str) -> str:
    """Under whose name something is done: nobody who is signed in can borrow another's; a machine's user says it."""
    who = visitor()
    return typed or who.email if who.via == "machine" else who.email
