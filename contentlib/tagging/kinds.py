"""Which kind of asset it is: by the names of its file and folders, its headings, its wording and its format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath

from contentlib.arrays import Table, np
from contentlib.formats import FORMATS, PAGED, Locator
from contentlib.language import (
    CUE_WORD,
    CueFinder,
    KindRole,
    Label,
    find_joined_stems,
    find_stems,
    shorten,
    spell_out_name,
    split_sentences,
)
from contentlib.tagging.kind_head import KindHead
from contentlib.tagging.label_signals import (
    LabelSet,
    StemmedText,
    Subject,
    compare,
    count_cues,
)

# What each sign is worth, in steps of log-odds. Set by hand and checked on drives of several sellers.
IN_FILE_NAME, IN_TITLE, IN_FOLDER, IN_OPENING = 3.0, 2.0, 2.4, 1.8
FOLDER_FADES = 0.85
# Many assets print what they are above their title: WHITE PAPER, Case study, Blog · 6 minutes.
OPENING_WORDS, LONGEST_OPENING = 14, 8
CUES, DIFFERENT_CUES, HEADINGS, MEANING = 0.35, 0.45, 1.2, 0.35
# A name of two words ("battle card") says more than a name of one ("report").
LONG_NAME = 0.8
# A name of one word among many others may be there by chance ("a-product-that-sells").
ALONE, SHARE_COUNTS = 0.2, 1.5
PARTS = re.compile(r" [-–—|·:•] |: |[()\[\]]|__| _ ")
# Pages of a PDF that is read at a glance, or not.
SHORT_PDF, LONG_PDF, OF_LENGTH = 2, 5, 1.0
# An asset with fewer words than this says nothing that a kind could be told from.
FEWEST_WORDS = 40
STUB = 3.0
# Below this nothing tells the kind.
LEAST_CHANCE = 0.15


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen, how sure (0-1), and the words and locator that earned it."""

    value: str
    confidence: float
    evidence: str
    locator: str = ""


class NameFinder:
    """The names of kinds, found in file and folder names however they are written: ``BattleCard``, ``battle-cards``."""

    def __init__(self, labels: Sequence[Label]) -> None:
        self._trust = np.array([label.names_count for label in labels])
        self._sizes = [[len(find_stems(name)) for name in label.names] for label in labels]
        self._finder = CueFinder([label.names for label in labels])
        self._joined = {name: i for i, label in reversed(list(enumerate(labels))) for name in _join_names(label)}

    def weigh(self, name: str) -> Table:
        """For each kind 0 where no name of it occurs, up to 2 for one that makes up the whole of a part."""
        parts = [self._weigh_part(spell_out_name(part)) for part in PARTS.split(name)]
        return np.asarray(np.max(parts, axis=0))

    def _weigh_part(self, part: str) -> Table:
        stems = find_stems(part)
        weights = np.zeros(len(self._sizes))
        for _, label, name in self._finder.find(stems):
            size = self._sizes[label][name]
            weights[label] = max(weights[label], self._trust_name(label, size, len(stems)))
        for word in find_joined_stems(part):
            if word in self._joined:
                label = self._joined[word]
                weights[label] = max(weights[label], self._trust_name(label, 2, len(stems)))
        return weights

    def _trust_name(self, label: int, size: int, of: int) -> float:
        """One word alone among many may be chance; two words together are not, nor is a word that stands alone."""
        if size > 1:
            return float((1 + LONG_NAME) * self._trust[label])
        if of == 1:
            return float(np.sqrt(self._trust[label]))
        return float(min(1.0, ALONE + SHARE_COUNTS * size / of) * self._trust[label])


def _join_names(label: Label) -> Iterator[str]:
    for name in label.names:
        words = CUE_WORD.findall(spell_out_name(name))
        if len(words) > 1:
            yield from find_stems("".join(words))


def choose_kind(
    subject: Subject, reading: StemmedText, kinds: LabelSet, names: NameFinder, head: KindHead | None = None
) -> Choice:
    """The most likely kind. Names weigh most, then headings, wording and what a head reads; the format breaks ties."""
    scores = weigh_signs(subject, reading, kinds, names)
    if head and reading.words >= FEWEST_WORDS:
        headings = chain.from_iterable(reading.headings.values())
        texts = chain.from_iterable(reading.texts)
        scores = scores + head.weigh(len(scores), subject.format, reading.vectors, texts, headings)
    rest = _find_rest(kinds)
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    best = int(np.argmax(scores))
    if chances[best] < LEAST_CHANCE and rest is not None:
        best = rest
    evidence, locator = _quote_kind(subject, kinds, names, best)
    return Choice(kinds.values[best], float(chances[best]), evidence, locator)


