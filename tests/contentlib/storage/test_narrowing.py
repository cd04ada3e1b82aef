"""A narrowed connection shows less, tells so, cannot write by mistake, and sees everything again when widened."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentlib.errors import LibraryError
from contentlib.storage.database import open_database
from contentlib.storage.narrowing import (
    gathered,
    hidden,
    is_narrowed,
    list_hidden,
    narrow_to,
    narrowed_to,
    widen,
)
from contentlib.storage.sql_words import own
from contentlib.storage.store import Store


@pytest.fixture
def db(tmp_path: Path) -> Store:
    db = open_database(tmp_path / "library.db", create=True)
    db.insert_many("meta", [{"key": name, "value": name.upper()} for name in "abc"])
    return db


def narrow(db: Store) -> None:
    with narrow_to(db, person_id=7, strictly=False) as narrow:
        narrow.gather("secrets", f"SELECT key FROM {own('meta')} WHERE key != ?", ["a"])
        narrow.hide("keys", f"SELECT rowid FROM {own('meta')} WHERE key IN (SELECT key FROM {gathered('secrets')})")
        narrow.hide("keys", f"SELECT rowid FROM {own('meta')} WHERE key = 'b'")
        narrow.show("meta", f"rowid NOT IN {hidden('keys')}", blank=("value",))
        assert narrow.finds(f"SELECT 1 FROM {gathered('secrets')}")
        assert not narrow.finds(f"SELECT 1 FROM {gathered('secrets')} WHERE key = 'a'")


def test_a_plain_name_shows_what_may_be_seen_and_the_librarys_own_all(db: Store) -> None:
    narrow(db)

    assert db.rows("SELECT key, value FROM meta") == [("a", "")]
    assert db.rows(f"SELECT count(*) FROM {own('meta')}") == [(3,)]
    assert len(list_hidden(db, "keys") or ()) == 2


def test_a_connection_tells_what_it_is_narrowed_to(db: Store) -> None:
    assert not is_narrowed(db)
    assert narrowed_to(db) is None
    assert list_hidden(db, "keys") is None
    narrow(db)
    assert is_narrowed(db)
    assert narrowed_to(db) == {"person_id": 7, "strictly": 0}


def test_only_this_connection_is_narrowed_and_it_is_widened_again(db: Store) -> None:
    narrow(db)
    assert open_database(db.path).rows("SELECT count(*) FROM meta") == [(3,)]

    widen(db)

    assert not is_narrowed(db)
    assert db.rows("SELECT count(*) FROM meta WHERE value != ''") == [(3,)]
    narrow(db)
    assert is_narrowed(db)


def test_a_write_by_a_plain_name_fails_and_one_to_the_librarys_own_does_not(db: Store) -> None:
    narrow(db)
    with pytest.raises(LibraryError, match="view"):
        db.execute("UPDATE meta SET value = ''")
    db.execute(f"UPDATE {own('meta')} SET value = '!' WHERE key = 'b'")
    widen(db)
    assert db.rows("SELECT value FROM meta ORDER BY key") == [("A",), ("!",), ("C",)]
