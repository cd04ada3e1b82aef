"""Which sections a query's words are looked up in, so that words nearly everybody has cost no second. Pure, but counts.

Scoring a section costs a microsecond, and a million chunks have a common word in hundreds of thousands of sections.
Where the words of a query stand in few sections, all of those are scored, and nothing here matters. Where they stand in
many, a section must have one of the rare words, or two of the others, and best another one besides: those that have
only a common one would come after all of these. A section is scored by all words that its look names, so the first
looks name all of them.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from contentlib.storage import Sought, Store, any_of, count_all, own

# About how many sections are scored for a query. A library that has no more is always searched whole.
SCORED = 20_000
# The share of these that the rare words may stand in, and the pairs of others: each is looked for twice at most.
PART = 8
# A word's share of sections that two words have together is taken for twice what chance would give.
TOGETHER = 2
# Where a word stands when it says what a section is about.
NAMED = ("title", "heading", "path")
# Counts are kept until the library has grown or shrunk by this share; they decide the way, not the result.
STALE = 0.05
MOST_KEPT = 20_000


def plan(counts: Mapping[str, int], sections: int, *, scored: int = SCORED) -> list[list[Sought]]:
    """The sections that are scored for words which stand in so many sections each, in rounds: a later one only where
    those before found too few. None where all words are too common.

    >>> def told(rounds):
    ...     return [[one.groups for one in some] for some in rounds]
    >>> told(plan({"gxp": 40, "price": 90}, 1_000))
    [[(('gxp', 'price'),)]]
    >>> told(plan({"gxp": 40, "price": 30_000, "audit": 40_000}, 600_000))[0]
    [(('gxp',), ('price', 'audit')), (('price',), ('audit',), ('gxp',))]
    >>> told(plan({"gxp": 40, "price": 30_000, "audit": 40_000}, 600_000))[1]
    [(('gxp',),), (('price',), ('audit',))]
    """
    if sum(counts.values()) <= scored:
        return [[any_of(counts)]]
    words = sorted(counts, key=lambda word: (counts[word], word))
    rare, common = _split_rare(words, counts, scored // PART)
    first, others = _pair(common, counts, sections, scored // PART)
    found = [any_of(rare)] if rare else []
    if others:
        found.append(any_of(first).also(others))
    rests = [[word for word in words if not any(word in group for group in one.groups)] for one in found]
    narrow = [one.also(rest) for one, rest in zip(found, rests, strict=True) if rest]
    return [some for some in (narrow, found) if some]


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
    """How many sections have what was sought, of one library at about one size."""

    sections: int
    found: dict[Sought, int] = field(default_factory=dict)


_kept: dict[str, _Counts] = {}
_lock = threading.Lock()


def count_sections(db: Store) -> int:
    """About how many sections there are: the highest id, which costs nothing."""
    return int(db.execute(f"SELECT coalesce(max(id), 0) FROM {own('sections')}").fetchone()[0])


def count_each(db: Store, several: Sequence[Sought], *, sections: int) -> list[int]:
    """About how many sections of the library have each; counted once for each size of the library."""
    found = _counts_of(db, sections).found
    new = [one for one in dict.fromkeys(several) if one not in found]
    found.update(zip(new, count_all(db, new), strict=True))
    return [found[one] for one in several]


def count_words(db: Store, words: Sequence[str], *, sections: int) -> dict[str, int]:
    """The same of words."""
    return dict(zip(words, count_each(db, [any_of([word]) for word in words], sections=sections), strict=True))


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
    """One look into the full text: for what, and the section id behind which it is looked for."""

    sought: Sought
    after: int = 0


def list_looks(db: Store, words: Sequence[str], *, scored: int = SCORED) -> list[list[Lookup]]:
    """The rounds of looks that are taken until enough is found; a single look unless a word is very common."""
    if not words:
        return []
    sections = count_sections(db)
    if sections <= scored:
        return [[Lookup(any_of(words))]]
    counts = count_words(db, words, sections=sections)
    planned = [[Lookup(one) for one in some] for some in plan(counts, sections, scored=scored)]
    if sum(counts.values()) <= scored:
        return planned
    named = sum(count_each(db, [any_of([word], NAMED) for word in words], sections=sections))
    return [
        *planned,
        [Lookup(any_of(words, NAMED), _begin_newest(named, sections, scored))],
        [Lookup(any_of(words), _begin_newest(sum(counts.values()), sections, scored))],
    ]


def _begin_newest(found: int, sections: int, scored: int) -> int:
    """Of what stands in too many sections, the newest are looked at: behind which section those begin."""
    return 0 if found <= scored else sections - sections * scored // found
