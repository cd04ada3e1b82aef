"""The vector index follows the library, whatever became of its file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from contentlib.catalog.vector_store import add_vectors, count_unembedded
from contentlib.library.opened import Library, index_path, open_library
from contentlib.models.vectors import VectorIndex
from contentlib.models.vectors.changes import read_end
from contentlib.search.find import find_assets
from contentlib.settings import Settings
from tests.builders import build_library, index, write_files
from tests.fakes import HashEmbedder, WordEmbedder

FILES = {"price.md": "# Price\n\nWe pay back in nine months.", "audit.md": "# Audit\n\nThe auditors come in spring."}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, FILES)


def again(library: Library, said: list[str] | None = None) -> Library:
    """The same library, as another process would open it."""
    say = said.append if said is not None else lambda line: None
    return open_library(library.settings, say=say, make_embedder=lambda _: WordEmbedder())


def best(library: Library, query: str) -> str:
    return find_assets(library, query).results[0].asset.title


def test_a_pass_leaves_a_file_that_is_as_the_library(library: Library) -> None:
    made = VectorIndex(index_path(library.settings), "words", 128)

    assert made.refresh(library.db)
    assert (len(made), made.state) == (2, read_end(library.db).at)
    assert not made.refresh(library.db), "there is nothing more to do"


def test_a_file_that_is_deleted_is_built_again(library: Library) -> None:
    index_path(library.settings).unlink()

    assert best(again(library), "auditors in spring") == "Audit"


@pytest.mark.parametrize("cut", [0, 10, -1, -300])
def test_a_damaged_file_is_built_again_and_it_is_said(library: Library, cut: int) -> None:
    path = index_path(library.settings)
    path.write_bytes(path.read_bytes()[:cut])
    said: list[str] = []

    assert best(again(library, said), "auditors in spring") == "Audit"
    assert any("damaged" in line for line in said)


def test_a_file_of_another_model_is_not_used(library: Library) -> None:
    other = VectorIndex(index_path(library.settings), "another model", 128)

    other.refresh(library.db)

    assert len(other) == 0


def test_what_is_changed_in_the_library_is_followed_without_building_anew(library: Library, tmp_path: Path) -> None:
    held = library.vectors
    write_files(tmp_path / "drive", {"new.md": "# Rollout\n\nThe rollout takes six weeks."})
    (tmp_path / "drive/price.md").unlink()
    index(library, tmp_path / "drive")

    assert library.vectors is held
    assert len(held) == 2
    assert best(library, "rollout in weeks") == "Rollout"


def test_an_older_file_is_brought_up_to_date(library: Library, tmp_path: Path) -> None:
    old = index_path(library.settings).read_bytes()
    write_files(tmp_path / "drive", {"new.md": "# Rollout\n\nThe rollout takes six weeks."})
    index(library, tmp_path / "drive")
    index_path(library.settings).write_bytes(old)

    assert len(again(library).vectors) == 3


def test_an_index_whose_model_was_replaced_serves_on(library: Library, tmp_path: Path) -> None:
    serving = again(library)
    assert len(serving.vectors) == 2
    settings = Settings(library=library.path, cache=tmp_path, model="hashes")
    newer = open_library(settings, make_embedder=lambda _: HashEmbedder())
    index(newer, tmp_path / "drive")

    assert len(newer.vectors) == 2
    assert len(serving.vectors) == 2
    assert best(serving, "auditors in spring") == "Audit"


def test_a_model_that_is_half_done_leaves_the_earlier_one_its_vectors(library: Library) -> None:
    hashes = [row[0] for row in library.db.execute("SELECT DISTINCT hash FROM chunks")]
    add_vectors(library.db, "newer", hashes[:1], np.ones((1, 4), dtype=np.float32))

    assert len(again(library).vectors) == 2
    assert count_unembedded(library.db, "newer") == 1


def test_a_folder_that_cannot_be_written_is_no_failure(library: Library, tmp_path: Path) -> None:
    made = VectorIndex(tmp_path / "not there" / "library.faiss", "words", 128)
    made.refresh(library.db)

    made.save(library.db)

    assert len(made) == 2


def test_filtering_happens_inside_the_search(library: Library) -> None:
    chunks = library.db.execute("SELECT id, asset_id FROM chunks ORDER BY id").fetchall()
    vector = library.embedder.embed(["price"])[0]

    for wanted, owner in chunks:
        assert [found for found, _ in library.vectors.search(vector, limit=5, owners=np.array([owner]))] == [wanted]
    assert library.vectors.search(vector, limit=5, owners=np.empty(0, dtype=np.int64)) == []
