"""A head's weights: kept in few bytes, and read for the labels that a list has, in the list's order."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from contentlib.arrays import Table
from contentlib.tagging.fitted_heads import open_head, pack, unpack


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    path = tmp_path / "weights.json"
    directions = pack(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))
    written = {"model": "ours", "values": ["price", "timing", "risk"], "directions": directions, "bias": [1, 2, 3]}
    path.write_text(json.dumps(written), encoding="utf-8")
    return path


def test_a_packed_matrix_comes_back_within_half_a_step() -> None:
    matrix: Table = np.random.default_rng(5).normal(size=(40, 3)) * [0.01, 1, 100]
    packed = pack(matrix)
    assert (np.abs(unpack(packed) - matrix) <= np.array(packed["steps"]) * 0.51).all()


def test_known_labels_come_in_the_order_of_the_list(weights: Path) -> None:
    head = open_head(weights, "ours", ("risk", "added", "price"))
    assert head
    assert head.known.tolist() == [0, 2]
    assert head.row("bias").tolist() == [3, 1]
    assert np.allclose(head.matrix("directions"), [[3, 1], [6, 4]], atol=0.05)


def test_another_model_and_a_list_of_strangers_have_no_head(weights: Path) -> None:
    assert open_head(weights, "theirs", ("price",)) is None
    assert open_head(weights, "ours", ("added",)) is None
