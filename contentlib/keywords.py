"""Words to ranked chunk ids, by SQLite's full-text search. The one place where a stranger's text becomes a MATCH."""

from __future__ import annotations

from sqlite_utils import Database

from contentlib.filters import Condition
from contentlib.words import content_words, split_words

MAX_TERMS = 24
# What a word is worth by where it stands: title, heading, body, speaker notes.
WEIGHTS = (2.0, 1.5, 1.0, 0.8)


def to_match(query: str) -> str:
    """An FTS5 expression that finds any of the query's words; empty where it has none.

    Raw text raises on ``price-lock``, ``what's``, ``C++`` and ``AND``; quoted words never do.

    >>> to_match('price-lock AND "gold')
    '"price" OR "lock" OR "gold"'
    """
    words = content_words(query) or list(dict.fromkeys(split_words(query)))
    return " OR ".join(f'"{word}"' for word in words[:MAX_TERMS])


def rank_words(db: Database, query: str, *, limit: int, only: Condition | None = None) -> list[tuple[int, float]]:
    """Chunk ids with their BM25 score (higher is better, title and heading count more), best first."""
    match = to_match(query)
    if not match:
        return []
    narrowed = f"AND rowid IN ({only.chunks()})" if only else ""
    rows = db.execute(
        f"SELECT rowid, -bm25(chunk_words, {', '.join(map(str, WEIGHTS))}) AS score FROM chunk_words "
        f"WHERE chunk_words MATCH ? {narrowed} ORDER BY score DESC, rowid LIMIT ?",
        [match, *(only.parameters if only else ()), limit],
    )
    return [(chunk_id, score) for chunk_id, score in rows]
