"""Runs passes that are killed with SIGKILL at chosen points, each in a process of its own.

    python -m tests.indexer.killed DRIVE LIBRARY STATEMENT [LIBRARY STATEMENT ...]

Points are counted in SQL statements, so that they fall evenly over the work and not over the waiting. Everything is
imported once and the passes are forked, because fifty imports would take a minute.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from contentlib.library.opened import Library, open_library
from contentlib.settings import Settings
from indexer.run import run_pass
from tests.builders import clock_of
from tests.fakes import WordEmbedder

FINISHED = "finished"
KILLED = "killed"


def open_at(path: Path) -> Library:
    settings = Settings(library=path, cache=path.parent, model=WordEmbedder.name)
    return open_library(settings, create=True, make_embedder=lambda _: WordEmbedder())


class Countdown:
    """Kills this process when so many statements have begun; 0 never does."""

    def __init__(self, statements: int) -> None:
        self.left, self.seen = statements, 0

    def __call__(self, statement: str) -> None:
        self.seen += 1
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def run_once(library: Library, drive: Path, countdown: Countdown) -> None:
    library.db.connection.set_trace_callback(countdown)
    run_pass(library, drive, now=clock_of(library))


def run_and_kill(path: Path, drive: Path, statements: int) -> str:
    """One pass in a process of its own, killed when that many statements have begun."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            run_once(open_at(path), drive, Countdown(statements))
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return KILLED if os.WTERMSIG(status) == signal.SIGKILL else f"signal {os.WTERMSIG(status)}"
    return FINISHED if status == 0 else f"exit {os.WEXITSTATUS(status)}"


def main(drive: str, *runs: str) -> None:
    for library, point in zip(runs[::2], runs[1::2], strict=True):
        outcome = run_and_kill(Path(library), Path(drive), int(point))
        sys.stdout.write(json.dumps([library, int(point), outcome]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
