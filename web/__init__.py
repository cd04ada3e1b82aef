"""The pages: what a rep, a marketer and an admin see in a browser. The only package that knows Flask."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from contentlib.library import Library, open_library
from contentlib.settings import Settings, read_settings
from web import cookies, health, journal, security, trail, wording
from web import error_pages as errors
from web import request_limits as limits
from web import visit as shared_library
from web.admin import group_pages as groups
from web.admin import people_pages as admin
from web.admin import programs
from web.admin import status_pages as status
from web.api import endpoints as api
from web.assets import asset_pages as assets
from web.assets import feedback_pages as feedback
from web.assets import picture_pages as pictures
from web.assets import tag_pages as tags
from web.buyer import buyer_pages as shared
from web.reports import adoption_pages as adoption
from web.reports import claim_pages as claims
from web.reports import coverage_pages as coverage
from web.reports import freshness_pages as freshness
from web.reports import gap_pages as gaps
from web.reports import request_pages as requests
from web.reports import scorecards
from web.reports import shortlist_pages as shortlist
from web.reports import unused_pages as reports
from web.search import search_pages as search
from web.sending import looks
from web.sending import send_form as sending
from web.sending import send_pages as sends
from web.signin import oidc
from web.signin import signin_pages as signin

BLUEPRINTS = (
    search.pages, assets.pages, sends.pages, shared.pages, reports.pages,
    signin.pages, admin.pages, api.pages,
    health.pages,
)  # fmt: skip
# These add their pages to the reports' blueprint when they are imported.
REPORTS = (adoption, claims, coverage, freshness, gaps, requests, scorecards, shortlist)
# These to the admin's.
ADMIN = (groups, programs, status)
# These to the assets'.
ASSETS = (feedback, pictures, tags)
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
    # Programs have no form to take a token from; web/api/endpoints.py refuses every write that a page elsewhere
    # could make.
    app.extensions["csrf"].exempt(api.pages)
    if settings.proxies:
        # Each of our proxies adds one entry; what stands before those was written by whoever asked.
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app
