"""What the library says of its own tables, and that what is erased is gone from its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentlib.storage.database import open_database
from contentlib.storage.erasing import erased
from contentlib.storage.schema import last_number, list_columns, list_references, list_tables, redirect
from contentlib.storage.store import Store


@pytest.fixture
def db() -> Store:
    return open_database(":memory:")


def add_people(db: Store, *names: str) -> list[int]:
    return [db.insert("people", {"name": name, "email": f"{name}@company.example"}) for name in names]


def test_tables_are_ours_and_not_the_engines_or_the_full_texts(db: Store) -> None:
    tables = list_tables(db)

    assert {"assets", "meta", "groups"} <= set(tables)
    assert not [name for name in tables if name.startswith(("sqlite", "section_words"))]


def test_columns_come_in_their_order(db: Store) -> None:
    assert list_columns(db, "group_people") == ("group_id", "person_id")
    assert list_columns(db, "winning_tags")[:3] == ("id", "asset_id", "axis")


def test_references_are_found_wherever_they_are(db: Store) -> None:
    assert ("sends", "person_id") in list_references(db, "people")
    assert ("requests", "assignee_id") in list_references(db, "people")
    assert ("sends", "asset_id") not in list_references(db, "people")


def test_what_refers_to_one_row_refers_to_the_other_and_nothing_is_doubled(db: Store) -> None:
    ana, bo = add_people(db, "ana", "bo")
    first, second = (db.insert("groups", {"name": name, "made_at": ""}) for name in ("first", "second"))
    db.insert_many("group_people", [{"group_id": one, "person_id": ana} for one in (first, second)])
    db.insert("group_people", {"group_id": first, "person_id": bo})

    redirect(db, "people", ana, bo)

    assert db.rows("SELECT group_id, person_id FROM group_people ORDER BY 1") == [(first, bo), (second, bo)]


def test_a_number_that_was_given_out_is_remembered_when_its_row_is_gone(db: Store) -> None:
    assert last_number(db, "audit") == 0
    db.insert("assets", {"id": 7, "title": "a", "format": "md", "added_at": ""})
    db.execute("DELETE FROM assets")

    assert last_number(db, "assets") == 7


def test_what_is_erased_is_in_no_file_any_more(tmp_path: Path) -> None:
    db = open_database(tmp_path / "library.db", create=True)
    (ana,) = add_people(db, "quetzalcoatl")

    with erased(db), db.atomic():
        db.execute("DELETE FROM people WHERE id = ?", [ana])

    assert not [path for path in tmp_path.iterdir() if b"quetzalcoatl" in path.read_bytes()]
