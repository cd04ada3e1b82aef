"""Browsers in which somebody signed in before: their tries are counted apart from those of strangers.

Else whoever knows an address could keep its owner out by guessing wrong again and again. The cookie opens nothing; it
says, signed with the key of the sessions, which person has been let in here, and is drawn anew each time.
"""

from __future__ import annotations

import secrets

from flask import Flask, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from contentlib.people import hash_name
from web.cookies import NAME, is_https, is_over_tls

DAYS = 180
SECONDS = DAYS * 24 * 3600
NAME_BYTES = 16
SALT = "contentlib known browser"


def remember(response: Response, email: str) -> Response:
    """Let the browser show that this person was let in here."""
    response.set_cookie(
        _cookie_name(current_app),
        _signer().dumps([hash_name(email), secrets.token_urlsafe(NAME_BYTES)]),
        max_age=SECONDS,
        httponly=True,
        samesite="Strict",
        secure=is_over_tls(),
    )
    return response


def find_known(email: str) -> str:
    """The name under which this browser's tries for this person are counted; empty for a stranger's."""
    try:
        person, browser = _signer().loads(request.cookies.get(_cookie_name(current_app), ""), max_age=SECONDS)
    except (BadSignature, ValueError, TypeError):
        return ""
    return str(browser) if secrets.compare_digest(str(person), hash_name(email)) else ""


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt=SALT)


def _cookie_name(app: Flask) -> str:
    return f"__Host-{NAME}-known" if is_https(app) else f"{NAME}-known"
