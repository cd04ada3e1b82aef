"""How fast a search is and what it takes, by size of the library, beside the aims.

    python -m tests.bench.search [--million] [--keep FOLDER]

Libraries of 1,000, 10,000 and 100,000 chunks take about two minutes to make and measure; one of a million takes six to
eight more and 4 GB of disk. With --keep they stay, and the next run begins with them. Figures are of one run on one
machine; what else runs there is told beside them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from contentlib.catalog.conditions import to_condition
from contentlib.cli.terminal import print_table
from contentlib.library.opened import Library, open_library
from contentlib.model import Audience, Filters
from contentlib.people.visibility import restrict
from contentlib.search.facets import count_considered
from contentlib.search.find import find_assets
from contentlib.search.keywords import WEIGHTS, find_sections, search_words
from contentlib.search.legs import LibraryLegs
from contentlib.settings import Settings, read_settings
from contentlib.storage.full_text import any_of, rank_sections
from indexer.run import run_pass
from tests.bench.libraries import grow, read_seed

DRIVE = Path(__file__).parents[2] / "sample_corpus" / "drive"
SIZES, MILLION = (1_000, 10_000, 100_000), 1_000_000
QUERIES = (
    "they say we're too expensive", "our CISO won't sign off", "we could build this ourselves",
    "CFO at a hospital wants payback", "not this year, no budget", "does it talk to SAP", "Billmoor is cheaper",
    "procurement wants three offers", "how long does go-live take", "what happens when support is silent",
    "we already have SumLedger", "references in logistics", "two-way match", "data in Frankfurt", "GxP validation",
    "price list", "who else in retail uses this", "duplicate payments", "early payment discount", "e-invoicing duty",
)  # fmt: skip
# Besides those, the first words of so many real sentences, so that few words are asked for twice.
MORE_QUERIES, MORE_WORDS = 40, 7
FILTERS = {
    "50 %": Filters(audience=Audience.EXTERNAL),
    "5 %": Filters(objections=("price",)),
    "0.5 %": Filters(kinds=("battle_card",)),
}
CLIENTS, ASKED, PAUSE = 16, 12, 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """One size of library. Times are milliseconds, memory is MB of the serving process.

    ``filtered`` and ``recalls`` go by the filter's name, "" without one. ``clients`` is the 95th percentile when so
    many ask, each with a second between its queries; ``rushing`` the same without a pause. ``hidden`` is the median for
    somebody who may not see everything; ``thinned`` the share of the best sections by words that are still found.
    """

    chunks: int
    cold: float
    p50: float
    p95: float
    parts: float
    filtered: dict[str, float]
    recalls: dict[str, float]
    clients: float
    rushing: float
    memory: float
    shared: float
    hidden: float
    thinned: float

    @property
    def ratio(self) -> float:
        """A whole search over the sum of its parts."""
        return self.p50 / self.parts


@dataclass(frozen=True, slots=True)
class Aim:
    """What is wanted, what it is, and the most or least it may be."""

    what: str
    figure: float
    bound: float
    is_least: bool = False

    @property
    def sign(self) -> str:
        return "≥" if self.is_least else "≤"

    @property
    def is_met(self) -> bool:
        return self.figure >= self.bound if self.is_least else self.figure <= self.bound


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--million", action="store_true", help="also a million chunks")
    parser.add_argument("--keep", type=Path, help="where libraries are kept for the next run")
    chosen, _ = parser.parse_known_args()
    with ExitStack() as stack:
        folder = chosen.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        seed = index_sample(folder)
        sizes = (*SIZES, MILLION) if chosen.million else SIZES
        rows = [measure(seed, folder / str(size), size) for size in sizes]
    print_rows(rows)
    print_aims(list_aims(rows))


def index_sample(folder: Path) -> Library:
    """The sample drive, truly indexed."""
    library = open_library(_settings(folder / "seed"), create=True)
    run_pass(library, DRIVE)
    return library


def open_grown(seed: Library, folder: Path, size: int) -> Library:
    """A library of that many chunks, made where it is not there yet."""
    made = folder / "library.db"
    is_whole = (folder / "made").exists()
    if not is_whole:
        made.unlink(missing_ok=True)
    library = open_library(_settings(folder), create=True)
    if not is_whole:
        grow(read_seed(seed), library, size)
        # A pass has done this for every real library: the vocabulary's vectors and the index are there.
        assert library.prototypes
        library.settle()
        (folder / "made").touch()
    return library


def _settings(folder: Path) -> Settings:
    return Settings(library=folder / "library.db", cache=read_settings().cache)


def list_queries(seed: Library) -> list[str]:
    """The queries that are asked: buyers' sentences, and the beginnings of assets' own."""
    chance = random.Random(3)
    sentences = [one for some in read_seed(seed).sentences for one in some]
    return [*QUERIES, *(" ".join(chance.choice(sentences).split()[:MORE_WORDS]) for _ in range(MORE_QUERIES))]


def measure(seed: Library, folder: Path, size: int) -> Row:
    """Make a library of ``size`` chunks and time it."""
    library, queries = open_grown(seed, folder, size), list_queries(seed)
    cold = statistics.median(_cold(library.path) for _ in range(3))
    serving = _serve(library.path, queries)
    for query in queries:
        search(library, query)
    # One after the other, so that whatever else the machine does meets both.
    pairs = [
        (_time(partial(search, library, query)), _time(partial(_ask_parts, library, query))) for query in queries * 2
    ]
    warm, parts = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    row = Row(
        chunks=size, cold=cold, p50=statistics.median(warm), p95=percentile(warm, 95), parts=statistics.median(parts),
        filtered={name: _time_filtered(library, queries, one) for name, one in FILTERS.items()},
        recalls=dict(measure_recall(library)), clients=_ask_together(library, queries, pause=PAUSE),
        rushing=_ask_together(library, queries, pause=0.0), memory=serving["rss"], shared=serving["pss"],
        hidden=_time_hidden(library, queries), thinned=measure_thinned(library, queries),
    )  # fmt: skip
    library.close()
    return row


def search(library: Library, query: str, filters: Filters = Filters()) -> None:
    """All that the page of a search asks for: results with passages and reasons, and how many have each value."""
    count_considered(library, find_assets(library, query, filters=filters), now=datetime.now(UTC))


def _time_hidden(library: Library, queries: Sequence[str]) -> float:
    """The median for somebody from whom every tenth asset is hidden, finding out what that is included."""
    with library.db.atomic():
        library.db.execute("UPDATE locations SET path = 'closed/' || path WHERE id % 10 = 0")
        library.db.execute("INSERT INTO limits (drive_id, folder, made_at) VALUES (1, 'closed', '')")
    try:
        return statistics.median(_time(partial(_search_hidden, library, query)) for query in queries)
    finally:
        with library.db.atomic():
            library.db.execute("DELETE FROM limits")
            library.db.execute("UPDATE locations SET path = substr(path, 8) WHERE path LIKE 'closed/%'")


def _search_hidden(library: Library, query: str) -> None:
    asked = library.for_thread()
    restrict(asked.db, None)
    search(asked, query)
    asked.close()


def measure_thinned(library: Library, queries: Sequence[str]) -> float:
    """The share of the ten best sections that are the same as if every section with any of the words were scored."""
    shares = []
    for query in queries:
        best = {one.section for one in find_sections(library.db, query, limit=10, scored=sys.maxsize)}
        found = {one.section for one in find_sections(library.db, query, limit=100)[:10]}
        shares.append(len(best & found) / max(1, len(best)))
    return statistics.mean(shares)


def _time(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def percentile(values: Sequence[float], percent: int) -> float:
    return float(np.percentile(np.array(values), percent))


def _time_filtered(library: Library, queries: Sequence[str], filters: Filters) -> float:
    return statistics.median(_time(partial(search, library, query, filters)) for query in queries)


def _ask_parts(library: Library, query: str) -> None:
    """Embedding the query, a bare FAISS search and a bare full-text search for the same words."""
    vector = library.embedder.embed([query])[0]
    library.vectors.search(vector, limit=200)
    rank_sections(library.db, any_of(search_words(query)), weights=WEIGHTS, limit=100)


def _ask_together(library: Library, queries: Sequence[str], *, pause: float) -> float:
    """The 95th percentile of many clients of one process, each with its connection, as requests have."""

    def ask(number: int) -> list[float]:
        chance, mine = random.Random(number), library.for_thread()
        taken = []
        for _ in range(ASKED):
            time.sleep(pause * 2 * chance.random())
            taken.append(_time(partial(search, mine, chance.choice(queries))))
        mine.close()
        return taken

    with ThreadPoolExecutor(CLIENTS) as pool:
        return percentile([one for taken in pool.map(ask, range(CLIENTS)) for one in taken], 95)


# --- recall -------------------------------------------------------------------------------------------------------


def measure_recall(library: Library) -> Iterator[tuple[str, float]]:
    """The share of the true ten nearest that the index gives back, over the buyers' sentences, by filter."""
    queries = library.embedder.embed(list(QUERIES))
    chosen = {"": None} | {name: _owners(library, filters) for name, filters in FILTERS.items()}
    nearest = _find_truly_nearest(library, queries, chosen)
    for name, owners in chosen.items():
        shares = []
        for query, true in zip(queries, nearest[name], strict=True):
            found = {chunk for chunk, _ in library.vectors.search(query, limit=10, owners=owners)}
            # A small library may have nothing that passes a narrow filter.
            shares.append(len(found & true) / len(true) if true else 1.0)
        yield name, statistics.mean(shares)


