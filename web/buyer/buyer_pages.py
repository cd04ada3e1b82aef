"""What a buyer sees behind a tracked link: no login, nothing internal, and no page that tells why a link is closed.

Every address here begins with ``/s/``, so a proxy that lets the world in needs to pass on nothing else.
"""

from __future__ import annotations

import math
from datetime import timedelta
from functools import cache
from http import HTTPStatus
from pathlib import Path, PurePosixPath

import structlog
from flask import Blueprint, Response, make_response, redirect, render_template, request, send_file
from flask.blueprints import BlueprintSetupState
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from contentlib.catalog import open_original
from contentlib.errors import BadInput, UnknownAsset
from contentlib.pictures import find_picture
from contentlib.sending import (
    Gate,
    SharedAsset,
    Way,
    has_mail_server,
    name_file,
    read_sharing,
    record_clicks,
    record_seen,
    try_passcode,
    write_handed,
)
from web.buyer.beacon import LONGEST, read_beacon
from web.buyer.door import badge, caller, find, is_guarded, is_let_in, let_in, read_visitor, set_up_views
from web.buyer.leaves import find_clicked, ink_on, list_leaves, list_linked_leaves, list_plain
from web.buyer.looked import count_download, count_request
from web.buyer.reader_codes import ask_for_code, read_asked, sign_asked, try_typed
from web.forms import clean, read_number
from web.once import now
from web.security import nonce
from web.visit import library

pages = Blueprint("buyer", __name__, url_prefix="/s")
log = structlog.get_logger()

LINK = "<string(maxlength=64):token>"
BYTES = "application/octet-stream"
EAGER = 2
# The fields of the door, whatever it asks for.
DOOR = frozenset("passcode visitor asked code again".split())
WRONG_CODE = "That is not the code, or it is too old. Look at the latest mail, or ask for another."
NO_CODES = "No code can be mailed now. Ask the person who sent you the link."
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pages.record_once
def _set_up(state: BlueprintSetupState) -> None:
    # There is no login to borrow here, and a buyer gets no session to bind a form token to.
    state.app.extensions["csrf"].exempt(pages)
    set_up_views(state.app)


@pages.get(f"/{LINK}")
def show(token: str) -> Response:
    """The asset behind a link, or the question for its passcode."""
    shared = find(token)
    if shared is None:
        return closed()
    if not is_let_in(shared):
        return ask(shared)
    leaves, view = list_linked_leaves(library(), shared), count_request(shared)
    return _page("buyer/show.html", shared, leaves=leaves, plain=list_plain(library(), shared, leaves), view=view)


@pages.post(f"/{LINK}")
def unlock(token: str) -> Response:
    """Let in whoever knows the passcode and says who they are, as far as the link asks, for half a day."""
    shared = find(token)
    if shared is None:
        return closed()
    if not is_guarded(shared):
        return _back(token)
    if not {*request.form, *request.files} <= DOOR:
        return ask(shared, "This page has changed. Fill in what it asks for now.", HTTPStatus.BAD_REQUEST)
    is_verified = shared.link.terms.gate is Gate.CODE
    if is_verified and "asked" in request.form:
        return unlock_by_code(shared, read_asked(shared))
    try:
        visitor = read_visitor(shared, clean(request.form.get("visitor", "")))
    except BadInput as error:
        return ask(shared, str(error), HTTPStatus.FORBIDDEN)
    refused = refuse_passcode(shared)
    if refused:
        return refused
    return send_code(shared, visitor) if is_verified else let_in(shared, visitor, _back(token))


def send_code(shared: SharedAsset, visitor: str) -> Response:
    """Mail a code to who may read, and say the same to everybody."""
    if not has_mail_server(library().settings):
        return ask(shared, NO_CODES, HTTPStatus.SERVICE_UNAVAILABLE)
    wait = ask_for_code(shared, visitor)
    return _ask_to_wait(shared, wait) if wait else ask_code(shared, visitor)


def unlock_by_code(shared: SharedAsset, visitor: str) -> Response:
    """Let in who shows the code that was mailed, or mail another."""
    if not visitor:
        return ask(shared, "That took too long. Ask for another code.", HTTPStatus.FORBIDDEN)
    if "again" in request.form:
        return send_code(shared, visitor)
    is_right, wait = try_typed(shared, visitor)
    if wait:
        return _ask_to_wait(shared, wait)
    if not is_right:
        return ask_code(shared, visitor, WRONG_CODE, HTTPStatus.FORBIDDEN)
    return let_in(shared, visitor, _back(shared.link.token))


def ask_code(shared: SharedAsset, visitor: str, problem: str = "", status: int = HTTPStatus.OK) -> Response:
    """The question for the code, which tells nobody whether one was mailed."""
    return _page("buyer/code.html", shared, status, problem=problem, visitor=visitor, asked=sign_asked(shared, visitor))


