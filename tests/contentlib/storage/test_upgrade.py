"""A library of the first schema is brought up to date with what it holds."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from contentlib.storage.database import open_database
from contentlib.storage.migrations import MIGRATIONS
from contentlib.storage.store import Store
from tests.builders import build_library

FOLDED = "Strasse und Straße, die große Größe. Don’t. Ⅷ λόγος"
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


def test_words_are_counted_as_they_are_written_and_no_longer_with_ss_for_a_sharp_s(tmp_path: Path) -> None:
    library = build_library(tmp_path, {"a.md": FOLDED, "b.md": "Eine Strasse, eine Größe.", "c.md": "Nothing of it."})
    counted = "SELECT word, assets FROM lexicon WHERE assets > 0 ORDER BY word"
    wanted = library.db.rows(counted)
    for word, assets in wanted:
        if word != word.casefold():
            library.db.execute("DELETE FROM lexicon WHERE word = ?", [word])
            library.db.execute("INSERT OR IGNORE INTO lexicon VALUES (?, ?)", [word.casefold(), assets])
    assert library.db.rows(counted) != wanted
    library.db.execute("PRAGMA user_version = 13")
    library.db.connection.commit()
    library.close()
    db = open_database(library.settings.library)
    assert db.rows(counted) == wanted
    assert ("straße", 1) in wanted
    db.close()
