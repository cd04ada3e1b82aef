"""Single sign-on by OpenID Connect. The only module that knows Authlib: code flow with PKCE, state and nonce.

A person is known by the provider's issuer and subject; the first time by an address that the provider has verified.
What the provider says of itself is believed only over https, or from this very machine.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import structlog
from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask, current_app, request
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from werkzeug.wrappers import Response

from contentlib.errors import BadInput
from contentlib.people import (
    Account,
    Role,
    change_role,
    find_account_by_subject,
    has_left,
    is_given_by_provider,
    link_subject,
    read_role,
)
from contentlib.settings import Settings
from contentlib.storage import Store
from web.enrolling import default_role, find_or_enrol, has_provider

log = structlog.get_logger()

KEY = "oidc"
DISCOVERY = "/.well-known/openid-configuration"
SECONDS = 10
LOOPBACK = ("localhost", "127.0.0.1", "::1")
# Signed with the provider's own key: with a secret that both know, or with none, anybody could have made it.
SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
# Keys that are unknown are asked for again at most so often, since anybody can name one.
KEYS_EVERY = 60.0
WENT_WRONG = (OSError, OAuthError, JoseError, ValueError, KeyError, TypeError, RuntimeError)
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
UNREACHED = "The company's sign-in page cannot be reached now. Try again in a minute, or sign in with your password."
REFUSED = "The company's sign-in was not finished. Try again."
UNVERIFIED = "Your company's sign-in did not say that your mail address is verified. Ask an admin to look into it."
STRANGER = "You have no account here. Ask an admin to invite you."
UNSAFE = (
    "The setting oidc_issuer is “{issuer}”: whoever sits between here and there could sign in as anybody. Write the "
    "provider's address with https://."
)


@dataclass(frozen=True, slots=True)
class Entering:
    """Who comes in by the provider, in which session of its own, and what became of their role, if anything did."""

    account: Account
    session: str = ""
    role: str = ""


def attach(app: Flask, settings: Settings) -> None:
    """Know the provider of the settings; it is asked for its details when somebody first signs in.

    Raises:
        BadInput: its address is not safe.
    """
    if not has_provider(settings):
        return
    if not is_safe(settings.oidc_issuer):
        raise BadInput(UNSAFE.format(issuer=settings.oidc_issuer))
    app.extensions[f"{KEY}_issuer"] = settings.oidc_issuer.rstrip("/")
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


def is_safe(address: str, *, alone: bool = False) -> bool:
    """Whether nobody on the way can change what an address answers; ``alone``: on this very machine only.

    >>> is_safe("https://id.example"), is_safe("http://127.0.0.1:8080"), is_safe("http://localhost.evil.example")
    (True, True, False)
    """
    parts = urlsplit(address)
    if parts.scheme == "https" and parts.hostname and not alone:
        return True
    return parts.scheme in ("http", "https") and parts.hostname in LOOPBACK


def find_issuer() -> str:
    """The provider's name for itself, which must be the one of the settings.

    Raises:
        BadInput: it does not answer, or says another.
    """
    return str(_load(_provider())["issuer"])


def find_client() -> str:
    """What the provider calls us.

    Raises:
        BadInput: there is none.
    """
    return str(_provider().client_id)


def _load(provider: Any) -> Mapping[str, Any]:
    """What the provider says of itself, if it can be believed."""
    try:
        told: dict[str, Any] = provider.load_server_metadata()
    except WENT_WRONG as error:
        log.error("sso_unreached", error=type(error).__name__)
        raise BadInput(UNREACHED) from error
    expected = current_app.extensions[f"{KEY}_issuer"]
    named = [str(told[name]) for name in ENDPOINTS if told.get(name)]
    is_here = is_safe(expected, alone=True)
    if str(told.get("issuer", "")).rstrip("/") != expected or not all(is_safe(one) for one in named):
        log.error("sso_not_believed", issuer=str(told.get("issuer", ""))[:200])
        raise BadInput(UNREACHED)
    if not is_here and any(is_safe(one, alone=True) for one in named):
        log.error("sso_not_believed", issuer=expected)
        raise BadInput(UNREACHED)
    told["id_token_signing_alg_values_supported"] = _list_signed(told)
    return told


def _list_signed(told: Mapping[str, Any]) -> list[str]:
    listed = told.get("id_token_signing_alg_values_supported") or ["RS256"]
    return [name for name in listed if name in SIGNED]


def decode_signed(token: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The header and the claims of a token that the provider signed; the claims are not judged.

    Raises:
        BadInput: it did not, or does not answer.
    """
    provider = _provider()
    names = _load(provider)["id_token_signing_alg_values_supported"]
    allowed = JWSRegistry(algorithms=names, strict_check_header=False)
    try:
        try:
            read = jwt.decode(token, KeySet.import_key_set(provider.fetch_jwk_set()), registry=allowed)
        except InvalidKeyIdError:
            read = jwt.decode(token, KeySet.import_key_set(_fetch_keys_again(provider)), registry=allowed)
    except WENT_WRONG as error:
        raise BadInput("The token is not signed by the provider.") from error
    return read.header, read.claims


