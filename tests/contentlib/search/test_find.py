"""A search from the query to its results: what comes first, why, and what is said where nothing fits."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentlib.catalog.tags import replace_tags
from contentlib.errors import BadInput
from contentlib.library.opened import Library
from contentlib.model import RUNNING_HEADS, Answer, Axis, Filters, Source, Tag
from contentlib.search.find import MAX_CHARACTERS, find_assets
from tests.builders import NOON, build_library

FILES = {
    "Stories/Harbour case study.md": "# The harbour\n\nThe cranes of the harbour stood idle on Sundays.\n",
    "Stories/Ferry.md": "# The ferry\n\nIslands are reached by ferry in winter.\n\n# Winter timetable\n\nTwo boats.\n",
    "Archive/Ferry.md": "# The ferry\n\nIslands are reached by ferry in winter and summer.\n\n# Table\n\nA boat.\n",
    "Talks/cranes.html": "<title>Cranes for engineers</title><h1>Cranes</h1><p>How cranes lift a harbour.</p>",
    "Prices/list.md": "# Price list\n\nA crane costs nine thousand a month, overage apart.\n",
    "Prices/talk.md": "# They find it dear\n\nA crane costs a lot. Say what idle cranes cost them a month.\n",
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, FILES)


def titles(answer: Answer) -> list[str]:
    return [result.asset.title for result in answer.results]


def test_the_asset_that_says_it_comes_first_at_its_section(library: Library) -> None:
    answer = find_assets(library, "ferry timetable in winter")
    first = answer.results[0]
    assert first.asset.path == "Stories/Ferry.md"
    assert first.hits[0].locator.startswith(("Winter timetable", "The ferry"))
    assert any(span.marked for hit in first.hits for span in hit.snippet)


PLURALS = [("currencies", "currency"), ("policies", "policy"), ("penalties", "penalty"), ("pricing", "prices"),
           ("liabilities", "liability"), ("technologies", "technology"), ("possibly", "possible")]  # fmt: skip


@pytest.mark.parametrize(("asked", "said"), PLURALS)
def test_the_word_that_was_found_is_marked_whatever_its_ending(tmp_path: Path, asked: str, said: str) -> None:
    library = build_library(tmp_path, {"a.md": f"# Terms\n\nWe spell out each {said} before you sign.\n"})
    (first,) = find_assets(library, asked).results
    assert [span.text for hit in first.hits for span in hit.snippet if span.marked] == [said]


def test_an_old_copy_is_ranked_lower_and_says_why(library: Library) -> None:
    answer = find_assets(library, "islands reached by ferry")
    assert [result.asset.path for result in answer.results][:2] == ["Stories/Ferry.md", "Archive/Ferry.md"]
    assert "lies among old files, so it is ranked lower" in answer.results[1].reasons


def test_a_format_asked_for_by_name_is_preferred_and_told(library: Library) -> None:
    answer = find_assets(library, "cranes webpage")
    assert answer.results[0].asset.format == "html"
    assert "is the kind of file you asked for" in answer.results[0].reasons


def test_a_kind_asked_for_by_name_is_preferred(library: Library) -> None:
    assert find_assets(library, "cranes case study").results[0].asset.kind == "case_study"


def test_an_asset_tagged_with_the_objection_a_query_voices_gains_by_it(library: Library) -> None:
    before = _scores(find_assets(library, "a crane is too expensive, it costs too much"))
    talk = next(
        result.asset for result in find_assets(library, "crane").results if result.asset.path == "Prices/talk.md"
    )
    tag = Tag(Axis.OBJECTION, "price", 1.0, "say what idle cranes cost", "", Source.FILE)
    replace_tags(library.db, talk.id, (tag,), made_with="test", said_at=NOON)
    answer = find_assets(library, "a crane is too expensive, it costs too much")
    assert "price" in answer.objections
    assert _scores(answer)["Prices/talk.md"] > before["Prices/talk.md"]
    told = next(result.reasons for result in answer.results if result.asset.id == talk.id)
    assert "is tagged as answering Price" in told


def test_an_asset_for_the_industry_that_is_named_gains_by_it_and_says_so(library: Library) -> None:
    before = find_assets(library, "cranes for a hospital")
    talk = next(result.asset for result in before.results if result.asset.path == "Prices/talk.md")
    tag = Tag(Axis.INDUSTRY, "healthcare", 1.0, "the cranes of a hospital", "", Source.FILE)
    replace_tags(library.db, talk.id, (tag,), made_with="test", said_at=NOON)
    after = find_assets(library, "cranes for a hospital")
    assert _scores(after)["Prices/talk.md"] > _scores(before)["Prices/talk.md"]
    told = next(result.reasons for result in after.results if result.asset.id == talk.id)
    assert any(reason.startswith("is for Health") for reason in told)


def test_what_stands_on_every_page_is_no_hit_beside_others(library: Library) -> None:
    with library.db.atomic():
        library.db.execute("UPDATE sections SET locator = ? WHERE heading = 'Winter timetable'", [RUNNING_HEADS])
    first = find_assets(library, "ferry winter timetable two boats").results[0]
    assert [hit.heading for hit in first.hits] == ["The ferry"]


def _scores(answer: Answer) -> dict[str, float]:
    return {result.asset.path: result.score for result in answer.results}


def test_a_typing_error_is_mended_and_told(library: Library) -> None:
    answer = find_assets(library, "islnads by fery")
    assert answer.results[0].asset.path == "Stories/Ferry.md"
    assert answer.notice == "Searched for “islands” for “islnads”."


def test_every_result_says_why_it_is_there(library: Library) -> None:
    for result in find_assets(library, "idle cranes").results[:2]:
        assert result.reasons


def test_something_nobody_has_is_less_sure_than_something_everybody_sees(library: Library) -> None:
    sure = find_assets(library, "the cranes of the harbour stood idle on Sundays")
    unsure = find_assets(library, "Kubernetes operator from Zanzibar, brochure")
    assert sure.fits
    assert not unsure.fits
    assert unsure.confidence < sure.confidence
    assert len(unsure.shown) <= 3


def test_filters_hold_for_words_meaning_and_answers_alike(library: Library) -> None:
    answer = find_assets(library, "a crane is too expensive", filters=Filters(folder="Stories"))
    assert answer.results
    assert {result.asset.path.split("/")[0] for result in answer.results} == {"Stories"}


def test_a_filter_that_leaves_nothing_is_answered_with_nothing(library: Library) -> None:
    answer = find_assets(library, "crane", filters=Filters(folder="Nowhere"))
    assert (answer.results, answer.confidence, answer.fits) == ((), 0.0, False)


def test_an_empty_library_is_searched_in_vain(tmp_path: Path) -> None:
    library = build_library(tmp_path, {"x.md": "# X\n\nx\n"})
    library.db.execute("DELETE FROM chunks")
    library.db.execute("DELETE FROM section_words")
    assert find_assets(library, "crane").results == ()


def test_the_limit_is_kept_and_the_same_question_has_the_same_answer(library: Library) -> None:
    assert len(find_assets(library, "crane harbour", limit=2).results) == 2
    assert titles(find_assets(library, "crane harbour")) == titles(find_assets(library, "crane harbour"))


def test_scores_are_between_nought_and_one_and_fall(library: Library) -> None:
    scores = [result.score for result in find_assets(library, "crane").results]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize("query", ["", "   ", "\n\t"])
def test_nothing_typed_is_told_what_to_type(library: Library, query: str) -> None:
    with pytest.raises(BadInput, match="Type what the buyer said"):
        find_assets(library, query)


def test_a_question_of_many_pages_is_cut_with_a_notice(library: Library) -> None:
    answer = find_assets(library, "crane " * MAX_CHARACTERS)
    assert len(answer.query) == MAX_CHARACTERS
    assert "Only the first 2,000 characters" in answer.notice


@pytest.mark.parametrize("query", ["🦀", "a'\"; DROP TABLE assets", "価格が高い", "…", "(" * 50, "\x00x"])
def test_any_text_is_a_question(library: Library, query: str) -> None:
    find_assets(library, query)
