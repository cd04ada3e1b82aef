"""What came of earlier searches, weighed: how far an asset is lifted for a query like them. Pure.

What reps opened and sent, what buyers read and what was part of won deals speaks for an asset, as far as the search it
came of was like this one. What was listed above it and left was seen and passed over, and speaks against (clicks are
read so by Joachims, "Optimizing Search Engines using Clickthrough Data", 2002). What was listed below is taken as not
seen, and a list that led to nothing says nothing. Whatever stands first is opened more, so an open from there counts
half. All of it is shrunk: a few events move little, and an asset without any is neither lifted nor lowered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]

# What each event is worth. A send that was read and is part of a won deal is worth four opens.
OPENED, SENT, READ, WON = 1.0, 2.0, 1.0, 1.0
# What an open from the first place is worth less; and what being passed over takes off.
FIRST, PASSED = 0.5, 0.25
# So many opens' worth lifts an asset half as far as it can be.
HALFWAY = 16.0
# Cosine of two queries below which they have nothing to do with each other, and from which on they are the same.
UNLIKE, ALIKE = 0.45, 0.85
# How like each other queries are at least that voice the same objection.
SAME_OBJECTION = 0.3
# From which likeness on events are told to a person.
TOLD = 0.25


@dataclass(frozen=True, slots=True)
class Use:
    """What came of one asset in all searches for one query.

    ``opens``: by different reps or on different days; ``firsts`` of them from the first place. ``sends``; ``read`` of
    them by the buyer, ``won`` of them part of a deal that was won. ``passed``: how often it stood above what was taken.
    """

    opens: int = 0
    firsts: int = 0
    sends: int = 0
    read: int = 0
    won: int = 0
    passed: int = 0


@dataclass(frozen=True, slots=True)
class Learned:
    """How far an asset is lifted (0-1), and the events behind it, after searches like enough to be told."""

    lift: float = 0.0
    opens: int = 0
    sends: int = 0
    read: int = 0
    won: int = 0

    def tell(self) -> str:
        """The events in words; empty where nothing was lifted.

        >>> Learned(lift=0.2, sends=4, read=1).tell()
        'was sent 4 times after searches like this, read by the buyer once'
        """
        if not self.lift or not self.sends + self.opens:
            return ""
        did = [f"{name} {_count(number)}" for name, number in (("sent", self.sends), ("opened", self.opens)) if number]
        also = [
            f"{name} {_count(number)}"
            for name, number in (("read by the buyer", self.read), ("part of a won deal", self.won))
            if number
        ]
        return ", ".join((f"was {' and '.join(did)} after searches like this", *also))


NOTHING = Learned()


def _count(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def liken(cosines: Table, shared_objections: Table) -> Table:
    """How like this query others are (0-1): by cosine, or by how sure it is that both voice the same objection.

    >>> liken(np.array([0.9, 0.2, 0.2]), np.array([0.0, 0.0, 1.0])).tolist()
    [1.0, 0.0, 0.3]
    """
    near = np.clip((cosines - UNLIKE) / (ALIKE - UNLIKE), 0.0, 1.0)
    return np.asarray(np.maximum(near, SAME_OBJECTION * np.clip(shared_objections, 0.0, 1.0)))


def learn(uses: Iterable[tuple[float, Use]]) -> Learned:
    """What all uses of one asset say, each with the likeness of its query.

    >>> learn([(1.0, Use(opens=1))]).lift < 0.1 < learn([(1.0, Use(opens=40))]).lift < 1
    True
    """
    uses = list(uses)
    worth = sum(like * weigh(use) for like, use in uses) - PASSED * sum(like * use.passed for like, use in uses)
    if worth <= 0:
        return NOTHING
    told = [use for like, use in uses if like >= TOLD]
    return Learned(
        lift=worth / (worth + HALFWAY),
        opens=sum(use.opens for use in told), sends=sum(use.sends for use in told),
        read=sum(use.read for use in told), won=sum(use.won for use in told),
    )  # fmt: skip


def weigh(use: Use) -> float:
    """What speaks for an asset, in opens.

    >>> weigh(Use(opens=2, firsts=1, sends=1))
    3.5
    """
    return OPENED * use.opens - FIRST * use.firsts + SENT * use.sends + READ * use.read + WON * use.won
