"""How often somebody may try to sign in: each wrong password makes the next try wait longer, whoever exists or not.

A browser in which the person signed in before is counted by itself: strangers who guess make nobody wait there.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from contentlib.people.attempts import NO_WAIT, Tally, forget_attempts, note_attempt
from contentlib.people.hashes import hash_name, hash_tried
from contentlib.storage import Store

# Mistyped so often without waiting; then a minute, doubling with each further try.
FREE = 5
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)
# An office shares an address: more tries, over all names.
FREE_BY_ADDRESS = 30
WINDOW = timedelta(hours=1)
# Links by mail within the window: to one person, and asked for from one address.
RESETS = 3
RESETS_BY_ADDRESS = 20


def begin_attempt(db: Store, email: str, *, address: str, browser: str = "", at: datetime) -> timedelta:
    """Note a try before its password is looked at, so that many at once count too; returns how long to wait instead.

    Nothing to wait for is a zero. A try that must wait is not noted and not looked at. ``browser`` names one in which
    this person signed in before; only its own tries count against it, whoever else guesses at the same address.
    """
    name = Tally(_name(email, browser), partial(_left, FREE))
    near = Tally("" if browser else hash_tried("sign-in from", address), partial(_left, FREE_BY_ADDRESS))
    return note_attempt(db, name=name, address=near, window=WINDOW, at=at).wait


def begin_code(db: Store, person_id: int, *, address: str, at: datetime) -> timedelta:
    """Note a try at the code of the second step, as :func:`begin_attempt` does for a password."""
    name = Tally(_name_code(person_id), partial(_left, FREE))
    near = Tally(hash_tried("code from", address), partial(_left, FREE_BY_ADDRESS))
    return note_attempt(db, name=name, address=near, window=WINDOW, at=at).wait


def forgive_codes(db: Store, person_id: int) -> None:
    """The code was right: those that were wrong before are forgotten."""
    forget_attempts(db, _name_code(person_id))


def _name_code(person_id: int) -> str:
    return hash_tried("code of", str(person_id))


def may_ask_for_reset(db: Store, email: str, *, address: str, at: datetime) -> bool:
    """Note that somebody asks for a link by mail; whether one may go out, so that nobody is flooded with them."""
    name = Tally(hash_tried("reset of", email.strip().lower()), partial(_over, RESETS))
    near = Tally(hash_tried("reset from", address), partial(_over, RESETS_BY_ADDRESS))
    return not note_attempt(db, name=name, address=near, window=WINDOW, at=at).wait


def _over(most: int, tries: int, _since: timedelta) -> timedelta:
    return WINDOW if tries >= most else NO_WAIT


def forgive(db: Store, email: str, *, browser: str = "") -> None:
    """The password was right: what was mistyped under this name before, in this browser, is forgotten."""
    forget_attempts(db, _name(email, browser))


def _name(email: str, browser: str) -> str:
    # An address has no line end, so no stranger can type himself into a browser's count.
    return hash_name(f"{email.strip()}\n{browser}" if browser else email)


def _left(free: int, tries: int, since: timedelta) -> timedelta:
    """What is left of the wait. A try beside this one may have been noted with a moment later than ours."""
    wait = wait_after(tries, free)
    return max(wait - since, NO_WAIT) if wait else NO_WAIT


def wait_after(tries: int, free: int = FREE) -> timedelta:
    """How long after so many wrong tries the next one is looked at.

    >>> [wait_after(tries) // FIRST_WAIT for tries in (4, 5, 6, 8, 9, 50)]
    [0, 1, 2, 8, 15, 15]
    """
    if tries < free:
        return NO_WAIT
    return min(FIRST_WAIT * (1 << min(tries - free, 10)), LONGEST_WAIT)
