"""A handful of figures for a monitor: cheap to count, and true across restarts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from contentlib.storage import Store


@dataclass(frozen=True, slots=True)
class Figures:
    """``unembedded`` chunks wait to be read for meaning; ``passes`` says when each drive's last whole pass ended."""

    assets: int
    chunks: int
    unembedded: int
    unreadable: int
    searches: int
    nothing_fits: int
    sends: int
    views: int
    passes: Mapping[str, datetime]


COUNTS = {
    "assets": "SELECT count(*) FROM assets WHERE retired_at IS NULL",
    "chunks": "SELECT count(*) FROM chunks",
    "unreadable": "SELECT count(*) FROM unreadable",
    "searches": "SELECT count(*) FROM searches",
    "nothing_fits": "SELECT count(*) FROM searches WHERE fits = 0",
    "sends": "SELECT count(*) FROM sends",
    "views": "SELECT count(*) FROM views WHERE human",
}
UNEMBEDDED = """SELECT count(*) FROM chunks c WHERE NOT EXISTS (
    SELECT 1 FROM vectors v WHERE v.hash = c.hash AND v.model = ?)"""
PASSES = """SELECT d.name, max(p.finished_at) FROM passes p JOIN drives d ON d.id = p.drive_id
    WHERE p.finished_at IS NOT NULL GROUP BY d.id ORDER BY d.name"""


def count_figures(db: Store, *, model: str) -> Figures:
    """The figures of now. ``model`` is the one whose vectors count."""
    counted = {name: int(db.execute(sql).fetchone()[0]) for name, sql in COUNTS.items()}
    passes = {name: datetime.fromisoformat(at) for name, at in db.execute(PASSES)}
    unembedded = int(db.execute(UNEMBEDDED, [model]).fetchone()[0])
    return Figures(**counted, unembedded=unembedded, passes=passes)
