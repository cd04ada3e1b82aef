"""Common words cost little, and what is found is what looking at everything finds first."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentlib.catalog.assets import find_asset
from contentlib.library.opened import Library
from contentlib.search import terms
from contentlib.search.keywords import SectionHit, find_sections
from contentlib.storage.full_text import Sought, any_of
from tests.builders import build_library

COUNTS = st.dictionaries(st.sampled_from("abcdefghijkl"), st.integers(0, 400_000), min_size=1, max_size=12)


@given(COUNTS, st.integers(1, 600_000))
def test_a_look_names_each_word_once_at_most_and_a_plan_the_rare_ones_always(
    counts: dict[str, int], sections: int
) -> None:
    rounds = terms.plan(counts, sections, scored=20_000)

    # A word that is named twice would be scored twice.
    assert all(Counter(named(look)).most_common(1)[0][1] == 1 for looks in rounds for look in looks)
    rare = [word for word, count in counts.items() if count * len(counts) <= 20_000 // terms.PART]
    assert all(any(word in named(look) for look in rounds[-1]) for word in rare)
    assert all(all(look.groups) for looks in rounds for look in looks)


def named(look: Sought) -> list[str]:
    return [word for group in look.groups for word in group]


@given(COUNTS, st.integers(1, 600_000))
def test_what_is_looked_for_first_is_scored_by_all_words(counts: dict[str, int], sections: int) -> None:
    rounds = terms.plan(counts, sections, scored=20_000)

    assert len(rounds) < 2 or all(word in named(look) for look in rounds[0] for word in counts)


@given(COUNTS)
def test_words_of_few_sections_are_all_looked_up(counts: dict[str, int]) -> None:
    few = {word: count % 1_000 for word, count in counts.items()}

    assert terms.plan(few, 600_000, scored=20_000) == [[any_of(few)]]


def page(number: int) -> str:
    words = ["invoice"] * (number % 3 > 0) + ["portal"] * (number % 5 == 0) + ["harbour"] * (number % 40 == 0)
    return f"# Page {number}\n\n{' '.join(words)} and what else there is to say on number{number}.\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return build_library(tmp_path_factory.mktemp("terms"), {f"p{number}.md": page(number) for number in range(120)})


# As if so many sections were very many.
FEW = 20


def test_sections_with_several_of_the_words_come_first_however_common_those_are(library: Library) -> None:
    found = find_sections(library.db, "invoice portal harbour", limit=3, scored=FEW)

    assert {title(library, one) for one in found} == {"p0", "p40", "p80"}


def test_a_word_that_nearly_all_have_still_finds(library: Library) -> None:
    found = find_sections(library.db, "invoice", limit=5, scored=FEW)

    assert len(found) == 5
    assert all("invoice" in text(library, one) for one in found)


def test_where_too_few_have_two_of_the_words_those_with_one_follow(library: Library) -> None:
    assert len(find_sections(library.db, "portal number7", limit=10, scored=FEW)) == 10


def test_a_wide_and_a_narrow_filter_miss_nothing(library: Library) -> None:
    everything = {asset(one): one.section for one in find_sections(library.db, "invoice", limit=1_000)}
    for count in (1, 3, 40, len(everything)):
        chosen = np.array(sorted(everything)[-count:])
        found = {one.section for one in find_sections(library.db, "invoice", limit=1_000, owners=chosen)}
        assert found == {everything[one] for one in chosen.tolist()}


def test_counts_are_taken_again_when_the_library_has_grown(tmp_path: Path) -> None:
    small = build_library(tmp_path, {"a.md": "# A\n\nharbour"})
    assert terms.count_words(small.db, ["harbour"], sections=1) == {"harbour": 1}
    small.db.execute("DELETE FROM section_words")

    assert terms.count_words(small.db, ["harbour"], sections=1) == {"harbour": 1}
    assert terms.count_words(small.db, ["harbour"], sections=2) == {"harbour": 0}


def asset(one: SectionHit) -> int:
    return one.chunks[0][1]


def title(library: Library, one: SectionHit) -> str:
    return find_asset(library.db, asset(one)).title


def text(library: Library, one: SectionHit) -> str:
    return str(library.db.execute("SELECT text FROM sections WHERE id = ?", [one.section]).fetchone()[0])
