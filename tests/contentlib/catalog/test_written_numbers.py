"""Numbers, versions and codes are found as wholes, however they are written, and as parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentlib.catalog.lexicon import find_wholes
from contentlib.catalog.written_numbers import MOST, group_thousands, list_wholes
from contentlib.library.opened import Library
from contentlib.search.find import find_assets
from tests.builders import build_library

FILES = {
    "first.md": "# First\n\nAn order of $1,375,000. Release 5.3.2 of the valve.\n",
    "second.md": "# Second\n\nAn order of $375,000, 1,000 pieces in 375 days or 1. Release 5.2.3 of the valve.\n",
    "third.md": "# Third\n\nThe desk is staffed 24/7. The seal is ZP-8812-C.\n",
    "fourth.md": "# Fourth\n\n24 people in 7 shifts at the desk. The seal is ZP-8821-D; ZP, C and 8812 are parts.\n",
    "fifth.md": "# Fifth\n\nThe line is open 24 x 7. It costs 98000 a year.\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return build_library(tmp_path_factory.mktemp("numbers"), FILES)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("5.3.2", "First"), ("v5.3.2", "First"), ("5.2.3", "Second"), ("release 5.3.2", "First"),
        ("$1,375,000", "First"), ("1375000", "First"), ("1.375.000", "First"), ("1 375 000", "First"),
        ("ZP8812C", "Third"), ("zp-8812-c", "Third"), ("98,000", "Fifth"),
    ],
)  # fmt: skip
def test_what_has_the_very_number_comes_first(library: Library, query: str, name: str) -> None:
    assert find_assets(library, query).results[0].asset.title == name


@pytest.mark.parametrize("query", ["24x7", "24/7", "24 x 7"])
def test_around_the_clock_is_found_in_all_its_writings(library: Library, query: str) -> None:
    assert {one.asset.title for one in find_assets(library, query).results[:2]} == {"Third", "Fifth"}


def test_a_part_of_a_number_is_found_still(library: Library) -> None:
    assert find_assets(library, "8812").results[0].asset.title in ("Third", "Fourth")


def test_a_query_without_numbers_has_no_wholes(library: Library) -> None:
    assert find_wholes(library.db, "An order of the valve, state-of-the-art") == ()


def test_a_whole_that_no_asset_has_is_left_out(library: Library) -> None:
    assert find_wholes(library.db, "6.6.6 or 24x7") == (("24 7", "24 x 7"),)


@given(st.text())
def test_no_text_has_too_many_wholes(text: str) -> None:
    assert len(list_wholes(text)) <= MOST


@given(st.integers(1000, 10**15))
def test_thousands_apart_are_the_same_number(number: int) -> None:
    assert group_thousands(str(number)) == f"{number:,}".replace(",", " ")
