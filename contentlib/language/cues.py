"""Finds words and phrases without regard to case and endings, in text and in file names. Knows what a stem is."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

# A percent sign is a word: it is how results are told.
CUE_WORD = re.compile(r"%|[^\W_]+(?:['’][^\W_]+)?")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)*]*\s+|\n+|\s+\|\s+")
# Not inside “SaaS” or “GxP”: what follows must be a word or initials of its own.
CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z][a-zà-ÿ]|[A-Z]{2})")
ENDINGS = ("ing", "ed", "ion")
LONGEST_QUOTE = 240
# An asset's texts are looked at for every list, as a whole and section by section: what was found is kept meanwhile.
KEPT = 2048


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The part of a lower-case word that its usual English endings share.

    >>> [stem(word) for word in ("price", "prices", "pricing", "priced", "migrate", "migration", "studies", "study")]
    ['pric', 'pric', 'pric', 'pric', 'migrat', 'migrat', 'study', 'study']
    """
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    if len(word) <= 3:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _cut_verb_ending(word).removesuffix("e")


def _cut_verb_ending(word: str) -> str:
    for ending in ENDINGS:
        rest = word.removesuffix(ending)
        if rest == word or len(rest) < 3:
            continue
        doubled = rest[-1] == rest[-2] and rest[-1] not in "lsz"
        return rest[:-1] if doubled else rest
    return word


def find_stems(text: str) -> list[str]:
    """The stems of a text's words, in order.

    >>> find_stems("Customer Stories: it's cheaper")
    ['customer', 'story', 'it', 'cheaper']
    """
    return list(_cut_stems(text))


@lru_cache(KEPT)
def _cut_stems(text: str) -> tuple[str, ...]:
    return tuple(map(stem, CUE_WORD.findall(text.lower())))


def spell_out_name(name: str) -> str:
    """A file or folder name as words.

    >>> spell_out_name("Q3_BattleCard-Acme"), spell_out_name("SaaS_GxP")
    ('Q3 Battle Card Acme', 'SaaS GxP')
    """
    return " ".join(CAMEL.sub(" ", name).replace("_", " ").replace("-", " ").split())


def split_sentences(text: str) -> Iterator[str]:
    """Sentences, lines and table cells; what is longer than a quotation is cut between words."""
    return iter(_cut_sentences(text))


@lru_cache(KEPT)
def _cut_sentences(text: str) -> tuple[str, ...]:
    return tuple(_list_sentences(text))


def _list_sentences(text: str) -> Iterator[str]:
    for piece in SENTENCE_END.split(text):
        tidy = " ".join(piece.split())
        if len(tidy) < LONGEST_QUOTE:
            yield from (tidy,) if tidy else ()
        else:
            yield from textwrap.wrap(tidy, LONGEST_QUOTE - 2, break_long_words=False, break_on_hyphens=False)


def shorten(sentence: str) -> str:
    """A quotation of at most 240 characters, cut between words.

    >>> len(shorten("word " * 100))
    236
    """
    sentence = " ".join(sentence.split())
    if len(sentence) <= LONGEST_QUOTE:
        return sentence
    return sentence[: LONGEST_QUOTE - 2].rsplit(" ", 1)[0] + " …"


class CueFinder:
    """All cues of several labels, found in one walk over a text's stems.

    >>> finder = CueFinder([("total cost", "price"), ("migrate",)])
    >>> list(finder.find(find_stems("Migrating has a price, and the total costs…")))
    [(0, 1, 0), (3, 0, 1), (6, 0, 0)]
    """

    def __init__(self, cues: Sequence[Sequence[str]]) -> None:
        self._starts: dict[str, _Start] = {}
        self._find_in = lru_cache(KEPT)(self._search)
        for label, phrases in enumerate(cues):
            for cue, phrase in enumerate(phrases):
                self._add(tuple(find_stems(phrase)), label, cue)

    def _add(self, stems: tuple[str, ...], label: int, cue: int) -> None:
        if stems:
            self._starts.setdefault(stems[0], _Start()).add(stems[1:], label, cue)

    def find(self, stems: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """``(position, label, cue)`` of each cue; ``label`` and ``cue`` count as given to the constructor."""
        # Most sentences have no cue of any label, which is seen faster than remembered.
        return iter(() if self._starts.keys().isdisjoint(stems) else self._find_in(tuple(stems)))

    def _search(self, stems: tuple[str, ...]) -> tuple[tuple[int, int, int], ...]:
        starts = self._starts
        return tuple(
            (position, label, cue)
            for position in [position for position, first in enumerate(stems) if first in starts]
            for rest, label, cue in starts[stems[position]].list_likely(stems, position)
            if not rest or stems[position + 2 : position + 2 + len(rest)] == rest
        )


class _Start:
    """The cues that begin with one stem, by the stem that follows: of many only a few can be meant at a place."""

    __slots__ = ("_alone", "_followed")

    def __init__(self) -> None:
        # ``(what must stand from the third stem on, label, cue)``, in the order they were added.
        self._alone: list[_Cue] = []
        self._followed: dict[str, list[_Cue]] = {}

    def add(self, rest: tuple[str, ...], label: int, cue: int) -> None:
        if rest:
            self._followed.setdefault(rest[0], list(self._alone)).append((rest[1:], label, cue))
            return
        self._alone.append(((), label, cue))
        for cues in self._followed.values():
            cues.append(((), label, cue))

    def list_likely(self, stems: Sequence[str], position: int) -> list[_Cue]:
        """The cues whose first two stems, as far as they have them, stand at this position."""
        return self._followed.get(stems[position + 1], self._alone) if position + 1 < len(stems) else self._alone


_Cue = tuple[tuple[str, ...], int, int]


def join_split_words(stems: Sequence[str]) -> list[str]:
    """Stems and each pair written as one, so that ``battle card`` and ``battlecard`` are the same name.

    >>> join_split_words(["battl", "card"])
    ['battl', 'card', 'battlcard']
    """
    return [*stems, *(first + second for first, second in pairwise(stems))]
