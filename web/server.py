"""Runs the app until it is told to stop; what was asked is still answered."""

from __future__ import annotations

import select
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

import structlog
import waitress
from flask import Flask
from waitress import wasyncore

from web.incoming import IDLE_SECONDS, LARGEST_HEAD, Caller, close_slow, make_room

log = structlog.get_logger()

# How long requests in flight may take once we are told to stop; service managers wait longer than this.
GRACE_SECONDS = 20.0
# Whoever has just come in gets so long to say what they want.
SETTLE_SECONDS = 0.3
LOOK_SECONDS = 0.5
# Connections at once, in all and of one address: a browser has six.
MOST_CONNECTIONS = 500
MOST_OF_ONE_ADDRESS = 120
# What else of the process's files may be open: the library for each thread, the index, files on their way out.
OTHER_FILES = 200


def run(
    app: Flask,
    *,
    largest_body: int,
    is_proxied: bool = False,
    is_over: Callable[[], bool] = lambda: False,
    **options: Any,
) -> None:
    """Serve until SIGTERM or Ctrl-C, or ``is_over``. Then nobody is let in, and whoever is in gets their answer.

    ``largest_body`` in bytes: a larger one is refused. Where it ``is_proxied``, all come from one address.
    ``options`` are waitress's: host and port, or sockets; threads.
    """
    stopping = threading.Event()
    most = count_places()
    server = waitress.create_server(
        app, ident=None, channel_timeout=IDLE_SECONDS, cleanup_interval=1, max_request_header_size=LARGEST_HEAD,
        # The first larger one is refused; and whatever is not stays in the memory.
        max_request_body_size=largest_body + 1, inbuf_overflow=2 * largest_body,
        connection_limit=most + OTHER_FILES // 2, **options,
    )  # fmt: skip
    channels = _channels(server)
    _let_in(channels, most=most, most_of_one=most if is_proxied else MOST_OF_ONE_ADDRESS)
    before = _listen_for_stop(stopping)
    try:
        while not (stopping.is_set() or is_over()):
            _look(channels, until=time.monotonic() + LOOK_SECONDS)
            close_slow(_callers(channels), time.time())
    except (KeyboardInterrupt, SystemExit):
        stopping.set()
    finally:
        _finish(server)
        if before is not None:
            signal.signal(signal.SIGTERM, before)


def _look(channels: dict[int, Any], *, until: float) -> None:
    """Take in, answer and let out for a moment; ``until`` is of the clock that never goes back."""
    while (left := until - time.monotonic()) > 0:
        # Not by select(), which ends the process at a socket beyond its thousandth file.
        wasyncore.loop(timeout=left, use_poll=True, map=channels, count=1)


def count_places() -> int:
    """How many connections there may be, by how many files the process may open."""
    try:
        import resource
    except ImportError:  # Windows, which has no such limit
        return MOST_CONNECTIONS
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_CONNECTIONS if allowed < 0 else max(min(MOST_CONNECTIONS, allowed - OTHER_FILES), MOST_OF_ONE_ADDRESS)


def _let_in(channels: dict[int, Any], *, most: int, most_of_one: int) -> None:
    """Whoever comes by one of the listening sockets is a caller of ours, for whom there is room."""

    def come_in(*given: Any, **named: Any) -> Caller:
        newcomer = Caller(*given, **named)
        make_room(_callers(channels), newcomer, most=most, most_of_one=most_of_one)
        return newcomer

    for listening in channels.values():
        if getattr(listening, "accepting", False):
            listening.channel_class = come_in


def _callers(channels: dict[int, Any]) -> list[Caller]:
    return [one for one in channels.values() if isinstance(one, Caller)]


def _listen_for_stop(stopping: threading.Event) -> Any:
    """What SIGTERM did before; signals reach the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        return None

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    return signal.signal(signal.SIGTERM, stop)


def _channels(server: Any) -> dict[int, Any]:
    """All sockets of the server: those that listen, and those of who is in."""
    found: dict[int, Any] = getattr(server, "map", None) or server._map
    return found


def _finish(server: Any) -> None:
    channels = _channels(server)
    for listening in [one for one in channels.values() if getattr(one, "accepting", False)]:
        # Who is at the door already comes in.
        while select.select([listening.socket], [], [], 0)[0]:
            listening.handle_accept()
        # Not its own close(), which takes the trigger along by which answers leave.
        wasyncore.dispatcher.close(listening)
    begun = time.monotonic()
    while (waited := time.monotonic() - begun) < GRACE_SECONDS:
        busy = _count_busy(channels)
        if not busy and waited > SETTLE_SECONDS:
            break
        wasyncore.loop(timeout=LOOK_SECONDS / 10, use_poll=True, map=channels, count=1)
    log.info("stopped", unanswered=_count_busy(channels))
    server.task_dispatcher.shutdown()
    wasyncore.close_all(channels)


def _count_busy(channels: dict[int, Any]) -> int:
    """How many are still being asked, answered or read."""
    return sum(bool(one.requests or one.request or one.total_outbufs_len) for one in _callers(channels))
