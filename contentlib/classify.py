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

import numpy as np

from contentlib.audience import choose_audience
from contentlib.competitors import Competitor, find_competitors
from contentlib.cues import WORD, find_stems, shorten, split_sentences
from contentlib.embedding import Embedder, Vectors
from contentlib.kinds import Choice, NameFinder, choose_kind
from contentlib.markets import find_markets
from contentlib.model import Axis, Source, Tag
from contentlib.sections import SectionTag
from contentlib.signals import (
    Comparison,
    LabelSet,
    Passage,
    Reading,
    Subject,
    Table,
    compare,
    measure,
    prepare_labels,
    read_subject,
    set_against,
    weigh,
)
from contentlib.values import find_value
from contentlib.vocabulary import Vocabulary

__all__ = [
    "Passage", "Prototypes", "Subject", "Understood", "prepare", "read_query", "set_apart", "tag_asset", "weigh",
]  # fmt: skip

# Fewer words than this are a label, not a sentence.
SHORTEST_QUOTE = 5
WEIGHTS = Path(__file__).with_name("classify_weights.json")
# Names of the fields that people write into a file, for each axis.
FIELDS = {
    Axis.STAGE: "stages",
    Axis.OBJECTION: "objections",
    Axis.KIND: "kind",
    Axis.AUDIENCE: "audience",
    Axis.COMPETITOR: "competitor",
    Axis.INDUSTRY: "industry",
    Axis.PERSONA: "persona",
}
# A section with fewer words is a title; an asset of one section is tagged as a whole.
SHORTEST_SECTION, FEWEST_SECTIONS, MOST_OF_SECTION = 8, 2, 2
# A section says less than an asset, so it must say it more clearly.
SUREST_OF_SECTION = {Axis.STAGE: 0.6, Axis.OBJECTION: 0.4}
# A story of a few words tells that there is one: it draws attention, and proves nothing yet.
TEASER, TEASER_WORDS = "teaser", 80
STORIES = frozenset({"case_study", "white_paper", "product_page"})
# An asset has exactly one of these; where a file names two, the first counts.
SINGLE = (Axis.KIND, Axis.AUDIENCE)
MOST_STAGES, MOST_OBJECTIONS, MOST_MARKETS, MOST_UNDERSTOOD = 3, 5, 4, 2


@dataclass(frozen=True, eq=False)
class Prototypes:
    """The vocabulary, embedded once: build with ``prepare``, keep as long as model and vocabulary stay the same.

    ``weights`` are those of ``classify_weights.json``; ``model`` and ``fingerprint`` say what it was built from.
    """

    model: str
    fingerprint: str
    stages: LabelSet
    objections: LabelSet
    kinds: LabelSet
    industries: LabelSet | None
    personas: LabelSet | None
    weights: Mapping[str, Any]

    @cached_property
    def names(self) -> NameFinder:
        return NameFinder(self.kinds.labels)


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
        stages=prepare_labels(vocabulary.stages, embedder),
        objections=prepare_labels(vocabulary.objections, embedder),
        kinds=prepare_labels(vocabulary.kinds, embedder),
        industries=prepare_labels(vocabulary.industries, embedder) if vocabulary.industries else None,
        personas=prepare_labels(vocabulary.personas, embedder) if vocabulary.personas else None,
        weights=json.loads(WEIGHTS.read_text(encoding="utf-8")),
    )


def set_apart(prototypes: Prototypes, subjects: Iterable[Subject]) -> Prototypes:
    """The same prototypes, knowing what a library says everywhere, so that only what stands out earns a tag.

    ``subjects`` are the library's assets, or some hundred of them. Worth it from about twenty.
    """
    readings = [read_subject(subject) for subject in subjects]
    return replace(
        prototypes,
        stages=set_against(prototypes.stages, readings),
        objections=set_against(prototypes.objections, readings),
    )


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
    for axis, name in FIELDS.items():
        written = subject.properties.fields.get(name, ())
        values = dict.fromkeys(find_value(axis, value, vocabulary) for value in written)
        if axis is Axis.COMPETITOR:
            values = dict.fromkeys(known.get(value.casefold(), value) for value in values)
        for value in values:
            if value and (axis not in SINGLE or value == next(filter(None, values))):
                yield Tag(axis, value, 1.0, shorten(f"{name}: {', '.join(written)}"), "", Source.FILE)


