"""One library per request: its own connection, the model and the vector index shared with all others."""

from __future__ import annotations

from flask import Flask, current_app, g, session

from contentlib.library import Library

KEY = "contentlib"
# An asset in an address. SQLite holds no larger number; beyond it there is no such page.
ASSET = f"<int(max={2**63 - 1}):asset_id>"


def attach(app: Flask, shared: Library) -> None:
    """Let every request of ``app`` ask for :func:`library`."""
    app.extensions[KEY] = shared
    app.teardown_appcontext(_close)


def library() -> Library:
    """The library of this request, opened when first asked for."""
    if "library" not in g:
        shared: Library = current_app.extensions[KEY]
        g.library = shared.for_thread()
    opened: Library = g.library
    return opened


def person() -> str:
    """Who sits here: whoever sent last in this browser, else the setting ``person``; empty when nobody said."""
    return str(session.get("person") or library().settings.person)


def _close(_error: BaseException | None) -> None:
    opened: Library | None = g.pop("library", None)
    if opened is not None:
        opened.close()
