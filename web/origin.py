"""Where a request comes from, and which names are ours. Headers that anybody can write are believed from nobody.

What a proxy adds is believed as far as the setting ``proxies`` says how many there are; see :func:`web.serve.serve`.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from flask import request

from contentlib.settings import Settings
from web.connection import settings
from web.forwarding import find_sign, is_loopback
from web.peers import find_other_user

# What the proxy fix leaves of the address it was called from.
BEFORE_PROXIES = "werkzeug.proxy_fix.orig"


def host_name(host: str) -> str:
    """The name in a Host header, without its port.

    >>> host_name("localhost:8000"), host_name("[::1]:8000"), host_name("LOCALHOST")
    ('localhost', '[::1]', 'localhost')
    """
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()


def read_list(text: str) -> tuple[str, ...]:
    """The entries of a setting that is a list.

    >>> read_list("a.example, B.example,")
    ('a.example', 'b.example')
    """
    return tuple(one.strip().lower() for one in text.split(",") if one.strip())


def our_names(chosen: Settings) -> frozenset[str]:
    """The names under which we are reached, beside this machine's own.

    >>> sorted(our_names(Settings(public_url="https://Content.example:8443", hosts="content.lan")))
    ['content.example', 'content.lan']
    """
    public = urlsplit(chosen.public_url).hostname or ""
    return frozenset(filter(None, (public, *read_list(chosen.hosts))))


def is_our_host(name: str) -> bool:
    """Whether a host name is one of ours, or this machine's own."""
    return is_loopback(name) or name in our_names(settings())


def is_from_here() -> bool:
    """Whether somebody at this very machine asks, directly and by one of its own names."""
    return not find_stranger()


def find_stranger() -> str:
    """What gives away that it is not somebody at this very machine who asks; nothing where none does."""
    if not is_loopback(called_from()):
        return "the address it came from"
    if not is_loopback(host_name(request.headers.get("Host", ""))):
        return "Host"
    sign = find_sign(dict(request.headers), protocol=request.environ.get("SERVER_PROTOCOL", ""))
    return sign or _find_other_user()


def _find_other_user() -> str:
    ports = [str(request.environ.get(name, "")) for name in ("REMOTE_PORT", "SERVER_PORT")]
    user = find_other_user(int(ports[0]), int(ports[1])) if all(port.isdigit() for port in ports) else ""
    return f"the user {user}, who runs the program that asks" if user else ""


def called_from() -> str:
    """The address that opened the connection to us: the nearest proxy's, where there is one."""
    original = request.environ.get(BEFORE_PROXIES, {})
    return str(original.get("REMOTE_ADDR") or request.environ.get("REMOTE_ADDR") or "")


def caller() -> str:
    """The address that asks, as far as it can be believed.

    With no proxy in the settings, what one on this machine says last is believed for counting guesses, as nobody else
    can have written it; what comes from elsewhere is believed as it comes.
    """
    address = request.remote_addr or ""
    if BEFORE_PROXIES in request.environ or not is_loopback(address):
        return address
    return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or address


def is_named_proxy(chosen: Settings) -> bool:
    """Whether the connection comes from an address whose word on who asks is believed."""
    try:
        address = ipaddress.ip_address(called_from())
        return any(address in ipaddress.ip_network(one, strict=False) for one in read_list(chosen.proxy_addresses))
    except ValueError:
        return False
