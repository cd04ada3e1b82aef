"""Which words are one for the full text: their stems, and where they stand. The only module that knows a stemmer.

It follows FTS5's tokenizer ``porter unicode61 remove_diacritics 2``, which the full text is made with: what a search
finds is what is marked. A word is a run of letters and digits of any script; of scripts without blanks it is each two
neighbouring letters. Case does not count, nor do the accents of Latin letters, and letters are evened out as the full
text has them (:mod:`contentlib.language.letter_folding`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, product

import Stemmer

from contentlib.language.letter_folding import RUN, UNSPACED, even_letters, find_pairs

# An accent may stand behind its letter as a sign of its own.
PIECE = rf"(?:[^\W_{UNSPACED}]+(?:[\u0300-\u036f]+[^\W_{UNSPACED}]*)*|[{UNSPACED}]+)"
# Words are stemmed over and over: a library has some ten thousands, in one or two ways of writing each.
KEPT = 65_536
# In bytes of UTF-8: FTS5 leaves shorter and longer words as they are.
SHORTEST, LONGEST = 3, 64

_PIECE = re.compile(PIECE)


@lru_cache(KEPT)
def stem(word: str) -> str:
    """What the full text knows a word by; of a word with an apostrophe the stems of its parts, empty for mere signs.

    >>> [stem(word) for word in ("Policies", "policy", "pricing", "prices", "technologies", "Über", "o'Brien's", "%")]
    ['polici', 'polici', 'price', 'price', 'technolog', 'uber', 'o brien s', '']
    """
    return " ".join(_stem_piece(fold(piece)) for piece in _PIECE.findall(word))


def has_stem(word: str, stems: Collection[str]) -> bool:
    """Whether a word has one of these stems, or a part of it that an apostrophe parts from the rest.

    >>> has_stem("Policies’", {stem("policy")}), has_stem("O’Brien", {stem("brien")}), has_stem("police", {"polici"})
    (True, True, False)
    """
    own = stem(word)
    return own in stems or (" " in own and bool(find_places(word, stems)))


def find_places(text: str, stems: Collection[str]) -> list[tuple[int, int]]:
    """Where the words with these stems stand, in order: what FTS5 finds with the words they are of.

    >>> find_places("The policy's prices; O’Brien", {stem("policies"), stem("pricing"), stem("o'brien")})
    [(4, 10), (13, 19), (21, 28)]
    """
    starts = _list_starts(text, stems)
    phrases = [one for one in stems if " " in one]
    words = (word for start in starts if (word := _PIECE.match(text, start)))
    found = [word.span() for word in words if stem(word.group()) in stems]
    pairs = find_pairs(text, [one for one in stems if RUN.fullmatch(one)])
    if not phrases and not pairs:
        return found
    return list(_join(sorted([*found, *_find_phrases(text, starts, phrases), *pairs])))


def _find_phrases(text: str, starts: Sequence[int], phrases: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where words with apostrophes stand: FTS5 takes them for several words that follow each other."""
    for phrase, start in product(phrases, starts):
        words = list(islice(_PIECE.finditer(text, start), phrase.count(" ") + 1))
        if " ".join([stem(word.group()) for word in words]) == phrase:
            yield start, words[-1].end()


