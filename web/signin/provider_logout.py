"""Back-channel logout: the provider tells that somebody signed out there, and their sessions here end.

Source: OpenID Connect Back-Channel Logout 1.0, section 2.4 (the token) and 2.6 (how it is validated).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import structlog
from flask import jsonify, request
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from contentlib.errors import BadInput
from contentlib.people import end_at_provider
from web.connection import connect
from web.once import now
from web.signin import oidc
from web.signin.signin_pages import pages
from web.trail import note

log = structlog.get_logger()

EVENT = "http://schemas.openid.net/event/backchannel-logout"
TYPES = ("", "jwt", "logout+jwt", "application/logout+jwt")
# How old a token may be, and how far the provider's clock may go before ours.
OLDEST, AHEAD = timedelta(minutes=10), timedelta(minutes=2)
LONGEST = 16_384


@dataclass(frozen=True, slots=True)
class Farewell:
    """Who signed out at the provider: the subject, the provider's own session, or both. ``token`` is its number."""

    issuer: str
    subject: str
    session: str
    token: str


@pages.record_once
def _set_up(state: BlueprintSetupState) -> None:
    # The provider has no form of ours; its token is signed.
    state.app.extensions["csrf"].exempt(farewell)


@pages.post("/sign-in/sso/logout")
def farewell() -> tuple[Response, int]:
    """End the sessions of whoever signed out at the provider."""
    try:
        told = read_farewell(request.form.get("logout_token", ""), at=now())
        ended = end_at_provider(
            connect().db, f"{told.issuer} {told.subject}" if told.subject else "", session=told.session,
            token=told.token, at=now(), until=now() + OLDEST + AHEAD,
        )  # fmt: skip
    except BadInput as error:
        log.warning("logout_refused", error=str(error))
        return jsonify(error="invalid_request", error_description=str(error)), HTTPStatus.BAD_REQUEST
    for email in ended:
        note("signed out by the provider", who="single sign-on", about=email)
    return jsonify(ended=len(ended)), HTTPStatus.OK


def read_farewell(token: str, *, at: datetime) -> Farewell:
    """What a logout token says, once its signature and every claim are checked.

    Raises:
        BadInput: it is not the provider's, not for us, not of now, or no logout token.
    """
    if not token or len(token) > LONGEST:
        raise BadInput("There is no logout_token that can be read.")
    header, claims = oidc.decode_signed(token)
    if str(header.get("typ", "")).lower() not in TYPES:
        raise BadInput("The token is of another type than a logout token.")
    return check_farewell(claims, issuer=oidc.find_issuer(), client=oidc.find_client(), at=at)


def check_farewell(claims: Mapping[str, Any], *, issuer: str, client: str, at: datetime) -> Farewell:
    """The claims of a logout token, judged.

    Raises:
        BadInput: one is missing or wrong; named.
    """
    if claims.get("iss") != issuer:
        raise BadInput("The claim iss is not the provider's.")
    meant = claims.get("aud")
    if client not in (meant if isinstance(meant, list) else [meant]):
        raise BadInput("The claim aud does not name this client.")
    _check_time(claims, at)
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(EVENT), dict):
        raise BadInput("The claim events does not say that it is a logout.")
    if "nonce" in claims:
        raise BadInput("A logout token has no nonce; this one may be an ID token.")
    named = {name: claims.get(name, "") for name in ("sub", "sid", "jti")}
    if not all(isinstance(value, str) for value in named.values()):
        raise BadInput("The claims sub, sid and jti are texts.")
    if not named["jti"] or not (named["sub"] or named["sid"]):
        raise BadInput("The token needs jti, and sub or sid.")
    return Farewell(issuer, named["sub"], named["sid"], named["jti"])


def _check_time(claims: Mapping[str, Any], at: datetime) -> None:
    issued = _read_moment(claims, "iat")
    if issued is None or not at - OLDEST <= issued <= at + AHEAD:
        raise BadInput("The claim iat is missing, or not of now.")
    expires = _read_moment(claims, "exp")
    if "exp" in claims and (expires is None or expires < at - AHEAD):
        raise BadInput("The claim exp is over.")


def _read_moment(claims: Mapping[str, Any], name: str) -> datetime | None:
    value = claims.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        return None
