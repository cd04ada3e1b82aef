"""How fast and how large a pass is, as ratios taken in one run: absolute figures say more of the machine than of us.

python -m tests.bench.indexing [PART ...]      parts: runtimes, model, copies, many; all of them without a name
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from contentlib.arrays import Vectors
from contentlib.catalog.vector_store import page_unembedded
from contentlib.library.opened import Library, open_library
from contentlib.models.bulk_embedding import Apart, open_bulk
from contentlib.models.embedder import Embedder
from contentlib.models.embedding import MOST_LANES, open_embedder
from contentlib.models.onnx_runtime import OnnxEmbedder
from contentlib.models.openvino_runtime import OpenVinoEmbedder
from contentlib.models.prepare import OWN_MODEL, find_weights
from contentlib.models.token_batches import MAX_TOKENS
from contentlib.settings import Settings
from indexer.meaning import PART
from indexer.run import run_pass
from indexer.summary import RunSummary
from tests.bench.corpus import write_drive
from tests.fakes import HashEmbedder

ROOT = Path(__file__).parents[2]
UNIQUE, FULL, WORDS, ROUNDS = 160, 640, 900, 3
RUNTIME_FILES = 32
SMALL, LARGE = 2_000, 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. ``aim`` says which way it should be."""

    what: str
    figure: str
    ratio: float
    aim: str

    @property
    def is_met(self) -> bool:
        sign, bound = self.aim.split()
        return self.ratio >= float(bound) if sign == "≥" else self.ratio <= float(bound)


def main(parts: Sequence[str] = ()) -> None:
    print(f"Indexing ({os.cpu_count()} cores)")
    for name, measure in PARTS.items():
        if not parts or name in parts:
            for row in measure():
                print(f"  {row.what:<52} {row.figure:<44} {row.ratio:5.2f}  aim {row.aim}  {_mark(row)}", flush=True)


def _mark(row: Row) -> str:
    return "met" if row.is_met else "MISSED"


# --- runtimes -----------------------------------------------------------------------------------------------------


def measure_runtimes() -> Iterator[Row]:
    """The model as shipped for bulk against every runtime that is installed, on the same texts, taken in turns."""
    with _folder() as folder:
        texts = _texts_of(folder, write_drive(folder / "drive", RUNTIME_FILES, words=WORDS))
    one = open_embedder(Settings())
    assert isinstance(one, OnnxEmbedder)
    shipped = open_bulk(one)
    runtimes = {SHIPPED: (shipped, shipped.lanes), **_open_runtimes(one)}
    exact = one.embed(texts)
    for embedder, _ in runtimes.values():
        embedder.embed(texts[:PART])
    rates: dict[str, float] = dict.fromkeys(runtimes, 0.0)
    for _ in range(ROUNDS):
        for name, (embedder, lanes) in runtimes.items():
            rates[name] = max(rates[name], _rate_of_model(embedder, lanes, texts))
    close = {name: float((embedder.embed(texts) * exact).sum(1).min()) for name, (embedder, _) in runtimes.items()}
    for name, rate in sorted(rates.items(), key=lambda pair: -pair[1]):
        yield Row(f"{name}: {rate:.1f} chunks/s", "lowest cosine to fp32", close[name], "≥ 0.999")
    shipped.close()
    fastest = max(rate for name, rate in rates.items() if close[name] >= 0.999)
    ours = rates[SHIPPED]
    yield Row(
        "bare model as shipped / fastest runtime", f"{ours:.1f} of {fastest:.1f} chunks/s", ours / fastest, "≥ 0.95"
    )


SHIPPED = "as shipped for bulk, in a process of its own"


def _open_runtimes(one: OnnxEmbedder) -> dict[str, tuple[Embedder, int]]:
    lanes = min(MOST_LANES, os.cpu_count() or 1)
    found: dict[str, tuple[Embedder, int]] = {
        "ONNX Runtime fp32": (OnnxEmbedder(one.folder, one.name, threads=1), lanes),
        "sentence-transformers bf16": (_TorchHalves(), 1),
    }
    if find_spec("openvino"):
        found["OpenVINO"] = (OpenVinoEmbedder(one.folder, one.name, lanes=lanes), lanes)
    return found


class _TorchHalves:
    """sentence-transformers on the processor in bfloat16, all cores for one caller, as its own documentation has it."""

    name, dimension = OWN_MODEL, 384

    def __init__(self) -> None:
        import torch
        from sentence_transformers import SentenceTransformer

        folder = str(find_weights())
        self._model = SentenceTransformer(folder, device="cpu", model_kwargs={"dtype": torch.bfloat16})
        self._model.max_seq_length = MAX_TOKENS

    def embed(self, texts: Sequence[str]) -> Vectors:
        made = self._model.encode(list(texts), batch_size=32, normalize_embeddings=True, convert_to_tensor=True)
        vectors: Vectors = made.float().numpy()
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


# --- the model ----------------------------------------------------------------------------------------------------


def measure_model() -> Iterator[Row]:
    """A whole pass, from nothing, against the model alone on the same texts."""
    with _folder() as folder:
        bulk = open_bulk(open_embedder(Settings()))
        # Enough files that starting the model is not all that is measured.
        drive = write_drive(folder / "drive", FULL, words=WORDS)
        texts = _texts_of(folder, drive)
        bulk.embed(texts[:PART])
        # The best of three each: whatever else runs on the machine can only make them slower.
        rates: dict[str, list[float]] = {"bare": [], "whole": []}
        for number in range(ROUNDS):
            rates["bare"].append(_rate_of_model(bulk, bulk.lanes, texts))
            summary = _index(_open_true(folder / f"{number}.db"), drive)
            rates["whole"].append(summary.chunks / summary.seconds["total"])
        bare, whole = max(rates["bare"]), max(rates["whole"])
        bulk.close()
        name = bulk.runtime if isinstance(bulk, Apart) else type(bulk).__name__
        figure = f"{whole:.1f} of {bare:.1f} chunks/s ({name})"
        yield Row(f"whole pass / bare model, {len(texts):,} chunks", figure, whole / bare, "≥ 0.90")


