"""The door before a buyer's page: which link opens it, what it asks, and whom it let in lately."""

from __future__ import annotations

import hashlib

import structlog
from flask import Response, current_app, request
from flask.sansio.app import App
from itsdangerous import BadSignature, URLSafeTimedSerializer

from contentlib.errors import BadInput, LibraryError
from contentlib.people import check_email
from contentlib.sending import Gate, SharedAsset, find_shared, is_shut_out, note_wrong_link, read_sharing
from web import origin
from web.cookies import is_over_tls
from web.forwarding import is_loopback
from web.once import now
from web.pace import Pace
from web.visit import library

log = structlog.get_logger()

LET_IN = "let-in"
LET_IN_SECONDS = 12 * 3600
VIEWS = "views"


def set_up_views(app: App) -> None:
    """Begin to count how often a page is asked for, so that a flood leaves few traces; each process for itself."""
    app.extensions[VIEWS] = Pace(most=30, seconds=60)


def read_visitor(shared: SharedAsset, typed: str) -> str:
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


def find(token: str) -> SharedAsset | None:
    """What the token opens now. To an address that guessed too often, every link is closed for a minute.

    A correct link never counts, and waits for no write.
    """
    db, address, moment = library().db, caller(), now()
    if address and is_shut_out(db, address, at=moment):
        return None
    shared = find_shared(db, token, now=moment)
    if address and shared is None:
        _count_wrong(address)
    return shared


def _count_wrong(address: str) -> None:
    try:
        note_wrong_link(library().db, address, at=now())
    except LibraryError as error:
        # The library is busy being written. The answer is the same: no link of ours is told from any other.
        log.warning("not_counted", endpoint=request.endpoint, error=str(error))


def views() -> Pace:
    """How often each page was asked for lately."""
    found: Pace = current_app.extensions[VIEWS]
    return found


def caller() -> str:
    """The address that asks; empty for somebody on this very machine, who could read the library and needs no guess."""
    address = origin.caller()
    return "" if is_loopback(address) else address


def is_guarded(shared: SharedAsset) -> bool:
    """Whether something is asked before the page is shown."""
    return bool(shared.link.terms.passcode) or shared.link.terms.gate is not Gate.OPEN


def is_let_in(shared: SharedAsset) -> bool:
    """Whether nothing is asked, or this browser answered it lately."""
    return not is_guarded(shared) or _read_pass(shared) is not None


def find_visitor(shared: SharedAsset) -> str:
    """Who the reader said they are; empty where the link does not ask."""
    return (_read_pass(shared) or "") if shared.link.terms.gate is not Gate.OPEN else ""


def is_verified(shared: SharedAsset) -> bool:
    """Whether it is known that the address is the reader's, who is in by a code that was mailed there."""
    return shared.link.terms.gate is Gate.CODE


def _read_pass(shared: SharedAsset) -> str | None:
    """Who was let in with this browser's cookie; none where it opens another door, or none."""
    try:
        shown, visitor = _signer().loads(request.cookies.get(LET_IN, ""), max_age=LET_IN_SECONDS)
    except (BadSignature, ValueError, TypeError):
        return None
    return str(visitor) if shown == badge(shared) else None


def let_in(shared: SharedAsset, visitor: str, response: Response) -> Response:
    """The answer with a cookie that opens this link, and no other, for half a day."""
    response.set_cookie(
        LET_IN,
        _signer().dumps([badge(shared), visitor]),
        max_age=LET_IN_SECONDS,
        path=f"/s/{shared.link.token}",
        httponly=True,
        secure=is_over_tls() or read_sharing(library().db).address.lower().startswith("https://"),
        samesite="Lax",
    )
    return response


def badge(shared: SharedAsset) -> str:
    """What only this link has, as long as it asks the same."""
    return hashlib.sha256(
        f"{shared.link.token} {shared.link.terms.passcode} {shared.link.terms.gate}".encode()
    ).hexdigest()


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt="passcode")
