"""Which section of an asset answers what: “slide 4 answers price”.

Owns the table ``section_tags``. A section is read as a small asset of its own, with the vectors that are there already;
so one slide of a long deck may answer what the deck as a whole does not. What a person, a file or a learned rule denies
of the asset is told of none of its sections.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from contentlib.model import Axis
from contentlib.storage import Store


@dataclass(frozen=True, slots=True)
class SectionTag:
    """What one section is about, how sure (0-1), and its words that say so; surest sections first in a list."""

    section_id: int
    locator: str
    axis: Axis
    value: str
    confidence: float
    evidence: str


def replace_section_tags(db: Store, asset_id: int, tags: Iterable[SectionTag]) -> None:
    """Put these in place of what was known of the asset's sections."""
    with db.atomic():
        db.execute("DELETE FROM section_tags WHERE asset_id = ?", [asset_id])
        db.insert_many("section_tags", [_to_row(asset_id, one) for one in tags], replace=True)


def _to_row(asset_id: int, tag: SectionTag) -> dict[str, object]:
    return {
        "section_id": tag.section_id, "axis": tag.axis.value, "value": tag.value, "asset_id": asset_id,
        "confidence": tag.confidence, "evidence": tag.evidence,
    }  # fmt: skip


def list_section_tags(db: Store, asset_ids: Sequence[int]) -> Mapping[int, tuple[SectionTag, ...]]:
    """What sections of these assets answer, by asset, surest first; nothing that is denied of the asset."""
    found: dict[int, list[SectionTag]] = defaultdict(list)
    for start in range(0, len(asset_ids), 500):
        for asset_id, tag in _load(db, list(asset_ids[start : start + 500])):
            found[asset_id].append(tag)
    return {asset_id: tuple(tags) for asset_id, tags in found.items()}


def _load(db: Store, asset_ids: list[int]) -> Iterator[tuple[int, SectionTag]]:
    rows = db.execute(
        "SELECT t.asset_id, t.section_id, s.locator, t.axis, t.value, t.confidence, t.evidence FROM section_tags t "
        "JOIN sections s ON s.id = t.section_id WHERE "
        f"t.asset_id IN ({', '.join('?' * len(asset_ids))}) AND (EXISTS (SELECT 1 FROM winning_tags w "
        "WHERE w.asset_id = t.asset_id AND w.axis = t.axis AND w.value = t.value) OR NOT EXISTS (SELECT 1 FROM tags d "
        "WHERE d.asset_id = t.asset_id AND d.axis = t.axis "
        "AND (d.source = 'file' OR d.confidence = 0 AND d.value = t.value))) "
        "ORDER BY t.confidence DESC, s.position, t.axis, t.value",
        asset_ids,
    )
    return ((row[0], SectionTag(row[1], row[2], Axis(row[3]), *row[4:])) for row in rows)


def find_answering(
    db: Store, asset_ids: Sequence[int], objections: Sequence[str]
) -> Mapping[int, tuple[SectionTag, ...]]:
    """The sections that answer any of these objections, by asset, surest first."""
    wanted = frozenset(objections)
    if not wanted:
        return {}
    listed = list_section_tags(db, asset_ids)
    kept = {
        asset_id: tuple(tag for tag in tags if tag.axis is Axis.OBJECTION and tag.value in wanted)
        for asset_id, tags in listed.items()
    }
    return {asset_id: tags for asset_id, tags in kept.items() if tags}
