"""Threads whose work is fetched later, and that are left behind where they do not come to an end.

The executors of Python wait for their threads, at the latest when the interpreter ends: one that hangs in a library
would hold up a pass that has failed for ever, and keep the library locked.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

Made = TypeVar("Made")


class Lanes:
    """Some threads that take work in the order it is given.

    >>> lanes = Lanes(1, name="sum")
    >>> lanes.submit(sum, [1, 2]).result(timeout=5)
    3
    >>> lanes.close(seconds=5)
    True
    """

    def __init__(self, count: int, *, name: str) -> None:
        self._waiting: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        self._threads = [Thread(target=self._work, name=f"{name}_{number}", daemon=True) for number in range(count)]
        for thread in self._threads:
            thread.start()

    def submit(self, work: Callable[..., Made], *arguments: object) -> Future[Made]:
        """What the work gives, when a thread has come to it."""
        made: Future[Made] = Future()
        self._waiting.put((made, lambda: work(*arguments)))
        return made

    def close(self, *, seconds: float) -> bool:
        """Begin nothing more, and wait no longer than this for what is begun; returns whether all threads ended."""
        with suppress(Empty):
            while one := self._waiting.get_nowait():
                one[0].cancel()
        for _ in self._threads:
            self._waiting.put(None)
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _work(self) -> None:
        while one := self._waiting.get():
            made, work = one
            if not made.set_running_or_notify_cancel():
                continue
            try:
                made.set_result(work())
            except BaseException as error:  # noqa: BLE001  whoever fetches the result meets it
                made.set_exception(error)
