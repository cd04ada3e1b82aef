"""A library of the first schema is brought up to date with what it holds."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from contentlib.people.hashes import hash_name
from contentlib.storage.database import open_database
from contentlib.storage.migrations import (
    MIGRATIONS,
    m014_words_are_counted_as_the_full_text_finds_them,
    m015_attempts_at_links_and_passcodes,
)
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
    m014_words_are_counted_as_the_full_text_finds_them(library.db)
    assert library.db.rows(counted) == wanted
    assert ("straße", 1) in wanted
    library.close()


def test_tries_at_passwords_go_on_being_counted_without_the_addresses_they_came_from(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    db = Store(sqlite3.connect(path))
    before = MIGRATIONS.index(m015_attempts_at_links_and_passcodes)
    for migration in MIGRATIONS[:before]:
        migration(db)
    tried_at = "2026-01-01T00:59:59.250000+00:00"
    db.insert("login_attempts", {"name": hash_name("ada@ours.example"), "address": "192.0.2.1", "tried_at": tried_at})
    db.execute(f"PRAGMA user_version = {before}")
    db.connection.commit()
    db.close()
    db = open_database(path)
    expected = [(hash_name("ada@ours.example"), "", tried_at, "2026-01-01T01:59:59.000000+00:00")]
    assert db.rows("SELECT name, address, tried_at, ends_at FROM attempts") == expected
    assert "192.0.2.1" not in "\n".join(db.connection.iterdump())
    db.close()
