"""Which model turns texts into unit vectors, and on which runtime: the team's own or ours, for a query or for many."""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Callable
from pathlib import Path

from contentlib.models.embedder import Embedder
from contentlib.models.onnx_runtime import OnnxEmbedder
from contentlib.models.openvino_runtime import OpenVinoEmbedder
from contentlib.models.prepare import OWN_MODEL, prepare_model
from contentlib.models.torch_runtime import TorchEmbedder
from contentlib.settings import Settings

log = logging.getLogger(__name__)

# More callers at a time than this gain nothing worth their memory.
MOST_LANES = 8


def open_embedder(settings: Settings, *, say: Callable[[str], None] = lambda line: None) -> Embedder:
    """The model of the settings, prepared on first use. ``say`` is told what takes long.

    Raises:
        ModelError: the model is missing, damaged, or cannot be loaded.
    """
    if settings.model and settings.model != OWN_MODEL:
        return TorchEmbedder(settings.model)
    return OnnxEmbedder(prepare_model(settings.cache, say=say), OWN_MODEL)


def open_fastest(folder: Path, name: str, *, lanes: int, precision: str = "bf16") -> Embedder:
    """The prepared model on the runtime that embeds the most texts a second, for ``lanes`` threads at once.

    ``precision`` is what OpenVINO may reckon in, where the processor has it: ``bf16`` or ``f32``.
    """
    if importlib.util.find_spec("openvino"):
        try:
            return OpenVinoEmbedder(folder, name, lanes=lanes, precision=precision)
        except (RuntimeError, ImportError, OSError) as error:
            log.info("OpenVINO cannot run the model (%s); ONNX Runtime does.", error)
    # One thread for each caller keeps all cores busier than all threads for one caller.
    return OnnxEmbedder(folder, name, threads=1)


def list_known_words(embedder: Embedder) -> dict[str, int]:
    """The words that the model's tokenizer has whole, commonest first by their number; none where it is not ours."""
    if not isinstance(embedder, OnnxEmbedder):
        return {}
    return {word: number for word, number in embedder.list_tokens().items() if word.isalpha()}


def describe_model(settings: Settings) -> str:
    """The name that vectors of these settings carry, without loading anything."""
    return settings.model or OWN_MODEL
