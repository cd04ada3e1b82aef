"""What a search must know of the assets it ranks, besides what they say: kind, format, size, places, tags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contentlib.model import Axis
from contentlib.storage import Store, among, listed


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one asset. ``places`` are the paths where it lies, ``objections`` its tags with their confidence, ``markets``
    those that tell for whom it is.
    """

    kind: str
    format: str
    chunks: int
    places: Sequence[str]
    objections: Mapping[str, float]
    markets: Mapping[str, float]


def load_facts(db: Store, asset_ids: Sequence[int]) -> dict[int, Facts]:
    """The facts of these assets, by id."""
    wanted = listed(asset_ids)
    places, objections, markets = _list_places(db, wanted), *_list_tags(db, wanted)
    rows = db.execute(
        "SELECT id, kind, format, (SELECT count(*) FROM chunks WHERE chunks.asset_id = assets.id) FROM assets "
        f"WHERE {among('id')}",
        [wanted],
    )
    return {
        asset_id: Facts(kind, form, chunks, places[asset_id], objections[asset_id], markets[asset_id])
        for asset_id, kind, form, chunks in rows
    }


def _list_places(db: Store, wanted: str) -> dict[int, list[str]]:
    places: dict[int, list[str]] = defaultdict(list)
    rows = db.execute(
        "SELECT v.asset_id, l.path FROM versions v JOIN locations l ON l.version_id = v.id "
        f"WHERE l.gone_at IS NULL AND {among('v.asset_id')}",
        [wanted],
    )
    for asset_id, path in rows:
        places[asset_id].append(path)
    return places


Tags = dict[int, dict[str, float]]


def _list_tags(db: Store, wanted: str) -> tuple[Tags, Tags]:
    """Objections, then the values that tell for whom it is, each with its confidence, by asset."""
    objections: Tags = defaultdict(dict)
    markets: Tags = defaultdict(dict)
    told = [axis.value for axis in Axis if axis is Axis.OBJECTION or axis.is_market]
    rows = db.execute(
        f"SELECT asset_id, axis, value, confidence FROM winning_tags WHERE axis IN ({', '.join('?' * len(told))}) "
        f"AND {among('asset_id')}",
        [*told, wanted],
    )
    for asset_id, axis, value, confidence in rows:
        tags = objections if axis == Axis.OBJECTION else markets
        tags[asset_id][value] = confidence
    return objections, markets
