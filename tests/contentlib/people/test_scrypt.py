"""Kept passwords and passcodes: what was kept by earlier versions still opens, and nothing else does."""

from __future__ import annotations

import pytest

from contentlib.people.scrypt import (
    FOR_PASSCODES,
    FOR_PASSWORDS,
    NOBODYS_PASSWORD,
    ScryptCost,
    fits_secret,
    hash_secret,
)

SALT = "0123456789abcdef0123456789abcdef"
# Made by contentlib 0.3.0, which had one function for passwords and another for the passcodes of links.
OLD_PASSWORD = f"scrypt:15:8:1${SALT}$" + (
    "a3a5fd6aa4e375013b72e7da287549bc7eaea5dbae38512ee3f7a4452b3d8139"
    "99f8324ba9a972d1fe3bd9a247f5c005472efb774775653a8cf7dcfbfe486322"
)
OLD_PASSCODE = f"{SALT}:" + (
    "24534be15a642d269f68e3a6695db174ac3aa540c1d57fc01aec5bfdc2c76f84"
    "e5263edc947e5d8dd9f63f1ee1254121db3e6ea807365aa0962e51c98e953171"
)


@pytest.mark.parametrize(
    ("kept", "right"),
    [(OLD_PASSWORD, "Ünder seven stairs, a lamp"), (OLD_PASSCODE, "tülip 漢")],
    ids=["a password", "a passcode"],
)
def test_what_an_earlier_version_kept_still_opens(kept: str, right: str) -> None:
    assert fits_secret(kept, right)
    assert not fits_secret(kept, right.lower() + " ")
    assert not fits_secret(kept, "")


@pytest.mark.parametrize("cost", [FOR_PASSWORDS, FOR_PASSCODES, ScryptCost(10, 4, 2)], ids=str)
def test_what_is_kept_says_what_it_was_made_with(cost: ScryptCost) -> None:
    kept = hash_secret("open sesame", salt=bytes(16), cost=cost)
    assert kept.startswith(f"scrypt:{cost.exponent}:{cost.block}:{cost.parallel}$")
    assert "sesame" not in kept
    assert fits_secret(kept, "open sesame")
    assert not fits_secret(kept, "open sesame" * 1000)


def test_the_same_secret_is_kept_in_another_way_with_another_salt() -> None:
    assert hash_secret("rose", salt=b"0" * 16) != hash_secret("rose", salt=b"1" * 16)


def test_nobodys_password_costs_what_anybodys_does_and_fits_nothing() -> None:
    assert NOBODYS_PASSWORD.split("$")[0] == hash_secret("rose", salt=bytes(16)).split("$")[0]
    assert not fits_secret(NOBODYS_PASSWORD, "")


def test_no_text_is_too_strange_to_be_tried() -> None:
    assert not fits_secret(OLD_PASSCODE, "\ud800\x00")
