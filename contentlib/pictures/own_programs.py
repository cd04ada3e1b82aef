"""Asks a program of our own that reads strangers' files apart from us, and keeps the latest of what it made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

# Beyond what the program takes for itself, so that it has time to say that it took too long.
SLACK_SECONDS = 30


def ask_own(module: str, job: Mapping[str, object], *, seconds: float) -> dict[str, Any] | None:
    """What the ``module`` answers to a job, both JSON; empty where it ended without an answer.

    None where it took longer than ``seconds``, and was ended.
    """
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(str(Path(each).absolute()) for each in sys.path)}
    try:
        answer = subprocess.run(  # noqa: S603  our own module
            [sys.executable, "-P", "-m", module],
            input=json.dumps(job),
            capture_output=True,
            text=True,
            timeout=seconds + SLACK_SECONDS,
            env=environment,
            check=False,
        )
        told = json.loads(answer.stdout)
    except subprocess.TimeoutExpired:
        return None
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def keep_latest(folder: Path, pattern: str, most: int) -> None:
    """Keep the ``most`` latest files of a pattern below a folder; the rest can be made again."""
    found = sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[most:]:
        path.unlink(missing_ok=True)
