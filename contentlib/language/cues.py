"""Finds words and phrases without regard to case and endings, in text and in file names.

Words are told by the stems of the full text, but not all that share a stem are one: a cue is chosen word by word.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from contentlib.language.stems import fold, stem

# A percent sign is a word: it is how results are told.
CUE_WORD = re.compile(r"%|[^\W_]+(?:['’][^\W_]+)?")
# The same words, without the “'s” of a possessor.
_OWNER = re.compile(r"(%|[^\W_]+(?:['’](?!s\b)[^\W_]+)?)(?:['’]s\b)?")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)*]*\s+|\n+|\s+\|\s+")
# Not inside “SaaS” or “GxP”: what follows must be a word or initials of its own.
CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z][a-zà-ÿ]|[A-Z]{2})")
# Endings that leave a word what it is: of plurals, of verbs, and -ion, which makes a verb a noun. Any other makes
# another word of it: an objective is no objection, and a product no productivity.
FORMS = re.compile(r"(?:ings?|ions?|i?e[sd]|e|d|(?<!l)y(?:s|ed|ing)?|(?<!s)s)$")
# Shorter stems are too much alike: UPS is not up, and using is not us.
SHORTEST = 3
LONGEST_QUOTE = 240
# An asset's texts are looked at for every list, as a whole and section by section: what was found is kept meanwhile.
KEPT = 2048


def find_stems(text: str) -> list[str]:
    """The words of a text, in order, as cues know them: by their stems, but a word made of another is one of its own.

    >>> find_stems("The insurer's policies: 20% insured")
    ['the', 'insur+er', 'polici', '20', '%', 'insur']
    """
    return list(_cut_stems(text))


@lru_cache(KEPT)
def _cut_stems(text: str) -> tuple[str, ...]:
    return tuple(map(_know, _OWNER.findall(text.lower())))


@lru_cache(65_536)
def _know(word: str) -> str:
    own = stem(word)
    if len(own) < SHORTEST:
        return word
    plain = fold(word)
    # The stem's last letter may be another one than the word's: policy, polici.
    end = len(own) if plain.startswith(own) else len(own) - 1
    made = FORMS.sub("", plain[end:])
    root = own if plain == word else word[:end] + own[end:]
    return f"{root}+{made}" if made not in ("", own[-1]) else root


def find_joined_stems(text: str) -> list[str]:
    """The words of a text and each pair written as one, so that ``battle card`` and ``battlecard`` are the same name.

    >>> find_joined_stems("Battle cards 2026")
    ['battl', 'card', '2026', 'battlecard', 'cards2026']
    """
    words = _OWNER.findall(text.lower())
    return [_know(word) for word in (*words, *(first + second for first, second in pairwise(words)))]


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
