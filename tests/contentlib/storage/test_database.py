"""Opening a library, and what is said of one that cannot be opened or written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from contentlib.errors import LibraryError, LockedLibrary, NewerLibrary, NoLibrary
from contentlib.storage.database import open_database
from contentlib.storage.migrations import MIGRATIONS
from contentlib.storage.store import Store


def test_a_library_that_is_not_there_is_made_only_when_asked(tmp_path: Path) -> None:
    with pytest.raises(NoLibrary, match="index"):
        open_database(tmp_path / "new/library.db")

    db = open_database(tmp_path / "new/library.db", create=True)

    assert db.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)


def test_an_older_library_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    db = Store(sqlite3.connect(path, isolation_level=None))
    MIGRATIONS[0](db)
    db.execute("PRAGMA user_version = 1")
    db.close()

    assert open_database(path).execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)


def test_a_library_of_a_newer_contentlib_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    open_database(path, create=True).execute("PRAGMA user_version = 999")

    with pytest.raises(NewerLibrary, match="Update contentlib"):
        open_database(path)


@pytest.mark.parametrize("content", [b"no library at all, but long enough to be one" * 40, b"SQLite format 3\x00" * 90])
def test_a_file_that_is_no_library_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(content)

    with pytest.raises(LibraryError, match=r"library\.db"):
        open_database(path)


def test_an_outer_part_takes_back_the_inner_ones(tmp_path: Path) -> None:
    db = open_database(":memory:")

    def write_and_fail() -> None:
        with db.atomic():
            with db.atomic():
                db.execute("INSERT INTO meta VALUES ('inner', '1')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_fail()
    assert db.execute("SELECT count(*) FROM meta").fetchone()[0] == 0


def test_two_connections_wait_for_each_other_instead_of_failing(tmp_path: Path) -> None:
    first, second = (open_database(tmp_path / "library.db", create=True) for _ in range(2))
    second.execute("PRAGMA busy_timeout = 50")

    def write_twice() -> None:
        with first.atomic(), second.atomic():
            pass

    with pytest.raises(LockedLibrary, match=r"library\.db is in use"):
        write_twice()


def test_a_full_disk_is_told_as_such_and_leaves_the_library_whole(tmp_path: Path) -> None:
    db = open_database(tmp_path / "library.db", create=True)
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages + 2}")

    def fill() -> None:
        with db.atomic():
            db.execute("INSERT INTO meta VALUES ('small', 'x')")
            db.execute("INSERT INTO meta VALUES ('large', ?)", ["x" * 1_000_000])

    with pytest.raises(LibraryError, match="The disk is full"):
        fill()
    assert db.execute("SELECT count(*) FROM meta").fetchone()[0] == 0
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_what_is_read_at_one_moment_knows_nothing_of_what_others_write_meanwhile(tmp_path: Path) -> None:
    ours, theirs = (open_database(tmp_path / "library.db", create=True) for _ in range(2))
    count = "SELECT count(*) FROM meta WHERE key = 'new'"

    with ours.at_one_moment():
        before = ours.execute(count).fetchone()[0]
        theirs.execute("INSERT INTO meta (key, value) VALUES ('new', '1')")
        assert ours.execute(count).fetchone()[0] == before == 0

    assert ours.execute(count).fetchone()[0] == 1


OVERFLOWS = "SELECT abs(value) FROM (SELECT 1 AS value UNION ALL SELECT -9223372036854775808)"


def test_what_fails_half_way_through_the_rows_is_told_of_the_library_by_its_name(tmp_path: Path) -> None:
    db = open_database(tmp_path / "library.db", create=True)
    db.called = "of the harbour"

    with pytest.raises(LibraryError, match="of the harbour could not be used: integer overflow"):
        list(db.execute(OVERFLOWS))
    with pytest.raises(LibraryError, match="of the harbour"):
        db.rows(OVERFLOWS)


def test_what_can_be_made_again_is_not_waited_for(tmp_path: Path) -> None:
    ours, theirs = (open_database(tmp_path / "library.db", create=True) for _ in range(2))
    count = "SELECT count(*) FROM meta WHERE key = 'new'"

    with theirs.atomic(), ours.if_free(), ours.atomic():
        ours.execute("INSERT INTO meta (key, value) VALUES ('new', '1')")
    assert ours.execute(count).fetchone() == (0,)

    with ours.if_free(), ours.atomic():
        ours.execute("INSERT INTO meta (key, value) VALUES ('new', '1')")
    assert theirs.execute(count).fetchone() == (1,)
