"""What the API offers, as one table: each call with what it takes and who may make it; and its OpenAPI description."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from contentlib.model import FILTERS
from contentlib.people import SCOPES
from web.api.answers import Refusal, describe_types

VERSION = "1"
ABOUT = (
    "Search, assets, sends and reports of your content library, as the pages show them. A program sends a token "
    "(My tokens, or contentlib tokens add) as “Authorization: Bearer …”; what it sees is what the token's owner sees. "
    "A token with the scope external-only sees nothing but what buyers may have: give that one to an assistant that "
    "writes to buyers. Errors are JSON with the sentence a person would read. On the machine itself, while there are "
    "no accounts, no token is needed."
)
IN_PATH = re.compile(r"<(?:int[^:>]*:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class CallField:
    """Something a call takes. ``kind`` is string, integer, boolean or list; ``choices`` are all it may be."""

    name: str
    says: str
    kind: str = "string"
    needed: bool = False
    choices: tuple[str, ...] = ()

    def describe(self) -> dict[str, Any]:
        """The field as a JSON schema."""
        plain: dict[str, Any] = {"type": "string" if self.kind == "list" else self.kind}
        if self.choices:
            plain["enum"] = list(self.choices)
        return {"type": "array", "items": plain} if self.kind == "list" else plain


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the API. ``path`` as Flask writes it; ``gives`` tells of the answer, ``answer`` is its type."""

    name: str
    method: str
    path: str
    scope: str
    says: str
    gives: str
    takes: tuple[CallField, ...] = ()
    body: type | None = None
    answer: Any = dict
    # What the same call gives when it is made again and changes nothing.
    again: str = ""

    @property
    def writes(self) -> bool:
        return self.method != "GET"

    @property
    def plain_path(self) -> str:
        """The path as OpenAPI writes it.

        >>> Call("show", "GET", "/assets/<int(max=9):asset_id>", "read:search", "", "").plain_path
        '/assets/{asset_id}'
        """
        return IN_PATH.sub(r"{\1}", self.path)


PAGING = (
    CallField("page", "which page of the list, from 1", "integer"),
    CallField("per_page", "how many on a page, 100 at most", "integer"),
)
WINDOW = (
    CallField("since", "how far back, like 90d, or a day like 2026-01-31"),
    CallField("until", "the last day, like 2026-03-31"),
)
SCOPE = (
    CallField("kind", "only this kind, such as case_study"),
    CallField("owner", "only what this person looks after, or nobody"),
    CallField("drive", "only this drive"),
    CallField("folder", "only below this folder"),
    CallField("audience", "only these", choices=("internal", "external")),
)
WHICH = tuple(
    CallField(one.name, f"only {one.only}", "string" if one.is_single else "list", choices=tuple(one.choices))
    for one in FILTERS
)


def describe_api(calls: Iterable[Call], *, address: str) -> dict[str, Any]:
    """The calls as OpenAPI 3.1. ``address`` is where they are, such as https://content.company.com/api/v1."""
    listed = list(calls)
    bodies = [call for call in listed if call.body]
    schemas, named = describe_types([Refusal, *(call.answer for call in listed), *(call.body for call in bodies)])
    answers = dict(zip([call.name for call in listed], schemas[1:], strict=False))
    taken = dict(zip([call.name for call in bodies], schemas[1 + len(listed) :], strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for call in listed:
        described = _describe(call, answer=answers[call.name], refusal=schemas[0])
        if call.name in taken:
            described["requestBody"] = {"required": True, "content": _as_json(taken[call.name])}
        paths.setdefault(call.plain_path, {})[call.method.lower()] = described
    return {
        "openapi": "3.1.0",
        "info": {"title": "contentlib", "version": VERSION, "description": ABOUT},
        "servers": [{"url": address}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}, "schemas": named},
    }


def _as_json(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


REFUSALS: Mapping[str, str] = {
    "400": "something in the call cannot be used; the sentence names it",
    "401": "no token, or one that is unknown, revoked or over",
    "403": "the token or its owner may not",
    "404": "there is no such thing, or it is hidden from the token's owner",
    "429": "too many calls; the header Retry-After says when to try again",
}


def _describe(call: Call, *, answer: Mapping[str, Any], refusal: Mapping[str, Any]) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "201" if call.writes else "200": {"description": call.gives, "content": _as_json(answer)}
    }
    if call.again:
        answers["200"] = {"description": call.again, "content": _as_json(answer)}
    answers |= {status: {"description": says, "content": _as_json(refusal)} for status, says in REFUSALS.items()}
    return {
        "operationId": call.name,
        "summary": call.says,
        "description": f"Scope {call.scope}: {SCOPES[call.scope]}.",
        "parameters": list(_list_parameters(call)),
        "responses": answers,
    }


def _list_parameters(call: Call) -> Iterable[dict[str, Any]]:
    for kind, name in re.findall(r"<(?:(int)[^:>]*:)?(\w+)>", call.path):
        schema = {"type": "integer" if kind else "string"}
        yield {"name": name, "in": "path", "required": True, "schema": schema}
    for field in () if call.writes else call.takes:
        yield {
            "name": field.name, "in": "query", "required": field.needed, "description": field.says,
            "schema": field.describe(),
        }  # fmt: skip
