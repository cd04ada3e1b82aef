"""A mail as Outlook packs it into a winmail.dat."""

from __future__ import annotations

import struct


def tnef(text: str, subject: str = "", **files: bytes) -> bytes:
    """``files`` are attached as Markdown."""
    packed = b"\x78\x9f\x3e\x22\1\0" + _record(0x0002800C, text.encode() + b"\0")
    if subject:
        packed += _record(0x00018004, subject.encode() + b"\0")
    for name, data in files.items():
        long_name = f"{name}.md".encode("utf-16-le") + b"\0\0"
        padded = long_name + bytes(-len(long_name) % 4)
        properties = struct.pack("<IHHII", 1, 0x1F, 0x3707, 1, len(long_name)) + padded
        packed += _record(0x00069002, bytes(14)) + _record(0x00018010, b"SHORT~1.MD\0")
        packed += _record(0x0006800F, data) + _record(0x00069005, properties)
    return packed


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<BII", 1, kind, len(body)) + body + b"\0\0"
