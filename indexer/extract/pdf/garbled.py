"""Text of a PDF that looks right on screen and is none: fonts without a letter table, or with a shifted one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_SHIFTED = range(0x3ECC, 0x3F2B)
_SAMPLE, _FEWEST_LETTERS = 4000, 40
# The share of wrong letters from which on a page is looked at line by line, and from which on a line is left out.
_ON_PAGE, _IN_LINE, _RARE = 0.04, 0.1, 0.4
# The share of words and figures in a line of such a page that can be read, and what they look like.
_WORDS, _HAS_VOWEL = 0.7, 3
_AROUND = " .,;:!?()[]\"'“”„‘’«»–—-/&•→*+%€$£"
_FIGURE = re.compile(r"[\d.,:/%-]+")
_LATIN = re.compile(r"(?:[^\W\d_a-zß-ÿ]?[a-zß-öø-ÿ]+|[^\W\d_]+(?<![a-z]))(?:[-/'’&.@][^\W\d_]+)*")
_VOWEL = re.compile(r"[aeiouyà-öø-ÿ]|[^\x00-\xff]", re.IGNORECASE)
# So many words have to be left of a page for it to be kept.
_FEWEST_WORDS = 4


def without_garbled(text: str) -> str:
    r"""The lines of a page that can be read: all of them mostly, and none where hardly any can.

    >>> without_garbled("Setup costs 9,800 euros.\nIt takes a week.\n" + "\x01\x04\x02 " * 20)
    'Setup costs 9,800 euros.\nIt takes a week.'
    """
    if not is_garbled(text):
        return text
    lines = text.split("\n")
    kept = "\n".join(line for line, is_bad in zip(lines, _find_bad(lines), strict=True) if not is_bad)
    words = [word for word in kept.split() if sum(map(str.isalpha, word)) > 1]
    return kept if len(words) >= _FEWEST_WORDS and not is_garbled(kept) else ""


def is_garbled(text: str) -> bool:
    """Whether control codes and signs stand in it instead of words."""
    letters = _letters(text[:_SAMPLE])
    return len(letters) > _FEWEST_LETTERS and (_count_wrong(letters) > _ON_PAGE * len(letters) or _is_rare(letters))


def without_shifted_ascii(text: str) -> str:
    """Some Japanese fonts give their Latin letters the numbers of rare Chinese signs, at a fixed distance.

    >>> without_shifted_ascii("㻻㻿㻿")
    'OSS'
    """
    shifted = sum(_SHIFTED.start <= ord(letter) < _SHIFTED.stop for letter in text)
    if shifted * 5 < len(text):
        return text
    return text.translate({code: chr(code - _SHIFTED.start + 0x20) for code in _SHIFTED})


def _find_bad(lines: Sequence[str]) -> list[bool]:
    """A line between two that cannot be read is of their block, even where all its letters happen to be real ones."""
    bad = [_is_bad(line) for line in lines]
    between = {at + 1 for at, (before, after) in enumerate(zip(bad, bad[2:], strict=False)) if before and after}
    return [is_bad or at in between for at, is_bad in enumerate(bad)]


def _is_bad(line: str) -> bool:
    letters = _letters(line)
    return bool(letters) and (
        _count_wrong(letters) > _IN_LINE * len(letters) or _is_rare(letters) or not has_words(line)
    )


def has_words(line: str) -> bool:
    """Whether most of a line of such a page is words and figures; what stands for letters may be other letters.

    >>> has_words("Setup costs 9,800 euros."), has_words("tvv k z|~ ^tzz^^ c")
    (True, False)
    """
    parts = line.split()
    return sum(map(_is_word, parts)) >= _WORDS * len(parts)


def _is_word(part: str) -> bool:
    bare = part.strip(_AROUND)
    return bool(
        not bare or _FIGURE.fullmatch(bare) or (_LATIN.fullmatch(bare) and (len(bare) < 3 or _VOWEL.search(bare)))
    )


def _letters(text: str) -> list[str]:
    return [letter for letter in text if not letter.isspace() and letter != "\ufffe"]


def _count_wrong(letters: Sequence[str]) -> int:
    return sum(unicodedata.category(letter) in ("Cc", "Co", "Cn") or letter == "\ufffd" for letter in letters)


def _is_rare(letters: Sequence[str]) -> bool:
    """True where most letters are rare accented ones: a font whose numbers were taken for letters."""
    return sum("\u0100" <= letter <= "\u024f" for letter in letters) > _RARE * len(letters)
