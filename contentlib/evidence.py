"""What the first result of a search shows for itself: the signals that :mod:`contentlib.confidence` weighs."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from sqlite_utils import Database

from contentlib.confidence import Evidence
from contentlib.intent import Intent
from contentlib.ranking import Gathered, nearest_chunk
from contentlib.words import STOP_WORDS, content_words, split_words

# A word is compared with what it is usually ahead of: the result in this place.
COMPARED = 5
MOST_NAMES = 2
# Words of a longer query say little more; and a word that so many sections have is no rarer for being counted on.
MOST_WORDS = 24
COUNTED = 5_000
TOKEN = re.compile(r"[^\W_]+")


def gather_evidence(
    db: Database, text: str, intent: Intent, ranked: Sequence[Gathered], likeness: Mapping[int, float]
) -> Evidence | None:
    """The signals of the first of ``ranked``; None where there is none. ``likeness``: cosines by chunk."""
    if not ranked:
        return None
    first, compared = ranked[0], ranked[COMPARED - 1 : COMPARED]
    asks_other = bool(intent.kinds) and not first.signals.kind
    return Evidence(
        likeness=likeness.get(nearest_chunk(first), 0.0),
        coverage=_cover(db, intent.spelled.text, first.asset_id),
        plain=intent.plain,
        lead=first.score - (compared[0].score if compared else 0.0),
        other_kind=float(asks_other),
        missing_names=float(min(MOST_NAMES, _count_missing(db, find_names(text), first.asset_id))),
    )


def find_names(text: str) -> list[str]:
    """Words that look like names or numbers: a capital after the first word, or a digit.

    >>> find_names("Does it speak Peppol and X12 810?")
    ['Peppol', 'X12', '810']
    """
    return [
        word for word in TOKEN.findall(text)[1:]
        if (word[0].isupper() or any(letter.isdigit() for letter in word)) and word.lower() not in STOP_WORDS
    ]  # fmt: skip


def _cover(db: Database, text: str, asset_id: int) -> float:
    words = (content_words(text) or split_words(text))[:MOST_WORDS]
    (total,) = db.execute("SELECT count(*) FROM chunks").fetchone()
    rarity = {word: math.log((total + 1) / (_count_sections(db, word) + 0.5)) for word in words}
    whole = sum(rarity.values())
    return sum(value for word, value in rarity.items() if has_word(db, asset_id, word)) / whole if whole > 0 else 0.0


def _count_missing(db: Database, names: Sequence[str], asset_id: int) -> int:
    return sum(not has_word(db, asset_id, name) for name in names)


def _count_sections(db: Database, word: str) -> int:
    rows = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM section_words WHERE section_words MATCH ? LIMIT ?)", [f'"{word}"', COUNTED]
    )
    return int(rows.fetchone()[0])


def has_word(db: Database, asset_id: int, word: str) -> bool:
    """Whether the asset has the word, in any form, in its text, its title or the names of its places."""
    # The sections of a version have ids in one run, which the full text can be limited to.
    first, last = db.execute(
        "SELECT min(section_id), max(section_id) FROM chunks WHERE asset_id = ?", [asset_id]
    ).fetchone()
    found = db.execute(
        "SELECT 1 FROM section_words WHERE section_words MATCH ? AND rowid BETWEEN ? AND ? LIMIT 1",
        [f'"{word}"', first, last],
    )
    return found.fetchone() is not None
