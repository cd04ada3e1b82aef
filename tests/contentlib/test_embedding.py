"""The model as it is run: the same vectors however it is run, and a plain word where it cannot be."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

from contentlib.embedding import (
    OnnxEmbedder,
    OpenVinoEmbedder,
    Vectors,
    describe_model,
    open_bulk,
    open_embedder,
    prepare_model,
)
from contentlib.errors import ModelError
from contentlib.settings import Settings
from tests.fakes import HashEmbedder

TEXTS = ["Too expensive.", "We pay back in nine months, says the controller. " * 9, "", "価格が高すぎる", "x" * 5000]


@pytest.fixture(scope="module")
def model() -> OnnxEmbedder:
    embedder = open_embedder(Settings())
    assert isinstance(embedder, OnnxEmbedder)
    return embedder


def cosines(one: Vectors, other: Vectors) -> Vectors:
    return np.asarray((one * other).sum(axis=1))


@pytest.mark.model
def test_every_text_gets_a_unit_vector_in_its_own_place(model: OnnxEmbedder) -> None:
    vectors = model.embed(TEXTS)

    assert vectors.shape == (len(TEXTS), model.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    alone = np.vstack([model.embed([text]) for text in TEXTS])
    assert cosines(vectors, alone).min() > 0.99999


@pytest.mark.model
def test_no_texts_give_no_vectors(model: OnnxEmbedder) -> None:
    assert model.embed([]).shape == (0, model.dimension)


@pytest.mark.model
def test_like_means_near(model: OnnxEmbedder) -> None:
    price, cost, dogs = model.embed(["It costs too much.", "The price is too high.", "My dog likes the rain."])

    assert price @ cost > 0.6 > 0.3 > price @ dogs


@pytest.mark.model
def test_vectors_made_in_bulk_stand_in_for_those_of_a_query(model: OnnxEmbedder) -> None:
    bulk, lanes = open_bulk(model)

    assert (bulk.name, bulk.dimension) == (model.name, model.dimension)
    assert lanes >= 1
    assert cosines(bulk.embed(TEXTS), model.embed(TEXTS)).min() > 0.999


@pytest.mark.model
@pytest.mark.skipif(importlib.util.find_spec("openvino") is None, reason="OpenVINO is not installed")
def test_openvino_is_used_in_bulk_where_it_is_installed(model: OnnxEmbedder) -> None:
    assert isinstance(open_bulk(model)[0], OpenVinoEmbedder)
    assert sys.modules["openvino_telemetry"] is None, "its maker's statistics stay out, with the id they would write"


def test_a_model_that_is_not_ours_is_its_own_bulk() -> None:
    fake = HashEmbedder()

    assert open_bulk(fake) == (fake, 1)


def test_a_damaged_model_says_what_to_delete(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"not a graph")

    with pytest.raises(ModelError, match="Delete that folder"):
        OnnxEmbedder(tmp_path, "damaged")


@pytest.mark.model
def test_a_prepared_model_is_found_again_and_not_made_again() -> None:
    said: list[str] = []

    first, second = (prepare_model(Settings().cache, say=said.append) for _ in range(2))

    assert first == second
    assert len(said) <= 1


def test_the_name_of_the_model_is_known_without_loading_it() -> None:
    assert describe_model(Settings()) == "all-MiniLM-L6-v2"
    assert describe_model(Settings(model="another/model")) == "another/model"
