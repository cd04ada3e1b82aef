"""Answers stay as they were recorded, to the ninth digit, unless a ranking was meant to change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contentlib.library.opened import Library
from tests.recorded_ranking import QUERIES, answer, open_harbour, read_recorded


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = open_harbour(tmp_path_factory.mktemp("harbour"))
    yield library
    library.close()


@pytest.mark.parametrize("query", QUERIES)
def test_an_answer_is_as_it_was_recorded(harbour: Library, query: str) -> None:
    found, recorded = answer(harbour, query), read_recorded()[query]
    assert list(found.scores) == list(recorded["scores"])
    assert found.scores == pytest.approx(recorded["scores"], abs=1e-9)
    assert found.confidence == recorded["confidence"]
    assert found.reasons == recorded["reasons"]
