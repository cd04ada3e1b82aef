"""A pace counts in the moment in which it lets through, forgets what is old, and remembers only so many."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from web.pace import REMEMBERED, Pace


def test_many_at_once_get_exactly_what_is_allowed() -> None:
    pace, ready = Pace(most=10, seconds=60), threading.Barrier(30)

    def ask(_: int) -> bool:
        ready.wait()
        return pace.take("ann", 1.0)

    for _ in range(20):
        pace._seen.clear()
        with ThreadPoolExecutor(30) as pool:
            assert sum(pool.map(ask, range(30))) == 10


def test_what_is_refused_is_not_counted() -> None:
    pace = Pace(most=1, seconds=60)
    assert pace.take("ann", 0.0)
    assert not any(pace.take("ann", now) for now in (10.0, 30.0, 59.0))
    assert pace.take("ann", 60.0)


def test_somebody_with_many_names_does_not_fill_the_memory() -> None:
    pace = Pace(most=1, seconds=60)
    for number in range(REMEMBERED + 100):
        pace.take(number, 0.0)
    assert len(pace._seen) == REMEMBERED
    assert not pace.take(REMEMBERED, 0.0)
