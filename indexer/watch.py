"""Passes when the drive changes. It is looked at again and again, since shares over a network tell of no changes.

A look costs what a walk costs and writes nothing; a pass follows when the drive has changed and then come to rest, so
that a deck that is being saved, or a folder that is being copied, is read once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from contentlib.errors import ContentlibError, DriveError, LockedLibrary
from indexer.processes import DriveFile
from indexer.walk import walk

# A drive is at rest when two looks so many seconds apart see the same.
REST = 2.0

Look = Callable[[Path], bytes]
Sleep = Callable[[float], None]


def look(root: Path) -> bytes:
    """A digest of all files with their sizes and times; empty where the drive cannot be looked at."""
    digest = hashlib.blake2b(digest_size=16)
    try:
        for item in walk(root):
            if isinstance(item, DriveFile):
                fields = (item.path, item.size, item.mtime_ns, item.sidecar_mtime_ns)
                digest.update(repr(fields).encode("utf-8", "replace"))
    except (DriveError, OSError):
        return b""
    return digest.digest()


class Watch:
    """One pass for each drive now, and another whenever it has changed, until stopped.

    ``run`` makes a pass; ``say`` is told of what a person can mend while the watch goes on: a drive that is not there,
    a library that another pass writes to. ``sleep`` ends the watch by raising (Ctrl-C raises KeyboardInterrupt).
    """

    def __init__(
        self,
        roots: Sequence[Path],
        *,
        every: float,
        run: Callable[[Path], None],
        say: Callable[[str], None],
        sleep: Sleep,
        look: Look = look,
    ) -> None:
        self._every, self._run, self._say, self._sleep, self._look = every, run, say, sleep, look
        self._seen: dict[Path, bytes | None] = dict.fromkeys(roots)
        self._said: dict[Path, str] = {}

    def go_on_for_ever(self) -> None:
        """Look, follow, sleep."""
        while True:
            for root in self._seen:
                self.follow(root)
            self._sleep(self._every)

    def follow(self, root: Path) -> None:
        """Make a pass if the drive is not as it was when the last one began; what failed is tried at the next look."""
        now = self._look(root)
        if now and now == self._seen[root]:
            return
        now = self._wait_for_rest(root, now)
        try:
            self._run(root)
        except (DriveError, LockedLibrary) as error:
            self._complain(root, error)
            return
        self._seen[root] = now
        self._said.pop(root, None)

    def _wait_for_rest(self, root: Path, now: bytes) -> bytes:
        while self._seen[root] is not None and now:
            before = now
            self._sleep(min(REST, self._every))
            now = self._look(root)
            if now == before:
                break
        return now

    def _complain(self, root: Path, error: ContentlibError) -> None:
        """Once, until it is another failure or it has gone well."""
        if self._said.get(root) != str(error):
            self._say(f"{error} Watching on.")
        self._said[root] = str(error)


def read_interval(text: str) -> float:
    """Seconds in ``30``, ``30s``, ``5m`` or ``1h``.

    >>> read_interval("5m"), read_interval("45")
    (300.0, 45.0)
    """
    number, unit = (text[:-1], text[-1]) if text[-1:] in ("s", "m", "h") else (text, "s")
    return float(number) * {"s": 1, "m": 60, "h": 3600}[unit]
