"""The session's cookie: signed with a key that outlives the process, sent only where it must be.

It holds the word that names the session, which the library keeps as a hash: signing out, disabling a person or another
password ends it there, whatever the browser kept.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface

from contentlib.errors import LibraryError
from contentlib.settings import Settings
from web.enrolling import has_provider

KEY_BYTES = 32
SUFFIX = ".key"
NAME = "contentlib"


class Cookies(SecureCookieSessionInterface):
    """Secure wherever the pages are reached by https, whatever the last stretch behind a proxy is."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure or is_https(app)

    def get_cookie_name(self, app: Flask) -> str:
        # A browser keeps such a name from being set by a sister host or without https.
        return f"__Host-{NAME}" if is_https(app) else NAME


def is_https(app: Flask) -> bool:
    """Whether people reach the pages by https."""
    return str(app.config["PUBLIC_URL"]).startswith("https://")


def attach(app: Flask, settings: Settings) -> None:
    """Give ``app`` its cookies."""
    app.config.update(
        SECRET_KEY=read_key(settings.library.with_suffix(SUFFIX)),
        PUBLIC_URL=settings.public_url,
        SESSION_COOKIE_HTTPONLY=True,
        # The provider sends the browser back from its own site, with a cookie only if that may be Lax.
        SESSION_COOKIE_SAMESITE="Lax" if has_provider(settings) else "Strict",
    )
    app.session_interface = Cookies()


def read_key(path: Path) -> str:
    """The key beside the library, made when it is first asked for; only its owner may read it.

    Raises:
        LibraryError: it cannot be read or made.
    """
    try:
        with contextlib.suppress(FileExistsError):
            # Written aside and linked, so that of two processes that start at once neither reads half a key.
            _write_aside(path)
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise LibraryError(
            f"The key {path}, which signs sessions, cannot be used: {error}. Mend or delete it."
        ) from error
    if len(key) < KEY_BYTES:
        raise LibraryError(f"The key {path}, which signs sessions, is too short. Delete it; a new one is made.")
    return key


def _write_aside(path: Path) -> None:
    if path.exists():
        return
    aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
        path.hardlink_to(aside)
    finally:
        aside.unlink()
