"""What the reports stand on: the living assets, who looks after each, and how often it was shown, opened, sent, read.

Read once for a window, so that a page that asks several reports reads it once, and all of them count alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from contentlib.catalog import list_plain_assets
from contentlib.model import Asset
from contentlib.reports.scope import Scope, list_owners
from contentlib.storage import Store, to_text

SHOWN = (
    "FROM impressions i JOIN counted_searches s ON s.id = i.search_id WHERE s.searched_at >= ? AND s.searched_at < ?"
)
# A reading counts with its send, whenever it happened: what was sent in a window is read or not.
COUNTS = {
    "impressions": f"SELECT i.asset_id, count(*), min(i.rank) {SHOWN} GROUP BY 1",
    "opens": "SELECT asset_id, count(*) FROM counted_opens WHERE opened_at >= ? AND opened_at < ? GROUP BY 1",
    "sends": "SELECT asset_id, count(*) FROM counted_sends WHERE sent_at >= ? AND sent_at < ? GROUP BY 1",
    "views": "SELECT s.asset_id, count(*) FROM counted_views v JOIN counted_sends s ON s.id = v.send_id "
    "WHERE v.human AND s.sent_at >= ? AND s.sent_at < ? GROUP BY 1",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """What happened to one asset in the window. ``views`` are buyers' readings of what was sent in it."""

    impressions: int
    opens: int
    sends: int
    views: int

    @property
    def happened(self) -> bool:
        """Whether anything did."""
        return bool(self.impressions or self.opens or self.sends or self.views)


@dataclass(frozen=True, slots=True)
class Ground:
    """The assets by title, without their tags; owners and counts (by the names of ``COUNTS``) by asset id.

    ``ranks`` are the best places in a result list, from 1.
    """

    since: datetime
    until: datetime
    assets: tuple[Asset, ...]
    owners: Mapping[int, str]
    counts: Mapping[str, Mapping[int, int]]
    ranks: Mapping[int, int]

    def within(self, scope: Scope) -> Iterator[tuple[Asset, str]]:
        """The assets a report is about, each with its owner."""
        everything = not scope
        for asset in self.assets:
            owner = self.owners.get(asset.id, "")
            if everything or scope.covers(asset, owner):
                yield asset, owner

    def count(self, asset_id: int) -> Counted:
        """What happened to an asset."""
        return Counted(*(self.counts[name].get(asset_id, 0) for name in COUNTS))


def count_one(db: Store, asset_id: int, *, since: datetime, until: datetime) -> Counted:
    """What happened to one asset in a window, without looking at the others."""
    wanted = [to_text(since), to_text(until), asset_id]
    rows = {name: db.execute(f"SELECT * FROM ({sql}) WHERE asset_id = ?", wanted) for name, sql in COUNTS.items()}
    return Counted(**{name: row[1] if (row := found.fetchone()) else 0 for name, found in rows.items()})


def read_ground(db: Store, *, since: datetime, until: datetime) -> Ground:
    """The ground of a window."""
    window = (to_text(since), to_text(until))
    found = {name: db.execute(sql, window).fetchall() for name, sql in COUNTS.items()}
    counts = {name: {row[0]: row[1] for row in rows} for name, rows in found.items()}
    ranks = {asset_id: rank for asset_id, _, rank in found["impressions"]}
    return Ground(since, until, list_plain_assets(db), list_owners(db), counts, ranks)
