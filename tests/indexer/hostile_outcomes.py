"""Walk and read a folder as somebody without special rights, and print what became of each file, one JSON a line.

    python -m tests.indexer.hostile_outcomes FOLDER

Root may read what nobody may, so it gives that right up first; it can only do so for the program it becomes.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sys
import time
from pathlib import Path

from indexer.processes.drive_file import DriveFile
from indexer.processes.guard import Failed, Limits, Reader
from indexer.walk import Skipped, walk

_PR_CAPBSET_DROP = 24
_OVERRIDES = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


def main(folder: str, *given_up: str) -> None:
    if os.geteuid() == 0 and not given_up:
        library = ctypes.CDLL(None)
        for capability in _OVERRIDES:
            library.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
        os.execv(sys.executable, [sys.executable, "-m", "tests.indexer.hostile_outcomes", folder, "given up"])
    report(Path(folder))


def report(root: Path) -> None:
    items = list(walk(root))
    for item in items:
        if isinstance(item, Skipped):
            say(item.path, "report" if item.reason.is_problem else "skip", item.reason)
    files = [item for item in items if isinstance(item, DriveFile)]
    last = time.monotonic()
    with Reader(root, Limits(seconds=20)) as reader:
        for outcome in reader.read_all(files):
            held, last = time.monotonic() - last, time.monotonic()
            if isinstance(outcome, Failed):
                say(outcome.found.path, "report", f"{outcome.reason} {outcome.advice}", held=held)
                continue
            reading = outcome.reading
            text = "\n".join(f"{each.heading}\n{each.text}\n{each.notes}" for each in reading.sections)
            text = "\n".join([reading.properties.title, text])
            kind = "index" if reading.sections else "report"
            say(outcome.found.path, kind, " ".join(reading.warnings), text=text, held=held)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    say("", "peak", f"{peak}")


def say(path: str, outcome: str, reason: str, *, text: str = "", held: float = 0.0) -> None:
    row = {"path": path, "outcome": outcome, "reason": reason, "text": text, "held": held}
    sys.stdout.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
