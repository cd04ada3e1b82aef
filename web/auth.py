"""Who asks: the person who signed in, a token's owner, whom a trusted proxy names, or whoever sits at this machine.

Without accounts the visitor is the machine's, who may do everything, if the request comes from this very machine and no
proxy passed it on. With accounts nobody is trusted unasked, on this machine neither: behind a proxy on the same machine
every request looks as if it came from here.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

import structlog
from flask import g, request, session

from contentlib.errors import BadInput, LibraryError
from contentlib.people import (
    TOKEN_BYTES,
    Account,
    Lifetime,
    Role,
    end_session,
    find_account,
    find_session,
    find_token,
    in_use,
    note_seen,
    start_session,
)
from contentlib.settings import Settings
from web import connection
from web.connection import connect
from web.enrolling import find_or_enrol
from web.once import now
from web.one_browser import is_the_one
from web.origin import is_from_here, is_named_proxy

log = structlog.get_logger()

SESSION = "login"
BEARER = "Bearer "
API = "api"
# Who asks for these may come by token.
PROGRAMS = (API, "health")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. ``via`` is machine, password, oidc, proxy or token, and empty for nobody.

    ``person_id`` is none where there are no accounts. ``scopes`` are a token's; a person has none and needs none.
    """

    person_id: int | None
    email: str
    name: str
    role: Role
    via: str
    scopes: frozenset[str] = frozenset()

    @property
    def is_signed_in(self) -> bool:
        """Whether there is somebody to sign out."""
        return self.via in ("password", "oidc", "proxy")


NOBODY = Visitor(None, "", "", Role.NOBODY, "")


def visitor() -> Visitor:
    """Who asks, found out once per request."""
    if "visitor" not in g:
        g.visitor = _find_visitor()
    found: Visitor = g.visitor
    return found


def _find_visitor() -> Visitor:
    bearer = request.headers.get("Authorization", "")
    if request.blueprint in PROGRAMS and bearer.startswith(BEARER):
        return _find_owner(bearer.removeprefix(BEARER).strip())
    if not in_use(connect().db):
        return _find_neighbour()
    return _find_signed_in() or _find_named() or NOBODY


def _find_owner(secret: str) -> Visitor:
    """Whose token it is; one that is unknown, revoked or run out makes a nobody, never the machine's own."""
    db = connect().db
    token = find_token(db, secret, at=now())
    if token is None:
        return NOBODY
    account = find_account(db, token.person_id) if token.person_id else None
    if account is None:
        # A token of the days before there were accounts is worth nothing after them.
        role = Role.NOBODY if in_use(db) or not is_from_here() else Role.ADMIN
        return Visitor(None, "", token.name, role, "token", token.scopes)
    role = Role.NOBODY if account.disabled_at else account.role
    return Visitor(account.person_id, account.email, account.name, role, "token", token.scopes)


def _find_neighbour() -> Visitor:
    """Whoever sits at this machine; not whom a proxy on it passes on."""
    if not is_from_here() or not is_the_one():
        return NOBODY
    email = str(session.get("person") or connection.settings().person)
    return Visitor(None, email, "", Role.ADMIN, "machine")


def _find_signed_in() -> Visitor | None:
    token = str(session.get(SESSION, ""))
    found = find_session(connect().db, token, at=now(), lifetime=lifetime()) if token else None
    if found is None:
        return None
    try:
        note_seen(connect().db, found, at=now())
    except LibraryError as error:
        # The library is busy being written: this can wait for the next page.
        log.warning("session_not_prolonged", error=str(error))
    return _to_visitor(found.account, found.via)


def _find_named() -> Visitor | None:
    """Whom the proxy names that the settings trust, and only if it is that proxy."""
    settings = connection.settings()
    email = request.headers.get(settings.proxy_header, "").strip() if settings.proxy_header else ""
    if not email or not is_named_proxy(settings):
        return None
    try:
        account = find_or_enrol(connect().db, settings, email, at=now())
    except BadInput as error:
        log.warning("proxy_named_a_stranger", error=str(error))
        return None
    return None if account is None else _to_visitor(account, "proxy")


def _to_visitor(account: Account, via: str) -> Visitor:
    return Visitor(account.person_id, account.email, account.name, account.role, via)


def lifetime(settings: Settings | None = None) -> Lifetime:
    """How long sessions last here."""
    chosen = settings or connection.settings()
    return Lifetime(
        timedelta(hours=chosen.session_idle_hours),
        timedelta(days=chosen.session_days),
        timedelta(hours=chosen.sso_session_hours),
    )


def sign_in(account: Account, via: str, *, provider_session: str = "") -> None:
    """Begin a session of this browser. Whatever it held before is thrown away, so that none can be planted.

    ``provider_session`` is what the single sign-on calls its own, which this one ends with.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.clear()
    start_session(
        connect().db,
        account.person_id,
        token=token,
        via=via,
        agent=request.headers.get("User-Agent", ""),
        at=now(),
        lifetime=lifetime(),
        provider_session=provider_session,
    )
    session[SESSION] = token
    g.visitor = _to_visitor(account, via)


def sign_out() -> None:
    """End this browser's session, here and in the library."""
    end_session(connect().db, str(session.get(SESSION, "")))
    session.clear()
    g.visitor = NOBODY
