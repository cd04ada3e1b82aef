"""Whether two texts are near copies of each other: by what they share, and not by names filled into one template. Pure.

A sketch is a MinHash (Broder, 1997): the share of its numbers that two texts have in common estimates the share of
their shingles. Sketches are kept, so a change here needs new ones: a migration that empties their table.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from zlib import crc32

from contentlib.arrays import Numbers, np

SHINGLE = 3
# A shorter text says too little to be known by.
FEWEST = 12
# Of the pairs of one family on the drives this was tried on, two thirds share as much; of others none that is not the
# same text brought up to date.
ALIKE = 0.8
# In a short text a date and a number are a large share: so many of its shingles, if its words stand in the same order.
SHORT, ALIKE_SHORT, SAME_ORDER = 200, 0.65, 0.9
# What sketches must agree in before texts are compared: an estimate from so many numbers errs by .04.
ESTIMATED = 0.6
# Bands of numbers: two sketches that agree in one whole band are compared. At .8 that misses one pair in 20,000.
BANDS, ROWS = 25, 5
# Where more texts agree in one band, each is compared with so many of them.
MOST_IN_BAND = 200
# What is looked at of one text.
MOST_LETTERS = 400_000
# Who swaps a plain word for another in so many places fills in a template; one name is enough.
SWAPS = 2
# Words as like as this are one word, read in two ways.
SAME_WORD = 0.7
SHORTEST_NAME, LONGEST_NAME = 3, 4
# Where a language writes no blanks between words, each letter is one.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_LETTERS = rf"[^\W_{_UNSPACED}]+"
WORD = re.compile(rf"[{_UNSPACED}]|{_LETTERS}(?:['’&]{_LETTERS})*")
NUMBERS = "uint64"


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A text as it is compared: its shingles, and its words in order as they are written."""

    shingles: frozenset[int]
    words: tuple[str, ...]


def read_compared(text: str) -> ComparedText:
    """A text, ready to be compared."""
    written = tuple(WORD.findall(text[:MOST_LETTERS].replace("’", "'")))
    return ComparedText(_cut(written), written)


def _cut(written: Sequence[str]) -> frozenset[int]:
    """The runs of three words, as numbers that are the same on every machine."""
    if len(written) < SHINGLE:
        return frozenset()
    words = np.array([crc32(word.casefold().encode("utf-8", "replace")) for word in written], NUMBERS)
    first, second, third = words[:-2], words[1:-1], words[2:]
    mixed = first * np.uint64(0x9E3779B97F4A7C15) + second * np.uint64(0xC2B2AE3D27D4EB4F) + third
    return frozenset((mixed * np.uint64(0xD6E8FEB86659FD93)).tolist())


def make_sketch(shingles: Collection[int]) -> bytes:
    """The sketch of a text; empty where it says too little."""
    if len(shingles) < FEWEST:
        return b""
    numbers = np.array(list(shingles), NUMBERS)
    seeds = np.random.default_rng(11).integers(1, 2**63, size=(BANDS * ROWS, 2), dtype=NUMBERS)
    smallest = [_scatter(numbers * (2 * times + np.uint64(1)) + plus).min() for times, plus in seeds]
    return bytes((np.array(smallest, NUMBERS) >> np.uint64(32)).astype("<u4").tobytes())


def _scatter(numbers: Numbers) -> Numbers:
    numbers = numbers ^ (numbers >> np.uint64(29))
    numbers = numbers * np.uint64(0xBF58476D1CE4E5B9)
    return numbers ^ (numbers >> np.uint64(32))


def find_candidates(sketches: Mapping[int, bytes], fresh: Collection[int]) -> list[tuple[int, int]]:
    """The pairs (lower id first) that may be near copies and have one of the ``fresh`` in them."""
    wanted = {pair for band in range(BANDS) for pair in _agree_in(sketches, band, fresh)}
    return sorted(pair for pair in wanted if estimate_likeness(*(sketches[one] for one in pair)) >= ESTIMATED)


