"""Where the guide speaks of some words: parts of its pages, the likeliest first. Stems are those of every search."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from contentlib.guide.topics import Topic, TopicPart, read_guide
from contentlib.language import content_words, make_snippet, mark_words, split_words, stem
from contentlib.model import Span

MOST = 20
# What a word is worth where it stands in a heading or a title: it says what a part is about.
HEADING, TITLE = 3.0, 1.0
# How many words a part has whose words count in full; in a longer one each counts less.
USUAL = 80
# Whoever asks wants to be told how; these pages say what there is, and come after the ones that tell.
REFERENCE, LESS = ("commands", "settings"), 0.5


@dataclass(frozen=True, slots=True)
class GuideHit:
    """A part that has some of the words; its heading and the lines around the words, with the words marked."""

    topic: Topic
    part: TopicPart
    heading: tuple[Span, ...]
    snippet: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Indexed:
    """A part with the stems of its text (how often each), of its heading, and of its page's title."""

    topic: Topic
    part: TopicPart
    text: Mapping[str, int]
    heading: Set[str]
    title: Set[str]
    words: int

    def score(self, rarity: Mapping[str, float]) -> float:
        """How much the part is about these stems, each with its rarity."""
        whole = sum(rare * self._weigh(one) for one, rare in rarity.items())
        return whole * LESS if self.topic.name in REFERENCE else whole

    def _weigh(self, one: str) -> float:
        often = self.text.get(one, 0)
        told = often / (often + max(self.words / USUAL, 1.0))
        return told + HEADING * (one in self.heading) + TITLE * (one in self.title)

    def has(self, stems: Set[str]) -> int:
        """How many of the stems it has."""
        return sum(one in self.text or one in self.heading for one in stems)


def look_up(words: str) -> tuple[GuideHit, ...]:
    """The parts of the guide that have the words: those that have more of them first; empty where none has any."""
    stems = frozenset(map(stem, content_words(words) or split_words(words)))
    indexed = _index()
    rarity = {one: math.log((len(indexed) + 1) / (1 + sum(part.has({one}) for part in indexed))) for one in stems}
    most = max((part.has(stems) for part in indexed), default=0)
    # A part with half of the words, where another has them all, is about something else.
    found = [part for part in indexed if part.has(stems) > most / 2]
    found.sort(key=lambda part: (-part.has(stems), -part.score(rarity)))
    return tuple(_show(part, stems) for part in found[:MOST])


def _show(found: _Indexed, stems: Set[str]) -> GuideHit:
    part = found.part
    return GuideHit(found.topic, part, mark_words(part.heading, stems), make_snippet(part.text, stems))


@lru_cache(maxsize=1)
def _index() -> tuple[_Indexed, ...]:
    return tuple(_index_part(topic, part) for topic in read_guide().values() for part in topic.parts)


def _index_part(topic: Topic, part: TopicPart) -> _Indexed:
    text = _stem_all(part.text)
    return _Indexed(topic, part, Counter(text), {*_stem_all(part.heading)}, {*_stem_all(topic.title)}, len(text))


def _stem_all(text: str) -> list[str]:
    return [stem(word) for word in split_words(text)]
