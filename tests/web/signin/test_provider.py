"""What the provider gave, it takes away: roles and sessions; and who is not believed, whatever they say they are."""

from __future__ import annotations

import base64
import hmac
import json
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contentlib.errors import BadInput
from contentlib.library.opened import Library
from contentlib.people.accounts import Account, change_role, disable_account, find_account_by_email
from contentlib.people.audit import list_audit
from contentlib.people.persons import Role
from contentlib.people.sessions import Lifetime, find_session
from tests.web.signin.provider import Provider, make_key, run_provider
from tests.web.team import address, enter, gather, reopen
from web import create_app
from web.auth import SESSION
from web.once import now

REP, ADMIN = address(Role.REP), address(Role.ADMIN)
LOGOUT = "/sign-in/sso/logout"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with run_provider() as running:
        running.people["r1"] = {"email": REP, "email_verified": True, "sid": "session one"}
        running.people["a1"] = {"email": ADMIN, "email_verified": True}
        yield running


@pytest.fixture
def team(library: Library) -> dict[Role, Account]:
    return gather(library)


@pytest.fixture
def app(library: Library, team: dict[Role, Account], provider: Provider) -> Flask:
    return make(library, provider)


def make(library: Library, provider: Provider, **changes: Any) -> Flask:
    given = {
        "oidc_issuer": provider.address, "oidc_client": "contentlib", "oidc_secret": "x", "oidc_role_claim": "roles",
    }  # fmt: skip
    return create_app(library=reopen(library, **given | changes))


def go_through(client: FlaskClient, subject: str) -> Any:
    """To the provider, in there as ``subject``, and back."""
    return client.get(authorize(client, subject))


def authorize(client: FlaskClient, subject: str) -> str:
    import httpx

    answer = httpx.post(client.get("/sign-in/sso").headers["Location"], data={"sub": subject})
    assert answer.status_code == 302, answer.text
    return str(answer.headers["Location"]).removeprefix("http://localhost")


def is_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


def role_of(library: Library, email: str = REP) -> Role:
    found = find_account_by_email(library.db, email)
    assert found
    return found.role


def says(provider: Provider, subject: str, **claims: Any) -> None:
    provider.people[subject] = {k: v for k, v in provider.people[subject].items() if k != "roles"} | claims


def lines(library: Library, action: str) -> list[tuple[str, str]]:
    return [(line.about, line.detail) for line in list_audit(library.db) if line.action == action]


# --- roles ---------------------------------------------------------------------------------------------------------

NOTHING: tuple[dict[str, Any], ...] = (
    {}, {"roles": []}, {"roles": ""}, {"roles": None}, {"roles": ["everybody"]}, {"roles": "boss"}, {"roles": 7},
    {"roles": {"marketer": False}}, {"roles": [["marketer"]]},
)  # fmt: skip


@pytest.mark.parametrize("claims", NOTHING, ids=str)
def test_a_role_that_the_provider_gave_goes_when_it_says_none(
    app: Flask, library: Library, provider: Provider, claims: dict[str, Any]
) -> None:
    says(provider, "r1", roles=["marketer"])
    go_through(app.test_client(), "r1")
    assert role_of(library) is Role.MARKETER
    says(provider, "r1", **claims)
    client = app.test_client()
    go_through(client, "r1")
    assert role_of(library) is Role.REP
    assert client.get("/tags/review").status_code in (403, 404)
    assert lines(library, "role changed") == [
        (REP, "marketer → rep, as the provider says none"), (REP, "rep → marketer, as the provider says"),
    ]  # fmt: skip


def test_what_falls_is_never_more_than_there_was_nor_than_the_uninvited_get(
    library: Library, team: dict[Role, Account], provider: Provider
) -> None:
    app = make(library, provider, sso_role="marketer")
    says(provider, "r1", roles="viewer")
    go_through(app.test_client(), "r1")
    says(provider, "r1")
    go_through(app.test_client(), "r1")
    assert role_of(library) is Role.VIEWER


