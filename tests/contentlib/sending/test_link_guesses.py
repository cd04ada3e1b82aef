"""Guesses at links and passcodes: how many there may be, from where, and that right ones never count."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given as given_strategy
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contentlib.people.scrypt import FOR_PASSCODES, hash_secret
from contentlib.sending.link_guesses import (
    LINKS,
    PasscodeGuess,
    WrongPasscodes,
    find_wrong_passcodes,
    forgive_passcodes,
    is_shut_out,
    note_wrong_link,
    try_passcode,
)
from contentlib.sending.link_guesses import _begin as begin
from contentlib.sending.links import Link, Terms
from contentlib.storage.database import open_database
from contentlib.storage.store import Store

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HERE, THERE, ELSEWHERE = "192.0.2.101", "192.0.2.102", "192.0.2.103"
# Shorter than one may be by now.
TULIP = hash_secret("tulip", salt=bytes(16), cost=FOR_PASSCODES)


@pytest.fixture
def db() -> Iterator[Store]:
    opened = fill()
    yield opened
    opened.close()


def fill() -> Store:
    """A library with a hundred links to nothing."""
    opened = open_database(":memory:", create=True)
    opened.execute("PRAGMA foreign_keys = OFF")
    for number in range(1, 101):
        opened.execute(
            "INSERT INTO links (id, send_id, token_hash, sealed, created_at) VALUES (?, ?, ?, ?, ?)",
            [number, number, str(number), str(number), NOON.isoformat()],
        )
    return opened


def guess(
    db: Store, link_id: int = 1, typed: str = "rose", *, address: str = HERE, at: datetime = NOON
) -> PasscodeGuess:
    return try_passcode(db, given(link_id), typed, address=address, at=at)


def given(link_id: int) -> Link:
    return Link(link_id, link_id, "t", Terms(passcode=TULIP), NOON, None)


def test_a_link_takes_so_many_wrong_passcodes_from_wherever(db: Store) -> None:
    for number in range(10):
        assert not guess(db, address=f"192.0.2.{number}").wait
    later = NOON + timedelta(minutes=14)
    assert guess(db, typed="tulip", address=ELSEWHERE, at=later).wait == timedelta(minutes=1)
    assert not guess(db, 2, address=ELSEWHERE).wait
    assert guess(db, typed="tulip", address=ELSEWHERE, at=NOON + timedelta(minutes=15)).is_right


def test_who_began_before_one_that_is_noted_already_does_not_wait_for_that(db: Store) -> None:
    """Of many at once the moments are not in the order in which they are noted."""
    for earlier in range(9):
        assert not guess(db, address=f"192.0.2.{earlier}", at=NOON - timedelta(milliseconds=earlier)).wait
    assert guess(db, typed="tulip", address=ELSEWHERE, at=NOON - timedelta(seconds=1)).is_right


def test_an_address_may_be_wrong_so_often_at_whatever_links(db: Store) -> None:
    for link in range(1, 11):
        assert not guess(db, link).wait
    assert guess(db, 11).wait
    assert not guess(db, 11, address=THERE).wait


def test_a_right_passcode_never_counts(db: Store) -> None:
    for _ in range(30):
        assert guess(db, typed="tulip").is_right
    assert db.rows("SELECT id FROM attempts UNION SELECT id FROM passcode_tries") == []


def test_without_an_address_only_the_link_counts(db: Store) -> None:
    for link in range(1, 31):
        assert not guess(db, link, address="").wait


@given_strategy(st.lists(st.integers(0, 40 * 24 * 60), max_size=400))
@hypothesis_settings(max_examples=25, deadline=None)
def test_no_patience_tries_a_hundredth_of_four_digits_within_a_month(pauses: list[int]) -> None:
    """However the tries lie in time: each as soon as it may be, or after a pause in minutes."""
    opened = fill()
    at, end, looked_at = NOON, NOON + timedelta(days=30), 0
    for pause in itertools.chain(pauses, itertools.repeat(0)):
        _, _, wait = begin(opened, 1, "", at)
        looked_at += not wait
        at += max(wait, timedelta(minutes=pause), timedelta(seconds=1))
        if at > end:
            break
    opened.close()
    assert looked_at <= 100


def test_the_sender_is_told_and_can_let_them_try_again(db: Store) -> None:
    for minute in range(10):
        guess(db, at=NOON + timedelta(minutes=minute), address="")
    last = NOON + timedelta(minutes=9)
    told = find_wrong_passcodes(db, [given(1), given(2)], now=last)
    assert told == {1: WrongPasscodes(10, NOON, last, last + timedelta(minutes=15))}
    forgive_passcodes(db, 1, at=last)
    assert find_wrong_passcodes(db, [given(1)], now=last) == {1: WrongPasscodes(10, NOON, last)}
    assert guess(db, typed="tulip", at=last).is_right
    assert find_wrong_passcodes(db, [given(1)], now=last)[1].count == 10


def test_who_asks_for_links_there_are_not_is_shut_out_for_a_minute(db: Store) -> None:
    for _ in range(LINKS.most):
        assert not is_shut_out(db, HERE, at=NOON)
        note_wrong_link(db, HERE, at=NOON)
    assert is_shut_out(db, HERE, at=NOON + timedelta(seconds=59))
    assert not is_shut_out(db, THERE, at=NOON)
    assert not is_shut_out(db, HERE, at=NOON + LINKS.window)


def test_links_and_passcodes_are_counted_apart(db: Store) -> None:
    for _ in range(LINKS.most):
        note_wrong_link(db, HERE, at=NOON)
    assert not guess(db).wait


def test_beyond_the_limit_nothing_more_is_noted(db: Store) -> None:
    for _ in range(3 * LINKS.most):
        note_wrong_link(db, HERE, at=NOON)
    assert db.rows("SELECT count(*) FROM attempts") == [(LINKS.most,)]
