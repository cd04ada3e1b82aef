"""Serves the pages with waitress: on this machine only, as long as there are no accounts."""

from __future__ import annotations

import errno
import socket
from typing import Any

from contentlib.errors import BadInput, PortTaken
from contentlib.library import open_library
from contentlib.people import Role, in_use, list_accounts
from contentlib.settings import Settings
from contentlib.storage import Store
from web import LARGEST_FORM, create_app
from web.forwarding import is_loopback
from web.journal import set_up_log
from web.origin import our_names
from web.server import run
from web.workers import count_processes, run_workers

THREADS = 6
HIGHEST_PORT = 65535


def serve(settings: Settings, host: str = "", port: int = 0, *, only_browser: str = "") -> None:
    """Answer until stopped. ``host`` and ``port`` default to the settings; see :mod:`web.one_browser` for the last.

    Raises:
        BadInput: ``host`` is not this machine alone and nobody has to sign in, or ``port`` is no port, or ``processes``
            of the settings are none.
        PortTaken: something else listens there.
        NoLibrary: there is no library file yet.
    """
    set_up_log()
    host, port = host or settings.host, port or settings.port
    check_port(host, port)
    library = open_library(settings)
    try:
        check_exposure(settings, library.db, host)
        # The link for one browser alone is known to the process that gave it out.
        count = 1 if only_browser else count_processes(settings.processes, has_accounts=in_use(library.db))
    finally:
        library.close()
    if count == 1:
        _answer(settings, only_browser=only_browser, host=host, port=port)
        return
    sockets = bind(host, port)
    run_workers(count, sockets, lambda is_over: _answer(settings, is_over=is_over, sockets=sockets))


def _answer(settings: Settings, *, only_browser: str = "", **options: Any) -> None:
    library = open_library(settings)
    try:
        run(
            create_app(settings, library, only_browser=only_browser),
            threads=THREADS,
            largest_body=LARGEST_FORM,
            is_proxied=bool(settings.proxies),
            # Kept, since web/origin.py must see that a request was passed on; it believes only what the settings say.
            clear_untrusted_proxy_headers=False,
            **options,
        )
    finally:
        library.close()


def check_exposure(settings: Settings, db: Store, host: str) -> None:
    """Refuse every address that another machine could reach, unless people sign in and know the address.

    Raises:
        BadInput: says what is missing, and how to get it.
    """
    if is_loopback(host):
        return
    if not any(account.role is Role.ADMIN and not account.disabled_at for account in list_accounts(db)):
        raise BadInput(
            f"contentlib will not listen on {host}: there are no accounts, so anyone who reaches it could read "
            "internal assets. Make the first with: contentlib people invite NAME@COMPANY --role admin. "
            "Or use --host 127.0.0.1."
        )
    if not our_names(settings):
        raise BadInput(
            f"contentlib will not listen on {host}: it does not know under which name people reach it. Set public_url "
            'in contentlib.toml, like public_url = "https://content.company.com".'
        )


def check_port(host: str, port: int) -> None:
    """Refuse a port that is taken or is none, before the library is opened."""
    if not 0 < port <= HIGHEST_PORT:
        raise BadInput(f"{port} is no port. Choose one from 1 to {HIGHEST_PORT} with --port.")
    for each in bind(host, port):
        each.close()


def bind(host: str, port: int) -> list[socket.socket]:
    """A socket at each of the addresses that ``host`` has on this machine, not listened on yet.

    Raises:
        BadInput: it has none here, or the port needs more rights.
        PortTaken: something else listens there.
    """
    bound: list[socket.socket] = []
    try:
        for family, kind, number, _, address in socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM):
            _try_bind(bound, (family, kind, number), address)
    except socket.gaierror:
        pass  # a name that nothing has: told as an address that is not here
    except BaseException:
        for each in bound:
            each.close()
        raise
    if not bound:
        raise BadInput(f"This machine has no address {host}. Choose another with --host, for example 127.0.0.1.")
    return bound


def _try_bind(bound: list[socket.socket], kind: tuple[int, int, int], address: tuple[Any, ...]) -> None:
    port = address[1]
    try:
        one = socket.socket(*kind)
    except OSError:  # a machine without IPv6
        return
    try:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if one.family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        one.bind(address)
    except OSError as error:
        one.close()
        if isinstance(error, PermissionError):
            raise BadInput(
                f"Port {port} needs more rights than you have. Choose one above 1023 with --port."
            ) from error
        # An address that the machine does not have is not a taken port.
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(f"Port {port} is in use. Choose another with --port, for example {port + 1}.") from error
        return
    bound.append(one)
