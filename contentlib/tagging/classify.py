"""Text to buyer stages, objections, kind and audience, each with the words that earned it; for assets and for queries.

Every label of a list is weighed by the same few numbers (``classify_weights.json``), so that a team may add labels
without fitting anything. What a file says about itself replaces what the model would say on that axis.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from contentlib.arrays import Table, Vectors, np
from contentlib.catalog import SectionTag
from contentlib.language import (
    CUE_WORD,
    KindRole,
    Label,
    Vocabulary,
    find_stems,
    find_value,
    shorten,
    split_sentences,
)
from contentlib.model import Axis, Source, Tag
from contentlib.models import (
    Embedder,
)
from contentlib.tagging.answered import AnswerHead, find_head
from contentlib.tagging.audience import choose_audience
from contentlib.tagging.backdrop import Backdrop
from contentlib.tagging.competitors import Competitor, find_competitors
from contentlib.tagging.doubts import DoubtHead, find_doubts
from contentlib.tagging.kind_head import KindHead, find_kind_head
from contentlib.tagging.kinds import Choice, NameFinder, choose_kind
from contentlib.tagging.label_signals import (
    Comparison,
    EmbeddedPassage,
    LabelSet,
    StemmedText,
    Subject,
    compare,
    measure,
    measure_everywhere,
    prepare_labels,
    read_subject,
    set_against,
    weigh,
)
from contentlib.tagging.markets import find_markets
from contentlib.tagging.voice import damp, hear_buyer

__all__ = [
    "EmbeddedPassage", "Prototypes", "Subject", "Understood", "measure_backdrop", "prepare", "read_query", "set_apart",
    "tag_asset", "weigh",
]  # fmt: skip

# Fewer words than this are a label, not a sentence.
SHORTEST_QUOTE = 5
# A quotation is looked for in the passages that speak most for a label.
MOST_QUOTED = 4
NEGATIONS = frozenset(find_stems("not isn't aren't wasn't nicht"))
WEIGHTS = Path(__file__).with_name("classify_weights.json")
# A section with fewer words is a title; an asset of one section is tagged as a whole.
SHORTEST_SECTION, FEWEST_SECTIONS, MOST_OF_SECTION = 8, 2, 2
# The axes that are weighed against a list: what texts answer, and for whom they are.
VOICED = tuple(axis for axis in Axis if axis.is_voiced)
MARKETS = tuple(axis for axis in Axis if axis.is_market)
# A story of a few words tells that there is one: it draws attention, and proves nothing yet.
TEASER_WORDS = 80
# What a section is of: what is told of a kind is told of whole assets; a section speaks for itself.
NO_KIND = Label("", "", "")
MOST_UNDERSTOOD = 2


@dataclass(frozen=True, eq=False)
class Prototypes:
    """The vocabulary, embedded once: build with ``prepare``, keep as long as model and vocabulary stay the same.

    ``lists`` has no axis whose list is empty. ``weights`` are those of ``classify_weights.json``; ``model`` and
    ``fingerprint`` say what it was built from.
    """

    model: str
    fingerprint: str
    lists: Mapping[Axis, LabelSet]
    weights: Mapping[str, Any]

    @property
    def stages(self) -> LabelSet:
        return self.lists[Axis.STAGE]

    @property
    def objections(self) -> LabelSet:
        return self.lists[Axis.OBJECTION]

    @property
    def kinds(self) -> LabelSet:
        return self.lists[Axis.KIND]

    @cached_property
    def names(self) -> NameFinder:
        return NameFinder(self.kinds.labels)

    @cached_property
    def kind_head(self) -> KindHead | None:
        """What reads the kind from what an asset says, where one was fitted for this list and this model."""
        return find_kind_head(self.model, self.kinds.values)

    @cached_property
    def doubts(self) -> DoubtHead | None:
        """What reads the objections of queries, where one was fitted for this list and this model."""
        return find_doubts(self.model, self.objections.values)

    def list_weighed(self, axes: Iterable[Axis]) -> Iterator[tuple[Axis, LabelSet, Mapping[str, Any]]]:
        """Of these axes those that have a list, each with its list and its weights."""
        return ((axis, self.lists[axis], self.weights[axis.traits.table]) for axis in axes if axis in self.lists)

    def find_kind(self, value: str) -> Label:
        """What the vocabulary says of a kind; nothing of one that it does not know."""
        return next((one for one in self.kinds.labels if one.value == value), NO_KIND)


@dataclass(frozen=True, slots=True)
class Understood:
    """An objection or stage that a query voices, how sure (0-1), and the phrase that gave it away.

    ``phrase`` is quoted from the query, or the sentence of the vocabulary that it comes nearest to.
    """

    axis: Axis
    value: str
    confidence: float
    phrase: str


def prepare(vocabulary: Vocabulary, embedder: Embedder) -> Prototypes:
    """Embed the vocabulary (some 500 sentences, a few seconds)."""
    return Prototypes(
        model=embedder.name,
        fingerprint=vocabulary.fingerprint,
        lists={
            axis: prepare_labels(labels, embedder, head=_find_head(axis, labels, embedder))
            for axis in (*VOICED, Axis.KIND, *MARKETS)
            if (labels := vocabulary.list_labels(axis))
        },
        weights=json.loads(WEIGHTS.read_text(encoding="utf-8")),
    )


def _find_head(axis: Axis, labels: Sequence[Label], embedder: Embedder) -> AnswerHead | None:
    return find_head(embedder.name, [label.value for label in labels]) if axis is Axis.OBJECTION else None


def measure_backdrop(prototypes: Prototypes, subjects: Iterable[Subject], *, made_with: str, assets: int) -> Backdrop:
    """What a library says everywhere of each objection; ``subjects`` are its assets, or some hundred of them."""
    cues, near = measure_everywhere(prototypes.objections, map(read_subject, subjects))
    values = prototypes.objections.values
    # Rounded, so that the order in which assets are added up changes nothing.
    return Backdrop(
        made_with, assets,
        cues={value: round(float(one), 4) for value, one in zip(values, cues, strict=True)},
        near={value: round(float(one), 4) for value, one in zip(values, near, strict=True)},
    )  # fmt: skip


def set_apart(prototypes: Prototypes, backdrop: Backdrop | None) -> Prototypes:
    """The same prototypes before this backdrop: an objection that the library speaks of everywhere must stand out.

    Stages are told by what an asset is more than by its words; there a backdrop changed nothing for the better.
    """
    if backdrop is None:
        return prototypes
    values = prototypes.objections.values
    cues = np.array([backdrop.cues.get(value, 0.0) for value in values])
    near = np.array([backdrop.near.get(value, 0.0) for value in values])
    apart = set_against(prototypes.objections, cues, near)
    return replace(prototypes, lists={**prototypes.lists, Axis.OBJECTION: apart})


# --- assets --------------------------------------------------------------------------------------------------------


def tag_asset(
    subject: Subject, prototypes: Prototypes, vocabulary: Vocabulary, competitors: Sequence[Competitor] = ()
) -> tuple[Tag, ...]:
    """All tags of an asset: exactly one kind and one audience, any number of the others, surest first."""
    said = tuple(_read_fields(subject, vocabulary, competitors))
    spoken_for = {tag.axis for tag in said}
    guessed = (tag for tag in _guess(subject, prototypes, said, competitors) if tag.axis not in spoken_for)
    return (*said, *guessed)


def _read_fields(subject: Subject, vocabulary: Vocabulary, competitors: Sequence[Competitor]) -> Iterator[Tag]:
    """What people wrote into the file or its sidecar. A value that is on no closed list is no tag."""
    known = {one.name.casefold(): one.name for one in competitors}
    for axis in Axis:
        name = axis.traits.written[0]
        written = subject.properties.fields.get(name, ())
        values = dict.fromkeys(find_value(axis, value, vocabulary) for value in written)
        if axis is Axis.COMPETITOR:
            values = dict.fromkeys(known.get(value.casefold(), value) for value in values)
        for value in values:
            if value and (not axis.is_single or value == next(filter(None, values))):
                yield Tag(axis, value, 1.0, shorten(f"{name}: {', '.join(written)}"), "", Source.FILE)


def _guess(
    subject: Subject, prototypes: Prototypes, said: Sequence[Tag], competitors: Sequence[Competitor]
) -> Iterator[Tag]:
    reading = read_subject(subject)
    kind = choose_kind(subject, reading, prototypes.kinds, prototypes.names, prototypes.kind_head)
    yield _make_tag(Axis.KIND, kind)
    kind = next((Choice(tag.value, 1.0, tag.evidence) for tag in said if tag.axis is Axis.KIND), kind)
    label = prototypes.find_kind(kind.value)
    yield _make_tag(Axis.AUDIENCE, choose_audience(subject, reading, kind, label.audience))
    for axis, labels, weights in prototypes.list_weighed(VOICED):
        yield from islice(_guess_list(axis, labels, weights, subject, reading, label), weights["most"])
    yield from find_competitors(subject, competitors, prototypes.weights["competitors"])
    is_story = KindRole.STORY in label.roles
    for axis, labels, weights in prototypes.list_weighed(MARKETS):
        found = find_markets(axis, subject, reading, labels, weights, is_story=is_story)
        yield from islice(found, weights["most"])


def _make_tag(axis: Axis, choice: Choice) -> Tag:
    return Tag(axis, str(choice.value), round(choice.confidence, 3), choice.evidence, choice.locator, Source.MODEL)


def _guess_list(
    axis: Axis, labels: LabelSet, weights: Mapping[str, Any], subject: Subject, reading: StemmedText, kind: Label
) -> Iterator[Tag]:
    """The labels of one list that are likely enough, surest first. An asset without words earns none."""
    if not subject.passages:
        return
    compared = compare(reading, labels)
    signals = measure_list(reading, compared, labels, list_usual(kind, axis, reading.words))
    chances, thresholds = weigh_list(signals, compared, labels, weights)
    for label in np.argsort(-chances):
        if chances[label] < thresholds[label]:
            continue
        evidence, locator = _quote(subject.passages, int(label), labels, compared)
        yield Tag(axis, labels.values[label], round(float(chances[label]), 3), evidence, locator, Source.MODEL)


def weigh_list(
    signals: Table, compared: Comparison, labels: LabelSet, weights: Mapping[str, Any]
) -> tuple[Table, Table]:
    """How likely each label is, and from which chance on it is told: by the list's head where it knows the label."""
    chances, thresholds = weigh(signals, weights), np.full(len(labels.values), float(weights["threshold"]))
    if labels.head and compared.answered is not None:
        chances[labels.head.known] = labels.head.weigh(signals, compared.answered)
        thresholds[labels.head.known] = labels.head.threshold
    return chances, thresholds


