"""Sections by their words: what is sought is found, whatever a stranger types, and only where it may be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentlib.storage.database import open_database
from contentlib.storage.full_text import (
    COLUMNS,
    Beginning,
    Sought,
    add_texts,
    any_of,
    count_all,
    count_first,
    is_found,
    list_having,
    list_held,
    list_texts,
    move_texts,
    rank_sections,
    remove_texts,
    show_words,
)
from contentlib.storage.narrowing import narrow_to, widen
from contentlib.storage.store import Store

CRANES, PRICES, OILS = 1, 2, 3


@pytest.fixture(scope="module")
def shelf() -> Store:
    db = open_database(":memory:")
    add_texts(
        db,
        [
            (
                CRANES,
                "Harbours",
                "Cranes",
                "Stories/harbour.md",
                "The crane idled for a month.",
                "never say kumquat",
            ),
            (PRICES, "Harbours", "Prices", "Stories/harbour.md", "A month costs 20 euro, and a crane more.", ""),
            (OILS, "Oil", "Winches", "Pricing/oil.md", "Winches need oil, oil and oil.", ""),
        ],
    )
    return db


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (any_of(["euro", "oil"]), [PRICES, OILS]),
        (any_of(["costing"]), [PRICES]),
        (any_of(["month"]).also(["idle", "oil"]), [CRANES]),
        (any_of(["month"]).also([]), []),
        (any_of(["price"], columns=("heading",)), [PRICES]),
        (any_of(["need oil"]), [OILS]),
        (any_of(["oil need"]), []),
        (any_of([Beginning("win")]), [OILS]),
        (any_of(["win"]), []),
        (any_of(["harbour.md"], columns=("path",)), [CRANES, PRICES]),
        (any_of([]), []),
    ],
)
def test_what_is_sought_is_found(shelf: Store, sought: Sought, found: list[int]) -> None:
    assert list_having(shelf, sought) == found
    assert is_found(shelf, sought) == bool(found)
    assert count_all(shelf, [sought]) == [len(found)]


@given(words=st.lists(st.text(max_size=12), max_size=3), more=st.lists(st.text(max_size=12), max_size=2))
def test_no_text_is_taken_for_syntax(shelf: Store, words: list[str], more: list[str]) -> None:
    for sought in (any_of(words), any_of(words, ("title",)).also(more), any_of(map(Beginning, words))):
        list_having(shelf, sought)


def test_the_best_come_first_of_these_assets_and_behind_this_section(shelf: Store) -> None:
    crane, even = any_of(["crane", "month"]), (1.0,) * len(COLUMNS)
    ranked = rank_sections(shelf, crane, weights=even, limit=9)

    assert sorted(section for section, _ in ranked) == [CRANES, PRICES]
    assert [score for _, score in ranked] == sorted((score for _, score in ranked), reverse=True)
    assert [section for section, _ in rank_sections(shelf, crane, weights=even, limit=9, after=CRANES)] == [PRICES]
    assert rank_sections(shelf, crane, weights=even, limit=9, assets=[]) == []


def test_what_stands_in_a_run_of_sections_is_told_apart(shelf: Store) -> None:
    several = [any_of([word]) for word in ("oil", "euro", "kumquat", "month")]

    assert list_held(shelf, several, first=CRANES, last=PRICES) == [1, 2, 3]
    assert count_first(shelf, several, most=1) == [(1, OILS), (1, PRICES), (1, CRANES), (1, CRANES)]


def test_what_may_not_be_read_is_not_found(shelf: Store) -> None:
    kumquat, harbour = any_of(["kumquat"]), any_of(["harbour"], ("path",))
    with narrow_to(shelf, nobody=True) as narrow:
        narrow.hide("sections", f"SELECT {PRICES}")
        show_words(narrow, unread=("path",), blank=("notes",))
    try:
        assert not is_found(shelf, kumquat)
        assert list_having(shelf, any_of(["month", "kumquat"])) == [CRANES]
        assert list_held(shelf, [kumquat, any_of(["crane"])], first=CRANES, last=PRICES) == [1]
        assert not is_found(shelf, harbour)
        assert count_all(shelf, [kumquat, any_of(["month"])]) == [1, 2]
    finally:
        widen(shelf)
    assert is_found(shelf, kumquat)


def test_texts_move_with_their_place_and_go() -> None:
    db = open_database(":memory:")
    add_texts(db, [(7, "Oil", "", "Old/oil.md", "", ""), (8, "Tar", "", "Old/tar.md", "", "")])

    move_texts(db, [7], "New/oil.md")
    remove_texts(db, [8])

    assert list_texts(db, [7, 8]) == [("Oil", "", "New/oil.md", "", "")]
    assert list_having(db, any_of(["old"])) == []
