"""How fast a search is, by size of the library: cold, warm, and beside what it is made of.

The libraries are derived from real text: sentences of the sample drive are shuffled into new chunks, and each chunk's
vector is that of a real chunk with noise, so that words and vectors are spread as real ones are, without hours of
embedding. Figures are ratios of one run on one machine.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import faiss
import numpy as np
from rich.console import Console
from sqlite_utils import Database

from contentlib import store
from contentlib.database import atomic
from contentlib.keywords import rank_words
from contentlib.library import Library, open_library
from contentlib.model import Axis, Filters, Properties, Reading, Section, Source, Tag
from contentlib.search import find_assets
from contentlib.settings import Settings, read_settings
from contentlib.tags import replace_tags
from contentlib.terminal import print_table
from indexer.chunk import chunk_sections
from indexer.run import run_pass
from tests.builders import NOON

DRIVE = Path(__file__).parents[2] / "sample_corpus" / "drive"
SIZES = (1_000, 10_000, 100_000)
MILLION = 1_000_000
CHUNKS_PER_ASSET = 20
QUERIES = (
    "they say we're too expensive", "our CISO won't sign off", "we could build this ourselves",
    "CFO at a hospital wants payback", "not this year, no budget", "does it talk to SAP", "Billmoor is cheaper",
    "procurement wants three offers", "how long does go-live take", "what happens when support is silent",
    "we already have SumLedger", "references in logistics", "two-way match", "data in Frankfurt", "GxP validation",
    "price list", "who else in retail uses this", "duplicate payments", "early payment discount", "e-invoicing duty",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One size of library. Times are milliseconds, memory is MB of the serving process."""

    chunks: int
    cold: float
    p50: float
    p95: float
    parts_p50: float
    filtered_p50: float
    recall: float
    memory: float

    @property
    def ratio(self) -> float:
        """A whole search over the sum of its parts."""
        return self.p50 / self.parts_p50


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--million", action="store_true", help="also a million chunks (about 10 minutes, 6 GB of disk)")
    sizes = (*SIZES, MILLION) if parser.parse_known_args()[0].million else SIZES
    with tempfile.TemporaryDirectory() as folder:
        seed = index_sample(Path(folder))
        rows = [measure(seed, Path(folder) / str(size), size) for size in sizes]
    columns = ("chunks", "cold, ms", "warm p50", "p95", "its parts", "ratio", "filtered p50", "recall@10", "MB")
    cells = [
        (f"{r.chunks:,}", f"{r.cold:,.0f}", f"{r.p50:.1f}", f"{r.p95:.1f}", f"{r.parts_p50:.1f}", f"{r.ratio:.2f}",
         f"{r.filtered_p50:.1f}", f"{r.recall:.3f}", f"{r.memory:,.0f}")
        for r in rows
    ]  # fmt: skip
    print_table(Console(width=140), columns, cells, title="Search, by size of the library")


def index_sample(folder: Path) -> Library:
    """The sample drive, truly indexed."""
    library = open_library(_settings(folder / "seed"), create=True)
    run_pass(library, DRIVE)
    return library


def _settings(folder: Path) -> Settings:
    return Settings(library=folder / "library.db", cache=read_settings().cache)


def measure(seed: Library, folder: Path, size: int) -> Row:
    """Make a library of ``size`` chunks and time it."""
    library = open_library(_settings(folder), create=True)
    grow(seed, library, size)
    library.vectors.save()
    # A pass has done this for every real library: the vocabulary's vectors are stored.
    assert library.prototypes
    cold = statistics.median(_cold(library.path) for _ in range(3))
    for query in QUERIES:
        find_assets(library, query)
    warm = [_time(partial(find_assets, library, query)) for query in QUERIES * 5]
    parts = [_parts(library, query) for query in QUERIES * 5]
    narrow = Filters(objections=("price",))
    filtered = [_time(partial(find_assets, library, query, filters=narrow)) for query in QUERIES * 2]
    row = Row(
        chunks=size, cold=cold, p50=statistics.median(warm), p95=_percentile(warm, 95),
        parts_p50=statistics.median(parts), filtered_p50=statistics.median(filtered), recall=_recall(library),
        memory=_memory_of_serving(library.path),
    )  # fmt: skip
    library.close()
    return row


