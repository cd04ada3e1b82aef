"""How rare the words of a query are in the library: what they can score at most, and what it means to have them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence

from contentlib.people import is_restricted, list_readable
from contentlib.search.terms import SCORED, count_sections, count_words, quote
from contentlib.storage import Store

# For who sees a part of the library only that part is counted, each time anew: a word is then looked for in so many
# sections, and what it has beyond them is reckoned from how close these stand.
COUNTED = 2_000
# What BM25 gives at most for a word of rarity 1, however often it stands there: k1 + 1, as SQLite sets k1.
MOST_PER_WORD = 2.2


def weigh_rarity(db: Store, words: Iterable[str], *, total: int) -> dict[str, float]:
    """The rarity of each word, most for those that nobody has; ``total`` is about how many chunks there are."""
    words = list(words)
    counts = count_readable(db, words)
    return {word: max(0.0, math.log((total + 1) / (counts[word] + 0.5))) for word in words}


def bound_score(rarity: Mapping[str, float]) -> float:
    """What a section would score for words that said all of it, and often."""
    return MOST_PER_WORD * sum(rarity.values())


def count_readable(db: Store, words: Sequence[str]) -> dict[str, int]:
    """In how many sections that this connection may read each word stands; about how many, in a large library."""
    sections = count_sections(db)
    if is_restricted(db):
        return _count_seen(db, words, sections)
    if sections > SCORED:
        return count_words(db, words, sections=sections)
    rows = db.execute(
        "SELECT (SELECT count(*) FROM section_words WHERE section_words MATCH value) FROM json_each(?)",
        [json.dumps([quote([word]) for word in words])],
    )
    return {word: row[0] for word, row in zip(words, rows, strict=True)}


def _count_seen(db: Store, words: Sequence[str], sections: int) -> dict[str, int]:
    """Of the part of the library that this connection shows; what only the rest has counts as what nobody has."""
    readable = list_readable(db, [quote([word]) for word in words])
    rows = db.execute(
        "SELECT (SELECT json_array(count(*), max(rowid)) FROM (SELECT rowid FROM section_words "
        "WHERE section_words MATCH value ORDER BY rowid LIMIT ?)) FROM json_each(?)",
        [COUNTED, json.dumps(readable)],
    )
    seen = (json.loads(row[0]) for row in rows)
    return {word: _reckon(found, last, sections) for word, (found, last) in zip(words, seen, strict=True)}


def _reckon(found: int, last: int | None, sections: int) -> int:
    """How many sections there are where so many stand up to the section ``last``.

    >>> _reckon(12, 700, 1_000), _reckon(COUNTED, 100_000, 1_000_000)
    (12, 20000)
    """
    return found if found < COUNTED or not last else round(found * sections / last)
