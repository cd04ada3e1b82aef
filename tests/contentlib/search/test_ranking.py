"""What makes an asset come first."""

from __future__ import annotations

import pytest

from contentlib.search.ranking import (
    Gathered,
    Scored,
    fuse,
    gather,
    nearest_chunk,
    normalise,
    score,
    score_itself,
    weigh_meaning,
)
from contentlib.search.signals import MOST, SIGNALS


def test_scores_are_brought_to_the_range_from_nought_to_one() -> None:
    assert normalise({1: 3.0, 2: 1.5, 3: -2.0}) == {1: 1.0, 2: 0.5, 3: 0.0}
    assert normalise({1: -0.05}) == {1: 0.0}
    assert normalise({}) == {}


def test_a_leg_that_matches_little_at_its_best_counts_less() -> None:
    near, far = normalise({1: 4.0}, perfect=4.5)[1], normalise({1: 4.0}, perfect=40.0)[1]
    assert 1 > near > far > 0
    assert normalise({1: 4.0}, perfect=3.0) == {1: 1.0}


def test_a_sentence_is_weighed_more_by_its_meaning_than_a_list_of_keywords() -> None:
    assert weigh_meaning(0.5) > weigh_meaning(0.0)
    assert 0 < weigh_meaning(0.0) < weigh_meaning(1.0) < 1


def test_a_chunk_that_both_legs_find_comes_before_one_that_either_finds() -> None:
    assert next(one.chunk_id for one in fuse({1: 9.0, 2: 8.0}, {3: 0.6, 2: 0.55})) == 2


def test_equal_scores_keep_the_order_of_ids() -> None:
    assert [one.chunk_id for one in fuse({}, {3: 0.5, 1: 0.5, 2: 0.5})] == [1, 2, 3]


def test_an_asset_counts_its_best_words_and_its_best_meaning_wherever_they_stand() -> None:
    chunks = [Scored(1, 0.5, 1.0, 0.0), Scored(2, 0.5, 0.0, 1.0), Scored(3, 0.5, 0.8, 0.8)]
    first, second = gather(chunks, {1: 10, 2: 10, 3: 20}, weight=0.5)
    assert (first.asset_id, first.score) == (10, 1.0)
    assert second.score == pytest.approx(0.8)
    assert nearest_chunk(first) == 2


def test_many_chunks_alone_do_not_lift_an_asset() -> None:
    chunks = [Scored(number, 0.4, 0.4, 0.4) for number in range(50)] + [Scored(99, 0.5, 0.5, 0.5)]
    owners = dict.fromkeys(range(50), 1) | {99: 2}
    assert [one.asset_id for one in gather(chunks, owners)] == [2, 1]


LIFTING = [name for name, one in SIGNALS.items() if one.weight > 0 and one.in_full]


@pytest.mark.parametrize("name", LIFTING)
def test_what_both_legs_say_outweighs_each_other_signal(name: str) -> None:
    assert score({"text": 1.0}) > score({"text": 0.55, name: 1.0} if name != "text" else {"text": 0.55})


def test_the_score_is_the_sum_of_what_each_signal_gives() -> None:
    assert score({}) == 0
    assert score(dict.fromkeys(LIFTING, 1.0)) == pytest.approx(MOST)


def test_what_others_made_of_an_asset_is_no_part_of_what_it_is() -> None:
    assert score_itself({"text": 0.5, "use": 1.0, "reranker": 1.0}) == score({"text": 0.5})


def test_the_nearest_chunk_is_the_nearest_in_meaning_not_the_best() -> None:
    assert nearest_chunk(Gathered(1, 0.0, (Scored(1, 0.9, 1.0, 0.1), Scored(2, 0.5, 0.0, 0.8)))) == 2
