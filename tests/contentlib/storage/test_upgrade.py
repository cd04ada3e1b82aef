"""A library of the first schema is brought up to date with what it holds."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from contentlib.storage.database import open_database
from contentlib.storage.migrations import MIGRATIONS
from contentlib.storage.store import Store

AT = "2026-01-01T00:00:00+00:00"


def write_first_library(path: Path) -> None:
    """An asset whose kind a person corrected, as the first schema kept it."""
    db = Store(sqlite3.connect(path))
    MIGRATIONS[0](db)
    db.table("assets").insert({"title": "Price list", "format": "pdf", "added_at": AT})
    for value, source in (("deck", "model"), ("pricing", "person")):
        said = {"axis": "kind", "value": value, "source": source, "confidence": 0.9, "said_at": AT}
        db.table("tags").insert({"asset_id": 1} | said)
    db.execute("PRAGMA user_version = 1")
    db.connection.commit()
    db.close()


def test_of_a_corrected_kind_only_the_persons_word_is_left(tmp_path: Path) -> None:
    write_first_library(tmp_path / "library.db")
    db = open_database(tmp_path / "library.db")
    assert [row[0] for row in db.execute("SELECT value FROM winning_tags WHERE axis = 'kind'")] == ["pricing"]
    assert db.execute("SELECT count(*) FROM corrections").fetchone() == (0,)
    db.close()
