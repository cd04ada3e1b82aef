"""For who lets programs in: what the API offers, readable, and the tokens by which programs come in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from contentlib.errors import BadInput
from contentlib.people import MARK, SCOPES, TOKEN_BYTES, Role, Token, add_token, list_tokens, revoke_token
from web.admin.people_pages import pages
from web.api import ABOUT, CALLS
from web.auth import visitor
from web.connection import connect
from web.forms import HTTP_BAD, Typed, clean, place_problem
from web.once import now
from web.sending import read_expiry
from web.trail import note

TOKEN = f"<int(max={2**63 - 1}):token_id>"
USUAL = ("read:search",)


@dataclass(frozen=True, slots=True)
class Made:
    """A token that was just made, with its secret, which is shown this once."""

    token: Token
    secret: str


@pages.get("/api/v1/")
def manual() -> str:
    """Every call, with what it takes."""
    return render_template("admin/manual.html", calls=tuple(CALLS.values()), about=ABOUT, scopes=SCOPES)


@pages.get("/account/tokens")
def tokens() -> str:
    """The tokens of who asks; an admin sees everybody's."""
    return show_tokens()


def show_tokens(typed: Typed | None = None, problems: dict[str, str] | None = None, made: Made | None = None) -> str:
    """The list, with the form as it was typed."""
    who = visitor()
    return render_template(
        "admin/tokens.html",
        tokens=list_tokens(connect().db, person_id=who.person_id, everybody=who.role is Role.ADMIN),
        scopes=open_scopes(),
        typed=typed or {},
        chosen=typed.getlist("scope") if typed else USUAL,
        problems=problems or {},
        made=made,
        at=now(),
    )


def open_scopes() -> dict[str, str]:
    """The scopes that who asks may give away."""
    who = visitor()
    closed = {"admin"} if who.role < Role.ADMIN else set()
    if who.role < Role.REP:
        closed |= {"read:search", "read:sends", "write:sends", "write:requests"}
    return {scope: says for scope, says in SCOPES.items() if scope not in closed}


@pages.post("/account/tokens")
def make_token() -> str | tuple[str, int]:
    """Make one, and show its secret on this page: no redirect, so that it stands nowhere but here."""
    try:
        made = _make(request.form)
    except BadInput as error:
        return show_tokens(request.form, place_problem(str(error))), HTTP_BAD
    note(
        "token made",
        about=f"token {made.token.id}",
        detail=f"{made.token.name} ({made.token.shown}…): {', '.join(sorted(made.token.scopes))}",
    )
    return show_tokens(made=made)


def _make(typed: Typed) -> Made:
    scopes = [clean(scope) for scope in typed.getlist("scope")]
    for scope in scopes:
        if scope in SCOPES and scope not in open_scopes():
            raise BadInput(f"Your role cannot give the scope {scope} away, which is asked for in the field scope.")
    secret = MARK + secrets.token_urlsafe(TOKEN_BYTES)
    until: datetime | None = read_expiry(clean(typed.get("expires", "")))
    token = add_token(
        connect().db, visitor().person_id, clean(typed.get("name", "")), scopes, secret=secret, made_at=now(),
        expires_at=until,
    )  # fmt: skip
    return Made(token, secret)


@pages.post(f"/account/tokens/{TOKEN}/revoke")
def end_token(token_id: int) -> Response:
    """Close one, at once: one's own, and for an admin anybody's."""
    who = visitor()
    own = {one.id for one in list_tokens(connect().db, person_id=who.person_id, everybody=who.role is Role.ADMIN)}
    if token_id not in own:
        abort(404)
    closed = revoke_token(connect().db, token_id, revoked_at=now())
    note("token revoked", about=f"token {token_id}", detail=closed.name)
    flash(f"“{closed.name}” is closed. Programs that use it are refused from now on.")
    return redirect(url_for("admin.tokens"), 303)