def _agree_in(sketches: Mapping[int, bytes], band: int, fresh: Collection[int]) -> Iterator[tuple[int, int]]:
    alike: dict[bytes, list[int]] = defaultdict(list)
    size = 4 * ROWS
    for key in sorted(sketches):
        if sketches[key]:
            alike[sketches[key][band * size : (band + 1) * size]].append(key)
    for keys in alike.values():
        for place, one in enumerate(keys):
            others = keys[place + 1 : place + 1 + MOST_IN_BAND]
            yield from ((one, other) for other in others if one in fresh or other in fresh)


def estimate_likeness(one: bytes, other: bytes) -> float:
    """The share of numbers that two sketches agree in."""
    return float(np.mean(np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4")))


def measure_copy(one: ComparedText, other: ComparedText) -> float:
    """The share of shingles that two near copies have in common; 0 for texts that are none.

    >>> offer = "Prepared for {0}: our offer of cranes, gates and tours for ports, with two shifts of training. "
    >>> plain = read_compared(offer.format("Brindle"))
    >>> measure_copy(plain, plain), measure_copy(plain, read_compared(offer.format("Weidinger")))
    (1.0, 0.0)
    """
    shared = len(one.shingles & other.shingles)
    alike = shared / max(1, len(one.shingles) + len(other.shingles) - shared)
    if min(len(one.shingles), len(other.shingles)) < FEWEST:
        return 0.0
    return alike if alike == 1 or _is_copy(one, other, alike) else 0.0


def _is_copy(one: ComparedText, other: ComparedText, alike: float) -> bool:
    if alike >= ALIKE:
        return not are_filled_in(one.words, other.words)
    return alike >= ALIKE_SHORT and _is_same_short(one, other)


def _is_same_short(one: ComparedText, other: ComparedText) -> bool:
    """Whether short texts have the same words in the same order but for numbers, and for what one of them adds."""
    if max(len(one.words), len(other.words)) > SHORT or _list_swaps(one.words, other.words):
        return False
    mine, yours = ([word.casefold() for word in text.words] for text in (one, other))
    return SequenceMatcher(None, mine, yours, autojunk=False).ratio() >= SAME_ORDER


# --- templates ------------------------------------------------------------------------------------------------------


def are_filled_in(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two texts say the same of different names, customers or industries: one template, filled in twice."""
    swaps = _list_swaps(one, other)
    if any(_is_name(mine, one) and _is_name(yours, other) for mine, yours in swaps):
        return True
    said = Counter((mine, yours) for mine, yours in swaps)
    return any(count >= SWAPS for count in said.values())


Run = tuple[str, ...]


def _list_swaps(one: Sequence[str], other: Sequence[str]) -> list[tuple[Run, Run]]:
    """What the one says where the other says something else, between the same words."""
    gaps, others = _find_gaps(one, other), _find_gaps(other, one)
    return [(mine, yours) for around, mine in gaps.items() if (yours := others.get(around)) and _differ(mine, yours)]


Gaps = dict[tuple[str, str], Run]


def _find_gaps(one: Sequence[str], other: Sequence[str]) -> Gaps:
    """The short runs of words that the other text has nowhere, by the words around them; numbers are no words here."""
    there = {word.casefold() for word in other}
    gaps: Gaps = {}
    run: list[str] = []
    before = ""
    for word in (*one, ""):
        if word and word.casefold() not in there and not any(letter.isdigit() for letter in word):
            run.append(word)
            continue
        if 0 < len(run) <= LONGEST_NAME:
            gaps.setdefault((before, word.casefold()), tuple(run))
        before, run = word.casefold(), []
    return gaps


def _differ(mine: Run, yours: Run) -> bool:
    matcher = SequenceMatcher(None, " ".join(mine).casefold(), " ".join(yours).casefold(), autojunk=False)
    return matcher.ratio() < SAME_WORD


def _is_name(run: Run, text: Sequence[str]) -> bool:
    """Whether every word of it begins with a capital, here and wherever else the text has it."""
    if sum(map(len, run)) < SHORTEST_NAME or not all(word[:1].isupper() for word in run):
        return False
    small = {word.lower() for word in run}
    return not any(word in small for word in text)