def list_usual(kind: Label, axis: Axis, words: int) -> Mapping[str, float]:
    """What an asset of this kind and so many words serves as a rule, by value."""
    usual = kind.usual_in_short if kind.usual_in_short and words < TEASER_WORDS else kind.usual
    return usual.get(axis.traits.table, {})


def measure_list(reading: StemmedText, compared: Comparison, labels: LabelSet, usual: Mapping[str, float]) -> Table:
    """The signals of a list, with what is usual for the kind."""
    known = np.array([float(usual.get(value, 0.0)) for value in labels.values])
    return measure(reading, compared, labels, known)


def _quote(passages: Sequence[EmbeddedPassage], label: int, labels: LabelSet, compared: Comparison) -> tuple[str, str]:
    """The sentence that speaks most for a label, from one of the passages that do, with its locator."""
    sureness = compared.near[:, label] + np.log1p(compared.cues[:, label])
    if labels.head and compared.answered is not None and label in labels.head.known:
        sureness = compared.answered[:, list(labels.head.known).index(label)]
    likely = [passages[row] for row in np.argsort(-sureness, kind="stable")[:MOST_QUOTED]]
    wanted = set(find_stems(labels.answers.find_sentence(label, likely[0].vector)))

    def speaks(sentence: str) -> float:
        stems = find_stems(sentence)
        if len(stems) < SHORTEST_QUOTE:
            return 0.0
        cues = {cue for at, found, cue in labels.cues.find(stems) if found == label and not is_denied(stems, at)}
        return 2 * len(cues) + len(wanted.intersection(stems)) / len(wanted)

    # Of two that speak as loud, the one from the likelier passage, which is the first.
    sentences = ((one, passage) for passage in likely for one in split_sentences(passage.text))
    sentence, passage = max(sentences, key=lambda pair: speaks(pair[0]), default=("", likely[0]))
    if not speaks(sentence):
        sentence, passage = likely[0].text or likely[0].heading, likely[0]
    return shorten(sentence), passage.locator


