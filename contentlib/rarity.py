"""How rare the words of a query are in the library: what they can score at most, and what it means to have them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from contentlib.visibility import readable_words

# A word that so many sections have is no rarer for being counted on.
COUNTED = 5_000
# What BM25 gives at most for a word of rarity 1, however often it stands there: k1 + 1, as SQLite sets k1.
MOST_PER_WORD = 2.2


def weigh_rarity(db: Database, words: Iterable[str], *, total: int) -> dict[str, float]:
    """The rarity of each word, most for those that nobody has; ``total`` is about how many chunks there are."""
    return {word: max(0.0, math.log((total + 1) / (_count_sections(db, word) + 0.5))) for word in words}


def bound_score(rarity: Mapping[str, float]) -> float:
    """What a section would score for words that said all of it, and often."""
    return MOST_PER_WORD * sum(rarity.values())


def _count_sections(db: Database, word: str) -> int:
    rows = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM section_words WHERE section_words MATCH ? LIMIT ?)",
        [readable_words(db, f'"{word}"'), COUNTED],
    )
    return int(rows.fetchone()[0])
