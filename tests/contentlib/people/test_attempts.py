"""Attempts are counted once for all threads and processes, under no name that could be read, and not for ever."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contentlib.people.attempts import NO_WAIT, Tally, forget_attempts, note_attempt, take_back
from contentlib.people.hashes import hash_tried
from contentlib.storage.database import open_database
from contentlib.storage.store import Store

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WINDOW = timedelta(minutes=15)
THREADS = 30
FREE = 10


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def db(path: Path) -> Iterator[Store]:
    opened = open_database(path, create=True)
    yield opened
    opened.close()


def closed_after_ten(tries: int, _since: timedelta) -> timedelta:
    return WINDOW if tries >= FREE else NO_WAIT


def attempt(db: Store, name: str = "", address: str = "", *, at: datetime = NOON) -> int:
    tallies = (Tally(key and hash_tried("test", key), closed_after_ten) for key in (name, address))
    return note_attempt(db, name=next(tallies), address=next(tallies), window=WINDOW, at=at).number


@pytest.mark.parametrize("by", ["name", "address"])
def test_thirty_at_once_get_exactly_what_is_allowed(db: Store, path: Path, by: str) -> None:
    ready = threading.Barrier(THREADS)

    def try_once(_: int) -> bool:
        own = open_database(path)
        ready.wait()
        try:
            return bool(attempt(own, "ann") if by == "name" else attempt(own, address="192.0.2.1"))
        finally:
            own.close()

    with ThreadPoolExecutor(THREADS) as pool:
        assert sum(pool.map(try_once, range(THREADS))) == FREE
    assert db.rows("SELECT count(*) FROM attempts") == [(FREE,)]


def test_several_processes_count_together(db: Store, path: Path) -> None:
    program = (
        "import sys; from tests.contentlib.people.test_attempts import attempt, open_database; "
        "db = open_database(sys.argv[1]); print(sum(bool(attempt(db, 'ann')) for _ in range(6)))"
    )
    command = [sys.executable, "-c", program, str(path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert sum(int(one.communicate()[0]) for one in running) == FREE


def test_no_wait_is_longer_for_one_that_began_before_the_last(db: Store) -> None:
    lasting: list[timedelta] = []

    def note_since(_: int, since: timedelta) -> timedelta:
        lasting.append(since)
        return NO_WAIT

    tally = Tally(hash_tried("test", "ann"), note_since)
    for at in (NOON, NOON - timedelta(seconds=1)):
        note_attempt(db, name=tally, address=Tally("", note_since), window=WINDOW, at=at)
    assert lasting == [NO_WAIT]


def test_what_must_wait_is_not_noted_and_the_window_slides(db: Store) -> None:
    for number in range(FREE):
        assert attempt(db, "ann", at=NOON + timedelta(minutes=number))
    assert not attempt(db, "ann", at=NOON + timedelta(minutes=14))
    assert attempt(db, "bob", at=NOON + timedelta(minutes=14))
    assert attempt(db, "ann", at=NOON + timedelta(minutes=15))
    assert not attempt(db, "ann", at=NOON + timedelta(minutes=15, seconds=30))


def test_a_name_counts_from_everywhere_and_an_address_for_everybody(db: Store) -> None:
    for number in range(FREE):
        assert attempt(db, "ann", f"192.0.2.{number}")
    assert not attempt(db, "ann", "192.0.2.99")
    for number in range(FREE - 1):
        assert attempt(db, f"rep{number}", "192.0.2.1")
    assert not attempt(db, "rep99", "192.0.2.1")


def test_what_was_right_is_taken_back_and_its_number_never_comes_again(db: Store) -> None:
    numbers = []
    for _ in range(3 * FREE):
        numbers.append(attempt(db, "ann", "192.0.2.1"))
        take_back(db, numbers[-1])
    assert len({*numbers}) == 3 * FREE
    assert attempt(db, "ann", "192.0.2.1")


def test_a_name_that_is_forgotten_is_forgotten_at_its_addresses_too(db: Store) -> None:
    for _ in range(FREE):
        attempt(db, "ann", "192.0.2.1")
    forget_attempts(db, hash_tried("test", "ann"))
    assert attempt(db, "bob", "192.0.2.1")


def test_rows_go_when_nothing_counts_them_any_more(db: Store) -> None:
    for number in range(50):
        attempt(db, f"rep{number}", f"192.0.2.{number}")
    attempt(db, "ann", at=NOON + WINDOW)
    assert db.rows("SELECT count(*) FROM attempts") == [(1,)]


def test_nobody_can_be_read_out_of_the_rows(db: Store) -> None:
    attempt(db, "ann@ours.example", "192.0.2.1")
    kept = "\n".join(db.connection.iterdump())
    assert not [told for told in ("ann@ours", "192.0.2.1") if told in kept]
