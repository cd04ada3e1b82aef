"""What every answer must carry and every request must pass: host, form token, content policy, no caching."""

from __future__ import annotations

import ipaddress
import secrets

from flask import Flask, Response, abort, g, request
from flask_wtf import CSRFProtect

# What these answer may be kept by one browser, and is asked for again each time: a link can be closed at any moment.
ASKED_AGAIN = ("shared", "pictures")
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def attach(app: Flask) -> None:
    """Guard ``app``. The host is checked before the form token, so that a stranger learns nothing else."""
    app.before_request(_refuse_other_hosts)
    CSRFProtect(app)
    app.after_request(_add_headers)
    app.context_processor(lambda: {"nonce": nonce})


def nonce() -> str:
    """The word that this answer's own scripts carry and no injected one can know."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def host_name(host: str) -> str:
    """The name in a Host header, without its port.

    >>> host_name("localhost:8000"), host_name("[::1]:8000"), host_name("LOCALHOST")
    ('localhost', '[::1]', 'localhost')
    """
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()


def is_loopback(host: str) -> bool:
    """Whether a name or address can only mean this machine.

    >>> [is_loopback(host) for host in ("localhost", "127.0.0.1", "[::1]", "0.0.0.0", "localhost.evil.example")]
    [True, True, True, False, False]
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _refuse_other_hosts() -> None:
    # A page elsewhere can point its own name at 127.0.0.1 and read us as if we were its own (DNS rebinding).
    if not is_loopback(host_name(request.headers.get("Host", ""))):
        abort(400, "This address is not served here. Open http://127.0.0.1 or http://localhost with the port instead.")


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY.format(nonce=nonce()))
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.endpoint != "static" and request.blueprint not in ASKED_AGAIN:
        headers["Cache-Control"] = "no-store"
    return response