def _guess(
    subject: Subject, prototypes: Prototypes, said: Sequence[Tag], competitors: Sequence[Competitor]
) -> Iterator[Tag]:
    reading = read_subject(subject)
    kind = choose_kind(subject, reading, prototypes.kinds, prototypes.names)
    yield _make_tag(Axis.KIND, kind)
    kind = next((Choice(tag.value, 1.0, tag.evidence) for tag in said if tag.axis is Axis.KIND), kind)
    default = next((one.audience for one in prototypes.kinds.labels if one.value == kind.value), None)
    yield _make_tag(Axis.AUDIENCE, choose_audience(subject, reading, kind, default))
    for axis, labels, name, most in (
        (Axis.STAGE, prototypes.stages, "stages", MOST_STAGES),
        (Axis.OBJECTION, prototypes.objections, "objections", MOST_OBJECTIONS),
    ):
        yield from islice(_guess_list(axis, labels, prototypes.weights[name], subject, reading, kind), most)
    yield from find_competitors(subject, competitors, prototypes.weights["competitors"])
    for axis, market, name in (
        (Axis.INDUSTRY, prototypes.industries, "industries"),
        (Axis.PERSONA, prototypes.personas, "personas"),
    ):
        if market:
            yield from islice(find_markets(axis, subject, reading, market, prototypes.weights[name]), MOST_MARKETS)


def _make_tag(axis: Axis, choice: Choice) -> Tag:
    return Tag(axis, str(choice.value), round(choice.confidence, 3), choice.evidence, choice.locator, Source.MODEL)


def _guess_list(
    axis: Axis, labels: LabelSet, weights: Mapping[str, Any], subject: Subject, reading: Reading, kind: Choice
) -> Iterator[Tag]:
    """The labels of one list that are likely enough, surest first. An asset without words earns none."""
    if not subject.passages:
        return
    compared = compare(reading, labels)
    chances = weigh(measure_list(reading, compared, kind, labels, weights), weights)
    for label in np.argsort(-chances):
        if chances[label] < weights["threshold"]:
            return
        evidence, locator = _quote(subject.passages, int(label), labels, compared)
        yield Tag(axis, labels.values[label], round(float(chances[label]), 3), evidence, locator, Source.MODEL)


def measure_list(
    reading: Reading, compared: Comparison, kind: Choice, labels: LabelSet, weights: Mapping[str, Any]
) -> Table:
    """The signals of a list; what is usual for the kind comes from the weights."""
    called = TEASER if kind.value in STORIES and reading.words < TEASER_WORDS else kind.value
    usual = weights["usual"].get(called, {})
    known = np.array([float(usual.get(value, 0.0)) for value in labels.values])
    return measure(reading, compared, labels, known)


def _quote(passages: Sequence[Passage], label: int, labels: LabelSet, compared: Comparison) -> tuple[str, str]:
    """The sentence that speaks most for a label, from the passage that does."""
    best = passages[int(np.argmax(compared.near[:, label] + np.log1p(compared.cues[:, label])))]
    wanted = set(find_stems(labels.answers.find_sentence(label, best.vector)))
    whole = best.text or best.heading

    def speaks(sentence: str) -> float:
        stems = find_stems(sentence)
        if len(stems) < SHORTEST_QUOTE:
            return 0.0
        cues = {cue for _, found, cue in labels.cues.find(stems) if found == label}
        return 2 * len(cues) + len(wanted.intersection(stems)) / len(wanted)

    sentence = max(split_sentences(best.text), key=speaks, default=whole)
    return shorten(sentence if speaks(sentence) else whole), best.locator


# --- sections ------------------------------------------------------------------------------------------------------


