"""What a buyer sees behind a tracked link: no login, nothing internal, and no page that tells why a link is closed.

Every address here begins with ``/s/``, so a proxy that lets the world in needs to pass on nothing else.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import time
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from http import HTTPStatus
from pathlib import Path

import structlog
from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    session,
)
from flask.blueprints import BlueprintSetupState
from itsdangerous import BadSignature, URLSafeTimedSerializer
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from contentlib.assets import list_locations
from contentlib.errors import LockedLibrary, UnknownAsset
from contentlib.links import Shared, find_shared, fits_passcode, read_sharing
from contentlib.pictures import find_picture
from contentlib.views import find_machine, record_request, record_seen
from web.assets import find_file
from web.attempts import Attempts
from web.beacon import LONGEST, read_beacon
from web.forms import read_number
from web.leaves import ink_on, list_leaves, list_plain, name_file, open_as_read
from web.library import library
from web.once import now
from web.security import nonce

pages = Blueprint("shared", __name__, url_prefix="/s")
log = structlog.get_logger()

LINK = "<string(maxlength=64):token>"
LET_IN = "let-in"
LET_IN_SECONDS = 12 * 3600
EAGER = 2
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Guard:
    """What is counted to slow guessers down. A correct link never counts."""

    links: Attempts
    passcodes: Attempts
    views: Attempts


@pages.record_once
def _set_up(state: BlueprintSetupState) -> None:
    # There is no login to borrow here, and a buyer gets no session to bind a form token to.
    state.app.extensions["csrf"].exempt(pages)
    state.app.extensions["shared"] = Guard(
        links=Attempts(most=30, seconds=60), passcodes=Attempts(most=10, seconds=900), views=Attempts(30, 60)
    )


@pages.get(f"/{LINK}")
def show(token: str) -> Response:
    """The asset behind a link, or the question for its passcode."""
    shared = find(token)
    if shared is None:
        return closed()
    if not is_let_in(shared):
        return _page("shared/passcode.html", shared, problem="")
    leaves, view = list_leaves(library(), shared), count_request(shared)
    return _page("shared/show.html", shared, leaves=leaves, plain=list_plain(library(), shared, leaves), view=view)


@pages.post(f"/{LINK}")
def unlock(token: str) -> Response:
    """Let in whoever knows the passcode, for half a day."""
    shared = find(token)
    if shared is None:
        return closed()
    if not shared.link.terms.passcode:
        return _back(token)
    names, moment = tuple(filter(None, (shared.link.id, caller()))), time.monotonic()
    if any(guard().passcodes.exhausted(name, moment) for name in names):
        problem = "There were too many tries. Wait a quarter of an hour, then try again."
        return _page("shared/passcode.html", shared, HTTPStatus.TOO_MANY_REQUESTS, problem=problem)
    if not fits_passcode(shared.link.terms.passcode, request.form.get("passcode", "")):
        for name in names:
            guard().passcodes.note(name, moment)
        problem = "That is not the passcode. Ask the person who sent you the link."
        return _page("shared/passcode.html", shared, HTTPStatus.FORBIDDEN, problem=problem)
    return _let_in(shared, _back(token))


@pages.get(f"/{LINK}/pages/<page>")
def picture(token: str, page: str) -> Response:
    """The picture of one page."""
    shared = find(token)
    if shared is None or not is_let_in(shared):
        return closed()
    path = find_picture(library().settings, shared.fingerprint, read_number(page) or 0)
    if path is None:
        return closed()
    return send_file(path, mimetype="image/webp", max_age=0)


@pages.get(f"/{LINK}/file")
def file(token: str) -> Response:
    """The file, where the sender allowed it, and only if it still is what was read and judged."""
    shared = find(token)
    if shared is None or not is_let_in(shared) or not shared.may_download:
        return closed()
    path = find_file(shared.title, list_locations(library().db, shared.asset_id))
    opened = open_as_read(path, shared.fingerprint)
    if opened is None:
        return closed()
    return send_file(
        opened,
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=name_file(shared.title, path.suffix),
        max_age=0,
    )


@pages.post(f"/{LINK}/seen")
def seen(token: str) -> Response:
    """What the page's script saw. The answer is always the same and empty."""
    shared = find(token)
    told = read_beacon(request.get_data() if (request.content_length or 0) <= LONGEST else b"")
    if shared and told and is_let_in(shared):
        leaves = list_leaves(library(), shared)
        record_seen(
            library().db,
            shared.send_id,
            told.nonce,
            reader=told.reader,
            hand=told.hand,
            pages=told.pages,
            page_count=len(leaves),
            seen_at=now(),
        )
    return make_response("", HTTPStatus.NO_CONTENT)


