"""Every step of the ladder finds what comparing with every vector finds, however it came about."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from contentlib.arrays import Floats
from contentlib.models.vectors import Ladder, VectorIndex
from contentlib.models.vectors.changes import read_end
from contentlib.models.vectors.file import identify, locked
from contentlib.models.vectors.ladder import Rung
from contentlib.storage.database import open_database
from contentlib.storage.store import Store

MODEL, DIMENSION = "made up", 16
SMALL = Ladder(exact=40, half=120)


class Shelf:
    """A library of made-up chunks: assets of three, each chunk with a text and a vector of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db = open_database(path, create=True)
        self.chance = np.random.default_rng(5)
        self.last = 0
        self.rows: dict[int, Floats] = {}
        self.db.execute("INSERT INTO assets (id, title, format, added_at) VALUES (1, 'a', 'md', '')")
        self.db.execute(
            "INSERT INTO versions (id, asset_id, number, fingerprint, size, read_at) VALUES (1,1,1,'f',1,'')"
        )
        self.db.execute(
            "INSERT INTO sections (id, version_id, position, locator, heading, text) VALUES (1,1,0,'','','')"
        )

    def add(self, count: int) -> None:
        with self.db.atomic():
            for chunk in range(self.last + 1, self.last + count + 1):
                owner = (chunk + 2) // 3
                self.db.execute(
                    "INSERT OR IGNORE INTO assets (id, title, format, added_at) VALUES (?, 'a', 'md', '')", [owner]
                )
                self.db.execute(
                    "INSERT INTO chunks (id, asset_id, section_id, position, text, hash) VALUES (?, ?, 1, 0, '', ?)",
                    [chunk, owner, chunk.to_bytes(16, "big")],
                )
        self.last += count

    def embed(self, *, share: float = 1.0) -> None:
        """Give chunks that have no vector theirs, or so many of them, in any order."""
        living = {row[0] for row in self.db.execute("SELECT id FROM chunks")}
        lacking = [chunk for chunk in sorted(living - self.rows.keys()) if self.chance.random() < share]
        with self.db.atomic():
            for chunk in self.chance.permutation(np.array(lacking, dtype=np.int64)).tolist():
                row = self.chance.standard_normal(DIMENSION)
                half = (row / np.linalg.norm(row)).astype(np.float16)
                self.db.execute(
                    "INSERT INTO vectors VALUES (?, ?, ?)", [chunk.to_bytes(16, "big"), MODEL, half.tobytes()]
                )
                self.rows[chunk] = half.astype(np.float32)

    def remove(self, count: int) -> None:
        living = [row[0] for row in self.db.execute("SELECT id FROM chunks")]
        with self.db.atomic():
            for chunk in self.chance.permutation(living)[:count].tolist():
                self.db.execute("DELETE FROM chunks WHERE id = ?", [chunk])
                self.rows.pop(chunk, None)

    def query(self) -> Floats:
        vector = self.chance.standard_normal(DIMENSION).astype(np.float32)
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)

    def nearest(self, vector: Floats, limit: int, owners: set[int] | None = None) -> list[int]:
        scores = {
            chunk: float(row @ vector)
            for chunk, row in self.rows.items()
            if owners is None or (chunk + 2) // 3 in owners
        }
        return sorted(scores, key=lambda chunk: -scores[chunk])[:limit]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "library.db")
    yield made
    made.db.close()


def open_index(shelf: Shelf, ladder: Ladder = SMALL) -> VectorIndex:
    return VectorIndex(shelf.path.with_suffix(".faiss"), MODEL, DIMENSION, ladder=ladder)


