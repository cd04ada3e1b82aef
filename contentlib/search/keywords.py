"""Words to ranked chunks, by SQLite's full-text search.

Words are scored by section, not by chunk: what a buyer says is seldom in one run of ninety words. All chunks of a
section share its score.
"""

from __future__ import annotations

import json
from collections.abc import Container
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from contentlib.language import content_words, split_words, stem
from contentlib.people import readable_words
from contentlib.search.terms import SCORED, Lookup, list_looks, quote
from contentlib.storage import Store

MAX_TERMS = 24
# What a word is worth by where it stands: title, heading, names of file and folders, body, speaker notes.
WEIGHTS = (3.0, 2.0, 3.0, 1.0, 1.0)
# Where a filter leaves a larger share of the assets, more sections are ranked until enough of them pass it: to list
# all that pass would take longer. Either way nothing that passes is missed.
WIDE = 0.1
# How many more sections than needed are ranked, and how much more again where they were too few.
SPARE, MORE = 1.5, 4

_SCORE = f"-bm25(section_words, {', '.join(map(str, WEIGHTS))})"
_INSIDE = "AND +rowid IN (SELECT section_id FROM chunks WHERE asset_id IN (SELECT value FROM json_each(?)))"

Ids = NDArray[np.int64]
Ranked = list[tuple[int, float]]


def to_match(query: str) -> str:
    """An FTS5 expression that finds any of the query's words; empty where it has none.

    Raw text raises on ``price-lock``, ``what's``, ``C++`` and ``AND``; quoted words never do.

    >>> to_match('price-lock AND "gold')
    '"price" OR "lock" OR "gold"'
    """
    return quote(search_words(query))


def search_words(query: str) -> list[str]:
    """The words of a query that are looked up: those that carry meaning, or all where none does."""
    return (content_words(query) or list(dict.fromkeys(split_words(query))))[:MAX_TERMS]


def find_query_stems(query: str) -> frozenset[str]:
    """The stems of the words that are looked up, by which they are marked wherever they were found.

    >>> sorted(find_query_stems("are your policies’ prices fixed"))
    ['fix', 'polici', 'price']
    """
    return frozenset(map(stem, search_words(query)))


def rank_words(db: Store, query: str, *, limit: int, owners: Ids | None = None, scored: int = SCORED) -> Ranked:
    """The chunks of the best ``limit`` sections with the section's BM25 score (higher is better), best first.

    ``owners`` restricts them to the chunks of these assets. About ``scored`` sections are looked at.
    """
    found = find_sections(db, query, limit=limit, owners=owners, scored=scored)
    return sorted(
        ((chunk, one.score) for one in found for chunk, _ in one.chunks), key=lambda pair: (-pair[1], pair[0])
    )


def find_sections(
    db: Store, query: str, *, limit: int, owners: Ids | None = None, scored: int = SCORED
) -> list[SectionHit]:
    """The best ``limit`` sections, best first; as :func:`rank_words`."""
    found: dict[int, SectionHit] = {}
    for looks in list_looks(db, search_words(query), readable=partial(readable_words, db), scored=scored):
        for one in (one for look in looks for one in _look(db, look, limit, owners)):
            # A look that names more of its words scores a section higher.
            if one.section not in found or found[one.section].score < one.score:
                found[one.section] = one
        if len(found) >= limit:
            break
    return sorted(found.values(), key=lambda one: (-one.score, one.section))[:limit]


@dataclass(frozen=True, slots=True)
class SectionHit:
    """A section that has some of the words, its score, and its chunks, each with its asset."""

    section: int
    score: float
    chunks: tuple[tuple[int, int], ...]


def _look(db: Store, look: Lookup, limit: int, owners: Ids | None) -> list[SectionHit]:
    if owners is None:
        return _gather(db, _rank_sections(db, look, limit))
    (assets,) = db.execute("SELECT coalesce(max(id), 0) FROM main.assets").fetchone()
    if owners.size > WIDE * assets:
        return _look_wide(db, look, limit, owners, share=owners.size / assets)
    return _gather(db, _rank_sections(db, look, limit, inside=owners))


def _look_wide(db: Store, look: Lookup, limit: int, owners: Ids, *, share: float) -> list[SectionHit]:
    allowed = set(owners.tolist())
    looked_at = int(limit / share * SPARE)
    while True:
        ranked = _rank_sections(db, look, looked_at)
        found = _gather(db, ranked, allowed)
        if len(found) >= limit or len(ranked) < looked_at:
            return found[:limit]
        looked_at *= MORE


def _rank_sections(db: Store, look: Lookup, limit: int, *, inside: Ids | None = None) -> list[tuple[int, float]]:
    rows = db.execute(
        f"SELECT rowid, {_SCORE} AS score FROM section_words WHERE section_words MATCH ? AND rowid > ? "
        f"{'' if inside is None else _INSIDE} ORDER BY score DESC, rowid LIMIT ?",
        [look.expression, look.after, *([] if inside is None else [json.dumps(inside.tolist())]), limit],
    )
    return list(rows.fetchall())


def _gather(db: Store, ranked: list[tuple[int, float]], allowed: Container[int] | None = None) -> list[SectionHit]:
    """The sections with their chunks; those left out that have none, or none of the allowed assets."""
    rows = db.execute(
        "SELECT section_id, id, asset_id FROM chunks WHERE section_id IN (SELECT value FROM json_each(?))",
        [json.dumps([section for section, _ in ranked])],
    )
    chunks: dict[int, list[tuple[int, int]]] = {}
    for section, chunk, asset in rows:
        if allowed is None or asset in allowed:
            chunks.setdefault(section, []).append((chunk, asset))
    return [SectionHit(section, score, tuple(chunks[section])) for section, score in ranked if section in chunks]
