"""Tags with evidence and source. A person's word beats a file's, a file's beats the model's.

A file that names objections means all of them: its list replaces the model's. A person speaks of one value at a time;
a person's tag with confidence 0 says "not this one".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from contentlib.model import Axis, Source, Tag
from contentlib.storage import Store, own, to_text


@dataclass(frozen=True, slots=True)
class AudienceGround:
    """On what an asset's audience rests by its own words: ``internal``, ``external`` or ``nothing``.

    ``sureness`` is how sure its kind is (0-1), ``is_said`` whether a name says so in words.
    """

    rests_on: str
    sureness: float
    is_said: bool = False


def replace_tags(db: Store, asset_id: int, tags: Iterable[Tag], *, made_with: str, said_at: datetime) -> None:
    """Put the indexer's tags (from file and model) in place of its earlier ones; a person's stay."""
    with db.atomic():
        db.execute(f"DELETE FROM {own('tags')} WHERE asset_id = ? AND source != 'person'", [asset_id])
        db.execute("DELETE FROM rule_effects WHERE asset_id = ?", [asset_id])
        for tag in tags:
            db.insert("tags", _to_row(asset_id, tag, said_by=made_with, said_at=said_at), replace=True)
        db.execute("UPDATE assets SET tagged_with = ? WHERE id = ?", [made_with, asset_id])
        settle(db, asset_id)


def record_correction(db: Store, asset_id: int, tag: Tag, *, said_by: str, said_at: datetime) -> None:
    """A person's word: this value, or with confidence 0 not this value. Obeyed at once."""
    with db.atomic():
        if tag.axis.is_single:
            db.execute(
                f"DELETE FROM {own('tags')} WHERE asset_id = ? AND axis = ? AND source = 'person'", [asset_id, tag.axis]
            )
        db.insert("tags", _to_row(asset_id, tag, said_by=said_by, said_at=said_at), replace=True)
        settle(db, asset_id)


def list_person_tags(db: Store, asset_id: int, axis: Axis, *, value: str = "") -> tuple[Tag, ...]:
    """What people said about an asset on one axis, of one value or of all; confidence 0 means “not this”."""
    rows = db.execute(
        "SELECT value, confidence, evidence, locator FROM tags WHERE asset_id = ? AND axis = ? AND source = 'person' "
        "AND (? = '' OR value = ?)",
        [asset_id, axis.value, value, value],
    )
    return tuple(Tag(axis, row[0], row[1], row[2], row[3], Source.PERSON) for row in rows)


def replace_person_tags(
    db: Store, asset_id: int, axis: Axis, tags: Iterable[Tag], *, value: str = "", said_by: str, said_at: datetime
) -> None:
    """Put these in place of what people said on one axis, of one value or of all; with none, file or model rule."""
    with db.atomic():
        db.execute(
            f"DELETE FROM {own('tags')} WHERE asset_id = ? AND axis = ? AND source = 'person' "
            "AND (? = '' OR value = ?)",
            [asset_id, axis.value, value, value],
        )
        for tag in tags:
            db.insert("tags", _to_row(asset_id, tag, said_by=said_by, said_at=said_at), replace=True)
        settle(db, asset_id)


def _to_row(asset_id: int, tag: Tag, *, said_by: str, said_at: datetime) -> dict[str, object]:
    return {
        "asset_id": asset_id, "axis": tag.axis.value, "value": tag.value, "confidence": round(tag.confidence, 4),
        "evidence": tag.evidence, "locator": tag.locator, "source": tag.source.value,
        "said_by": said_by, "said_at": to_text(said_at),
    }  # fmt: skip


def settle(db: Store, asset_id: int) -> None:
    """Write the winning values of kind and audience where filters and refusals look for them."""
    for axis in (one for one in Axis if one.is_single):
        row = db.execute(
            "SELECT value FROM winning_tags WHERE asset_id = ? AND axis = ? "
            "ORDER BY source = 'person' DESC, source = 'file' DESC, confidence DESC LIMIT 1",
            [asset_id, axis.value],
        ).fetchone()
        if row:
            db.update("assets", asset_id, {axis.value: row[0]})


def list_tags(db: Store, asset_ids: Iterable[int]) -> dict[int, tuple[Tag, ...]]:
    """The winning tags of each asset, surest first."""
    ids = list(asset_ids)
    found: dict[int, list[Tag]] = {asset_id: [] for asset_id in ids}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        for row in db.execute(
            "SELECT asset_id, axis, value, confidence, evidence, locator, source FROM winning_tags "
            f"WHERE asset_id IN ({', '.join('?' * len(some))}) ORDER BY confidence DESC, value",
            some,
        ):
            found[row[0]].append(Tag(Axis(row[1]), row[2], row[3], row[4], row[5], Source(row[6])))
    return {asset_id: tuple(tags) for asset_id, tags in found.items()}


def list_single_tags(db: Store, axis: Axis) -> dict[int, Tag]:
    """The winning tag of each asset on an axis of which it has exactly one."""
    rows = db.execute(
        "SELECT asset_id, value, confidence, evidence, locator, source FROM winning_tags WHERE axis = ? "
        "ORDER BY confidence",
        [axis.value],
    )
    return {row[0]: Tag(axis, row[1], row[2], row[3], row[4], Source(row[5])) for row in rows}


def replace_ground(db: Store, asset_id: int, ground: AudienceGround) -> None:
    """Keep on what the model's audience of an asset rests."""
    row = {
        "asset_id": asset_id, "rests_on": ground.rests_on, "sureness": round(ground.sureness, 4),
        "is_said": int(ground.is_said),
    }  # fmt: skip
    db.insert("audience_grounds", row, replace=True)


def list_grounds(db: Store) -> dict[int, AudienceGround]:
    """On what the audience of each asset rests that was tagged."""
    rows = db.execute("SELECT asset_id, rests_on, sureness, is_said FROM audience_grounds")
    return {row[0]: AudienceGround(row[1], row[2], bool(row[3])) for row in rows}


def put_model_tag(db: Store, asset_id: int, tag: Tag, *, said_at: datetime) -> None:
    """Put this in place of what the model said on an axis of which an asset has exactly one."""
    with db.atomic():
        db.execute(
            f"DELETE FROM {own('tags')} WHERE asset_id = ? AND axis = ? AND source = 'model'", [asset_id, tag.axis]
        )
        db.insert("tags", _to_row(asset_id, tag, said_by="neighbours", said_at=said_at), replace=True)
        settle(db, asset_id)


def forget_tagging(db: Store, asset_ids: Iterable[int]) -> None:
    """Have these assets tagged anew by the next pass."""
    db.execute_many("UPDATE assets SET tagged_with = '' WHERE id = ?", [(one,) for one in asset_ids])