def _owners(library: Library, filters: Filters) -> NDArray[np.int64] | None:
    return LibraryLegs(library.db, library.vectors, to_condition(filters)).owners


def _find_truly_nearest(
    library: Library, queries: NDArray[np.float32], chosen: dict[str, NDArray[np.int64] | None]
) -> dict[str, list[set[int]]]:
    """By comparing with every vector, a batch at a time."""
    best: dict[str, list[list[tuple[float, int]]]] = {name: [[] for _ in queries] for name in chosen}
    rows = iter(
        library.db.execute(
            "SELECT c.id, c.asset_id, v.vector FROM chunks c JOIN vectors v ON v.hash = c.hash AND v.model = ? "
            "ORDER BY c.id",
            [library.model],
        )
    )
    while batch := list(islice(rows, 20_000)):
        ids, owners = np.array([row[0] for row in batch]), np.array([row[1] for row in batch])
        halves = np.frombuffer(b"".join(row[2] for row in batch), dtype=np.float16)
        scores = queries @ halves.astype(np.float32).reshape(len(batch), -1).T
        for name, wanted in chosen.items():
            allowed = np.flatnonzero(np.isin(owners, wanted)) if wanted is not None else np.arange(len(ids))
            for number, row in enumerate(scores[:, allowed]):
                top = np.argsort(-row)[:10]
                pairs = [*best[name][number], *zip(row[top].tolist(), ids[allowed[top]].tolist(), strict=True)]
                best[name][number] = sorted(pairs, reverse=True)[:10]
    return {name: [{chunk for _, chunk in one} for one in some] for name, some in best.items()}


