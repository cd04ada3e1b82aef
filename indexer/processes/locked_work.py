"""One piece of work on a stranger's bytes, done by a child that has the locks of a reader and is gone afterwards.

For a process that was started for one file, like the one that cuts pages out: what it read and where it writes stays
with it; whoever parses gets the bytes and can only give bytes back.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable

from contentlib.errors import Unreadable
from indexer.processes import process_limits as hands
from indexer.processes.lock_down import lock_reader
from indexer.processes.process_limits import Limits
from indexer.processes.wire import LONGEST_REQUEST, RESAVE, receive_frame, send_frame

ENDED = ("made the process stop that worked on it.", RESAVE)


def do_locked(work: Callable[[], bytes], limits: Limits) -> bytes:
    """What ``work`` gives, done by a child process. Call before any thread is started.

    Raises:
        Unreadable: the work raised it, took too long, needed too much, or fell.
    """
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        _work_and_end(work, limits, theirs)
    theirs.close()
    with ours:
        ours.settimeout(limits.seconds)
        try:
            trouble = receive_frame(ours, LONGEST_REQUEST)
            made = receive_frame(ours, limits.answer)
        except (TimeoutError, ValueError):
            trouble = made = None
        finally:
            hands.end_child(pid)
    if trouble is None or made is None:
        raise Unreadable(*ENDED)
    reason, advice = json.loads(trouble)
    if reason:
        raise Unreadable(reason, advice)
    return made


def _work_and_end(work: Callable[[], bytes], limits: Limits, answers: socket.socket) -> None:
    try:
        network = hands.cut_off_network()
        hands.limit_process()
        hands.limit_memory(limits.memory)
        lock_reader(network, keep=[answers.fileno()], seconds=limits.seconds)
        made, trouble = _try(work)
        send_frame(answers, json.dumps(trouble).encode())
        send_frame(answers, made)
    finally:
        os._exit(0)


def _try(work: Callable[[], bytes]) -> tuple[bytes, tuple[str, str]]:
    try:
        return work(), ("", "")
    except Unreadable as error:
        return b"", (error.reason, error.advice)
    except Exception as error:  # noqa: BLE001  who waits has to be told, whatever it is
        return b"", (f"could not be worked on ({type(error).__name__}).", RESAVE)
