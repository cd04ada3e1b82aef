"""Vectors and tags while the pass does something else: a pass that fails ends, whatever its threads are at."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from contentlib.arrays import Vectors
from contentlib.catalog.vector_store import count_unembedded
from contentlib.library.opened import open_library
from contentlib.settings import Settings
from contentlib.tagging.backdrop import read_backdrop
from indexer.meaning import Meaning
from tests.builders import index, open_empty, write_files
from tests.fakes import WordEmbedder

ROOT = Path(__file__).parents[2]

# The disk is full when the pass has read, and the model never gives an answer; it must not come to that either way.
FAILS_WHILE_THE_MODEL_HANGS = """
import sys, threading
from pathlib import Path
from contentlib.library.opened import open_library
from contentlib.settings import Settings
from indexer import meaning
from indexer.run import run_pass
from tests.fakes import HashEmbedder

class Hanging(HashEmbedder):
    def embed(self, texts):
        threading.Event().wait()

class Failing:
    def start(self, stage, total): ...
    def advance(self, amount, current): ...

meaning.GRACE_SECONDS = 0.2
folder = Path(sys.argv[1])
settings = Settings(library=folder / "library.db", cache=folder, model="hashes", pictures="none")
library = open_library(settings, create=True, make_embedder=lambda _: Hanging())
pages = library.db.execute("PRAGMA page_count").fetchone()[0]
library.db.execute(f"PRAGMA max_page_count = {pages + int(sys.argv[2])}")
progress = Failing()
if sys.argv[2] == "1000":
    def start(stage, total):
        if stage == "Reading for meaning":
            raise MemoryError(stage)
    progress.start = start
try:
    run_pass(library, folder / "drive", progress=progress)
except Exception as error:
    print(type(error).__name__)
"""


def pass_that_fails(folder: Path, room: int) -> str:
    write_files(folder / "drive", {f"{n}.md": f"# File {n}\n\n" + f"Sentence {n} has words. " * 200 for n in range(60)})
    command = [sys.executable, "-c", FAILS_WHILE_THE_MODEL_HANGS, str(folder), str(room)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout.strip()


def some_files(count: int, *, parts: int = 1) -> dict[str, str]:
    """Files that each say something else in each of their parts."""
    texts = (
        "\n\n".join(f"## Part {m}\n\nIt costs {n * m} euros and pays back in {n} weeks." for m in range(parts))
        for n in range(count)
    )
    return {f"{n:02}.md": f"# Price {n}\n\n{text}" for n, text in enumerate(texts)}


class Listening(WordEmbedder):
    """Remembers what it read, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.read.extend(texts)
        return super().embed(texts)


def test_a_pass_that_meets_a_full_disk_ends_though_its_model_hangs(tmp_path: Path) -> None:
    assert pass_that_fails(tmp_path, 40) == "LibraryError"


def test_a_pass_that_fails_after_reading_ends_though_its_model_hangs(tmp_path: Path) -> None:
    assert pass_that_fails(tmp_path, 1000) == "MemoryError"


def test_urgent_texts_are_embedded_before_the_others_and_nothing_twice(tmp_path: Path) -> None:
    drive = write_files(tmp_path / "drive", some_files(6))
    index(open_empty(tmp_path), drive)
    embedder, settings = Listening(), Settings(library=tmp_path / "library.db", cache=tmp_path)
    library = open_library(settings, make_embedder=lambda _: embedder)
    library.db.execute("DELETE FROM vectors")
    (urgent,) = library.db.execute("SELECT id FROM assets WHERE title = 'Price 5'").fetchone()

    with Meaning(library) as meaning:
        meaning.hurry([urgent])
        meaning.finish()
        while not meaning.is_done:
            meaning.wait(0.1)
            meaning.go_on()

    chunks = [text for text in embedder.read if "euros and pays back" in text]
    assert chunks[0].startswith("Price 5.")
    assert len(chunks) == len(set(chunks)) == 6
    assert count_unembedded(library.db, library.model) == 0


def test_every_asset_is_tagged_once_though_all_of_them_tell_what_stands_out(tmp_path: Path) -> None:
    library, drive = open_empty(tmp_path), write_files(tmp_path / "drive", some_files(30, parts=25))

    assert index(library, drive).tagged == 30
    backdrop = read_backdrop(library.db)
    assert backdrop
    assert backdrop.assets == 30
    assert index(library, drive).tagged == 0
    made_with = library.db.execute("SELECT DISTINCT tagged_with FROM assets").fetchall()
    assert [row[0].endswith(backdrop.name) for row in made_with] == [True]