def is_denied(stems: Sequence[str], position: int) -> bool:
    """Whether a “not” stands close before a cue, which then is a poor one to quote.

    >>> is_denied(find_stems("a timing objection, not a price objection"), 5)
    True
    """
    return not NEGATIONS.isdisjoint(stems[max(0, position - 2) : position])


# --- sections ------------------------------------------------------------------------------------------------------


def tag_sections(
    subject: Subject, prototypes: Prototypes, competitors: Sequence[Competitor] = ()
) -> Iterator[SectionTag]:
    """What each section is about by itself; an asset of one section says it as a whole."""
    passages: dict[int, list[EmbeddedPassage]] = {}
    for one in subject.passages:
        passages.setdefault(one.section, []).append(one)
    if len(passages) < FEWEST_SECTIONS:
        return
    for section, own in passages.items():
        part = _cut_out(subject, own)
        reading = read_subject(part)
        if reading.words < SHORTEST_SECTION:
            continue
        for tag in _guess_section(part, reading, prototypes, competitors):
            yield SectionTag(section, tag.locator, tag.axis, tag.value, tag.confidence, tag.evidence)


def _cut_out(subject: Subject, passages: Sequence[EmbeddedPassage]) -> Subject:
    """The passages of one section as an asset of its own, called by its heading."""
    return Subject(passages[0].heading, "", subject.format, sections=1, passages=tuple(passages))


