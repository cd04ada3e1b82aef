"""Which objections a query voices: sentences that no head learned from, in each voice, and lists it does not know."""

from __future__ import annotations

import numpy as np
import pytest

from contentlib.language import find_stems, read_vocabulary
from contentlib.models.embedder import Embedder
from contentlib.models.embedding import open_embedder
from contentlib.models.prepare import OWN_MODEL
from contentlib.settings import read_settings
from contentlib.tagging.doubts import DoubtHead, find_doubts
from contentlib.tagging.voice import damp, hear_buyer
from tests.bench.fit_doubts import compose, read_ours
from tests.fakes import WordEmbedder

VALUES = tuple(label.value for label in read_vocabulary().objections)
VOICED = (
    ("price", "the dairy manager gulped at the monthly fee"),
    ("timing", "Come back once the new stable is finished"),
    ("security", "pharmacist asks who else can look at the prescriptions"),
    ("build_in_house", "their interns want to program it over the holidays"),
    ("authority", "I can recommend it, the supervisory board signs"),
    ("competitor", "Marrowby, they get the same from Pennyquick already"),
    ("status_quo", "the ledger in the drawer has always been enough for us"),
    ("switching_cost", "cooks won't relearn the ordering, last changeover was chaos"),
)
ASKED = ("slides for the spring fair in Ghent", "persona of a harbor master", "customer story tannery")


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return open_embedder(read_settings())


def weigh(embedder: Embedder, text: str) -> dict[str, float]:
    head = find_doubts(OWN_MODEL, VALUES)
    assert head
    chances = head.weigh(embedder.embed([text])[0], find_stems(text))
    return {VALUES[place]: float(one) for place, one in zip(head.known, chances, strict=True)}


@pytest.mark.model
@pytest.mark.parametrize(("right", "text"), VOICED)
def test_a_doubt_is_read_in_any_voice(embedder: Embedder, right: str, text: str) -> None:
    chances = weigh(embedder, text)
    assert max(chances, key=lambda value: chances[value]) == right


@pytest.mark.model
@pytest.mark.parametrize("text", ASKED)
def test_who_looks_for_a_thing_voices_nothing(embedder: Embedder, text: str) -> None:
    head = find_doubts(OWN_MODEL, VALUES)
    assert head
    heard = damp(hear_buyer(embedder.embed([text])[0], OWN_MODEL))
    assert heard * max(weigh(embedder, text).values()) < head.threshold


def test_nothing_is_known_of_another_model_or_of_other_labels() -> None:
    assert find_doubts(WordEmbedder().name, VALUES) is None
    assert find_doubts(OWN_MODEL, ("too far away", "too loud")) is None


def test_words_that_it_does_not_know_change_nothing() -> None:
    head = DoubtHead(np.array([0]), np.zeros((2, 1)), {"dear": 0}, np.array([[2.0]]), np.array([0.0]), threshold=0.5)
    vector = np.array([1, 0], dtype=np.float32)
    assert head.weigh(vector, ["brambleworks"]).tolist() == [0.5]
    assert head.weigh(vector, ["dear", "brambleworks"]) == head.weigh(vector, ["dear"]) > 0.5


def test_every_objection_is_voiced_in_every_voice_and_is_one_of_the_vocabulary() -> None:
    voiced = [value for one in compose() for value in one.objections]
    assert set(voiced) == set(VALUES)
    assert min(map(voiced.count, VALUES)) > 300
    assert not any("{" in one.text for one in compose())


def test_the_sentences_are_composed_alike_each_time() -> None:
    assert read_ours() == read_ours()
