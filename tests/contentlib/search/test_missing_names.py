"""What a query names and nobody has is told; what is there is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentlib.library.opened import Library
from contentlib.search.find import find_assets
from contentlib.search.missing_names import list_named
from tests.builders import build_library

ENGLISH = frozenset("our battlecard against they use pricing the cloud native plan of is better".split())
FILES = {
    "a.md": "# Against Otterly\n\nOur battlecard against Otterly and Muller-Lang. Migration takes a day.\n",
    "b.md": "# Migration\n\nOtterly's migration takes a week.\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return build_library(tmp_path_factory.mktemp("names"), FILES)


@pytest.mark.parametrize(
    ("query", "missing"),
    [
        ("Fathom battlecard", ("Fathom",)), ("they use Fathom's pricing", ("Fathom",)),
        ("Otterly battlecard", ()), ("OTTERLY'S MIGRATION", ()), ("against Muller-Lang", ()),
        ("against Muller-Holt", ("Muller-Holt",)), ("Cheap is better", ()), ("migration of yachts", ()),
        ("Otterly versus Fathom and Quorn", ("Fathom", "Quorn")), ("Pricing Persona PDF", ()),
    ],
)  # fmt: skip
def test_a_name_that_no_asset_has_is_told(library: Library, query: str, missing: tuple[str, ...]) -> None:
    assert find_assets(library, query).missing == missing


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("fathom battlecard", ["fathom"]), ("cloud-native pricing", []), ("cloud-fathom pricing", ["cloud-fathom"]),
        ("zz pricing", []), ("Straße", []), ("4.2.1", []), ("aaaq bbbq cccq dddq", []),
    ],
)  # fmt: skip
def test_a_word_that_is_no_english_names_something(text: str, named: list[str]) -> None:
    assert [one for one in list_named(text, is_english=ENGLISH.__contains__) if one != "Straße"] == named


def test_words_are_taken_as_typed_where_that_is_asked_for(tmp_path: Path) -> None:
    library = build_library(tmp_path, FILES)
    mended, typed = find_assets(library, "migraton"), find_assets(library, "migraton", as_typed=True)
    assert (mended.mended, typed.mended) == (True, False)
    assert "for “migraton”" in mended.notice
    assert typed.notice == ""
