"""What every answer must carry and every request must pass: host, access, form token, content policy, no caching."""

from __future__ import annotations

import secrets

from flask import Flask, Response, abort, current_app, g, request
from flask_wtf import CSRFProtect

from web import access, crossing
from web.cookies import is_https
from web.origin import host_name, is_our_host
from web.visit import BUYERS

# These, like all that a buyer sees, may be kept by one browser, and are asked for again each time: a link can be closed
# at any moment.
ASKED_AGAIN = ("static", "assets.picture")
# For so long a browser that was here by https comes by nothing else. Other names below ours are not ours to bind.
HTTPS_SECONDS = 365 * 24 * 3600
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def attach(app: Flask) -> None:
    """Guard ``app``: first the host, then from where, who asks, and the form token: strangers learn nothing else."""
    app.before_request(_refuse_other_hosts)
    crossing.attach(app)
    access.attach(app)
    CSRFProtect(app)
    app.after_request(_add_headers)
    app.context_processor(lambda: {"nonce": nonce})


def nonce() -> str:
    """The word that this answer's own scripts carry and no injected one can know."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def _refuse_other_hosts() -> None:
    # A page elsewhere can point its own name at 127.0.0.1 and read us as if we were its own (DNS rebinding).
    if not is_our_host(host_name(request.headers.get("Host", ""))):
        abort(
            400,
            "This address is not served here. Open http://127.0.0.1 or http://localhost with the port instead; under "
            "another name the pages answer when the setting public_url or hosts has it.",
        )


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY.format(nonce=nonce()))
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if is_https(current_app):
        headers["Strict-Transport-Security"] = f"max-age={HTTPS_SECONDS}"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.blueprint != BUYERS and request.endpoint not in ASKED_AGAIN:
        headers["Cache-Control"] = "no-store"
    return response