def test_a_role_that_a_person_gave_stays_where_the_provider_says_none(
    app: Flask, library: Library, team: dict[Role, Account], provider: Provider
) -> None:
    go_through(app.test_client(), "r1")
    change_role(library.db, team[Role.REP].person_id, Role.MARKETER)
    go_through(app.test_client(), "r1")
    assert role_of(library) is Role.MARKETER
    assert not lines(library, "role changed")


def test_the_last_admin_stays_one_and_that_is_noted(app: Flask, library: Library, provider: Provider) -> None:
    says(provider, "a1", roles=["admin"])
    go_through(app.test_client(), "a1")
    says(provider, "a1")
    go_through(app.test_client(), "a1")
    assert role_of(library, ADMIN) is Role.ADMIN
    assert lines(library, "role kept") == [(ADMIN, "admin kept, though the provider says none")]


def test_an_admin_who_is_not_the_last_stays_none(
    app: Flask, library: Library, team: dict[Role, Account], provider: Provider
) -> None:
    says(provider, "r1", roles=["admin"])
    go_through(app.test_client(), "r1")
    assert role_of(library) is Role.ADMIN
    says(provider, "r1", roles=[])
    go_through(app.test_client(), "r1")
    assert role_of(library) is Role.REP


def test_who_comes_in_uninvited_is_noted_with_their_role(
    library: Library, team: dict[Role, Account], provider: Provider
) -> None:
    app = make(library, provider, sso_domains="ours.example")
    provider.people["n1"] = {"email": "nina@ours.example", "email_verified": True, "roles": "marketer"}
    for _ in range(2):
        go_through(app.test_client(), "n1")
    said = "came in uninvited as rep; rep → marketer, as the provider says"
    assert lines(library, "role changed") == [("nina@ours.example", said)]


def test_a_claim_that_is_told_only_when_asked_once_more_counts(
    app: Flask, library: Library, provider: Provider
) -> None:
    provider.told_apart["r1"] = {"roles": ["marketer"]}
    for _ in range(2):
        go_through(app.test_client(), "r1")
        assert role_of(library) is Role.MARKETER


# --- sessions ------------------------------------------------------------------------------------------------------


def tell(app: Flask, provider: Provider, **changes: Any) -> Any:
    token = provider.sign(provider.farewell(**changes), typ="logout+jwt")
    return app.test_client().post(LOGOUT, data={"logout_token": token})


def test_who_signs_out_at_the_provider_is_out_here(app: Flask, library: Library, provider: Provider) -> None:
    here, elsewhere = app.test_client(), app.test_client()
    go_through(here, "r1")
    go_through(elsewhere, "r1")
    answer = tell(app, provider)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert not is_in(here)
    assert not is_in(elsewhere)
    assert lines(library, "signed out by the provider") == [(REP, "")]


def test_one_of_several_sessions_ends_by_its_own_name(app: Flask, provider: Provider) -> None:
    here, elsewhere = app.test_client(), app.test_client()
    go_through(here, "r1")
    says(provider, "r1", sid="session two")
    go_through(elsewhere, "r1")
    assert tell(app, provider, sub=None, sid="session one").status_code == 200
    assert (is_in(here), is_in(elsewhere)) == (False, True)
    # A session that nobody here has, of somebody who is here: all of theirs end.
    assert tell(app, provider, sid="session nine").status_code == 200
    assert not is_in(elsewhere)


def test_nobody_else_is_signed_out_and_no_password_session_ends(
    app: Flask, library: Library, team: dict[Role, Account], provider: Provider
) -> None:
    by_provider, by_password, admin = app.test_client(), enter(app, team[Role.REP]), app.test_client()
    go_through(by_provider, "r1")
    go_through(admin, "a1")
    assert tell(app, provider).status_code == 200
    assert (is_in(by_provider), is_in(by_password), is_in(admin)) == (False, True, True)


def test_an_answer_of_a_session_that_is_over_comes_too_late(app: Flask, provider: Provider) -> None:
    client = app.test_client()
    back = authorize(client, "r1")
    assert tell(app, provider, sid="session one").status_code == 200
    assert client.get(back).status_code == 403
    assert not is_in(client)


