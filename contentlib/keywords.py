"""Words to ranked chunks, by SQLite's full-text search. The one place where a stranger's text becomes a MATCH.

Words are scored by section, not by chunk: what a buyer says is seldom in one run of ninety words. All chunks of a
section share its score.
"""

from __future__ import annotations

from sqlite_utils import Database

from contentlib.filters import Condition
from contentlib.words import content_words, split_words

MAX_TERMS = 24
# What a word is worth by where it stands: title, heading, names of file and folders, body, speaker notes.
WEIGHTS = (3.0, 2.0, 3.0, 1.0, 1.0)


def to_match(query: str) -> str:
    """An FTS5 expression that finds any of the query's words; empty where it has none.

    Raw text raises on ``price-lock``, ``what's``, ``C++`` and ``AND``; quoted words never do.

    >>> to_match('price-lock AND "gold')
    '"price" OR "lock" OR "gold"'
    """
    words = content_words(query) or list(dict.fromkeys(split_words(query)))
    return " OR ".join(f'"{word}"' for word in words[:MAX_TERMS])


def rank_words(db: Database, query: str, *, limit: int, only: Condition | None = None) -> list[tuple[int, float]]:
    """The chunks of the best ``limit`` sections with the section's BM25 score (higher is better), best first."""
    match = to_match(query)
    if not match:
        return []
    narrowed = f"AND rowid IN (SELECT section_id FROM chunks WHERE id IN ({only.chunks()}))" if only else ""
    rows = db.execute(
        f"WITH found AS (SELECT rowid AS section, -bm25(section_words, {', '.join(map(str, WEIGHTS))}) AS score "
        f"FROM section_words WHERE section_words MATCH ? {narrowed} ORDER BY score DESC, rowid LIMIT ?) "
        "SELECT chunks.id, found.score FROM found JOIN chunks ON chunks.section_id = found.section "
        "ORDER BY found.score DESC, chunks.id",
        [match, *(only.parameters if only else ()), limit],
    )
    return [(chunk_id, score) for chunk_id, score in rows]
