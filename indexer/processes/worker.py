"""The processes that open and read files: a nursery, which imports the readers once, and the workers it forks.

The nursery has one thread and has seen no file, so a worker forked from it is clean, costs a few milliseconds, and dies
with it. Started by ``indexer.processes.guard``; speaks ``indexer.processes.wire``.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from contentlib.errors import NoDocument, Unreadable
from contentlib.model import Reading, Section
from contentlib.opening import read_inside
from indexer.processes import process_limits as hands
from indexer.processes.process_limits import Limits, memory_sentence
from indexer.processes.wire import FORK, LONGEST_REQUEST, PID, RESAVE, WorkerAnswer, pack, receive_frame, send_frame

Read = Callable[[bytes, str], Reading]


@dataclass(frozen=True, slots=True)
class Task:
    """What every worker of a nursery does: which drive, which limits, and the reader.

    That is ``module:function``, or ``module:function:argument`` for a function that makes it.
    """

    root: str
    limits: Limits
    read: str


# --- the nursery -------------------------------------------------------------------------------------------------


def main() -> None:
    """Serve the control socket named on the command line until the other side closes it."""
    descriptor, root, limits, read = json.loads(sys.argv[1])
    task = Task(root, Limits(**limits), read)
    with socket.socket(fileno=descriptor) as control:
        network = hands.cut_off_network()
        hands.limit_process()
        try:
            function = _import(task.read)
        except Exception as error:  # noqa: BLE001  the pass has to be told, whatever it is
            send_frame(control, json.dumps(["", f"{type(error).__name__}: {error}"]).encode())
            return
        send_frame(control, json.dumps([network, ""]).encode())
        gc.freeze()  # so that collecting in a worker does not copy the nursery's memory
        _Nursery(control, task, function).serve()


def _import(name: str) -> Read:
    module, function, *arguments = name.split(":")
    found = getattr(importlib.import_module(module), function)
    read: Read = found(*arguments) if arguments else found
    return read


class _Nursery:
    def __init__(self, control: socket.socket, task: Task, read: Read) -> None:
        self._control = control
        self._task = task
        self._read = read
        self._living: set[int] = set()

    def serve(self) -> None:
        try:
            while command := self._next_command():
                self._obey(*command)
        finally:
            for pid in self._living:
                _kill(pid)

    def _next_command(self) -> tuple[bytes, int, int] | None:
        """The command, the process it is about, and the descriptor that came with it (0 and -1 where there is none)."""
        data, descriptors, _, _ = socket.recv_fds(self._control, 1 + PID.size, 1)
        if len(data) < 1 + PID.size:
            return None
        return data[:1], PID.unpack(data[1:])[0], descriptors[0] if descriptors else -1

    def _obey(self, command: bytes, pid: int, descriptor: int) -> None:
        reply = self._fork(descriptor) if command == FORK else self._end(pid)
        self._control.sendall(PID.pack(reply))

    def _fork(self, descriptor: int) -> int:
        """The new worker's process id, or 0 where the system has no room for another."""
        nursery = os.getpid()
        try:
            pid = os.fork()
        except OSError:
            os.close(descriptor)
            return 0
        if pid == 0:
            self._become_worker(descriptor, nursery)
        os.close(descriptor)
        self._living.add(pid)
        return pid

    def _become_worker(self, descriptor: int, nursery: int) -> None:
        status = 1
        try:
            self._control.close()
            os.setpgid(0, 0)
            hands.end_with_parent(nursery)
            hands.limit_memory(self._task.limits.memory)
            with socket.socket(fileno=descriptor) as connection:
                _serve_files(connection, self._task, self._read)
            status = 0
        finally:
            os._exit(status)

    def _end(self, pid: int) -> int:
        """Kill what is left of a worker, and its children; returns its wait status, -1 where it will not go."""
        self._living.discard(pid)
        _kill(pid)
        for _ in range(200):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                return status
            time.sleep(0.01)
        return -1  # it hangs in the kernel, on a network drive that does not answer


def _kill(pid: int) -> None:
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except OSError:  # not in a group of its own yet, or gone already
            continue


# --- a worker ----------------------------------------------------------------------------------------------------


def _serve_files(connection: socket.socket, task: Task, read: Read) -> None:
    for number in range(1, task.limits.files + 1):
        request = receive_frame(connection, LONGEST_REQUEST)
        if request is None:
            return
        # The default action of SIGALRM ends the process even where no Python code gets a turn.
        signal.setitimer(signal.ITIMER_REAL, task.limits.seconds)
        answer = answer_for(request.decode(), task, read)
        is_last = answer.is_last or number == task.limits.files or hands.grown_beyond(task.limits.memory // 4)
        data = _packed(replace(answer, is_last=is_last), task.limits)
        signal.setitimer(signal.ITIMER_REAL, 0)
        send_frame(connection, data)
        if is_last:
            return


def answer_for(path: str, task: Task, read: Read) -> WorkerAnswer:
    """Open, fingerprint and read one file. The bytes that are hashed are the bytes that are read."""
    started = time.perf_counter()
    answer = WorkerAnswer()
    try:
        contents = read_inside(Path(task.root), path, max_bytes=task.limits.file_bytes)
        fingerprint = hashlib.sha256(contents.data).hexdigest()
        answer = WorkerAnswer(fingerprint, len(contents.data), contents.mtime_ns)
        reading = read(contents.data, PurePosixPath(path).name)
        answer = replace(answer, reading=within(reading, task.limits.text))
    except Exception as error:  # noqa: BLE001  a bad file is a result, whatever a library makes of it
        reason, advice = _sentence(error, task.limits)
        other = error.kind if isinstance(error, NoDocument) else ""
        is_last = not isinstance(error, Unreadable)
        answer = replace(answer, reason=reason, advice=advice, is_last=is_last, other=other)
    return replace(answer, seconds=time.perf_counter() - started)


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


if __name__ == "__main__":
    main()
