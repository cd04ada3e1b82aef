"""A query and its filters to results; the one door for the pages, the command line and programs."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlite_utils import Database

from contentlib.assets import list_formats, load_assets
from contentlib.classify import Understood, read_query
from contentlib.confidence import THRESHOLD, Signals, estimate
from contentlib.errors import BadInput
from contentlib.filters import Condition, check_filters, to_condition
from contentlib.keywords import rank_words
from contentlib.library import Library
from contentlib.model import Answer, Asset, Axis, Filters, Hit, Result
from contentlib.ranking import Gathered, Scored, fuse, gather
from contentlib.words import content_words, make_snippet, split_words, stem

MAX_CHARACTERS = 2000
CANDIDATES = 200
HITS = 3


def find_assets(library: Library, query: str, *, filters: Filters = Filters(), limit: int = 10) -> Answer:
    """The assets that answer ``query``, best first, or the honest word that nothing fits.

    Raises:
        BadInput: an empty query, or a filter value that does not exist.
    """
    started = time.perf_counter()
    text, notice = read_text(query)
    filters = check_filters(filters, library.vocabulary, list_formats(library.db))
    found = _find(library, text, filters)
    assets = load_assets(library.db, [one.asset_id for one in found.gathered[:limit]])
    confidence = _estimate(library.db, text, found)
    results = tuple(_to_result(library, text, one, assets[one.asset_id], found) for one in found.gathered[:limit])
    return Answer(
        query=text, filters=filters, confidence=round(confidence, 4), fits=confidence >= THRESHOLD, results=results,
        objections=tuple(one.value for one in found.understood if one.axis is Axis.OBJECTION), notice=notice,
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


@dataclass(frozen=True, slots=True)
class Found:
    """Everything the two legs said about a query."""

    gathered: Sequence[Gathered]
    cosines: Mapping[int, float]
    by_words: Mapping[int, float]
    understood: tuple[Understood, ...]


def _find(library: Library, text: str, filters: Filters) -> Found:
    vector = library.embedder.embed([text])[0]
    only = to_condition(filters) if filters else None
    words = dict(rank_words(library.db, text, limit=CANDIDATES, only=only))
    allowed = _allowed(library.db, only) if only else None
    vectors = library.vectors
    cosines = dict(vectors.search(vector, limit=CANDIDATES, only=allowed))
    lacking = np.array([chunk_id for chunk_id in words if chunk_id not in cosines], dtype=np.int64)
    cosines |= vectors.similarities(vector, lacking)
    asset_of = _assets_of(library.db, list({**words, **cosines}))
    # The index may be a moment ahead of or behind the tables; what has no asset is left out.
    known = [scored for scored in fuse(words, cosines) if scored.chunk_id in asset_of]
    return Found(gather(known, asset_of), cosines, words, read_query(text, vector, library.prototypes))


def _allowed(db: Database, only: Condition) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.fromiter((row[0] for row in db.execute(only.chunks(), list(only.parameters))), dtype=np.int64)


def _assets_of(db: Database, chunk_ids: Sequence[int]) -> dict[int, int]:
    marks = ", ".join("?" * len(chunk_ids))
    rows = db.execute(f"SELECT id, asset_id FROM chunks WHERE id IN ({marks})", list(chunk_ids))
    return dict(rows.fetchall())


# --- how sure -----------------------------------------------------------------------------------------------------


def _estimate(db: Database, text: str, found: Found) -> float:
    if not found.gathered:
        return 0.0
    first = found.gathered[:3]
    both = [
        any(c.chunk_id in found.by_words and found.cosines.get(c.chunk_id, 0) > 0.3 for c in one.chunks)
        for one in first
    ]
    return estimate(
        Signals(
            cosine=max(found.cosines.values(), default=0.0),
            coverage=_coverage(db, text, [chunk.chunk_id for one in first for chunk in one.chunks[:HITS]]),
            agreement=sum(both) / len(both),
        )
    )


def _coverage(db: Database, text: str, chunk_ids: Sequence[int]) -> float:
    """The share of the query's words, rare ones counting more, that these chunks contain."""
    words = content_words(text)
    if not words:
        return 0.0
    (total,) = db.execute("SELECT count(*) FROM chunks").fetchone()
    marks = ", ".join("?" * len(chunk_ids))
    rows = db.execute(f"SELECT title, heading, body, notes FROM chunk_words WHERE rowid IN ({marks})", list(chunk_ids))
    stems = {stem(word) for row in rows for word in split_words(" ".join(row))}
    rarity = {word: _rarity(db, word, total) for word in words}
    return sum(value for word, value in rarity.items() if stem(word) in stems) / sum(rarity.values())


def _rarity(db: Database, word: str, total: int) -> float:
    (count,) = db.execute("SELECT count(*) FROM chunk_words WHERE chunk_words MATCH ?", [f'"{word}"']).fetchone()
    return math.log((total + 1) / (count + 0.5)) if count else math.log(total + 2)


# --- what is shown ------------------------------------------------------------------------------------------------


def _to_result(library: Library, text: str, one: Gathered, asset: Asset, found: Found) -> Result:
    stems = {stem(word) for word in content_words(text)}
    hits = _load_hits(library.db, _best_per_section(library.db, one.chunks), stems)
    return Result(asset=asset, score=round(one.score, 4), hits=hits, reasons=_reasons(library, one, asset, hits, found))


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


def _reasons(library: Library, one: Gathered, asset: Asset, hits: Sequence[Hit], found: Found) -> tuple[str, ...]:
    reasons = []
    marked = dict.fromkeys(span.text.casefold() for hit in hits for span in hit.snippet if span.marked)
    if marked:
        reasons.append("has the words " + ", ".join(f"“{word}”" for word in list(marked)[:5]))
    best = max((found.cosines.get(chunk.chunk_id, 0.0) for chunk in one.chunks), default=0.0)
    if best >= 0.35:
        reasons.append(f"means something close (similarity {best:.2f})")
    wanted = {understood.value for understood in found.understood}
    answers = [library.vocabulary.labels.get(tag.value, tag.value) for tag in asset.objections if tag.value in wanted]
    if answers:
        reasons.append("is tagged as answering " + ", ".join(answers))
    return tuple(reasons)
