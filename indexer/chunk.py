"""Sections to chunks: runs of whole sentences inside one section, none longer than the model reads. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contentlib.model import Chunk, Section

# Words a chunk aims at. Short chunks suit the vectors: a slide's one argument is not averaged with its neighbours'.
WORDS = 90
# A rest shorter than this joins the chunk before it.
REST = 25
# Text in scripts without blanks is measured as if a word had so many letters.
LETTERS = 6
SENTENCE_END = re.compile(r"\n+|(?<=[.!?…])\s+|(?<=[.!?…][\"”’)\]])\s+|(?<=[。！？])")


def chunk_sections(sections: Sequence[Section]) -> tuple[Chunk, ...]:
    """The chunks of each section in order, notes after text. ``Chunk.section`` counts from 0.

    >>> chunk_sections([Section("slide 1", "Price", "We are not cheap. We pay back in 9 months.")])
    (Chunk(section=0, position=0, text='We are not cheap. We pay back in 9 months.', notes=False),)
    """
    return tuple(
        Chunk(number, position, text, notes)
        for number, section in enumerate(sections)
        for notes, whole in ((False, _body(section)), (True, section.notes))
        for position, text in enumerate(split_text(whole))
    )


def _body(section: Section) -> str:
    """A slide that has only a title is still found by it."""
    return section.text if section.text.strip() or section.notes.strip() else section.heading


def split_text(text: str, *, words: int = WORDS) -> list[str]:
    """``text`` cut at sentence and line ends into runs of about ``words`` words; every word is in exactly one run."""
    runs: list[list[str]] = []
    size = words
    for piece in _pieces(text, words):
        length = _measure(piece)
        if size + length > words:
            runs.append([])
            size = 0
        runs[-1].append(piece)
        size += length
    if len(runs) > 1 and size < REST:
        runs[-2:] = [runs[-2] + runs[-1]]
    return [" ".join(run) for run in runs]


def _pieces(text: str, words: int) -> Iterator[str]:
    """Sentences and lines; one that is longer than a chunk is cut between words, or within a word without end."""
    for sentence in SENTENCE_END.split(text):
        tidy = " ".join(sentence.split())
        if _measure(tidy) <= words:
            if tidy:
                yield tidy
            continue
        yield from _cut(tidy, words)


def _cut(sentence: str, words: int) -> Iterator[str]:
    run: list[str] = []
    size = 0
    for word in _short_words(sentence, words * LETTERS):
        length = _measure(word)
        if run and size + length > words:
            yield " ".join(run)
            run, size = [], 0
        run.append(word)
        size += length
    if run:
        yield " ".join(run)


def _short_words(sentence: str, letters: int) -> Iterator[str]:
    for word in sentence.split():
        for start in range(0, len(word), letters):
            yield word[start : start + letters]


def _measure(text: str) -> int:
    """How many words the text counts for.

    >>> _measure("one two"), _measure("価格が高すぎるという声がある")
    (2, 1)
    """
    return max(text.count(" ") + 1, (len(text) + LETTERS - 1) // (2 * LETTERS)) if text else 0
