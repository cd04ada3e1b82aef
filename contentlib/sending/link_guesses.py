"""How often somebody may guess at links and passcodes. What was right never counts.

A link is guessed at from an address; a passcode at its link, from wherever, and from an address, at whatever link. The
pauses of a passcode grow with all wrong ones, so that no patience tries the 10,000 of four digits: 50 tries within a
day, then one a day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from contentlib.people import NO_WAIT, Tally, find_wait, fits_secret, hash_tried, note_attempt, take_back
from contentlib.sending.links import Link
from contentlib.storage import Store, to_text


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


# After so many wrong passcodes at one link, whenever they were tried, it is paused so long; beyond them after each one.
PAUSES = {
    10: timedelta(minutes=15), 20: timedelta(hours=1), 30: timedelta(hours=4), 40: timedelta(hours=16),
    50: timedelta(days=1),
}  # fmt: skip
LAST_PAUSE = max(PAUSES)


@dataclass(frozen=True, slots=True)
class PasscodeGuess:
    """What came of a passcode: right, wrong, or not looked at for so long."""

    is_right: bool
    wait: timedelta = NO_WAIT


@dataclass(frozen=True, slots=True)
class WrongPasscodes:
    """How often a link's passcode was guessed wrong, from when to when, and until when it is paused for that."""

    count: int
    first_at: datetime
    last_at: datetime
    paused_until: datetime | None = None


def pause_after(tries: int) -> timedelta:
    """How long after so many wrong passcodes the next one is looked at.

    >>> [pause_after(tries) // timedelta(minutes=1) for tries in (9, 10, 11, 20, 49, 50, 51)]
    [0, 15, 0, 60, 0, 1440, 1440]
    """
    return PAUSES.get(min(tries, LAST_PAUSE), NO_WAIT)


def try_passcode(db: Store, link: Link, typed: str, *, address: str, at: datetime) -> PasscodeGuess:
    """Look at a passcode and count it, in one: of many at once no more are looked at than of one after the other.

    It is noted before it is looked at, and taken back where it was right; that forgives those before it. An empty
    ``address`` is not counted by.
    """
    return try_secret(db, link, lambda: fits_secret(link.terms.passcode, typed), address=address, at=at)


def try_secret(db: Store, link: Link, is_right: Callable[[], bool], *, address: str, at: datetime) -> PasscodeGuess:
    """What :func:`try_passcode` does, for whatever ``is_right`` looks at."""
    try_id, attempt, wait = _begin(db, link.id, address, at)
    if wait:
        return PasscodeGuess(False, wait)
    if not is_right():
        return PasscodeGuess(False)
    with db.atomic():
        take_back(db, attempt)
        db.execute("DELETE FROM passcode_tries WHERE id = ?", [try_id])
        forgive_passcodes(db, link.id, at=at)
    return PasscodeGuess(True)


def _begin(db: Store, link_id: int, address: str, at: datetime) -> tuple[int, int, timedelta]:
    near = Tally(address and hash_tried("passcode from", address), PASSCODES.wait)
    with db.atomic():
        paused = _find_pause(db, link_id, at)
        if paused:
            return 0, 0, paused
        noted = note_attempt(db, name=NOTHING, address=near, window=PASSCODES.window, at=at)
        if noted.wait:
            return 0, 0, noted.wait
        return db.insert("passcode_tries", {"link_id": link_id, "tried_at": to_text(at)}), noted.number, NO_WAIT


def _find_pause(db: Store, link_id: int, at: datetime) -> timedelta:
    count, last = db.execute(
        "SELECT count(*), max(tried_at) FROM passcode_tries WHERE link_id = ? AND forgiven_at IS NULL", [link_id]
    ).fetchone()
    # Of many at once, one that began later may have been noted before.
    since = max(at - datetime.fromisoformat(last), NO_WAIT) if count else NO_WAIT
    return max(pause_after(count) - since, NO_WAIT)


def forgive_passcodes(db: Store, link_id: int, *, at: datetime) -> None:
    """Let a link be tried as if nobody had guessed wrong; that somebody did stays known."""
    db.execute(
        "UPDATE passcode_tries SET forgiven_at = ? WHERE link_id = ? AND forgiven_at IS NULL", [to_text(at), link_id]
    )


def find_wrong_passcodes(db: Store, links: Sequence[Link], *, now: datetime) -> dict[int, WrongPasscodes]:
    """What was guessed wrong at each of these links, by the id of its send; a link without is left out."""
    found = {}
    for link in links:
        count, first, last = db.execute(
            "SELECT count(*), min(tried_at), max(tried_at) FROM passcode_tries WHERE link_id = ?", [link.id]
        ).fetchone()
        if count:
            pause = _find_pause(db, link.id, now)
            times = datetime.fromisoformat(first), datetime.fromisoformat(last)
            found[link.send_id] = WrongPasscodes(count, *times, paused_until=now + pause if pause else None)
    return found


def note_wrong_link(db: Store, address: str, *, at: datetime) -> None:
    """Count that an address asked for a link there is not; beyond the limit it is not noted."""
    note_attempt(db, name=NOTHING, address=_links_from(address), window=LINKS.window, at=at)


def is_shut_out(db: Store, address: str, *, at: datetime) -> bool:
    """Whether every link is closed to this address for now. Notes nothing: a reader's page waits for nobody's write."""
    return bool(find_wait(db, "address", _links_from(address), window=LINKS.window, at=at))


def _links_from(address: str) -> Tally:
    return Tally(hash_tried("link from", address), LINKS.wait)
