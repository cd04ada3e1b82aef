"""A vector index on disk: FAISS's own bytes, the chunks and assets, and a stamp that says what it was built from.

It is written whole or not at all, by one process at a time, and read by all of them through the same pages of memory.
It can be deleted at any time.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from contentlib.arrays import Ids, np
from contentlib.models.vectors.changes import (
    LogRow,
)
from contentlib.models.vectors.ladder import Base, Rung, read, write

STAMP_MARK = b"contentlib-stamp-2"
ALIGNED = 8
LONGEST_STAMP = 4_096


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an index was built from: the model, the row of the library's log, and where in the file the ids begin."""

    model: str
    at: int
    lot: int
    dimension: int
    count: int
    step: str
    probes: int
    trained_on: int
    ids_at: int

    @property
    def mark(self) -> LogRow:
        return LogRow(self.at, self.lot)


# What tells one file from the one that took its place.
Identity = tuple[int, int, int]


def identify(path: Path) -> Identity | None:
    """The file that is there now; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def read_stamp(path: Path) -> Stamp:
    """What the file was built from.

    Raises:
        OSError: it cannot be read.
        ValueError: it is damaged, or of an earlier contentlib.
    """
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - LONGEST_STAMP))
        tail = file.read()
    if not tail.endswith(STAMP_MARK):
        raise ValueError("it has no stamp")
    body = tail[: -len(STAMP_MARK)]
    length = int.from_bytes(body[-4:], "big")
    try:
        stamp = Stamp(**json.loads(body[-4 - length : -4]))
    except TypeError as error:
        raise ValueError("its stamp is of another edition") from error
    if stamp.ids_at + 2 * 8 * stamp.count + length + 4 + len(STAMP_MARK) != size:
        raise ValueError("its length differs from its stamp")
    return stamp


def read_base(path: Path, stamp: Stamp) -> Base:
    """The index, mapped.

    Raises:
        OSError, RuntimeError, ValueError: it is damaged.
    """
    ids, owners = _map(path, stamp.ids_at, stamp.count), _map(path, stamp.ids_at + 8 * stamp.count, stamp.count)
    return read(path, ids, owners, step=Rung(stamp.step), probes=stamp.probes, trained_on=stamp.trained_on)


def _map(path: Path, at: int, count: int) -> Ids:
    if not count:
        return np.empty(0, dtype=np.int64)
    return np.asarray(np.memmap(path, dtype=np.int64, mode="r", offset=at, shape=(count,)))


def write_base(path: Path, base: Base, *, model: str, mark: LogRow, dimension: int) -> Stamp:
    """Put the index in the file's place, whole. Only who holds :func:`locked` may.

    Raises:
        OSError, RuntimeError: it cannot be written; what was there is untouched.
    """
    unfinished = path.with_name(f".{path.name}-{os.getpid()}")
    _sweep(path)
    try:
        write(base, unfinished)
        with unfinished.open("r+b") as file:
            ids_at = _align(file)
            stamp = Stamp(
                model, mark.at, mark.lot, dimension, len(base), base.step.value, base.probes, base.trained_on, ids_at
            )
            _append(file, base, stamp)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return stamp


def _align(file: BinaryIO) -> int:
    end = file.seek(0, os.SEEK_END)
    file.write(b"\0" * (-end % ALIGNED))
    return end + -end % ALIGNED


def _append(file: BinaryIO, base: Base, stamp: Stamp) -> None:
    file.write(np.ascontiguousarray(base.ids).tobytes())
    file.write(np.ascontiguousarray(base.owners).tobytes())
    trailer = json.dumps(asdict(stamp)).encode()
    file.write(trailer + len(trailer).to_bytes(4, "big") + STAMP_MARK)
    file.flush()
    os.fsync(file.fileno())


def _sweep(path: Path) -> None:
    """Take away what a killed writer left behind: nobody else writes while we hold the lock."""
    for left in path.parent.glob(f".{path.name}-*"):
        with suppress(OSError):
            left.unlink()


@contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Be the one process that writes this file; False where another one does already.

    Raises:
        OSError: the folder cannot be written.
    """
    descriptor = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield _take(descriptor)
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
