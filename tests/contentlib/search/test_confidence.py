"""How sure we are that anything fits, and what makes us surer."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from contentlib.search.confidence import THRESHOLD, WEIGHTS, Evidence, estimate
from contentlib.search.evidence import find_names

USUAL = Evidence(
    likeness=0.5, coverage=0.6, plain=0.4, voiced=0.1, lead=0.15, other_kind=0.0, other_market=0.0, missing_names=0.0
)

SURER = {"likeness": 0.8, "coverage": 1.0, "voiced": 0.4, "lead": 0.4}
LESS_SURE = {
    "likeness": 0.2,
    "coverage": 0.1,
    "lead": 0.0,
    "other_kind": 1.0,
    "other_market": 1.0,
    "missing_names": 2.0,
}


@pytest.mark.parametrize(("name", "value"), SURER.items())
def test_what_makes_us_surer(name: str, value: float) -> None:
    assert estimate(replace(USUAL, **{name: value})) > estimate(USUAL)


@pytest.mark.parametrize(("name", "value"), LESS_SURE.items())
def test_what_makes_us_less_sure(name: str, value: float) -> None:
    assert estimate(replace(USUAL, **{name: value})) < estimate(USUAL)


def test_a_sentence_may_be_covered_less_than_a_list_of_keywords() -> None:
    assert estimate(replace(USUAL, plain=0.6, coverage=0.4)) > estimate(replace(USUAL, plain=0.0, coverage=0.4))


def test_nothing_found_is_no_chance_at_all() -> None:
    assert estimate(None) == 0.0


def test_a_name_that_the_first_result_lacks_can_decide() -> None:
    near = Evidence(
        likeness=0.45,
        coverage=0.5,
        plain=0.1,
        voiced=0.0,
        lead=0.1,
        other_kind=0.0,
        other_market=0.0,
        missing_names=0.0,
    )
    assert estimate(replace(near, likeness=0.65, coverage=1.0)) > THRESHOLD
    assert estimate(replace(near, missing_names=2.0)) < THRESHOLD


def test_every_signal_has_a_weight() -> None:
    assert list(WEIGHTS) == [field.name for field in fields(Evidence)]


NAMES = {
    "a capital after the first word": ("a story from Lisbon", ["Lisbon"]),
    "the first word of a sentence is none": ("Our price is fixed", []),
    "numbers and part numbers": ("does X12 810 work", ["X12", "810"]),
    "what everybody writes with a capital": ("and so I said", []),
}


@pytest.mark.parametrize(("text", "names"), NAMES.values(), ids=NAMES.keys())
def test_names_are_told_by_their_look(text: str, names: list[str]) -> None:
    assert find_names(text) == names
