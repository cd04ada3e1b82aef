"""Opens the files of a drive for a reader, which may open none itself: it sees no path but a file's name, and no other
file.

A process of its own, since a network drive may let an opening wait for ever: then it is ended, with its reader. It
looks at no byte of a file. What it hands over is read in full by who gets it, so all opens are of this one.
"""

from __future__ import annotations

import json
import os
import socket
import struct
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from contentlib.errors import Unreadable
from contentlib.opening import open_inside
from indexer.processes.wire import LONGEST_REQUEST, receive_frame

_LENGTH = struct.Struct("!I")
LONGEST_MESSAGE = 8 * 1024


@dataclass(frozen=True, slots=True)
class HandedFile:
    """An open file with its name, or the reason why there is none. ``descriptor`` is -1 then."""

    descriptor: int
    name: str
    reason: str = ""
    advice: str = ""


def serve_files(requests: socket.socket, hand: socket.socket, root: Path) -> None:
    """Open what is asked for, one path after the other, until nobody asks any more."""
    while (request := receive_frame(requests, LONGEST_REQUEST)) is not None:
        hand_over(hand, root, request.decode())


def hand_over(hand: socket.socket, root: Path, path: str) -> None:
    """Open one file and hand it over, or say why not."""
    name = PurePosixPath(path).name
    try:
        descriptor = open_inside(root, path)
    except Unreadable as error:
        _send(hand, [name, error.reason, error.advice], [])
        return
    try:
        _send(hand, [name, "", ""], [descriptor])
    finally:
        os.close(descriptor)


def take_file(hand: socket.socket) -> HandedFile | None:
    """The next file that is handed over; None where there will be none."""
    head, descriptors, _, _ = socket.recv_fds(hand, _LENGTH.size, 1)
    if len(head) < _LENGTH.size:
        return None
    words = hand.recv(min(_LENGTH.unpack(head)[0], LONGEST_MESSAGE), socket.MSG_WAITALL)
    name, reason, advice = json.loads(words)
    return HandedFile(descriptors[0] if descriptors else -1, name, reason, advice)


def _send(hand: socket.socket, words: list[str], descriptors: list[int]) -> None:
    data = json.dumps(words).encode()
    socket.send_fds(hand, [_LENGTH.pack(len(data))], descriptors)
    hand.sendall(data)
