"""What the first result of a search shows for itself: the signals that :mod:`contentlib.confidence` weighs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlite_utils import Database

from contentlib.confidence import Evidence
from contentlib.intent import Intent
from contentlib.ranking import Gathered, nearest_chunk, score, weigh_meaning
from contentlib.visibility import readable_words
from contentlib.words import STOP_WORDS

# A word is compared with what it is usually ahead of: the result in this place.
COMPARED = 5
MOST_NAMES = 2
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
        coverage=_cover(db, intent.rarity, first.asset_id),
        plain=intent.plain,
        voiced=intent.plain * intent.voiced,
        lead=_score_text(first, intent) - (_score_text(compared[0], intent) if compared else 0.0),
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


def _score_text(one: Gathered, intent: Intent) -> float:
    """The score by what the asset is and says, without what reps did with it or a reranker thinks."""
    return score(replace(one.signals, learned=0.0, reranked=0.0), weight=weigh_meaning(intent.plain))


def _cover(db: Database, rarity: Mapping[str, float], asset_id: int) -> float:
    whole = sum(rarity.values())
    return sum(value for word, value in rarity.items() if has_word(db, asset_id, word)) / whole if whole > 0 else 0.0


def _count_missing(db: Database, names: Sequence[str], asset_id: int) -> int:
    return sum(not has_word(db, asset_id, name) for name in names)


def has_word(db: Database, asset_id: int, word: str) -> bool:
    """Whether the asset has the word, in any form, in its text, its title or the names of its places."""
    # The sections of a version have ids in one run, which the full text can be limited to.
    first, last = db.execute(
        "SELECT min(section_id), max(section_id) FROM chunks WHERE asset_id = ?", [asset_id]
    ).fetchone()
    found = db.execute(
        "SELECT 1 FROM section_words WHERE section_words MATCH ? AND rowid BETWEEN ? AND ? LIMIT 1",
        [readable_words(db, f'"{word}"'), first, last],
    )
    return found.fetchone() is not None
