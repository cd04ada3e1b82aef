"""Single sign-on by OpenID Connect. The only module that knows Authlib: code flow with PKCE, state and nonce.

A person is known by the provider's issuer and subject; the first time by an address that the provider has verified.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import structlog
from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask, current_app
from werkzeug.wrappers import Response

from contentlib.errors import BadInput
from contentlib.people import Account, Role, change_role, find_account_by_subject, link_subject, read_role
from contentlib.settings import Settings
from contentlib.storage import Store
from web.enrolling import find_or_enrol, has_provider

log = structlog.get_logger()

KEY = "oidc"
DISCOVERY = "/.well-known/openid-configuration"
SECONDS = 10
UNREACHED = "The company's sign-in page cannot be reached now. Try again in a minute, or sign in with your password."
REFUSED = "The company's sign-in was not finished. Try again."
UNVERIFIED = "Your company's sign-in did not say that your mail address is verified. Ask an admin to look into it."
STRANGER = "You have no account here. Ask an admin to invite you."


def attach(app: Flask, settings: Settings) -> None:
    """Know the provider of the settings; it is asked for its details when somebody first signs in."""
    if not has_provider(settings):
        return
    oauth = OAuth(app)
    app.extensions[KEY] = oauth.register(
        name=KEY,
        client_id=settings.oidc_client,
        client_secret=settings.oidc_secret or None,
        server_metadata_url=settings.oidc_issuer.rstrip("/") + DISCOVERY,
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "timeout": SECONDS,
            # A client without a secret is held to its question by PKCE alone.
            **({} if settings.oidc_secret else {"token_endpoint_auth_method": "none"}),
        },
    )


def _provider() -> Any:
    found = current_app.extensions.get(KEY)
    if found is None:
        raise BadInput("There is no single sign-on here. Sign in with your address and password.")
    return found


def ask_provider(back: str) -> Response:
    """Send the browser to the provider, which sends it ``back``.

    Raises:
        BadInput: there is none, or it does not answer.
    """
    provider = _provider()
    try:
        response: Response = provider.authorize_redirect(back)
    except (OSError, OAuthError, ValueError, KeyError, RuntimeError) as error:
        log.error("sso_unreached", error=type(error).__name__)
        raise BadInput(UNREACHED) from error
    return response


def read_answer(db: Store, settings: Settings, *, at: datetime) -> Account:
    """Whose word the provider gives: state, signature, issuer, audience, time and nonce are checked.

    Raises:
        BadInput: the answer is not the provider's, or the person may not come in.
    """
    provider = _provider()
    try:
        answer = provider.authorize_access_token()
        claims = _complete(provider, answer)
    except (OSError, OAuthError, ValueError, KeyError, RuntimeError) as error:
        log.warning("sso_refused", error=type(error).__name__)
        raise BadInput(REFUSED) from error
    return _give_role(db, settings, _find_person(db, settings, claims, at=at), claims)


def _complete(provider: Any, answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """The claims of the ID token, with those that some providers tell only when asked once more."""
    claims: Mapping[str, Any] = answer["userinfo"]
    if "email" in claims:
        return claims
    more = provider.userinfo(token=answer)
    # The ID token is signed for us; what is told besides must be about the same person.
    return {**more, **claims} if more.get("sub") == claims["sub"] else claims


def _find_person(db: Store, settings: Settings, claims: Mapping[str, Any], *, at: datetime) -> Account:
    subject = f"{claims['iss']} {claims['sub']}"
    known = find_account_by_subject(db, subject)
    if known:
        if known.disabled_at:
            raise BadInput(STRANGER)
        return known
    # An address that nobody verified is whatever somebody typed at the provider: an admin's, for example.
    if claims.get("email_verified") is not True:
        raise BadInput(UNVERIFIED)
    found = find_or_enrol(db, settings, str(claims.get("email", "")), name=str(claims.get("name", "")), at=at)
    if found is None:
        raise BadInput(STRANGER)
    link_subject(db, found.person_id, subject)
    return found


def _give_role(db: Store, settings: Settings, account: Account, claims: Mapping[str, Any]) -> Account:
    """The role that the provider says, where the settings let it; who is the last admin here stays so."""
    role = read_claimed(claims.get(settings.oidc_role_claim)) if settings.oidc_role_claim else None
    if role is None or role is account.role:
        return account
    try:
        return change_role(db, account.person_id, role)
    except BadInput as error:
        log.warning("role_kept", error=str(error))
        return account


def read_claimed(claim: object) -> Role | None:
    """The highest role that a claim names, which is a word or a list of them.

    >>> read_claimed(["everybody", "marketer", "rep"]), read_claimed("boss")
    (<Role.MARKETER: 3>, None)
    """
    words = claim if isinstance(claim, list) else [claim]
    return max((role for word in words if (role := _try_role(word))), default=None)


def _try_role(word: object) -> Role | None:
    try:
        return read_role(word) if isinstance(word, str) else None
    except BadInput:
        return None
