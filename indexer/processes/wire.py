"""What crosses between the pass and the processes that read: length-prefixed frames of JSON.

Not pickle, because a worker has just read a stranger's file: should the file have taken it over, the worst it can send
is a wrong text.
"""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from contentlib.model import Properties, Reading, Section, read_inside_json, read_links, write_links

_HEAD = struct.Struct("!Q")

# What the pass asks of the nursery: a letter, then a process id.
FORK, END = b"F", b"E"
PID = struct.Struct("!q")
LONGEST_REQUEST = 64 * 1024

RESAVE = "Open it in its own program and save a new copy."


@dataclass(frozen=True, slots=True)
class WorkerAnswer:
    """What a worker says of one file: a reading, or a reason and advice. ``is_last`` announces that it stops now.

    ``other`` says what a file is that is no document; empty for one that is, or should have been.
    """

    fingerprint: str = ""
    size: int = 0
    mtime_ns: int = 0
    seconds: float = 0.0
    reading: Reading | None = None
    reason: str = ""
    advice: str = ""
    is_last: bool = False
    other: str = ""


def send_frame(connection: socket.socket, data: bytes) -> None:
    connection.sendall(_HEAD.pack(len(data)) + data)


def receive_frame(connection: socket.socket, max_bytes: int) -> bytes | None:
    """The next frame, or None when the other side is gone. Raises ValueError for a frame above ``max_bytes``."""
    head = _receive(connection, _HEAD.size)
    if head is None:
        return None
    (size,) = _HEAD.unpack(head)
    if size > max_bytes:
        raise ValueError(f"A frame of {size} bytes; {max_bytes} are allowed.")
    return _receive(connection, size)


def _receive(connection: socket.socket, size: int) -> bytes | None:
    received = bytearray()
    while len(received) < size:
        try:
            part = connection.recv(min(size - len(received), 1 << 20))
        except ConnectionError:
            return None
        if not part:
            return None
        received += part
    return bytes(received)


def pack(answer: WorkerAnswer) -> bytes:
    """An answer as bytes. Halves of surrogate pairs, which no database takes, become ``?``."""
    reading = answer.reading and _reading_out(answer.reading)
    fields = [answer.fingerprint, answer.size, answer.mtime_ns, answer.seconds]
    words = [answer.reason, answer.advice, answer.is_last, answer.other]
    return json.dumps([*fields, reading, *words], ensure_ascii=False).encode("utf-8", "replace")


def unpack(data: bytes) -> WorkerAnswer:
    """The answer in ``data``. Raises ValueError when it is not one.

    >>> unpack(pack(WorkerAnswer(reason="is empty", seconds=0.5))).reason
    'is empty'
    """
    try:
        fingerprint, size, mtime_ns, seconds, reading, reason, advice, is_last, other = json.loads(data)
        return WorkerAnswer(
            _text(fingerprint),
            int(size),
            int(mtime_ns),
            float(seconds),
            None if reading is None else _reading_in(reading),
            _text(reason),
            _text(advice),
            bool(is_last),
            _text(other),
        )
    except (TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError("The answer of a reader cannot be understood.") from error


def _reading_out(reading: Reading) -> dict[str, Any]:
    return {
        "format": reading.format,
        "sections": [[each.locator, each.heading, each.text, each.notes] for each in reading.sections],
        "properties": _properties_out(reading.properties),
        "warnings": reading.warnings,
        "pictured": reading.pictured,
        "inside": None if reading.inside is None else reading.inside.to_json(),
        "links": write_links(reading.links),
    }


def _reading_in(values: dict[str, Any]) -> Reading:
    sections = tuple(Section(*map(_text, (locator, *rest))) for locator, *rest in values["sections"])
    return Reading(
        _text(values["format"]),
        sections,
        _properties_in(values["properties"]),
        _texts(values["warnings"]),
        int(values["pictured"]),
        None if values["inside"] is None else read_inside_json(_text(values["inside"])),
        read_links(_text(values["links"])),
    )


def _properties_out(properties: Properties) -> dict[str, Any]:
    return {
        "words": [properties.title, properties.author, properties.subject, properties.language],
        "keywords": properties.keywords,
        "times": [_time_out(properties.created_at), _time_out(properties.modified_at)],
        "fields": {name: list(values) for name, values in properties.fields.items()},
    }


def _properties_in(values: dict[str, Any]) -> Properties:
    title, author, subject, language = map(_text, values["words"])
    created_at, modified_at = map(_time_in, values["times"])
    fields: Mapping[str, tuple[str, ...]] = {_text(name): _texts(each) for name, each in values["fields"].items()}
    return Properties(
        title=title,
        author=author,
        subject=subject,
        keywords=_texts(values["keywords"]),
        language=language,
        created_at=created_at,
        modified_at=modified_at,
        fields=MappingProxyType(fields),
    )


def _time_out(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat()


def _time_in(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"Text was expected, not {type(value).__name__}.")
    return value


def _texts(values: list[object]) -> tuple[str, ...]:
    return tuple(_text(each) for each in values)
