"""The asset is a README, an index or a page about the company, wherever it lies: it leads to content and is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from contentlib.language import spell_out_name
from contentlib.search.signals.signal import Considered, ShownResult, Signal

# The whole name of a file without its ending.
LEADING = re.compile(
    r"(?:read ?me|index|table of contents|contents|about(?: us)?|(?:our |the )?company|impressum)", re.IGNORECASE
)


def _value(one: Considered) -> float:
    places = one.facts.places
    return float(bool(places) and all(map(leads_elsewhere, places)))


# The same few places come up in search after search.
@lru_cache(maxsize=16_384)
def leads_elsewhere(path: str) -> bool:
    """Whether a file is named as one that leads to others.

    >>> leads_elsewhere("Stories/README.md"), leads_elsewhere("Pricing/Price index 2026.pdf")
    (True, False)
    """
    return LEADING.fullmatch(spell_out_name(PurePosixPath(path).stem).strip()) is not None


def _reason(shown: ShownResult) -> Iterator[str]:
    if shown.value:
        yield "leads to other files, so it is ranked lower"


SIGNAL = Signal("wayfinding", order=81, weight=-0.02, value=_value, reason=_reason)
