"""A disk that is full, a true one of two megabytes: one sentence, a whole library, and on it goes when it can."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from contentlib.catalog.assets import list_assets
from contentlib.errors import LibraryError
from contentlib.storage.database import open_database
from tests.builders import index, open_empty, write_files

FILES = {
    f"folder {n % 4}/story {n}.md": f"# Story {n}\n\n" + f"Sentence of story {n} in words. " * 3000 for n in range(60)
}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """An empty disk of 2 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("this system does not let us mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_ends_the_pass_with_a_sentence_and_the_next_goes_on(disk: Path, tmp_path: Path) -> None:
    drive = write_files(tmp_path / "drive", FILES)
    library = open_empty(disk)

    with pytest.raises(LibraryError, match=r"full.* Make room, then go on\."):
        index(library, drive)

    stored = len(list_assets(library.db))
    assert 0 < stored < len(FILES)
    library.close()

    with sqlite3.connect(disk / "library.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []

    subprocess.run(["mount", "-o", "remount,size=100m", str(disk)], check=True)
    summary = index(open_empty(disk), drive)

    assert summary.unchanged == stored
    assert len(list_assets(open_database(disk / "library.db"))) == len(FILES)