@pages.route("/", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
@pages.route("/<path:_rest>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def elsewhere(_rest: str = "") -> Response:
    """Whatever else begins like a link: closed, like any other."""
    return closed()


# --- the gate ------------------------------------------------------------------------------------------------------


def find(token: str) -> Shared | None:
    """What the token opens now. To an address that guessed too often, every link is closed for a minute."""
    name, moment = caller(), time.monotonic()
    if name and guard().links.exhausted(name, moment):
        return None
    shared = find_shared(library().db, token, now=now())
    if name and shared is None:
        guard().links.note(name, moment)
    return shared


def closed() -> Response:
    """The one answer for a link that is unknown, mistyped, expired, revoked, or whose asset may not be seen."""
    return make_response(render_template("shared/closed.html", style=read_static("shared.css")), HTTPStatus.NOT_FOUND)


def guard() -> Guard:
    found: Guard = current_app.extensions["shared"]
    return found


def caller() -> str:
    """The address that the proxy before us saw, which only it can have written last.

    Empty for somebody on this very machine, who could read the library itself and needs no guessing.
    """
    return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()


def is_let_in(shared: Shared) -> bool:
    """Whether no passcode is asked, or this browser gave it lately."""
    if not shared.link.terms.passcode:
        return True
    try:
        given = _signer().loads(request.cookies.get(LET_IN, ""), max_age=LET_IN_SECONDS)
    except BadSignature:
        return False
    return bool(given == _badge(shared))


def _let_in(shared: Shared, response: Response) -> Response:
    response.set_cookie(
        LET_IN,
        _signer().dumps(_badge(shared)),
        max_age=LET_IN_SECONDS,
        path=f"/s/{shared.link.token}",
        httponly=True,
        secure=request.is_secure or read_sharing(library().db).address.startswith("https://"),
        samesite="Lax",
    )
    return response


def _badge(shared: Shared) -> str:
    return hashlib.sha256(f"{shared.link.token} {shared.link.terms.passcode}".encode()).hexdigest()


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt="passcode")


def _back(token: str) -> Response:
    return make_response(redirect(f"/s/{token}", HTTPStatus.SEE_OTHER))


# --- what is shown -------------------------------------------------------------------------------------------------


def _page(template: str, shared: Shared, status: int = HTTPStatus.OK, **values: object) -> Response:
    sharing = read_sharing(library().db, company=library().settings.company)
    shown = render_template(
        template,
        shared=shared,
        sharing=sharing,
        ink=ink_on(sharing.colour),
        style=read_static("shared.css"),
        script=read_static("shared.js"),
        store=_badge(shared)[:16],
        eager=EAGER,
        **values,
    )
    return make_response(shown, status)


@cache
def read_static(name: str) -> Markup:
    """One of our own files, to be set into the page: a buyer's page is one request."""
    return Markup((Path(__file__).parent / "static" / name).read_text(encoding="utf-8"))  # noqa: S704  our own file


# --- what is seen --------------------------------------------------------------------------------------------------


def count_request(shared: Shared) -> str:
    """Note that the page was asked for; returns the word by which its script can say more, empty if it need not.

    A rep who looks at the own link is no reader: the rep's browser has a session, a buyer's never has.
    """
    moment = time.monotonic()
    if session or guard().views.exhausted(shared.link.id, moment):
        return ""
    guard().views.note(shared.link.id, moment)
    agent, view = request.headers.get("User-Agent", ""), secrets.token_urlsafe(16)
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    after = max(now() - shared.sent_at, timedelta())
    why = find_machine(method=request.method, agent=agent, prefetch="prefetch" in ahead, after=after)
    try:
        record_request(library().db, shared.send_id, nonce=view, agent=agent, why=why, requested_at=now())
    except (LockedLibrary, sqlite3.OperationalError) as error:
        # The library is busy being written: a count is not worth a page.
        log.warning("not_counted", endpoint=request.endpoint, error=str(error))
        return ""
    return view


# --- every answer --------------------------------------------------------------------------------------------------


@pages.after_request
def _add_headers(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY.format(nonce=nonce())
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive, nosnippet"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@pages.errorhandler(UnknownAsset)
@pages.errorhandler(HTTPException)
def _close(_error: Exception) -> Response:
    return closed()


@pages.errorhandler(Exception)
def _fail(error: Exception) -> Response:
    # Never the path: it holds the token, and a log is read by more people than a mail.
    log.error("shared_failed", endpoint=request.endpoint, exc_info=error)
    page = render_template("shared/busy.html", style=read_static("shared.css"))
    return make_response(page, HTTPStatus.SERVICE_UNAVAILABLE)
