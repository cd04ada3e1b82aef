"""Which sections a query's words are looked up in, so that words nearly everybody has cost no second. Pure, but counts.

Scoring a section costs a microsecond, and a million chunks have a common word in hundreds of thousands of sections.
Where the words of a query stand in few sections, all of those are scored, and nothing here matters. Where they stand in
many, a section must have one of the rare words, or two of the others: those that have only a common one would come
after all of these.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlite_utils import Database

# About how many sections are scored for a query. A library that has no more is always searched whole.
SCORED = 20_000
# A word's share of sections that two words have together is taken for twice what chance would give.
TOGETHER = 2
# Where a word stands when it says what a section is about.
NAMED = "{title heading path}"
# Counts are kept until the library has grown or shrunk by this share; they decide the way, not the result.
STALE = 0.05
MOST_KEPT = 20_000


def quote(words: Sequence[str]) -> str:
    """An FTS5 expression that finds any of these words.

    >>> quote(["price", "lock"])
    '"price" OR "lock"'
    """
    return " OR ".join(f'"{word}"' for word in words)


def plan(counts: Mapping[str, int], sections: int, *, scored: int = SCORED) -> str:
    """The sections that are scored for words which stand in so many sections each; empty where all are too common.

    >>> plan({"gxp": 40, "price": 90}, 1_000)
    '"gxp" OR "price"'
    >>> plan({"gxp": 40, "price": 30_000, "audit": 40_000, "year": 50_000}, 600_000)
    '"gxp" OR (("price") AND ("audit" OR "year"))'
    """
    if sum(counts.values()) <= scored:
        return quote(list(counts))
    words = sorted(counts, key=lambda word: (counts[word], word))
    rare, common = _split_rare(words, counts, scored // 2)
    first, others = _pair(common, counts, sections, scored // 2)
    parts = [quote(rare)] if rare else []
    if others:
        parts.append(f"(({quote(first)}) AND ({quote(others)}))")
    return " OR ".join(parts)


def _split_rare(words: Sequence[str], counts: Mapping[str, int], most: int) -> tuple[list[str], list[str]]:
    """The rarest words, as many as stand in ``most`` sections together, and the others."""
    total, number = 0, 0
    while number < len(words) and total + counts[words[number]] <= most:
        total += counts[words[number]]
        number += 1
    return list(words[:number]), list(words[number:])


def _pair(
    words: Sequence[str], counts: Mapping[str, int], sections: int, most: int
) -> tuple[Sequence[str], Sequence[str]]:
    """Two groups, the rarer words and the others; the commonest are left out until few sections have one of each."""
    kept = list(words)
    while len(kept) > 2 and _expect(*_halve(kept), counts, sections) > most:
        kept.pop()
    return _halve(kept) if len(kept) > 1 else ((), ())


def _halve(words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    half = len(words) // 2
    return words[:half], words[half:]


def _expect(first: Sequence[str], others: Sequence[str], counts: Mapping[str, int], sections: int) -> float:
    return TOGETHER * sum(map(counts.__getitem__, first)) * sum(map(counts.__getitem__, others)) / max(1, sections)


# --- counting -----------------------------------------------------------------------------------------------------


@dataclass
class _Counts:
    """How many sections an expression finds, of one library at about one size."""

    sections: int
    found: dict[str, int] = field(default_factory=dict)


_kept: dict[str, _Counts] = {}
_lock = threading.Lock()


def count_sections(db: Database) -> int:
    """About how many sections there are: the highest id, which costs nothing."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM main.sections").fetchone()[0])


def count_found(db: Database, expression: str, *, sections: int) -> int:
    """About how many sections an FTS5 expression finds; counted once for each size of the library."""
    found = _counts_of(db, sections).found
    if expression not in found:
        row = db.execute("SELECT count(*) FROM main.section_words WHERE section_words MATCH ?", [expression]).fetchone()
        found[expression] = int(row[0])
    return found[expression]


def _counts_of(db: Database, sections: int) -> _Counts:
    file = next(str(row[2]) for row in db.execute("PRAGMA database_list") if row[1] == "main")
    with _lock:
        counts = _kept.get(file)
        if counts is None or abs(sections - counts.sections) > STALE * counts.sections or len(counts.found) > MOST_KEPT:
            counts = _kept[file] = _Counts(sections)
        return counts


# --- newest first -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Look:
    """One look into the full text: an expression, and the section id behind which it is looked for."""

    expression: str
    after: int = 0


def list_looks(
    db: Database, words: Sequence[str], *, readable: Callable[[str], str], scored: int = SCORED
) -> list[Look]:
    """The looks that are taken one after the other until enough is found; a single one unless a word is very common."""
    if not words:
        return []
    sections = count_sections(db)
    if sections <= scored:
        return [Look(readable(quote(words)))]
    counts = {word: count_found(db, f'"{word}"', sections=sections) for word in words}
    planned = plan(counts, sections, scored=scored)
    if planned == quote(words):
        return [Look(readable(planned))]
    named = sum(count_found(db, f'{NAMED} : "{word}"', sections=sections) for word in words)
    wider = [
        Look(readable(f"{NAMED} : ({quote(words)})"), _begin_newest(named, sections, scored)),
        Look(readable(quote(words)), _begin_newest(sum(counts.values()), sections, scored)),
    ]
    return [Look(readable(planned)), *wider] if planned else wider


def _begin_newest(found: int, sections: int, scored: int) -> int:
    """Of what stands in too many sections, the newest are looked at: behind which section those begin."""
    return 0 if found <= scored else sections - sections * scored // found
