"""Several worker processes answer at one address, since one has one interpreter and so the use of one core.

They are forked before anything is opened, share the listening sockets, and what they must know of each other stands in
the library. One that falls is started again; told to stop, all of them answer whoever is in.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

import structlog

from contentlib.errors import BadInput, ContentlibError

log = structlog.get_logger()

# More than this share one disk and one writer of the library, and wait for each other.
MOST_UNASKED = 4
LOOK_SECONDS = 0.2
# Who falls so soon after the start will fall again: one start more is tried for each, and then no other.
SETTLED_SECONDS = 10.0


def count_processes(asked: int, *, has_accounts: bool) -> int:
    """How many processes to answer with: as many as asked for; of themselves, one, or one a core for a team.

    Raises:
        BadInput: fewer than none are asked for.
    """
    if asked < 0:
        raise BadInput(f"{asked} is no number of processes. Set processes to 0, or to how many shall answer.")
    if not hasattr(os, "fork"):
        return 1
    if asked:
        return asked
    return min(os.cpu_count() or 1, MOST_UNASKED) if has_accounts else 1


@dataclass
class Workers:
    """``count`` processes that each do ``work``. Call before any thread is started or any library opened.

    ``work`` is given a question to ask now and then, whether whoever started it is gone, and is to end at SIGTERM.
    """

    count: int
    work: Callable[[Callable[[], bool]], None]
    _begun: dict[int, float] = field(default_factory=dict)
    _is_stopping: bool = False
    _early: int = 0

    def run(self) -> None:
        """Until SIGTERM or Ctrl-C, and until all of them have ended.

        Raises:
            ContentlibError: they fall as soon as they are started.
        """
        before = {each: signal.signal(each, self._stop) for each in (signal.SIGTERM, signal.SIGINT)}
        try:
            while not self._is_stopping:
                while len(self._begun) < self.count and not self._is_stopping:
                    self._start()
                time.sleep(LOOK_SECONDS)
                self._find_fallen()
        finally:
            self._end()
            for each, handler in before.items():
                signal.signal(each, handler)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._is_stopping = True

    def _start(self) -> None:
        parent = os.getpid()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid:
            self._begun[pid] = time.monotonic()
            return
        status = 1
        try:
            for each in (signal.SIGTERM, signal.SIGINT):
                signal.signal(each, signal.SIG_DFL if each == signal.SIGTERM else signal.default_int_handler)
            self.work(lambda: os.getppid() != parent)
            status = 0
        except ContentlibError as error:
            sys.stderr.write(f"{error}\n")
        except Exception:
            log.exception("worker_fell")
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _find_fallen(self) -> None:
        for pid in list(self._begun):
            done, status = os.waitpid(pid, os.WNOHANG)
            if not done:
                continue
            lasted = time.monotonic() - self._begun.pop(pid)
            if self._is_stopping:
                continue
            log.warning("worker_started_again", fell_with=os.waitstatus_to_exitcode(status), lasted=round(lasted, 1))
            self._early = self._early + 1 if lasted < SETTLED_SECONDS else 0
            if self._early > self.count:
                raise ContentlibError(
                    "The server’s processes end as soon as they are started; what they said stands above. "
                    "Try one: contentlib serve --processes 1."
                )

    def _end(self) -> None:
        for pid in self._begun:
            os.kill(pid, signal.SIGTERM)
        for pid in self._begun:
            os.waitpid(pid, 0)
        self._begun.clear()


def run_workers(count: int, sockets: Sequence[socket.socket], work: Callable[[Callable[[], bool]], None]) -> None:
    """Have ``count`` processes do ``work`` until told to stop; the sockets are theirs as long as they run."""
    try:
        Workers(count, work).run()
    finally:
        for one in sockets:
            one.close()
