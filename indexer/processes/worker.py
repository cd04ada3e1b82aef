"""Reads the files that a worker is handed, and says of each what is in it, or why that cannot be said.

What happens here happens behind locks (:mod:`indexer.processes.lock_down`): nothing can be opened but a module of ours,
and the answer is the only way out.
"""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from contentlib.errors import NoDocument, Unreadable
from contentlib.model import Reading, Section
from contentlib.opening import Contents, read_opened
from indexer.processes import process_limits as hands
from indexer.processes.opener import HandedFile, take_file
from indexer.processes.process_limits import Limits, memory_sentence
from indexer.processes.wire import RESAVE, WorkerAnswer, pack, send_frame

Read = Callable[[bytes, str], Reading]
# A worker has as much time to count with as this many files may take; it stops by itself at half of that.
MOST_FILES_SECONDS = 10


def read_files(answers: socket.socket, handed: socket.socket, limits: Limits, read: Read) -> None:
    """Read what is handed over and answer, until there is no more or a fresh worker should go on."""
    for number in range(1, limits.files + 1):
        file = take_file(handed)
        if file is None:
            return
        # The default action of SIGALRM ends the process even where no Python code gets a turn.
        signal.setitimer(signal.ITIMER_REAL, limits.seconds)
        answer = answer_for(file, limits, read)
        is_last = answer.is_last or number == limits.files or _is_spent(limits)
        data = _packed(replace(answer, is_last=is_last), limits)
        signal.setitimer(signal.ITIMER_REAL, 0)
        send_frame(answers, data)
        if is_last:
            return


def _is_spent(limits: Limits) -> bool:
    """Whether a fresh worker should go on: this one has taken much memory, or half of all the time it has."""
    return hands.grown_beyond(limits.memory // 4) or time.process_time() > MOST_FILES_SECONDS / 2 * limits.seconds


def answer_for(file: HandedFile, limits: Limits, read: Read) -> WorkerAnswer:
    """Fingerprint and read one file. The bytes that are hashed are the bytes that are read."""
    started = time.perf_counter()
    answer = WorkerAnswer()
    try:
        contents = _take_in(file, limits)
        fingerprint = hashlib.sha256(contents.data).hexdigest()
        answer = WorkerAnswer(fingerprint, len(contents.data), contents.mtime_ns)
        reading = read(contents.data, file.name)
        answer = replace(answer, reading=within(reading, limits.text))
    except Exception as error:  # noqa: BLE001  a bad file is a result, whatever a library makes of it
        reason, advice = _sentence(error, limits)
        other = error.kind if isinstance(error, NoDocument) else ""
        is_last = not isinstance(error, Unreadable)
        answer = replace(answer, reason=reason, advice=advice, is_last=is_last, other=other)
    return replace(answer, seconds=time.perf_counter() - started)


def _take_in(file: HandedFile, limits: Limits) -> Contents:
    if file.descriptor < 0:
        raise Unreadable(file.reason, file.advice)
    try:
        return read_opened(file.descriptor, max_bytes=limits.file_bytes)
    finally:
        os.close(file.descriptor)


def within(reading: Reading, limit: int) -> Reading:
    """The reading with at most ``limit`` characters of text and notes, and a warning where something was cut."""
    if sum(len(each.text) + len(each.notes) for each in reading.sections) <= limit:
        return reading
    sections = tuple(_first(reading.sections, limit))
    last = sections[-1].locator if sections else ""
    place = f", up to {last}" if last else ""
    warning = f"Only the first {limit:,} characters of text were kept{place}; that is the limit for one file."
    return replace(reading, sections=sections, warnings=(*reading.warnings, warning))


def _first(sections: tuple[Section, ...], room: int) -> Iterator[Section]:
    for section in sections:
        if room <= 0:
            return
        text = section.text[:room]
        notes = section.notes[: room - len(text)]
        room -= len(text) + len(notes)
        yield replace(section, text=text, notes=notes)


def _packed(answer: WorkerAnswer, limits: Limits) -> bytes:
    data = pack(answer)
    if len(data) <= limits.answer:
        return data
    reason = f"holds more than {limits.answer // hands.MB} MB of headings, locators and properties."
    return pack(replace(answer, reading=None, reason=reason, advice=RESAVE))


def _sentence(error: Exception, limits: Limits) -> tuple[str, str]:
    """The reason and the advice. A reader may have wrapped what went wrong, so the causes are looked at first."""
    causes = tuple(_causes(error))
    if any(isinstance(each, MemoryError) for each in causes) or hands.met_memory_limit():
        return memory_sentence(limits)
    if any(isinstance(each, RecursionError) for each in causes):
        return "is nested too deeply to be read.", RESAVE
    if isinstance(error, Unreadable):
        return error.reason, error.advice
    return f"could not be read ({type(error).__name__}: {str(error)[:300]}).", RESAVE


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
