"""Opens a file of a drive without being led astray: no link on the way, no pipe or device, no file that grows.

A drive is shared, so a folder can be swapped for a link between the walk and the reading. Each step of the path is
opened from the one before it, and none of them may be a link. A name whose bytes are not UTF-8 goes by the spelling
that was most likely meant.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from contentlib.errors import Unreadable

__all__ = ["Contents", "hash_inside", "open_inside", "read_inside", "read_opened", "spell_odd_names"]

_STEP = os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC | getattr(os, "O_PATH", os.O_RDONLY)
# Without O_NONBLOCK, opening a pipe waits until somebody writes to it.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC

# Python's stand-ins for bytes that are not UTF-8.
_ODD = re.compile("[\udc80-\udcff]")
_TYPED, _RARE = (
    frozenset("\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u20ac\u2122\u00ae\u00b0\u00a7\u00ab\u00bb"),
    frozenset("\u0192\u02c6\u02dc"),
)
# Bytes of a file that are hashed at a time.
PIECE = 1024 * 1024

_GONE = ("is gone.", "It was moved or deleted during the pass; the next pass will see it.")
_DENIED = ("may not be read.", "Give the indexer's user permission to read it.")
_LINK = ("is a link or lies behind one.", "Put the file itself on the drive.")
_SENTENCES = {
    errno.ENOENT: _GONE,
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.ELOOP: _LINK,
    errno.ENOTDIR: _LINK,
    errno.EMLINK: _LINK,
}


@dataclass(frozen=True, slots=True)
class Contents:
    """The bytes of a file, and the time it was last modified when they were read."""

    data: bytes
    mtime_ns: int


class _ChangedError(Exception):
    """The file was written to while it was being read."""


def read_inside(root: Path, path: str, *, max_bytes: int) -> Contents:
    """The bytes of the file at ``path`` below ``root``; a file that changes meanwhile is tried once more.

    Raises Unreadable with a reason and what to do.
    """
    with _told_plainly():
        try:
            return _read_once(root, path, max_bytes)
        except _ChangedError:
            return _read_once(root, path, max_bytes)


def hash_inside(root: Path, path: str, *, max_bytes: int) -> str:
    """The SHA-256 of the file at ``path`` below ``root``, without holding its bytes.

    Raises Unreadable as :func:`read_inside` does.
    """
    with _told_plainly():
        descriptor = _open(root, path)
        try:
            return _hash_whole(descriptor, max_bytes)
        finally:
            os.close(descriptor)


def _hash_whole(descriptor: int, max_bytes: int) -> str:
    before = _check_size(descriptor, max_bytes)
    digest, left = hashlib.sha256(), before.st_size + 1
    while left > 0 and (part := os.read(descriptor, min(left, PIECE))):
        digest.update(part)
        left -= len(part)
    if left != 1 or _state(before) != _state(os.fstat(descriptor)):
        raise _ChangedError
    return digest.hexdigest()


def open_inside(root: Path, path: str) -> int:
    """A descriptor of the file at ``path`` below ``root``, to be read and closed by who asked.

    Raises Unreadable with a reason and what to do.
    """
    try:
        descriptor = _open(root, path)
    except OSError as error:
        raise Unreadable(*_sentence(error)) from error
    try:
        _check_regular(descriptor)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _check_regular(descriptor: int) -> os.stat_result:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable("is not a regular file.", "Put a plain copy on the drive.")
    return status


def read_opened(descriptor: int, *, max_bytes: int) -> Contents:
    """The bytes of an open file, from its beginning; one that changes meanwhile is tried once more.

    Raises Unreadable with a reason and what to do.
    """
    with _told_plainly():
        try:
            return _read_whole(descriptor, max_bytes)
        except _ChangedError:
            return _read_whole(descriptor, max_bytes)


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except _ChangedError:
        raise Unreadable("changed while it was being read.", "The next pass will try again.") from None
    except OSError as error:
        raise Unreadable(*_sentence(error)) from error


def _read_once(root: Path, path: str, max_bytes: int) -> Contents:
    descriptor = _open(root, path)
    try:
        return _read_whole(descriptor, max_bytes)
    finally:
        os.close(descriptor)


def _read_whole(descriptor: int, max_bytes: int) -> Contents:
    before = _check_size(descriptor, max_bytes)
    os.lseek(descriptor, 0, os.SEEK_SET)
    data = _read_up_to(descriptor, before.st_size + 1)
    after = os.fstat(descriptor)
    if len(data) != before.st_size or _state(before) != _state(after):
        raise _ChangedError
    return Contents(data, after.st_mtime_ns)


def _check_size(descriptor: int, max_bytes: int) -> os.stat_result:
    status = _check_regular(descriptor)
    if status.st_size > max_bytes:
        raise Unreadable(f"is larger than {max_bytes // 1024**2} MB.", "Split it or raise the limit.")
    return status


def _open(root: Path, path: str) -> int:
    *folders, name = path.split("/")
    if not name or {"", ".", ".."} & {*folders, name}:
        raise Unreadable("is not a path on this drive.", "Run the indexer again.")
    here = os.open(root, os.O_DIRECTORY | os.O_CLOEXEC | os.O_RDONLY)
    try:
        for folder in folders:
            there = _open_step(folder, _STEP, here)
            os.close(here)
            here = there
        return _open_step(name, _FILE, here)
    finally:
        os.close(here)


def _open_step(name: str, flags: int, folder: int) -> int:
    """What has this name in an open folder, or what has a name that is not UTF-8 and is spelled so."""
    try:
        return os.open(name, flags, dir_fd=folder)
    except FileNotFoundError:
        real = "" if name.isascii() else _find_odd_name(name, folder)
        if not real:
            raise
        return os.open(real, flags, dir_fd=folder)


def _find_odd_name(name: str, folder: int) -> str:
    # The folder may have been opened as a mere place, which cannot be listed.
    listing = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=folder)
    try:
        return spell_odd_names(os.listdir(listing)).get(name, "")  # noqa: PTH208  a descriptor is no path
    finally:
        os.close(listing)


def spell_odd_names(names: Collection[str]) -> dict[str, str]:
    r"""Of the names in one folder those that are not UTF-8: as they are spelled -> as the system has them.

    One that would be called like another is left out.

    >>> spell_odd_names(["caf\udce9.md", "K\udc94ln.md", "\udce9\udce9", "éé"])
    {'Köln.md': 'K\udc94ln.md', 'café.md': 'caf\udce9.md'}
    """
    odd = sorted(name for name in names if not name.isascii() and _ODD.search(name))
    taken, found = frozenset(names) if odd else frozenset(), dict[str, str]()
    for name in odd:
        spelled = _spell(name)
        if spelled not in taken:
            found.setdefault(spelled, name)
    return found


def _spell(name: str) -> str:
    """As Windows would have meant it; where that makes no words, as DOS and the programs that zip would have."""
    as_windows = _ODD.sub(lambda found: _odd_bytes(found).decode("cp1252", "replace"), name)
    if all(_is_likely(as_windows, found.start()) for found in _ODD.finditer(name)):
        return as_windows
    return _ODD.sub(lambda found: _odd_bytes(found).decode("cp850"), name)


def _odd_bytes(found: re.Match[str]) -> bytes:
    return os.fsencode(found[0])


def _is_likely(name: str, at: int) -> bool:
    """Whether a sign in a name is a letter, or one that people type where it stands: no quotation mark in a word."""
    if name[at].isalpha():
        return name[at] not in _RARE
    is_in_word = name[at - 1 : at].isalpha() and name[at + 1 : at + 2].isalpha()
    return name[at] in _TYPED and (not is_in_word or name[at] == "\u2019")


def _read_up_to(descriptor: int, wanted: int) -> bytes:
    parts = []
    while wanted > 0 and (part := os.read(descriptor, wanted)):
        parts.append(part)
        wanted -= len(part)
    return b"".join(parts)


def _state(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _sentence(error: OSError) -> tuple[str, str]:
    found = _SENTENCES.get(error.errno or 0)
    return found or (f"could not be opened ({error.strerror}).", "Check the drive, then run the indexer again.")
