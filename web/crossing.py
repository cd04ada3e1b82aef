"""What comes from another site: its pages may lead here, but not show, read or load anything of ours.

Browsers say where a request comes from in Sec-Fetch-Site, which no script can write. Another port or name of the same
domain is another site, too: what is served there is not ours.
"""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from flask import Flask, abort, request
from werkzeug.wrappers import Response

from web.cookies import is_over_tls
from web.forwarding import FROM_ELSEWHERE

LEADS_HERE, AS_PAGE = "navigate", "document"
# A page that leads on by itself must not make a step from elsewhere one of our own.
STEPPED = "contentlib-stepped"
STEPPED_SECONDS = 60
REFUSED = "A page elsewhere asked for this as a part of itself. It is shown only as a page of its own."


def attach(app: Flask) -> None:
    """Refuse ``app`` to other sites' pages as a part of them."""
    app.before_request(_refuse_parts)


def is_from_elsewhere() -> bool:
    """Whether another site's page made the browser ask."""
    return request.headers.get("Sec-Fetch-Site", "") in FROM_ELSEWHERE


def was_led_here() -> bool:
    """Whether it was another site that led the browser to this page: that somebody looks at it says nothing of them."""
    return is_from_elsewhere() or request.cookies.get(STEPPED) == _name_address()


def mark_step(response: Response) -> Response:
    """Note with a page that leads on by itself that it was another site that led to it."""
    response.set_cookie(
        STEPPED,
        _name_address(),
        max_age=STEPPED_SECONDS,
        httponly=True,
        samesite="Strict",
        secure=is_over_tls(),
    )
    return response


def _name_address() -> str:
    return hashlib.sha256(request.full_path.encode()).hexdigest()[:32]


def _refuse_parts() -> None:
    # A program that shows a token lends nobody its session.
    if not is_from_elsewhere() or "Authorization" in request.headers:
        return
    asked = request.headers.get("Sec-Fetch-Mode", LEADS_HERE), request.headers.get("Sec-Fetch-Dest", AS_PAGE)
    if asked != (LEADS_HERE, AS_PAGE):
        abort(HTTPStatus.FORBIDDEN, REFUSED)
