"""What the script of a buyer's page says of the reading: small, never trusted, and understood or dropped whole."""

from __future__ import annotations

from dataclasses import dataclass

from contentlib.errors import BadInput
from contentlib.language import read_json
from contentlib.sending import MOST_PAGES

LONGEST = 16 * 1024
MOST_CLICKS = 50


@dataclass(frozen=True, slots=True)
class Beacon:
    """What a page's script says: which view, who reads, whether a hand moved, seconds per page, links by number."""

    nonce: str
    reader: str
    hand: bool
    pages: dict[int, float]
    clicks: tuple[int, ...] = ()


def read_beacon(data: bytes) -> Beacon | None:
    """What was told, if it makes sense.

    >>> read_beacon(b'{"nonce": "n", "reader": "r", "hand": true, "pages": {"2": 1.5}}')
    Beacon(nonce='n', reader='r', hand=True, pages={2: 1.5}, clicks=())
    >>> read_beacon(b"[]") is read_beacon(b"{") is None
    True
    """
    try:
        told = read_json(data)
        pages_ = {int(page): float(seconds) for page, seconds in list(told["pages"].items())[:MOST_PAGES]}
        clicks = tuple(int(number) for number in list(told.get("clicks", ()))[:MOST_CLICKS])
        return Beacon(str(told["nonce"]), str(told["reader"]), told["hand"] is True, pages_, clicks)
    except (BadInput, ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return None
