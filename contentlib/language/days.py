"""A day that a person typed, as a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from contentlib.errors import BadInput

EARLIEST = date(1970, 1, 1)


def read_day(text: str) -> datetime | None:
    """Midnight UTC of a date written as 2025-03-31; none for nothing.

    Raises:
        BadInput: it is no date.
    """
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"“{text[:40]}” is no date. Write it as 2025-03-31.") from error
    if day < EARLIEST:
        raise BadInput(f"“{text[:40]}” is too long ago. Choose a day after {EARLIEST}.")
    return datetime.combine(day, time.min, tzinfo=UTC)


def end_of_day(day: datetime) -> datetime:
    """The last moment of the day that begins then."""
    return day + timedelta(days=1, microseconds=-1)
