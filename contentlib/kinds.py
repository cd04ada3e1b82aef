"""Which kind of asset it is and who may see it, by names, marks and wording. In doubt, an asset stays internal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import PurePosixPath

import numpy as np

from contentlib.cues import WORD, CueFinder, find_stems, join_split_words, shorten, spell_out_name, split_sentences
from contentlib.model import Audience
from contentlib.signals import LabelSet, Reading, Subject, Table, count_cues
from contentlib.vocabulary import Label

# What each sign is worth, in steps of log-odds. Set by hand and checked on drives of several sellers.
IN_FILE_NAME, IN_TITLE, IN_FOLDER, IN_OPENING = 3.0, 2.0, 2.4, 1.8
FOLDER_FADES = 0.85
# Many assets print what they are above their title: WHITE PAPER, Case study, Blog · 6 minutes.
OPENING_WORDS, LONGEST_OPENING = 14, 8
CUES, DIFFERENT_CUES, HEADINGS, MEANING = 0.35, 0.45, 1.2, 0.35
# A name of two words ("battle card") says more than a name of one ("report").
LONG_NAME = 0.8
# Kinds whose names are everyday words, so that any other kind's name beats theirs ("Pricing battle card deck").
EVERYDAY = {
    "deck": 0.5,
    "other": 0.6,
    "product_page": 0.6,
    "white_paper": 0.7,
    "blog": 0.8,
    "pricing": 0.8,
    "training": 0.8,
    "playbook": 0.9,
}
# A name of one word among many others may be there by chance ("a-product-that-sells").
ALONE, SHARE_COUNTS = 0.2, 1.5
PARTS = re.compile(r" [-–—|·:•] |: |[()\[\]]|__| _ ")
OF_FORMAT = {
    ("pptx", "deck"): 3.8,
    ("ppt", "deck"): 3.8,
    ("odp", "deck"): 3.8,
    ("key", "deck"): 3.8,
    ("vtt", "transcript"): 4.0,
    ("srt", "transcript"): 4.0,
    ("eml", "email_template"): 2.0,
    ("msg", "email_template"): 2.0,
    ("xlsx", "pricing"): 0.6,
    ("xlsx", "other"): 1.0,
    ("xls", "other"): 1.0,
    ("csv", "other"): 1.5,
    ("ods", "other"): 1.0,
    ("html", "product_page"): 0.7,
    ("html", "blog"): 0.5,
    ("htm", "product_page"): 0.7,
}
# Pages of a PDF that is read at a glance, or not.
SHORT_PDF, LONG_PDF, OF_LENGTH = 2, 5, 1.0
# An asset with fewer words than this says nothing that a kind could be told from.
FEWEST_WORDS = 40
STUB = 3.0

# Marks that keep an asset inside the company, in any sentence that is short enough to be a mark.
MARKS = (
    "internal only", "for internal use", "internal use only", "company confidential", "strictly confidential",
    "do not forward", "never forward", "don't forward", "not to be forwarded", "do not share", "never share",
    "don't share", "do not distribute", "not for distribution", "not for external", "do not send", "never send",
    "don't send it", "not for customers", "not for buyers", "not for prospects", "reps only", "sales only",
    "for the sales team", "for reps", "eyes only", "not customer facing", "nur intern",
    "nur für den internen gebrauch", "streng vertraulich", "usage interne", "ne pas diffuser", "uso interno",
)  # fmt: skip
LONGEST_MARK = 40
# Words that are marks in the name of a file or folder, and everyday words in running text.
NAME_MARKS = (
    "internal", "confidential", "intern", "internals", "enablement", "trainer", "facilitator", "sales team",
    "win loss", "deal desk", "draft", "sales training", "sales kickoff", "new hire", "new reps", "sales onboarding",
    "do not send", "do not share", "reps only", "talk track", "landmines", "battle card", "battlecard", "vertraulich",
)  # fmt: skip
HEADING_MARKS = (
    "talk track", "landmines", "battle card", "internal only", "internal use only", "where they win", "when we lose",
    "why we lose", "for reps", "trap questions", "discount authority", "do not send", "lines that worked",
    "walk away",
)  # fmt: skip
# Capitals on their own are a stamp.
STAMP = re.compile(r"(?<![\w-])(INTERNAL|CONFIDENTIAL|INTERN|VERTRAULICH|CONFIDENTIEL)(?![\w-])")
# Who speaks of the buyer in the third person speaks to colleagues.
SELLERS_WORDS = (
    "the buyer", "the prospect", "your prospect", "prospects", "the buyer says", "if the buyer", "when the buyer",
    "ask the buyer", "the rep", "reps", "account executive", "sales engineer", "the champion", "your champion",
    "economic buyer", "talk track", "landmine", "this deal", "the deal", "our deals", "deals", "quota", "win rate",
    "discovery call", "our margin", "discount approval", "discount authority", "walk away", "pipeline stage",
    "close date", "lost deal", "the objection", "objection handling",
)  # fmt: skip
SELLERS_RATE, SELLERS_DIFFERENT = 5.0, 2
# Names by which people say that a buyer may have it.
OPEN_MARKS = (
    "external", "public", "customer facing", "for customers", "for buyers", "for prospects", "shareable",
    "customer version", "buyer version", "send to customer",
)  # fmt: skip

_MARKS, _NAME_MARKS, _HEADING_MARKS = CueFinder([MARKS]), CueFinder([NAME_MARKS]), CueFinder([HEADING_MARKS])
_OPEN_MARKS, _SELLERS = CueFinder([OPEN_MARKS]), CueFinder([SELLERS_WORDS])


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
        self._trust = np.array([EVERYDAY.get(label.value, 1.0) for label in labels])
        self._sizes = [[len(find_stems(name)) for name in label.names] for label in labels]
        self._finder = CueFinder([label.names for label in labels])
        self._joined = {name: i for i, label in reversed(list(enumerate(labels))) for name in _join_names(label)}

    def weigh(self, name: str) -> Table:
        """For each kind 0 where no name of it occurs, up to 2 for one that makes up the whole of a part."""
        parts = [self._weigh_part(find_stems(spell_out_name(part))) for part in PARTS.split(name)]
        return np.asarray(np.max(parts, axis=0))

    def _weigh_part(self, stems: Sequence[str]) -> Table:
        weights = np.zeros(len(self._sizes))
        for _, label, name in self._finder.find(stems):
            size = self._sizes[label][name]
            weights[label] = max(weights[label], self._trust_name(label, size, len(stems)))
        for word in join_split_words(stems):
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
        stems = find_stems(name)
        if len(stems) > 1:
            yield "".join(stems)


def choose_kind(subject: Subject, reading: Reading, kinds: LabelSet, names: NameFinder) -> Choice:
    """The most likely kind. Names weigh most, then headings and wording; the format breaks ties."""
    scores = (
        _weigh_names(subject, names) + _weigh_wording(reading, kinds) + _weigh_format(subject, reading, kinds.values)
    )
    if reading.words < FEWEST_WORDS and "other" in kinds.values and not _weigh_file(subject, names).any():
        scores[kinds.values.index("other")] += STUB
    best = int(np.argmax(scores))
    chances = np.exp(scores - scores.max())
    evidence, locator = _quote_kind(subject, kinds, names, best)
    return Choice(kinds.values[best], float(chances[best] / chances.sum()), evidence, locator)


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


def _weigh_wording(reading: Reading, kinds: LabelSet) -> Table:
    size = len(kinds.labels)
    counts, different = count_cues(reading.texts, kinds.cues, size)
    in_headings, _ = count_cues(reading.headings, kinds.cues, size)
    scores = CUES * np.log1p(1000 * counts / max(reading.words, 200)) + DIFFERENT_CUES * np.log1p(different)
    scores += HEADINGS * np.log1p(in_headings) / np.log(3 + len(reading.headings))
    if len(reading.vectors):
        near = kinds.answers.compare(reading.vectors).mean(axis=0)
        scores += MEANING * (near - near.mean()) / max(float(near.std()), 0.1)
    return np.asarray(scores)


def _weigh_format(subject: Subject, reading: Reading, values: Sequence[str]) -> Table:
    weights = np.array([OF_FORMAT.get((subject.format.lower(), value), 0.0) for value in values])
    if subject.format.lower() == "pdf" and reading.words >= FEWEST_WORDS:
        length = "one_pager" if subject.sections <= SHORT_PDF else "white_paper" if subject.sections >= LONG_PDF else ""
        weights += [OF_LENGTH * (value == length) for value in values]
    return weights


def _quote_kind(subject: Subject, kinds: LabelSet, names: NameFinder, kind: int) -> tuple[str, str]:
    printed = (*_list_opening_parts(subject), subject.title, *_list_folders(subject))
    for text in (PurePosixPath(subject.path).name, *printed):
        if names.weigh(text)[kind]:
            return shorten(text), ""
    for passage in subject.passages:
        for sentence in (passage.heading, *split_sentences(passage.text)):
            if any(label == kind for _, label, _ in kinds.cues.find(find_stems(sentence))):
                return shorten(sentence), passage.locator
    return f"{subject.format} file", ""


def choose_audience(subject: Subject, reading: Reading, kind: Choice, default: Audience | None) -> Choice:
    """Internal where anything says so; external only where nothing does and the kind is made for buyers."""
    certain = _find_mark(subject) or _find_open_mark(subject)
    if certain:
        return certain
    if default is Audience.INTERNAL:
        return Choice(Audience.INTERNAL, 0.6 + 0.35 * kind.confidence, kind.evidence, kind.locator)
    spoken = _find_sellers_words(subject, reading, enough=SELLERS_RATE if default else SELLERS_RATE / 2)
    if spoken:
        return spoken
    if default is None and reading.words < FEWEST_WORDS:
        return Choice(Audience.INTERNAL, 0.6, f"only {reading.words} words")
    certainty = 0.55 if default is None else 0.6 + 0.3 * kind.confidence
    return Choice(Audience.EXTERNAL, certainty, kind.evidence, kind.locator)


def _find_mark(subject: Subject) -> Choice | None:
    for name in (subject.path, subject.title):
        if _holds(_NAME_MARKS, spell_out_name(name)):
            return Choice(Audience.INTERNAL, 0.95, shorten(name))
    for passage in subject.passages:
        if _holds(_HEADING_MARKS, passage.heading):
            return Choice(Audience.INTERNAL, 0.85, shorten(passage.heading), passage.locator)
        if _holds(_MARKS, passage.text) or STAMP.search(passage.text):
            for sentence in split_sentences(passage.text):
                if _is_mark(sentence, notes=passage.notes):
                    return Choice(Audience.INTERNAL, 0.92, shorten(sentence), passage.locator)
    return None


def _is_mark(sentence: str, *, notes: bool) -> bool:
    """A sentence that says so word for word. In speaker notes a stamp is about the note, not about the deck."""
    words = f" {' '.join(WORD.findall(sentence.lower().replace('’', chr(39))))} "
    if len(words.split()) > LONGEST_MARK:
        return False
    return any(f" {mark} " in words for mark in MARKS) or (not notes and bool(STAMP.search(sentence)))


def _find_open_mark(subject: Subject) -> Choice | None:
    for name in (PurePosixPath(subject.path).name, subject.title):
        if _holds(_OPEN_MARKS, spell_out_name(name)):
            return Choice(Audience.EXTERNAL, 0.85, shorten(name))
    return None


def _find_sellers_words(subject: Subject, reading: Reading, *, enough: float) -> Choice | None:
    """A text that speaks of buyers. Speaker notes do so in every deck and don't count."""
    spoken = [not passage.notes for passage in subject.passages]
    texts = list(compress(reading.texts, spoken))
    (found,), (different,) = count_cues(texts, _SELLERS, 1)
    if different < SELLERS_DIFFERENT or 1000 * found / max(sum(map(len, texts)), 100) < enough:
        return None
    for passage in compress(subject.passages, spoken):
        for sentence in split_sentences(passage.text):
            if _holds(_SELLERS, sentence):
                return Choice(Audience.INTERNAL, 0.75, shorten(sentence), passage.locator)
    return None


def _holds(finder: CueFinder, text: str) -> bool:
    return any(finder.find(find_stems(text)))