def tag_sections(
    subject: Subject, prototypes: Prototypes, competitors: Sequence[Competitor] = ()
) -> Iterator[SectionTag]:
    """What each section is about by itself; an asset of one section says it as a whole."""
    # What is usual for a kind is told of whole assets; a section speaks for itself.
    kind = Choice("", 0.0, "")
    parts = {one.section: _cut_out(subject, one.section) for one in subject.passages}
    if len(parts) < FEWEST_SECTIONS:
        return
    for section, part in parts.items():
        reading = read_subject(part)
        if reading.words < SHORTEST_SECTION:
            continue
        for tag in _guess_section(part, reading, kind, prototypes, competitors):
            yield SectionTag(section, tag.locator, tag.axis, tag.value, tag.confidence, tag.evidence)


def _cut_out(subject: Subject, section: int) -> Subject:
    """One section as an asset of its own, called by its heading."""
    passages = tuple(one for one in subject.passages if one.section == section)
    return Subject(passages[0].heading, "", subject.format, sections=1, passages=passages)


def _guess_section(
    part: Subject, reading: Reading, kind: Choice, prototypes: Prototypes, competitors: Sequence[Competitor]
) -> Iterator[Tag]:
    """Sure objections and stages of a section; it needs a cue, since a few sentences come near to anything."""
    for axis, labels, name in (
        (Axis.STAGE, prototypes.stages, "stages"),
        (Axis.OBJECTION, prototypes.objections, "objections"),
    ):
        texts = (reading.name, *reading.texts)
        cued = {labels.values[label] for text in texts for _, label, _ in labels.cues.find(text)}
        guessed = islice(_guess_list(axis, labels, prototypes.weights[name], part, reading, kind), MOST_OF_SECTION)
        yield from (tag for tag in guessed if tag.value in cued and tag.confidence >= SUREST_OF_SECTION[axis])
    yield from find_competitors(part, competitors, prototypes.weights["competitors"])
    for axis, market, name in (
        (Axis.INDUSTRY, prototypes.industries, "industries"),
        (Axis.PERSONA, prototypes.personas, "personas"),
    ):
        # Comparing by meaning costs most, and without a word to quote there is no tag.
        if market and any(any(market.cues.find(text)) for text in (reading.name, *reading.texts)):
            yield from islice(find_markets(axis, part, reading, market, prototypes.weights[name]), MOST_OF_SECTION)


# --- queries -------------------------------------------------------------------------------------------------------


def read_query(text: str, vector: Vectors, prototypes: Prototypes) -> tuple[Understood, ...]:
    """The objections and stages that a query voices, surest first. Empty where it only names a thing."""
    understood = (
        *_understand(Axis.OBJECTION, text, vector, prototypes.objections, prototypes.weights["query_objections"]),
        *_understand(Axis.STAGE, text, vector, prototypes.stages, prototypes.weights["query_stages"]),
    )
    return tuple(sorted(understood, key=lambda one: -one.confidence))


def measure_query(text: str, vector: Vectors, labels: LabelSet) -> Table:
    """One row a label: cues, nearness to what buyers say, to what assets answer, and how far ahead of the others."""
    says = labels.says.compare(vector[None, :])[0]
    answers = labels.answers.compare(vector[None, :])[0]
    cues = np.zeros(len(says))
    for _, label, _ in labels.cues.find(find_stems(text)):
        cues[label] += 1
    return np.column_stack([np.minimum(cues, 2), says, answers, says - np.sort(says)[-2:].mean()])


def _understand(
    axis: Axis, text: str, vector: Vectors, labels: LabelSet, weights: Mapping[str, Any]
) -> Iterator[Understood]:
    chances = weigh(measure_query(text, vector, labels), weights)
    for label in np.argsort(-chances)[:MOST_UNDERSTOOD]:
        if chances[label] >= weights["threshold"]:
            phrase = _find_phrase(text, int(label), labels) or labels.says.find_sentence(int(label), vector)
            yield Understood(axis, labels.values[label], round(float(chances[label]), 3), phrase)


def _find_phrase(text: str, label: int, labels: LabelSet) -> str:
    """The longest cue of the label in a query, in the query's own words."""
    words = WORD.findall(text)
    found = [
        " ".join(words[position : position + len(find_stems(labels.labels[label].cues[cue]))])
        for position, owner, cue in labels.cues.find(find_stems(text))
        if owner == label
    ]
    return max(found, key=len, default="")
