"""What was found, as a person sees it: each asset with its best passages and the reasons it is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from contentlib.catalog import find_answering, load_assets
from contentlib.language import Vocabulary, make_snippet
from contentlib.model import RUNNING_HEADS, Asset, Axis, Hit, Result
from contentlib.search.intent import Intent
from contentlib.search.keywords import find_query_stems
from contentlib.search.ranking import Scored, Weighed, nearest_chunk
from contentlib.search.signals import MOST, SIGNALS, ShownResult
from contentlib.storage import Store, among, listed

# How many passages of an asset are shown, each of another section, and how many are looked through for them.
HITS, LOOKED_THROUGH = 3, 12


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that was found for a query: its assets, best first, and the likeness of chunks to it (cosines).

    ``places`` is where a reranker put an asset, from 1; ``notice`` what a person should know of how it was found.
    ``folded`` are the near copies that have no place of their own, by the asset that stands for them;
    ``considered`` are all assets that were looked at, folded or not.
    """

    intent: Intent
    ranked: Sequence[Weighed]
    likeness: Mapping[int, float]
    confidence: float
    places: Mapping[int, int] = field(default_factory=dict)
    notice: str = ""
    folded: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    considered: tuple[int, ...] = ()


def make_results(db: Store, vocabulary: Vocabulary, found: Findings, *, limit: int) -> tuple[Result, ...]:
    """The first ``limit`` assets with their best hits and the reasons they are there."""
    shown = found.ranked[:limit]
    assets = load_assets(db, [one.asset_id for one in shown])
    stems = find_query_stems(found.intent.spelled.words)
    passages = _load_passages(db, shown)
    answering = _list_answering(db, vocabulary, assets, found.intent)
    return tuple(
        _make_result(vocabulary, one, assets[one.asset_id], _find_hits(one, passages, stems), found, answering)
        for one in shown
        if one.asset_id in assets
    )


def _make_result(
    vocabulary: Vocabulary, one: Weighed, asset: Asset, hits: tuple[Hit, ...], found: Findings,
    answering: Mapping[int, str],
) -> Result:  # fmt: skip
    reasons = [*dict.fromkeys(_tell_reasons(vocabulary, one, asset, hits, found))]
    if asset.id in answering:
        reasons.append(answering[asset.id])
    score = round(min(1.0, max(0.0, one.score / MOST)), 4)
    return Result(asset, score, hits, tuple(reasons), tuple(found.folded.get(asset.id, ())))


def load_passages(db: Store, assets: Sequence[Weighed]) -> list[str]:
    """Title and best passage of each asset."""
    best = [one.chunks[0].chunk_id for one in assets]
    rows = db.execute(
        "SELECT c.id, a.title || '. ' || c.text FROM chunks c JOIN assets a ON a.id = c.asset_id "
        f"WHERE c.id IN ({', '.join('?' * len(best))})",
        best,
    )
    text_of = dict(rows.fetchall())
    return [text_of.get(chunk_id, "") for chunk_id in best]


# --- passages -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk as it stands in its asset."""

    section_id: int
    locator: str
    heading: str
    text: str
    notes: bool


def _load_passages(db: Store, shown: Sequence[Weighed]) -> dict[int, Passage]:
    """The passages that the hits of these assets are chosen from, by chunk."""
    passages = _read_passages(db, [chunk.chunk_id for one in shown for chunk in one.chunks[:HITS]])
    # Where the best chunks are of one section, as many hits are found further down.
    further = (one for one in shown if len(one.chunks) > HITS and len(_best_per_section(one, passages)) < HITS)
    more = [chunk.chunk_id for one in further for chunk in one.chunks[HITS:LOOKED_THROUGH]]
    return passages | _read_passages(db, more) if more else passages


def _read_passages(db: Store, chunk_ids: Sequence[int]) -> dict[int, Passage]:
    rows = db.execute(
        "SELECT c.id, s.id, s.locator, s.heading, c.text, c.notes FROM chunks c JOIN sections s ON s.id = c.section_id "
        f"WHERE {among('c.id')}",
        [listed(chunk_ids)],
    )
    return {row[0]: Passage(row[1], row[2], row[3], row[4], bool(row[5])) for row in rows}


def _find_hits(one: Weighed, passages: Mapping[int, Passage], stems: frozenset[str]) -> tuple[Hit, ...]:
    return tuple(_to_hit(chunk, passages[chunk.chunk_id], stems) for chunk in _best_per_section(one, passages))


def _best_per_section(one: Weighed, passages: Mapping[int, Passage]) -> list[Scored]:
    """The best chunk of each of the best sections: a slide is shown once, what stands on every page if it is all."""
    known = [chunk for chunk in one.chunks[:LOOKED_THROUGH] if chunk.chunk_id in passages]
    places = [chunk for chunk in known if passages[chunk.chunk_id].locator != RUNNING_HEADS]
    best: dict[int, Scored] = {}
    for chunk in places or known:
        best.setdefault(passages[chunk.chunk_id].section_id, chunk)
    return list(best.values())[:HITS]


def _to_hit(chunk: Scored, passage: Passage, stems: frozenset[str]) -> Hit:
    return Hit(
        chunk_id=chunk.chunk_id, locator=passage.locator, heading=passage.heading,
        snippet=make_snippet(passage.text, stems), score=round(chunk.score, 4), words=round(chunk.words, 4),
        meaning=round(chunk.meaning, 4), notes=passage.notes,
    )  # fmt: skip


# --- reasons ------------------------------------------------------------------------------------------------------


def _tell_reasons(
    vocabulary: Vocabulary, one: Weighed, asset: Asset, hits: Sequence[Hit], found: Findings
) -> Iterator[str]:
    shown = ShownResult(
        value=0.0, intent=found.intent, vocabulary=vocabulary, asset=asset, hits=hits, learned=one.known.learned,
        likeness=found.likeness.get(nearest_chunk(one), 0.0), place=found.places.get(one.asset_id, 0),
    )  # fmt: skip
    for name, value in one.values.items():
        yield from SIGNALS[name].tell(replace(shown, value=value))


def _list_answering(db: Store, vocabulary: Vocabulary, assets: Mapping[int, Asset], intent: Intent) -> dict[int, str]:
    """Which slide answers what the query voices, in words, by asset; of one of one section there is nothing to tell."""
    voiced = [one.value for one in intent.understood if one.axis is Axis.OBJECTION]
    found = find_answering(db, [one.id for one in assets.values() if one.sections > 1], voiced)
    best = {asset_id: next((tag for tag in tags if tag.locator), None) for asset_id, tags in found.items()}
    return {
        asset_id: f"{tag.locator.rpartition(' > ')[2]} answers {vocabulary.labels.get(tag.value, tag.value)}"
        for asset_id, tag in best.items()
        if tag
    }
