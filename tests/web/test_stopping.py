"""Told to stop while many are being served, a real process answers everybody who is in."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.web.shelf import fill_library

READERS = 8
READ_SECONDS = 2.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(library: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "contentlib", "--library", str(library), "serve", "--port", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
                return process
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise AssertionError(process.communicate()[1])


def test_sigterm_lets_every_request_in_flight_be_answered(tmp_path: Path) -> None:
    fill_library(tmp_path).close()
    port = free_port()
    process = start(tmp_path / "library.db", port)
    answered: list[int] = []
    broken: list[str] = []
    told, over = threading.Event(), threading.Event()

    def read() -> None:
        while not over.is_set():
            late = told.is_set()
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/assets", timeout=30) as answer:
                    answer.read()
                    answered.append(answer.status)
            except OSError as error:
                reason = error.reason if isinstance(error, urllib.error.URLError) else error
                # Nobody listens any more: that is no broken answer. Who comes in the moment in which the door is shut
                # is reset by the kernel instead.
                shut = (ConnectionRefusedError, ConnectionResetError) if late else (ConnectionRefusedError,)
                if not isinstance(reason, shut):
                    broken.append(repr(error))
                return

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    time.sleep(READ_SECONDS)
    told.set()
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=40)
    over.set()
    for reader in readers:
        reader.join()
    assert process.returncode == 0, said
    assert answered
    assert set(answered) == {200}
    assert not broken
    logged = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert logged[-1]["event"] == "stopped"
    assert logged[-1]["unanswered"] == 0


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_nobody_is_let_in_once_it_stopped(tmp_path: Path) -> None:
    fill_library(tmp_path).close()
    port = free_port()
    process = start(tmp_path / "library.db", port)
    process.terminate()
    process.communicate(timeout=40)
    with pytest.raises(OSError, match="refused"), urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
        pass
