"""A query and its filters to results; the one door for the pages, the command line and programs."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlite_utils import Database

from contentlib.assets import list_formats, load_assets
from contentlib.confidence import THRESHOLD, estimate
from contentlib.errors import BadInput
from contentlib.evidence import gather_evidence
from contentlib.facts import Facts, load_facts
from contentlib.filters import check_filters, to_condition
from contentlib.intent import Intent, read_intent
from contentlib.legs import Legs, SqliteLegs
from contentlib.library import Library
from contentlib.model import Answer, Asset, Axis, Filters, Hit, Result
from contentlib.ranking import (
    MOST,
    Gathered,
    Scored,
    Signals,
    fuse,
    gather,
    nearest_chunk,
    score,
    weigh_meaning,
)
from contentlib.words import content_words, make_snippet, stem

MAX_CHARACTERS = 2000
# How many sections and chunks the legs bring, and how many assets are looked at closely.
SECTIONS, CHUNKS = 100, 200
CONSIDERED = 60
HITS = 3
# For how many results the likeness to the query is looked up: more are seldom looked at.
SHOWN = 20
# Kinds that reps send, or read, when a buyer doubts.
WELCOME = frozenset({"objection_handling", "case_study", "battle_card"})
# From which likeness on it is told; and how many words are.
CLOSE = 0.35
MOST_WORDS = 5


def find_assets(library: Library, query: str, *, filters: Filters = Filters(), limit: int = 10) -> Answer:
    """The assets that answer ``query``, best first, or the honest word that nothing fits.

    Raises:
        BadInput: an empty query, or a filter value that does not exist.
    """
    started = time.perf_counter()
    text, notice = read_text(query)
    filters = check_filters(filters, library.vocabulary, list_formats(library.db))
    found = _find(library, text, filters)
    shown = found.ranked[:limit]
    assets = load_assets(library.db, [one.asset_id for one in shown])
    results = tuple(_to_result(library, one, assets[one.asset_id], found) for one in shown)
    return Answer(
        query=text, filters=filters, confidence=round(found.confidence, 4),
        fits=found.confidence >= THRESHOLD, results=results,
        objections=tuple(one.value for one in found.intent.understood if one.axis is Axis.OBJECTION),
        notice=" ".join(part for part in (notice, _tell_spelling(found.intent)) if part),
        seconds=time.perf_counter() - started,
    )  # fmt: skip


def read_text(query: str) -> tuple[str, str]:
    """The query as it is searched, and a notice where that is not what was typed.

    Raises:
        BadInput: there is nothing to search for.
    """
    text = " ".join("".join(c if c.isprintable() else " " for c in query).split())
    if not text:
        raise BadInput("Type what the buyer said, for example “it's too expensive”.")
    if len(text) <= MAX_CHARACTERS:
        return text, ""
    return text[:MAX_CHARACTERS], f"Only the first {MAX_CHARACTERS:,} characters were searched."


def _tell_spelling(intent: Intent) -> str:
    changes = ", ".join(f"“{read}” for “{typed}”" for typed, read in intent.spelled.changes)
    return f"Searched for {changes}." if changes else ""


# --- finding ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that was found for a query: its assets, best first, and the likeness of chunks to it (cosines)."""

    intent: Intent
    ranked: Sequence[Gathered]
    likeness: Mapping[int, float]
    confidence: float


def _find(library: Library, text: str, filters: Filters) -> Found:
    intent = read_intent(library, text)
    legs = SqliteLegs(library.db, library.vectors, to_condition(filters) if filters else None)
    ranked = rank(library.db, legs, intent)
    likeness = legs.compare(intent.vector, [nearest_chunk(one) for one in ranked[:SHOWN]])
    evidence = gather_evidence(library.db, text, intent, ranked, likeness)
    return Found(intent, ranked, likeness, estimate(evidence))


def rank(db: Database, legs: Legs, intent: Intent) -> list[Gathered]:
    """The assets that both legs bring, by all there is to say for them, best first."""
    words = legs.rank_words(intent.spelled.text, limit=SECTIONS)
    meaning = legs.rank_meaning(intent.aim, limit=CHUNKS)
    meaning |= legs.compare(intent.aim, words.keys() - meaning.keys())
    # The index may be a moment ahead of or behind the tables; what has no asset is left out.
    owners = legs.find_owners({**words, **meaning}.keys())
    weight = weigh_meaning(intent.plain)
    fused = [one for one in fuse(words, meaning, weight=weight) if one.chunk_id in owners]
    return _weigh_again(db, gather(fused, owners, weight=weight)[:CONSIDERED], intent, weight)


