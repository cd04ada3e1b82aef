"""Typing errors are mended from the library's own words, and never a word that it knows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from contentlib.catalog.chunks import delete_chunks
from contentlib.catalog.lexicon import follow_places, is_known, mend_spelling
from contentlib.library.opened import Library
from contentlib.search.keywords import find_sections
from tests.builders import build_library, index

FILES = {
    "a.md": "# Migration\n\nA battlecard for the winners, and a catch for everyone.\n",
    "b.md": "# Migration\n\nThe battlecard that wants no catch.\n",
    "c.md": "# Elsewhere\n\nOnly here: marmalade. Wants more.\n",
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, FILES)


CASES = {
    "a letter missing": ("migraton plan", "migration plan"),
    "a letter too many": ("migrattion", "migration"),
    "a wrong letter": ("battlecerd", "battlecard"),
    "two letters swapped": ("Battelcard", "battlecard"),
    "a short word, letters swapped": ("wnats", "wants"),
}


@pytest.mark.parametrize(("typed", "read"), CASES.values(), ids=CASES.keys())
def test_a_typing_error_is_mended(library: Library, typed: str, read: str) -> None:
    assert mend_spelling(library.db, typed).text == read


UNTOUCHED = {
    "a known word": "migration",
    "a known word with another ending": "migrating battlecards",
    "a short word a letter away": "match",
    "a word two errors away": "migrtaoin",
    "an identifier": "migrati0n",
    "a name": "Kubernetes",
    "a word that a single asset has": "marmalede",
    "nothing": "",
}


@pytest.mark.parametrize("typed", UNTOUCHED.values(), ids=UNTOUCHED.keys())
def test_everything_else_is_left_as_typed(library: Library, typed: str) -> None:
    assert mend_spelling(library.db, typed).text == typed
    assert mend_spelling(library.db, typed).changes == ()


def test_what_was_changed_is_told(library: Library) -> None:
    assert mend_spelling(library.db, "migraton battelcard").changes == (
        ("migraton", "migration"),
        ("battelcard", "battlecard"),
    )


RIGHT = {"fiction": 1, "scares": 2, "believe": 3, "bottle": 4, "swamp": 5, "stamped": 6, "spin": 7, "skinny": 8}
WITH_ENGLISH = {
    "a right word that no asset has, near to one that some have": ("scares fiction", "scares fiction"),
    "a word that only English has": ("beleive", "believe"),
    "another form of such a word": ("bottled", "bottled"),
    "a word made of one that English has": ("swamped spinny", "swamped spinny"),
    "who does such a thing": ("bottler", "bottler"),
    "the library's own words come first": ("migraton", "migration"),
}


@pytest.mark.parametrize(("typed", "read"), WITH_ENGLISH.values(), ids=WITH_ENGLISH.keys())
def test_english_words_are_right_though_no_asset_has_them(library: Library, typed: str, read: str) -> None:
    assert mend_spelling(library.db, typed, english=lambda: RIGHT).text == read


def test_a_word_with_a_sharp_s_is_known_found_and_read_for_one_with_an_error(tmp_path: Path) -> None:
    files = {f"{name}.md": f"# {name}\n\nDie Straße ist gesperrt.\n" for name in ("eins", "zwei")}
    library = build_library(tmp_path, files)
    assert len(find_sections(library.db, "STRAßE", limit=5)) == len(find_sections(library.db, "strasse", limit=5)) == 2
    assert mend_spelling(library.db, "Straße").changes == ()
    assert mend_spelling(library.db, "Strraße").changes == (("strrasse", "strasse"),)


def test_words_of_assets_that_are_gone_mend_nothing(library: Library) -> None:
    for (asset_id,) in library.db.execute("SELECT id FROM assets").fetchall():
        delete_chunks(library.db, asset_id)
    assert not is_known(library.db, "migration")
    assert library.db.execute("SELECT max(assets) FROM lexicon").fetchone() == (0,)
    assert mend_spelling(library.db, "migraton").changes == ()


def test_an_asset_that_was_moved_is_found_by_its_new_place(library: Library, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    (drive / "Sailing").mkdir()
    shutil.move(drive / "c.md", drive / "Sailing" / "c.md")
    index(library, drive)
    row = library.db.execute(
        "SELECT asset_id FROM chunks c JOIN assets a ON a.id = c.asset_id WHERE a.title = 'Elsewhere'"
    )
    follow_places(library.db, row.fetchone()[0])
    assert is_known(library.db, "sailing")
    assert library.db.execute("SELECT assets FROM lexicon WHERE word = 'sailing'").fetchone() == (1,)


@pytest.mark.parametrize("query", ["GitHub", "hub", "SaaS", "GxP", "battlecard", "battle card"])
def test_a_file_is_found_by_the_names_in_its_name_however_they_are_written(tmp_path: Path, query: str) -> None:
    files = {"GitHub SaaS_GxP-BattleCard.md": "# Alpha\n\nNothing.\n", "b.md": "# Beta\n\nNothing either.\n"}
    found = find_sections(build_library(tmp_path, files).db, query, limit=5)
    assert len(found) == 1


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("SOC2 report", "SOC 2 report"), ("ISO27001", "ISO 27001"), ("GDPR 5", "GDPR5"), ("KX4471B", "KX 4471 B"),
        ("1250000", "1 250 000"), ("$1.250.000", "$1.250.000"), ("newrelic", "new relic"), ("SOC 2", "SOC 2"),
        ("SOC3", "SOC3"), ("report 2026", "report 2026"),
    ],
)  # fmt: skip
def test_what_is_written_joined_or_apart_is_read_as_the_library_writes_it(
    tmp_path: Path, typed: str, read: str
) -> None:
    text = "The SOC 2 report, ISO 27001 and GDPR5. Part KX-4471-B costs $1,250,000. New Relic is another."
    library = build_library(tmp_path, {"a.md": text})
    assert mend_spelling(library.db, typed).text == read
