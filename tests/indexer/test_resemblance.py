"""Which texts are near copies, whatever their order; and that one template filled in twice is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.resemblance import (
    ALIKE_SHORT,
    ComparedText,
    estimate_likeness,
    find_candidates,
    make_sketch,
    measure_copy,
    read_compared,
)

WORDS = [f"{first}{last}" for first in "bdfgklmnpr" for last in ("ana", "elo", "iru", "osta", "ume", "yk")]
OFFER = (
    "The offer for {who} bundles cranes, gates and tour planning. Prices hold for {months} months from the day of the "
    "signature, and the pilot in the yard of {who} ends on a fixed day. Two shifts are trained by people who drove "
    "cranes themselves, and every gate is measured before and after, so that the payback is shown and not believed. "
)
texts = st.lists(st.sampled_from(WORDS), max_size=90).map(" ".join)


def compare(one: str, other: str) -> float:
    return measure_copy(read_compared(one), read_compared(other))


def write_offer(who: str = "Brindle", months: int = 9) -> str:
    return OFFER.format(who=who, months=months)


@given(one=texts, other=texts)
def test_likeness_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert compare(one, other) == compare(other, one)


@given(text=texts, words=st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join))
def test_what_is_a_copy_is_found_as_a_candidate_when_it_is_nearly_the_same(text: str, words: str) -> None:
    read = {1: read_compared(text), 2: read_compared(f"{text} {words}")}
    sketches = {key: make_sketch(one.shingles) for key, one in read.items()}
    shared, every = read[1].shingles & read[2].shingles, read[1].shingles | read[2].shingles
    if measure_copy(read[1], read[2]) and len(shared) >= 0.95 * len(every):
        assert find_candidates(sketches, {1}) == find_candidates(sketches, {2}) == [(1, 2)]


@given(texts=st.lists(texts, max_size=8), data=st.data())
def test_candidates_do_not_hang_on_the_order_in_which_texts_came(texts: list[str], data: st.DataObject) -> None:
    sketches = {key: make_sketch(read_compared(text).shingles) for key, text in enumerate(texts)}
    turned = dict(data.draw(st.permutations(list(sketches.items()))))
    found = find_candidates(sketches, sketches.keys())
    assert find_candidates(turned, turned.keys()) == found
    # One text after another finds the same pairs as all at once.
    single = {pair for key in sketches for pair in find_candidates({k: sketches[k] for k in range(key + 1)}, {key})}
    assert sorted(single) == found


def test_a_text_is_a_copy_of_itself_in_other_lines_and_letters() -> None:
    assert compare(write_offer(), write_offer().upper().replace(". ", ".\n\n")) == 1


def test_another_day_and_another_number_make_no_other_text() -> None:
    assert compare(write_offer(months=9), write_offer(months=12)) >= ALIKE_SHORT


@pytest.mark.parametrize("who", ["Weidinger", "Krause Handel", "Astley & Sons"])
def test_one_template_filled_in_for_two_customers_is_no_copy(who: str) -> None:
    around = "".join(
        f"Paragraph {n} says the same to each {WORDS[n]} and {WORDS[n + 7]} at all times. " for n in range(40)
    )
    one, other = (read_compared(write_offer(name) + around) for name in ("Brindle", who))
    assert len(one.shingles & other.shingles) > 0.8 * len(one.shingles | other.shingles)
    assert measure_copy(one, other) == 0


def test_one_template_filled_in_for_two_industries_is_no_copy() -> None:
    around = " ".join(f"Step {n}: the {WORDS[n]} of the {WORDS[n + 9]} is measured." for n in range(40))
    texts = [f"Made for {who}. {around} Whoever runs {who} gains." for who in ("hotels", "shipyards")]
    assert compare(*texts) == 0


def test_a_name_that_was_misread_is_the_same_name() -> None:
    one = write_offer("Academy") + write_offer("Academy").replace("offer", "plan")
    assert compare(one, one.replace("Academy", "Academa")) > 0


def test_a_text_that_says_too_little_is_nobodys_copy() -> None:
    assert make_sketch(read_compared("Price on request.").shingles) == b""
    assert compare("Price on request.", "Price on request.") == 0


def test_languages_without_blanks_are_compared_letter_by_letter() -> None:
    text = "提出した認証要求に対する応答時間はどのくらいと考えればよろしいですか"
    assert compare(text, text) == 1


def test_a_sketch_estimates_what_texts_share() -> None:
    one, other = (ComparedText(frozenset(range(start, start + 4000)), ()) for start in (0, 400))
    shared = len(one.shingles & other.shingles) / len(one.shingles | other.shingles)
    sketches = [make_sketch({number * 2654435761 for number in text.shingles}) for text in (one, other)]
    assert abs(estimate_likeness(*sketches) - shared) < 0.15
