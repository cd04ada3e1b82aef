"""What a program may send with a call that writes: a dataclass a body; and how one is made of JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from typing import Annotated, Any, TypeVar, get_args, get_type_hints

import msgspec
from flask import request
from msgspec import Meta

from contentlib.errors import BadInput, refuse_unknown
from contentlib.language import read_json
from contentlib.model import Channel
from contentlib.requests import Verdict
from web.api.calls import CallField

T = TypeVar("T")

# SQLite holds no larger number.
HIGHEST = 2**63 - 1
Number = Annotated[int, Meta(ge=0, le=HIGHEST)]
KINDS: Mapping[type, str] = {str: "string", int: "integer", bool: "boolean"}
ACTS = "while there are no accounts; else whose the token is"


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBody:
    """A send to record."""

    asset_id: Annotated[Number, Meta(description="what was sent")]
    contact: Annotated[str, Meta(description="the buyer's address")]
    channel: Annotated[Channel, Meta(description="how it reached the buyer")]
    deal: Annotated[str, Meta(description="the deal's name")] = ""
    note: Annotated[str, Meta(description="for yourself; admins read it, too")] = ""
    expires: Annotated[
        str, Meta(description="link: the last day it is open, like 2026-03-31; else the team's usual")
    ] = ""
    passcode: Annotated[str, Meta(description="link: what the buyer must type")] = ""
    pinned: Annotated[bool, Meta(description="link: stay with the version of today")] = False
    download: Annotated[bool, Meta(description="link: the buyer may save the file")] = False
    other_customer: Annotated[
        bool, Meta(description="what was made for one customer shall go to another; asked for where it would")
    ] = False
    search_id: Annotated[Number | None, Meta(description="the search that led here")] = None
    key: Annotated[str, Meta(description="a name of your own for this send: the same one twice is one send")] = ""
    rep: Annotated[str, Meta(description=f"who sent it, {ACTS}")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskBody:
    """Content that is wanted."""

    query: Annotated[str, Meta(description="what was searched for in vain")]
    rep: Annotated[str, Meta(description=f"who asks, {ACTS}")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeBody:
    """What somebody thinks of an asset."""

    verdict: Annotated[Verdict, Meta(description="what you think")]
    note: Annotated[str, Meta(description="why, or what to change")] = ""
    search_id: Annotated[Number | None, Meta(description="the search that led here")] = None
    rep: Annotated[str, Meta(description=f"who says so, {ACTS}")] = ""


def list_fields(body: type) -> tuple[CallField, ...]:
    """The fields of a body, as a person reads them."""
    return tuple(_list_fields(body))


def _list_fields(body: type) -> Iterator[CallField]:
    hints = get_type_hints(body, include_extras=True)
    for one in fields(body):
        kind, *metas = get_args(hints[one.name])
        plain = _plain(kind)
        choices = tuple(choice.value for choice in plain) if issubclass(plain, StrEnum) else ()
        yield CallField(one.name, metas[-1].description, KINDS.get(plain, "string"), one.default is MISSING, choices)


def _plain(kind: Any) -> type:
    """The type of a field, without the none that stands for nothing."""
    sort = next((one for one in get_args(kind) if one is not type(None)), kind)
    bare: type = getattr(sort, "__origin__", sort)
    return bare


def read_body(sort: type[T]) -> T:
    """The body of a call.

    Raises:
        BadInput: it is no JSON object, lacks a field, or has one that cannot be used; named.
    """
    body = _read_json()
    declared = {field.name: field for field in list_fields(sort)}
    refuse_unknown(body, declared, sort="a field")
    for field in declared.values():
        if field.needed and body.get(field.name) in (None, ""):
            raise BadInput(f"The field {field.name} is missing: {field.says}.")
    hints = get_type_hints(sort, include_extras=True)
    given = {name: value for name, value in body.items() if value is not None}
    return sort(**{name: _convert(declared[name], value, hints[name]) for name, value in given.items()})


def _read_json() -> dict[str, Any]:
    try:
        body = read_json(request.get_data())
    except BadInput:
        body = None
    if not isinstance(body, dict):
        raise BadInput("The body is no JSON object. Send one, as described at /api/v1/.")
    return body


def _convert(field: CallField, value: Any, hint: Any) -> Any:
    try:
        return msgspec.convert(value, hint)
    except msgspec.ValidationError as error:
        raise BadInput(_tell(field, value)) from error


def _tell(field: CallField, value: Any) -> str:
    if field.choices and isinstance(value, str):
        return f"“{value[:40]}” in the field {field.name} is none of: {', '.join(field.choices)}."
    if field.kind == "integer" and isinstance(value, int | float) and not isinstance(value, bool):
        return f"The field {field.name} is no number we use."
    return f"The field {field.name} must be a {field.kind}."
