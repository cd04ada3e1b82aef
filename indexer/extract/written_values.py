"""What files write in their properties: times and keywords, as values."""

from __future__ import annotations

from datetime import UTC, datetime

from indexer.extract.raw_text import one_line


def split_keywords(text: str) -> tuple[str, ...]:
    """Keywords between commas or semicolons.

    >>> split_keywords("price; roi ;")
    ('price', 'roi')
    """
    return tuple(word for part in text.replace(";", ",").split(",") if (word := one_line(part)))


def parse_time(text: str) -> datetime | None:
    """An ISO time as aware UTC; a time without a zone is taken for UTC.

    >>> parse_time("2024-03-01T10:00:00+02:00").isoformat()
    '2024-03-01T08:00:00+00:00'
    """
    try:
        time = datetime.fromisoformat(text.strip())
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
