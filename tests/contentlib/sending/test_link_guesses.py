"""Guesses at links and passcodes: how many there may be, from where, and that right ones never count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from contentlib.people.attempts import take_back
from contentlib.sending.link_guesses import LINKS, PASSCODES, begin_passcode, is_shut_out, note_wrong_link
from contentlib.storage.database import open_database
from contentlib.storage.store import Store

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HERE, THERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def db() -> Iterator[Store]:
    opened = open_database(":memory:", create=True)
    yield opened
    opened.close()


def test_a_link_takes_so_many_wrong_passcodes_from_wherever(db: Store) -> None:
    for number in range(PASSCODES.most):
        assert begin_passcode(db, 1, address=f"192.0.2.{number}", at=NOON)
    assert not begin_passcode(db, 1, address="192.0.2.99", at=NOON + timedelta(minutes=14))
    assert begin_passcode(db, 2, address="192.0.2.99", at=NOON)
    assert begin_passcode(db, 1, address="192.0.2.99", at=NOON + PASSCODES.window)


def test_an_address_may_be_wrong_so_often_at_whatever_links(db: Store) -> None:
    for link in range(PASSCODES.most):
        assert begin_passcode(db, link, address=HERE, at=NOON)
    assert not begin_passcode(db, 99, address=HERE, at=NOON)
    assert begin_passcode(db, 99, address=THERE, at=NOON)


def test_a_right_passcode_never_counts(db: Store) -> None:
    for _ in range(3 * PASSCODES.most):
        take_back(db, begin_passcode(db, 1, address=HERE, at=NOON))
    assert db.rows("SELECT * FROM attempts") == []


def test_without_an_address_only_the_link_counts(db: Store) -> None:
    for link in range(3 * PASSCODES.most):
        assert begin_passcode(db, link, address="", at=NOON)


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
    assert begin_passcode(db, 1, address=HERE, at=NOON)


def test_beyond_the_limit_nothing_more_is_noted(db: Store) -> None:
    for _ in range(3 * LINKS.most):
        note_wrong_link(db, HERE, at=NOON)
    assert db.rows("SELECT count(*) FROM attempts") == [(LINKS.most,)]
