"""The pages: what a rep, a marketer and an admin see in a browser. The only package that knows Flask."""

from __future__ import annotations

import secrets

from flask import Flask

from contentlib.library import Library, open_library
from contentlib.settings import Settings, read_settings
from web import (
    adoption,
    assets,
    coverage,
    errors,
    feedback,
    freshness,
    gaps,
    pictures,
    reports,
    requests,
    scorecards,
    search,
    security,
    sends,
    shared,
    shortlist,
    status,
    tags,
    wording,
)
from web import library as shared_library

BLUEPRINTS = (
    search.pages, assets.pages, sends.pages, shared.pages, pictures.pages, reports.pages, requests.pages,
    feedback.pages, tags.pages, status.pages,
)  # fmt: skip
# These add their pages to the reports' blueprint when they are imported.
REPORTS = (adoption, coverage, freshness, gaps, scorecards, shortlist)
LARGEST_FORM = 256 * 1024


def create_app(settings: Settings | None = None, library: Library | None = None) -> Flask:
    """The app on one library. Without ``library`` the one named in ``settings`` is opened.

    Raises:
        NoLibrary: there is no library file yet.
    """
    settings = settings or (library.settings if library else read_settings())
    app = Flask(__name__)
    app.config.update(
        # A new key with each start: what it signs (form tokens, who last sent) need not outlive the process.
        SECRET_KEY=secrets.token_hex(32),
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    shared_library.attach(app, library or open_library(settings))
    security.attach(app)
    errors.attach(app)
    wording.attach(app)
    for pages in BLUEPRINTS:
        app.register_blueprint(pages)
    return app
