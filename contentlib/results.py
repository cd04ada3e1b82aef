"""What was found, as a person sees it: each asset with its best passages and the reasons it is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlite_utils import Database

from contentlib.intent import Intent
from contentlib.learning import NOTHING, Learned
from contentlib.model import Asset, Axis, Hit, Result
from contentlib.ranking import MOST, Gathered, Scored, nearest_chunk
from contentlib.sections import find_answering
from contentlib.vocabulary import Vocabulary
from contentlib.words import content_words, make_snippet, stem

HITS = 3
# From which likeness on it is told; and how many words are.
CLOSE = 0.35
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that was found for a query: its assets, best first, and the likeness of chunks to it (cosines).

    ``learned`` is what came of earlier searches, by asset; ``places`` where a reranker put an asset, from 1; ``notice``
    what a person should know of how it was found.
    """

    intent: Intent
    ranked: Sequence[Gathered]
    likeness: Mapping[int, float]
    confidence: float
    learned: Mapping[int, Learned] = field(default_factory=dict)
    places: Mapping[int, int] = field(default_factory=dict)
    notice: str = ""


def make_result(db: Database, vocabulary: Vocabulary, one: Gathered, asset: Asset, found: Found) -> Result:
    """The asset with its best hits and the reasons it is there."""
    stems = {stem(word) for word in content_words(found.intent.spelled.text)}
    hits = _load_hits(db, _best_per_section(db, one.chunks), stems)
    told = _tell_reasons(vocabulary, one, asset, hits, found)
    reasons = (*told, *_tell_sections(db, vocabulary, asset, found.intent))
    return Result(asset=asset, score=round(min(1.0, max(0.0, one.score / MOST)), 4), hits=hits, reasons=reasons)


def load_passages(db: Database, assets: Sequence[Gathered]) -> list[str]:
    """Title and best passage of each asset."""
    best = [one.chunks[0].chunk_id for one in assets]
    rows = db.execute(
        "SELECT c.id, a.title || '. ' || c.text FROM chunks c JOIN assets a ON a.id = c.asset_id "
        f"WHERE c.id IN ({', '.join('?' * len(best))})",
        best,
    )
    text_of = dict(rows.fetchall())
    return [text_of.get(chunk_id, "") for chunk_id in best]


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


def _tell_reasons(
    vocabulary: Vocabulary, one: Gathered, asset: Asset, hits: Sequence[Hit], found: Found
) -> Iterator[str]:
    yield from _tell_text(one, hits, found)
    yield from _tell_tags(vocabulary, asset, found.intent)
    if one.signals.kind or one.signals.format:
        yield "is the kind of file you asked for"
    if told := found.learned.get(one.asset_id, NOTHING).tell():
        yield told
    if one.asset_id in found.places:
        yield f"is number {found.places[one.asset_id]} by the reranker"
    if one.signals.superseded:
        yield "lies among old files, so it is ranked lower"


def _tell_text(one: Gathered, hits: Sequence[Hit], found: Found) -> Iterator[str]:
    marked = dict.fromkeys(span.text.casefold() for hit in hits for span in hit.snippet if span.marked)
    if marked:
        yield "has the words " + ", ".join(f"“{word}”" for word in list(marked)[:MOST_WORDS])
    likeness = found.likeness.get(nearest_chunk(one), 0.0)
    if likeness >= CLOSE:
        yield f"means something close (similarity {likeness:.2f})"


def _tell_tags(vocabulary: Vocabulary, asset: Asset, intent: Intent) -> Iterator[str]:
    voiced = [name.value for name in intent.understood if name.axis is Axis.OBJECTION]
    tagged = [vocabulary.labels.get(tag.value, tag.value) for tag in asset.objections if tag.value in voiced]
    if tagged:
        yield "is tagged as answering " + ", ".join(tagged)


def _tell_sections(db: Database, vocabulary: Vocabulary, asset: Asset, intent: Intent) -> Iterator[str]:
    """Which slide answers what the query voices; of an asset of one section there is nothing to tell."""
    voiced = [one.value for one in intent.understood if one.axis is Axis.OBJECTION]
    answering = find_answering(db, [asset.id], voiced).get(asset.id, ()) if asset.sections > 1 else ()
    best = next((one for one in answering if one.locator), None)
    if best:
        yield f"{best.locator} answers {vocabulary.labels.get(best.value, best.value)}"
