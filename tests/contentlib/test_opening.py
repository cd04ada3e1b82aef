"""A file is opened without being led astray, or refused with a reason."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from contentlib.errors import Unreadable
from contentlib.opening import read_inside


def test_the_bytes_come_with_the_time_they_were_modified(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.md").write_bytes(b"text")
    os.utime(tmp_path / "a" / "b.md", ns=(7, 7))
    contents = read_inside(tmp_path, "a/b.md", max_bytes=10)

    assert (contents.data, contents.mtime_ns) == (b"text", 7)


def test_a_link_is_refused_as_the_file_and_on_the_way(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.md").write_text("x")
    (tmp_path / "way").symlink_to("real")
    (tmp_path / "file.md").symlink_to("real/a.md")

    for path in ("way/a.md", "file.md"):
        with pytest.raises(Unreadable, match="is a link or lies behind one"):
            read_inside(tmp_path, path, max_bytes=10)


@pytest.mark.parametrize("path", ["../secret", "a/../../secret", "/etc/passwd", "a//b", "", "a/"])
def test_a_path_that_leads_out_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(Unreadable, match="is not a path on this drive"):
        read_inside(tmp_path, path, max_bytes=10)


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(Unreadable, match="is not a regular file"):
        read_inside(tmp_path, "pipe.md", max_bytes=10)


def test_a_file_that_is_gone_or_too_large_says_so(tmp_path: Path) -> None:
    (tmp_path / "big.md").write_bytes(b"x" * 11)
    with pytest.raises(Unreadable, match="is larger than"):
        read_inside(tmp_path, "big.md", max_bytes=10)
    with pytest.raises(Unreadable, match=r"is gone.*next pass"):
        read_inside(tmp_path, "gone.md", max_bytes=10)


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Somebody who writes to the file all the time."""
    begun, stop = threading.Event(), threading.Event()

    def write() -> None:
        with path.open("ab", buffering=0) as file:
            while not stop.is_set():
                file.write(b"x")
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait()
    try:
        yield
    finally:
        stop.set()
        writer.join()


def test_a_file_that_keeps_changing_is_reported_and_not_read_halfway(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    path.write_bytes(b"x" * 150_000_000)
    with writing_to(path), pytest.raises(Unreadable, match="changed while it was being read"):
        read_inside(tmp_path, "log.md", max_bytes=1 << 30)
