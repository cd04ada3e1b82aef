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
from contentlib.cutting import CannotCut, cut_pages
from contentlib.delivery import name_file
from contentlib.errors import BadInput, LockedLibrary, UnknownAsset
from contentlib.links import Gate, Shared, find_shared, fits_passcode
from contentlib.people import check_email
from contentlib.pictures import find_picture
from contentlib.sharing import read_sharing
from contentlib.views import Why, find_machine, record_download, record_request, record_seen
from web import origin
from web.assets import find_file
from web.attempts import Attempts
from web.beacon import LONGEST, read_beacon
from web.forms import clean, read_number
from web.leaves import ink_on, list_leaves, list_plain, open_as_read
from web.library import library
from web.once import now
from web.security import nonce

pages = Blueprint("shared", __name__, url_prefix="/s")
log = structlog.get_logger()

LINK = "<string(maxlength=64):token>"
LET_IN = "let-in"
BYTES = "application/octet-stream"
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
        return ask(shared)
    leaves, view = list_leaves(library(), shared), count_request(shared)
    return _page("shared/show.html", shared, leaves=leaves, plain=list_plain(library(), shared, leaves), view=view)


@pages.post(f"/{LINK}")
def unlock(token: str) -> Response:
    """Let in whoever knows the passcode and says who they are, as far as the link asks, for half a day."""
    shared = find(token)
    if shared is None:
        return closed()
    if not is_guarded(shared):
        return _back(token)
    names, moment = tuple(filter(None, (shared.link.id, caller()))), time.monotonic()
    if any(guard().passcodes.exhausted(name, moment) for name in names):
        problem = "There were too many tries. Wait a quarter of an hour, then try again."
        response = ask(shared, problem, HTTPStatus.TOO_MANY_REQUESTS)
        response.headers["Retry-After"] = str(round(guard().passcodes.seconds))
        return response
    try:
        visitor = read_visitor(shared, clean(request.form.get("visitor", "")))
    except BadInput as error:
        return ask(shared, str(error), HTTPStatus.FORBIDDEN)
    passcode = shared.link.terms.passcode
    if passcode and not fits_passcode(passcode, request.form.get("passcode", "")):
        for name in names:
            guard().passcodes.note(name, moment)
        return ask(shared, "That is not the passcode. Ask the person who sent you the link.", HTTPStatus.FORBIDDEN)
    return _let_in(shared, visitor, _back(token))


def ask(shared: Shared, problem: str = "", status: int = HTTPStatus.OK) -> Response:
    """The question that stands before the page."""
    return _page("shared/door.html", shared, status, problem=problem, typed=clean(request.form.get("visitor", "")))


def read_visitor(shared: Shared, typed: str) -> str:
    """Who a reader says they are, where the link asks for it.

    Raises:
        BadInput: it is no address, or not one of the company that the link was sent to; told without naming it.
    """
    gate = shared.link.terms.gate
    if gate is Gate.OPEN:
        return ""
    try:
        visitor = check_email(typed, field="visitor").lower()
    except BadInput as error:
        raise BadInput("That is no email address. Write it like name@company.com.") from error
    if gate is Gate.DOMAIN and visitor.partition("@")[2] != shared.contact.lower().partition("@")[2]:
        raise BadInput("This was sent to another company. Ask the person who sent it for a link of your own.")
    return visitor


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
    answer = _cut_file(shared) if shared.as_pdf else _whole_file(shared)
    if answer is None:
        return closed()
    count_download(shared)
    return answer


def _cut_file(shared: Shared) -> Response | None:
    """The chosen pages, without notes and without what a deck hides."""
    try:
        path = cut_pages(library().db, library().settings, shared.version_id, shared.pages)
    except CannotCut as error:
        log.warning("not_cut", asset=shared.asset_id, error=str(error))
        return None
    name = name_file(shared.title, shared.pages, ".pdf")
    return send_file(path.absolute(), mimetype=BYTES, as_attachment=True, download_name=name, max_age=0)


def _whole_file(shared: Shared) -> Response | None:
    path = find_file(shared.title, list_locations(library().db, shared.asset_id))
    opened = open_as_read(path, shared.fingerprint)
    if opened is None:
        return None
    name = name_file(shared.title, (), path.suffix)
    return send_file(opened, mimetype=BYTES, as_attachment=True, download_name=name, max_age=0)


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
    """The address that asks; empty for somebody on this very machine, who could read the library and needs no guess."""
    address = origin.caller()
    return "" if origin.is_loopback(address) else address


def is_guarded(shared: Shared) -> bool:
    """Whether something is asked before the page is shown."""
    return bool(shared.link.terms.passcode) or shared.link.terms.gate is not Gate.OPEN


def is_let_in(shared: Shared) -> bool:
    """Whether nothing is asked, or this browser answered it lately."""
    return not is_guarded(shared) or _read_pass(shared) is not None


def find_visitor(shared: Shared) -> str:
    """Who the reader said they are; empty where the link does not ask."""
    return (_read_pass(shared) or "") if shared.link.terms.gate is not Gate.OPEN else ""


def _read_pass(shared: Shared) -> str | None:
    """Who was let in with this browser's cookie; none where it opens another door, or none."""
    try:
        badge, visitor = _signer().loads(request.cookies.get(LET_IN, ""), max_age=LET_IN_SECONDS)
    except (BadSignature, ValueError, TypeError):
        return None
    return str(visitor) if badge == _badge(shared) else None


def _let_in(shared: Shared, visitor: str, response: Response) -> Response:
    response.set_cookie(
        LET_IN,
        _signer().dumps([_badge(shared), visitor]),
        max_age=LET_IN_SECONDS,
        path=f"/s/{shared.link.token}",
        httponly=True,
        secure=request.is_secure or read_sharing(library().db).address.startswith("https://"),
        samesite="Lax",
    )
    return response


def _badge(shared: Shared) -> str:
    return hashlib.sha256(
        f"{shared.link.token} {shared.link.terms.passcode} {shared.link.terms.gate}".encode()
    ).hexdigest()


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
    view = secrets.token_urlsafe(16)
    try:
        record_request(
            library().db, shared.send_id, nonce=view, agent=_agent(), why=judge_request(shared), requested_at=now(),
            visitor=find_visitor(shared),
        )  # fmt: skip
    except (LockedLibrary, sqlite3.OperationalError) as error:
        # The library is busy being written: a count is not worth a page.
        log.warning("not_counted", endpoint=request.endpoint, error=str(error))
        return ""
    return view


def count_download(shared: Shared) -> None:
    """Note that the file was taken along; a count is not worth the file."""
    moment = time.monotonic()
    if session or guard().views.exhausted(("file", shared.link.id), moment):
        return
    guard().views.note(("file", shared.link.id), moment)
    try:
        record_download(
            library().db, shared.send_id, agent=_agent(), why=judge_request(shared), visitor=find_visitor(shared),
            downloaded_at=now(),
        )  # fmt: skip
    except (LockedLibrary, sqlite3.OperationalError) as error:
        log.warning("not_counted", endpoint=request.endpoint, error=str(error))


def judge_request(shared: Shared) -> Why | None:
    """What gives this request away as a machine's."""
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    after = max(now() - shared.sent_at, timedelta())
    return find_machine(method=request.method, agent=_agent(), prefetch="prefetch" in ahead, after=after)


def _agent() -> str:
    return request.headers.get("User-Agent", "")


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
