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
from contentlib.cues import WORD, find_stems, shorten, split_sentences
from contentlib.embedding import Embedder, Vectors
from contentlib.kinds import Choice, NameFinder, choose_kind
from contentlib.model import Audience, Axis, Source, Tag
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
)
from contentlib.vocabulary import Label, Vocabulary

__all__ = ["Passage", "Prototypes", "Subject", "Understood", "prepare", "read_query", "set_apart", "tag_asset"]

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
# An asset has exactly one of these; where a file names two, the first counts.
SINGLE = (Axis.KIND, Axis.AUDIENCE)
MOST_STAGES, MOST_OBJECTIONS, MOST_UNDERSTOOD = 3, 5, 2


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


def tag_asset(subject: Subject, prototypes: Prototypes, vocabulary: Vocabulary) -> tuple[Tag, ...]:
    """All tags of an asset: exactly one kind and one audience, any number of stages and objections, surest first."""
    said = tuple(_read_fields(subject, vocabulary))
    spoken_for = {tag.axis for tag in said}
    guessed = (tag for tag in _guess(subject, prototypes, said) if tag.axis not in spoken_for)
    return (*said, *guessed)


def _read_fields(subject: Subject, vocabulary: Vocabulary) -> Iterator[Tag]:
    """What people wrote into the file or its sidecar. A value that is on no closed list is no tag."""
    for axis, name in FIELDS.items():
        written = subject.properties.fields.get(name, ())
        values = dict.fromkeys(_find_value(axis, value, vocabulary) for value in written)
        for value in values:
            if value and (axis not in SINGLE or value == next(filter(None, values))):
                yield Tag(axis, value, 1.0, shorten(f"{name}: {', '.join(written)}"), "", Source.FILE)


def _find_value(axis: Axis, written: str, vocabulary: Vocabulary) -> str:
    if axis is Axis.AUDIENCE:
        return written.strip().lower() if written.strip().lower() in tuple(Audience) else ""
    closed: dict[Axis, Sequence[Label]] = {
        Axis.STAGE: vocabulary.stages,
        Axis.OBJECTION: vocabulary.objections,
        Axis.KIND: vocabulary.kinds,
    }
    if axis not in closed:
        return written.strip()
    wanted = _spell_alike(written)
    return next((one.value for one in closed[axis] if wanted in (_spell_alike(one.value), _spell_alike(one.label))), "")


def _spell_alike(text: str) -> str:
    return " ".join(find_stems(text.replace("_", " ")))


def _guess(subject: Subject, prototypes: Prototypes, said: Sequence[Tag]) -> Iterator[Tag]:
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
    usual = weights["usual"].get(kind.value, {})
    known = np.array([float(usual.get(value, 0.0)) for value in labels.values])
    return measure(reading, compared, labels, known)


def weigh(signals: Table, weights: Mapping[str, Any]) -> Table:
    """Signals to probabilities, one a row. The weights stand in the order of the columns."""
    scores = signals @ np.array(list(weights["signals"].values()), dtype=np.float64) + float(weights["bias"])
    return np.asarray(1 / (1 + np.exp(-scores)))


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
