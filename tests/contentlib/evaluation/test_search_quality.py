"""Scores on judged queries, counted by hand; and a team's own files read with care."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentlib.errors import BadInput
from contentlib.evaluation.search_quality import (
    Judged,
    Query,
    compare,
    evaluate,
    judge,
    rank_apart,
    read_judgements,
    read_queries,
    summarise,
)
from contentlib.library.opened import Library
from tests.builders import build_library

FILES = {"a.md": "# Alpha\n\nWinches.\n", "b.md": "# Beta\n\nAnchors.\n", "copy of a.md": "# Alpha\n\nWinches.\n"}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, FILES)


def ids(library: Library) -> dict[str, int]:
    return dict(library.db.execute("SELECT title, id FROM assets").fetchall())


def test_gains_are_discounted_by_place_against_the_ideal(library: Library) -> None:
    known = ids(library)
    ranked = [known["Beta"], known["Alpha"]]
    (one,) = judge([Query("q", "x")], {"q": {"a.md": 3, "b.md": 1}}, library.db, lambda _: (ranked, 0.9))
    assert one.ndcg == pytest.approx((1 + 3 / 1.585) / (3 + 1 / 1.585), abs=1e-3)
    assert (one.first, one.among_three, one.reciprocal) == (0.0, 1.0, 0.5)


def test_copies_of_one_asset_count_once(library: Library) -> None:
    grades = {"q": {"a.md": 3, "copy of a.md": 3}}
    (one,) = judge([Query("q", "x")], grades, library.db, lambda _: ([ids(library)["Alpha"]], 0.9))
    assert one.ndcg == 1.0


def test_a_judged_file_that_is_not_there_still_counts_against(library: Library) -> None:
    grades = {"q": {"a.md": 2, "lost.md": 3}}
    (one,) = judge([Query("q", "x")], grades, library.db, lambda _: ([ids(library)["Alpha"]], 0.9))
    assert 0 < one.ndcg < 1


def test_queries_that_nothing_answers_only_measure_how_sure_search_is() -> None:
    answered = Judged(Query("a", "x"), True, 0.8, 1.0, 1.0, 1.0, 1.0)
    unanswered = Judged(Query("b", "y"), False, 0.3)
    scores = summarise([answered, unanswered])
    assert (scores.queries, scores.nothing, scores.ndcg, scores.auroc) == (1, 1, 1.0, 1.0)
    assert summarise([answered]).auroc is None
    assert rank_apart([0.5], [0.5]) == 0.5


def test_a_change_is_told_with_how_far_it_may_be_chance() -> None:
    sure, noise = compare([0.2] * 40, [0.3] * 40), compare([0.0, 1.0] * 20, [1.0, 0.0] * 20)
    assert (sure.low, sure.high) == pytest.approx((0.1, 0.1))
    assert noise.low < 0 < noise.high
    assert compare([0.0, 1.0] * 20, [1.0, 0.0] * 20) == noise
    assert compare([], []).mean == 0.0


def test_a_team_measures_its_own_queries(library: Library, tmp_path: Path) -> None:
    queries, grades = tmp_path / "q.jsonl", tmp_path / "g.tsv"
    queries.write_text('{"query_id": "1", "text": "winches", "kind": "named"}\n\n{"query_id": "2", "text": "cheese"}\n')
    grades.write_text("query_id\tpath\tgrade\n1\ta.md\t3\n")
    scores = evaluate(library, queries, grades)
    assert (scores["all"].ndcg, scores["all"].nothing, scores["named"].first) == (1.0, 1, 1.0)


@pytest.mark.parametrize("line", ["no json", "[]", '{"text": "x"}', '{"query_id": 1}'])
def test_a_line_that_is_no_query_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(f'{{"query_id": "1", "text": "x"}}\n{line}\n')
    with pytest.raises(BadInput, match="line 2"):
        read_queries(path)


@pytest.mark.parametrize("line", ["1\ta.md\thigh", "1\ta.md"])
def test_a_line_that_is_no_judgement_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "g.tsv"
    path.write_text(f"query_id\tpath\tgrade\n{line}\n")
    with pytest.raises(BadInput, match="line 2"):
        read_judgements(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"lost\.jsonl cannot be read"):
        read_queries(tmp_path / "lost.jsonl")
