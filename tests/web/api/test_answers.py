"""Real answers of every call hold to the schema that its description gives, so that the description cannot lie."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from contentlib.library.opened import Library
from contentlib.sending.discretion import OWNER
from contentlib.sending.sends import list_sends
from tests.web.shelf import PRICE
from web.api.endpoints import CALLS

REP = {"rep": "rep@ours.example"}
SEND = {"asset_id": PRICE, "contact": "ann@buyer.example", "deal": "Ann's", **REP}
BODIES: dict[str, dict[str, Any]] = {
    "record": {**SEND, "channel": "link", "key": "one"},
    "ask": {"query": "a case for hospitals", **REP},
    "judge": {"verdict": "outdated", "note": "Prices of 2024", **REP},
}


def describe(client: FlaskClient) -> dict[str, Any]:
    told: dict[str, Any] = client.get("/api/v1/openapi.json").get_json()
    return told


def check(told: dict[str, Any], name: str, status: int, answer: Any) -> None:
    """The answer is as it is described."""
    call = CALLS[name]
    given = told["paths"][call.plain_path][call.method.lower()]["responses"][str(status)]
    schema = given["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": told["components"]}).validate(answer)


def fill(client: FlaskClient) -> None:
    """Something of everything that is told about: searches, sends of both sorts, a request, feedback."""
    client.get("/?q=too+expensive&kind=one_pager")
    client.get("/?q=submarine+torpedo")
    client.get(f"/assets/{PRICE}?search=1")
    for name, body in BODIES.items():
        assert client.post(path_of(name), json=body).status_code == 201
    assert client.post(path_of("record"), json={**SEND, "channel": "email"}).status_code == 201


def path_of(name: str) -> str:
    path = CALLS[name].plain_path.replace("{asset_id}", str(PRICE)).replace("{send_id}", "1")
    return f"/api/v1{path}"


@pytest.mark.parametrize("name", [name for name, call in CALLS.items() if not call.writes])
def test_what_a_call_gives_is_as_described(client: FlaskClient, name: str) -> None:
    fill(client)
    answer = client.get(path_of(name), query_string={"q": "too expensive"} if name == "search" else {})
    assert answer.status_code == 200
    check(describe(client), name, 200, answer.get_json())


@pytest.mark.parametrize("name", [name for name, call in CALLS.items() if call.writes])
def test_what_a_write_gives_is_as_described(client: FlaskClient, library: Library, name: str) -> None:
    made = client.post(path_of(name), json=BODIES[name])
    assert made.status_code == 201
    check(describe(client), name, 201, made.get_json())
    if CALLS[name].again:
        again = client.post(path_of(name), json=BODIES[name])
        assert again.status_code == 200
        check(describe(client), name, 200, again.get_json())
        assert len(list_sends(library.db, asking=OWNER)) == 1


def test_a_refusal_is_as_described(client: FlaskClient) -> None:
    check(describe(client), "search", 400, client.get("/api/v1/search").get_json())
    check(describe(client), "asset", 404, client.get("/api/v1/assets/999").get_json())


@pytest.mark.parametrize("name", CALLS)
def test_a_description_says_more_than_that_there_is_an_answer(client: FlaskClient, name: str) -> None:
    told, call = describe(client), CALLS[name]
    given = told["paths"][call.plain_path][call.method.lower()]
    schema = given["responses"]["201" if call.writes else "200"]["content"]["application/json"]["schema"]
    assert "$ref" in schema or schema["type"] == "array"
    assert ("requestBody" in given) is call.writes


def test_every_schema_is_one_and_forbids_what_it_does_not_tell(client: FlaskClient) -> None:
    told = describe(client)
    for name, schema in told["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        assert schema.get("type") != "object" or schema.get("additionalProperties") is False, name


def test_what_a_body_may_be_is_what_is_taken(client: FlaskClient) -> None:
    told = describe(client)
    for name, body in BODIES.items():
        content = told["paths"][CALLS[name].plain_path]["post"]["requestBody"]["content"]
        validator = Draft202012Validator({**content["application/json"]["schema"], "components": told["components"]})
        validator.validate(body)
        assert not validator.is_valid({**body, "colour": "red"})
        assert not validator.is_valid({})
