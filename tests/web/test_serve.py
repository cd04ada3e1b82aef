"""Serving: this machine only unless people sign in, on a port that is free."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from contentlib.errors import BadInput, NoLibrary, PortTaken
from contentlib.library.opened import Library
from contentlib.people.accounts import add_account
from contentlib.people.persons import Role
from contentlib.settings import Settings
from tests.builders import NOON
from web import create_app
from web.serve import check_exposure, check_port, serve


def team(library: Library, *, disabled: bool = False) -> None:
    """An admin's account, which is all it takes."""
    account = add_account(library.db, "ada@ours.example", Role.ADMIN, added_at=NOON)
    if disabled:
        library.db.execute("UPDATE logins SET disabled_at = ? WHERE person_id = ?", ["2026-01-01", account.person_id])


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.9"])
def test_this_machine_is_allowed(library: Library, host: str) -> None:
    check_exposure(Settings(), library.db, host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.4", "example.com", ""])
def test_without_accounts_every_other_address_is_refused_with_the_reason(library: Library, host: str) -> None:
    with pytest.raises(BadInput, match=r"there are no accounts.*contentlib people invite"):
        check_exposure(Settings(public_url="https://content.example"), library.db, host)


def test_with_accounts_it_is_allowed_under_a_name(library: Library) -> None:
    team(library)
    with pytest.raises(BadInput, match="Set public_url"):
        check_exposure(Settings(), library.db, "0.0.0.0")
    check_exposure(Settings(public_url="https://content.example"), library.db, "0.0.0.0")
    check_exposure(Settings(hosts="content.lan"), library.db, "0.0.0.0")


def test_an_admin_who_is_kept_out_is_none(library: Library) -> None:
    team(library, disabled=True)
    with pytest.raises(BadInput, match="there are no accounts"):
        check_exposure(Settings(public_url="https://content.example"), library.db, "0.0.0.0")


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


@pytest.mark.parametrize("host", ["192.0.2.7", "no-such-host.invalid"])
def test_an_address_that_this_machine_does_not_have_is_told(host: str) -> None:
    with pytest.raises(BadInput, match=f"This machine has no address {host}"):
        check_port(host, 8000)


def test_without_a_library_there_is_no_app(tmp_path: Path) -> None:
    with pytest.raises(NoLibrary):
        create_app(Settings(library=tmp_path / "none.db"))
