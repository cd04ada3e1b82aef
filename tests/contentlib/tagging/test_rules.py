"""One correction moves only what is nearly the same; more reach farther; a person's contrary word holds them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from contentlib.model import Audience, Axis, Source, Tag
from contentlib.tagging.rules import Likeness, Rule, Shelf, Word, make_tag, plan

STAGE = Axis.STAGE
PETRA = "petra@ours.example"


def turn(like: float, towards: int) -> NDArray[np.float32]:
    """A direction this much like the first axis, the rest of it along another one."""
    vector = np.zeros(40, dtype=np.float32)
    vector[0], vector[towards] = like, np.sqrt(1 - like**2)
    return vector


# Assets 1 to 4 are alike to asset 1 by 1, .97, .8 and .6; 11 to 30 have nothing to do with them or with each other.
DIRECTIONS = {1: turn(1.0, 1), 2: turn(0.97, 2), 3: turn(0.8, 3), 4: turn(0.6, 4)}
DIRECTIONS |= {number: turn(0.0, number - 5) for number in range(11, 31)}
SHELVES = {number: Shelf(f"Asset {number}", f"Decks/{number}.pptx") for number in DIRECTIONS}


def say(asset_id: int, value: str = "decision", *, holds: bool = True, axis: Axis = STAGE, by: str = PETRA) -> Word:
    return Word(asset_id, axis, value, holds, by)


def learn(
    *words: Word,
    own: Mapping[tuple[int, Axis], Sequence[str]] | None = None,
    files: frozenset[tuple[int, Axis]] = frozenset(),
) -> tuple[Rule, ...]:
    tags = {
        (asset_id, axis): {value: Tag(axis, value, 0.7, "because", "", Source.MODEL) for value in values}
        for (asset_id, axis), values in (own or {}).items()
    }
    return plan(words, Likeness(DIRECTIONS), SHELVES, tags, files, {"decision": "Decision"})


def changed(rules: Sequence[Rule]) -> set[int]:
    return {effect.asset_id for rule in rules for effect in rule.effects}


def test_one_correction_moves_only_what_is_nearly_the_same() -> None:
    assert changed(learn(say(1))) == {2}


def test_more_corrections_of_a_kind_reach_farther() -> None:
    assert changed(learn(say(1), say(2))) == {3}
    assert changed(learn(say(1), say(2), say(3))) == {4}


def test_what_has_nothing_to_do_with_it_is_never_moved() -> None:
    assert changed(learn(*(say(number) for number in (1, 2, 3, 4)))) == set()


def test_a_contrary_word_on_something_as_near_holds_a_rule_back() -> None:
    assert changed(learn(say(1), say(2), say(3, holds=False))) == set()


def test_what_the_model_says_already_is_no_change() -> None:
    (rule,) = learn(say(1), own={(2, STAGE): ["decision"]})
    assert rule.effects == ()
    assert "nothing else is like it so far" in rule.sentence


def test_a_tag_that_was_taken_away_is_taken_away_from_what_is_alike() -> None:
    (rule,) = learn(say(1, holds=False), own={(2, STAGE): ["decision", "awareness"]})
    (effect,) = rule.effects
    assert effect.before
    assert effect.before.value == "decision"
    assert make_tag(rule, effect, SHELVES).confidence == 0


def test_of_kinds_there_is_one_so_the_new_takes_the_place_of_the_old() -> None:
    (rule,) = learn(say(1, "case_study", axis=Axis.KIND), own={(2, Axis.KIND): ["deck"]})
    (effect,) = rule.effects
    assert effect.before
    assert effect.before.value == "deck"
    assert make_tag(rule, effect, SHELVES).value == "case_study"


def test_what_a_file_or_a_person_says_is_left_alone() -> None:
    assert changed(learn(say(1), files=frozenset({(2, STAGE)}))) == set()
    assert changed(learn(say(1), say(2, holds=False))) == set()


def test_no_rule_lets_buyers_see_an_asset() -> None:
    assert learn(say(1, Audience.EXTERNAL, axis=Axis.AUDIENCE), own={(2, Axis.AUDIENCE): ["internal"]}) == ()
    kept = learn(say(1, Audience.INTERNAL, axis=Axis.AUDIENCE), own={(2, Axis.AUDIENCE): ["external"]})
    assert changed(kept) == {2}


def test_a_rule_reads_as_a_sentence_with_its_effect() -> None:
    (rule,) = learn(say(1), say(2), say(3, by="may@ours.example"))
    assert rule.sentence == (
        "Assets like “Asset 1”, “Asset 2” and 1 more in Decks serve the stage Decision, since petra@ours.example and "
        "may@ours.example said so of 3 of them; changes 1 asset."
    )


def test_a_rule_keeps_its_name_while_corrections_join_it() -> None:
    assert {learn(say(1))[0].key, learn(say(1), say(2))[0].key} == {"stage.decision.yes.1"}


def test_the_order_of_words_does_not_matter() -> None:
    words = [say(3), say(1), say(2), say(11, "awareness")]
    assert learn(*words) == learn(*reversed(words))


@pytest.mark.parametrize("count", [0, 1, 7])
def test_a_library_too_small_to_tell_likeness_learns_nothing(count: int) -> None:
    few = {number: DIRECTIONS[number] for number in list(DIRECTIONS)[:count]}
    words = [say(number) for number in list(few)[:1]]
    rules = plan(words, Likeness(few), SHELVES, {}, frozenset(), {})
    assert changed(rules) == set()
