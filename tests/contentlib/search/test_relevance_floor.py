"""Search on the sample drive, with the true model, is as good as it was: no figure falls by more than noise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contentlib.evaluation.search_quality import Judged, search_with, summarise
from contentlib.search.confidence import THRESHOLD
from tests.bench.relevance import Collection, measure, open_sample

pytestmark = pytest.mark.model

# As measured, less 0.02: about what exchanging two results in ten queries does.
FLOORS = {"ndcg": 0.715, "first": 0.83, "among_three": 0.885, "reciprocal": 0.865}
AUROC_FLOOR = 0.91
# By kind of query, nDCG@10, less 0.04: these are fewer queries.
KIND_FLOORS = {"objection": 0.53, "situational": 0.69, "named": 0.88, "messy": 0.90, "language": 0.79}


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    collection = open_sample(tmp_path_factory.mktemp("relevance"))
    yield collection
    collection.library.close()


@pytest.fixture(scope="session")
def outcomes(sample: Collection) -> list[Judged]:
    return measure(sample, search_with(sample.library))


@pytest.mark.parametrize(("figure", "floor"), FLOORS.items())
def test_relevance_does_not_fall(outcomes: list[Judged], figure: str, floor: float) -> None:
    assert getattr(summarise(outcomes), figure) >= floor


@pytest.mark.parametrize(("kind", "floor"), KIND_FLOORS.items())
def test_no_kind_of_query_is_given_up_for_another(outcomes: list[Judged], kind: str, floor: float) -> None:
    assert summarise([one for one in outcomes if one.query.kind == kind]).ndcg >= floor


def test_queries_that_nothing_answers_are_told_apart(outcomes: list[Judged]) -> None:
    assert (summarise(outcomes).auroc or 0) >= AUROC_FLOOR


def test_most_queries_with_an_answer_are_told_that_something_fits(outcomes: list[Judged]) -> None:
    fits = [one.confidence >= THRESHOLD for one in outcomes if one.answerable]
    assert sum(fits) / len(fits) >= 0.9


def test_most_queries_that_nothing_answers_are_told_so(outcomes: list[Judged]) -> None:
    fits = [one.confidence >= THRESHOLD for one in outcomes if not one.answerable]
    assert sum(fits) / len(fits) <= 0.25


def test_every_judged_file_is_on_the_sample_drive(sample: Collection) -> None:
    drive = Path(__file__).parents[3] / "sample_corpus" / "drive"
    for grades in sample.judgements.values():
        assert all((drive / path).exists() for path in grades)
