"""Which objections a passage answers: passages that no head learned from, lists it does not know, and what it packs."""

from __future__ import annotations

import numpy as np
import pytest

from contentlib.arrays import Table
from contentlib.language import read_vocabulary
from contentlib.models.embedder import Embedder
from contentlib.models.embedding import open_embedder
from contentlib.models.prepare import OWN_MODEL
from contentlib.settings import read_settings
from contentlib.tagging.answered import NOTHING, AnswerHead, find_head, measure_readings
from tests.fakes import WordEmbedder

VALUES = [label.value for label in read_vocabulary().objections]
ANSWERS = (
    ("switching_cost", "The foremen learned it over a sandwich. We moved eleven years of tickets across in one night."),
    (
        "security",
        "Your patients' files never leave the hospital: keys stay in your own safe, and auditors come yearly.",
    ),
    ("competitor", "Against Harrowgate we win on night shifts: their app needs a signal, ours works in the mine."),
    ("price", "It costs less than one temp a month, and the rental yard stopped paying 4,000 euros for lost pumps."),
    (
        "build_in_house",
        "Two developers for a year, then one for ever: that is what writing your own roster tool costs.",
    ),
)


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return open_embedder(read_settings())


@pytest.mark.model
@pytest.mark.parametrize(("right", "passage"), ANSWERS)
def test_what_a_passage_argues_against_is_among_the_three_likeliest(
    embedder: Embedder, right: str, passage: str
) -> None:
    head = find_head(OWN_MODEL, VALUES)
    assert head
    (read,) = head.read(embedder.embed([passage]))
    assert right in [VALUES[head.known[one]] for one in np.argsort(-read)[:3]]


def test_nothing_is_known_of_another_models_vectors() -> None:
    assert find_head(WordEmbedder().name, VALUES) is None


def test_a_list_that_shares_no_label_has_no_head() -> None:
    assert find_head(OWN_MODEL, ["too far away", "too loud"]) is None


def test_labels_keep_their_own_weights_wherever_they_stand_in_a_list() -> None:
    turned = ["ours", *reversed(VALUES)]
    one, other = find_head(OWN_MODEL, VALUES), find_head(OWN_MODEL, turned)
    assert one
    assert other
    assert 0 not in other.known
    assert np.allclose(one.directions, other.directions[:, ::-1])
    assert np.allclose(one.offsets, other.offsets[::-1])


def test_an_asset_without_words_answers_nothing() -> None:
    head = find_head(OWN_MODEL, VALUES)
    assert head
    signals = np.zeros((len(VALUES), len(head.signals) - measure_readings(np.zeros((0, 1)), 1).shape[1]))
    read = head.read(np.zeros((0, 0), dtype=np.float32))
    assert (head.weigh(signals, read) < head.threshold).all()


def test_the_best_passages_count_and_not_their_order() -> None:
    read: Table = np.array([[-3.0, 2.0], [1.0, -4.0], [-1.0, 0.0]])
    measured = measure_readings(read, 2)
    assert measured[:, 0].tolist() == [1.0, 2.0]
    assert measured[:, 1].tolist() == [0.0, 1.0]
    assert np.allclose(measured, measure_readings(read[::-1], 2))
    assert measure_readings(np.zeros((0, 2)), 2)[:, 0].tolist() == [NOTHING, NOTHING]


def test_a_head_reads_each_passage_by_itself() -> None:
    head = AnswerHead(np.array([0, 2]), np.eye(2), np.array([0.0, 1.0]), np.zeros(0), np.zeros(2), threshold=0.5)
    assert head.read(np.array([[1, 0], [0, 1]], dtype=np.float32)).tolist() == [[1.0, 1.0], [0.0, 2.0]]
