"""Mails that go out after the answer: whether one does, and how long its server takes, is not seen by who asked.

One after the other, in one thread of this process; when it ends, those that wait still go.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import structlog
from flask import Flask, current_app

from contentlib.library import Library
from web.connection import KEY as LIBRARY

log = structlog.get_logger()

KEY = "posting"


class Posting:
    """The thread, which begins with the first mail."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="posting")
        self.last: Future[None] | None = None

    def wait(self) -> None:
        """Until what was handed over so far is done."""
        if self.last:
            self.last.result(60)


def attach(app: Flask) -> None:
    """Let ``app`` hand over mails."""
    app.extensions[KEY] = Posting()


def post_later(job: Callable[[Library], None]) -> None:
    """Do this after the answer, with a connection of its own to the library. What fails there stands in the log."""
    posting: Posting = current_app.extensions[KEY]
    shared: Library = current_app.extensions[LIBRARY]
    posting.last = posting.thread.submit(_run, shared, job)


def _run(shared: Library, job: Callable[[Library], None]) -> None:
    try:
        opened = shared.for_thread()
        try:
            job(opened)
        finally:
            opened.close()
    except Exception as error:
        log.error("not_posted", error=type(error).__name__, exc_info=error)
