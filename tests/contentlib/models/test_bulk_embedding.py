"""Embedding in a process of its own: the same vectors, and none of them lost however that process ends."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import psutil
import pytest

from contentlib.models.bulk_embedding import Apart, BulkClosedError, InPlace, open_bulk
from contentlib.models.embedding import open_embedder
from contentlib.models.onnx_runtime import OnnxEmbedder
from contentlib.settings import Settings
from tests.fakes import HashEmbedder

TEXTS = ["Too expensive.", "We pay back in nine months, says the controller. " * 9, "", "価格が高すぎる", "x" * 5000]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def model() -> OnnxEmbedder:
    embedder = open_embedder(Settings())
    assert isinstance(embedder, OnnxEmbedder)
    return embedder


@pytest.fixture
def apart(model: OnnxEmbedder) -> Iterator[Apart]:
    made = Apart(model, lanes=2, precision="f32", answer_seconds=2.0)
    yield made
    made.close()


def child_of(apart: Apart) -> psutil.Process:
    return psutil.Process(apart._process.pid)


def agree(one: np.ndarray, other: np.ndarray) -> bool:
    return bool((one * other).sum(axis=1).min() > 0.999)


def test_vectors_made_in_bulk_stand_in_for_those_of_a_query(model: OnnxEmbedder) -> None:
    bulk = open_bulk(model)
    try:
        with ThreadPoolExecutor(bulk.lanes) as threads:
            made = list(threads.map(bulk.embed, [TEXTS] * 6))
    finally:
        bulk.close()

    assert (bulk.name, bulk.dimension) == (model.name, model.dimension)
    assert all(agree(vectors, model.embed(TEXTS)) for vectors in made)


@pytest.mark.skipif(importlib.util.find_spec("openvino") is None, reason="OpenVINO is not installed")
def test_openvino_embeds_in_bulk_where_it_is_installed_and_only_in_its_own_process() -> None:
    code = (
        "import sys; from contentlib.models.bulk_embedding import Apart; "
        "from contentlib.models.embedding import open_embedder; from contentlib.settings import Settings; "
        "apart = Apart(open_embedder(Settings()), lanes=1, precision='f32'); apart.close(); "
        "assert apart.runtime == 'OpenVinoEmbedder'; assert 'openvino' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


def test_a_model_that_is_not_ours_is_its_own_bulk() -> None:
    bulk = open_bulk(HashEmbedder())

    assert isinstance(bulk, InPlace)
    assert (bulk.lanes, bulk.dimension) == (1, 384)


def test_a_process_that_was_killed_costs_no_vector(apart: Apart, model: OnnxEmbedder) -> None:
    child_of(apart).kill()

    assert agree(apart.embed(TEXTS), model.embed(TEXTS))


def test_a_process_that_hangs_is_given_up_on(apart: Apart, model: OnnxEmbedder) -> None:
    child = child_of(apart)
    child.suspend()

    assert agree(apart.embed(TEXTS), model.embed(TEXTS))
    assert not child.is_running()


def test_who_waits_for_a_process_that_hangs_is_told_when_it_is_closed(model: OnnxEmbedder) -> None:
    apart = Apart(model, lanes=1, precision="f32")
    child_of(apart).suspend()
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(apart.embed, TEXTS)
        time.sleep(0.1)
        apart.close()

        with pytest.raises(BulkClosedError):
            waiting.result(timeout=10)


def test_the_process_ends_with_the_one_that_started_it(tmp_path: Path) -> None:
    code = (
        "import time; from contentlib.models.bulk_embedding import Apart; from contentlib.models.embedding import "
        "open_embedder; "
        "from contentlib.settings import Settings; "
        "apart = Apart(open_embedder(Settings()), lanes=1, precision='f32'); "
        "print(apart._process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        child = psutil.Process(int(parent.stdout.readline()))
        os.kill(parent.pid, signal.SIGKILL)

    assert not psutil.wait_procs([child], timeout=10)[1]