def _guess_section(
    part: Subject, reading: StemmedText, prototypes: Prototypes, competitors: Sequence[Competitor]
) -> Iterator[Tag]:
    """What a section is surely about; it needs a cue, since a few sentences come near to anything.

    A section says less than an asset, so it must say it more clearly: the weights tell how clearly.
    """
    for axis, labels, weights in prototypes.list_weighed(VOICED):
        texts, values = (reading.name, *reading.texts), labels.values
        cued = {values[label] for text in texts for _, label, _ in labels.cues.find(text)}
        if not cued:
            continue
        guessed = islice(_guess_list(axis, labels, weights, part, reading, NO_KIND), MOST_OF_SECTION)
        yield from (tag for tag in guessed if tag.value in cued and tag.confidence >= weights["of_section"])
    yield from find_competitors(part, competitors, prototypes.weights["competitors"])
    for axis, labels, weights in prototypes.list_weighed(MARKETS):
        # Comparing by meaning costs most, and without a word to quote there is no tag.
        if any(any(labels.cues.find(text)) for text in (reading.name, *reading.texts)):
            guessed = islice(find_markets(axis, part, reading, labels, weights), MOST_OF_SECTION)
            yield from (tag for tag in guessed if tag.confidence >= weights["of_section"])


# --- queries -------------------------------------------------------------------------------------------------------


def read_query(text: str, vector: Vectors, prototypes: Prototypes) -> tuple[Understood, ...]:
    """The objections and stages that a query voices, surest first. Empty where it only names a thing."""
    stages = weigh(measure_query(text, vector, prototypes.stages), prototypes.weights["query_stages"])
    understood = (
        *_understand(Axis.OBJECTION, text, vector, prototypes, weigh_objections(text, vector, prototypes)),
        *_understand(Axis.STAGE, text, vector, prototypes, stages),
    )
    return tuple(sorted(understood, key=lambda one: -one.confidence))


def weigh_objections(text: str, vector: Vectors, prototypes: Prototypes) -> Table:
    """The chance of each objection: by the head where it knows it; all lower where the words are not a buyer's."""
    chances = weigh(measure_query(text, vector, prototypes.objections), prototypes.weights["query_objections"])
    if head := prototypes.doubts:
        chances[head.known] = head.weigh(vector, find_stems(text))
    return np.asarray(chances * damp(hear_buyer(vector, prototypes.model)))


def measure_query(text: str, vector: Vectors, labels: LabelSet) -> Table:
    """One row a label: cues, nearness to what buyers say, to what assets answer, and how far ahead of the others."""
    says = labels.says.compare(vector[None, :])[0]
    answers = labels.answers.compare(vector[None, :])[0]
    cues = np.zeros(len(says))
    for _, label, _ in labels.cues.find(find_stems(text)):
        cues[label] += 1
    return np.column_stack([np.minimum(cues, 2), says, answers, says - np.sort(says)[-2:].mean()])


def _understand(axis: Axis, text: str, vector: Vectors, prototypes: Prototypes, chances: Table) -> Iterator[Understood]:
    labels = prototypes.lists[axis]
    thresholds = np.full(len(chances), float(prototypes.weights[f"query_{axis.traits.table}"]["threshold"]))
    if axis is Axis.OBJECTION and prototypes.doubts:
        thresholds[prototypes.doubts.known] = prototypes.doubts.threshold
    for label in np.argsort(-chances)[:MOST_UNDERSTOOD]:
        if chances[label] >= thresholds[label]:
            phrase = _find_phrase(text, int(label), labels) or labels.says.find_sentence(int(label), vector)
            yield Understood(axis, labels.values[label], round(float(chances[label]), 3), phrase)


def _find_phrase(text: str, label: int, labels: LabelSet) -> str:
    """The longest cue of the label in a query, in the query's own words."""
    words = CUE_WORD.findall(text)
    found = [
        " ".join(words[position : position + len(find_stems(labels.labels[label].cues[cue]))])
        for position, owner, cue in labels.cues.find(find_stems(text))
        if owner == label
    ]
    return max(found, key=len, default="")
