"""Runs the app until it is told to stop; what was asked is still answered. The only module that knows waitress."""

from __future__ import annotations

import select
import signal
import threading
import time
from types import FrameType
from typing import Any

import structlog
import waitress
from flask import Flask
from waitress import wasyncore
from waitress.channel import HTTPChannel

log = structlog.get_logger()

# How long requests in flight may take once we are told to stop; service managers wait longer than this.
GRACE_SECONDS = 20.0
# Whoever has just come in gets so long to say what they want.
SETTLE_SECONDS = 0.3
LOOK_SECONDS = 0.5


def run(app: Flask, **options: Any) -> None:
    """Serve until SIGTERM or Ctrl-C. Then nobody is let in any more, and whoever is in gets their answer.

    ``options`` are waitress's: host, port, threads.
    """
    stopping = threading.Event()
    server = waitress.create_server(app, ident=None, **options)
    before = _listen_for_stop(stopping)
    try:
        while not stopping.is_set():
            wasyncore.loop(timeout=LOOK_SECONDS, map=_channels(server), count=1)
    except (KeyboardInterrupt, SystemExit):
        stopping.set()
    finally:
        _finish(server)
        if before is not None:
            signal.signal(signal.SIGTERM, before)


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
        wasyncore.loop(timeout=LOOK_SECONDS / 10, map=channels, count=1)
    log.info("stopped", unanswered=_count_busy(channels))
    server.task_dispatcher.shutdown()
    wasyncore.close_all(channels)


def _count_busy(channels: dict[int, Any]) -> int:
    """How many are still being asked, answered or read."""
    return sum(
        bool(one.requests or one.request or one.total_outbufs_len)
        for one in list(channels.values())
        if isinstance(one, HTTPChannel)
    )
