"""What comes in before it is a request of ours: how large and how slow it may be, how many may come from one address.

Who sends half a request, or nothing, holds a connection and no more: it is closed when its time is up, or sooner when
somebody else needs the place. Nothing of a body is ever written to the disk.
"""

from __future__ import annotations

import ipaddress
import re
import time
from collections import Counter
from collections.abc import Iterable
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.task import ErrorTask
from waitress.utilities import Error, RequestEntityTooLarge, RequestHeaderFieldsTooLarge

# All of a request must be here within this, however slowly it drips in.
REQUEST_SECONDS = 20.0
# A connection that is kept for the next request, or whose answer nobody takes. Proxies keep theirs for a minute.
IDLE_SECONDS = 75
LARGEST_HEAD = 48 * 1024
# A larger body is refused. Up to this it is taken in and thrown away first: a browser that is still sending would not
# read the answer.
THROWN_AWAY = 4 * 1024 * 1024
ENCODINGS = re.compile(rb"(?im)^transfer-encoding[ \t]*:[ \t]*(.*?)[ \t]*$")

SENTENCES: dict[type[Error], str] = {
    RequestEntityTooLarge: "That was too much for one request. Shorten the text, and send it again.",
    RequestHeaderFieldsTooLarge: "The address or the headers of this request are too long. Shorten them.",
}


class RequestReader(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """A request as it comes in. One that two programs could read differently is refused, and its connection closed."""

    _to_throw_away = 0

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        encodings = ENCODINGS.findall(header_plus.replace(b"\r\n", b"\n"))
        if self.version not in ("1.0", "1.1"):
            raise ParsingError("Only HTTP/1.0 and HTTP/1.1 are spoken here.")
        if encodings and "CONTENT_LENGTH" in self.headers:
            raise ParsingError("Content-Length and Transfer-Encoding do not go together. Send one of them.")
        if encodings and (self.version == "1.0" or [one.lower() for one in encodings] != [b"chunked"]):
            raise ParsingError("This Transfer-Encoding cannot be read. Send the body with a Content-Length.")

    def received(self, data: bytes) -> int:
        if self._to_throw_away:
            return self._throw_away(data)
        consumed: int = super().received(data)
        if self.error:
            self._refuse()
        return consumed

    def _refuse(self) -> None:
        # Nobody is told to go on, which would also let the parser go on.
        waits = "EXPECT" in self.headers
        self.expect_continue = False
        self.error.body = SENTENCES.get(type(self.error), self.error.body)
        if isinstance(self.error, RequestEntityTooLarge) and not waits and self.content_length <= THROWN_AWAY:
            self._to_throw_away = self.content_length
            self.completed = not self._to_throw_away

    def _throw_away(self, data: bytes) -> int:
        taken = min(len(data), self._to_throw_away)
        self._to_throw_away -= taken
        self.completed = not self._to_throw_away
        return taken


class Refused(ErrorTask):  # type: ignore[misc]
    """Says in one line why a request was not read, and closes the connection."""

    def execute(self) -> None:
        error = self.request.error
        body = f"{error.body}\n".encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.extend(
            [("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff")]
        )
        # Whoever asks to stay is not told that they may.
        self.request.headers.pop("CONNECTION", None)
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Caller(HTTPChannel):  # type: ignore[misc]
    """A connection, which is closed when it takes too long, or when its address has too many."""

    parser_class = RequestReader
    error_task_class = Refused

    def __init__(self, server: Any, sock: Any, addr: Any, adj: Any, map: Any = None) -> None:  # noqa: A002 - as waitress calls it
        super().__init__(server, sock, addr, adj, map=map)
        self.begun_at = self.creation_time
        self.comes_from = name_origin(str(addr[0]))

    def received(self, data: bytes) -> bool:
        if self.request is None:
            self.begun_at = time.time()
        return bool(super().received(data))

    @property
    def waits(self) -> bool:
        """Whether nothing is being answered here: half a request, none yet, or none any more."""
        return not (self.requests or self.total_outbufs_len or self.will_close)

    @property
    def reads(self) -> bool:
        """Whether an answer has been on its way out for long."""
        return not (self.requests or self.will_close) and time.time() - self.begun_at > REQUEST_SECONDS

    @property
    def waits_since(self) -> float:
        """Since when; seconds of the wall clock."""
        is_begun = self.request is not None or self.last_activity <= self.creation_time
        return float(self.begun_at if is_begun else self.last_activity)


def name_origin(address: str) -> str:
    """What connections are counted by: an address; of IPv6 the network, of which one customer has all.

    >>> name_origin("203.0.113.7"), name_origin("::ffff:203.0.113.7"), name_origin("2001:db8:1:2::77")
    ('203.0.113.7', '203.0.113.7', '2001:db8:1:2::/64')
    """
    try:
        read = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(read, ipaddress.IPv4Address):
        return str(read)
    return str(read.ipv4_mapped or ipaddress.ip_network((read, 64), strict=False))


def close_slow(callers: Iterable[Caller], now: float) -> None:
    """Close whoever has not said what they want in time."""
    for one in callers:
        if one.waits and now - one.waits_since > (REQUEST_SECONDS if _is_owed(one) else IDLE_SECONDS):
            one.will_close = True


def _is_owed(one: Caller) -> bool:
    """Whether the rest of a request, or a first one, has still to come."""
    return one.request is not None or one.last_activity <= one.creation_time


def make_room(callers: Iterable[Caller], newcomer: Caller, *, most: int, most_of_one: int) -> None:
    """Close connections that wait, so that there is a place for a newcomer; the longest waiting of an address first.

    With ``most_of_one`` others of the same address that all wait for an answer there is none: the newcomer is closed,
    unless it is a program of this machine, such as a proxy, by whom all come.
    """
    others = [one for one in callers if one is not newcomer and not one.will_close]
    same = [one for one in others if one.comes_from == newcomer.comes_from]
    if len(same) >= most_of_one:
        if not _close_longest(same) and not is_here(newcomer.comes_from):
            newcomer.will_close = True
    elif len(others) >= most:
        counts = Counter(one.comes_from for one in others if one.waits)
        top = max(counts.values(), default=0)
        _close_longest([one for one in others if counts[one.comes_from] == top])


def _close_longest(callers: list[Caller]) -> bool:
    waiting = [one for one in callers if one.waits] or [one for one in callers if one.reads]
    if waiting:
        min(waiting, key=lambda one: one.waits_since).will_close = True
    return bool(waiting)


def is_here(origin: str) -> bool:
    """Whether connections that are counted so come from this machine.

    >>> is_here("127.0.0.1"), is_here("::/64"), is_here("203.0.113.7")
    (True, True, False)
    """
    return origin.startswith("127.") or origin == "::/64"
