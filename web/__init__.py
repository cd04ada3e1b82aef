"""The pages: what a rep, a marketer and an admin see in a browser. The only package that knows Flask."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from contentlib.library.opened import Library, open_library
from contentlib.settings import Settings, read_settings
from web import (
    admin,
    adoption,
    api,
    assets,
    claims,
    cookies,
    coverage,
    errors,
    feedback,
    freshness,
    gaps,
    groups,
    health,
    journal,
    limits,
    looks,
    oidc,
    pictures,
    programs,
    reports,
    requests,
    scorecards,
    search,
    security,
    sending,
    sends,
    shared,
    shortlist,
    signin,
    status,
    tags,
    trail,
    wording,
)
from web import library as shared_library

BLUEPRINTS = (
    search.pages, assets.pages, sends.pages, shared.pages, pictures.pages, reports.pages, requests.pages,
    feedback.pages, tags.pages, status.pages, signin.pages, admin.pages, api.pages, programs.pages, groups.pages,
    health.pages,
)  # fmt: skip
# These add their pages to the reports' blueprint when they are imported.
REPORTS = (adoption, claims, coverage, freshness, gaps, scorecards, shortlist)
# And these to the sends'.
SENDS = (looks, sending)
LARGEST_FORM = 256 * 1024


def create_app(settings: Settings | None = None, library: Library | None = None) -> Flask:
    """The app on one library. Without ``library`` the one named in ``settings`` is opened.

    Raises:
        NoLibrary: there is no library file yet.
    """
    settings = settings or (library.settings if library else read_settings())
    app = Flask(__name__)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_FORM, WTF_CSRF_TIME_LIMIT=None)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    shared_library.attach(app, library or open_library(settings))
    journal.attach(app)
    health.attach(app)
    cookies.attach(app, settings)
    oidc.attach(app, settings)
    security.attach(app)
    limits.attach(app, settings)
    trail.attach(app)
    errors.attach(app)
    wording.attach(app)
    for pages in BLUEPRINTS:
        app.register_blueprint(pages)
    # Programs have no form to take a token from; web/api.py refuses every write that a page elsewhere could make.
    app.extensions["csrf"].exempt(api.pages)
    if settings.proxies:
        # Each of our proxies adds one entry; what stands before those was written by whoever asked.
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app
