"""For monitors: alive, ready, figures; and what is written to the log, in which no secret may stand."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient

from contentlib.library.opened import Library
from contentlib.people.persons import Role
from contentlib.people.tokens import MARK, add_token
from tests.web.shelf import PRICE
from tests.web.team import enter, gather
from web import create_app
from web.journal import HEADER, mask, set_up_log
from web.once import now


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What is logged, as a service manager would keep it."""
    kept = io.StringIO()
    set_up_log(kept)
    yield kept
    structlog.reset_defaults()


def lines(written: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def read_figure(text: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} ([0-9.e+]+)$", text, re.MULTILINE)
    assert found, name
    return float(found[1])


# --- alive, ready, figures -----------------------------------------------------------------------------------------


def test_it_says_that_it_is_alive_and_ready_to_anybody_and_no_more(library: Library) -> None:
    gather(library)
    client = create_app(library=library).test_client()
    assert client.get("/healthz").get_json() == {"status": "alive"}
    assert client.get("/readyz").get_json() == {"status": "ready"}
    assert client.get("/health").get_json() == {"status": "ok"}


def test_it_is_alive_but_not_ready_without_its_library(app: Flask, library: Library) -> None:
    library.path.rename(library.path.with_suffix(".away"))
    client = app.test_client()
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()) == (503, {"status": "not ready"})


def test_the_figures_count_what_happened(client: FlaskClient) -> None:
    client.get("/?q=too+expensive")
    client.get("/nothing/here")
    text = client.get("/metrics").get_data(as_text=True)
    assert read_figure(text, "contentlib_searches_total") == 1
    assert read_figure(text, "contentlib_assets") == 4
    assert read_figure(text, "contentlib_unembedded_chunks") == 0
    answered = 'contentlib_requests_total{endpoint="search.index",method="GET",status="200"}'
    assert read_figure(text, answered) == 1
    assert 'endpoint="nowhere"' in text
    assert read_figure(text, 'contentlib_request_seconds_count{endpoint="search.index"}') == 1


def test_figures_are_for_admins_and_their_programs(library: Library) -> None:
    accounts = gather(library)
    app = create_app(library=library)
    for name, scope in (("a", "admin"), ("b", "read:search")):
        add_token(library.db, accounts[Role.ADMIN].person_id, name, [scope], secret=MARK + name, made_at=now())
    asked = {
        "nobody": app.test_client().get("/metrics", headers={"Accept": "text/plain"}).status_code,
        "rep": enter(app, accounts[Role.REP]).get("/metrics").status_code,
        "admin": enter(app, accounts[Role.ADMIN]).get("/metrics").status_code,
        "admin's program": app.test_client().get("/metrics", headers={"Authorization": f"Bearer {MARK}a"}).status_code,
        "other program": app.test_client().get("/metrics", headers={"Authorization": f"Bearer {MARK}b"}).status_code,
    }
    assert asked.pop("nobody") in (303, 401)
    assert asked == {"rep": 403, "admin": 200, "admin's program": 200, "other program": 403}


def test_no_address_becomes_a_figure(client: FlaskClient) -> None:
    client.get("/s/a-buyers-secret")
    client.open("/", method="BREW")
    text = client.get("/metrics").get_data(as_text=True)
    assert "a-buyers-secret" not in text
    assert "BREW" not in text


# --- the log -------------------------------------------------------------------------------------------------------


def test_a_request_is_a_line_that_its_answer_names(client: FlaskClient, written: io.StringIO) -> None:
    answer = client.get(f"/assets/{PRICE}")
    (line,) = [one for one in lines(written) if one["event"] == "answered"]
    assert line["request"] == answer.headers[HEADER]
    assert (line["method"], line["status"]) == ("GET", 200)
    assert str(line["rule"]).startswith("/assets/<int")


SECRETS = ("s3cret-link", "s3cret-invitation", "s3cret-query", "s3cret-token", "s3cret-passcode", "s3cret-code")


def test_no_secret_stands_in_the_log(client: FlaskClient, written: io.StringIO) -> None:
    client.get("/s/s3cret-link")
    client.post("/s/s3cret-link", data={"passcode": "s3cret-passcode"})
    client.get("/s/s3cret-link/nothing/there")
    client.get("/join/s3cret-invitation")
    client.get("/?q=s3cret-query")
    client.get("/sign-in/sso/back?code=s3cret-code&state=s3cret-code")
    client.get("/api/v1/assets", headers={"Authorization": f"Bearer {MARK}s3cret-token"})
    assert lines(written)
    assert not [secret for secret in SECRETS if secret in written.getvalue()]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("/s/AbC_-9/picture/3", "/s/…/picture/3"),
        ("http://host/join/abc?next=/x", "http://host/join/…?next=/x"),
        (f"{MARK}abc_DEF-1 was used", "ctl_… was used"),
        ("/x?token=abc&page=2", "/x?token=…&page=2"),
        ("nothing to hide", "nothing to hide"),
    ],
    ids=["link", "invitation", "token", "query string", "nothing"],
)
def test_what_other_lines_say_is_masked(said: str, kept: str) -> None:
    assert mask(said) == kept


def test_a_crash_is_told_without_the_values_of_variables(app: Flask, written: io.StringIO) -> None:
    @app.get("/status/crash")
    def crash() -> str:
        passcode = "s3cret-passcode"
        raise RuntimeError(f"with /s/s3cret-link, {len(passcode)}")

    app.extensions["access"]["crash"] = Role.ADMIN
    assert app.test_client().get("/status/crash").status_code == 500
    (line,) = [one for one in lines(written) if one["event"] == "request_crashed"]
    assert "RuntimeError" in str(line["exception"])
    assert "s3cret" not in written.getvalue()
