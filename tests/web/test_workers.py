"""A real server of several processes: it answers while one falls, and is gone without a trace when told to stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from contentlib.errors import BadInput
from tests.web.shelf import fill_library
from tests.web.test_stopping import free_port
from web.workers import MOST_UNASKED, count_processes

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked there")


def start(library: Path, port: int, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "contentlib", "--library", str(library), "serve", "--port", str(port), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    if not answers_within(40, port):
        process.kill()
        raise AssertionError(process.communicate()[1])
    return process


def answers_within(seconds: float, port: int) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return True
        except OSError:
            time.sleep(0.1)
    return False


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def gone_within(seconds: float, *pids: int) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def port(tmp_path: Path) -> int:
    fill_library(tmp_path).close()
    return free_port()


@pytest.mark.skipif(sys.platform != "linux", reason="children are listed in /proc")
def test_one_that_falls_is_started_again_and_nobody_is_left_without_an_answer(tmp_path: Path, port: int) -> None:
    process = start(tmp_path / "library.db", port, "--processes", "2")
    before = children(process.pid)
    assert len(before) == 2
    os.kill(before[0], signal.SIGKILL)
    assert answers_within(10, port)
    deadline = time.monotonic() + 20
    while (before[0] in children(process.pid) or len(children(process.pid)) < 2) and time.monotonic() < deadline:
        time.sleep(0.1)
    after = children(process.pid)
    assert len(after) == 2
    assert before[1] in after
    process.terminate()
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert "worker_started_again" in said
    assert gone_within(5, *after)


@pytest.mark.skipif(sys.platform != "linux", reason="children are listed in /proc")
def test_none_outlives_the_one_that_started_them(tmp_path: Path, port: int) -> None:
    process = start(tmp_path / "library.db", port, "--processes", "2")
    workers = children(process.pid)
    process.kill()
    process.communicate(timeout=20)
    assert gone_within(30, *workers)


@pytest.mark.skipif(sys.platform != "linux", reason="children are listed in /proc")
def test_one_process_is_one(tmp_path: Path, port: int) -> None:
    process = start(tmp_path / "library.db", port)
    assert children(process.pid) == []
    process.terminate()
    process.communicate(timeout=40)


def test_a_team_is_given_a_process_for_each_core_and_one_person_one() -> None:
    assert count_processes(0, has_accounts=False) == 1
    assert 1 <= count_processes(0, has_accounts=True) <= MOST_UNASKED
    assert count_processes(7, has_accounts=False) == 7


def test_fewer_than_none_is_told() -> None:
    with pytest.raises(BadInput, match="-1 is no number of processes"):
        count_processes(-1, has_accounts=True)
