"""How often assets were sent and read, and in how many won deals they were: a line for a result, not a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contentlib.storage import Store, among, listed


@dataclass(frozen=True, slots=True)
class Usage:
    """What became of an asset. ``read`` counts sends that a person read, ``won`` the won deals it was sent on."""

    sent: int = 0
    read: int = 0
    won: int = 0


def count_usage(db: Store, asset_ids: Sequence[int]) -> dict[int, Usage]:
    """The usage of these assets; an asset never sent has an empty one."""
    rows = db.execute(
        "SELECT s.asset_id, count(*), "
        "count(CASE WHEN EXISTS (SELECT 1 FROM views v WHERE v.send_id = s.id AND v.human) THEN 1 END), "
        "count(DISTINCT CASE WHEN d.outcome = 'won' THEN d.id END) FROM sends s LEFT JOIN deals d ON d.id = s.deal_id "
        f"WHERE {among('s.asset_id')} GROUP BY s.asset_id",
        [listed(asset_ids)],
    )
    used = {asset_id: Usage(sent, read, won) for asset_id, sent, read, won in rows}
    return {asset_id: used.get(asset_id, Usage()) for asset_id in asset_ids}
