"""Writes OLE files (MS-CFB, version 3) and Outlook messages in them: no library at hand writes either."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Union

SECTOR, SHORT, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STORAGE, STREAM, ROOT = 1, 2, 5
SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Tree = dict[str, Union[bytes, "Tree"]]


def write_compound(tree: Tree) -> bytes:
    """An OLE file with these streams (bytes) and folders (dicts)."""
    return _Writer().write(tree)


@dataclass
class _Entry:
    name: str
    kind: int
    start: int = END
    size: int = 0
    left: int = FREE
    right: int = FREE
    child: int = FREE

    def pack(self) -> bytes:
        name = self.name.encode("utf-16-le")
        head = name.ljust(64, b"\0") + struct.pack("<HBB", len(name) + 2, self.kind, 1)
        return (
            head
            + struct.pack("<III", self.left, self.right, self.child)
            + bytes(36)
            + struct.pack("<IQ", self.start, self.size)
        )


class _Writer:
    def __init__(self) -> None:
        self.entries = [_Entry("Root Entry", ROOT)]
        self.sectors: list[bytes] = []
        self.chains: list[int] = []
        self.short = bytearray()
        self.short_chains: list[int] = []

    def write(self, tree: Tree) -> bytes:
        self.entries[0].child = self._add(tree)
        root = self.entries[0]
        root.start, root.size = self._put(bytes(self.short)), len(self.short)
        short_fat = self._put(b"".join(struct.pack("<I", one) for one in self.short_chains), fill=b"\xff")
        short_sectors = -(-len(self.short_chains) * 4 // SECTOR)
        folders = self._put(b"".join(entry.pack() for entry in self.entries))
        fat_sectors = next(n for n in range(1, 110) if n * SECTOR // 4 >= len(self.chains) + n)
        fat_start = len(self.chains)
        self.chains += [FAT] * fat_sectors
        table = b"".join(struct.pack("<I", one) for one in self.chains).ljust(fat_sectors * SECTOR, b"\xff")
        places = [*range(fat_start, fat_start + fat_sectors)] + [FREE] * (109 - fat_sectors)
        head = SIGNATURE + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        head += struct.pack("<IIIIIIIII", 0, fat_sectors, folders, 0, CUTOFF, short_fat, short_sectors, END, 0)
        return head + struct.pack("<109I", *places) + b"".join(self.sectors) + table

    def _add(self, tree: Tree) -> int:
        """The entries of a folder; returns the number of the first of their search tree."""
        numbers = []
        for name, value in sorted(tree.items(), key=lambda pair: (len(pair[0]), pair[0].upper())):
            numbers.append(len(self.entries))
            entry = _Entry(name, STREAM if isinstance(value, bytes) else STORAGE)
            self.entries.append(entry)
            if isinstance(value, bytes):
                entry.start, entry.size = self._place(value), len(value)
            else:
                entry.child = self._add(value)
        return self._balance(numbers)

    def _balance(self, numbers: Sequence[int]) -> int:
        if not numbers:
            return FREE
        middle = len(numbers) // 2
        entry = self.entries[numbers[middle]]
        entry.left, entry.right = self._balance(numbers[:middle]), self._balance(numbers[middle + 1 :])
        return numbers[middle]

    def _place(self, data: bytes) -> int:
        if not data:
            return END
        return self._put(data) if len(data) >= CUTOFF else self._put_short(data)

    def _put_short(self, data: bytes) -> int:
        start, count = len(self.short_chains), -(-len(data) // SHORT)
        self.short += data.ljust(count * SHORT, b"\0")
        self.short_chains += [*range(start + 1, start + count), END]
        return start

    def _put(self, data: bytes, fill: bytes = b"\0") -> int:
        if not data:
            return END
        start, count = len(self.chains), -(-len(data) // SECTOR)
        self.sectors.append(data.ljust(count * SECTOR, fill))
        self.chains += [*range(start + 1, start + count), END]
        return start


# --- messages -----------------------------------------------------------------------------------------------------


@dataclass
class Attachment:
    """A file, or a message. ``hidden``: a picture that the text shows."""

    name: str
    data: bytes | Message
    mime: str = ""
    hidden: bool = False


@dataclass
class Message:
    """What a test wants to find again. ``texts`` are further properties by number, ``raw`` streams by name."""

    subject: str = "Offer"
    sender: str = "Ann Archer"
    to: Sequence[str] = ("Bob Brown",)
    cc: Sequence[str] = ()
    body: str = ""
    sent_at: datetime | None = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
    code_page: int = 0
    keywords: Sequence[str] = ()
    attachments: Sequence[Attachment] = ()
    raw: dict[str, bytes] = field(default_factory=dict)


def write_message(message: Message) -> bytes:
    return write_compound(_message(message, head=32))


def _message(message: Message, *, head: int) -> Tree:
    listed = _long(0x3FFD, message.code_page) if message.code_page else b""
    if message.sent_at:
        listed += _entry(0x40, 0x0039, _ticks(message.sent_at))
    tree: Tree = {"__properties_version1.0": bytes(head) + listed}
    for number, text in ((0x0037, message.subject), (0x0C1A, message.sender), (0x1000, message.body)):
        if text:
            tree |= _text(number, text, message.code_page)
    people = [(1, name) for name in message.to] + [(2, name) for name in message.cc]
    for number, (kind, name) in enumerate(people):
        said = {"__properties_version1.0": bytes(8) + _long(0x0C15, kind)}
        tree[f"__recip_version1.0_#{number:08X}"] = {**said, **_text(0x3001, name, message.code_page)}
    for number, attachment in enumerate(message.attachments):
        tree[f"__attach_version1.0_#{number:08X}"] = _attachment(attachment)
    return {**tree, **_keywords(message.keywords), **message.raw}


def _attachment(attachment: Attachment) -> Tree:
    listed = _entry(0x0B, 0x7FFE, struct.pack("<Q", 1)) if attachment.hidden else b""
    tree: Tree = {"__properties_version1.0": bytes(8) + listed}
    for number, text in ((0x3707, attachment.name), (0x370E, attachment.mime)):
        if text:
            tree |= _text(number, text, 0)
    if isinstance(attachment.data, Message):
        return {**tree, "__substg1.0_3701000D": _message(attachment.data, head=24)}
    return {**tree, "__substg1.0_37010102": attachment.data}


def _keywords(words: Sequence[str]) -> Tree:
    if not words:
        return {}
    name = "Keywords".encode("utf-16-le")
    names: Tree = {
        "__substg1.0_00030102": struct.pack("<IHH", 0, 5, 0),
        "__substg1.0_00040102": struct.pack("<I", len(name)) + name,
    }
    values: Tree = {f"__substg1.0_8000101F-{n:08X}": word.encode("utf-16-le") for n, word in enumerate(words)}
    lengths = b"".join(struct.pack("<I", 2 * len(word)) for word in words)
    return {"__nameid_version1.0": names, "__substg1.0_8000101F": lengths, **values}


def _text(number: int, text: str, code_page: int) -> Tree:
    if code_page:
        return {f"__substg1.0_{number:04X}001E": text.encode(f"cp{code_page}")}
    return {f"__substg1.0_{number:04X}001F": text.encode("utf-16-le")}


def _long(number: int, value: int) -> bytes:
    return _entry(3, number, struct.pack("<Q", value))


def _entry(kind: int, number: int, value: bytes) -> bytes:
    return struct.pack("<HHI", kind, number, 6) + value


def _ticks(moment: datetime) -> bytes:
    return struct.pack("<Q", int((moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000)
