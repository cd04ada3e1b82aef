"""Reads files in processes of their own, so that a file that hangs, crashes or eats memory costs that file only.

Workers are forked from a nursery (``indexer.processes.nursery``), never from the pass itself: the pass has threads
and a model in memory, and forking it would copy held locks and count the model against a file's limit. The kernel
keeps time and memory, so a worker is stopped even while the pass is busy embedding.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType

from contentlib.errors import ContentlibError
from contentlib.model import Reading
from indexer.processes.drive_file import DriveFile
from indexer.processes.lock_down import Locks
from indexer.processes.process_limits import Limits, memory_sentence
from indexer.processes.wire import (
    END,
    FORK,
    LONGEST_REQUEST,
    PID,
    RESAVE,
    WorkerAnswer,
    receive_frame,
    send_frame,
    unpack,
)

__all__ = ["Failed", "Limits", "Read", "ReadOutcome", "Reader"]

# How many files a worker is told of ahead of the one that is waited for. Its answers wait in the socket (some 200 KB),
# so it reads on while the pass embeds, and stops by itself when the pass falls behind.
AHEAD = 4

# The kernel stops a worker at its limit; the pass gives up on it this much later if the kernel could not.
GRACE_SECONDS = 10.0
START_SECONDS = 120.0

# A worker learns nothing of the pass's environment but what it needs to start: no passwords, no tokens.
_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "LD_LIBRARY_PATH", "TESSDATA_PREFIX")


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read. ``found`` tells the size and time of the bytes that were read and fingerprinted."""

    found: DriveFile
    fingerprint: str
    reading: Reading
    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that was not: a reason to put after its name, what to do. ``fingerprint`` where it got that far.

    ``other`` says what it is, where it is no document.
    """

    found: DriveFile
    reason: str
    advice: str
    seconds: float
    fingerprint: str = ""
    other: str = ""


ReadOutcome = Read | Failed


class Reader:
    """Reads the files of one drive in worker processes.

    ``read`` names the function that turns bytes and a file name into a Reading; it is imported by the workers, not by
    the pass, which therefore never loads an office library.

        with Reader(root, Limits(seconds=30)) as reader:
            for outcome in reader.read_all(files): ...
    """

    def __init__(
        self,
        root: Path,
        limits: Limits = Limits(),
        *,
        workers: int = 1,
        read: str = "indexer.extract:read_examined",
    ) -> None:
        self._limits = limits
        self._nursery = _NurseryProcess(root, limits, read)
        self._lanes = [_Lane(self._nursery, limits) for _ in range(max(1, workers))]

    def __enter__(self) -> Reader:
        self._nursery.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for lane in self._lanes:
            lane.close()
        self._nursery.close()

    @property
    def locks(self) -> Locks:
        """What keeps the workers in, on this machine."""
        return self._nursery.locks

    def read_all(self, files: Iterable[DriveFile]) -> Iterator[ReadOutcome]:
        """The outcome of each file, in the order of ``files``, which is asked only a few files ahead."""
        waiting: deque[_Lane] = deque()
        try:
            for number, found in enumerate(files):
                lane = self._lanes[number % len(self._lanes)]
                lane.ask(found)
                waiting.append(lane)
                if len(waiting) >= AHEAD * len(self._lanes):
                    yield waiting.popleft().outcome()
            while waiting:
                yield waiting.popleft().outcome()
        finally:
            for lane in self._lanes:
                lane.forget()


@dataclass(slots=True)
class _Worker:
    """Files are asked for on one way, of the process that opens them, and answered on the other, by the reader."""

    pid: int
    requests: socket.socket
    answers: socket.socket

    def close(self) -> None:
        self.requests.close()
        self.answers.close()


class _Lane:
    """One worker after the other, and the files it was asked for, oldest first."""

    def __init__(self, nursery: _NurseryProcess, limits: Limits) -> None:
        self._nursery = nursery
        self._limits = limits
        self._worker: _Worker | None = None
        self._asked: deque[DriveFile] = deque()

    def ask(self, found: DriveFile) -> None:
        self._asked.append(found)
        if self._worker is None:
            self._worker = self._nursery.fork()
        self._send(found)

    def outcome(self) -> ReadOutcome:
        """Wait for the oldest file. Whatever happened to the worker happened at that file."""
        started = time.monotonic()
        answer = self._receive()
        if answer is None:
            answer = replace(_explain(self._end(), self._limits), seconds=time.monotonic() - started, is_last=True)
        found = self._asked.popleft()
        if answer.is_last:
            self._replace_worker()
        return _outcome(found, answer)

    def forget(self) -> None:
        """Drop what was asked and not fetched; the answers on their way would be taken for those of other files."""
        if self._asked:
            self._asked.clear()
            self._end()

    def close(self) -> None:
        self._asked.clear()
        if self._worker:
            self._worker.close()
            self._worker = None

    def _send(self, found: DriveFile) -> None:
        if self._worker is None:
            return
        # A worker that has just died shows when its answer is waited for, and the file is asked for again.
        with suppress(ConnectionError):
            send_frame(self._worker.requests, found.path.encode())

    def _receive(self) -> WorkerAnswer | None:
        if self._worker is None:
            return None
        self._worker.answers.settimeout(self._limits.seconds + GRACE_SECONDS)
        try:
            data = receive_frame(self._worker.answers, self._limits.answer)
            return None if data is None else unpack(data)
        except TimeoutError:
            return None
        except ValueError:
            return WorkerAnswer(
                reason="made its reader give an answer that makes no sense.", advice=RESAVE, is_last=True
            )

    def _replace_worker(self) -> None:
        self._end()
        if self._asked:
            self._worker = self._nursery.fork()
            for found in self._asked:
                self._send(found)

    def _end(self) -> int:
        worker, self._worker = self._worker, None
        if worker is None:
            return -1
        worker.close()
        return self._nursery.end(worker.pid)


class _NurseryProcess:
    """The process that workers are forked from; started again should the system stop it."""

    def __init__(self, root: Path, limits: Limits, read: str) -> None:
        self._task = (str(Path(os.path.realpath(root))), asdict(limits), read)
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._locks: Locks | None = None

    def start(self) -> None:
        """Start importing the readers; the first ``fork`` waits for it, so the pass can do something else."""
        ours, theirs = socket.socketpair()
        ours.settimeout(START_SECONDS)
        descriptor = theirs.fileno()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  our own module, run by our own Python
                [sys.executable, "-P", "-m", "indexer.processes.nursery", json.dumps([descriptor, *self._task])],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[descriptor],
                env=_environment(),
                start_new_session=True,  # Ctrl-C is for the pass alone
            )
        self._control = ours
        self._locks = None

    @property
    def locks(self) -> Locks:
        self._wait_until_ready()
        if self._locks is None:
            raise ContentlibError(_NO_WORKER)
        return self._locks

    def fork(self) -> _Worker:
        try:
            return self._fork()
        except (OSError, EOFError):
            self.close()
            self.start()
        try:
            return self._fork()
        except (OSError, EOFError) as error:
            raise ContentlibError(_NO_WORKER) from error

    def end(self, pid: int) -> int:
        """The wait status of a worker that is dead now, -1 where it cannot be known."""
        try:
            return self._command(END, pid)
        except (OSError, EOFError):
            return -1

    def close(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            _end_process(self._process)
            self._process = None

    def _fork(self) -> _Worker:
        self._wait_until_ready()
        asking, asked = socket.socketpair()
        answered, answering = socket.socketpair()
        worker = _Worker(0, asking, answered)
        with asked, answering:
            try:
                worker.pid = self._command(FORK, 0, [asked.fileno(), answering.fileno()])
            except BaseException:
                worker.close()
                raise
        if not worker.pid:
            worker.close()
            raise ContentlibError(_NO_WORKER)
        return worker

    def _wait_until_ready(self) -> None:
        if self._locks or self._control is None:
            return
        hello = receive_frame(self._control, LONGEST_REQUEST)
        if hello is None:
            raise EOFError("the nursery ended before it was ready")
        locks, trouble = json.loads(hello)
        if trouble:
            raise ContentlibError(f"The file readers could not be loaded ({trouble}). Install contentlib again.")
        self._locks = Locks(**locks)

    def _command(self, command: bytes, pid: int, descriptors: Iterable[int] = ()) -> int:
        if self._control is None:
            raise EOFError("the nursery is closed")
        socket.send_fds(self._control, [command + PID.pack(pid)], list(descriptors))
        reply = b""
        while len(reply) < PID.size:
            part = self._control.recv(PID.size - len(reply))
            if not part:
                raise EOFError("the nursery is gone")
            reply += part
        return int(PID.unpack(reply)[0])


_NO_WORKER = "No process could be started to read files in. Close other programs or raise the limit on processes."


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    paths = os.pathsep.join(str(Path(each).absolute()) for each in sys.path)
    # One thread for each library that would start its own: forking a process with threads is not safe.
    return kept | {"PYTHONPATH": paths, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def _end_process(process: subprocess.Popen[bytes]) -> None:
    """The nursery ends when its socket closes, and kills its workers; one that is still importing is not waited for."""
    try:
        process.wait(2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


_OUT_OF_TIME = (signal.SIGALRM, signal.SIGXCPU)


def _explain(status: int, limits: Limits) -> WorkerAnswer:
    """The reason and advice for a worker that ended without an answer."""
    if status == -1 or (os.WIFSIGNALED(status) and os.WTERMSIG(status) in _OUT_OF_TIME):
        reason = f"took longer than {limits.seconds:g} s to read."
        return WorkerAnswer(reason=reason, advice="Split it or save it in a simpler format, or raise the time limit.")
    if not os.WIFSIGNALED(status):
        return WorkerAnswer(reason="made its reader stop without an answer.", advice=RESAVE)
    name = signal.Signals(os.WTERMSIG(status)).name
    if name == "SIGKILL":
        return WorkerAnswer(reason=memory_sentence(limits)[0], advice=_SYSTEM_ADVICE)
    return WorkerAnswer(reason=f"crashed its reader ({name}).", advice=f"It may be damaged. {RESAVE}")


_SYSTEM_ADVICE = "Or the system ran out of it: free some memory and run the indexer again."


def _outcome(found: DriveFile, answer: WorkerAnswer) -> ReadOutcome:
    if answer.size or answer.mtime_ns:
        found = replace(found, size=answer.size, mtime_ns=answer.mtime_ns)
    if answer.reading is None:
        reason = answer.reason or "made its reader stop without an answer."
        return Failed(found, reason, answer.advice, answer.seconds, answer.fingerprint, answer.other)
    return Read(found, answer.fingerprint, answer.reading, answer.seconds)
