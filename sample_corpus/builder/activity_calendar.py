"""When things happen at work: business hours, busy and quiet months."""

from datetime import UTC, datetime, timedelta
from random import Random

STARTS_AT = datetime(2025, 11, 21, 7, 0, tzinfo=UTC)
ENDS_AT = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
# How busy sales is by month: quarter ends are full, July, August and late December are not.
BUSY = {1: 0.9, 2: 1.0, 3: 1.3, 4: 0.9, 5: 1.0, 6: 1.2, 7: 0.6, 8: 0.4, 9: 1.2, 10: 1.2, 11: 1.3, 12: 0.7}


def working_moment(rng: Random, *, after: datetime, before: datetime) -> datetime:
    """A moment in working hours between the two, more often in busy months."""
    moment = _to_working_hours(rng, after)
    for _ in range(40):
        moment = _to_working_hours(rng, after + (before - after) * rng.random())
        if after <= moment <= before and rng.random() < BUSY[moment.month] / 1.3:
            return moment
    return min(max(moment, after), before)


def iso(moment: datetime | None) -> str:
    """ISO 8601 in UTC with a Z; empty for no moment."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""


def _to_working_hours(rng: Random, moment: datetime) -> datetime:
    if moment.weekday() >= 5:
        moment += timedelta(days=7 - moment.weekday())
    return moment.replace(
        hour=rng.choice((7, 8, 8, 9, 9, 10, 12, 13, 14, 15, 16)), minute=rng.randrange(60), second=rng.randrange(60)
    )
