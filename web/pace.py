"""Counts what costs much and may not happen often, in this process. Guesses are counted in the library instead."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Hashable
from dataclasses import dataclass, field

# Somebody with many names must not fill the memory; the longest unheard of is forgotten first.
REMEMBERED = 10_000


@dataclass
class Pace:
    """At most ``most`` in any ``seconds``. Times are seconds of a clock that never goes back.

    >>> pace = Pace(most=2, seconds=60)
    >>> [pace.take("ann", now) for now in (0.0, 1.0, 2.0, 61.5)], pace.take("bob", 2.0)
    ([True, True, False, True], True)
    """

    most: int
    seconds: float
    _seen: OrderedDict[Hashable, deque[float]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, name: Hashable, now: float) -> bool:
        """Whether ``name`` may once more, which is counted in the same moment; what may not be is not counted."""
        with self._lock:
            times = self._seen.pop(name, None) or deque(maxlen=self.most)
            allowed = sum(now - time < self.seconds for time in times) < self.most
            if allowed:
                times.append(now)
            self._seen[name] = times
            if len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)
            return allowed
