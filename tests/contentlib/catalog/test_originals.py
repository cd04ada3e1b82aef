"""A file of a drive is given out as it was read, or not at all, whoever moves and writes on the drive meanwhile."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from contentlib.catalog.originals import open_original
from contentlib.library.opened import Library
from contentlib.storage import Store
from tests.web.shelf import STORY, fill_library

PLACE = "drive/stories/Harbour.md"
SECRET = b"The bytes of somebody else's file, which lies outside the drive"
TRIES = 400


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = fill_library(tmp_path)
    yield opened
    opened.close()


def version_of(db: Store, asset_id: int) -> int:
    return int(db.execute("SELECT max(id) FROM versions WHERE asset_id = ?", [asset_id]).fetchone()[0])


def deliver(library: Library) -> bytes | None:
    found = open_original(library.db, version_of(library.db, STORY))
    if found is None:
        return None
    with found.copy as file:
        return file.read()


@contextmanager
def meddling(change: Callable[[], None]) -> Iterator[None]:
    """Somebody who changes the drive all the time."""
    begun, stop = threading.Event(), threading.Event()

    def go_on() -> None:
        while not stop.is_set():
            change()
            begun.set()

    thread = threading.Thread(target=go_on)
    thread.start()
    begun.wait()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def swap_file_for_link(tmp_path: Path) -> Callable[[], None]:
    file, kept, outside = tmp_path / PLACE, tmp_path / "kept.md", tmp_path / "outside.md"
    shutil.copy(file, kept)
    outside.write_bytes(SECRET)

    def change() -> None:
        aside = file.with_name("aside")
        aside.symlink_to(outside)
        aside.replace(file)
        shutil.copy(kept, aside)
        aside.replace(file)

    return change


def swap_folder_for_link(tmp_path: Path) -> Callable[[], None]:
    folder, kept, outside = (tmp_path / PLACE).parent, tmp_path / "kept", tmp_path / "outside"
    outside.mkdir()
    (outside / "Harbour.md").write_bytes(SECRET)

    def change() -> None:
        folder.rename(kept)
        folder.symlink_to(outside)
        folder.unlink()
        kept.rename(folder)

    return change


def swap_file_for_hard_link(tmp_path: Path) -> Callable[[], None]:
    file, kept, outside = tmp_path / PLACE, tmp_path / "kept.md", tmp_path / "outside.md"
    os.link(file, kept)
    outside.write_bytes(SECRET)

    def change() -> None:
        for source in (outside, kept):
            aside = file.with_name("aside")
            aside.unlink(missing_ok=True)
            os.link(source, aside)
            os.replace(aside, file)  # noqa: PTH105

    return change


def write_in_place(tmp_path: Path) -> Callable[[], None]:
    file = tmp_path / PLACE
    right = file.read_bytes()

    def change() -> None:
        for data in (SECRET[: len(right)].ljust(len(right)), right):
            with file.open("r+b", buffering=0) as opened:
                opened.write(data)

    return change


@pytest.mark.parametrize("meddle", [swap_file_for_link, swap_folder_for_link, swap_file_for_hard_link, write_in_place])
def test_whoever_races_for_the_file_gets_no_other_bytes_given_out(
    library: Library, tmp_path: Path, meddle: Callable[[Path], Callable[[], None]]
) -> None:
    right = (tmp_path / PLACE).read_bytes()
    with meddling(meddle(tmp_path)):
        given = [deliver(library) for _ in range(TRIES)]
    assert set(given) <= {right, None}


def test_a_file_that_grows_without_end_is_read_to_its_size_and_refused(library: Library, tmp_path: Path) -> None:
    with (tmp_path / PLACE).open("ab") as file:
        file.truncate(1 << 40)
    assert deliver(library) is None


@pytest.mark.parametrize("path", ["../outside.md", "link.md", "/etc/passwd", "stories/../../outside.md", ".", "pipe"])
def test_a_path_never_leads_out_of_its_drive(library: Library, tmp_path: Path, path: str) -> None:
    shutil.copy(tmp_path / PLACE, tmp_path / "outside.md")
    (tmp_path / "drive/link.md").symlink_to(tmp_path / "outside.md")
    os.mkfifo(tmp_path / "drive/pipe")
    library.db.execute("UPDATE locations SET path = ? WHERE version_id = ?", [path, version_of(library.db, STORY)])
    assert deliver(library) is None


def test_a_copy_serves_where_the_first_place_is_empty(library: Library, tmp_path: Path) -> None:
    version = version_of(library.db, STORY)
    library.db.execute(
        "INSERT INTO locations (drive_id, path, version_id, size, mtime_ns, first_seen_at) "
        "SELECT drive_id, 'copy.md', version_id, size, mtime_ns, first_seen_at FROM locations WHERE version_id = ?",
        [version],
    )
    (tmp_path / PLACE).rename(tmp_path / "drive/copy.md")
    found = open_original(library.db, version)
    assert found is not None
    assert found.name == "copy.md"
    found.copy.close()
