"""The prepared graph on OpenVINO, which starts slowly and is fast in bulk. The only module that knows it."""

from __future__ import annotations

import importlib
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from contentlib.arrays import Vectors, np
from contentlib.models.token_batches import cut_batches, open_tokenizer

# Tokens of a batch, padding counted, and to how many a text is padded, so that batches fill. Batches five times as
# large are no faster, and took 260 MB more on a drive of long texts.
BATCH_TOKENS_BULK, STEP_BULK = 768, 16


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
        try:
            self._model = core.compile_model(str(_find_graph(openvino, core, folder)), "CPU", config)
        except RuntimeError:  # our own form of it was damaged since; what it was made of may well be sound
            self._model = core.compile_model(str(folder / "model.onnx"), "CPU", config)
        self._tokenizer = open_tokenizer(folder)
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
        for rows, ids, mask in cut_batches(self._tokenizer, texts, tokens=BATCH_TOKENS_BULK, step=STEP_BULK):
            vectors[rows] = self._requests.mine.infer([ids, mask])[0]
        return vectors


def _find_graph(openvino: Any, core: Any, folder: Path) -> Path:
    """The graph in OpenVINO's own form, weights in 16 bits, which takes half the memory to load; made on first use."""
    ours, given = folder / "bulk.xml", folder / "model.onnx"
    if not ours.exists():
        try:
            with tempfile.TemporaryDirectory(dir=folder) as aside:
                made = Path(aside) / ours.name
                openvino.save_model(core.read_model(str(given)), str(made), compress_to_fp16=True)
                made.with_suffix(".bin").replace(ours.with_suffix(".bin"))
                made.replace(ours)
        except (OSError, RuntimeError):  # a folder that may not be written to, a disk that is full
            return given
    return ours
