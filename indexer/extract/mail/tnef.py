"""winmail.dat (MS-OXTNEF): what Outlook packs a mail's text and attachments into when it takes the receiver for one."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from contentlib.errors import Unreadable
from contentlib.model import Properties, Reading
from indexer.extract.mail.letters import AttachedPart, Letter, Readers, Told, read_letter
from indexer.extract.mail.rtfpack import unpack_rtf
from indexer.extract.raw_text import decode, one_line
from indexer.extract.text import read_rtf

SIGNATURE = b"\x78\x9f\x3e\x22"
MAX_FILES = 100
_RECORD = struct.Struct("<BII")
_NEW_FILE, _FILE_NAME, _FILE_DATA, _FILE_MORE = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
_SUBJECT, _TEXT, _MORE = 0x00018004, 0x0002800C, 0x00069003
_RTF, _BODY, _LONG_NAME, _TITLE, _SENDER = 0x1009, 0x1000, 0x3707, 0x0037, 0x0C1A
_FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_VARIABLE = (0x1E, 0x1F, 0x102, 0xD)
_WIDE = 0x1F


@dataclass(slots=True)
class File:
    name: str = ""
    data: bytes = b""


@dataclass(slots=True)
class Unpacked:
    """The mail's words, where they are in here, and its attachments."""

    subject: str = ""
    sender: str = ""
    text: str = ""
    files: list[File] = field(default_factory=list)


def unpack_tnef(data: bytes) -> Unpacked:
    """What is in a winmail.dat; of a damaged one, what comes before the damage. Raises Unreadable where it is none."""
    if not data.startswith(SIGNATURE):
        raise Unreadable("is damaged: it is no winmail.dat.", "Ask the sender for the files themselves.")
    found = Unpacked()
    for kind, body in _records(data, 6):
        if kind == _NEW_FILE and len(found.files) < MAX_FILES:
            found.files.append(File())
        elif kind == _TEXT:
            found.text = found.text or decode(body.rstrip(b"\0") or b" ").strip()
        elif kind == _SUBJECT:
            found.subject = found.subject or one_line(decode(body.rstrip(b"\0") or b" "))
        elif kind == _MORE:
            _fill_letter(found, dict(_properties(body)))
        elif found.files:
            _fill(found.files[-1], kind, body)
    return found


def read_tnef(data: bytes, *, depth: int = 0, readers: Readers | None = None) -> Reading:
    """One that was saved by itself. ``depth``: how many mails it lies in; ``readers``: who reads its attachments."""
    found, told = unpack_tnef(data), Told()
    attached = [AttachedPart(one.name or "file", partial(bytes, one.data)) for one in found.files]
    head = (f"From: {found.sender}",) if found.sender else ()
    letter = Letter(found.subject, head, found.text, attached)
    sections = tuple(read_letter(letter, told, depth=depth, readers=readers))
    properties = Properties(title=found.subject, author=found.sender)
    return Reading("tnef", sections, properties, tuple(told.warnings), told.pictured)


def _fill_letter(found: Unpacked, properties: dict[int, tuple[int, bytes]]) -> None:
    found.text = _text_of(properties) or found.text
    found.subject = one_line(_string(*properties.get(_TITLE, (0, b"")))) or found.subject
    found.sender = one_line(_string(*properties.get(_SENDER, (0, b"")))) or found.sender


def _fill(file: File, kind: int, body: bytes) -> None:
    if kind == _FILE_NAME:
        file.name = file.name or body.rstrip(b"\0").decode("cp1252", "replace")
    elif kind == _FILE_DATA:
        file.data = body
    elif kind == _FILE_MORE:
        kind_of_text, name = dict(_properties(body)).get(_LONG_NAME, (0, b""))
        file.name = _string(kind_of_text, name) or file.name


def _text_of(properties: dict[int, tuple[int, bytes]]) -> str:
    if _BODY in properties:
        return _string(*properties[_BODY])
    packed = properties.get(_RTF, (0, b""))[1]
    try:
        return "\n".join(section.text for section in read_rtf(unpack_rtf(packed)).sections) if packed else ""
    except Unreadable:
        return ""


def _string(kind: int, data: bytes) -> str:
    encoding = "utf-16-le" if kind == _WIDE else "cp1252"
    return data.decode(encoding, "replace").rstrip("\0").strip()


def _records(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + _RECORD.size <= len(data):
        _, kind, size = _RECORD.unpack_from(data, at)
        at += _RECORD.size
        yield kind, data[at : at + size]
        # Behind each stands a sum to check it by.
        at += size + 2


def _properties(data: bytes) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """Number of a property -> (the kind of its value, its first value)."""
    try:
        (count,) = struct.unpack_from("<I", data)
        at = 4
        for _ in range(min(count, len(data) // 4)):
            kind, number = struct.unpack_from("<HH", data, at)
            at = _after_name(data, at + 4) if number >= 0x8000 else at + 4
            value, at = _value(data, at, kind)
            yield number, (kind & 0xFFF, value)
    except (struct.error, KeyError):
        return


def _after_name(data: bytes, at: int) -> int:
    (kind,) = struct.unpack_from("<I", data, at + 16)
    if kind == 0:
        return at + 24
    (length,) = struct.unpack_from("<I", data, at + 20)
    return at + 24 + _padded(int(length))


def _value(data: bytes, at: int, kind: int) -> tuple[bytes, int]:
    count, base = 1, kind & 0xFFF
    if kind & 0x1000 or base in _VARIABLE:
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
    if base not in _VARIABLE:
        return data[at : at + _FIXED[base]], at + count * _FIXED[base]
    first = b""
    for number in range(min(count, len(data) // 4)):
        (length,) = struct.unpack_from("<I", data, at)
        first = data[at + 4 : at + 4 + length] if number == 0 else first
        at += 4 + _padded(int(length))
    return first, at


def _padded(length: int) -> int:
    return length + -length % 4
