"""A cue is found in every form of its words, and in no other word that is made of the same stem."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentlib.language.cues import CueFinder, find_joined_stems, find_stems
from contentlib.language.stems import stem

SAME = [
    ("price", "pricing"), ("price", "priced"), ("policy", "policies"), ("study", "studied"), ("apply", "applying"),
    ("plan", "planned"), ("migrate", "migrations"), ("day", "days"), ("api", "APIs"), ("fee", "fees"),
    ("certify", "certified"), ("customize", "customized"), ("buyer", "the buyer’s"), ("industry", "industries"),
    ("integrate", "integrations"), ("guarantee", "guaranteed"), ("isn't", "isn’t"), ("business", "businesses"),
    ("trek", "trekking"), ("technology", "technologies"), ("agree", "agreed"), ("%", "20 %"),
]  # fmt: skip
OTHER = [
    ("productivity", "product"), ("objection", "objective"), ("customize", "customer"), ("industrial", "industry"),
    ("security", "secure"), ("insurer", "insurance"), ("integrate", "integrity"), ("organize", "organ"),
    ("mobilizer", "mobile"), ("UPS", "up"), ("about us", "about using"), ("DBS", "db"), ("missing", "mission"),
    ("port", "portions"), ("plans", "planes"), ("CIO", "ciò"), ("Uber", "über"), ("policy", "police"),
    ("legal", "legally"), ("executives", "execution"),
]  # fmt: skip


def holds(cue: str, text: str) -> bool:
    return any(CueFinder([[cue]]).find(find_stems(text)))


@pytest.mark.parametrize(("cue", "text"), SAME)
def test_a_cue_is_found_in_another_form(cue: str, text: str) -> None:
    assert holds(cue, f"It says: {text}.")


@pytest.mark.parametrize(("cue", "text"), OTHER)
def test_a_cue_is_not_found_in_another_word(cue: str, text: str) -> None:
    assert not holds(cue, f"It says {text} here")
    assert not holds(text, f"It says {cue} here")


ROOTS = st.sampled_from("act bill custom form general gener insur limit mobil norm organ polic product stud é".split())
ENDINGS = st.sampled_from(["", *"s e es ed ing ings ion ions y ies ied er or al ity ive ize ized ate able ly".split()])


@given(ROOTS, ENDINGS, ENDINGS)
def test_what_a_cue_finds_the_full_text_finds_as_well(root: str, one: str, other: str) -> None:
    assert find_stems(root + one) != find_stems(root + other) or stem(root + one) == stem(root + other)


def test_a_name_of_two_words_is_known_written_in_one() -> None:
    (written,) = find_stems("battlecards")
    assert written in find_joined_stems("Battle cards 2026")
