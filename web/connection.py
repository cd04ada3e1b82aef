"""One connection to the library per request, opened when first asked for and closed at the end."""

from __future__ import annotations

from flask import Flask, current_app, g

from contentlib.library import Library
from contentlib.settings import Settings

KEY = "contentlib"


def attach(app: Flask, shared: Library) -> None:
    """Let every request of ``app`` ask for :func:`connect`."""
    app.extensions[KEY] = shared
    app.teardown_appcontext(_close)


def connect() -> Library:
    """The library of this request, as it is: who asks is not asked. Pages use :func:`web.visit.library`."""
    if "connection" not in g:
        shared: Library = current_app.extensions[KEY]
        g.connection = shared.for_thread()
    opened: Library = g.connection
    return opened


def settings() -> Settings:
    """The settings; opens nothing."""
    shared: Library = current_app.extensions[KEY]
    return shared.settings


def _close(_error: BaseException | None) -> None:
    opened: Library | None = g.pop("connection", None)
    if opened is not None:
        opened.close()