def _time(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _percentile(values: Sequence[float], percent: int) -> float:
    return float(np.percentile(np.array(values), percent))


def _parts(library: Library, query: str) -> float:
    """Embedding the query, a bare FAISS search and a bare full-text search for the same words."""
    index = library.vectors

    def parts() -> None:
        vector = library.embedder.embed([query])[0]
        index.search(vector, limit=100)
        rank_words(library.db, query, limit=100)

    return _time(parts)


def _recall(library: Library) -> float:
    """The share of the true ten nearest chunks that the index gives back, over the queries."""
    rows = library.db.execute(
        "SELECT c.id, v.vector FROM chunks c JOIN vectors v ON v.hash = c.hash WHERE v.model = ? ORDER BY c.id",
        [library.model],
    )
    exact = faiss.IndexIDMap2(faiss.IndexFlatIP(library.embedder.dimension))
    while batch := rows.fetchmany(20_000):
        vectors = np.frombuffer(b"".join(vector for _, vector in batch), dtype=np.float16).astype(np.float32)
        exact.add_with_ids(
            vectors.reshape(len(batch), -1), np.array([chunk_id for chunk_id, _ in batch], dtype=np.int64)
        )
    found = []
    for vector in library.embedder.embed(QUERIES):
        _, true = exact.search(vector.reshape(1, -1), 10)
        got = {chunk_id for chunk_id, _ in library.vectors.search(vector, limit=10)}
        found.append(len(got & set(true[0].tolist())) / true.shape[1])
    return float(statistics.mean(found))


def _cold(library: Path) -> float:
    """A search on the command line, from nothing to its answer."""
    command = [sys.executable, "-m", "contentlib", "--library", str(library), "search", QUERIES[0], "--json"]
    return _time(lambda: subprocess.run(command, check=True, capture_output=True, env=os.environ))


MEMORY = """
import resource, sys
from pathlib import Path
from contentlib.library import open_library
from contentlib.search import find_assets
from contentlib.settings import read_settings
from dataclasses import replace
library = open_library(replace(read_settings(), library=Path(sys.argv[1])))
import web
app = web.create_app(library.settings, library)
for query in sys.argv[2:]:
    find_assets(library, query)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def _memory_of_serving(library: Path) -> float:
    """The peak memory, in MB, of a process that serves the pages and has answered every query."""
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(library), *QUERIES], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


# --- libraries of any size ----------------------------------------------------------------------------------------


def grow(seed: Library, library: Library, size: int) -> None:
    """Fill ``library`` with ``size`` chunks made of the sentences and vectors of ``seed``."""
    chance = random.Random(7)
    noise = np.random.default_rng(7)
    texts = [row[0] for row in seed.db.execute("SELECT text FROM chunks ORDER BY id")]
    sentences = [sentence for text in texts for sentence in text.split(". ") if len(sentence) > 20]
    rows = seed.db.execute("SELECT v.vector FROM chunks c JOIN vectors v ON v.hash = c.hash ORDER BY c.id")
    base = np.vstack([np.frombuffer(row[0], dtype=np.float16).astype(np.float32) for row in rows])
    with atomic(library.db):
        drive = store.add_drive(library.db, Path("/bench"), added_at=NOON)
        for number in range(size // CHUNKS_PER_ASSET):
            _add_asset(library.db, drive.id, number, [_compose(chance, sentences) for _ in range(CHUNKS_PER_ASSET)])
            if chance.random() < 0.05:
                tag = Tag(Axis.OBJECTION, "price", 0.9, "", "", Source.MODEL)
                replace_tags(library.db, number + 1, [tag], made_with="bench", said_at=NOON)
    _add_vectors(library, base, noise)


def _compose(chance: random.Random, sentences: Sequence[str]) -> str:
    return ". ".join(chance.choice(sentences) for _ in range(4)) + f". Number {chance.randrange(10**9)}"


def _add_asset(db: Database, drive_id: int, number: int, texts: Sequence[str]) -> None:
    sections = tuple(
        Section(f"slide {i}", text[:40], " ".join(text.split()[:85])) for i, text in enumerate(texts, start=1)
    )
    reading = Reading("pptx", sections, Properties(title=f"Asset {number}"))
    asset_id = store.add_asset(db, title=f"Asset {number}", reading=reading, added_at=NOON)
    version_id = store.add_version(
        db, asset_id, fingerprint=f"{number:064x}", size=1, title=f"Asset {number}", reading=reading, read_at=NOON
    )
    store.put_location(db, drive_id, store.Sighting(f"bench/{number}.pptx", 1, 1), version_id, seen_at=NOON)
    stored = store.current_sections(db, asset_id)
    store.replace_chunks(db, asset_id, f"Asset {number}", stored, chunk_sections(sections))


def _add_vectors(
    library: Library, base: np.ndarray[tuple[int, int], np.dtype[np.float32]], noise: np.random.Generator
) -> None:
    hashes = [row[0] for row in library.db.execute("SELECT hash FROM chunks ORDER BY id")]
    for start in range(0, len(hashes), 20_000):
        some = hashes[start : start + 20_000]
        picked = base[noise.integers(0, len(base), len(some))]
        moved = picked + noise.standard_normal(picked.shape).astype(np.float32) * 0.03
        store.add_vectors(library.db, library.model, some, moved / np.linalg.norm(moved, axis=1, keepdims=True))


if __name__ == "__main__":
    main()
