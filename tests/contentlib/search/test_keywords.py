"""Words to ranked chunks: whatever a stranger types, and what a word is worth by where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentlib.library.opened import Library
from contentlib.model import Filters
from contentlib.search.keywords import search_words
from contentlib.search.legs import open_legs
from tests.builders import build_library

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
