"""Serving: this machine only, on a port that is free."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from contentlib.errors import BadInput, NoLibrary, PortTaken
from contentlib.settings import Settings
from web import create_app
from web.serve import check_loopback, check_port, serve


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.9"])
def test_this_machine_is_allowed(host: str) -> None:
    check_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.4", "example.com", ""])
def test_every_other_address_is_refused_with_the_reason(host: str) -> None:
    with pytest.raises(BadInput, match="no login yet"):
        check_loopback(host)


def test_a_taken_port_is_named_before_anything_is_opened(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=f"Port {port} is in use"):
            serve(Settings(library=tmp_path / "none.db"), "127.0.0.1", port)


@pytest.mark.parametrize("port", [-1, 65_536])
def test_what_is_no_port_is_refused(port: int) -> None:
    with pytest.raises(BadInput, match="is no port"):
        check_port("127.0.0.1", port)


def test_without_a_library_there_is_no_app(tmp_path: Path) -> None:
    with pytest.raises(NoLibrary):
        create_app(Settings(library=tmp_path / "none.db"))
