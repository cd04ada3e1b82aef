"""How often somebody may guess at links and passcodes. What was right never counts.

A link is guessed at from an address; a passcode at its link, from wherever, and from an address, at whatever link.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from contentlib.people import NO_WAIT, Tally, find_wait, hash_tried, note_attempt
from contentlib.storage import Store


@dataclass(frozen=True, slots=True)
class GuessLimit:
    """At most ``most`` wrong guesses within any ``window``."""

    most: int
    window: timedelta

    def wait(self, guesses: int, _since: timedelta) -> timedelta:
        """How long the next one waits, at most.

        >>> limit = GuessLimit(2, timedelta(minutes=1))
        >>> [limit.wait(guesses, timedelta()).seconds for guesses in (1, 2)]
        [0, 60]
        """
        return self.window if guesses >= self.most else NO_WAIT


LINKS = GuessLimit(30, timedelta(minutes=1))
PASSCODES = GuessLimit(10, timedelta(minutes=15))
NOTHING = Tally("", LINKS.wait)


def begin_passcode(db: Store, link_id: int, *, address: str, at: datetime) -> int:
    """Note a guess before it is looked at; returns the number by which a right one is taken back.

    Nothing is noted, and nothing may be looked at, where it is zero: there were too many. An empty ``address`` is not
    counted by.
    """
    name = Tally(hash_tried("passcode of link", str(link_id)), PASSCODES.wait)
    near = Tally(address and hash_tried("passcode from", address), PASSCODES.wait)
    return note_attempt(db, name=name, address=near, window=PASSCODES.window, at=at).number


def note_wrong_link(db: Store, address: str, *, at: datetime) -> None:
    """Count that an address asked for a link there is not; beyond the limit it is not noted."""
    note_attempt(db, name=NOTHING, address=_links_from(address), window=LINKS.window, at=at)


def is_shut_out(db: Store, address: str, *, at: datetime) -> bool:
    """Whether every link is closed to this address for now. Notes nothing: a reader's page waits for nobody's write."""
    return bool(find_wait(db, "address", _links_from(address), window=LINKS.window, at=at))


def _links_from(address: str) -> Tally:
    return Tally(hash_tried("link from", address), LINKS.wait)
