"""Attempts, counted in the library: neither a restart nor a second process gives new ones.

An attempt is noted in the transaction that counts those before it, so that many at once get no more than one after the
other. What they are counted by is kept as a hash; a row goes when nothing counts it any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from contentlib.storage import Store, to_text

NO_WAIT = timedelta()


@dataclass(frozen=True, slots=True)
class Tally:
    """What attempts are counted by.

    ``key`` is a hash; empty where nothing is counted. ``wait`` says how long the next one waits after so many within
    the window, of which the last was so long ago.
    """

    key: str
    wait: Callable[[int, timedelta], timedelta]


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that was noted under ``number``; or it was not, and may come again after ``wait``."""

    number: int
    wait: timedelta = NO_WAIT


def note_attempt(db: Store, *, name: Tally, address: Tally, window: timedelta, at: datetime) -> Attempt:
    """Note an attempt, unless too many by its name or its address lie within ``window``: then it is not noted."""
    tallies = {"name": name, "address": address}
    with db.atomic():
        db.execute("DELETE FROM attempts WHERE ends_at <= ?", [to_text(at)])
        wait = max(find_wait(db, column, tally, window=window, at=at) for column, tally in tallies.items())
        if wait:
            return Attempt(0, wait)
        keys = {column: tally.key for column, tally in tallies.items()}
        return Attempt(db.insert("attempts", keys | {"tried_at": to_text(at), "ends_at": to_text(at + window)}))


def find_wait(db: Store, column: str, tally: Tally, *, window: timedelta, at: datetime) -> timedelta:
    """How long an attempt would have to wait; notes nothing. ``column`` is ``name`` or ``address``."""
    if not tally.key:
        return NO_WAIT
    count, last = db.execute(
        f"SELECT count(*), max(tried_at) FROM attempts WHERE {column} = ? AND tried_at > ?",
        [tally.key, to_text(at - window)],
    ).fetchone()
    # Of many at once, one that began later may have been noted before.
    return tally.wait(count, max(at - datetime.fromisoformat(last), NO_WAIT)) if count else NO_WAIT


def take_back(db: Store, number: int) -> None:
    """Forget an attempt that turned out to be right."""
    db.execute("DELETE FROM attempts WHERE id = ?", [number])


def forget_attempts(db: Store, name: str) -> None:
    """Forget all attempts under the name with this hash, at the addresses they came from, too."""
    db.execute("DELETE FROM attempts WHERE name = ?", [name])
