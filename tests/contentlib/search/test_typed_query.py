"""What is typed into the search box besides words: phrases, exclusions, filters."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentlib.errors import BadInput
from contentlib.library.opened import Library
from contentlib.model import Filters
from contentlib.search.facets import count_considered
from contentlib.search.find import ask_again, find_assets
from contentlib.search.typed_query import take_apart
from tests.builders import NOON, build_library

FILES = {
    "a/clause.md": "# Clauses\n\nThe most favoured customer clause is in part nine.\n",
    "a/customers.md": "# Customers\n\nOur most loved customer has a favoured clause of its own. Clause by clause.\n",
    "b/pump basic.md": "# Pump line\n\nThe pump line for a small site.\n",
    "b/pump enterprise.md": "# Pump line Enterprise\n\nThe pump line, enterprise pump line for every site.\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return build_library(tmp_path_factory.mktemp("typed"), FILES)


def find_names(library: Library, query: str, filters: Filters = Filters()) -> list[str]:
    return [Path(one.asset.path).stem for one in find_assets(library, query, filters=filters).results]


@pytest.mark.parametrize("query", ['"most favoured customer clause"', "“Most Favoured customer clause”"])
def test_a_phrase_in_quotes_must_be_there(library: Library, query: str) -> None:
    assert find_names(library, query) == ["clause"]


def test_a_phrase_that_nobody_has_is_searched_as_words_and_said(library: Library) -> None:
    answer = find_assets(library, '"favoured pump"')
    assert answer.results
    assert "No file has exactly the words “favoured pump”" in answer.notice


@pytest.mark.parametrize("query", ["pump line -enterprise", 'pump line -"enterprise pump"'])
def test_what_stands_behind_a_minus_must_not_be_there(library: Library, query: str) -> None:
    names = find_names(library, query)
    assert names[0] == "pump basic"
    assert "pump enterprise" not in names


def test_a_typed_filter_narrows_as_a_chosen_one_does(library: Library) -> None:
    assert set(find_names(library, "folder:a clause")) == {"clause", "customers"}
    assert find_assets(library, "clause folder:a").filters == Filters(folder="a")
    assert find_assets(library, 'clause type:"Case Study" kind:deck').filters.kinds == ("case_study", "deck")


@pytest.mark.parametrize("query", ["pump line -enterprise format:md", '"pump line for a small" format:md'])
def test_a_group_with_a_choice_is_counted_for_what_was_typed(library: Library, query: str) -> None:
    """The values of a group are alternatives to the chosen one, for the same words, quotes and exclusions."""
    answer = find_assets(library, query)
    (formats,) = [facet for facet in count_considered(library, answer, now=NOON) if facet.name == "format"]
    assert [(one.value, one.count) for one in formats.values] == [("md", len(answer.considered))]
    unnarrowed = find_assets(library, query.removesuffix(" format:md"))
    assert set(ask_again(library, answer)(Filters())) == set(unnarrowed.considered)


def test_a_value_that_is_on_no_list_is_told_with_the_nearest(library: Library) -> None:
    with pytest.raises(BadInput, match=r"“case studdy” is no .* here\. Nearest: “Case study”"):
        find_assets(library, 'clause kind:"case studdy"')


@pytest.mark.parametrize("text", ["http://x.example/a", "note: later", "-5 degrees", "self-service", '5" pipe', "-"])
def test_what_only_looks_like_an_order_is_words(text: str) -> None:
    assert take_apart(text).words == text
    assert not take_apart(text).phrases
    assert not take_apart(text).without


@given(st.text('ab "“”-:kind', max_size=40))
def test_whatever_is_typed_something_is_left_to_search_for(text: str) -> None:
    assert take_apart(text).words.strip() or not text.strip()
