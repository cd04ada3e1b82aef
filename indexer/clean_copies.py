"""Looks through one file, or writes its clean copy, when it is sent: ``contentlib.sending.file_asking`` starts it.

The looking itself is done by a process of ``indexer.processes``, with the limits of a reader and without network; a
clean copy comes from it as base64 in place of a section's words. The answer is one line of JSON.
"""

from __future__ import annotations

import base64
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contentlib.errors import ContentlibError, Unreadable
from contentlib.model import Inside, Reading, Section
from indexer.extract import detect_format, examine, make_clean, read_page_links
from indexer.processes import MB, DriveFile, Failed, Limits, Read, Reader, ReadOutcome

LOOK, CLEAN = "indexer.clean_copies:look_through", "indexer.clean_copies:write_as_text"


@dataclass(frozen=True, slots=True)
class CopyJob:
    """A file of a drive, as the library knows it. ``out`` is where a clean copy goes; empty to look only."""

    root: str
    path: str
    fingerprint: str
    out: str
    seconds: float
    megabytes: int
    memory: int


# --- in the process that looks -------------------------------------------------------------------------------------


def look_through(data: bytes, name: str) -> Reading:
    """What is inside, where its links are, and not a word of what the file says."""
    form = detect_format(data, name)
    return Reading(form, (), inside=examine(data, form), links=read_page_links(data, form))


def write_as_text(data: bytes, name: str) -> Reading:
    """The clean copy in base64.

    Raises:
        Unreadable: it cannot be cleaned.
    """
    form = detect_format(data, name)
    return Reading(form, (Section("", "", base64.b64encode(make_clean(data, form)).decode()),))


# --- outside it ----------------------------------------------------------------------------------------------------


def ask_clean(root: Path, path: str, limits: Limits) -> tuple[bytes, str]:
    """The clean copy of a file, and the fingerprint of the file it is of.

    Raises:
        Unreadable: it cannot be opened or cleaned; says why and what to do.
    """
    (outcome,) = _ask(root, path, limits, CLEAN)
    read = _read(outcome)
    try:
        return base64.b64decode(read.reading.sections[0].text, validate=True), read.fingerprint
    except (ValueError, IndexError) as error:
        raise Unreadable("gave a copy that makes no sense.", "Save it as PDF and send that.") from error


def _ask(root: Path, path: str, limits: Limits, read: str) -> tuple[ReadOutcome, ...]:
    with Reader(root, limits, read=read) as reader:
        return tuple(reader.read_all([DriveFile(path, 0, 0)]))


def _read(outcome: ReadOutcome) -> Read:
    if isinstance(outcome, Failed):
        raise Unreadable(outcome.reason, outcome.advice)
    if any("limit for one file" in warning for warning in outcome.reading.warnings):
        raise Unreadable("is too large to be cleaned.", "Save it as PDF and send that.")
    return outcome


def copy_limits(seconds: float, megabytes: int, memory: int) -> Limits:
    """A reader's limits, with room for a whole file in the answer."""
    room = megabytes * MB * 3 // 2 + MB
    return Limits(seconds=seconds, memory=memory * MB, file_bytes=megabytes * MB, text=room, answer=room + MB)


def carry_out(job: CopyJob) -> dict[str, Any]:
    """What to answer to a job."""
    limits = copy_limits(job.seconds, job.megabytes, job.memory)
    if job.out:
        data, fingerprint = ask_clean(Path(job.root), job.path, limits)
        _check_unchanged(job, fingerprint)
        _put_whole(Path(job.out), data)
        return {"made": len(data)}
    (outcome,) = _ask(Path(job.root), job.path, limits, LOOK)
    read = _read(outcome)
    _check_unchanged(job, read.fingerprint)
    return {"inside": (read.reading.inside or Inside(unexamined="was not looked through")).to_json()}


def _check_unchanged(job: CopyJob, fingerprint: str) -> None:
    if fingerprint != job.fingerprint:
        raise Unreadable("has changed since it was read.", "Wait for the next pass, then try again.")


def _put_whole(path: Path, data: bytes) -> None:
    """Whole or not at all: another process may be waiting for the same."""
    making = path.with_name(f".{path.name}.making")
    making.write_bytes(data)
    making.replace(path)


def main(text: str) -> str:
    """The answer to a job, both JSON."""
    try:
        return json.dumps(carry_out(CopyJob(**json.loads(text))))
    except Unreadable as error:
        return json.dumps({"reason": error.reason, "advice": error.advice})
    except (ContentlibError, OSError, MemoryError) as error:
        return json.dumps({"reason": f"could not be looked through: {error}", "advice": "Send the link."})


if __name__ == "__main__":
    sys.stdout.write(main(sys.stdin.read()))