def weigh_signs(subject: Subject, reading: StemmedText, kinds: LabelSet, names: NameFinder) -> Table:
    """What the signs that were set by hand say of each kind."""
    scores = (
        _weigh_names(subject, names) + _weigh_wording(reading, kinds) + _weigh_format(subject, reading, kinds.labels)
    )
    rest = _find_rest(kinds)
    if reading.words < FEWEST_WORDS and rest is not None and not _weigh_file(subject, names).any():
        scores[rest] += STUB
    return np.asarray(scores)


def _find_rest(kinds: LabelSet) -> int | None:
    return next((i for i, label in enumerate(kinds.labels) if KindRole.ANYTHING_ELSE in label.roles), None)


def _weigh_file(subject: Subject, names: NameFinder) -> Table:
    return names.weigh(PurePosixPath(subject.path).stem)


def _weigh_names(subject: Subject, names: NameFinder) -> Table:
    scores = IN_FILE_NAME * _weigh_file(subject, names)
    scores = np.maximum(scores, IN_TITLE * names.weigh(subject.title))
    folders = np.zeros_like(scores)
    for depth, folder in enumerate(_list_folders(subject)):
        folders = np.maximum(folders, IN_FOLDER * FOLDER_FADES**depth * names.weigh(folder))
    opening = [names.weigh(line) for line in _list_opening_parts(subject)]
    return np.asarray(scores + folders + IN_OPENING * np.max([np.zeros_like(scores), *opening], axis=0))


def _list_folders(subject: Subject) -> Iterator[str]:
    """Nearest first, without folders for a language or a year, which stand between a file and what it is."""
    for folder in reversed([subject.drive, *PurePosixPath(subject.path).parts[:-1]]):
        if len(folder) > 2 and not folder.isdigit():
            yield folder


def _list_opening_parts(subject: Subject) -> Iterator[str]:
    """The first heading, and what stands between dots and dashes in the first words of the first passage."""
    if not subject.passages:
        return
    first = subject.passages[0]
    yield first.heading
    for part in PARTS.split(" ".join(first.text.split()[:OPENING_WORDS])):
        if 0 < len(part.split()) <= LONGEST_OPENING:
            yield part


def _weigh_wording(reading: StemmedText, kinds: LabelSet) -> Table:
    compared = compare(reading, kinds)
    in_headings = count_cues(reading.headings.values(), kinds.cues, len(kinds.labels))
    scores = CUES * np.log1p(1000 * compared.cues.sum(axis=0) / max(reading.words, 200))
    scores += DIFFERENT_CUES * np.log1p(compared.different_cues)
    scores += HEADINGS * np.log1p(in_headings) / np.log(3 + len(reading.headings))
    if reading.texts:
        near = compared.near.mean(axis=0)
        scores += MEANING * (near - near.mean()) / max(float(near.std()), 0.1)
    return np.asarray(scores)


def _weigh_format(subject: Subject, reading: StemmedText, labels: Sequence[Label]) -> Table:
    form = FORMATS.get(subject.format)
    hints = form.roles if form else {}
    weights = np.array([max((hints.get(role, 0.0) for role in one.roles), default=0.0) for one in labels])
    is_print = form is not None and form.name in PAGED and form.locator is Locator.PAGE
    if is_print and reading.words >= FEWEST_WORDS and (length := _read_length(subject.sections)):
        weights += [OF_LENGTH * (length in label.roles) for label in labels]
    return weights


def _read_length(pages: int) -> KindRole | None:
    if pages <= SHORT_PDF:
        return KindRole.READ_AT_A_GLANCE
    return KindRole.READ_AT_LENGTH if pages >= LONG_PDF else None


def _quote_kind(subject: Subject, kinds: LabelSet, names: NameFinder, kind: int) -> tuple[str, str]:
    printed = (*_list_opening_parts(subject), subject.title, *_list_folders(subject))
    for text in (PurePosixPath(subject.path).name, *printed):
        if names.weigh(text)[kind]:
            return shorten(text), ""
    for passage in subject.passages:
        for sentence in (passage.heading, *split_sentences(passage.text)):
            if any(label == kind for _, label, _ in kinds.cues.find(find_stems(sentence))):
                return shorten(sentence), passage.locator
    return f"nothing tells its kind, a {subject.format} file", ""
