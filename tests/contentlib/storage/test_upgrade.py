"""A library of the first schema is brought up to date with what it holds."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from contentlib.catalog.lexicon import respell_words
from contentlib.people.accounts import is_given_by_provider
from contentlib.people.hashes import hash_name, hash_token
from contentlib.sending.discretion import OWNER
from contentlib.sending.links import find_links
from contentlib.storage.database import open_database
from contentlib.storage.erasing import has_traces
from contentlib.storage.migrations import (
    MIGRATIONS,
    m014_words_are_counted_as_the_full_text_finds_them,
    m015_attempts_at_links_and_passcodes,
    m018_places_of_limits,
    m019_sessions_and_roles_by_a_provider,
    m020_link_tokens_are_sealed,
    m031_words_to_be_spelled_again,
)
from contentlib.storage.store import Store
from tests.builders import build_library

FOLDED = "Strasse und Straße, die große Größe. Don’t. Ⅷ λόγος"
SPELLED = "SELECT rowid, trim(body) FROM section_words ORDER BY rowid"
COUNTED = "SELECT word FROM lexicon WHERE assets > 0 ORDER BY word"
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
    library.db.execute("UPDATE section_words SET body = ? WHERE body LIKE 'Strasse und%'", [FOLDED])
    m014_words_are_counted_as_the_full_text_finds_them(library.db)
    assert ("straße", 1) in library.db.rows("SELECT word, assets FROM lexicon")
    library.close()


def test_words_of_an_older_library_are_spelled_as_they_are_looked_up_at_the_next_pass(tmp_path: Path) -> None:
    library = build_library(tmp_path, {"a.md": FOLDED, "b.md": "価格改定のお知らせ", "c.md": "Nothing of it."})
    spelled, words = (library.db.rows(sql) for sql in (SPELLED, COUNTED))
    library.db.execute("UPDATE section_words SET body = ? WHERE body LIKE 'Strasse und%'", [FOLDED])
    library.db.execute("UPDATE section_words SET body = ? WHERE body LIKE '%価格%'", ["価格改定のお知らせ"])
    library.db.execute("DROP TABLE unspelled")
    m031_words_to_be_spelled_again(library.db)
    assert respell_words(library.db) == 2
    assert library.db.rows(SPELLED) == spelled
    assert library.db.rows(COUNTED) == words
    assert respell_words(library.db) == 0
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


def write_library_with_links(path: Path, tokens: list[str]) -> None:
    """Links as they were kept until their tokens were sealed."""
    db = Store(sqlite3.connect(path))
    before = MIGRATIONS[: MIGRATIONS.index(m020_link_tokens_are_sealed)]
    for migration in before:
        migration(db)
    db.insert("assets", {"title": "Price list", "format": "pdf", "added_at": AT})
    db.insert("versions", {"asset_id": 1, "number": 1, "fingerprint": "ab" * 32, "size": 1, "read_at": AT})
    db.insert("people", {"name": "Ines", "email": "ines@ours.example"})
    db.insert("contacts", {"email": "ann@buyer.example"})
    of = {"asset_id": 1, "version_id": 1, "person_id": 1, "contact_id": 1, "channel": "link", "sent_at": AT}
    for number, token in enumerate(tokens, start=1):
        db.insert("sends", of | {"token": f"form {number}"})
        db.insert("links", {"send_id": number, "token": token, "token_hash": hash_token(token), "created_at": AT})
    db.execute("DELETE FROM links WHERE id > 300")  # what was deleted before lies in the file, too
    db.execute(f"PRAGMA user_version = {len(before)}")
    db.connection.commit()
    db.close()


def write_library_before(
    path: Path, migration: Callable[[Store], None], rows: list[tuple[str, Mapping[str, Any]]]
) -> None:
    """A library as it was before a migration, with these rows."""
    db = Store(sqlite3.connect(path))
    before = MIGRATIONS.index(migration)
    for one in MIGRATIONS[:before]:
        one(db)
    for table, values in rows:
        db.insert(table, values)
    db.execute(f"PRAGMA user_version = {before}")
    db.connection.commit()
    db.close()


def test_links_given_before_go_on_working_and_no_copy_of_what_opens_them_stays(tmp_path: Path) -> None:
    tokens = [f"{number:05d}-tulip-in-a-vase-of-glass" for number in range(500)]
    path = tmp_path / "library.db"
    write_library_with_links(path, tokens)
    assert b"-tulip-in-a-vase-of-glass" in path.read_bytes()

    db = open_database(path)
    found = find_links(db, range(1, 301), asking=OWNER)
    assert [link.token for link in found.values()] == tokens[:300]
    assert db.execute("SELECT count(*) FROM links WHERE token_hash = ?", [hash_token(tokens[7])]).fetchone() == (1,)
    files = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    assert not [name for name, data in files.items() if b"-tulip-in-a-vase" in data]
    assert not has_traces(db)
    db.close()


def test_where_somebody_reads_meanwhile_the_next_who_opens_it_wipes_the_copies_out(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    write_library_with_links(path, ["tulip-in-a-vase-of-glass"])
    reader = sqlite3.connect(path)
    reader.execute("PRAGMA journal_mode = WAL")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM links").fetchone()
    open_database(path).close()

    reader.close()
    db = open_database(path)
    assert not has_traces(db)
    assert b"tulip-in-a-vase" not in path.read_bytes()


def test_a_limit_that_held_nothing_by_its_spelling_holds_after_the_update(tmp_path: Path) -> None:
    composed, apart = (unicodedata.normalize(form, "Börse") for form in ("NFC", "NFD"))
    lying = {"drive_id": 1, "version_id": 1, "size": 1, "mtime_ns": 0, "first_seen_at": AT}
    read = {"asset_id": 1, "number": 1, "fingerprint": "f", "size": 1, "read_at": AT}
    write_library_before(
        tmp_path / "library.db", m018_places_of_limits,
        [
            ("drives", {"name": "drive", "root": "/d", "added_at": AT}),
            ("assets", {"title": "a", "format": "md", "added_at": AT}), ("versions", read),
            *(
                ("locations", lying | {"path": path})
                for path in (f"{apart}/a.md", "BOARD/2026/b.md", "Boardroom/c.md")
            ),
            *(("limits", {"drive_id": 1, "folder": folder, "made_at": AT}) for folder in (composed, "Board/2026", "")),
        ],
    )  # fmt: skip
    db = open_database(tmp_path / "library.db")
    places = set(db.rows("SELECT limit_id, path, how FROM limit_places"))
    assert places == {
        (1, composed, "said"), (1, apart, "spelled"), (2, "Board/2026", "said"), (2, "BOARD/2026", "spelled"),
        (3, "", "said"),
    }  # fmt: skip
    db.close()


def test_of_roles_from_before_the_log_tells_which_a_person_gave(tmp_path: Path) -> None:
    people = ("by hand", "by sso", "no sso", "changed")
    audit = {"at": AT, "who": "admin", "via": "", "address": ""}
    rows: list[tuple[str, Mapping[str, Any]]] = []
    for number, name in enumerate(people, start=1):
        email = f"{name.replace(' ', '.')}@ours.example"
        rows.append(("people", {"name": name, "email": email}))
        subject = None if name == "no sso" else f"https://id.example {number}"
        rows.append(("logins", {"person_id": number, "role": "marketer", "subject": subject, "added_at": AT}))
    rows.append(("audit", audit | {"action": "invited", "about": "by.hand@ours.example", "detail": "role: marketer"}))
    rows.append(("audit", audit | {"action": "invited", "about": "by.sso@ours.example", "detail": "role: rep"}))
    rows.append(
        ("audit", audit | {"action": "role changed", "about": "changed@ours.example", "detail": "rep → marketer"})
    )
    write_library_before(tmp_path / "library.db", m019_sessions_and_roles_by_a_provider, rows)
    db = open_database(tmp_path / "library.db")
    assert [is_given_by_provider(db, number) for number in (1, 2, 3, 4)] == [False, True, False, False]
    db.close()
