"""Serves the pages with waitress, on this machine only."""

from __future__ import annotations

import errno
import socket
import sys
from typing import Any

import structlog
import waitress

from contentlib.errors import BadInput, PortTaken
from contentlib.library import open_library
from contentlib.settings import Settings
from web import create_app
from web.security import is_loopback

THREADS = 6
HIGHEST_PORT = 65535


def serve(settings: Settings, host: str = "", port: int = 0) -> None:
    """Answer until stopped. ``host`` and ``port`` default to the settings.

    Raises:
        BadInput: ``host`` is not this machine alone, or ``port`` is no port.
        PortTaken: something else listens there.
        NoLibrary: there is no library file yet.
    """
    set_up_log()
    host, port = host or settings.host, port or settings.port
    check_loopback(host)
    check_port(host, port)
    library = open_library(settings)
    try:
        waitress.serve(create_app(settings, library), host=host, port=port, threads=THREADS, ident=None)
    finally:
        library.close()


def set_up_log() -> None:
    """One line an event on standard error; a failure with its traceback, but never with the values of its variables."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        # Asked for with every event, so that standard error may be redirected later.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


def check_loopback(host: str) -> None:
    """Refuse every address that another machine could reach."""
    if is_loopback(host):
        return
    raise BadInput(
        f"contentlib will not listen on {host}: there is no login yet, so anyone who reaches it could read internal "
        "assets. Use --host 127.0.0.1, and reach it from another machine through an SSH tunnel."
    )


def check_port(host: str, port: int) -> None:
    """Refuse a port that is taken or is none, before the library is opened."""
    if not 0 < port <= HIGHEST_PORT:
        raise BadInput(f"{port} is no port. Choose one from 1 to {HIGHEST_PORT} with --port.")
    for family, kind, _, _, address in socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM):
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            _try_bind(probe, address, port)


def _try_bind(probe: socket.socket, address: tuple[Any, ...], port: int) -> None:
    try:
        probe.bind(address)
    except PermissionError as error:
        raise BadInput(f"Port {port} needs more rights than you have. Choose one above 1023 with --port.") from error
    except OSError as error:
        # A machine without IPv6 cannot bind ::1; that is not a taken port.
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(f"Port {port} is in use. Choose another with --port, for example {port + 1}.") from error
