"""What a paper or a Word document says of itself: its file properties, good, missing or wrong as in a real office."""

from dataclasses import dataclass
from datetime import UTC, datetime

MARKETING = "Ledgerlark Marketing"


@dataclass(frozen=True, slots=True)
class Properties:
    """Dates are ISO days; an empty text means that the author left the property empty."""

    title: str
    created: str
    modified: str
    author: str = MARKETING
    subject: str = ""
    keywords: str = ""


def at_office_hours(day: str) -> datetime:
    """A day of the properties as the moment a person saved the file.

    >>> at_office_hours("2026-03-02").isoformat()
    '2026-03-02T10:35:00+00:00'
    """
    date = datetime.fromisoformat(day)
    return date.replace(hour=8 + date.day % 9, minute=(date.month * 11 + date.day) % 60, tzinfo=UTC)
