"""OLE files: folders and streams in one file, as Office and Outlook have written them. The only home of olefile."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import olefile

from contentlib.errors import Unreadable
from contentlib.model import Properties
from indexer.extract.written_values import split_keywords

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_ENTRIES = 20_000
# Where the head tells how large a block is, and which is the first that tells of the table of blocks.
_BLOCK_SIZE, _FIRST_TABLE = 0x1E, 0x44
# What olefile lets through of a damaged file.
_LEXICAL = (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error, RecursionError, OverflowError)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of an OLE file. ``streams`` and ``folders`` are what lies in it, by name in lower case."""

    path: tuple[str, ...]
    streams: dict[str, tuple[str, ...]] = field(default_factory=dict)
    folders: dict[str, Folder] = field(default_factory=dict)


class Compound:
    """An open OLE file. ``room`` is how many bytes may still be read from it, since many streams may share a place."""

    def __init__(self, ole: Any, room: int) -> None:
        self._ole = ole
        self._room = room
        self.root = _arrange(ole)

    def read(self, folder: Folder, name: str) -> bytes:
        """The stream of this name; empty where there is none.

        Raises:
            Unreadable: it is damaged, or the file unpacks to more than it may.
        """
        path = folder.streams.get(name.lower())
        if path is None:
            return b""
        try:
            if self._ole.get_size(list(path)) > self._room:
                raise Unreadable("claims to hold more than it is large.", "Save it again, or get another copy.")
            with self._ole.openstream(list(path)) as stream:
                data = bytes(stream.read())
        except _LEXICAL as error:
            raise _damaged() from error
        self._room -= len(data)
        return data


@contextmanager
def open_compound(data: bytes) -> Iterator[Compound]:
    """The file, open. Raises Unreadable where its directory cannot be read."""
    try:
        ole = olefile.OleFileIO(BytesIO(data))
    except _LEXICAL as error:
        raise _damaged() from error
    with ole:
        try:
            # Twice the file: streams that are read twice over, and no more.
            compound = Compound(ole, 2 * len(data))
        except _LEXICAL as error:
            raise _damaged() from error
        yield compound


def refuse_endless(data: bytes) -> None:
    """Raises Unreadable where a chain of the file's blocks comes back to itself, which some readers follow forever."""
    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            ole.loadminifat()
            chains = [list(ole.fat), list(ole.minifat or ())]
        (first,) = struct.unpack_from("<I", data, _FIRST_TABLE)
    except _LEXICAL as error:
        raise _damaged() from error
    if any(_has_loop(chain, range(len(chain))) for chain in chains) or _has_loop(_list_last_numbers(data), [first]):
        raise _damaged()


def _list_last_numbers(data: bytes) -> list[int]:
    """The number at the end of each block: where a block tells of the table of blocks, the next that does."""
    size = 1 << (data[_BLOCK_SIZE] & 15)
    return [int.from_bytes(data[at : at + 4], "little") for at in range(2 * size - 4, len(data) - 3, size)]


def _has_loop(following: Sequence[int], starts: Iterable[int]) -> bool:
    """Whether what follows one of these blocks leads back to it.

    >>> _has_loop([1, 2, 0xFFFFFFFE], [0]), _has_loop([1, 0], [1]), _has_loop([0, 9], [0]), _has_loop([0, 9], [1])
    (False, True, True, False)
    """
    walk_of: dict[int, int] = {}
    for walk, start in enumerate(starts):
        at = start
        while at < len(following) and at not in walk_of:
            walk_of[at] = walk
            at = following[at]
        if walk_of.get(at) == walk:
            return True
    return False


def read_summary(data: bytes) -> Properties:
    """What an old Office file says of itself; nothing where that is damaged, which is no reason not to read it."""
    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            said = ole.get_metadata()
            encoding = f"cp{(said.codepage or 1252) & 0xFFFF}".replace("cp65001", "utf-8")
            return Properties(
                title=_said(said.title, encoding),
                author=_said(said.author, encoding),
                subject=_said(said.subject, encoding),
                keywords=split_keywords(_said(said.keywords, encoding)),
                created_at=_time(said.create_time),
                modified_at=_time(said.last_saved_time),
            )
    except _LEXICAL:
        return Properties()


def _said(value: object, encoding: str) -> str:
    return value.decode(encoding, "replace").strip("\x00 ") if isinstance(value, bytes) else ""


def _time(value: object) -> datetime | None:
    # The times are in UTC and do not say so; a file that was never saved says 1601.
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.year > 1980 else None


def list_roots(data: bytes) -> frozenset[str]:
    """What lies at the top of an OLE file, in lower case; nothing where it is damaged."""
    try:
        with open_compound(data) as compound:
            return frozenset({*compound.root.streams, *compound.root.folders})
    except Unreadable:
        return frozenset()


def _arrange(ole: Any) -> Folder:
    root = Folder(())
    paths = ole.listdir(streams=True, storages=True)
    if len(paths) > MAX_ENTRIES:
        raise ValueError(f"{len(paths)} entries")
    for path in paths:
        folder = root
        for name in path[:-1]:
            folder = _below(folder, name)
        if ole.get_type(path) == olefile.STGTY_STREAM:
            folder.streams[path[-1].lower()] = tuple(path)
        else:
            _below(folder, path[-1])
    return root


def _below(folder: Folder, name: str) -> Folder:
    return folder.folders.setdefault(name.lower(), Folder((*folder.path, name)))


def list_numbered(folder: Folder, start: str) -> list[Folder]:
    """The folders whose names begin so, in the order of the numbers at their ends."""
    found: Mapping[str, Folder] = folder.folders
    return [found[name] for name in sorted(found) if name.startswith(start.lower())]


def _damaged() -> Unreadable:
    return Unreadable("is damaged or incomplete: its directory or a part of it cannot be read.", "Get another copy.")
