"""Whose words a query is: sentences that nobody learned from, and a model that nothing is known of."""

from __future__ import annotations

import pytest

from contentlib.models.embedder import Embedder
from contentlib.models.embedding import open_embedder
from contentlib.models.prepare import OWN_MODEL
from contentlib.settings import read_settings
from contentlib.tagging.voice import damp, hear_buyer
from tests.bench.fit_voice import read_voices
from tests.fakes import WordEmbedder


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return open_embedder(read_settings())


BUYERS = (
    "That would blow our whole budget",
    "my colleagues will never agree to learn another tool",
    "we wrote a program for this ourselves ages ago",
    "How do I know you won't be bankrupt next spring?",
)
REPS = (
    "story about a bakery with forty branches",
    "price list 2026",
    "slides for the kick-off at a shipyard",
    "Marlow & Pike",
)


@pytest.mark.model
@pytest.mark.parametrize("text", BUYERS)
def test_a_buyer_who_doubts_is_heard(embedder: Embedder, text: str) -> None:
    assert (hear_buyer(embedder.embed([text])[0], OWN_MODEL) or 0) > 0.5


@pytest.mark.model
@pytest.mark.parametrize("text", REPS)
def test_a_rep_who_looks_for_something_is_not_taken_for_a_buyer(embedder: Embedder, text: str) -> None:
    assert (hear_buyer(embedder.embed([text])[0], OWN_MODEL) or 1) < 0.5


def test_nothing_is_known_of_another_models_vectors() -> None:
    embedder = WordEmbedder()
    assert hear_buyer(embedder.embed(["too expensive"])[0], embedder.name) is None
    assert damp(None) == 1.0


def test_the_less_a_buyer_is_heard_the_less_an_objection_counts() -> None:
    assert 0 < damp(0.0) < damp(0.5) < damp(1.0) == 1.0


def test_no_sentence_is_both_said_and_asked_or_there_twice() -> None:
    said, asked = read_voices()
    assert len({*said, *asked}) == len(said) + len(asked)
