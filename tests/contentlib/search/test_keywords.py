"""Words to ranked chunks: whatever a stranger types, and what a word is worth by where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentlib.library.opened import Library
from contentlib.model import Filters
from contentlib.search.keywords import find_sections, search_words
from contentlib.search.legs import open_legs
from tests.builders import build_library

PATH_OF = "SELECT path FROM locations JOIN sections USING (version_id) WHERE sections.id = ?"
FILES = {
    "Pricing/rates.md": "# What we charge\n\nA month costs 20 euro.\n\n# Discounts\n\nAsk the director.\n",
    "Stories/harbour.md": "# A harbour\n\nThe crane was idle until the month ended. Pricing was no concern.\n",
    "Stories/FerryCase.html": "<title>Islands</title><h1>Islands</h1><p>Boats that never wait.</p>",
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, FILES)


def paths(library: Library, query: str, filters: Filters = Filters()) -> list[str]:
    found = [
        library.db.execute(
            "SELECT l.path FROM chunks c JOIN versions v ON v.asset_id = c.asset_id "
            "JOIN locations l ON l.version_id = v.id WHERE c.id = ?",
            [chunk_id],
        ).fetchone()[0]
        for chunk_id in open_legs(library, filters).rank_words(query, limit=20)
    ]
    return list(dict.fromkeys(found))


def test_any_of_the_words_finds(library: Library) -> None:
    assert set(paths(library, "charge crane")) == {"Pricing/rates.md", "Stories/harbour.md"}


def test_a_word_is_found_with_another_ending(library: Library) -> None:
    assert paths(library, "discounting") == ["Pricing/rates.md"]


def test_names_of_files_and_folders_are_found_and_count_more_than_text(library: Library) -> None:
    assert paths(library, "ferry case") == ["Stories/FerryCase.html"]
    assert paths(library, "pricing")[0] == "Pricing/rates.md"


def test_the_best_section_comes_first_and_all_its_chunks_share_its_score(tmp_path: Path) -> None:
    long = "Winches need oil. " * 60
    library = build_library(tmp_path, {"a.md": f"# Winches\n\n{long}\n", "b.md": "# Oil\n\nOil is sold here.\n"})
    found = open_legs(library).rank_words("winches", limit=5)
    assert len(found) > 1
    assert len({*found.values()}) == 1


def test_a_filter_is_kept_inside_the_search(library: Library) -> None:
    assert paths(library, "month", Filters(folder="Stories")) == ["Stories/harbour.md"]


@pytest.mark.parametrize(
    "query", ['"', "AND", "NEAR(", "price-lock*", "C++", "what's", "title:x", "^", "🦀", "  ", "'"]
)
def test_no_text_is_taken_for_syntax(library: Library, query: str) -> None:
    open_legs(library).rank_words(query, limit=5)


def test_a_query_of_stop_words_is_searched_as_it_is() -> None:
    assert search_words("what is it") == ["what", "is", "it"]
    assert search_words("…") == []


def test_a_very_long_query_is_cut() -> None:
    assert len(search_words(" ".join(f"word{number}" for number in range(100)))) == 24


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Library:
    files = {
        "ja.md": "当社の価格改定と値上げについて、消費税の扱いを報告します。",
        "zh.md": "本文介绍安全合规与数据保护。",
        "th.md": "เรามีราคาพิเศษสำหรับลูกค้าใหม่",
        "wide.md": "ＩＳＯ９００１ ＡＢＣ商事 ⺠法 ﬁnance Ørsted İstanbul ｶﾞｲﾄﾞ",
        "sharp.md": "Die Größe der Gießereistrasse.",
    }
    return build_library(tmp_path_factory.mktemp("letters"), files)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("価格", "ja"), ("値上げ", "ja"), ("税", "ja"), ("報告", "ja"), ("安全合规", "zh"), ("ราคา", "th"),
        ("ISO9001", "wide"), ("ABC商事", "wide"), ("ＡＢＣ", "wide"), ("民法", "wide"), ("finance", "wide"),
        ("Orsted", "wide"), ("istanbul", "wide"), ("ガイド", "wide"), ("GRÖSSE", "sharp"), ("größe", "sharp"),
        ("Giessereistraße", "sharp"), ("GRO\u0308SSE", "sharp"), ("🚀🎉", ""), ("Groesse", ""),
    ],
)  # fmt: skip
def test_words_are_found_however_their_letters_are_written(letters: Library, query: str, name: str) -> None:
    hits = find_sections(letters.db, query, limit=5)
    found = {path for one in hits for (path,) in letters.db.rows(PATH_OF, [one.section])}
    assert found == ({f"{name}.md"} if name else set())
