"""Programs that a reader needs done by somebody else: it starts none itself, it asks a process beside it.

What is marked :func:`outside` runs there, with the bytes it is given and a few words. That process never parses a file,
has a folder of its own, and sees neither the drive nor the library; all that a reader which was taken over can ask of
it is to convert these bytes or to recognise that picture. Where there is no such process, as in a test, it simply runs.
"""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import TypeAlias

from contentlib.errors import Unreadable
from indexer.processes.wire import LONGEST_REQUEST, RESAVE, receive_frame, send_frame

# Bytes and words in, bytes out.
Work: TypeAlias = Callable[..., bytes]
MOST_BYTES = 1 << 30

_offered: dict[str, Work] = {}
_programs: set[str] = set()
# The way to the process that does the work; empty where there is none.
_asked: list[socket.socket] = []


def outside(*programs: str) -> Callable[[Work], Work]:
    """Marks what needs one of these programs: ``work(data, *words)``. Raises what it raises there, as Unreadable."""

    def mark(work: Work) -> Work:
        name = f"{work.__module__}:{work.__qualname__}"
        _offered[name] = work
        _programs.update(programs)

        @wraps(work)
        def ask(data: bytes, *words: str) -> bytes:
            return _ask(_asked[0], [name, *words], data) if _asked else work(data, *words)

        return ask

    return mark


def find_programs() -> list[Path]:
    """The programs of this machine that a reader may need; none where it needs none, or they are not installed."""
    return [Path(found) for name in sorted(_programs) if (found := shutil.which(name))]


def ask_there(way: socket.socket) -> None:
    """Have the work done at the other end of ``way`` from now on."""
    _asked[:] = [way]


def serve_work(way: socket.socket) -> None:
    """Do what is asked for until nobody asks any more."""
    while (request := receive_frame(way, LONGEST_REQUEST)) is not None:
        data = receive_frame(way, MOST_BYTES)
        if data is None:
            return
        for frame in _answer(json.loads(request), data):
            send_frame(way, frame)


def _answer(request: list[str], data: bytes) -> Iterator[bytes]:
    name, *words = request
    try:
        done, trouble = _offered[name](data, *words), ["", ""]
    except Unreadable as error:
        done, trouble = b"", [error.reason, error.advice]
    except Exception as error:  # noqa: BLE001  the reader has to be told, whatever it is
        done, trouble = b"", [f"could not be handed to a program ({type(error).__name__}).", RESAVE]
    yield json.dumps(trouble).encode()
    yield done


def _ask(way: socket.socket, request: list[str], data: bytes) -> bytes:
    try:
        send_frame(way, json.dumps(request).encode())
        send_frame(way, data)
        trouble = receive_frame(way, LONGEST_REQUEST)
        done = receive_frame(way, MOST_BYTES)
    except ConnectionError:
        trouble = done = None
    if trouble is None or done is None:
        raise Unreadable("made the program that it needs stop.", RESAVE)
    reason, advice = json.loads(trouble)
    if reason:
        raise Unreadable(reason, advice)
    return done
