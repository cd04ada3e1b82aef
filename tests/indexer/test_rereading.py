"""Files that an older reader read are read again by the next pass, and nothing of their history is lost by it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from contentlib.catalog.assets import find_asset_by_path, list_assets, list_versions
from contentlib.catalog.editions import list_outdated
from contentlib.formats import FORMATS
from contentlib.library.opened import Library
from contentlib.search.keywords import find_sections
from indexer.summary import PathOutcome
from tests.builders import build_library, index, write_files

DRIVE = {
    "old.md": "# Price\n\nWe are not the cheapest.\n\n# Terms\n\nThirty days, and nobody was ever fined.",
    "plain.txt": "The rollout takes six weeks, and nobody has to stop working for it.",
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, DRIVE)


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    return tmp_path / "drive"


def make_older(library: Library, path: str) -> None:
    """As if an older reader had read the file, and had found only its first section, under another name."""
    version = find_asset_by_path(library.db, path).version_id
    sections = [row[0] for row in library.db.execute("SELECT id FROM sections WHERE version_id = ?", [version])]
    for table in ("section_tags", "chunks"):
        library.db.execute_many(f"DELETE FROM {table} WHERE section_id = ?", [(one,) for one in sections])
    library.db.execute_many("DELETE FROM sections WHERE id = ?", [(one,) for one in sections[1:]])
    library.db.execute("UPDATE sections SET text = 'stale words', locator = 'elsewhere' WHERE id = ?", [sections[0]])
    library.db.execute("UPDATE versions SET read_with = 1 WHERE id = ?", [version])


def test_what_an_older_reader_missed_is_found_after_the_next_pass(library: Library, drive: Path) -> None:
    before = find_asset_by_path(library.db, "old.md")
    make_older(library, "old.md")

    summary = index(library, drive)

    after = find_asset_by_path(library.db, "old.md")
    assert (summary.reread, summary.unchanged, summary.changes) == (1, 2, [])
    assert (after.id, after.version_id, after.added_at) == (before.id, before.version_id, before.added_at)
    assert len(list_versions(library.db, after.id)) == 1
    assert find_sections(library.db, "fined", limit=5)
    assert not find_sections(library.db, "stale", limit=5)
    assert library.db.execute("SELECT count(*) FROM assets WHERE tagged_with = ''").fetchone() == (0,)


def test_it_is_read_again_only_once_and_then_left_alone(library: Library, drive: Path) -> None:
    make_older(library, "old.md")
    index(library, drive)

    assert list_outdated(library.db, 1) == ()
    assert index(library, drive).reread == 0


def test_a_file_in_which_the_better_reader_finds_the_same_is_not_tagged_again(library: Library, drive: Path) -> None:
    library.db.execute("UPDATE versions SET read_with = 0")
    chunks = library.db.rows("SELECT id FROM chunks ORDER BY id")

    summary = index(library, drive)

    assert (summary.reread, summary.tagged) == (0, 0)
    assert library.db.rows("SELECT id FROM chunks ORDER BY id") == chunks
    assert list_outdated(library.db, 1) == ()


def test_the_newest_come_first(library: Library) -> None:
    library.db.execute("UPDATE versions SET read_with = 0")
    library.db.execute("UPDATE assets SET modified_at = '2020-01-01T00:00:00+00:00' WHERE title = 'Price'")
    assert [one.path for one in list_outdated(library.db, 1)][-1] == "old.md"


def test_what_turns_out_to_be_no_document_is_retired_and_told(library: Library, drive: Path) -> None:
    asset = find_asset_by_path(library.db, "plain.txt")
    data = b"-----BEGIN RSA PRIVATE KEY-----\n" + b"MIIEpAIBAAKCAQEA7bq\n" * 20 + b"-----END RSA PRIVATE KEY-----\n"
    write_files(drive, {"plain.txt": data})
    status = (drive / "plain.txt").stat()
    library.db.execute(
        "UPDATE versions SET read_with = 1, fingerprint = ?, size = ? WHERE id = ?",
        [hashlib.sha256(data).hexdigest(), len(data), asset.version_id],
    )
    library.db.execute(
        "UPDATE locations SET size = ?, mtime_ns = ? WHERE path = 'plain.txt'", [status.st_size, status.st_mtime_ns]
    )

    summary = index(library, drive)

    assert [(c.outcome, c.path) for c in summary.changes] == [(PathOutcome.RETIRED, "plain.txt")]
    assert "plain.txt" not in {one.path for one in list_assets(library.db)}
    assert index(library, drive).changes == []


def test_what_an_older_reader_could_not_read_is_tried_again(library: Library, drive: Path) -> None:
    write_files(drive, {"cut.pdf": b"%PDF-1.7 and nothing more"})
    index(library, drive)
    assert index(library, drive).still_unreadable == 1
    library.db.execute("UPDATE unreadable SET tried_with = 1")

    summary = index(library, drive)

    assert [c.outcome for c in summary.changes] == [PathOutcome.UNREADABLE]
    assert index(library, drive).still_unreadable == 1


def test_a_file_once_unreadable_that_is_gone_is_forgotten_though_readers_got_better(
    library: Library, drive: Path
) -> None:
    write_files(drive, {"cut.pdf": b"%PDF-1.7 and nothing more"})
    index(library, drive)
    library.db.execute("UPDATE unreadable SET tried_with = 1")
    (drive / "cut.pdf").unlink()

    index(library, drive)

    assert library.db.rows("SELECT path FROM unreadable") == []


def test_every_format_says_by_which_edition_of_its_reader_it_is_read() -> None:
    assert all(one.edition >= 1 for one in FORMATS.values())
