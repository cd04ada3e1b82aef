"""An edit that keeps a file's size and date is found: by its inode, in a deep pass, or when its turn has come."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from contentlib.catalog.assets import find_asset_by_path, list_versions
from contentlib.catalog.locations import list_longest_unchecked
from contentlib.library.opened import Library, open_library
from contentlib.search.keywords import find_sections
from contentlib.storage.state import read_state
from indexer.preview import preview_pass
from indexer.run import run_pass
from indexer.summary import PathOutcome, RunSummary
from tests.builders import build_library, clock_of, index
from tests.fakes import WordEmbedder

NAMES = [f"note {number}.md" for number in range(6)]
DRIVE = {name: f"# {name}\n\nThe price of {name} is AAAA, and nobody has asked about it." for name in NAMES}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, DRIVE)


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    return tmp_path / "drive"


def edit_secretly(library: Library, path: Path, *, hide_inode: bool = True) -> None:
    """Other bytes of the same length and date; no program can set the inode's time, so the library is told of it."""
    before = path.stat()
    path.write_text(path.read_text().replace("AAAA", "BBBB"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    if hide_inode:
        library.db.execute("UPDATE locations SET ctime_ns = ? WHERE path = ?", [path.stat().st_ctime_ns, path.name])


def sample(library: Library, drive: Path, passes: int, *, deep: bool = False) -> RunSummary:
    settings = replace(library.settings, check_passes=passes)
    opened = open_library(settings, make_embedder=lambda _: WordEmbedder())
    return run_pass(opened, drive, now=clock_of(library), deep=deep)


def test_an_inode_that_was_changed_gives_the_edit_away(library: Library, drive: Path) -> None:
    asset = find_asset_by_path(library.db, "note 3.md")
    edit_secretly(library, drive / "note 3.md", hide_inode=False)

    summary = sample(library, drive, 0)

    assert [(c.outcome, c.path) for c in summary.changes] == [(PathOutcome.CHANGED, "note 3.md")]
    assert summary.notices == ["Edited without a new size or date, found by comparing bytes: “note 3.md”."]
    assert [one.number for one in list_versions(library.db, asset.id)] == [2, 1]
    assert find_sections(library.db, "BBBB", limit=5)


def test_a_deep_pass_compares_every_file(library: Library, drive: Path) -> None:
    edit_secretly(library, drive / "note 5.md")
    assert sample(library, drive, 0).changes == []

    summary = sample(library, drive, 0, deep=True)

    assert (summary.compared, summary.to_json()["compared"], summary.unchanged) == (6, 6, 5)
    assert [(c.outcome, c.path) for c in summary.changes] == [(PathOutcome.CHANGED, "note 5.md")]


def test_some_passes_together_compare_the_whole_drive_the_longest_unchecked_first(
    library: Library, drive: Path
) -> None:
    edit_secretly(library, drive / "note 5.md")

    summaries = [sample(library, drive, 3) for _ in range(3)]

    assert [summary.compared for summary in summaries] == [2, 2, 2]
    assert [change.path for summary in summaries for change in summary.changes] == ["note 5.md"]


def test_a_preview_finds_the_edit_and_writes_nothing(library: Library, drive: Path) -> None:
    edit_secretly(library, drive / "note 2.md")
    before = list(library.db.rows("SELECT path, ctime_ns, checked_at FROM locations ORDER BY id"))

    summary = preview_pass(library, drive, deep=True)

    assert [(c.outcome, c.path) for c in summary.changes] == [(PathOutcome.CHANGED, "note 2.md")]
    assert list(library.db.rows("SELECT path, ctime_ns, checked_at FROM locations ORDER BY id")) == before


def test_a_comparison_that_finds_the_same_changes_nothing_that_is_searched(library: Library, drive: Path) -> None:
    state = read_state(library.db)

    summary = sample(library, drive, 0, deep=True)

    assert (summary.changes, summary.unchanged, summary.notices, read_state(library.db)) == ([], 6, [], state)


def test_a_file_whose_mode_alone_was_changed_is_compared_once(library: Library, drive: Path) -> None:
    (drive / "note 1.md").chmod(0o640)

    assert [sample(library, drive, 0).compared for _ in range(2)] == [1, 0]


def test_a_library_from_before_learns_the_times_of_inodes_without_comparing(library: Library, drive: Path) -> None:
    library.db.execute("UPDATE locations SET ctime_ns = NULL, checked_at = ''")

    assert sample(library, drive, 0).compared == 0
    assert library.db.rows("SELECT count(*) FROM locations WHERE ctime_ns IS NULL") == [(0,)]
    assert len(list_longest_unchecked(library.db, 1, 4)) == 4


def test_an_edit_that_is_taken_back_is_followed_back(library: Library, drive: Path) -> None:
    edit_secretly(library, drive / "note 0.md", hide_inode=False)
    index(library, drive)
    (drive / "note 0.md").write_text(DRIVE["note 0.md"])
    index(library, drive)

    assert not find_sections(library.db, "BBBB", limit=5)