WRONG: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://evil.example"}, "no issuer": {"iss": None}, "another client": {"aud": "other"},
    "other clients": {"aud": ["a", "b"]}, "no audience": {"aud": None}, "no time": {"iat": None},
    "long ago": {"iat": int(time.time()) - 3600}, "to come": {"iat": int(time.time()) + 3600},
    "a time in words": {"iat": "now"}, "a time that is true": {"iat": True}, "over": {"exp": int(time.time()) - 600},
    "an end in words": {"exp": "soon"}, "no number": {"jti": None}, "an empty number": {"jti": ""},
    "a number that is one": {"jti": 7}, "no event": {"events": None}, "another event": {"events": {"x": {}}},
    "an event in words": {"events": "http://schemas.openid.net/event/backchannel-logout"},
    "an event that is true": {"events": {"http://schemas.openid.net/event/backchannel-logout": True}},
    "an ID token": {"nonce": "x"}, "nobody": {"sub": None}, "a subject that is a list": {"sub": ["r1"]},
    "endless": {"iat": 1e300},
}  # fmt: skip


@pytest.mark.parametrize("changes", WRONG.values(), ids=WRONG.keys())
def test_a_logout_token_that_is_wrong_in_any_claim_ends_nothing(
    app: Flask, provider: Provider, changes: dict[str, Any]
) -> None:
    client = app.test_client()
    go_through(client, "r1")
    answer = tell(app, provider, **changes)
    assert (answer.status_code, answer.get_json()["error"]) == (400, "invalid_request")
    assert is_in(client)


def sign_with_secret(claims: dict[str, Any], secret: bytes) -> str:
    """A token as one would be made by who takes a public key, or what both sides know, for the key."""
    pieces = [json.dumps(part).encode() for part in ({"alg": "HS256", "kid": "one"}, claims)]
    signed = b".".join(base64.urlsafe_b64encode(piece).rstrip(b"=") for piece in pieces)
    mark = base64.urlsafe_b64encode(hmac.digest(secret, signed, "sha256")).rstrip(b"=")
    return (signed + b"." + mark).decode()


def forge(provider: Provider, how: str) -> str:
    claims, good = provider.farewell(), provider.sign(provider.farewell())
    head, body, sign = good.split(".")
    public = provider.keys[0].as_pem(private=False)
    return {
        "no token": "", "no token at all": "x.y", "endless": "x" * 50_000, "no signature": f"{head}.{body}.",
        "another body": f"{head}.{body[:-4]}AAAA.{sign}",
        "another's key": provider.sign(claims, key=make_key("one")),
        "an unknown key": provider.sign(claims, key=make_key("two")),
        "unsigned": "eyJhbGciOiJub25lIn0." + body + ".",
        "the public key as a secret": sign_with_secret(claims, public),
        "the client's secret": sign_with_secret(claims, b"x"),
        "another type": provider.sign(claims, typ="at+jwt"),
    }[how]  # fmt: skip


@pytest.mark.parametrize(
    "how",
    [
        "no token", "no token at all", "endless", "no signature", "another body", "another's key", "an unknown key",
        "unsigned", "the public key as a secret", "the client's secret", "another type",
    ],
)  # fmt: skip
def test_a_logout_token_that_the_provider_did_not_sign_ends_nothing(app: Flask, provider: Provider, how: str) -> None:
    client = app.test_client()
    go_through(client, "r1")
    assert app.test_client().post(LOGOUT, data={"logout_token": forge(provider, how)}).status_code == 400
    assert is_in(client)


def test_a_logout_token_works_once(app: Flask, provider: Provider) -> None:
    token = provider.sign(provider.farewell())
    assert app.test_client().post(LOGOUT, data={"logout_token": token}).status_code == 200
    client = app.test_client()
    says(provider, "r1", sid="session three")
    go_through(client, "r1")
    assert app.test_client().post(LOGOUT, data={"logout_token": token}).status_code == 400
    assert is_in(client)


def test_new_keys_of_the_provider_are_asked_for(app: Flask, provider: Provider) -> None:
    client = app.test_client()
    go_through(client, "r1")
    provider.keys.insert(0, make_key("fresh"))
    assert tell(app, provider).status_code == 200
    assert not is_in(client)


def test_without_a_provider_there_is_nothing_to_tell(library: Library, team: dict[Role, Account]) -> None:
    app = create_app(library=library)
    assert app.test_client().post(LOGOUT, data={"logout_token": "x"}).status_code == 400


