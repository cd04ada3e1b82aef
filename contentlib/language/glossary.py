"""Queries in other languages, put into English word by word for a model that reads English only. Pure.

A glossary of selling, no translator: it gives a German rep's “zu teuer” the direction of “too expensive”. Whoever
searches is told which words were added. A query that has an English little word, or nothing that only another language
has, stays as it is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from contentlib.language.words import STOP_WORDS, split_words

GLOSSARY = Path(__file__).with_name("glossary.toml")
ENDINGS = ("", "s", "e", "n", "x", "a", "o", "i", "es", "en", "er", "em", "os", "as")
SHORTEST_STEM = 4
# The share of a query's words that must be of a language.
MOSTLY = 0.5
# German words that are written in one are taken apart here, with or without a letter between.
JOINTS = ("", "s", "n", "en", "es")
SHORTEST_PART = 4
LONGEST_PHRASE = 4


@dataclass(frozen=True, slots=True)
class Language:
    """``words``: phrase to English. ``little``: its small words. ``english``: its words that are also English ones."""

    words: Mapping[str, str]
    little: frozenset[str]
    english: frozenset[str]


def put_into_english(text: str) -> str:
    """The words of a query in another language that the glossary knows, in English, with its names; else empty.

    >>> put_into_english("Das ist uns zu teuer"), put_into_english("Preisliste 2026"), put_into_english("price list")
    ('too expensive', 'price list 2026', '')
    """
    words = split_words(_part(text))
    if not words:
        return ""
    languages = [one for one in read_glossary() if _is_in(words, one)]
    if not languages:
        return ""
    best = max(languages, key=lambda one: sum(_is_known(word, one) for word in words))
    english = " ".join(_translate(words, best))
    return "" if set(split_words(english)) <= set(words) else english


@cache
def read_glossary() -> tuple[Language, ...]:
    """The languages that come along."""
    tables = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))
    return tuple(
        Language(_part_all(table["words"]), frozenset(table["little"].split()), frozenset(table["english"].split()))
        for table in tables.values()
    )


def _part(text: str) -> str:
    """French and Italian hang small words onto others: l'intégration, c'est."""
    return text.replace("’", " ").replace("'", " ")


def _part_all(words: Mapping[str, str]) -> dict[str, str]:
    return {_part(key): english for key, english in words.items()}


def _is_in(words: Sequence[str], language: Language) -> bool:
    """Whether a query is mostly in this language: with one word at least that tells it, and no English little word."""
    if any(word in STOP_WORDS and word not in language.little for word in words):
        return False
    known = [word for word in words if _is_known(word, language)]
    telling = [word for word in known if word not in STOP_WORDS and word not in language.english]
    return bool(telling) and len(known) >= MOSTLY * len(words) and any(_translate(words, language))


def _is_known(word: str, language: Language) -> bool:
    return word in language.little or bool(_look_up(word, language))


def _translate(words: Sequence[str], language: Language) -> Iterator[str]:
    """Phrases first, then words; little words are dropped, and what is unknown stays, since it may be a name."""
    at = 0
    while at < len(words):
        length, english = _longest(words[at:], language)
        if english or words[at] not in language.little:
            yield english or words[at]
        at += length


def _longest(words: Sequence[str], language: Language) -> tuple[int, str]:
    for length in range(min(LONGEST_PHRASE, len(words)), 1, -1):
        if found := language.words.get(" ".join(words[:length])):
            return length, found
    return 1, "" if words[0] in language.little else _look_up(words[0], language)


def _look_up(word: str, language: Language) -> str:
    """The English of a word, of it without an ending, or of its two parts; empty where it has none."""
    return _look_up_form(word, language) or _take_apart(word, language)


def _look_up_form(word: str, language: Language) -> str:
    forms = (word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending))
    return next((language.words[one] for one in forms if _is_stem(one, word) and one in language.words), "")


def _is_stem(form: str, word: str) -> bool:
    return form == word or len(form) >= SHORTEST_STEM


def _take_apart(word: str, language: Language) -> str:
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        first = next((language.words[one] for one in _without_joint(word[:at]) if one in language.words), "")
        if first and (second := _look_up_form(word[at:], language)):
            return f"{first} {second}"
    return ""


def _without_joint(part: str) -> Iterator[str]:
    return (part.removesuffix(joint) for joint in JOINTS if part.endswith(joint))
