"""What strangers do to a connection: fat bodies, half requests, two lengths. A real process stays up, and answers."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from waitress.adjustments import Adjustments

from tests.web.shelf import fill_library
from tests.web.test_stopping import free_port, start
from web import LARGEST_FORM
from web.incoming import REQUEST_SECONDS, THROWN_AWAY, RequestReader, close_slow, make_room

HEAD = b"POST /s/0/seen HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    folder = tmp_path_factory.mktemp("served")
    fill_library(folder).close()
    port = free_port()
    process = start(folder / "library.db", port)
    yield port, process
    process.terminate()
    process.communicate(timeout=40)


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def tell(port: int, message: bytes) -> bytes:
    """All that is answered until the connection is closed; what was not taken any more is no matter."""
    said = b""
    with connect(port) as caller:
        with contextlib.suppress(ConnectionError):
            caller.sendall(message)
        with contextlib.suppress(ConnectionError, TimeoutError):
            while part := caller.recv(65536):
                said += part
    return said


def is_alive(port: int) -> bool:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
        return bool(answer.status == 200)


def files_of(process: subprocess.Popen[str]) -> list[str]:
    """What the process has open that no folder names any more: temporary files."""
    opened = []
    for one in Path(f"/proc/{process.pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            opened.append(str(one.readlink()))
    return [name for name in opened if name.startswith("/") and name.endswith("(deleted)")]


# --- bodies ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [LARGEST_FORM + 1, THROWN_AWAY])
def test_a_body_that_is_too_large_is_refused_in_a_sentence(
    server: tuple[int, subprocess.Popen[str]], size: int
) -> None:
    port, _ = server
    said = tell(port, HEAD + b"Content-Length: %d\r\n\r\n" % size + b"x" * size)
    assert said.startswith(b"HTTP/1.1 413 ")
    assert b"too much for one request" in said


def test_a_huge_body_is_refused_before_it_comes(server: tuple[int, subprocess.Popen[str]]) -> None:
    port, _ = server
    assert tell(port, HEAD + b"Content-Length: 150000000\r\n\r\n").startswith(b"HTTP/1.1 413 ")
    waiting = HEAD + b"Expect: 100-continue\r\nContent-Length: 500000\r\n\r\n"
    assert tell(port, waiting).startswith(b"HTTP/1.1 413 ")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_body_is_ever_on_the_disk(server: tuple[int, subprocess.Popen[str]]) -> None:
    port, process = server
    chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    with connect(port) as sized, connect(port) as chunked:
        sized.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % LARGEST_FORM + b"x" * (LARGEST_FORM - 1))
        chunked.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + 3 * chunk)
        time.sleep(0.5)
        assert not files_of(process)
        with contextlib.suppress(ConnectionError):
            chunked.sendall(chunk * 20)
            assert chunked.recv(12) == b"HTTP/1.1 413"
    assert not files_of(process)
    assert is_alive(port)


# --- slow ones ------------------------------------------------------------------------------------------------------


def test_hundreds_of_half_requests_silence_nobody(server: tuple[int, subprocess.Popen[str]]) -> None:
    port, _ = server
    with contextlib.ExitStack() as stack:
        for number in range(700):
            caller = stack.enter_context(connect(port))
            caller.sendall(
                (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX", b"", HEAD + b"Content-Length: 9\r\n\r\nx")[number % 3]
            )
            if number % 100 == 0:
                began = time.monotonic()
                assert is_alive(port)
                assert time.monotonic() - began < 2


def test_a_request_that_drips_in_is_not_waited_for(server: tuple[int, subprocess.Popen[str]]) -> None:
    port, _ = server
    with connect(port) as caller:
        caller.sendall(b"GET /healthz HTTP/1.1\r\nX: ")
        began = time.monotonic()
        with contextlib.suppress(ConnectionError):
            while time.monotonic() - began < 2 * REQUEST_SECONDS:
                caller.sendall(b"a")
                time.sleep(0.5)
        assert time.monotonic() - began < REQUEST_SECONDS + 5


class Guest:
    """A connection, as far as it is decided which one has to go."""

    def __init__(self, origin: str, since: float, *, waits: bool = True) -> None:
        self.comes_from, self.waits_since, self.waits = origin, since, waits
        self.reads = self.will_close = False
        self.request, self.last_activity, self.creation_time = object(), since, since


def gone(guests: list[Guest], newcomer: Guest, *, most: int, most_of_one: int) -> list[Guest]:
    make_room([*guests, newcomer], newcomer, most=most, most_of_one=most_of_one)  # type: ignore[list-item,arg-type]
    return [one for one in [*guests, newcomer] if one.will_close]


def test_an_address_that_has_too_many_loses_its_own_that_waits_longest() -> None:
    theirs, ours = [Guest("203.0.113.7", since) for since in (3.0, 1.0, 2.0)], Guest("192.0.2.1", 0.0)
    assert gone([*theirs, ours], Guest("203.0.113.7", 9.0), most=99, most_of_one=3) == [theirs[1]]


def test_where_all_are_being_answered_one_more_of_the_address_is_closed_but_no_proxy_of_this_machine() -> None:
    busy = [Guest("203.0.113.7", 1.0, waits=False) for _ in range(3)]
    newcomer = Guest("203.0.113.7", 9.0)
    assert gone(busy, newcomer, most=99, most_of_one=3) == [newcomer]
    proxied = [Guest("127.0.0.1", 1.0, waits=False) for _ in range(3)]
    assert gone(proxied, Guest("127.0.0.1", 9.0), most=99, most_of_one=3) == []


def test_where_there_is_no_place_the_address_with_the_most_makes_it() -> None:
    many, one = [Guest("203.0.113.7", 5.0), Guest("203.0.113.7", 4.0)], Guest("192.0.2.1", 0.0)
    assert gone([*many, one], Guest("198.51.100.2", 9.0), most=3, most_of_one=9) == [many[1]]


def test_who_is_being_answered_is_not_slow() -> None:
    busy, half = Guest("192.0.2.1", 0.0, waits=False), Guest("192.0.2.1", 0.0)
    close_slow([busy, half], REQUEST_SECONDS + 1)  # type: ignore[list-item]
    assert (busy.will_close, half.will_close) == (False, True)


# --- requests that two programs would read differently --------------------------------------------------------------

TWO_WAYS = (
    b"Content-Length: 5\r\nTransfer-Encoding: chunked",
    b"Transfer-Encoding: chunked\r\nContent-Length: 0",
    b"Content-Length: 5\r\ntransfer-encoding:  Chunked ",
    b"Content-Length: 5\r\nContent-Length: 6",
    b"Content-Length: 5, 5",
    b"Content-Length: +5",
    b"Content-Length: 0x5",
    b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
    b"Transfer-Encoding: chunked, chunked",
    b"Transfer-Encoding: chunked, identity",
    b"Transfer-Encoding:\r\n chunked",
    b"Transfer-Encoding: \x0bchunked",
    b"Transfer-Encoding : chunked",
)


@pytest.mark.parametrize("lines", TWO_WAYS)
def test_two_lengths_are_refused_and_what_follows_is_not_read(
    server: tuple[int, subprocess.Popen[str]], lines: bytes
) -> None:
    port, _ = server
    following = b"0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    said = tell(
        port,
        b"POST /s/0/seen HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: keep-alive\r\n" + lines + b"\r\n\r\n" + following,
    )
    assert said[9:13] in (b"400 ", b"501 ")
    assert b"alive" not in said
    assert b"keep-alive" not in said.lower()
    assert said.count(b"HTTP/1.") == 1


@pytest.mark.parametrize("version", [b"1.0", b"1.2", b"2.0", b"0.9"])
def test_an_older_or_another_version_has_no_chunks(version: bytes) -> None:
    reader = RequestReader(Adjustments())
    reader.received(b"POST / HTTP/" + version + b"\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
    assert reader.completed
    assert reader.error.code == 400


@given(st.lists(st.integers(1, 40)), st.sampled_from([*TWO_WAYS, b"Content-Length: 300000", b"X: 1"]), st.booleans())
def test_it_is_all_the_same_in_how_many_pieces_a_request_comes(sizes: list[int], lines: bytes, expects: bool) -> None:
    message = HEAD + (b"Expect: 100-continue\r\n" if expects else b"") + lines + b"\r\n\r\n"
    one = RequestReader(Adjustments(max_request_body_size=LARGEST_FORM + 1))
    one.received(message)
    cut = RequestReader(Adjustments(max_request_body_size=LARGEST_FORM + 1))
    while message and not cut.completed and not cut.headers_finished:
        size = sizes.pop() if sizes else len(message)
        cut.received(message[:size])
        message = message[size:]
    assert (one.completed, getattr(one.error, "code", 0)) == (cut.completed, getattr(cut.error, "code", 0))
    assert not (one.error and one.expect_continue)
