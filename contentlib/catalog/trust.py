"""Whether an asset may still be trusted, in SQL: what filters and facets ask of many assets at once.

The same rule as the report on freshness, which judges asset by asset and tells the dates: past its end it is expired;
past the day of its next look it is due; else it is fresh.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from contentlib.storage import Store, to_text


class Freshness(StrEnum):
    """How an asset stands today."""

    FRESH = "fresh"
    DUE = "due"
    EXPIRED = "expired"


STANDINGS = tuple(one.value for one in Freshness)

# How long an asset is trusted where nobody said otherwise, in months.
USUAL_MONTHS = 12

# As days of the Julian calendar, in which SQLite counts; NULL for what is no date, as a file may write.
_DATES = f"""SELECT julianday(assets.expires_at) AS ends, julianday(assets.review_by) AS named,
    coalesce(julianday((SELECT max(verified_at) FROM verifications v WHERE v.asset_id = assets.id)), 0.0) AS looked,
    julianday(coalesce(assets.modified_at, assets.added_at)) AS changed,
    '+' || coalesce((SELECT months FROM review_periods p WHERE p.kind = assets.kind), {USUAL_MONTHS}) || ' months'
    AS period"""
_LAST = f"SELECT *, max(changed, looked) AS last FROM ({_DATES})"
# SQLite lets the 31st of a short month run into the next one; the last day of the month is meant.
_DUE = f"""SELECT ends, CASE
    WHEN named IS NOT NULL AND looked < named - 30 THEN named
    WHEN strftime('%d', last) = strftime('%d', last, period) THEN julianday(last, period)
    ELSE julianday(last, period, 'start of month', '-1 day') + last + 0.5 - CAST(last + 0.5 AS INTEGER)
    END AS due FROM ({_LAST})"""

# For a row of the table ``assets``; takes the time of asking as ISO 8601, twice.
STANDING = f"""(SELECT CASE WHEN ends <= julianday(?) THEN '{Freshness.EXPIRED}'
    WHEN due <= julianday(?) THEN '{Freshness.DUE}' ELSE '{Freshness.FRESH}' END FROM ({_DUE}))"""


def list_standings(db: Store, asset_ids: Sequence[int], *, now: datetime) -> dict[int, Freshness]:
    """How these assets stand."""
    today = to_text(now)
    rows = db.execute(
        f"SELECT id, {STANDING} FROM assets WHERE id IN (SELECT value FROM json_each(?))",
        [today, today, json.dumps(list(asset_ids))],
    )
    return {asset_id: Freshness(standing) for asset_id, standing in rows}
