"""For whom an asset is, such as industries and personas: by what it states, its names, headings, wording and meaning.

A text may name many roles and trades in passing; only one that stands out earns a tag. A customer's story speaks of
its customer's trade, and where it is called after a company that everybody knows, that tells the trade by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from contentlib.arrays import Table, np
from contentlib.language import CueFinder, Label, find_stems, shorten, spell_out_name, split_sentences
from contentlib.model import Axis, Source, Tag
from contentlib.tagging.kinds import PARTS
from contentlib.tagging.label_signals import (
    LabelSet,
    StemmedText,
    Subject,
    compare,
    count_cues,
    weigh,
)

SIGNALS = (
    "stated in a field",
    "stated in the opening",
    "a cue in the name, title or folder",
    "cues in headings",
    "different cues",
    "cues for its length",
    "share of all cues of the list",
    "all passages, ahead of the other labels",
    "cues in the opening",
    "a customer's story",
)
# “Industry: Insurance”, “INDUSTRY Life sciences”, “Audience: CFO”: a field's name, then its value. Without a colon it
# must stand at the beginning of a line, with capitals on both sides.
FIELDS = {
    axis: re.compile(
        rf"(?i:\b(?:{axis.traits.stated_as})\b)\**\s*[:|]\s*(.{{2,60}})"
        rf"|^\W*(?=[A-Z])(?i:{axis.traits.stated_as})\**\s+(?=[A-Z])(.{{2,60}})$"
    )
    for axis in Axis
    if axis.is_market
}
# Lines of fields that were joined: “Software Team size: 12” says “Software Team”.
NEXT_FIELD = re.compile(r"\s+\S+\s*:")
# Who states it in a field is believed; a list of many customers states nothing of itself.
STATED, MOST_STATED = 0.9, 3
# Many assets print for whom they are above their title: CASE STUDY – LOGISTICS – SWEDEN, FOR FINANCE DIRECTORS.
OPENING_WORDS, LONGEST_PART, LONGEST_VALUE = 40, 6, 5
# Who is spoken of, or to, is told in the first lines.
FIRST_WORDS = 80
# A text of fewer words than this is counted as if it had so many.
FEWEST_WORDS = 200
SMALLEST_DEVIATION = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class MarketSignals:
    """What an asset shows for the labels of a list: its signals, one row a label, and what it states of itself."""

    signals: Table
    stated: Sequence[tuple[str, str]]


def look(
    axis: Axis, subject: Subject, reading: StemmedText, labels: LabelSet, *, is_story: bool = False
) -> MarketSignals:
    """One row a label, one column a signal (``SIGNALS``). ``is_story``: it is called after a customer."""
    size = len(labels.labels)
    compared = compare(reading, labels)
    fields, opening = list(_list_fields(axis, subject)), list(_list_opening(subject))
    cues = compared.cues.sum(axis=0)
    in_headings = count_cues(reading.headings.values(), labels.cues, size)
    signals = np.column_stack(
        [
            _find_stated(fields, labels),
            np.minimum(_count_cues((text for text, _ in opening), labels), 1),
            np.minimum(_count_in_names(subject, reading, labels, is_story), 1),
            np.log1p(in_headings) / np.log(2 + len(reading.headings)),
            np.log1p(compared.different_cues),
            np.log1p(1000 * cues / max(reading.words, FEWEST_WORDS)),
            cues / max(float(cues.sum()), 2.0),
            _stand_out(compared.near),
            np.log1p(_count_in_opening(subject, reading, labels)),
            np.full(size, float(is_story)),
        ]
    )
    return MarketSignals(signals, (*fields, *opening))


def find_markets(
    axis: Axis, subject: Subject, reading: StemmedText, labels: LabelSet, weights: Mapping[str, Any], *,
    is_story: bool = False,
) -> Iterator[Tag]:  # fmt: skip
    """The labels that an asset is for, surest first; one that no word of it gives away is none."""
    seen = look(axis, subject, reading, labels, is_story=is_story)
    chances = weigh_market(seen.signals, weights)
    for label in np.argsort(-chances, kind="stable"):
        if chances[label] < weights["threshold"]:
            return
        evidence, locator = _quote(subject, seen, labels, int(label), is_story)
        if evidence:
            yield Tag(axis, labels.values[label], round(float(chances[label]), 3), evidence, locator, Source.MODEL)


def weigh_market(signals: Table, weights: Mapping[str, Any]) -> Table:
    """Signals to probabilities, one a row; what an asset states in a field is believed as it stands."""
    return np.maximum(weigh(signals, weights), STATED * signals[:, SIGNALS.index("stated in a field")])


def _count_in_names(subject: Subject, reading: StemmedText, labels: LabelSet, is_story: bool) -> Table:
    """Cues in title, file and folders; in a customer's story also the names of companies that everybody knows."""
    size = len(labels.labels)
    found = count_cues([reading.name], labels.cues, size) + _count_cues(_list_folders(subject), labels)
    return found + count_cues([reading.name], _find_companies(labels.labels), size) if is_story else found


