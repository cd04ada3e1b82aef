"""What every test stands on."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xdist.scheduler import Scheduling


@pytest.fixture(scope="session", autouse=True)
def heeded_interrupt() -> None:
    """Let Ctrl-C count: what a shell runs in the background ignores it, and so would what a test starts."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Scheduling | None:
    """Spread files so that a process that falls is one failed test, not a run that never ends."""
    if config.getoption("dist") != "loadfile":
        return None
    from tests.spreading import SteadyFiles

    return SteadyFiles(config, log)
