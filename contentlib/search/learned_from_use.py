"""What came of earlier searches: read from searches, opens, sends, views and deals, weighed, and kept for a minute.

What reps opened and sent, what buyers read and what was part of won deals speaks for an asset, as far as the search it
came of was like this one. What was listed above it and left was seen and passed over, and speaks against (clicks are
read so by Joachims, "Optimizing Search Engines using Clickthrough Data", 2002). What was listed below is taken as not
seen, and a list that led to nothing says nothing. Whatever stands first is opened more, so an open from there counts
half. All of it is shrunk: a few events move little, and an asset without any is neither lifted nor lowered.

Bounded: the newest few thousand opens and sends count, and few queries that are new are read at a time.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from contentlib.arrays import Table, Vectors, np
from contentlib.library import Library
from contentlib.model import Axis
from contentlib.search.activity import same_words
from contentlib.search.demand import embed_queries, list_unread, understand
from contentlib.search.intent import Intent
from contentlib.storage import Store, among, days_between, listed, own

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
# How many of the newest opens, and as many sends, are looked at; older ones fade out of the library's use.
NEWEST = 2_000
# How many queries are read (embedded, understood) at a time: what is new since the last look is seldom more.
READ_AT_ONCE = 32
FRESH_SECONDS = 60.0

# Opens from a search, and sends from one: named by the send, or the last search within a day that showed the asset to
# the rep who sent it. Whole tables are named, since what is kept is shared by people who see different parts of them.
TAKEN = f"""WITH taken AS (
    SELECT search_id, asset_id, 0 AS send_id, 0 AS read, 0 AS won FROM (
        SELECT search_id, asset_id FROM {own("opens")} WHERE search_id IS NOT NULL ORDER BY id DESC LIMIT :newest)
    UNION ALL
    SELECT coalesce(d.search_id, (
        SELECT s.id FROM {own("searches")} s
        JOIN {own("impressions")} i ON i.search_id = s.id AND i.asset_id = d.asset_id
        WHERE s.person_id = d.person_id AND s.searched_at <= d.sent_at
        AND {days_between("s.searched_at", "d.sent_at")} <= 1 ORDER BY s.searched_at DESC LIMIT 1)),
    d.asset_id, d.id, EXISTS (SELECT 1 FROM {own("views")} v WHERE v.send_id = d.id AND v.human),
    EXISTS (SELECT 1 FROM {own("deals")} e WHERE e.id = d.deal_id AND e.outcome = 'won')
    FROM (SELECT * FROM {own("sends")} ORDER BY sent_at DESC LIMIT :newest) d)
    SELECT t.search_id, s.query, s.person_id, substr(s.searched_at, 1, 10), t.asset_id, t.send_id, t.read, t.won,
        coalesce(i.rank, 0)
    FROM taken t JOIN {own("searches")} s ON s.id = t.search_id
    LEFT JOIN {own("impressions")} i ON i.search_id = t.search_id AND i.asset_id = t.asset_id"""
LISTED = f"""SELECT search_id, asset_id, rank FROM {own("impressions")}
    WHERE {among("search_id")} ORDER BY search_id, rank"""


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
        did = [
            f"{name} {_say_times(number)}" for name, number in (("sent", self.sends), ("opened", self.opens)) if number
        ]
        also = [
            f"{name} {_say_times(number)}"
            for name, number in (("read by the buyer", self.read), ("part of a won deal", self.won))
            if number
        ]
        return ", ".join((f"was {' and '.join(did)} after searches like this", *also))


NOTHING = Learned()


def _say_times(number: int) -> str:
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


# --- reading ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Taken:
    """An asset opened (``send_id`` is 0) or sent from a search. ``rank`` is 0 where the search had not listed it."""

    search_id: int
    query: str
    person_id: int | None
    day: str
    asset_id: int
    send_id: int
    read: bool
    won: bool
    rank: int


@dataclass(frozen=True, eq=False)
class History:
    """All that came of earlier searches. ``uses``: by asset, the place of the query in ``queries`` and the use.

    ``vectors`` has a row for each query, zeros where it was not read yet; ``voiced`` a row of ones and noughts, by
    ``objections``.
    """

    queries: tuple[str, ...]
    vectors: Vectors
    objections: tuple[str, ...]
    voiced: Table
    uses: Mapping[int, Sequence[tuple[int, Use]]]

    def learn(self, intent: Intent, asset_ids: Iterable[int]) -> dict[int, Learned]:
        """What is learned of these assets for this query; those of which nothing is are left out."""
        used = [asset_id for asset_id in asset_ids if asset_id in self.uses]
        if not used:
            return {}
        like = self._liken(intent)
        learned = {one: learn((like[row], use) for row, use in self.uses[one] if like[row]) for one in used}
        return {asset_id: one for asset_id, one in learned.items() if one != NOTHING}

    def _liken(self, intent: Intent) -> list[float]:
        sure = {one.value: one.confidence for one in intent.understood if one.axis is Axis.OBJECTION}
        shared = self.voiced @ np.array([sure.get(name, 0.0) for name in self.objections])
        like: list[float] = liken(np.asarray(self.vectors @ intent.vector, np.float64), shared).tolist()
        same = same_words(intent.spelled.text)
        return [1.0 if query == same else one for query, one in zip(self.queries, like, strict=True)]


@cache
def no_history() -> History:
    """The history of a library that was not used, or may not learn from it."""
    return History((), np.empty((0, 0), np.float32), (), np.empty((0, 0)), {})


@dataclass
class Memory:
    """The history that the threads of a process share, read again when a minute is over and something has happened."""

    history: History = field(default_factory=no_history)
    state: tuple[object, ...] = ()
    read_at: float = -FRESH_SECONDS
    lock: threading.Lock = field(default_factory=threading.Lock)

    def recall(self, library: Library, *, at: float) -> History:
        """The history, at most a minute old at the moment ``at``, in seconds of any steady clock."""
        with self.lock:
            if at - self.read_at >= FRESH_SECONDS:
                self.read_at = at
                self._follow(library)
            return self.history

    def _follow(self, library: Library) -> None:
        state = read_state(library.db)
        if state == self.state:
            return
        self.history, is_whole = read_history(library)
        self.state = state if is_whole else ()


def recall(library: Library) -> History:
    """What came of earlier searches; nothing where the setting ``learn`` is off."""
    if not library.settings.learn:
        return no_history()
    return library.once("history", Memory).recall(library, at=time.monotonic())


def read_state(db: Store) -> tuple[object, ...]:
    """Changes when something was opened, sent or viewed, or a deal was won; costs nothing to ask."""
    row = db.execute(
        f"SELECT (SELECT max(id) FROM {own('opens')}), (SELECT max(id) FROM {own('sends')}), "
        f"(SELECT max(id) FROM {own('views')}), (SELECT count(*) FROM {own('deals')} WHERE outcome = 'won')"
    )
    return tuple(row.fetchone())


def read_history(library: Library) -> tuple[History, bool]:
    """The history as it is now, and whether all of its queries are read."""
    taken = [Taken(*row) for row in library.db.execute(TAKEN, {"newest": NEWEST})]
    uses = _count(taken, _list_passed(library.db, taken))
    queries = tuple(dict.fromkeys(query for query, _ in uses))
    unread = list_unread(library, queries)
    readable = [query for query in queries if query not in set(unread[READ_AT_ONCE:])]
    voiced = understand(library, readable)
    rows = {query: row for row, query in enumerate(queries)}
    vectors = np.zeros((len(queries), library.embedder.dimension), np.float32)
    if readable:
        vectors[[rows[query] for query in readable]] = embed_queries(library, readable)
    by_asset: dict[int, list[tuple[int, Use]]] = defaultdict(list)
    for (query, asset_id), use in uses.items():
        by_asset[asset_id].append((rows[query], use))
    objections = tuple(label.value for label in library.vocabulary.objections)
    heard = np.array(
        [[float((Axis.OBJECTION, name) in voiced.get(query, ())) for name in objections] for query in queries]
    ).reshape(len(queries), len(objections))
    return History(queries, vectors, objections, heard, dict(by_asset)), len(unread) <= READ_AT_ONCE


def _list_passed(db: Store, taken: Sequence[Taken]) -> list[tuple[Taken, int]]:
    """What stood above the last thing taken from a list and was left, with one thing that was taken from it."""
    last: dict[int, Taken] = {}
    for one in sorted(taken, key=lambda one: one.rank):
        last[one.search_id] = one
    kept = {(one.search_id, one.asset_id) for one in taken}
    rows = db.execute(LISTED, [listed(last)])
    return [
        (last[search_id], asset_id)
        for search_id, asset_id, rank in rows
        if rank < last[search_id].rank and (search_id, asset_id) not in kept
    ]


def _count(taken: Sequence[Taken], passed: Sequence[tuple[Taken, int]]) -> dict[tuple[str, int], Use]:
    """Uses by query and asset. The same rep opening, or passing over, the same thing counts once a day."""
    counts: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    seen: set[tuple[object, ...]] = set()

    def count_once(name: str, one: Taken, asset_id: int) -> bool:
        key = same_words(one.query), asset_id
        once = (name, *key, one.person_id, one.day)
        is_new = once not in seen
        seen.add(once)
        counts[key][name] += is_new
        return is_new

    for one in taken:
        if one.send_id:
            counts[same_words(one.query), one.asset_id].update(sends=1, read=one.read, won=one.won)
        elif count_once("opens", one, one.asset_id) and one.rank == 1:
            counts[same_words(one.query), one.asset_id]["firsts"] += 1
    # What was never taken can only be passed over, and is not lowered for it.
    taken_ever = {one.asset_id for one in taken}
    for one, asset_id in passed:
        if asset_id in taken_ever:
            count_once("passed", one, asset_id)
    return {key: Use(**count) for key, count in counts.items()}
