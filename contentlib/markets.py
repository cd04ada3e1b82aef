"""For whom an asset is: industries and personas, by what it states, its names, headings, wording and meaning.

A text may name many roles and trades in passing; only one that stands out earns a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import numpy as np

from contentlib.cues import find_stems, shorten, spell_out_name, split_sentences
from contentlib.kinds import PARTS
from contentlib.model import Axis, Source, Tag
from contentlib.signals import LabelSet, Reading, Subject, Table, compare, count_cues, weigh

SIGNALS = (
    "stated in a field or the opening",
    "a cue in the name, title or folder",
    "cues in headings",
    "different cues",
    "cues for its length",
    "share of all cues of the list",
    "all passages, ahead of the other labels",
)
# “Industry: Insurance”, “INDUSTRY Life sciences”, “Audience: CFO”: a field's name, then its value.
FIELD = re.compile(
    r"\b(?:industr(?:y|ies)|sector|vertical|branche|secteur|persona|audience|target group|zielgruppe|reader"
    r"|written for)\**\s*[:|]?\s*(.{2,60})",
    re.IGNORECASE,
)
# Many assets print for whom they are above their title: CASE STUDY – LOGISTICS – SWEDEN, FOR FINANCE DIRECTORS.
OPENING_WORDS, LONGEST_PART, LONGEST_VALUE = 40, 6, 5
# A text of fewer words than this is counted as if it had so many.
FEWEST_WORDS = 200
SMALLEST_DEVIATION = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What an asset shows for the labels of a list: its signals, one row a label, and what it states of itself."""

    signals: Table
    stated: Sequence[tuple[str, str]]


def look(subject: Subject, reading: Reading, labels: LabelSet) -> Look:
    """One row a label, one column a signal (``SIGNALS``)."""
    size = len(labels.labels)
    compared = compare(reading, labels)
    stated = list(_list_stated(subject))
    cues = compared.cues.sum(axis=0)
    in_headings = count_cues(reading.headings.values(), labels.cues, size)
    signals = np.column_stack(
        [
            np.minimum(_count_cues((text for text, _ in stated), labels), 1),
            np.minimum(count_cues([reading.name], labels.cues, size) + _count_cues(_list_folders(subject), labels), 1),
            np.log1p(in_headings) / np.log(2 + len(reading.headings)),
            np.log1p(compared.different_cues),
            np.log1p(1000 * cues / max(reading.words, FEWEST_WORDS)),
            cues / max(float(cues.sum()), 2.0),
            _stand_out(compared.near),
        ]
    )
    return Look(signals, stated)


def find_markets(
    axis: Axis, subject: Subject, reading: Reading, labels: LabelSet, weights: Mapping[str, Any]
) -> Iterator[Tag]:
    """The labels that an asset is for, surest first; one that no word of it gives away is none."""
    seen = look(subject, reading, labels)
    chances = weigh(seen.signals, weights)
    for label in np.argsort(-chances, kind="stable"):
        if chances[label] < weights["threshold"]:
            return
        evidence, locator = _quote(subject, seen, labels, int(label))
        if evidence:
            yield Tag(axis, labels.values[label], round(float(chances[label]), 3), evidence, locator, Source.MODEL)


def _quote(subject: Subject, seen: Look, labels: LabelSet, label: int) -> tuple[str, str]:
    """What the asset states of itself, or the sentence with most cues, or a name that has one."""

    def cues(text: str) -> int:
        return len({cue for _, found, cue in labels.cues.find(find_stems(text)) if found == label})

    for text, locator in seen.stated:
        if cues(text):
            return shorten(_find_line(subject, text, locator)), locator
    sentences = [(one, passage.locator) for passage in subject.passages for one in split_sentences(passage.text)]
    best, locator = max(sentences, key=lambda pair: (cues(pair[0]), len(pair[0])), default=("", ""))
    if cues(best):
        return shorten(best), locator
    names = (PurePosixPath(subject.path).name, subject.title, *PurePosixPath(subject.path).parts[:-1])
    return next((shorten(name) for name in names if cues(spell_out_name(name))), ""), ""


def _find_line(subject: Subject, stated: str, locator: str) -> str:
    """The line that a stated value stands in, since “Insurance” alone says little."""
    lines = (line for one in subject.passages if one.locator == locator for line in split_sentences(one.text))
    return next((line for line in lines if stated in line), stated)


def _count_cues(texts: Iterable[str], labels: LabelSet) -> Table:
    return count_cues([find_stems(text) for text in texts], labels.cues, len(labels.labels))


def _list_folders(subject: Subject) -> Iterator[str]:
    return (spell_out_name(folder) for folder in PurePosixPath(subject.path).parts[:-1])


def _list_stated(subject: Subject) -> Iterator[tuple[str, str]]:
    """What the asset says of itself where such things stand, with the locator."""
    for number, passage in enumerate(subject.passages):
        if passage.notes:
            continue
        if number == 0:
            opening = " ".join(passage.text.split()[:OPENING_WORDS])
            yield from ((part, passage.locator) for part in _list_short(PARTS.split(f"{passage.heading} · {opening}")))
        for line in split_sentences(passage.text):
            yield from ((" ".join(found.split()[:LONGEST_VALUE]), passage.locator) for found in FIELD.findall(line))


def _list_short(parts: Iterable[str]) -> Iterator[str]:
    return (part for part in parts if 0 < len(part.split()) <= LONGEST_PART)


def _stand_out(near: Table) -> Table:
    if not len(near):
        return np.zeros(near.shape[1])
    means = near.mean(axis=0)
    return np.asarray((means - means.mean()) / max(float(means.std()), SMALLEST_DEVIATION))
