"""Opens a file of a drive without being led astray: no link on the way, no pipe or device, no file that grows.

A drive is shared, so a folder can be swapped for a link between the walk and the reading. Each step of the path is
opened from the one before it, and none of them may be a link.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from contentlib.errors import Unreadable

__all__ = ["Contents", "hash_inside", "open_inside", "read_inside", "read_opened"]

_STEP = os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC | getattr(os, "O_PATH", os.O_RDONLY)
# Without O_NONBLOCK, opening a pipe waits until somebody writes to it.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC

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
            there = os.open(folder, _STEP, dir_fd=here)
            os.close(here)
            here = there
        return os.open(name, _FILE, dir_fd=here)
    finally:
        os.close(here)


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