def _texts_of(folder: Path, drive: Path) -> list[str]:
    library = _open_fake(folder / "texts.db")
    _index(library, drive)
    shortest_first = [text for _, text in page_unembedded(library.db, "no model", after=0, limit=1_000_000)[0]]
    return shortest_first[::-1]


def _rate_of_model(embedder: Embedder, lanes: int, texts: Sequence[str]) -> float:
    started = time.perf_counter()
    with ThreadPoolExecutor(lanes) as executor:
        list(executor.map(embedder.embed, [texts[i : i + PART] for i in range(0, len(texts), PART)]))
    return len(texts) / (time.perf_counter() - started)


# --- copies -------------------------------------------------------------------------------------------------------


def measure_copies() -> Iterator[Row]:
    """A drive whose second half copies its first, against one without copies."""
    with _folder() as folder:
        unique = write_drive(folder / "unique", UNIQUE, words=WORDS, seed=2)
        half = write_drive(folder / "half", UNIQUE // 2, words=WORDS, seed=3)
        for path in sorted(half.rglob("*.md")):
            copy = half / "copies" / path.relative_to(half)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
        warm = _open_true(folder / "warm.db")
        _ = warm.prototypes
        rounds = [
            [_index(_with_model_of(warm, folder / f"{drive.name} {number}.db"), drive).seconds["total"]
             for drive in (unique, half)]
            for number in range(ROUNDS)
        ]  # fmt: skip
        seconds = [min(times) for times in zip(*rounds, strict=True)]
        figure = f"{seconds[1]:.1f} of {seconds[0]:.1f} s"
        yield Row("half copies / all unique, the same number of files", figure, seconds[1] / seconds[0], "≤ 0.60")


def _with_model_of(library: Library, path: Path) -> Library:
    other = open_library(replace(library.settings, library=path), create=True, make_embedder=lambda _: library.embedder)
    _ = other.prototypes
    return other


# --- many files ---------------------------------------------------------------------------------------------------


def measure_many() -> Iterator[Row]:
    """A drive of 20,000 files: nothing changed, against ``find -ls``; memory, against a drive of 2,000."""
    with _folder() as folder:
        peaks = {}
        for files in (SMALL, LARGE):
            drive = write_drive(folder / str(files), files, words=60)
            said = _index_apart(folder / f"{files}.db", drive)
            peaks[files] = said["peak"]
        listed = min(_seconds(lambda: _list_files(folder / str(LARGE))) for _ in range(5))
        unchanged = min(_index_apart(folder / f"{LARGE}.db", folder / str(LARGE))["seconds"] for _ in range(3))
        figure = f"{unchanged:.2f} of {listed:.2f} s"
        yield Row(f"unchanged pass / find -ls, {LARGE:,} files", figure, unchanged / listed, "≤ 3")
        ratio = peaks[LARGE] / peaks[SMALL]
        figure = f"{peaks[LARGE]:.0f} of {peaks[SMALL]:.0f} MB"
        yield Row(f"peak memory, {LARGE:,} / {SMALL:,} files", figure, ratio, "≤ 1.3")


def _list_files(drive: Path) -> None:
    subprocess.run(["find", str(drive), "-ls"], stdout=subprocess.DEVNULL, check=True)


def _index_apart(library: Path, drive: Path) -> dict[str, float]:
    """A pass in a process of its own, whose peak is its own. The true model is loaded, a fast fake does its work."""
    command = [sys.executable, "-m", "tests.bench.indexing", "--apart", str(library), str(drive)]
    said = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    return dict(json.loads(said))


def index_and_tell(library: Path, drive: Path) -> None:
    import resource

    opened = _open_fake(library)
    bulk = open_bulk(open_embedder(Settings()))
    _rate_of_model(bulk, bulk.lanes, ["the model is in memory " * 30] * PART * bulk.lanes)
    seconds = _index(opened, drive).seconds["total"]
    assert bulk.dimension, "the model was in memory all the time"
    bulk.close()
    # Ours, and that of the largest process we started: the model's own.
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    print(json.dumps({"seconds": seconds, "peak": peak}))


# --- what they share ----------------------------------------------------------------------------------------------


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="contentlib-bench-") as folder:
        yield Path(folder)


def _open_fake(path: Path) -> Library:
    settings = Settings(library=path, cache=path.parent, model=HashEmbedder.name)
    return open_library(settings, create=True, make_embedder=lambda _: HashEmbedder())


def _open_true(path: Path) -> Library:
    return open_library(Settings(library=path), create=True)


def _index(library: Library, drive: Path) -> RunSummary:
    return run_pass(library, drive)


def _seconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


PARTS: dict[str, Callable[[], Iterator[Row]]] = {
    "runtimes": measure_runtimes,
    "model": measure_model,
    "copies": measure_copies,
    "many": measure_many,
}

if __name__ == "__main__":
    if sys.argv[1:2] == ["--apart"]:
        index_and_tell(*map(Path, sys.argv[2:4]))
    else:
        main(sys.argv[1:])
