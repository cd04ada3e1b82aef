"""Whatever JSON a stranger sends: it is used or refused in a sentence, and nothing of ours crashes over it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from contentlib.sending.links import Terms, send_link
from tests.web.shelf import AT, PRICE, fill_library
from web import create_app
from web.api import CALLS

TOKEN = "t" * 32
FIELDS = ("asset_id", "contact", "channel", "query", "verdict", "note", "rep", "expires", "key", "search_id", "deal")
BEACON = ("nonce", "reader", "hand", "pages", "1", "-1", "9" * 30, "1e3")
ODD = st.sampled_from(["\ud800", "link", "good", "a@b.example", "9" * 25, "\x00", "x" * 3000, "1"])
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | ODD | st.just(10**400)
VALUES = st.recursive(
    LEAVES,
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.sampled_from([*FIELDS, *BEACON]), one),
    max_leaves=8,
)
BRACKETS = [
    b"[" * 20_000,
    b'{"a":' * 20_000,
    b"[" * 900 + b"]" * 900,
    b'{"nonce":' + b"[" * 500 + b"]" * 500 + b"}",
    b"\xff",
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    library = fill_library(tmp_path_factory.mktemp("bodies"), person="ann@ours.example")
    send_link(
        library.db, PRICE, terms=Terms(), link_token=TOKEN, rep="ann@ours.example", contact="bo@buyer.example",
        deal="", note="", token="s", sent_at=AT,
    )  # fmt: skip
    yield create_app(library=library).test_client()
    library.close()


def write(value: object) -> bytes:
    return json.dumps(value).encode()


WRITES = [
    f"/api/v1{call.path.replace('<int(max=9223372036854775807):asset_id>', '1')}"
    for call in CALLS.values()
    if call.writes
]


@pytest.mark.parametrize("address", WRITES)
@pytest.mark.parametrize("body", BRACKETS, ids=lambda body: ascii(body[:12]))
def test_brackets_without_end_are_refused_in_a_sentence(client: FlaskClient, address: str, body: bytes) -> None:
    answer = client.post(address, data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.get_json()["error"].startswith("The body is no JSON object")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(WRITES), VALUES)
def test_no_body_crashes_a_call(client: FlaskClient, address: str, value: object) -> None:
    answer = client.post(address, data=write(value), content_type="application/json")
    assert answer.status_code in (200, 201, 400, 403, 404, 429)


@settings(max_examples=60, deadline=None)
@given(
    VALUES
    | st.fixed_dictionaries(
        {"nonce": ODD, "reader": ODD, "hand": LEAVES, "pages": st.dictionaries(st.text() | ODD, LEAVES)}
    )
)
def test_no_beacon_crashes_a_buyers_page(client: FlaskClient, value: object) -> None:
    assert client.post(f"/s/{TOKEN}/seen", data=write(value)).status_code == 204


@pytest.mark.parametrize("body", BRACKETS, ids=lambda body: ascii(body[:12]))
def test_brackets_without_end_are_no_beacon(client: FlaskClient, body: bytes) -> None:
    assert client.post(f"/s/{TOKEN}/seen", data=body).status_code == 204