def test_a_session_by_the_provider_ends_sooner_than_one_by_password(
    app: Flask, library: Library, team: dict[Role, Account], provider: Provider
) -> None:
    client = app.test_client()
    go_through(client, "r1")
    enter(app, team[Role.REP], token="by password")
    with client.session_transaction() as session:
        token = str(session[SESSION])
    lifetime, later = (
        Lifetime(timedelta(hours=72), timedelta(days=30), timedelta(hours=12)),
        now() + timedelta(hours=13),
    )
    assert find_session(library.db, token, at=now(), lifetime=lifetime)
    assert find_session(library.db, token, at=later, lifetime=lifetime) is None
    assert find_session(library.db, "by password", at=later, lifetime=lifetime)


def test_somebody_disabled_is_not_kept_by_the_provider(
    app: Flask, library: Library, team: dict[Role, Account], provider: Provider
) -> None:
    client = app.test_client()
    go_through(client, "r1")
    disable_account(library.db, team[Role.REP].person_id, disabled_at=now())
    assert not is_in(client)


# --- who is believed -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "issuer",
    [
        "http://id.example", "http://localhost.evil.example", "http://127.0.0.1.nip.io", "http://evil@id.example",
        "HTTP://id.example", "ftp://id.example", "id.example", "//id.example", "http://[::2]", "http://10.0.0.1",
        "http://localhost@evil.example", "https://",
    ],
)  # fmt: skip
def test_an_issuer_that_anybody_on_the_way_could_be_is_refused(library: Library, issuer: str) -> None:
    with pytest.raises(BadInput, match="oidc_issuer"):
        create_app(library=reopen(library, oidc_issuer=issuer, oidc_client="contentlib"))


@pytest.mark.parametrize(
    "issuer", ["https://id.example/tenant", "http://127.0.0.1:9", "http://localhost:9", "http://[::1]:9"]
)
def test_an_issuer_over_https_or_on_this_machine_is_taken(library: Library, issuer: str) -> None:
    assert create_app(library=reopen(library, oidc_issuer=issuer, oidc_client="contentlib"))


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://evil.example"}, {"issuer": ""}, {"issuer": None}, {"token_endpoint": "http://id.example/t"},
        {"jwks_uri": "http://id.example/keys"}, {"authorization_endpoint": "http://id.example/a"},
        {"userinfo_endpoint": "ftp://id.example"},
    ],
    ids=str,
)  # fmt: skip
def test_a_provider_that_says_it_is_another_or_leads_astray_is_not_believed(
    library: Library, team: dict[Role, Account], provider: Provider, metadata: dict[str, Any]
) -> None:
    provider.metadata = metadata
    answer = make(library, provider).test_client().get("/sign-in/sso")
    assert answer.status_code == 400
    assert "cannot be reached now" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("announced", "named", "comes_in"),
    [
        (True, "right", True), (True, "", False), (True, "wrong", False), (False, "", True), (False, "right", True),
        (False, "wrong", False), (True, "twice", False),
    ],
)  # fmt: skip
def test_an_answer_must_name_the_provider_where_it_says_that_it_does(
    library: Library, team: dict[Role, Account], provider: Provider, announced: bool, named: str, comes_in: bool
) -> None:
    if announced:
        provider.metadata = {"authorization_response_iss_parameter_supported": True}
    values = {
        "right": provider.address,
        "wrong": "https://evil.example",
        "twice": f"{provider.address}&iss=https://evil.example",
    }
    provider.answers = {"iss": values[named]} if named else {}
    client = make(library, provider).test_client()
    assert go_through(client, "r1").status_code == (303 if comes_in else 403)
    assert is_in(client) is comes_in


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"}, {"aud": "other"}, {"exp": int(time.time()) - 3600}, {"nonce": "another"},
    ],
    ids=lambda claims: next(iter(claims)),
)  # fmt: skip
def test_an_id_token_that_is_wrong_in_a_claim_lets_nobody_in(
    app: Flask, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.id_token = claims
    client = app.test_client()
    assert go_through(client, "r1").status_code == 403
    assert not is_in(client)
