"""A change of model: the old one answers until the new one has a vector for every text, and no query fails."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from contentlib.catalog.chunks import hash_text
from contentlib.catalog.vector_store import add_vectors, page_unembedded, read_served
from contentlib.errors import ModelError
from contentlib.library.opened import Library, open_library
from contentlib.models.embedder import Embedder
from contentlib.search.find import find_assets
from contentlib.settings import Settings
from tests.builders import index, write_files
from tests.fakes import HashEmbedder, WordEmbedder

FILES = {
    "price.md": "# Price\n\nWe pay back in nine months.",
    "audit.md": "# Audit\n\nThe auditors come in spring.",
    "crane.md": "# Crane\n\nThe harbour crane lifts forty tonnes.",
}


def make_embedder(settings: Settings) -> Embedder:
    """The two models there are in this world."""
    known: dict[str, type[WordEmbedder] | type[HashEmbedder]] = {"words": WordEmbedder, "hashes": HashEmbedder}
    if settings.model not in known:
        raise ModelError(f"The model “{settings.model}” is not in the cache. Check the setting “model”.")
    return known[settings.model]()


def open_with(folder: Path, model: str, *, create: bool = False) -> Library:
    settings = Settings(library=folder / "library.db", cache=folder / "cache", model=model)
    return open_library(settings, create=create, make_embedder=make_embedder)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = open_with(tmp_path, "words", create=True)
    index(made, write_files(tmp_path / "drive", FILES))
    return made


def embed_some(library: Library, count: int) -> None:
    """As far as a pass with the new model has come."""
    texts = page_unembedded(library.db, "hashes", after=0, limit=count)[0]
    add_vectors(library.db, "hashes", [named for named, _ in texts], HashEmbedder().embed([text for _, text in texts]))


def first(library: Library, query: str) -> str:
    return find_assets(library, query).results[0].asset.title


def test_a_new_process_answers_with_the_old_model_until_the_new_one_is_complete(
    library: Library, tmp_path: Path
) -> None:
    embed_some(library, 2)
    newer = open_with(tmp_path, "hashes")

    assert first(newer, "auditors in spring") == "Audit"
    assert (newer.embedder.name, newer.model, newer.next_model) == ("words", "words", "hashes")
    assert len(newer.vectors) == 3
    assert find_assets(newer, "auditors").notice == ""


def test_a_pass_makes_the_vectors_of_the_model_in_the_settings_and_then_it_answers(
    library: Library, tmp_path: Path
) -> None:
    newer = open_with(tmp_path, "hashes")
    assert first(newer, "auditors in spring") == "Audit"
    index(newer, tmp_path / "drive")

    assert read_served(library.db) == "hashes"
    assert (newer.embedder.name, newer.next_model, len(newer.vectors)) == ("hashes", "", 3)
    assert library.db.execute("SELECT DISTINCT model FROM vectors").fetchall() == [("hashes",)]


def test_a_process_that_lives_on_changes_over_by_itself(library: Library, tmp_path: Path) -> None:
    serving = open_with(tmp_path, "words")
    request = serving.for_thread()
    assert first(request, "auditors in spring") == "Audit"
    index(open_with(tmp_path, "hashes"), tmp_path / "drive")

    # A request that has begun ends with the model it began with; one that begins now may be the last with the old.
    assert request.embedder.name == "words"
    deadline = time.monotonic() + 20
    while serving.for_thread().embedder.name != "hashes":
        assert first(serving.for_thread(), "auditors in spring") == "Audit"
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert len(serving.for_thread().vectors) == 3


def test_a_half_made_change_that_is_given_up_leaves_everything_as_it_was(library: Library, tmp_path: Path) -> None:
    embed_some(library, 1)
    index(library, tmp_path / "drive")

    assert read_served(library.db) == "words"
    assert library.db.execute("SELECT DISTINCT model FROM vectors").fetchall() == [("words",)]


def test_an_old_model_that_is_gone_is_told_and_words_still_find(library: Library, tmp_path: Path) -> None:
    library.db.execute("UPDATE meta SET value = 'lost' WHERE key = 'served_model'")
    library.db.execute("UPDATE vectors SET model = 'lost'")
    embed_some(library, 1)
    newer = open_with(tmp_path, "hashes")
    answer = find_assets(newer, "auditors in spring")

    assert answer.results[0].asset.title == "Audit"
    assert "“lost”" in answer.notice
    assert "not in the cache" in answer.notice
    assert "Run the indexer" in answer.notice
    assert newer.check_model() == answer.notice
    assert len(newer.vectors) == 1

    index(newer, tmp_path / "drive")
    assert find_assets(newer, "auditors in spring").notice == ""
    assert len(newer.vectors) == 3


def test_a_process_that_cannot_open_the_new_model_goes_on_with_the_old(library: Library, tmp_path: Path) -> None:
    def only_words(settings: Settings) -> Embedder:
        if settings.model != "words":
            raise ModelError("No network here.")
        return WordEmbedder()

    settings = Settings(library=tmp_path / "library.db", cache=tmp_path / "cache", model="words")
    older = open_library(settings, make_embedder=only_words)
    assert first(older, "auditors in spring") == "Audit"
    index(open_with(tmp_path, "hashes"), tmp_path / "drive")

    answer = find_assets(older, "auditors in spring")
    assert answer.results[0].asset.title == "Audit"
    assert "“hashes”, which cannot be opened here (No network here.)" in answer.notice


def test_the_model_of_the_settings_that_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    write_files(tmp_path / "drive", FILES)
    with pytest.raises(ModelError, match="not in the cache"):
        index(open_with(tmp_path, "nobody knows", create=True), tmp_path / "drive")


def test_vectors_of_a_vocabulary_are_not_taken_for_those_of_chunks(library: Library) -> None:
    add_vectors(library.db, "words", [hash_text("a buyer's sentence")], WordEmbedder().embed(["a buyer's sentence"]))

    assert len(library.vectors) == 3


SERVER = """
import json, sys, time
from pathlib import Path
from tests.contentlib.library.test_model_change import open_with
from contentlib.search.find import find_assets
serving = open_with(Path(sys.argv[1]), sys.argv[2])
print("ready", flush=True)
models, asked, changed_at = [], 0, 0.0
end = time.time() + 30
while time.time() < end and (not changed_at or time.time() < changed_at + 0.3):
    library = serving.for_thread()
    answer = find_assets(library, "auditors in spring")
    assert answer.results[0].asset.title == "Audit", answer
    assert len(library.vectors) == 3
    assert not answer.notice
    asked += 1
    if library.embedder.name not in models:
        models.append(library.embedder.name)
        changed_at = time.time() if len(models) == 2 else 0.0
    if asked == 3:
        print("serving", flush=True)
    library.close()
print(json.dumps({"models": models, "asked": asked, "changed_at": changed_at}), flush=True)
"""


def test_servers_old_and_new_answer_every_query_while_a_pass_changes_the_model(
    library: Library, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        servers = [stack.enter_context(serve(tmp_path, model)) for model in ("words", "hashes")]
        for server in servers:
            wait_for("serving", server)
        index(open_with(tmp_path, "hashes"), tmp_path / "drive")
        done_at = time.time()
        for server in servers:
            told = json.loads(wait_for("{", server))
            assert told["models"] == ["words", "hashes"]
            # A second, where nobody else wants the processor.
            assert told["changed_at"] - done_at < 10


@contextmanager
def serve(folder: Path, model: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", SERVER, str(folder), model]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            yield server
        finally:
            server.kill()


def wait_for(beginning: str, server: subprocess.Popen[str]) -> str:
    """The first line that begins so; all that was said where there is none."""
    assert server.stdout
    said = []
    for line in server.stdout:
        if line.startswith(beginning):
            return line
        said.append(line)
    raise AssertionError("".join(said))
