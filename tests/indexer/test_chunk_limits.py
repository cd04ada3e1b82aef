"""A file with too much text is read for meaning in part, found by all of its words, and told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from contentlib.library.opened import Library, open_library
from contentlib.model import Chunk, Reading, Section
from contentlib.reports.library_status import list_overfull
from contentlib.search.keywords import find_sections
from indexer.chunk import chunk_sections
from indexer.chunk_limits import OF_A_TABLE, choose_limit, limit_chunks, tell_too_much
from indexer.run import run_pass
from tests.builders import clock_of, open_empty, write_files
from tests.fakes import WordEmbedder

LEDGER = "Customer,Region,Seats\n" + "".join(f"Customer{n} GmbH,Region{n % 7},{n}\n" for n in range(9_000))
ANSWERS = "Question,Answer\n" + "".join(
    f"Can the product number {n} be hosted by us alone?,Yes it can be hosted by you and takes about {n} minutes to do\n"
    for n in range(9_000)
)


def filled(tmp_path: Path, files: dict[str, str], *, passages: int = 2_000) -> Library:
    empty = open_empty(tmp_path)
    library = open_library(replace(empty.settings, file_passages=passages), make_embedder=lambda _: WordEmbedder())
    run_pass(library, write_files(tmp_path / "drive", dict(files)), now=clock_of(library))
    return library


def test_a_long_table_of_data_is_read_by_its_first_rows_and_a_sample(tmp_path: Path) -> None:
    library = filled(tmp_path, {"ledger.csv": LEDGER})

    assert library.db.execute("SELECT count(*) FROM chunks").fetchone()[0] <= OF_A_TABLE
    (told,) = list_overfull(library.db)
    assert told.path == "ledger.csv"
    assert told.warning.startswith("a table of data, read for meaning by its first rows and a sample")


def test_every_word_of_it_is_found(tmp_path: Path) -> None:
    library = filled(tmp_path, {"ledger.csv": LEDGER})

    assert all(find_sections(library.db, f"Customer{n}", limit=3) for n in (0, 4_711, 8_999))


def test_a_long_table_of_answers_is_no_mere_data() -> None:
    lines = ANSWERS.replace(",", " | ").split("\n")
    sections = [Section("sheet A", "", "\n".join(lines))]

    assert choose_limit("xlsx", sections, most=2_000) == 2_000


def test_a_long_book_is_read_to_the_limit_of_the_team_and_told(tmp_path: Path) -> None:
    text = "\n\n".join(f"# Part {n}\n\n" + f"Sentence {n} says something of its own. " * 60 for n in range(20))
    library = filled(tmp_path, {"book.md": text, "note.md": "# Note\n\nA few words."}, passages=30)

    assert [one.path for one in list_overfull(library.db)] == ["book.md"]
    assert library.db.execute("SELECT count(*) FROM chunks").fetchone() == (31,)
    assert find_sections(library.db, "19", limit=3)


def test_what_fits_is_kept_as_it_is_and_nothing_is_said() -> None:
    reading = Reading("md", (Section("", "", "A few words. " * 20),))
    chunks = chunk_sections(reading.sections)

    assert limit_chunks(chunks, most=10) == chunks
    assert tell_too_much(reading, most=10) == ""


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12), st.integers(1, 60))
def test_every_section_keeps_its_first_chunk_and_the_order_stays(lengths: list[int], most: int) -> None:
    chunks = [Chunk(n, at, "text", False) for n, length in enumerate(lengths) for at in range(length)]

    kept = limit_chunks(chunks, most=most)

    assert {chunk.section for chunk in kept if chunk.position == 0} == set(range(len(lengths)))
    assert list(kept) == [chunk for chunk in chunks if chunk in kept]
    assert len(kept) == min(len(chunks), max(most, len(lengths)))
