"""Counts what may not happen often, in this process: guesses at links and passcodes, by whatever names the guesser."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Hashable
from dataclasses import dataclass, field

# A guesser with many names must not fill the memory; the longest unheard of is forgotten first.
REMEMBERED = 10_000


@dataclass
class Pace:
    """At most ``most`` in any ``seconds``. Times are seconds of a clock that never goes back.

    >>> tries = Pace(most=2, seconds=60)
    >>> [tries.note("ann", now) or tries.exhausted("ann", now) for now in (0.0, 1.0, 2.0)]
    [False, True, True]
    >>> tries.exhausted("ann", 61.5), tries.exhausted("bob", 2.0)
    (False, False)
    """

    most: int
    seconds: float
    _seen: OrderedDict[Hashable, deque[float]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def exhausted(self, name: Hashable, now: float) -> bool:
        """Whether ``name`` has used up its tries."""
        with self._lock:
            times = self._seen.get(name, deque())
            return sum(now - time < self.seconds for time in times) >= self.most

    def note(self, name: Hashable, now: float) -> None:
        """One more try of ``name``."""
        with self._lock:
            times = self._seen.pop(name, None) or deque(maxlen=self.most)
            times.append(now)
            self._seen[name] = times
            if len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)
