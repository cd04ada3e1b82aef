"""Which versions say nearly the same, as a pass found, and which of several copies a person is shown first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from contentlib.catalog.assets import CURRENT_VERSION, load_assets
from contentlib.catalog.places import untidiness
from contentlib.model import RUNNING_HEADS, Asset, Audience
from contentlib.storage import Store, among, listed

# --- as a pass finds them -------------------------------------------------------------------------------------------


def list_unsketched(db: Store) -> list[int]:
    """The versions whose text nobody compared with others yet."""
    rows = db.execute(
        "SELECT v.id FROM versions v LEFT JOIN sketches k ON k.version_id = v.id "
        "WHERE k.version_id IS NULL ORDER BY v.id"
    )
    return [row[0] for row in rows]


def read_shown_text(db: Store, version_id: int) -> str:
    """What a version says to who looks at it: no notes, and not what stands on every page."""
    rows = db.execute(
        "SELECT heading, text FROM sections WHERE version_id = ? AND locator != ? ORDER BY position",
        [version_id, RUNNING_HEADS],
    )
    return "\n".join(part for row in rows for part in row if part)


def load_sketches(db: Store) -> dict[int, bytes]:
    """The sketches of all versions; empty for those that say too little to be compared."""
    return dict(db.execute("SELECT version_id, sketch FROM sketches").fetchall())


def record_sketches(db: Store, sketches: Mapping[int, bytes], copies: Iterable[tuple[int, int, float]]) -> None:
    """Keep the sketches of versions, and the pairs found for them: two ids, and how like they are."""
    with db.atomic():
        db.insert_many("sketches", [{"version_id": one, "sketch": sketch} for one, sketch in sketches.items()])
        for one, other, alike in copies:
            for version_id, copy_id in ((one, other), (other, one)):
                row = {"version_id": version_id, "copy_id": copy_id, "alike": round(alike, 4)}
                db.insert("near_copies", row, replace=True)


def forget_sketch(db: Store, version_id: int) -> None:
    """The version says something else than before: the next pass compares it anew."""
    db.execute("DELETE FROM near_copies WHERE version_id = ? OR copy_id = ?", [version_id] * 2)
    db.execute("DELETE FROM sketches WHERE version_id = ?", [version_id])


# --- as people see them ---------------------------------------------------------------------------------------------

PAIRS = f"""WITH shown AS (SELECT assets.id, {CURRENT_VERSION} AS version_id FROM assets
    WHERE {among("assets.id")})
    SELECT one.id, other.id FROM shown one JOIN near_copies n ON n.version_id = one.version_id
    JOIN shown other ON other.version_id = n.copy_id WHERE one.id != other.id"""


def find_copies_among(db: Store, asset_ids: Sequence[int]) -> dict[int, set[int]]:
    """Which of these assets are near copies of each other, by the versions that are current."""
    copies: dict[int, set[int]] = defaultdict(set)
    for one, other in db.execute(PAIRS, [listed(asset_ids)]):
        copies[one].add(other)
    return dict(copies)


def list_near_copies(db: Store, asset: Asset) -> tuple[Asset, ...]:
    """The living assets that say nearly what this one says, the most official first."""
    rows = db.execute(
        "SELECT DISTINCT v.asset_id FROM near_copies n JOIN versions v ON v.id = n.copy_id "
        "JOIN assets a ON a.id = v.asset_id WHERE n.version_id = ? AND a.id != ? AND a.retired_at IS NULL",
        [asset.version_id, asset.id],
    )
    found = load_assets(db, [row[0] for row in rows])
    copied = find_copies_among(db, [asset.id, *found]).get(asset.id, set())
    alike = (one for one in found.values() if one.id in copied and _is_same_language(asset, one))
    return tuple(sorted(alike, key=rank_official))


def group_copies(assets: Mapping[int, Asset], copies: Mapping[int, Collection[int]]) -> dict[int, tuple[int, ...]]:
    """Each asset that is shown, with the copies of it that are not: of several that say the same, the most official.

    Every asset is in one place. What folds away is a near copy of the very asset that is shown, not of another copy.
    """
    groups: dict[int, tuple[int, ...]] = {}
    folded: set[int] = set()
    order = sorted(assets.values(), key=rank_official)
    for asset in order:
        if asset.id in folded:
            continue
        mine = copies.get(asset.id, ())
        more = [one.id for one in order if one.id in mine and one.id not in {*folded, *groups} and _folds(asset, one)]
        groups[asset.id] = tuple(more)
        folded.update(more)
    return groups


def rank_official(asset: Asset) -> tuple[Any, ...]:
    """Sorts near copies, the one to show first: no old one, draft or copy, then for buyers, newest, highest number."""
    marks, depth, path = untidiness(asset.path)
    changed = asset.modified_at.date().toordinal() if asset.modified_at else 0
    numbers = tuple(-int(number[:9]) for number in re.findall(r"[0-9]+", PurePosixPath(path).stem))
    return marks, asset.audience is not Audience.EXTERNAL, -changed, numbers or (1,), depth, path, asset.id


def _folds(shown: Asset, away: Asset) -> bool:
    """Whether one may stand for the other: what may go to a buyer is never hidden behind what may not."""
    may_go = shown.audience is Audience.EXTERNAL or away.audience is not Audience.EXTERNAL
    return may_go and _is_same_language(shown, away)


def _is_same_language(one: Asset, other: Asset) -> bool:
    return not one.language or not other.language or one.language == other.language
