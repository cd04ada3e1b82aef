"""What reps asked for, understood: each query is read once for what it voices; chosen filters count as said."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from contentlib.arrays import Vectors, np
from contentlib.library import Library
from contentlib.model import Axis
from contentlib.search.activity import same_words
from contentlib.storage import FOR_EACH, Store, among, days_before, listed, to_text
from contentlib.tagging import read_query

AT_ONCE = 500
# Few enough that whoever reads ahead sees it move, and that no write waits for it.
AHEAD_AT_ONCE = 64
# What a chosen filter says of a search, by the name it is kept under. What an asset is, is no wish of a buyer's.
CHOSEN = {axis.filter: axis for axis in Axis if not axis.is_single}

ASKED = """SELECT s.id, s.query, s.person_id, coalesce(p.email, ''), s.searched_at, coalesce(s.fits, 1), s.filters
    FROM counted_searches s LEFT JOIN people p ON p.id = s.person_id
    WHERE s.searched_at >= ? AND s.searched_at < ? ORDER BY s.searched_at, s.id"""
# A search led on when an asset it showed was opened from it, or sent by the same rep within a day. Begun from the
# sends, each of which has few searches in the day before it. Times are kept so that texts sort as they do.
LED_ON = f"""SELECT search_id FROM counted_opens WHERE search_id IS NOT NULL
    UNION SELECT search_id FROM counted_sends WHERE search_id IS NOT NULL
    UNION SELECT s.id FROM counted_sends d {FOR_EACH} counted_searches s ON s.person_id = d.person_id
        AND s.searched_at <= d.sent_at AND s.searched_at >= {days_before("d.sent_at", 1)}
        {FOR_EACH} impressions i ON i.search_id = s.id AND i.asset_id = d.asset_id
        WHERE d.sent_at >= ?"""


@dataclass(frozen=True, slots=True)
class Asked:
    """One search. ``led_on`` says that something it showed was opened or sent; ``chosen`` are its filters' values."""

    search_id: int
    query: str
    person_id: int | None
    rep: str
    searched_at: datetime
    fits: bool
    led_on: bool
    chosen: frozenset[tuple[Axis, str]] = frozenset()


def list_asked(db: Store, *, since: datetime, until: datetime) -> tuple[Asked, ...]:
    """The searches of a window, oldest first."""
    led_on = {row[0] for row in db.execute(LED_ON, [to_text(since)])}
    rows = db.execute(ASKED, [to_text(since), to_text(until)])
    return tuple(
        Asked(
            search_id=row[0], query=row[1], person_id=row[2], rep=row[3], searched_at=datetime.fromisoformat(row[4]),
            fits=bool(row[5]), chosen=_read_filters(row[6]), led_on=row[0] in led_on,
        )
        for row in rows
    )  # fmt: skip


def _read_filters(text: str) -> frozenset[tuple[Axis, str]]:
    if text == "{}":
        return frozenset()
    chosen = json.loads(text)
    return frozenset((axis, value) for name, axis in CHOSEN.items() for value in chosen.get(name, ()))


def understand(library: Library, queries: Iterable[str]) -> Mapping[str, frozenset[tuple[Axis, str]]]:
    """What each query voices, by :func:`same_words`: objections and buyer stages. Loads the model only for new ones."""
    named = {same_words(query): query for query in queries}
    new = list_unread(library, named)
    read = _read_and_keep(library, {key: named[key] for key in new}, _read_with(library)) if new else {}
    return {**_load(library.db, list(named)), **read}


def list_unread(library: Library, keys: Iterable[str]) -> list[str]:
    """Those of these queries, given by :func:`same_words`, that :func:`understand` has to read first."""
    rows = library.db.execute("SELECT query FROM read_queries WHERE read_with = ?", [_read_with(library)])
    known = {row[0] for row in rows}
    return [key for key in keys if key not in known]


def count_unread(library: Library) -> int:
    """How many different queries of all searches were never read."""
    return len(_list_all_unread(library))


def read_ahead(library: Library) -> Iterator[int]:
    """Read and embed every query that was not read yet, so that no report has to; yields how many at a time."""
    unread = _list_all_unread(library)
    for start in range(0, len(unread), AHEAD_AT_ONCE):
        some = unread[start : start + AHEAD_AT_ONCE]
        understand(library, some)
        yield len(some)


def _list_all_unread(library: Library) -> list[str]:
    named = {same_words(row[0]): row[0] for row in library.db.execute("SELECT DISTINCT query FROM searches")}
    return [named[key] for key in list_unread(library, named)]


def _read_with(library: Library) -> str:
    return f"{library.model} {library.vocabulary.fingerprint}"


def _read_and_keep(library: Library, new: Mapping[str, str], read_with: str) -> dict[str, frozenset[tuple[Axis, str]]]:
    """What the new queries voice; kept for the next time unless a pass is writing just now."""
    vectors = embed_queries(library, list(new.values()))
    voiced = [
        (key, one.axis.value, one.value, one.confidence)
        for (key, query), vector in zip(new.items(), vectors, strict=True)
        for one in read_query(query, vector, library.prototypes)
    ]
    db = library.db
    with db.if_free(), db.atomic():
        db.execute_many("DELETE FROM understood WHERE query = ?", [(key,) for key in new])
        db.insert_many("read_queries", [{"query": key, "read_with": read_with} for key in new], replace=True)
        db.execute_many("INSERT INTO understood (query, axis, value, confidence) VALUES (?, ?, ?, ?)", voiced)
    found: dict[str, set[tuple[Axis, str]]] = {key: set() for key in new}
    for key, axis, value, _ in voiced:
        found[key].add((Axis(axis), value))
    return {key: frozenset(values) for key, values in found.items()}


def _load(db: Store, keys: Sequence[str]) -> dict[str, frozenset[tuple[Axis, str]]]:
    found: dict[str, set[tuple[Axis, str]]] = {key: set() for key in keys}
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        rows = db.execute(
            f"SELECT query, axis, value FROM understood WHERE query IN ({', '.join('?' * len(some))})", some
        )
        for key, axis, value in rows:
            found[key].add((Axis(axis), value))
    return {key: frozenset(values) for key, values in found.items()}


def embed_queries(library: Library, queries: Sequence[str]) -> Vectors:
    """Unit vectors of the queries, shape (len(queries), dimension); made once and kept in the library."""
    keys = [same_words(query) for query in queries]
    known = _find_vectors(library, keys)
    new = {key: query for key, query in zip(keys, queries, strict=True) if key not in known}
    if new:
        made = library.embedder.embed(list(new.values()))
        _keep_vectors(library, dict(zip(new, made, strict=True)))
        known |= dict(zip(new, made, strict=True))
    return np.vstack([known[key] for key in keys]) if keys else np.empty((0, library.embedder.dimension), np.float32)


def _find_vectors(library: Library, keys: Sequence[str]) -> dict[str, Vectors]:
    rows = library.db.execute(
        f"SELECT query, vector FROM query_vectors WHERE model = ? AND {among('query')}",
        [library.model, listed(keys)],
    )
    return {key: np.frombuffer(vector, np.float16).astype(np.float32) for key, vector in rows}


def _keep_vectors(library: Library, vectors: Mapping[str, Vectors]) -> None:
    rows = [
        {"query": key, "model": library.model, "vector": vector.astype(np.float16).tobytes()}
        for key, vector in vectors.items()
    ]
    with library.db.if_free(), library.db.atomic():
        library.db.insert_many("query_vectors", rows, replace=True)
