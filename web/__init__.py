"""The pages: what a rep, a marketer and an admin see in a browser. The only package that knows Flask."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from contentlib.library import Library, open_library
from contentlib.settings import Settings, read_settings
from web import (
    admin,
    api,
    assets,
    buyer,
    connection,
    cookies,
    error_pages,
    health,
    journal,
    one_browser,
    posting,
    reports,
    request_limits,
    search,
    security,
    sending,
    signin,
    taken_arguments,
    taken_fields,
    trail,
    wording,
)
from web import help as guide

# Each part is a folder, a blueprint and a folder of templates of one name; it imports only parts before it.
PARTS = (search, assets, sending, buyer, reports, signin, api, admin, guide)
LARGEST_FORM = 256 * 1024


def create_app(settings: Settings | None = None, library: Library | None = None, *, only_browser: str = "") -> Flask:
    """The app on one library. Without ``library`` the one named in ``settings`` is opened.

    ``only_browser`` is the secret of the link that lets in one browser alone, where there are no accounts.

    Raises:
        NoLibrary: there is no library file yet.
    """
    settings = settings or (library.settings if library else read_settings())
    app = Flask(__name__)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_FORM, WTF_CSRF_TIME_LIMIT=None)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    connection.attach(app, library or open_library(settings))
    journal.attach(app)
    health.attach(app)
    cookies.attach(app, settings)
    one_browser.attach(app, only_browser)
    posting.attach(app)
    signin.attach(app, settings)
    security.attach(app)
    request_limits.attach(app, settings)
    taken_arguments.attach(app, api.CALLS)
    taken_fields.attach(app)
    trail.attach(app)
    error_pages.attach(app)
    wording.attach(app)
    for part in (*PARTS, health):
        app.register_blueprint(part.pages)
    if settings.proxies:
        # Each of our proxies adds one entry; what stands before those was written by whoever asked.
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app
