"""The months of a window, by which reports show what changes over time. Pure."""

from __future__ import annotations

from datetime import datetime


def name_months(since: datetime, until: datetime) -> list[str]:
    """Every month from the first to the last, as 2026-03.

    >>> name_months(datetime(2025, 11, 30), datetime(2026, 1, 1))
    ['2025-11', '2025-12', '2026-01']
    """
    first, last = since.year * 12 + since.month - 1, until.year * 12 + until.month - 1
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]