def measure_recall(index: VectorIndex, shelf: Shelf, owners: set[int] | None = None) -> float:
    """The share of the true ten nearest that the index gives back, of thirty queries."""
    hits = total = 0
    chosen = None if owners is None else np.array(sorted(owners), dtype=np.int64)
    for _ in range(30):
        vector = shelf.query()
        true = shelf.nearest(vector, 10, owners)
        found = [chunk for chunk, _ in index.search(vector, limit=10, owners=chosen)]
        assert owners is None or {(chunk + 2) // 3 for chunk in found} <= owners
        hits, total = hits + len(set(true) & set(found)), total + len(true)
    return hits / total if total else 1.0


@pytest.mark.parametrize("seed", range(6))
def test_after_any_changes_the_index_finds_what_comparing_with_all_finds(shelf: Shelf, seed: int) -> None:
    chance = np.random.default_rng(seed)
    index = open_index(shelf)
    index.refresh(shelf.db)
    for _ in range(14):
        shelf.add(int(chance.integers(0, 40)))
        shelf.embed(share=float(chance.choice([0.5, 1.0])))
        shelf.remove(int(chance.integers(0, 25)))
        index.refresh(shelf.db)
        if chance.random() < 0.5:
            index.save(shelf.db)
        if chance.random() < 0.3:
            index = open_index(shelf)
            index.refresh(shelf.db)

        assert len(index) == len(shelf.rows)
        floor = 1.0 if index.step is not Rung.CLUSTERED else 0.95
        assert measure_recall(index, shelf) >= floor
        owners = set(chance.choice(shelf.last // 3 + 1, size=shelf.last // 6 + 1).tolist())
        assert measure_recall(index, shelf, owners) >= floor


def test_the_index_climbs_and_descends_the_ladder(shelf: Shelf) -> None:
    index, steps = open_index(shelf), []
    for change in (30, 60, 200, -100, -130, -40):
        shelf.add(max(0, change))
        shelf.embed()
        shelf.remove(max(0, -change))
        index.save(shelf.db)
        steps.append(index.step)
        assert measure_recall(index, shelf) >= 0.95
        assert {chunk for chunk, _ in index.search(shelf.query(), limit=1000)} == shelf.rows.keys() or (
            index.step is Rung.CLUSTERED
        )

    assert steps == [Rung.EXACT, Rung.HALF, Rung.CLUSTERED, Rung.CLUSTERED, Rung.HALF, Rung.EXACT]


def test_clusters_are_extended_in_place_and_made_anew_when_outgrown(shelf: Shelf) -> None:
    index = open_index(shelf)
    trained = []
    for count in (600, 250, 250, 900):
        shelf.add(count)
        shelf.embed()
        index.save(shelf.db)
        assert index._now is not None
        trained.append(index._now.base.trained_on)
        assert index._now.changes == 0
        assert measure_recall(index, shelf) >= 0.95

    assert trained == [600, 600, 600, 2000]


@pytest.mark.parametrize("count", [30, 100, 300])
def test_the_likeness_of_a_chunk_is_its_cosine_wherever_it_lies(shelf: Shelf, count: int) -> None:
    index = open_index(shelf)
    shelf.add(count)
    shelf.embed()
    index.save(shelf.db)
    shelf.add(20)
    shelf.embed()
    shelf.remove(5)
    index.refresh(shelf.db)

    vector = shelf.query()
    likeness = index.similarities(vector, np.arange(1, count + 40))
    assert likeness.keys() == shelf.rows.keys()
    assert all(abs(likeness[chunk] - float(row @ vector)) < 1e-3 for chunk, row in shelf.rows.items())


def test_a_chunk_that_goes_to_another_asset_goes_with_its_filter(shelf: Shelf) -> None:
    shelf.add(9)
    shelf.embed()
    index = open_index(shelf)
    index.save(shelf.db)
    shelf.db.execute("UPDATE chunks SET asset_id = 3 WHERE id = 1")
    index.refresh(shelf.db)

    found = index.search(shelf.query(), limit=10, owners=np.array([3]))
    assert {chunk for chunk, _ in found} == {1, 7, 8, 9}
    assert len(index) == 9


# --- the file -----------------------------------------------------------------------------------------------------


def test_another_process_maps_a_new_file_with_its_next_query(shelf: Shelf) -> None:
    shelf.add(60)
    shelf.embed()
    writer, reader = open_index(shelf), open_index(shelf)
    writer.save(shelf.db)
    reader.refresh(shelf.db)
    shelf.add(300)
    shelf.embed()
    writer.save(shelf.db)

    assert reader.refresh(shelf.db)
    assert reader._now is not None
    assert (reader.step, reader._now.changes, len(reader)) == (Rung.CLUSTERED, 0, 360)


def test_a_little_that_is_new_is_not_worth_a_new_file(shelf: Shelf) -> None:
    shelf.add(60)
    shelf.embed()
    index = open_index(shelf)
    index.save(shelf.db)
    before = identify(shelf.path.with_suffix(".faiss"))
    shelf.add(3)
    shelf.embed()
    index.save(shelf.db)

    assert identify(shelf.path.with_suffix(".faiss")) == before
    assert len(index) == 63


def test_only_one_process_writes_and_the_others_go_on(shelf: Shelf) -> None:
    path = shelf.path.with_suffix(".faiss")
    shelf.add(60)
    shelf.embed()
    index = open_index(shelf)
    with locked(path) as is_ours:
        assert is_ours
        index.save(shelf.db)
        assert not path.exists()
        assert measure_recall(index, shelf) == 1.0

    index.save(shelf.db)
    assert path.exists()


def test_what_a_killed_writer_left_behind_is_taken_away(shelf: Shelf) -> None:
    left = shelf.path.with_name(".library.faiss-99")
    left.write_bytes(b"half an index")
    shelf.add(60)
    shelf.embed()
    open_index(shelf).save(shelf.db)

    assert not left.exists()


def test_a_folder_that_cannot_be_written_leaves_the_index_in_memory(shelf: Shelf) -> None:
    shelf.add(300)
    shelf.embed()
    index = VectorIndex(shelf.path.parent / "not there" / "library.faiss", MODEL, DIMENSION, ladder=SMALL)
    index.save(shelf.db)
    shelf.add(300)
    shelf.embed()
    index.save(shelf.db)

    assert (len(index), index.step) == (600, Rung.CLUSTERED)
    assert measure_recall(index, shelf) >= 0.95


def test_the_file_of_a_library_that_was_put_back_from_a_backup_is_not_used(shelf: Shelf, tmp_path: Path) -> None:
    shelf.add(20)
    shelf.embed()
    backup = tmp_path / "backup.db"
    shelf.db.execute("VACUUM INTO ?", [str(backup)])
    shelf.add(20)
    shelf.embed()
    open_index(shelf).save(shelf.db)
    restored = open_database(backup)
    with restored.atomic():
        restored.execute("DELETE FROM chunks WHERE id > 10")
        restored.execute("INSERT INTO vector_log (chunk_id) SELECT id FROM chunks, (SELECT 1 UNION SELECT 2)")
    index = open_index(shelf)
    index.refresh(restored)

    assert read_end(restored).at >= read_end(shelf.db).at
    assert {chunk for chunk, _ in index.search(shelf.query(), limit=99)} == set(range(1, 11))
    restored.close()


def test_who_is_far_behind_a_shortened_log_begins_anew(shelf: Shelf) -> None:
    shelf.add(60)
    shelf.embed()
    index = open_index(shelf)
    index.save(shelf.db)
    shelf.add(30)
    shelf.embed()
    shelf.remove(20)
    shelf.db.execute("DELETE FROM vector_log WHERE at < (SELECT max(at) FROM vector_log)")
    index.refresh(shelf.db)

    assert len(index) == 70
    assert measure_recall(index, shelf) == 1.0


# --- while queries go on ------------------------------------------------------------------------------------------

KILLED = """
import os, signal, sys
from pathlib import Path
from contentlib.storage.database import open_database
from contentlib.models.vectors import Ladder, VectorIndex
from contentlib.models.vectors import file
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(file, sys.argv[2], die)
path = Path(sys.argv[1])
VectorIndex(path.with_suffix(".faiss"), "made up", 16, ladder=Ladder(40, 120)).save(open_database(path))
"""


@pytest.mark.parametrize("point", ["write", "_append", "_align"])
def test_a_rebuild_that_is_killed_leaves_the_old_file_and_nothing_in_its_way(shelf: Shelf, point: str) -> None:
    shelf.add(60)
    shelf.embed()
    open_index(shelf).save(shelf.db)
    before = identify(shelf.path.with_suffix(".faiss"))
    shelf.add(300)
    shelf.embed()
    # Dying inside the write is dying with half a file there.
    done = subprocess.run([sys.executable, "-c", KILLED, str(shelf.path), point], check=False)
    assert done.returncode == -9
    assert identify(shelf.path.with_suffix(".faiss")) == before

    index = open_index(shelf)
    index.save(shelf.db)
    assert (len(index), index.step) == (360, Rung.CLUSTERED)
    assert not list(shelf.path.parent.glob(".library.faiss-*"))


def test_a_server_follows_large_changes_while_queries_go_on(shelf: Shelf) -> None:
    shelf.add(60)
    shelf.embed()
    index = open_index(shelf, Ladder(exact=1_000, half=4_000))
    index.save(shelf.db)
    index.serves = True
    stop, failures = threading.Event(), []

    def ask() -> None:
        db, vector = open_database(shelf.path), np.full(DIMENSION, 0.25, dtype=np.float32)
        while not stop.is_set():
            index.refresh(db)
            if len(index.search(vector, limit=10)) != 10:
                failures.append("a query found too little")
        db.close()

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    shelf.add(6_000)
    shelf.embed()
    wait_until(lambda: len(index) == 6_060 and index.step is Rung.CLUSTERED)
    stop.set()
    for thread in threads:
        thread.join()

    assert not failures
    assert measure_recall(index, shelf) >= 0.95
    index.refresh(shelf.db)
    assert len(index) == 6_060


def wait_until(is_so: object, seconds: float = 60.0) -> None:
    assert callable(is_so)
    waiting = threading.Event()
    for _ in range(int(seconds / 0.05)):
        if is_so():
            return
        waiting.wait(0.05)
    raise AssertionError("it never came to be")


def test_a_server_without_a_file_answers_by_words_until_the_index_is_built(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contentlib.models.vectors.index.LONG_TO_BUILD", 50)
    shelf.add(300)
    shelf.embed()
    index = open_index(shelf)
    index.serves = True
    index.refresh(shelf.db)

    wait_until(lambda: (index.refresh(shelf.db), not index.is_building)[1])
    wait_until(lambda: len(index) == 300)


def test_the_lock_is_let_go_when_its_holder_ends(shelf: Shelf) -> None:
    path = shelf.path.with_suffix(".faiss")
    with locked(path) as is_ours:
        assert is_ours
        descriptor = os.open(path.with_name("library.faiss.lock"), os.O_RDWR)
        with pytest.raises(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(descriptor)
    with locked(path) as is_ours:
        assert is_ours


def test_a_narrowed_connection_does_not_narrow_the_index_for_all(shelf: Shelf) -> None:
    shelf.add(9)
    shelf.embed()
    narrow: Store = open_database(shelf.path)
    narrow.execute("CREATE TEMP VIEW chunks AS SELECT * FROM main.chunks WHERE id = 1")
    index = open_index(shelf)
    index.refresh(narrow)
    narrow.close()

    assert len(index) == 9
