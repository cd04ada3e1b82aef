"""What a search must know of the assets it ranks, besides what they say: kind, format, size, places, objections."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from contentlib.cues import spell_out_name
from contentlib.model import Axis

# Names of folders and files that say: there is something newer.
SUPERSEDED = re.compile(
    r"\b(archived?|archives|old|legacy|drafts?|superseded|outdated|obsolete|deprecated|backup|entwurf|archiv|veraltet"
    r"|brouillon|ancien)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one asset. ``objections`` are its tags with their confidence."""

    kind: str
    format: str
    chunks: int
    superseded: bool
    objections: Mapping[str, float]


def load_facts(db: Database, asset_ids: Sequence[int]) -> dict[int, Facts]:
    """The facts of these assets, by id."""
    marks = ", ".join("?" * len(asset_ids))
    places, tags = _list_places(db, marks, asset_ids), _list_objections(db, marks, asset_ids)
    rows = db.execute(
        "SELECT id, kind, format, (SELECT count(*) FROM chunks WHERE chunks.asset_id = assets.id) FROM assets "
        f"WHERE id IN ({marks})",
        list(asset_ids),
    )
    return {
        asset_id: Facts(kind, form, chunks, is_superseded(places[asset_id]), tags[asset_id])
        for asset_id, kind, form, chunks in rows
    }


def is_superseded(paths: Sequence[str]) -> bool:
    """Whether an asset lies among old files, and nowhere else.

    >>> is_superseded(["Archive/2023/prices.pdf"]), is_superseded(["Archive/a.pdf", "Pricing/a.pdf"])
    (True, False)
    """
    return bool(paths) and all(SUPERSEDED.search(spell_out_name(path)) for path in paths)


def _list_places(db: Database, marks: str, asset_ids: Sequence[int]) -> dict[int, list[str]]:
    places: dict[int, list[str]] = defaultdict(list)
    rows = db.execute(
        "SELECT v.asset_id, l.path FROM versions v JOIN locations l ON l.version_id = v.id "
        f"WHERE l.gone_at IS NULL AND v.asset_id IN ({marks})",
        list(asset_ids),
    )
    for asset_id, path in rows:
        places[asset_id].append(path)
    return places


def _list_objections(db: Database, marks: str, asset_ids: Sequence[int]) -> dict[int, dict[str, float]]:
    tags: dict[int, dict[str, float]] = defaultdict(dict)
    rows = db.execute(
        f"SELECT asset_id, value, confidence FROM winning_tags WHERE axis = ? AND asset_id IN ({marks})",
        [Axis.OBJECTION.value, *asset_ids],
    )
    for asset_id, value, confidence in rows:
        tags[asset_id][value] = confidence
    return tags