# --- processes of their own -----------------------------------------------------------------------------------------


def _cold(library: Path) -> float:
    """A search on the command line, from nothing to its answer."""
    command = [sys.executable, "-m", "contentlib", "--library", str(library), "search", QUERIES[0], "--json"]
    return _time(lambda: subprocess.run(command, check=True, capture_output=True, env=os.environ))


SERVING = """
import json, sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from contentlib.search.facets import count_considered
from contentlib.library.opened import open_library
from contentlib.search.find import find_assets
from contentlib.settings import read_settings
import web
library = open_library(replace(read_settings(), library=Path(sys.argv[1])))
app = web.create_app(library.settings, library)
for query in json.loads(sys.argv[2]):
    opened = library.for_thread()
    count_considered(opened, find_assets(opened, query), now=datetime.now(UTC))
    opened.close()
taken = dict(line.split(":") for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
print(json.dumps({"rss": int(taken["Rss"].split()[0]) / 1024, "pss": int(taken["Pss"].split()[0]) / 1024}))
"""


def _serve(library: Path, queries: Sequence[str]) -> dict[str, float]:
    """The memory, in MB, of a process that serves the pages and has answered every query."""
    command = [sys.executable, "-c", SERVING, str(library), json.dumps(list(queries))]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


# --- telling --------------------------------------------------------------------------------------------------------


def print_rows(rows: Sequence[Row]) -> None:
    """What was measured, a line for each size."""
    recalls = [f"recall {name or 'all'}" for name in ("", *FILTERS)]
    columns = (
        "chunks",
        "cold",
        "p50",
        "p95",
        "parts",
        "ratio",
        *FILTERS,
        *recalls,
        "16 clients",
        "rushing",
        "MB",
        "own",
        "hidden",
        "words",
    )
    cells = [
        (f"{r.chunks:,}", f"{r.cold:,.0f}", f"{r.p50:.1f}", f"{r.p95:.1f}", f"{r.parts:.1f}", f"{r.ratio:.2f}",
         *(f"{r.filtered[name]:.1f}" for name in FILTERS), *(f"{r.recalls[name]:.3f}" for name in ("", *FILTERS)),
         f"{r.clients:.0f}", f"{r.rushing:.0f}", f"{r.memory:,.0f}", f"{r.shared:,.0f}",
         f"{r.hidden:.1f}", f"{r.thinned:.3f}")
        for r in rows
    ]  # fmt: skip
    title = f"Search, in ms, by size of the library ({os.cpu_count()} cores, load {os.getloadavg()[0]:.1f})"
    print_table(Console(width=170), columns, cells, title=title)


def list_aims(rows: Sequence[Row]) -> Iterator[Aim]:
    """All that is wanted of a search's speed and size."""
    by_size = {row.chunks: row for row in rows}
    for row in rows:
        yield Aim(f"warm p50 over its parts, {row.chunks:,}", row.ratio, 1.5)
        for name, recall in row.recalls.items():
            yield Aim(f"recall@10 of the vectors, {row.chunks:,}, {name or 'no filter'}", recall, 0.985, is_least=True)
        yield Aim(f"p95 of 16 clients over one's, {row.chunks:,}", row.clients / row.p95, 4)
    yield Aim("cold search at 100,000, s", by_size[100_000].cold / 1000, 1.5)
    yield Aim("memory of a serving process at 100,000, MB", by_size[100_000].memory, 350)
    if MILLION in by_size:
        yield Aim("p95 at a million, ms", by_size[MILLION].p95, 60)
        yield Aim("p50 at a million over 100,000", by_size[MILLION].p50 / by_size[100_000].p50, 3)


def print_aims(aims: Iterator[Aim]) -> None:
    """Each aim, met or missed."""
    cells = [
        (one.what, f"{one.figure:.3f}", f"{one.sign} {one.bound:g}", "met" if one.is_met else "MISSED") for one in aims
    ]
    print_table(Console(width=110), ("aim", "is", "wanted", ""), cells, title="Aims")


if __name__ == "__main__":
    main()
