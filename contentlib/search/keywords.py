"""Words to ranked sections and their chunks, inside the filters, and how words stand in the library.

Words are scored by section, not by chunk: what a buyer says is seldom in one run of ninety words. All chunks of a
section share its score.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass

from contentlib.arrays import Ids
from contentlib.language import content_words, is_single, split_words, stem
from contentlib.search.terms import SCORED, Lookup, count_sections, count_words, list_looks
from contentlib.storage import (
    Beginning,
    Store,
    among,
    any_of,
    count_all,
    count_first,
    is_narrowed,
    list_held,
    listed,
    own,
    rank_sections,
)

MAX_TERMS = 24
# What a word is worth by where it stands: title, heading, names of file and folders, body, speaker notes.
WEIGHTS = (3.0, 2.0, 3.0, 1.0, 1.0)
# Where a filter leaves a larger share of the assets, more sections are ranked until enough of them pass it: to list
# all that pass would take longer. Either way nothing that passes is missed.
WIDE = 0.1
# How many more sections than needed are ranked, and how much more again where they were too few.
SPARE, MORE = 1.5, 4
# For who sees a part of the library only that part is counted, each time anew: a word is then looked for in so many
# sections, and what it has beyond them is reckoned from how close these stand.
COUNTED = 2_000


def search_words(query: str) -> list[str]:
    """The words of a query that are looked up: those that carry meaning, or all where none does."""
    words = (content_words(query) or list(dict.fromkeys(split_words(query))))[:MAX_TERMS]
    return [Beginning(word) if is_single(word) else word for word in words]


def find_query_stems(query: str) -> frozenset[str]:
    """The stems of the words that are looked up, by which they are marked wherever they were found.

    >>> sorted(find_query_stems("are your policies’ prices fixed"))
    ['fix', 'polici', 'price']
    """
    return frozenset(map(stem, search_words(query)))


def find_sections(
    db: Store, query: str, *, limit: int, owners: Ids | None = None, scored: int = SCORED, wholes: Sequence[str] = ()
) -> list[SectionHit]:
    """The best ``limit`` sections with any of the query's words, or of the ``wholes`` its numbers make, best first.

    ``owners`` restricts them to these assets. About ``scored`` sections are looked at.
    """
    found: dict[int, SectionHit] = {}
    for looks in list_looks(db, [*search_words(query), *wholes], scored=scored):
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
        return _gather(db, _rank(db, look, limit))
    (assets,) = db.execute(f"SELECT coalesce(max(id), 0) FROM {own('assets')}").fetchone()
    if owners.size > WIDE * assets:
        return _look_wide(db, look, limit, owners, share=owners.size / assets)
    return _gather(db, _rank(db, look, limit, inside=owners))


def _look_wide(db: Store, look: Lookup, limit: int, owners: Ids, *, share: float) -> list[SectionHit]:
    allowed = set(owners.tolist())
    looked_at = int(limit / share * SPARE)
    while True:
        ranked = _rank(db, look, looked_at)
        found = _gather(db, ranked, allowed)
        if len(found) >= limit or len(ranked) < looked_at:
            return found[:limit]
        looked_at *= MORE


def _rank(db: Store, look: Lookup, limit: int, *, inside: Ids | None = None) -> list[tuple[int, float]]:
    assets = None if inside is None else inside.tolist()
    return rank_sections(db, look.sought, weights=WEIGHTS, limit=limit, after=look.after, assets=assets)


def _gather(db: Store, ranked: list[tuple[int, float]], allowed: Container[int] | None = None) -> list[SectionHit]:
    """The sections with their chunks; those left out that have none, or none of the allowed assets."""
    rows = db.execute(
        f"SELECT section_id, id, asset_id FROM chunks WHERE {among('section_id')}",
        [listed(section for section, _ in ranked)],
    )
    chunks: dict[int, list[tuple[int, int]]] = {}
    for section, chunk, asset in rows:
        if allowed is None or asset in allowed:
            chunks.setdefault(section, []).append((chunk, asset))
    return [SectionHit(section, score, tuple(chunks[section])) for section, score in ranked if section in chunks]


# --- how words stand in the library -----------------------------------------------------------------------------------


def count_readable(db: Store, words: Sequence[str]) -> dict[str, int]:
    """In how many sections that this connection may read each word stands; about how many, in a large library."""
    sections, sought = count_sections(db), [any_of([word]) for word in words]
    if is_narrowed(db):
        # What only the rest has counts as what nobody has.
        seen = count_first(db, sought, most=COUNTED)
        return {word: _reckon(found, last, sections) for word, (found, last) in zip(words, seen, strict=True)}
    if sections > SCORED:
        return count_words(db, words, sections=sections)
    return dict(zip(words, count_all(db, sought), strict=True))


def _reckon(found: int, last: int, sections: int) -> int:
    """How many sections there are where so many stand up to the section ``last``.

    >>> _reckon(12, 700, 1_000), _reckon(COUNTED, 100_000, 1_000_000)
    (12, 20000)
    """
    return found if found < COUNTED or not last else round(found * sections / last)


def find_held(db: Store, asset_id: int, words: Collection[str]) -> frozenset[str]:
    """Those of the words that the asset has, in any form, in its text, its title or the names of its places."""
    # The sections of a version have ids in one run, which the full text can be limited to.
    first, last = db.execute(
        "SELECT min(section_id), max(section_id) FROM chunks WHERE asset_id = ?", [asset_id]
    ).fetchone()
    if first is None:
        return frozenset()
    asked = list(words)
    return frozenset(asked[i] for i in list_held(db, [any_of([one]) for one in asked], first=first, last=last))
