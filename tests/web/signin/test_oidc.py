"""Single sign-on, against a real OpenID provider: who comes in as whom, and every way that must not work."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contentlib.library.opened import Library
from contentlib.people.accounts import Account, disable_account, find_account_by_email, list_accounts
from contentlib.people.audit import list_audit
from contentlib.people.persons import Role
from tests.web.team import address, gather, give_password, post, reopen
from web import create_app
from web.once import now

# What the provider makes of Authlib is its own affair.
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config", "ignore:authlib.jose")

REP = address(Role.REP)


@pytest.fixture
def team(library: Library) -> dict[Role, Account]:
    accounts = gather(library)
    give_password(library.db, accounts[Role.REP])
    return accounts


def with_settings(library: Library, **changes: Any) -> Flask:
    """The app with other settings."""
    return create_app(library=reopen(library, **changes))


def is_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the provider's own; it is nobody's but the tests'
        mock = pytest.importorskip(
            "oidc_provider_mock", reason="no OpenID provider; get it with: pip install -e .[dev]"
        )
    with mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def sso(library: Library, team: dict[Role, Account], provider: str) -> Flask:
    return with_settings(
        library, oidc_issuer=provider, oidc_client="contentlib", oidc_secret="x", sso_domains="ours.example"
    )


def know(provider: str, subject: str, **claims: Any) -> None:
    """Let the provider know somebody."""
    import httpx

    httpx.put(f"{provider}/users/{subject}", json=claims).raise_for_status()


def go_through(client: FlaskClient, subject: str, *, start: str = "/sign-in/sso") -> Any:
    """To the provider, in there as ``subject``, and back."""
    return client.get(authorize(client.get(start).headers["Location"], subject))


def authorize(address_of_provider: str, subject: str) -> str:
    """What the provider's form does when somebody signs in there: the way back, from the path on."""
    import httpx

    answer = httpx.post(address_of_provider, data={"sub": subject})
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"].removeprefix("http://localhost")


def test_a_colleague_comes_in_by_the_company_account(sso: Flask, library: Library, provider: str) -> None:
    know(provider, "r1", email=REP, email_verified=True, name="Rita")
    client = sso.test_client()
    answer = go_through(client, "r1", start="/sign-in/sso?next=/sends")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sends")
    assert is_in(client)
    assert {line.via for line in list_audit(library.db)} == {"oidc"}
    know(provider, "r1", email="renamed@elsewhere.example", email_verified=False)
    again = sso.test_client()
    go_through(again, "r1")
    assert REP.replace("@", "@<wbr>") in again.get("/account").get_data(as_text=True)


def test_the_request_carries_state_nonce_and_a_pkce_challenge(sso: Flask) -> None:
    asked = sso.test_client().get("/sign-in/sso").headers["Location"]
    for part in ("state=", "nonce=", "code_challenge=", "code_challenge_method=S256", "response_type=code"):
        assert part in asked


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"email": "eve@elsewhere.example", "email_verified": True}, "You have no account here"),
        ({"email": "admin@ours.example", "email_verified": False}, "is verified"),
        ({"email": "admin@ours.example"}, "is verified"),
        ({"email": "admin@ours.example", "email_verified": "true"}, "is verified"),
        ({"email_verified": True}, "no e-mail address"),
    ],
    ids=["a stranger", "not verified", "not said", "said in words", "no address"],
)
def test_who_cannot_prove_an_address_of_ours_stays_out(
    sso: Flask, provider: str, claims: dict[str, Any], sentence: str
) -> None:
    know(provider, "e1", **claims)
    client = sso.test_client()
    answer = go_through(client, "e1")
    assert answer.status_code == 403
    assert sentence in answer.get_data(as_text=True)
    assert not is_in(client)


def test_a_new_colleague_comes_in_with_the_role_for_the_uninvited(sso: Flask, library: Library, provider: str) -> None:
    know(provider, "n1", email="nina@ours.example", email_verified=True, name="Nina New")
    client = sso.test_client()
    assert go_through(client, "n1").status_code == 303
    found = find_account_by_email(library.db, "nina@ours.example")
    assert found
    assert (found.role, found.name, found.has_password) == (Role.REP, "Nina New", False)


def test_a_second_subject_cannot_take_over_a_linked_account(sso: Flask, provider: str) -> None:
    know(provider, "r1", email=REP, email_verified=True)
    know(provider, "r2", email=REP, email_verified=True)
    go_through(sso.test_client(), "r1")
    client = sso.test_client()
    assert go_through(client, "r2").status_code == 403
    assert not is_in(client)


def test_a_disabled_person_is_not_let_in_by_the_provider(
    sso: Flask, library: Library, team: dict[Role, Account], provider: str
) -> None:
    know(provider, "r1", email=REP, email_verified=True)
    go_through(sso.test_client(), "r1")
    disable_account(library.db, team[Role.REP].person_id, disabled_at=now())
    assert go_through(sso.test_client(), "r1").status_code == 403


def test_an_answer_without_our_question_is_refused(sso: Flask, provider: str) -> None:
    know(provider, "r1", email=REP, email_verified=True)
    asking, other = sso.test_client(), sso.test_client()
    back = authorize(asking.get("/sign-in/sso").headers["Location"], "r1")
    assert other.get(back).status_code == 403  # somebody else's browser: signed in as the attacker, else
    assert asking.get(re.sub(r"state=[^&]+", "state=made-up", back)).status_code == 403
    assert asking.get("/sign-in/sso/back?error=access_denied&state=x").status_code == 403
    assert not is_in(asking)
    assert not is_in(other)


def test_an_answer_works_once(sso: Flask, provider: str) -> None:
    know(provider, "r1", email=REP, email_verified=True)
    client = sso.test_client()
    back = authorize(client.get("/sign-in/sso").headers["Location"], "r1")
    assert client.get(back).status_code == 303
    post(client, "/sign-out", {})
    assert client.get(back).status_code == 403
    assert not is_in(client)


def test_a_claim_gives_the_role_and_the_last_admin_stays(
    library: Library, team: dict[Role, Account], provider: str
) -> None:
    app = with_settings(
        library, oidc_issuer=provider, oidc_client="contentlib", oidc_secret="x", oidc_role_claim="roles"
    )
    know(provider, "r1", email=REP, email_verified=True, roles=["staff", "marketer", "viewer"])
    know(provider, "a1", email=address(Role.ADMIN), email_verified=True, roles="viewer")
    go_through(app.test_client(), "r1")
    go_through(app.test_client(), "a1")
    roles = {account.email: account.role for account in list_accounts(library.db)}
    assert roles[REP] is Role.MARKETER
    assert roles[address(Role.ADMIN)] is Role.ADMIN


def test_a_provider_that_does_not_answer_is_told_plainly(library: Library, team: dict[Role, Account]) -> None:
    app = with_settings(library, oidc_issuer="http://127.0.0.1:9", oidc_client="contentlib")
    answer = app.test_client().get("/sign-in/sso")
    assert answer.status_code == 400
    assert "cannot be reached now" in answer.get_data(as_text=True)
    assert "Sign in with your company" in app.test_client().get("/sign-in").get_data(as_text=True)
