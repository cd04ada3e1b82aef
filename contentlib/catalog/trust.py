"""Whether an asset may still be trusted, in SQL: what filters and facets ask of many assets at once.

The same rule as the report on freshness, which judges asset by asset and tells the dates: past its end it is expired;
past the day of its next look it is due; else it is fresh.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from contentlib.storage import Store, among, day_number, greater_of, listed, month_span, months_later, to_text


class Freshness(StrEnum):
    """How an asset stands today."""

    FRESH = "fresh"
    DUE = "due"
    EXPIRED = "expired"


STANDINGS = tuple(one.value for one in Freshness)

# How long an asset is trusted where nobody said otherwise, in months.
USUAL_MONTHS = 12

_VERIFIED = "(SELECT max(verified_at) FROM verifications v WHERE v.asset_id = assets.id)"
_MONTHS = f"coalesce((SELECT months FROM review_periods p WHERE p.kind = assets.kind), {USUAL_MONTHS})"
# As numbers of days; NULL for what is no date, as a file may write.
_DATES = f"""SELECT {day_number("assets.expires_at")} AS ends, {day_number("assets.review_by")} AS named,
    coalesce({day_number(_VERIFIED)}, 0.0) AS looked,
    {day_number("coalesce(assets.modified_at, assets.added_at)")} AS changed, {month_span(_MONTHS)} AS period"""
_LAST = f"SELECT *, {greater_of('changed', 'looked')} AS last FROM ({_DATES})"
_DUE = f"""SELECT ends, CASE WHEN named IS NOT NULL AND looked < named - 30 THEN named
    ELSE {months_later("last", "period")} END AS due FROM ({_LAST})"""

# For a row of the table ``assets``; takes the time of asking as ISO 8601, twice.
STANDING = f"""(SELECT CASE WHEN ends <= {day_number("?")} THEN '{Freshness.EXPIRED}'
    WHEN due <= {day_number("?")} THEN '{Freshness.DUE}' ELSE '{Freshness.FRESH}' END FROM ({_DUE}))"""


def list_standings(db: Store, asset_ids: Sequence[int], *, now: datetime) -> dict[int, Freshness]:
    """How these assets stand."""
    today = to_text(now)
    rows = db.execute(
        f"SELECT id, {STANDING} FROM assets WHERE {among('id')}",
        [today, today, listed(asset_ids)],
    )
    return {asset_id: Freshness(standing) for asset_id, standing in rows}
