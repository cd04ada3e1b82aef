"""The session's cookie: signed with a key that outlives the process, sent only where it must be.

It holds the word that names the session, which the library keeps as a hash: signing out, disabling a person or another
password ends it there, whatever the browser kept.
"""

from __future__ import annotations

from flask import Flask, current_app, request
from flask.sessions import SecureCookieSessionInterface

from contentlib.settings import Settings
from contentlib.storage import read_key
from web.enrolling import has_provider

NAME = "contentlib"


class Cookies(SecureCookieSessionInterface):
    """Secure wherever the pages are reached by https, whatever the last stretch behind a proxy is."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - as Flask calls it
        return is_over_tls()

    def get_cookie_name(self, app: Flask) -> str:
        # A browser keeps such a name from being set by a sister host or without https.
        return f"__Host-{NAME}" if is_https(app) else NAME


def is_https(app: Flask) -> bool:
    """Whether people reach the pages by https."""
    return str(app.config["PUBLIC_URL"]).lower().startswith("https://")


def is_over_tls() -> bool:
    """Whether a cookie of this answer must go over TLS alone, whatever the last stretch behind a proxy is."""
    return request.is_secure or is_https(current_app)


def attach(app: Flask, settings: Settings) -> None:
    """Give ``app`` its cookies."""
    app.config.update(
        SECRET_KEY=read_key(settings.library),
        PUBLIC_URL=settings.public_url,
        SESSION_COOKIE_HTTPONLY=True,
        # The provider sends the browser back from its own site, with a cookie only if that may be Lax.
        SESSION_COOKIE_SAMESITE="Lax" if has_provider(settings) else "Strict",
    )
    app.session_interface = Cookies()
