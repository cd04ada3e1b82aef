"""What people correct about tags: obeyed at once, kept with its effect, and undone on request; and what is doubtful.

The word itself lies among the tags; here lies its history. A correction can be undone as long as no later one stands
on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from contentlib.catalog import (
    find_asset,
    list_person_tags,
    list_tags,
    load_assets,
    record_correction,
    replace_person_tags,
)
from contentlib.errors import BadInput
from contentlib.language import Vocabulary, check_text, find_value
from contentlib.model import Asset, Audience, Axis, Source, Tag
from contentlib.storage import Store, to_text, to_time
from contentlib.tagging.classify import WEIGHTS

LONGEST_EVIDENCE = 400
LONGEST_VALUE = 80
# A model's tag this little above the least it may have is worth a person's look.
DOUBT = 0.12
# From here on a tag is sure, also where the least confidence is high already.
SURE = 0.96
# Every asset gets a kind and an audience; below this the model had little to go by.
SINGLE_DOUBT = 0.62


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person says: this asset has this value, or (``holds`` false) has not."""

    asset_id: int
    axis: Axis
    value: str
    holds: bool = True
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A wish that was obeyed. ``effect`` says what changed; ``undone_at`` is set when it was taken back."""

    id: int
    asset_id: int
    asset_title: str
    axis: Axis
    value: str
    holds: bool
    effect: str
    said_by: str
    said_at: datetime
    undone_by: str
    undone_at: datetime | None
    can_undo: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """A tag of the model that is not sure, and how many sends it touches."""

    asset: Asset
    tag: Tag
    sends: int


def check_wish(db: Store, vocabulary: Vocabulary, wish: Wish) -> Asset:
    """The asset the wish is about.

    Raises:
        UnknownAsset: there is none.
        BadInput: a value that is on no list or too long, or one of those that an asset must have taken away.
    """
    asset = find_asset(db, wish.asset_id)
    vocabulary.check(wish.axis, (wish.value,))
    check_text(wish.value, "value", LONGEST_VALUE, needed=True)
    if wish.axis.is_single and not wish.holds:
        raise BadInput(f"Every asset has one {wish.axis.value}. Choose another instead of taking it away.")
    return asset


def correct(db: Store, vocabulary: Vocabulary, wish: Wish, *, said_by: str, said_at: datetime) -> Correction:
    """Obey a wish at once and keep it.

    Raises:
        UnknownAsset: there is no such asset.
        BadInput: see :func:`check_wish`.
    """
    with db.atomic():
        asset = check_wish(db, vocabulary, wish)
        if not wish.axis.traits.is_closed:
            wish = replace(wish, value=find_value(wish.axis, wish.value, vocabulary))
        evidence = check_text(wish.evidence, "evidence", LONGEST_EVIDENCE)
        before = list_person_tags(db, asset.id, wish.axis, value="" if wish.axis.is_single else wish.value)
        tag = Tag(wish.axis, wish.value, 1.0 if wish.holds else 0.0, evidence, "", Source.PERSON)
        record_correction(db, asset.id, tag, said_by=said_by, said_at=said_at)
        correction_id = db.insert("corrections",
            {
                "asset_id": asset.id, "axis": wish.axis.value, "value": wish.value, "holds": int(wish.holds),
                "effect": _word_effect(db, asset, wish, vocabulary.labels),
                "before": json.dumps([asdict(one) for one in before]),
                "said_by": said_by, "said_at": to_text(said_at),
            }
        )  # fmt: skip
    return find_correction(db, int(correction_id))


def _word_effect(db: Store, asset: Asset, wish: Wish, labels: Mapping[str, str]) -> str:
    """What changed, by comparing the asset before with its tags now."""
    had = [tag.value for tag in asset.tags if tag.axis is wish.axis]
    if wish.axis is Axis.AUDIENCE:
        had = [asset.audience.value]
    has = [tag.value for tag in list_tags(db, [asset.id])[asset.id] if tag.axis is wish.axis]
    named = labels.get(wish.value, wish.value)
    if wish.value in had and wish.value in has and (not wish.axis.is_single or had[0] == wish.value):
        return f"confirmed {named}"
    if wish.axis.is_single:
        return f"{labels.get(had[0], had[0]) if had else 'nothing'} → {named}"
    if wish.holds:
        return f"added {named}"
    return f"{'removed' if wish.value in had else 'ruled out'} {named}"


def correct_many(
    db: Store, vocabulary: Vocabulary, wishes: Iterable[Wish], *, said_by: str, said_at: datetime
) -> tuple[Correction, ...]:
    """All of the wishes or none.

    Raises:
        UnknownAsset, BadInput: as :func:`correct`.
    """
    with db.atomic():
        return tuple(correct(db, vocabulary, wish, said_by=said_by, said_at=said_at) for wish in wishes)


def undo(db: Store, correction_id: int, *, undone_by: str, undone_at: datetime) -> Correction:
    """Put back what the person's word took the place of.

    Raises:
        BadInput: there is no such correction, it is undone, or a later one stands on it.
    """
    with db.atomic():
        found = find_correction(db, correction_id)
        if found.undone_at:
            raise BadInput("This correction is undone already. Reload the page.")
        if not found.can_undo:
            raise BadInput("A later correction of the same stands on this one. Undo that one first.")
        (text,) = db.execute("SELECT before FROM corrections WHERE id = ?", [correction_id]).fetchone()
        before = [_to_tag(one) for one in json.loads(text)]
        value = "" if found.axis.is_single else found.value
        replace_person_tags(db, found.asset_id, found.axis, before, value=value, said_at=undone_at, said_by=undone_by)
        db.update("corrections", correction_id, {"undone_by": undone_by, "undone_at": to_text(undone_at)})
    return find_correction(db, correction_id)


def list_together(db: Store, correction_id: int) -> tuple[Correction, ...]:
    """The corrections that were made in the same moment by the same person, and stand; newest first.

    Raises:
        BadInput: there is none of this number.
    """
    one = find_correction(db, correction_id)
    rows = db.execute(
        f"{LISTED} WHERE c.said_at = ? AND c.said_by = ? AND c.undone_at IS NULL ORDER BY c.id DESC",
        [to_text(one.said_at), one.said_by],
    )
    return tuple(_to_correction(row) for row in rows)


def undo_together(db: Store, correction_id: int, *, undone_by: str, undone_at: datetime) -> tuple[Correction, ...]:
    """Undo this correction and those that were made together with it; all of them or none.

    Raises:
        BadInput: there is none, a later one stands on one of them, or buyers would see an asset again, which is asked
            of each on its own.
    """
    with db.atomic():
        made = list_together(db, correction_id)
        if any((one.axis, one.value) == (Axis.AUDIENCE, Audience.INTERNAL) for one in made):
            raise BadInput("Some of these keep an asset from buyers. Undo them one by one.")
        return tuple(undo(db, one.id, undone_by=undone_by, undone_at=undone_at) for one in made)


def _to_tag(one: dict[str, Any]) -> Tag:
    return Tag(Axis(one["axis"]), one["value"], one["confidence"], one["evidence"], one["locator"], Source.PERSON)


# A later one that stands is one on the same value, or on the same axis where an asset has but one value.
SINGLE = ", ".join(f"'{axis}'" for axis in Axis if axis.is_single)
LISTED = f"""SELECT c.id, c.asset_id, a.title, c.axis, c.value, c.holds, c.effect, c.said_by, c.said_at, c.undone_by,
    c.undone_at, c.undone_at IS NULL AND NOT EXISTS (SELECT 1 FROM corrections l WHERE l.asset_id = c.asset_id
        AND l.axis = c.axis AND (l.value = c.value OR c.axis IN ({SINGLE}))
        AND l.id > c.id AND l.undone_at IS NULL)
    FROM corrections c JOIN assets a ON a.id = c.asset_id"""


def find_correction(db: Store, correction_id: int) -> Correction:
    """One correction.

    Raises:
        BadInput: there is none of this number.
    """
    row = db.execute(f"{LISTED} WHERE c.id = ?", [correction_id]).fetchone()
    if row is None:
        raise BadInput(f"No correction has the number {correction_id}. Choose one from the list.")
    return _to_correction(row)


def list_corrections(
    db: Store, *, asset_id: int | None = None, limit: int = 1000, offset: int = 0
) -> tuple[Correction, ...]:
    """What was corrected, newest first, of one asset or of all."""
    rows = db.execute(
        f"{LISTED} WHERE (? IS NULL OR c.asset_id = ?) ORDER BY c.id DESC LIMIT ? OFFSET ?",
        [asset_id, asset_id, limit, offset],
    )
    return tuple(_to_correction(row) for row in rows)


def _to_correction(row: Sequence[Any]) -> Correction:
    return Correction(
        id=row[0], asset_id=row[1], asset_title=row[2], axis=Axis(row[3]), value=row[4], holds=bool(row[5]),
        effect=row[6], said_by=row[7], said_at=datetime.fromisoformat(row[8]), undone_by=row[9],
        undone_at=to_time(row[10]), can_undo=bool(row[11]),
    )  # fmt: skip


# --- what is doubtful ---------------------------------------------------------------------------------------------


def list_doubts(db: Store, *, axis: Axis | None = None) -> tuple[Doubt, ...]:
    """The model's tags near the least confidence they may have, those that touch the most sends first."""
    limits = _read_limits()
    rows = db.execute(
        "SELECT t.asset_id, t.axis, t.value, t.confidence, t.evidence, t.locator, "
        "(SELECT count(*) FROM sends s WHERE s.asset_id = t.asset_id) AS sends FROM winning_tags t "
        "JOIN assets a ON a.id = t.asset_id WHERE t.source = 'model' AND a.retired_at IS NULL "
        "AND (? IS NULL OR t.axis = ?) ORDER BY sends DESC, t.confidence, t.id",
        [axis, axis],
    ).fetchall()
    doubtful = [row for row in rows if row[3] < limits.get(Axis(row[1]), 0.0)]
    assets = load_assets(db, list({row[0] for row in doubtful}))
    return tuple(
        Doubt(assets[row[0]], Tag(Axis(row[1]), row[2], row[3], row[4], row[5], Source.MODEL), row[6])
        for row in doubtful
    )


def _read_limits() -> dict[Axis, float]:
    """Below which confidence a tag of each axis is worth a look."""
    weights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {axis: SINGLE_DOUBT if axis.is_single else _reach(weights[axis.traits.table]["threshold"]) for axis in Axis}


def _reach(threshold: float) -> float:
    return min(threshold + DOUBT, SURE)