def _join(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places in order, those that overlap as one."""
    last: tuple[int, int] | None = None
    for start, end in places:
        if last and start < last[1]:
            last = last[0], max(last[1], end)
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


# --- where a word may begin ---------------------------------------------------------------------------------------


def _list_starts(text: str, stems: Collection[str]) -> list[int]:
    """Where a word begins that may have one of these stems."""
    # To look for a few beginnings is quicker than to stem every word of a long text.
    folded = fold(text)
    if not text.isascii() and any(len(_LETTERS[ord(letter)]) != 1 for letter in set(text)):
        # An accent of its own is gone, or one letter is two: places in the one are none in the other.
        return [word.start() for word in _PIECE.finditer(text)]
    return sorted({at for one in stems if one for at in _find_beginnings(folded, _begin(one))})


@lru_cache(KEPT)
def _begin(one: str) -> str:
    """What all words with this stem begin with: only its last letter may be another one (policy, polici; hoping, hope).

    >>> _begin("polici"), _begin("hope"), _begin("flexibl"), _begin("custom")
    ('polic', 'hop', 'flexib', 'custom')
    """
    first = one.partition(" ")[0]
    return first[:-1] if len(first) > 1 and first[-1] in "iel" else first


def _find_beginnings(folded: str, beginning: str) -> Iterator[int]:
    at = folded.find(beginning)
    while at >= 0:
        if not at or not folded[at - 1].isalnum():
            yield at
        at = folded.find(beginning, at + 1)


# --- letters ------------------------------------------------------------------------------------------------------


class _Letters(dict[int, str]):
    """Each letter as the full text reads it, learned as letters come along."""

    def __missing__(self, code: int) -> str:
        self[code] = letter = _fold_letter(chr(code))
        return letter


_LETTERS = _Letters()
_BEYOND = re.compile(r"[^\x00-\x7f]+")


def fold(text: str) -> str:
    """The text in small letters without accents, evened out; an accent that stands by itself is dropped.

    >>> fold("Große Übersicht, CAFÉ")
    'grosse ubersicht, cafe'
    """
    if text.isascii():
        return text.lower()
    # Of most texts only some letters are beyond ASCII, and to look up each letter takes longer.
    return _BEYOND.sub(lambda found: found[0].translate(_LETTERS), text).lower()


def _fold_letter(letter: str) -> str:
    if "\u0300" <= letter <= "\u036f":
        return ""
    even = even_letters(letter)
    if even != letter:
        return fold(even)
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    if plain.isascii():
        return plain
    # Of a letter that becomes two (ß, ŉ), the small one.
    return next((one for one in (letter.casefold(), letter.lower()) if len(one) == 1), letter)


# --- stemming -----------------------------------------------------------------------------------------------------

# A vowel, then a consonant: what must stand before an ending that is cut, for many endings.
_SYLLABLE = r"(?:[aeiou]|(?<=[^aeiou])y)[^aeiou]"
# Where FTS5 has other rules than the published algorithm: “technologies” and “possibly” lose all of their ending, and
# any doubled consonant but l, s and z is a single one before -ed and -ing.
_LOGY_OR_BLY = re.compile(rf"(.*?{_SYLLABLE}.*(?:log|bl))(?:[iy](?:ed|ing)?s?|ies)")
_DOUBLED = re.compile(r"(?=.*(?:[aeiou]|.y).*(?:ed|ing)s?$)(.*([chjkqvwxy\d]))\2(?:ed|ing)s?")
# Endings that stand alone lose one letter at most.
_ALONE = {"ies": "ie", "sses": "sse", "eed": "e"}


def _stem_piece(piece: str) -> str:
    # FTS5 counts bytes; each of a letter beyond ASCII is a consonant to it.
    letters = piece.encode().decode("latin-1")
    if not SHORTEST <= len(letters) <= LONGEST:
        return piece
    # A stemmer of its own for each word: one may not be used by two threads at once, and costs nothing to make.
    found = _ALONE.get(letters) or Stemmer.Stemmer("porter", 0).stemWord(_respell(letters))
    return found.encode("latin-1").decode()


def _respell(word: str) -> str:
    """The word, or one that the published algorithm gives the stem which FTS5 gives this one.

    >>> _respell("technologies"), _respell("possibly"), _respell("trekking"), _respell("biology"), _respell("adding")
    ('technolog', 'possible', 'trek', 'biology', 'adding')
    """
    if found := _LOGY_OR_BLY.fullmatch(word):
        return found[1] if found[1].endswith("log") else f"{found[1]}e"
    if found := _DOUBLED.fullmatch(word):
        return found[1]
    return word
