"""A cross-encoder of a team's own: it decides among the first results, and one that cannot be used stops nothing."""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from contentlib.errors import ModelError
from contentlib.library.opened import Library, open_library
from contentlib.search.find import find_assets
from contentlib.search.rerank import Reranker, open_reranker
from tests.builders import build_library
from tests.fakes import LengthReranker, WordEmbedder

FILES = {
    "a.md": "# Cranes\n\nCranes of the harbour.\n",
    "b.md": "# Cranes, too\n\nThe harbour has cranes that stand idle.\n",
    "c.md": "# Ferry\n\nA ferry leaves the harbour.\n",
}
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "cranes", "harbour", "ferry", "the", "of", "idle", "a"]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, FILES)


def with_reranker(library: Library, name: str) -> Library:
    settings = replace(library.settings, reranker=name)
    return open_library(settings, make_embedder=lambda _: WordEmbedder())


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder of a few thousand random weights, on disk as any other."""
    import torch

    transformers: Any = importlib.import_module("transformers")
    folder = tmp_path_factory.mktemp("reranker")
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    torch.manual_seed(7)
    config = transformers.BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=64, num_labels=1,
    )  # fmt: skip
    transformers.BertForSequenceClassification(config).save_pretrained(folder)
    transformers.BertTokenizerFast(str(folder / "vocab.txt"), model_max_length=64).save_pretrained(folder)
    return folder


def test_without_the_setting_there_is_none(library: Library) -> None:
    assert open_reranker(library) is None


def test_the_reranker_decides_among_the_first_and_says_so(library: Library) -> None:
    again = with_reranker(library, "any")
    reranker = open_reranker(again)
    assert reranker is not None
    reranker.model = LengthReranker()
    plain, read = find_assets(library, "idle cranes"), find_assets(again, "idle cranes")
    assert plain.results[0].asset.path == "b.md"
    assert read.results[0].asset.path != "b.md"
    assert "is number 1 by the reranker" in read.results[0].reasons
    assert {one.asset.id for one in read.results} == {one.asset.id for one in plain.results}
    assert all(0 <= one.score <= 1 for one in read.results)


@pytest.mark.model
def test_a_true_cross_encoder_is_loaded_from_a_folder(library: Library, tiny: Path) -> None:
    answer = find_assets(with_reranker(library, str(tiny)), "cranes of the harbour")
    assert answer.notice == ""
    told = [reason for one in answer.results for reason in one.reasons if "by the reranker" in reason]
    assert sorted(told) == [f"is number {place} by the reranker" for place in (1, 2, 3)]


@pytest.mark.model
def test_a_name_that_is_no_model_is_told_once_and_the_search_goes_on(library: Library, tmp_path: Path) -> None:
    again = with_reranker(library, str(tmp_path / "nowhere"))
    answer = find_assets(again, "idle cranes")
    assert [one.asset.id for one in answer.results] == [
        one.asset.id for one in find_assets(library, "idle cranes").results
    ]
    assert f"The reranker “{tmp_path / 'nowhere'}” cannot be used" in answer.notice
    assert "Check the setting “reranker”." in answer.notice
    # It is not tried again at each search.
    assert find_assets(again, "idle cranes").seconds < 1


def test_a_model_that_fails_is_not_asked_again() -> None:
    reranker = Reranker("ours", failure="The reranker “ours” cannot be used.")
    with pytest.raises(ModelError, match="ours"):
        reranker.read("x", ["y"])
