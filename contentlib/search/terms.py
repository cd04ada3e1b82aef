"""Which sections a query's words are looked up in, so that words nearly everybody has cost no second. Pure, but counts.

Scoring a section costs a microsecond, and a million chunks have a common word in hundreds of thousands of sections.
Where the words of a query stand in few sections, all of those are scored, and nothing here matters. Where they stand in
many, a section must have one of the rare words, or two of the others, and best another one besides: those that have
only a common one would come after all of these. A section is scored by all words that its look names, so the first
looks name all of them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from contentlib.storage import Store

# About how many sections are scored for a query. A library that has no more is always searched whole.
SCORED = 20_000
# The share of these that the rare words may stand in, and the pairs of others: each is looked for twice at most.
PART = 8
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


def plan(counts: Mapping[str, int], sections: int, *, scored: int = SCORED) -> list[list[str]]:
    """The sections that are scored for words which stand in so many sections each, in rounds: a later one only where
    those before found too few. None where all words are too common.

    >>> plan({"gxp": 40, "price": 90}, 1_000)
    [['"gxp" OR "price"']]
    >>> plan({"gxp": 40, "price": 30_000, "audit": 40_000}, 600_000)[0]
    ['("gxp") AND ("price" OR "audit")', '(("price") AND ("audit")) AND ("gxp")']
    >>> plan({"gxp": 40, "price": 30_000, "audit": 40_000}, 600_000)[1]
    ['"gxp"', '("price") AND ("audit")']
    """
    if sum(counts.values()) <= scored:
        return [[quote(list(counts))]]
    words = sorted(counts, key=lambda word: (counts[word], word))
    rare, common = _split_rare(words, counts, scored // PART)
    first, others = _pair(common, counts, sections, scored // PART)
    groups = [(quote(rare), rare)] if rare else []
    if others:
        groups.append((f"({quote(first)}) AND ({quote(others)})", [*first, *others]))
    rests = [[word for word in words if word not in named] for _, named in groups]
    narrow = [f"({found}) AND ({quote(rest)})" for (found, _), rest in zip(groups, rests, strict=True) if rest]
    return [one for one in (narrow, [found for found, _ in groups]) if one]


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


def count_sections(db: Store) -> int:
    """About how many sections there are: the highest id, which costs nothing."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM main.sections").fetchone()[0])


def count_each(db: Store, expressions: Sequence[str], *, sections: int) -> dict[str, int]:
    """About how many sections each FTS5 expression finds; counted once for each size of the library."""
    found = _counts_of(db, sections).found
    for one in expressions:
        if one not in found:
            row = db.execute("SELECT count(*) FROM main.section_words WHERE section_words MATCH ?", [one]).fetchone()
            found[one] = int(row[0])
    return {one: found[one] for one in expressions}


def count_words(db: Store, words: Sequence[str], *, sections: int) -> dict[str, int]:
    """The same of words."""
    counts = count_each(db, [quote([word]) for word in words], sections=sections)
    return {word: counts[quote([word])] for word in words}


def _counts_of(db: Store, sections: int) -> _Counts:
    file = str(db.path)
    with _lock:
        counts = _kept.get(file)
        if counts is None or abs(sections - counts.sections) > STALE * counts.sections or len(counts.found) > MOST_KEPT:
            counts = _kept[file] = _Counts(sections)
        return counts


# --- newest first -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lookup:
    """One look into the full text: an expression, and the section id behind which it is looked for."""

    expression: str
    after: int = 0


def list_looks(
    db: Store, words: Sequence[str], *, readable: Callable[[str], str], scored: int = SCORED
) -> list[list[Lookup]]:
    """The rounds of looks that are taken until enough is found; a single look unless a word is very common."""
    if not words:
        return []
    sections = count_sections(db)
    if sections <= scored:
        return [[Lookup(readable(quote(words)))]]
    counts = count_words(db, words, sections=sections)
    planned = [[Lookup(readable(one)) for one in some] for some in plan(counts, sections, scored=scored)]
    if sum(counts.values()) <= scored:
        return planned
    named = sum(count_each(db, [f"{NAMED} : {quote([word])}" for word in words], sections=sections).values())
    return [
        *planned,
        [Lookup(readable(f"{NAMED} : ({quote(words)})"), _begin_newest(named, sections, scored))],
        [Lookup(readable(quote(words)), _begin_newest(sum(counts.values()), sections, scored))],
    ]


def _begin_newest(found: int, sections: int, scored: int) -> int:
    """Of what stands in too many sections, the newest are looked at: behind which section those begin."""
    return 0 if found <= scored else sections - sections * scored // found
