"""Imports the readers once, and forks a worker for each that is asked for.

It has one thread and has seen no file, so a worker forked from it is clean, costs a few milliseconds, and dies with it.
A worker is two or three processes: one opens files and hands them over, one reads them and can do nothing else, and
where there are programs to be run for it, one runs them. Started by :mod:`indexer.processes.guard`.
"""

from __future__ import annotations

import encodings
import gc
import importlib
import json
import os
import pkgutil
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from indexer.processes import process_limits as hands
from indexer.processes.errands import ask_there, find_programs, serve_work
from indexer.processes.lock_down import close_all_but, lock_program, lock_reader
from indexer.processes.opener import serve_files
from indexer.processes.process_limits import Limits
from indexer.processes.wire import FORK, LONGEST_REQUEST, PID, receive_frame, send_frame
from indexer.processes.worker import MOST_FILES_SECONDS, Read, read_files


@dataclass(frozen=True, slots=True)
class Task:
    """What every worker of a nursery does: which drive, which limits, and the reader.

    That is ``module:function``, or ``module:function:argument`` for a function that makes it.
    """

    root: str
    limits: Limits
    read: str


def main() -> None:
    """Serve the control socket named on the command line until the other side closes it."""
    descriptor, root, limits, read = json.loads(sys.argv[1])
    task = Task(root, Limits(**limits), read)
    with socket.socket(fileno=descriptor) as control:
        network = hands.cut_off_network()
        hands.limit_process()
        try:
            function = _import(task.read)
            locks = _try_locks(network)
        except Exception as error:  # noqa: BLE001  the pass has to be told, whatever it is
            send_frame(control, json.dumps([{}, f"{type(error).__name__}: {error}"]).encode())
            return
        send_frame(control, json.dumps([locks, ""]).encode())
        gc.freeze()  # so that collecting in a worker does not copy the nursery's memory
        _Nursery(control, task, function, network).serve()


def _import(name: str) -> Read:
    module, function, *arguments = name.split(":")
    found = getattr(importlib.import_module(module), function)
    read: Read = found(*arguments) if arguments else found
    # A worker runs as nobody, who may not look into root's home, where Python may lie: it has all it may need.
    for each in pkgutil.iter_modules(encodings.__path__):
        with suppress(ImportError):
            importlib.import_module(f"encodings.{each.name}")
    return read


def _try_locks(network: str) -> dict[str, str | int | bool]:
    """What keeps a worker in, tried out by one that does nothing else."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        try:
            locks = lock_reader(network, keep=[theirs.fileno()], seconds=1)
            send_frame(theirs, json.dumps(locks.to_dict()).encode())
        finally:
            os._exit(0)
    theirs.close()
    with ours:
        told = receive_frame(ours, LONGEST_REQUEST)
    os.waitpid(pid, 0)
    if told is None:
        raise ChildProcessError("a reader could not be locked down")
    locked: dict[str, str | int | bool] = json.loads(told)
    return locked


class _Nursery:
    """Forks for each worker its reader, and before that what opens files for it and what runs programs for it."""

    def __init__(self, control: socket.socket, task: Task, read: Read, network: str) -> None:
        self._control = control
        self._task = task
        self._read = read
        self._network = network
        self._programs = find_programs()
        # Each reader with the processes beside it, and the folder of the programs.
        self._living: dict[int, tuple[list[int], Path | None]] = {}

    def serve(self) -> None:
        try:
            while command := self._next_command():
                self._obey(*command)
        finally:
            for pid in list(self._living):
                self._end(pid)

    def _next_command(self) -> tuple[bytes, int, list[int]] | None:
        """The command, the process it is about, and the descriptors that came with it."""
        data, descriptors, _, _ = socket.recv_fds(self._control, 1 + PID.size, 2)
        if len(data) < 1 + PID.size:
            return None
        return data[:1], PID.unpack(data[1:])[0], descriptors

    def _obey(self, command: bytes, pid: int, descriptors: list[int]) -> None:
        reply = self._add(*descriptors) if command == FORK else self._end(pid)
        self._control.sendall(PID.pack(reply))

    def _add(self, asked: int, answering: int) -> int:
        """A new reader's process id, or 0 where the system has no room for another."""
        with socket.socket(fileno=asked) as requests, socket.socket(fileno=answering) as answers:
            handing, handed = socket.socketpair()
            with handing, handed:
                opener = self._fork(lambda: serve_files(requests, handing, Path(self._task.root)), requests, handing)
                folder, helper, way = self._add_helper()
                try:
                    pid = self._fork(lambda: self._become_reader(answers, handed, way), answers, handed, way)
                finally:
                    if way:
                        way.close()
        beside = [one for one in (opener, helper) if one]
        if not (pid and opener):
            self._take_away(beside, folder)
            return 0
        self._living[pid] = (beside, folder)
        return pid

    def _add_helper(self) -> tuple[Path | None, int, socket.socket | None]:
        """A process that runs programs for a reader, its folder and the way to it; nothing where there are none."""
        if not self._programs:
            return None, 0, None
        folder = Path(tempfile.mkdtemp(prefix="contentlib-"))
        way, theirs = socket.socketpair()
        with theirs:
            pid = self._fork(lambda: self._become_helper(theirs, folder), theirs)
        return folder, pid, way

    def _fork(self, work: Callable[[], None], *kept: socket.socket | None) -> int:
        """A child that does this work with these sockets and no other; 0 where there is no room for one."""
        nursery = os.getpid()
        try:
            pid = os.fork()
        except OSError:
            return 0
        if pid:
            return pid
        status = 1
        try:
            os.setpgid(0, 0)
            hands.end_with_parent(nursery)
            close_all_but(0, 1, 2, *(each.fileno() for each in kept if each))
            work()
            status = 0
        finally:
            os._exit(status)

    def _become_reader(self, answers: socket.socket, handed: socket.socket, way: socket.socket | None) -> None:
        ways = [way] if way else []
        hands.limit_memory(self._task.limits.memory)
        seconds = MOST_FILES_SECONDS * self._task.limits.seconds
        lock_reader(self._network, keep=[each.fileno() for each in (answers, handed, *ways)], seconds=seconds)
        for each in ways:
            ask_there(each)
        read_files(answers, handed, self._task.limits, self._read)

    def _become_helper(self, way: socket.socket, folder: Path) -> None:
        tempfile.tempdir = str(folder)
        os.environ |= {"TMPDIR": str(folder), "HOME": str(folder)}
        hands.limit_memory(self._task.limits.memory)
        hands.limit_time(MOST_FILES_SECONDS * self._task.limits.seconds)
        lock_program(folder, programs=self._programs, sockets=any("office" in each.name for each in self._programs))
        serve_work(way)

    def _end(self, pid: int) -> int:
        """Kill what is left of a worker, and its children; returns its wait status, -1 where it will not go."""
        beside, folder = self._living.pop(pid, ([], None))
        status = hands.end_child(pid)
        self._take_away(beside, folder)
        return status

    def _take_away(self, beside: list[int], folder: Path | None) -> None:
        for pid in beside:
            hands.end_child(pid)
        if folder:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
