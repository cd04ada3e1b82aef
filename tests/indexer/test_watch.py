"""A watched drive is read when it has changed and come to rest, and not otherwise."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from contentlib.errors import DriveError, LibraryError
from indexer.watch import Watch, look, read_interval
from tests.builders import write_files

ROOT = Path(__file__).parents[2]


class EndedError(Exception):
    """The story is over."""


class Story:
    """What happens while the watch sleeps, one thing each time; then it ends."""

    def __init__(self, *events: Callable[[], object]) -> None:
        self._events: Iterator[Callable[[], object]] = iter(events)
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        event = next(self._events, None)
        if event is None:
            raise EndedError
        event()


def nothing() -> None:
    """Nothing happens."""


def watch(drive: Path, story: Story, run: Callable[[Path], None], said: list[str] | None = None) -> None:
    told = said if said is not None else []
    watched = Watch([drive], every=60, run=run, say=told.append, sleep=story.sleep)
    with pytest.raises(EndedError):
        watched.go_on_for_ever()


def test_a_pass_is_made_at_once_and_then_only_when_something_changed(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.md": "a"})
    passes: list[Path] = []
    story = Story(nothing, nothing, lambda: write_files(tmp_path, {"b.md": "b"}), nothing, nothing)

    watch(tmp_path, story, passes.append)

    assert passes == [tmp_path, tmp_path]


def test_a_folder_that_is_still_being_copied_is_waited_for(tmp_path: Path) -> None:
    write_files(tmp_path, {"0.md": ""})
    seen: list[int] = []
    copying = [lambda n=n: write_files(tmp_path, {f"{n}.md": str(n)}) for n in range(1, 6)]

    watch(tmp_path, Story(*copying, nothing, nothing), lambda root: seen.append(len(list(root.iterdir()))))

    assert seen == [1, 6]


def test_a_drive_that_goes_away_is_said_once_and_followed_when_it_is_back(tmp_path: Path) -> None:
    drive = write_files(tmp_path / "drive", {"a.md": "a"})
    passes: list[int] = []
    said: list[str] = []

    def run(root: Path) -> None:
        if not root.exists():
            raise DriveError("There is no drive.")
        passes.append(1)

    away = tmp_path / "away"
    story = Story(lambda: drive.rename(away), nothing, nothing, lambda: away.rename(drive), nothing)
    watch(drive, story, run, said)

    assert said == ["There is no drive. Watching on."]
    assert len(passes) == 1, "it is as it was"


def test_a_failure_that_watching_cannot_mend_ends_the_watch(tmp_path: Path) -> None:
    def run(root: Path) -> None:
        raise LibraryError("The disk is full.")

    with pytest.raises(LibraryError):
        Watch([tmp_path], every=1, run=run, say=print, sleep=Story().sleep).go_on_for_ever()


def test_a_look_sees_new_changed_moved_and_deleted_files(tmp_path: Path) -> None:
    changes: list[Callable[[], object]] = [
        lambda: write_files(tmp_path, {"a.md": "a", "b.md": "b"}),
        lambda: os.utime(tmp_path / "a.md", (1, 1)),
        lambda: (tmp_path / "a.md").rename(tmp_path / "c.md"),
        lambda: (tmp_path / "c.md").unlink(),
        lambda: (tmp_path / "b.md.meta.toml").write_text('kind = "deck"'),
    ]
    looks = [look(tmp_path)]
    for change in changes:
        change()
        looks.append(look(tmp_path))

    assert len(set(looks)) == len(looks)
    assert look(tmp_path) == looks[-1]
    assert look(tmp_path / "nowhere") == b""


@pytest.mark.parametrize("text", ["", "m", "soon", "5d"])
def test_an_interval_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_interval(text)


def test_ctrl_c_ends_a_watch_cleanly(tmp_path: Path) -> None:
    drive = write_files(tmp_path / "drive", {".contentlibignore": "*.md", "a.md": "a", "b.txt": ""})
    command = [sys.executable, "-m", "contentlib", "--library", str(tmp_path / "l.db"), "index", str(drive)]
    with subprocess.Popen(
        [*command, "--watch", "--every", "1s"], cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        assert process.stdout
        until = time.monotonic() + 60
        while not process.stdout.readline().startswith("drive:") and time.monotonic() < until:
            pass
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)

    assert process.returncode == 0
    assert "Stopped watching" in said
    assert "Traceback" not in said
