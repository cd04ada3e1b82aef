"""What an asset shows for each label: how near its passages come to the vocabulary's sentences, and its cue words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from contentlib.arrays import Places, Table, Vectors, np
from contentlib.language import CueFinder, Label, find_stems, spell_out_name
from contentlib.model import Properties
from contentlib.models import (
    Embedder,
)
from contentlib.tagging.answered import AnswerHead

SIGNALS = (
    "a cue in the name or title",
    "cues in headings",
    "different cues",
    "cues, ahead of the other labels",
    "passages where it comes first",
    "place by the best three passages",
    "all passages, ahead of the other labels",
    "usual for the kind",
)
# How much of what a library says everywhere is taken off each asset: all of it would punish what a seller is good at.
BACKDROP_COUNTS = 0.5
BEST = 3
SMALLEST_DEVIATION = 0.1
# Guards the spread of a label's background when a team's list has very few sentences.
SMALLEST_SPREAD = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class EmbeddedPassage:
    """A chunk with its unit vector, from the model of the prototypes. ``notes`` says that it is from speaker notes.

    ``section`` is the id of its section, 0 where nobody asks for tags of sections.
    """

    locator: str
    heading: str
    text: str
    notes: bool
    vector: Vectors
    section: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What is to be tagged. ``path`` is relative to its drive, with forward slashes."""

    title: str
    path: str
    format: str
    properties: Properties = field(default_factory=Properties)
    sections: int = 0
    passages: tuple[EmbeddedPassage, ...] = ()
    drive: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Sentences:
    """Prototype sentences of several labels as one matrix; ``starts`` is where each label's rows begin.

    ``mean`` and ``spread`` tell how near sentences about *other* labels come to each label.
    """

    texts: tuple[str, ...]
    vectors: Vectors
    starts: Places
    mean: Table
    spread: Table

    def compare(self, vectors: Vectors) -> Table:
        """How near each vector comes to each label's nearest sentence, against the background: shape (n, labels)."""
        return (self._find_nearest(vectors) - self.mean) / self.spread

    def find_sentence(self, label: int, vector: Vectors) -> str:
        """The sentence of this label that is nearest to the vector."""
        # The first of each label is its definition, which nobody says.
        begin = int(self.starts[label]) + 1
        end = int(self.starts[label + 1]) if label + 1 < len(self.starts) else len(self.texts)
        if begin == end:
            return self.texts[begin - 1]
        return self.texts[begin + int(np.argmax(self.vectors[begin:end] @ vector))]

    def _find_nearest(self, vectors: Vectors) -> Table:
        # One vector at a time: for a bigger product the BLAS behind numpy calls in every core, and where other
        # programs hold those, waiting for them makes tagging ten times slower.
        cosines = np.matmul(vectors[:, None, :], self.vectors.T)[:, 0, :]
        return np.maximum.reduceat(cosines, self.starts, axis=1).astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class LabelSet:
    """The labels of one list, ready to be compared.

    ``cues_everywhere`` and ``near_everywhere`` are what the library's average passage shows for each label; 0 where
    nothing is known of a library. A seller of invoicing says "price" on every page and doubts nothing by it. ``head``
    reads which labels a passage answers, where one was fitted for this list and this model.
    """

    labels: tuple[Label, ...]
    says: Sentences
    answers: Sentences
    cues: CueFinder
    cues_everywhere: Table
    near_everywhere: Table
    head: AnswerHead | None = None

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(label.value for label in self.labels)

    def compare(self, vectors: Vectors) -> Table:
        """How near vectors come to what buyers say and what assets answer, both counted half: shape (n, labels)."""
        return (self.says.compare(vectors) + self.answers.compare(vectors)) / 2


@dataclass(frozen=True, slots=True, eq=False)
class StemmedText:
    """A subject's words as stems, taken once and used for every list. A heading that passages share counts once."""

    name: list[str]
    headings: dict[str, list[str]]
    texts: list[list[str]]
    vectors: Vectors

    @property
    def words(self) -> int:
        return sum(map(len, self.texts))


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """A reading against the labels of a list. ``near`` and ``cues`` (counted): shape (passages, labels).

    ``answered`` is what the list's head reads, where there is one: shape (passages, labels that it knows).
    """

    near: Table
    cues: Table
    different_cues: Table
    answered: Table | None = None


def prepare_labels(labels: Sequence[Label], embedder: Embedder, *, head: AnswerHead | None = None) -> LabelSet:
    """Embed the sentences of a list of labels."""
    return LabelSet(
        labels=tuple(labels),
        says=_prepare_sentences([(label.definition, *label.says) for label in labels], embedder),
        answers=_prepare_sentences([(label.definition, *label.answers) for label in labels], embedder),
        cues=CueFinder([label.cues for label in labels]),
        cues_everywhere=np.zeros(len(labels)),
        near_everywhere=np.zeros(len(labels)),
        head=head,
    )


