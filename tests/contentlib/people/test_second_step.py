"""The second step: codes of an app and recovery codes, each of which opens once; and how the secret is kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pyotp import TOTP

from contentlib.errors import BadInput
from contentlib.people.accounts import add_account
from contentlib.people.lockout import FREE
from contentlib.people.persons import Role
from contentlib.people.second_step import (
    CodeTry,
    end_second_step,
    find_second_step,
    replace_recovery,
    set_up_second_step,
    to_base32,
    try_code,
    write_app_address,
    write_recovery,
)
from contentlib.storage.database import open_database
from contentlib.storage.store import Store

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECRET = to_base32(bytes(range(20)))
HERE = "192.0.2.1"
RECOVERY = [write_recovery(bytes([number] * 10)) for number in range(10)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def db(path: Path) -> Iterator[Store]:
    opened = open_database(path, create=True)
    yield opened
    opened.close()


@pytest.fixture
def ada(db: Store) -> int:
    """A person whose app showed a code an hour ago."""
    account = add_account(db, "ada@ours.example", Role.ADMIN, added_at=NOON)
    before = NOON - timedelta(hours=1)
    set_up_second_step(db, account.person_id, SECRET, shown(before), recovery=RECOVERY, at=before)
    return account.person_id


def shown(at: datetime) -> str:
    """What the app shows then."""
    return str(TOTP(SECRET).at(at))


def show(db: Store, person: int, code: str, *, at: datetime = NOON) -> CodeTry:
    return try_code(db, person, code, address=HERE, at=at)


def test_the_code_of_the_app_opens_however_it_is_typed(db: Store, ada: int) -> None:
    code = shown(NOON)
    assert show(db, ada, f" {code[:3]} {code[3:]} ").is_right


@pytest.mark.parametrize(("seconds", "is_right"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_clock_may_be_off_by_half_a_minute(db: Store, ada: int, seconds: int, is_right: bool) -> None:
    assert show(db, ada, shown(NOON + timedelta(seconds=seconds))).is_right is is_right


def test_a_code_opens_once_and_none_from_before_it(db: Store, ada: int) -> None:
    before, code = shown(NOON - timedelta(seconds=30)), shown(NOON)
    assert [show(db, ada, one).is_right for one in (code, code, before)] == [True, False, False]


def test_the_code_that_set_it_up_does_not_open_too(db: Store) -> None:
    person = add_account(db, "ada@ours.example", Role.ADMIN, added_at=NOON).person_id
    set_up_second_step(db, person, SECRET, shown(NOON), recovery=RECOVERY, at=NOON)
    assert not show(db, person, shown(NOON)).is_right


def test_of_many_that_show_one_code_at_once_one_is_let_in(db: Store, ada: int, path: Path) -> None:
    ready, found = threading.Barrier(FREE), list[bool]()

    def enter() -> None:
        own = open_database(path)
        ready.wait()
        found.append(show(own, ada, shown(NOON)).is_right)
        own.close()

    threads = [threading.Thread(target=enter) for _ in range(FREE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(found) == 1


def test_guesses_must_wait_and_a_right_code_waits_with_them(db: Store, ada: int) -> None:
    tried = [show(db, ada, "000000") for _ in range(FREE + 1)]
    assert [bool(one.wait) for one in tried] == [False] * FREE + [True]
    assert show(db, ada, shown(NOON)).wait == timedelta(minutes=1)
    later = NOON + timedelta(minutes=1)
    assert show(db, ada, shown(later), at=later).is_right


def test_a_recovery_code_opens_once_for_its_owner(db: Store, ada: int) -> None:
    other = add_account(db, "bo@ours.example", Role.REP, added_at=NOON).person_id
    assert not show(db, other, RECOVERY[3]).is_right
    assert show(db, ada, RECOVERY[3].upper()) == CodeTry(True, is_recovery=True)
    assert not show(db, ada, RECOVERY[3]).is_right
    step = find_second_step(db, ada)
    assert step
    assert step.recovery_left == 9


def test_new_recovery_codes_end_those_from_before(db: Store, ada: int) -> None:
    fresh = write_recovery(b"0123456789")
    replace_recovery(db, ada, [fresh])
    assert [show(db, ada, code).is_right for code in (RECOVERY[0], fresh)] == [False, True]


def test_neither_secret_nor_codes_stand_in_the_file(db: Store, ada: int, path: Path) -> None:
    kept = b"".join(one.read_bytes() for one in path.parent.iterdir())
    assert b"ada@ours.example" in kept
    for secret in (SECRET, SECRET.lower(), *RECOVERY, *(code.replace("-", "") for code in RECOVERY)):
        assert secret.encode() not in kept


def test_under_another_key_only_recovery_codes_open(db: Store, ada: int, path: Path) -> None:
    path.with_suffix(".key").write_text("another " * 8, encoding="ascii")
    with pytest.raises(BadInput, match="Use a recovery code"):
        show(db, ada, shown(NOON))
    assert show(db, ada, RECOVERY[0]).is_right


def test_nobody_sets_it_up_without_a_code_or_over_another(db: Store, ada: int) -> None:
    person = add_account(db, "bo@ours.example", Role.REP, added_at=NOON).person_id
    with pytest.raises(BadInput, match="not the code that your app shows"):
        set_up_second_step(db, person, SECRET, "000000", recovery=(), at=NOON)
    with pytest.raises(BadInput, match="already"):
        set_up_second_step(db, ada, SECRET, shown(NOON), recovery=(), at=NOON)


def test_after_its_end_no_code_opens(db: Store, ada: int) -> None:
    assert end_second_step(db, ada)
    assert not end_second_step(db, ada)
    assert find_second_step(db, ada) is None
    assert [show(db, ada, code).is_right for code in (shown(NOON), RECOVERY[0])] == [False, False]


def test_an_app_reads_who_it_is_for_and_from_whom() -> None:
    address = write_app_address(SECRET, email="ada@ours.example", issuer="contentlib Ours")
    assert address.startswith("otpauth://totp/contentlib%20Ours:ada%40ours.example?secret=")


@pytest.mark.parametrize("typed", ["", " ", "12345", "1234567", "٠١٢٣٤٥", "²³¹²³¹", "aaaa-aaaa", "\ud800", "0" * 40])
def test_whatever_else_is_typed_is_no_code(db: Store, ada: int, typed: str) -> None:
    assert not show(db, ada, typed).is_right