def _count_in_opening(subject: Subject, reading: StemmedText, labels: LabelSet) -> Table:
    spoken = (stems for one, stems in zip(subject.passages, reading.texts, strict=True) if not one.notes)
    first = next(spoken, ())
    return count_cues([first[:FIRST_WORDS]], labels.cues, len(labels.labels))


@lru_cache(maxsize=8)
def _find_companies(labels: tuple[Label, ...]) -> CueFinder:
    return CueFinder([label.names for label in labels])


def _quote(subject: Subject, seen: MarketSignals, labels: LabelSet, label: int, is_story: bool) -> tuple[str, str]:
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
    return _quote_name(subject, labels, label, is_story), ""


def _quote_name(subject: Subject, labels: LabelSet, label: int, is_story: bool) -> str:
    names = (subject.title, PurePosixPath(subject.path).name, *PurePosixPath(subject.path).parts[:-1])
    finders = (labels.cues, _find_companies(labels.labels)) if is_story else (labels.cues,)
    telling = (
        name
        for finder in finders
        for name in names
        if any(found == label for _, found, _ in finder.find(find_stems(spell_out_name(name))))
    )
    return shorten(next(telling, ""))


def _find_line(subject: Subject, stated: str, locator: str) -> str:
    """The line that a stated value stands in, since “Insurance” alone says little."""
    lines = (line for one in subject.passages if one.locator == locator for line in split_sentences(one.text))
    return next((line for line in lines if stated in line), stated)


def _count_cues(texts: Iterable[str], labels: LabelSet) -> Table:
    return count_cues([find_stems(text) for text in texts], labels.cues, len(labels.labels))


def _list_folders(subject: Subject) -> Iterator[str]:
    return (spell_out_name(folder) for folder in PurePosixPath(subject.path).parts[:-1])


def _find_stated(fields: Iterable[tuple[str, str]], labels: LabelSet) -> Table:
    """1 for each label that is stated in a field, unless there are many."""
    stated = np.zeros(len(labels.labels))
    for text, _ in fields:
        stated = np.maximum(stated, _count_longest(text, labels) > 0)
    return stated if stated.sum() <= MOST_STATED else np.zeros_like(stated)


def _count_longest(text: str, labels: LabelSet) -> Table:
    """Cues in a short text; one inside a longer one is not meant: “retail banking” is no retail."""
    found = [
        (range(position, position + len(find_stems(labels.labels[label].cues[cue]))), label)
        for position, label, cue in labels.cues.find(find_stems(text))
    ]
    meant = [label for here, label in found if not any(len(one) > len(here) and here.start in one for one, _ in found)]
    return np.bincount(np.array(meant, dtype=np.intp), minlength=len(labels.labels)).astype(np.float64)


def _list_fields(axis: Axis, subject: Subject) -> Iterator[tuple[str, str]]:
    """What the asset says of itself in fields, with the locator."""
    for passage in subject.passages:
        for line in () if passage.notes else split_sentences(passage.text):
            for found in FIELDS[axis].findall(line):
                value = NEXT_FIELD.split("".join(found))[0]
                yield " ".join(value.split()[:LONGEST_VALUE]), passage.locator


def _list_opening(subject: Subject) -> Iterator[tuple[str, str]]:
    """What stands between dots and dashes above the text, with the locator."""
    for first in subject.passages[:1]:
        if not first.notes:
            opening = " ".join(first.text.split()[:OPENING_WORDS])
            yield from ((part, first.locator) for part in _list_short(PARTS.split(f"{first.heading} · {opening}")))


def _list_short(parts: Iterable[str]) -> Iterator[str]:
    return (part for part in parts if 0 < len(part.split()) <= LONGEST_PART)


def _stand_out(near: Table) -> Table:
    if not len(near):
        return np.zeros(near.shape[1])
    means = near.mean(axis=0)
    return np.asarray((means - means.mean()) / max(float(means.std()), SMALLEST_DEVIATION))