def measure_everywhere(labels: LabelSet, readings: Iterable[StemmedText]) -> tuple[Table, Table]:
    """What the average of these readings, a library's or a sample of it, shows for each label: cues and nearness."""
    cues, near = [], []
    for reading in readings:
        if reading.texts:
            compared = compare(reading, labels)
            cues.append(np.log1p(compared.cues).mean(axis=0))
            near.append(compared.near.mean(axis=0))
    nothing = np.zeros(len(labels.labels))
    return (np.mean(cues, axis=0), np.mean(near, axis=0)) if cues else (nothing, nothing)


def set_against(labels: LabelSet, cues: Table, near: Table) -> LabelSet:
    """The same labels, knowing what a library says everywhere."""
    return replace(labels, cues_everywhere=cues, near_everywhere=near)


def _prepare_sentences(groups: Sequence[Sequence[str]], embedder: Embedder) -> Sentences:
    texts = tuple(text for group in groups for text in group)
    starts = np.cumsum([0, *(len(group) for group in groups[:-1])])
    owners = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    vectors = embedder.embed(texts)
    nearest = np.maximum.reduceat(vectors @ vectors.T, starts, axis=1)
    foreign = np.where(owners[:, None] != np.arange(len(groups)), nearest, np.nan)
    if len(groups) == 1:
        foreign = nearest
    return Sentences(
        texts=texts,
        vectors=vectors,
        starts=starts,
        mean=np.nanmean(foreign, axis=0, dtype=np.float64),
        spread=np.maximum(np.nanstd(foreign, axis=0, dtype=np.float64), SMALLEST_SPREAD),
    )


def read_subject(subject: Subject) -> StemmedText:
    """Cut a subject into stems."""
    return StemmedText(
        name=find_stems(f"{subject.title} | {spell_out_name(PurePosixPath(subject.path).stem)}"),
        headings={one.heading: find_stems(one.heading) for one in subject.passages if one.heading},
        texts=[find_stems(passage.text) for passage in subject.passages],
        vectors=_stack([passage.vector for passage in subject.passages]),
    )


def _stack(vectors: Sequence[Vectors]) -> Vectors:
    return np.stack(vectors) if vectors else np.zeros((0, 0), dtype=np.float32)


def compare(reading: StemmedText, labels: LabelSet) -> Comparison:
    """What each passage shows for each label; the costly part of tagging, done once a list."""
    size = len(labels.labels)
    cues = np.zeros((len(reading.texts), size))
    seen: set[tuple[int, int]] = set()
    for row, text in enumerate(reading.texts):
        for _, label, cue in labels.cues.find(text):
            cues[row, label] += 1
            seen.add((label, cue))
    near = labels.compare(reading.vectors) if reading.texts else np.zeros_like(cues)
    answered = labels.head.read(reading.vectors) if labels.head else None
    return Comparison(near, cues, _count([label for label, _ in seen], size), answered)


def count_cues(texts: Iterable[Sequence[str]], cues: CueFinder, size: int) -> Table:
    """How many cues each of ``size`` labels has in these texts, given as stems."""
    return _count([label for text in texts for _, label, _ in cues.find(text)], size)


def _count(labels: Sequence[int], size: int) -> Table:
    return np.bincount(np.asarray(labels, dtype=np.intp), minlength=size).astype(np.float64)


def measure(reading: StemmedText, compared: Comparison, labels: LabelSet, usual: Table) -> Table:
    """One row a label, one column a signal (``SIGNALS``). ``usual`` is what the kind alone says of each label."""
    size = len(labels.labels)
    in_headings = count_cues(reading.headings.values(), labels.cues, size)
    return np.column_stack(
        [
            np.minimum(count_cues([reading.name], labels.cues, size), 1),
            np.log1p(in_headings) / np.log(2 + len(reading.headings)),
            np.log1p(compared.different_cues),
            *_measure_passages(compared, labels),
            usual,
        ]
    )


def _measure_passages(compared: Comparison, labels: LabelSet) -> list[Table]:
    if not len(compared.cues):
        return [np.zeros(len(labels.labels)) for _ in range(4)]
    cues = np.log1p(compared.cues) - BACKDROP_COUNTS * labels.cues_everywhere
    both = cues + compared.near - BACKDROP_COUNTS * labels.near_everywhere
    best = np.sort(both, axis=0)[-BEST:].mean(axis=0)
    return [
        _stand_out(cues.mean(axis=0)),
        _count(both.argmax(axis=1).tolist(), len(labels.labels)) / len(both),
        1 / (1 + np.argsort(np.argsort(-best))),
        _stand_out(both.mean(axis=0)),
    ]


def _stand_out(values: Table) -> Table:
    """Each label against the others, in standard deviations."""
    return np.asarray((values - values.mean()) / max(float(values.std()), SMALLEST_DEVIATION))


def weigh(signals: Table, weights: Mapping[str, Any]) -> Table:
    """Signals to probabilities, one a row. The weights stand in the order of the columns."""
    scores = signals @ np.array(list(weights["signals"].values()), dtype=np.float64) + float(weights["bias"])
    return np.asarray(1 / (1 + np.exp(-scores)))
