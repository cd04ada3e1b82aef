"""The kind by what an asset says: texts that no head learned from, lists it does not know, and words it does not."""

from __future__ import annotations

import numpy as np
import pytest

from contentlib.language import find_stems, read_vocabulary
from contentlib.models.embedder import Embedder
from contentlib.models.embedding import open_embedder
from contentlib.models.prepare import OWN_MODEL
from contentlib.settings import read_settings
from contentlib.tagging.kind_head import LEAST, KindHead, add_words, find_kind_head
from tests.fakes import WordEmbedder

VALUES = tuple(label.value for label in read_vocabulary().kinds)
TEXTS = (
    (
        "email_template",
        "Subject: your boilers in March. Hi [first name], saw that you run nine bakeries. Ten minutes? Best, [name]",
    ),
    (
        "battle_card",
        "Against Pennyquick we win where crews work offline. They will say that we are small: ask how many of their "
        "customers renewed. Trap: their app needs a signal. Never attack their price.",
    ),
    (
        "case_study",
        "Before, the dairy threw away 9 % of its milk. Today it is 2 %. “We sleep again,” says Ida Brandt, who runs "
        "the plant. It took five weeks, and the sensors paid for themselves in a year.",
    ),
    (
        "transcript",
        "Rep: How do you plan the shifts today? Buyer: On a whiteboard, to be honest. Rep: And if somebody is ill? "
        "Buyer: Then I phone around for an hour.",
    ),
)


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return open_embedder(read_settings())


@pytest.mark.model
@pytest.mark.parametrize(("right", "text"), TEXTS)
def test_the_right_kind_is_among_the_two_likeliest(embedder: Embedder, right: str, text: str) -> None:
    head = find_kind_head(OWN_MODEL, VALUES)
    assert head
    given = head.weigh(len(VALUES), "md", embedder.embed([text]), find_stems(text), [])
    assert right in [VALUES[place] for place in np.argsort(-given)[:2]]


def test_nothing_is_known_of_another_model_or_of_a_list_that_lacks_a_kind() -> None:
    assert find_kind_head(WordEmbedder().name, VALUES) is None
    assert find_kind_head(OWN_MODEL, VALUES[1:]) is None


def test_a_kind_that_a_team_added_is_as_likely_as_any() -> None:
    head = find_kind_head(OWN_MODEL, ("ours", *VALUES))
    assert head
    given = head.weigh(len(VALUES) + 1, "md", np.zeros((0, 384), dtype=np.float32), [], [])
    assert given[0] == pytest.approx(-head.counts * np.log(len(VALUES)))
    assert (given >= head.counts * LEAST).all()


def test_a_word_counts_once_and_one_that_is_not_known_not_at_all() -> None:
    weights = np.array([[1.0, 0.0], [0.0, 2.0]])
    places = {"dear": 0, "best": 1}
    assert add_words(["dear", "dear", "brambleworks"], places, weights).tolist() == [1.0, 0.0]
    assert add_words([], places, weights).tolist() == [0.0, 0.0]


def test_an_unknown_format_says_nothing() -> None:
    head = KindHead(
        np.array([0, 1]), np.zeros((2, 2)), {}, np.zeros((0, 2)), {}, np.zeros((0, 2)), {"vtt": 0},
        np.array([[0.0, 3.0]]), np.zeros(2), counts=1.0,
    )  # fmt: skip
    nothing = np.zeros((0, 2), dtype=np.float32)
    assert np.ptp(head.weigh(2, "md", nothing, [], [])) == 0
    assert np.argmax(head.weigh(2, "vtt", nothing, [], [])) == 1
