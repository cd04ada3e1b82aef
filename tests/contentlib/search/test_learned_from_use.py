"""Searches, opens, sends, views and deals, read as what they say for an asset; and a ranking that follows them.

One event says little, more never less, never without bound.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentlib.library.opened import Library, open_library
from contentlib.model import Answer
from contentlib.search.find import find_assets
from contentlib.search.learned_from_use import (
    FRESH_SECONDS,
    NOTHING,
    READ_AT_ONCE,
    Learned,
    Memory,
    Use,
    learn,
    liken,
    no_history,
    read_history,
    recall,
)
from tests.builders import NOON
from tests.contentlib.market import CARD, INES, OLA, PLAIN, PRICE, TRUST, ask, deal, number, open_market, send
from tests.fakes import WordEmbedder

QUERY = "stripes of the zebra"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return open_market(tmp_path)


def use_of(library: Library, path: str) -> Use:
    history, _ = read_history(library)
    return dict(history.uses.get(number(library, path), ())).get(0, Use())


def anew(library: Library, *, learn: bool = True) -> Library:
    """The same library, opened by another process."""
    return open_library(replace(library.settings, learn=learn), make_embedder=lambda _: WordEmbedder())


def scores(answer: Answer) -> dict[str, float]:
    return {result.asset.path: result.score for result in answer.results}


def test_without_any_history_nothing_is_learned(library: Library) -> None:
    ask(library, QUERY, shown=(PLAIN, PRICE))
    history, is_whole = read_history(library)
    assert (history.queries, history.uses, is_whole) == ((), {}, True)


def test_an_open_counts_once_a_day_for_each_rep(library: Library) -> None:
    for rep, days in ((INES, 0), (INES, 0), (INES, 3), (OLA, 3)):
        ask(library, QUERY, rep=rep, shown=(PRICE, PLAIN), opened=PLAIN, days=days)
    assert use_of(library, PLAIN) == Use(opens=3)


def test_an_open_from_the_first_place_is_told_apart(library: Library) -> None:
    ask(library, QUERY, shown=(PLAIN, PRICE), opened=PLAIN)
    assert use_of(library, PLAIN) == Use(opens=1, firsts=1)


def test_what_stood_above_and_was_left_was_passed_over_and_what_stood_below_was_not_seen(library: Library) -> None:
    ask(library, QUERY, shown=(TRUST, PRICE, PLAIN), opened=TRUST, days=5)
    ask(library, QUERY, shown=(TRUST, PRICE, PLAIN), opened=PRICE)
    assert use_of(library, TRUST) == Use(opens=1, firsts=1, passed=1)
    assert use_of(library, PRICE) == Use(opens=1)
    assert use_of(library, PLAIN) == Use()


def test_a_send_belongs_to_the_last_search_of_the_rep_that_showed_the_asset(library: Library) -> None:
    ask(library, QUERY, shown=(PLAIN,), days=1)
    send(library, PLAIN, days=1)
    send(library, PLAIN, rep=OLA, days=1)
    assert use_of(library, PLAIN) == Use(sends=1)


def test_a_send_long_after_the_search_has_nothing_to_do_with_it(library: Library) -> None:
    ask(library, QUERY, shown=(PLAIN,), days=9)
    send(library, PLAIN, days=1)
    assert use_of(library, PLAIN) == Use()


def test_human_views_and_won_deals_count_with_their_send(library: Library) -> None:
    ask(library, QUERY, shown=(PLAIN,))
    won = send(library, PLAIN, deal_id=deal(library, "Zoo", "won"))
    scanned = send(library, PLAIN, deal_id=deal(library, "Circus", "lost"))
    for send_id, human in ((won, 1), (won, 1), (scanned, 0)):
        library.db.table("views").insert({"send_id": send_id, "viewed_at": NOON.isoformat(), "human": human})
    assert use_of(library, PLAIN) == Use(sends=2, read=1, won=1)


def test_what_was_sent_after_a_like_search_is_lifted_and_says_so(library: Library) -> None:
    before = find_assets(library, QUERY)
    for days in range(6):
        ask(library, "the stripes of a zebra", shown=(PRICE, PLAIN), days=days)
        send(library, PLAIN, days=days)
    after = find_assets(anew(library), QUERY)
    assert scores(after)[PLAIN] > scores(before)[PLAIN]
    assert scores(after)[TRUST] == scores(before)[TRUST]
    told = next(result.reasons for result in after.results if result.asset.path == PLAIN)
    assert "was sent 6 times after searches like this" in told


def test_a_search_for_something_else_stays_as_it_was(library: Library) -> None:
    before = scores(find_assets(library, "payback in nine months"))
    ask(library, QUERY, shown=(PLAIN,), opened=PLAIN)
    assert scores(find_assets(anew(library), "payback in nine months")) == before


def test_the_same_objection_in_other_words_is_like_enough_to_learn_from(library: Library) -> None:
    for days in range(9):
        ask(library, "too expensive, the price is too high", shown=(CARD, TRUST), opened=TRUST, days=days)
    history, _ = read_history(library)
    assert [name for name, heard in zip(history.objections, history.voiced[0], strict=True) if heard] == ["price"]


def test_switched_off_the_ranking_is_the_same_as_without_history(library: Library) -> None:
    before = find_assets(library, QUERY)
    for days in range(20):
        ask(library, QUERY, shown=(PRICE, PLAIN), opened=PRICE, days=days)
        send(library, PRICE, days=days)
    off = anew(library, learn=False)
    assert recall(off) is no_history()
    assert scores(find_assets(off, QUERY)) == scores(before)
    assert scores(find_assets(anew(library), QUERY)) != scores(before)


def test_even_much_use_does_not_put_an_asset_before_the_one_that_says_it(library: Library) -> None:
    for days in range(60):
        ask(library, QUERY, shown=(PLAIN, PRICE), opened=PRICE, days=days)
        send(library, PRICE, days=days)
    assert find_assets(anew(library), QUERY).results[0].asset.path == PLAIN


def test_the_history_is_read_again_after_a_minute_and_only_when_something_happened(library: Library) -> None:
    memory = Memory()
    assert memory.recall(library, at=0.0).queries == ()
    ask(library, QUERY, shown=(PLAIN,), opened=PLAIN)
    assert memory.recall(library, at=FRESH_SECONDS - 1).queries == ()
    first = memory.recall(library, at=FRESH_SECONDS)
    assert first.queries == (QUERY,)
    assert memory.recall(library, at=3 * FRESH_SECONDS) is first


def test_many_new_queries_are_read_a_few_at_a_time(library: Library) -> None:
    for place in range(READ_AT_ONCE + 5):
        ask(library, f"zebra number {place}", shown=(PLAIN,), opened=PLAIN)
    history, is_whole = read_history(library)
    assert (len(history.queries), is_whole) == (READ_AT_ONCE + 5, False)
    history, is_whole = read_history(library)
    assert is_whole
    assert (abs(history.vectors).sum(axis=1) > 0).all()


def test_a_search_by_nobody_in_particular_counts_too(library: Library) -> None:
    search_id = ask(library, QUERY, shown=(PLAIN,), opened=PLAIN)
    library.db.execute("UPDATE searches SET person_id = NULL WHERE id = ?", [search_id])
    assert use_of(library, PLAIN).opens == 1


# --- weighed ------------------------------------------------------------------------------------------------------

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
