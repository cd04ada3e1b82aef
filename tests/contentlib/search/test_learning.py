"""What came of earlier searches lifts an asset modestly: one event little, more never less, never without bound."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentlib.search.learning import NOTHING, Learned, Use, learn, liken

COUNTS = st.integers(min_value=0, max_value=10_000)


@st.composite
def uses(draw: st.DrawFn) -> Use:
    opens, sends = draw(COUNTS), draw(COUNTS)
    return Use(
        opens=opens, firsts=draw(st.integers(0, opens)), sends=sends, read=draw(st.integers(0, sends)),
        won=draw(st.integers(0, sends)), passed=draw(COUNTS),
    )  # fmt: skip


LIKENESS = st.floats(min_value=0, max_value=1)
SOME = st.lists(st.tuples(LIKENESS, uses()), max_size=5)


@given(SOME)
def test_a_lift_is_never_below_nought_and_never_one(some: list[tuple[float, Use]]) -> None:
    assert 0 <= learn(some).lift < 1


@given(SOME, LIKENESS, uses(), st.sampled_from(["opens", "sends", "read", "won"]))
def test_one_event_more_never_lowers(some: list[tuple[float, Use]], like: float, use: Use, name: str) -> None:
    more = replace(use, **{name: getattr(use, name) + 1})
    assert learn([*some, (like, more)]).lift >= learn([*some, (like, use)]).lift


@given(SOME, LIKENESS, uses())
def test_being_passed_over_never_lifts(some: list[tuple[float, Use]], like: float, use: Use) -> None:
    passed = replace(use, passed=use.passed + 1)
    assert learn([*some, (like, passed)]).lift <= learn([*some, (like, use)]).lift


@pytest.mark.parametrize("use", [Use(opens=1), Use(sends=1), Use(sends=1, read=1, won=1)], ids=["open", "send", "won"])
def test_one_event_moves_little(use: Use) -> None:
    assert 0 < learn([(1.0, use)]).lift <= 0.2


def test_what_is_only_passed_over_is_left_where_it_is() -> None:
    assert learn([(1.0, Use(passed=50))]) == NOTHING == learn([])


def test_a_search_that_has_nothing_to_do_with_this_one_teaches_nothing() -> None:
    assert learn([(0.0, Use(sends=100))]) == NOTHING


def test_an_open_from_the_first_place_says_less() -> None:
    assert learn([(1.0, Use(opens=4, firsts=4))]).lift < learn([(1.0, Use(opens=4))]).lift


def test_queries_are_alike_by_meaning_or_by_the_objection_they_share() -> None:
    same, far, objection, near = liken(np.array([1.0, 0.1, 0.1, 0.8]), np.array([0.0, 0.0, 0.8, 0.0]))
    assert (same, far) == (1.0, 0.0)
    assert 0 < objection < near < 1


TOLD = {
    "sends and opens": (Learned(0.1, opens=2, sends=4), "was sent 4 times and opened twice after searches like this"),
    "what came of it": (
        Learned(0.1, sends=1, read=1, won=1),
        "was sent once after searches like this, read by the buyer once, part of a won deal once",
    ),
    "nothing learned": (NOTHING, ""),
    "searches too far away": (Learned(lift=0.01), ""),
}


@pytest.mark.parametrize(("learned", "says"), TOLD.values(), ids=TOLD.keys())
def test_what_was_learned_is_told_in_words(learned: Learned, says: str) -> None:
    assert learned.tell() == says
