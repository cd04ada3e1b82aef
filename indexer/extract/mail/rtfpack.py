"""Rich text as Outlook packs it into a message (MS-OXRTFCP): a window of 4,096 bytes that begins with usual codes."""

from __future__ import annotations

import struct

from contentlib.errors import Unreadable

MAX_BYTES = 64 * 2**20
_WINDOW = 4096
_HEAD = struct.Struct("<IIII")
_PACKED, _PLAIN = 0x75465A4C, 0x414C454D
_BEGINNING = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n" + rb"\par "
    rb"\pard\plain\f0\fs20\b\i\u\tab\tx"
)


def unpack_rtf(data: bytes) -> bytes:
    r"""The RTF code of a packed body.

    Raises:
        Unreadable: it is damaged, or unpacks to more than 64 MB.

    >>> unpack_rtf(_HEAD.pack(20, 8, _PLAIN, 0) + b"{\\rtf1 a}")
    b'{\\rtf1 a'
    """
    if len(data) < _HEAD.size:
        raise _damaged()
    _, size, kind, _ = _HEAD.unpack_from(data)
    if size > MAX_BYTES:
        raise Unreadable(f"has a text of more than {MAX_BYTES >> 20} MB.", "Save it as a shorter mail.")
    if kind == _PLAIN:
        return data[_HEAD.size : _HEAD.size + size]
    if kind != _PACKED:
        raise _damaged()
    return _unpack(data[_HEAD.size :], size)


def _unpack(packed: bytes, size: int) -> bytes:
    """A bit of each control byte says of what follows: 0 a letter, 1 a place in the window and a length."""
    made = bytearray(_BEGINNING)
    end, at = len(_BEGINNING) + size, 0
    while at < len(packed) and len(made) < end:
        control, at = packed[at], at + 1
        for bit in range(8):
            if not control >> bit & 1:
                made += packed[at : at + 1]
                at += 1
                continue
            if at + 2 > len(packed):
                return bytes(made[len(_BEGINNING) : end])
            pointer, at = int.from_bytes(packed[at : at + 2], "big"), at + 2
            if not _repeat(made, pointer >> 4, (pointer & 0xF) + 2):
                return bytes(made[len(_BEGINNING) : end])
    return bytes(made[len(_BEGINNING) : end])


def _repeat(made: bytearray, place: int, length: int) -> bool:
    """Append what stands at a place of the window, which may reach into what is being appended; false at the end."""
    back = (len(made) - place) % _WINDOW
    if back == 0:
        return False
    start = len(made) - back
    if start < 0:
        raise _damaged()
    for offset in range(length):
        made.append(made[start + offset])
    return True


def _damaged() -> Unreadable:
    return Unreadable("is damaged: its text cannot be unpacked.", "Save the mail again.")