def refuse_passcode(shared: SharedAsset) -> Response | None:
    """The answer to a passcode that is wrong, or must wait; none where it is right or the link asks for none."""
    if not shared.link.terms.passcode:
        return None
    typed = request.form.get("passcode", "")
    guess = try_passcode(library().db, shared.link, typed, address=caller(), at=now())
    if guess.wait:
        return _ask_to_wait(shared, guess.wait)
    if not guess.is_right:
        return ask(shared, "That is not the passcode. Ask the person who sent you the link.", HTTPStatus.FORBIDDEN)
    return None


def _ask_to_wait(shared: SharedAsset, wait: timedelta) -> Response:
    problem = f"There were too many tries. Wait {duration(wait)}, then try again, or ask who sent you the link."
    response = ask(shared, problem, HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(math.ceil(wait.total_seconds()))
    return response


def duration(wait: timedelta) -> str:
    """A wait as a person says it.

    >>> duration(timedelta(seconds=30)), duration(timedelta(minutes=14, seconds=20)), duration(timedelta(hours=3.1))
    ('a minute', '15 minutes', '4 hours')
    """
    minutes = math.ceil(wait / timedelta(minutes=1))
    if minutes > 90:
        return f"{math.ceil(minutes / 60)} hours"
    return "a minute" if minutes == 1 else f"{minutes} minutes"


def ask(shared: SharedAsset, problem: str = "", status: int = HTTPStatus.OK) -> Response:
    """The question that stands before the page."""
    return _page("buyer/door.html", shared, status, problem=problem, typed=clean(request.form.get("visitor", "")))


@pages.get(f"/{LINK}/pages/<page>")
def picture(token: str, page: str) -> Response:
    """The picture of one page."""
    shared = find(token)
    if shared is None or not is_let_in(shared):
        return closed()
    number = read_number(page) or 0
    shown = {leaf.number for leaf in list_leaves(library(), shared) if leaf.picture}
    path = find_picture(library().settings, shared.fingerprint, number) if number in shown else None
    if path is None:
        return closed()
    return send_file(path, mimetype="image/webp", max_age=0)


@pages.get(f"/{LINK}/file")
def file(token: str) -> Response:
    """The file, where the sender allowed it, and only if it still is what was read and judged."""
    shared = find(token)
    if shared is None or not is_let_in(shared) or not shared.may_download:
        return closed()
    answer = _whole_file(shared) if shared.leaves.way is Way.AS_IT_IS else _made_file(shared)
    if answer is None:
        return closed()
    count_download(shared)
    return answer


def _made_file(shared: SharedAsset) -> Response | None:
    """What leaves in place of the file: a clean copy of it, or a PDF of its pages."""
    try:
        path = write_handed(library().db, library().settings, shared.version_id, shared.leaves, shared.pages)
    except BadInput as error:
        log.warning("not_handed_out", asset=shared.asset_id, error=str(error))
        return None
    name = name_file(shared.title, shared.pages, path.suffix)
    return send_file(path.absolute(), mimetype=BYTES, as_attachment=True, download_name=name, max_age=0)


def _whole_file(shared: SharedAsset) -> Response | None:
    found = open_original(library().db, shared.version_id)
    if found is None:
        return None
    name = name_file(shared.title, (), PurePosixPath(found.name).suffix)
    return send_file(found.copy, mimetype=BYTES, as_attachment=True, download_name=name, max_age=0)


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
            page_count=max((leaf.number for leaf in leaves), default=0),
            seen_at=now(),
        )
        # A script can click; only a hand is believed.
        if told.clicks and told.hand:
            clicked = find_clicked(library(), shared, told.clicks)
            record_clicks(library().db, shared.send_id, told.nonce, clicked, clicked_at=now())
    return make_response("", HTTPStatus.NO_CONTENT)


@pages.route("/", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
@pages.route("/<path:_rest>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def elsewhere(_rest: str = "") -> Response:
    """Whatever else begins like a link: closed, like any other."""
    return closed()


def closed() -> Response:
    """The one answer for a link that is unknown, mistyped, expired, revoked, or whose asset may not be seen."""
    return make_response(render_template("buyer/closed.html", style=read_static("shared.css")), HTTPStatus.NOT_FOUND)


def _back(token: str) -> Response:
    return make_response(redirect(f"/s/{token}", HTTPStatus.SEE_OTHER))


# --- what is shown -------------------------------------------------------------------------------------------------


def _page(template: str, shared: SharedAsset, status: int = HTTPStatus.OK, **values: object) -> Response:
    sharing = read_sharing(library().db, company=library().settings.company)
    shown = render_template(
        template,
        shared=shared,
        sharing=sharing,
        ink=ink_on(sharing.colour),
        style=read_static("shared.css") + read_static("typeset.css"),
        script=read_static("shared.js"),
        store=badge(shared)[:16],
        eager=EAGER,
        **values,
    )
    return make_response(shown, status)


@cache
def read_static(name: str) -> Markup:
    """One of our own files, to be set into the page: a buyer's page is one request."""
    return Markup((Path(__file__).parents[1] / "static" / name).read_text(encoding="utf-8"))  # noqa: S704  our own file


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
    page = render_template("buyer/busy.html", style=read_static("shared.css"))
    return make_response(page, HTTPStatus.SERVICE_UNAVAILABLE)
