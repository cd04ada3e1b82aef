"""How sure we are that anything fits, and what makes us surer."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentlib.search.confidence import THRESHOLD, ConfidenceWeights, estimate, read_weights
from contentlib.search.evidence import CLUES
from tests.bench.fit_confidence import (
    Example,
    fit,
    measure_calibration,
    tell_apart,
    to_array,
    to_weights,
    write_weights,
)

NOTHING_SAID = {clue.name: 0.0 for clue in CLUES}
USUAL = NOTHING_SAID | {"own": 0.6, "coverage": 0.6, "words": 5.0, "plain": 0.4, "voiced": 0.1, "lead": 0.15}

SURER = {"own": 0.9, "coverage": 1.0, "voiced": 0.4, "lead": 0.4, "words": 9.0}
LESS_SURE = {"own": 0.3, "coverage": 0.1, "lead": 0.0, "words": 1.0}


@pytest.mark.parametrize(("name", "value"), SURER.items())
def test_what_makes_us_surer(name: str, value: float) -> None:
    assert estimate(USUAL | {name: value}) > estimate(USUAL)


@pytest.mark.parametrize(("name", "value"), LESS_SURE.items())
def test_what_makes_us_less_sure(name: str, value: float) -> None:
    assert estimate(USUAL | {name: value}) < estimate(USUAL)


def test_a_sentence_may_be_covered_less_than_a_list_of_keywords() -> None:
    assert estimate(USUAL | {"plain": 0.6, "coverage": 0.4}) > estimate(USUAL | {"plain": 0.0, "coverage": 0.4})


def test_nothing_found_is_no_chance_at_all() -> None:
    assert estimate(None) == 0.0


def test_a_word_that_the_first_result_lacks_can_decide() -> None:
    near = NOTHING_SAID | {"own": 0.65, "words": 4.0, "plain": 0.1, "lead": 0.1, "held": 2.0}
    assert estimate(near | {"own": 0.85, "coverage": 1.0}) > THRESHOLD
    assert estimate(near | {"coverage": 0.4}) < THRESHOLD


def test_the_weights_are_those_of_the_declared_clues() -> None:
    assert list(read_weights().weights) == [clue.name for clue in CLUES]


def test_each_clue_says_what_it_measures() -> None:
    assert all(clue.says for clue in CLUES)
    assert len({clue.name for clue in CLUES}) == len(CLUES)


def test_weights_are_fitted_measured_and_read_back(tmp_path: Path) -> None:
    """One number tells answerable queries from others; the fit finds it, and is written where it is read."""
    examples = [
        Example("ours", "", NOTHING_SAID | {"own": likeness / 100}, answerable=likeness > 50, removed=False)
        for likeness in range(0, 100, 3)
    ]
    fitted = to_weights(fit(examples))
    write_weights(fitted, tmp_path / "weights.json")
    assert read_weights(tmp_path / "weights.json") == fitted
    assert fitted.weights["own"] > 0 > fitted.bias
    assert tell_apart(examples, to_array(fitted)) == "1.000"
    guess = to_array(ConfidenceWeights(0.0, {}))
    assert 0 < measure_calibration(examples, to_array(fitted)) < 0.5
    assert measure_calibration(examples, guess) == pytest.approx(
        abs(0.5 - sum(e.answerable for e in examples) / len(examples))
    )
