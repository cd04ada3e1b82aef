"""Letting in whoever has shown the password: at once, or after the second step that they set up."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, url_for
from werkzeug.wrappers import Response

from contentlib.people import Account, find_second_step
from web.access import home
from web.auth import sign_in
from web.connection import connect
from web.half_way import begin_half
from web.signin import known
from web.trail import note


def admit(account: Account, target: str) -> Response:
    """Let the person in, or ask for their second step."""
    if find_second_step(connect().db, account.person_id):
        begin_half(account)
        return redirect(url_for("signin.code", next=target or None), HTTPStatus.SEE_OTHER)
    return let_through(account, target)


def let_through(account: Account, target: str) -> Response:
    """Begin the session of somebody who has shown all that is asked for."""
    sign_in(account, "password")
    note("signed in")
    return known.remember(redirect(target or home(), HTTPStatus.SEE_OTHER), account.email)