def _weigh_again(db: Database, considered: Sequence[Gathered], intent: Intent, weight: float) -> list[Gathered]:
    """The same assets by all there is to say for them."""
    facts = load_facts(db, [one.asset_id for one in considered])
    weighed = []
    for one in considered:
        signals = _add_signals(one.signals, intent, facts[one.asset_id])
        weighed.append(replace(one, signals=signals, score=score(signals, weight=weight)))
    return sorted(weighed, key=lambda one: (-one.score, one.asset_id))


def _add_signals(signals: Signals, intent: Intent, facts: Facts) -> Signals:
    return replace(
        signals,
        tagged=min(1.0, sum(intent.objections.get(name, 0.0) * sure for name, sure in facts.objections.items())),
        welcome=intent.voiced * (facts.kind in WELCOME),
        kind=float(facts.kind in intent.kinds),
        format=float(facts.format in intent.formats),
        superseded=float(facts.superseded),
        chunks=facts.chunks,
    )


# --- what is shown ------------------------------------------------------------------------------------------------


def _to_result(library: Library, one: Gathered, asset: Asset, found: Found) -> Result:
    stems = {stem(word) for word in content_words(found.intent.spelled.text)}
    hits = _load_hits(library.db, _best_per_section(library.db, one.chunks), stems)
    reasons = tuple(_tell_reasons(library, one, asset, hits, found))
    return Result(asset=asset, score=round(max(0.0, one.score / MOST), 4), hits=hits, reasons=reasons)


def _best_per_section(db: Database, chunks: Sequence[Scored]) -> list[Scored]:
    """The best chunk of each of the best sections: a slide is shown once."""
    some = chunks[: HITS * 4]
    marks = ", ".join("?" * len(some))
    rows = db.execute(f"SELECT id, section_id FROM chunks WHERE id IN ({marks})", [chunk.chunk_id for chunk in some])
    section_of = dict(rows.fetchall())
    best: dict[int, Scored] = {}
    for chunk in some:
        best.setdefault(section_of.get(chunk.chunk_id, -chunk.chunk_id), chunk)
    return list(best.values())[:HITS]


def _load_hits(db: Database, chunks: Sequence[Scored], stems: set[str]) -> tuple[Hit, ...]:
    marks = ", ".join("?" * len(chunks))
    rows = db.execute(
        "SELECT c.id, s.locator, s.heading, c.text, c.notes FROM chunks c JOIN sections s ON s.id = c.section_id "
        f"WHERE c.id IN ({marks})",
        [chunk.chunk_id for chunk in chunks],
    )
    text_of = {row[0]: row[1:] for row in rows}
    return tuple(_to_hit(chunk, *text_of[chunk.chunk_id], stems=stems) for chunk in chunks if chunk.chunk_id in text_of)


def _to_hit(chunk: Scored, locator: str, heading: str, text: str, notes: int, *, stems: set[str]) -> Hit:
    return Hit(
        chunk_id=chunk.chunk_id, locator=locator, heading=heading, snippet=make_snippet(text, stems),
        score=round(chunk.score, 4), words=round(chunk.words, 4), meaning=round(chunk.meaning, 4), notes=bool(notes),
    )  # fmt: skip


def _tell_reasons(library: Library, one: Gathered, asset: Asset, hits: Sequence[Hit], found: Found) -> Iterator[str]:
    labels, intent = library.vocabulary.labels, found.intent
    marked = dict.fromkeys(span.text.casefold() for hit in hits for span in hit.snippet if span.marked)
    if marked:
        yield "has the words " + ", ".join(f"“{word}”" for word in list(marked)[:MOST_WORDS])
    likeness = found.likeness.get(nearest_chunk(one), 0.0)
    if likeness >= CLOSE:
        yield f"means something close (similarity {likeness:.2f})"
    voiced = [name.value for name in intent.understood if name.axis is Axis.OBJECTION]
    tagged = [labels.get(tag.value, tag.value) for tag in asset.objections if tag.value in voiced]
    if tagged:
        yield "is tagged as answering " + ", ".join(tagged)
    if one.signals.kind or one.signals.format:
        yield "is the kind of file you asked for"
    if one.signals.superseded:
        yield "lies among old files, so it is ranked lower"