def _fetch_keys_again(provider: Any) -> Any:
    last: float = current_app.extensions.get(f"{KEY}_keys_at", 0.0)
    if last and time.monotonic() - last < KEYS_EVERY:
        return provider.fetch_jwk_set()
    current_app.extensions[f"{KEY}_keys_at"] = time.monotonic()
    return provider.fetch_jwk_set(force=True)


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
    _load(provider)
    try:
        response: Response = provider.authorize_redirect(back)
    except WENT_WRONG as error:
        log.error("sso_unreached", error=type(error).__name__)
        raise BadInput(UNREACHED) from error
    return response


def read_answer(db: Store, settings: Settings, *, at: datetime) -> Entering:
    """Whose word the provider gives: who answers, state, signature, issuer, audience, time and nonce are checked.

    Raises:
        BadInput: the answer is not the provider's, or the person may not come in.
    """
    provider = _provider()
    told = _load(provider)
    _check_who_answers(told)
    try:
        answer = provider.authorize_access_token()
        claims = _complete(provider, answer, told, needed=("email", *filter(None, [settings.oidc_role_claim])))
    except WENT_WRONG as error:
        log.warning("sso_refused", error=type(error).__name__)
        raise BadInput(REFUSED) from error
    session = str(claims.get("sid") or "")
    if claims.get("iss") != told["issuer"] or (session and has_left(db, session)):
        raise BadInput(REFUSED)
    found = _find_person(db, settings, claims, at=at)
    account, says = _give_role(db, settings, found, claims)
    came = f"came in uninvited as {found.role.word}" if found.added_at == at else ""
    return Entering(account, session, "; ".join(filter(None, (came, says))))


def _check_who_answers(told: Mapping[str, Any]) -> None:
    """The answer names its issuer, where the provider says that it does (RFC 9207): another's is never taken for it."""
    named = request.args.getlist("iss")
    must = told.get("authorization_response_iss_parameter_supported") is True
    if (must and not named) or any(one != told["issuer"] for one in named):
        log.warning("sso_refused", error="iss")
        raise BadInput(REFUSED)


def _complete(
    provider: Any, answer: Mapping[str, Any], told: Mapping[str, Any], *, needed: tuple[str, ...]
) -> Mapping[str, Any]:
    """The claims of the ID token, with those that some providers tell only when asked once more."""
    claims: Mapping[str, Any] = answer["userinfo"]
    if all(name in claims for name in needed) or not told.get("userinfo_endpoint"):
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


def _give_role(db: Store, settings: Settings, account: Account, claims: Mapping[str, Any]) -> tuple[Account, str]:
    """The role that the provider says, where the settings let it, and what became of the one before.

    What it gave and does not say any more is taken away again; what a person gave stays. The last admin stays one.
    """
    if not settings.oidc_role_claim:
        return account, ""
    role = read_claimed(claims.get(settings.oidc_role_claim))
    if role is None and not is_given_by_provider(db, account.person_id):
        return account, ""
    wanted = role or min(account.role, _usual_role(settings))
    try:
        changed = change_role(db, account.person_id, wanted, by_provider=True)
    except BadInput as error:
        log.warning("role_kept", error=str(error))
        return account, f"{account.role.word} kept, though the provider says {role.word if role else 'none'}"
    if wanted is account.role:
        return changed, ""
    return changed, f"{account.role.word} → {wanted.word}, as the provider says{'' if role else ' none'}"


def _usual_role(settings: Settings) -> Role:
    try:
        return default_role(settings)
    except BadInput:
        return Role.VIEWER


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
