"""The asset lies among old files only: it is ranked lower."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from contentlib.language import spell_out_name
from contentlib.search.signals.signal import Considered, ShownResult, Signal

# Names of folders and files that say: there is something newer.
OLD = re.compile(
    r"\b(archived?|archives|old|legacy|drafts?|superseded|outdated|obsolete|deprecated|backup|entwurf|archiv|veraltet"
    r"|brouillon|ancien)\b",
    re.IGNORECASE,
)


def _value(one: Considered) -> float:
    places = one.facts.places
    return float(bool(places) and all(map(says_old, places)))


# The same few places come up in search after search.
@lru_cache(maxsize=16_384)
def says_old(path: str) -> bool:
    """Whether a path names old files.

    >>> says_old("Archive/2023/prices.pdf"), says_old("Pricing/a.pdf")
    (True, False)
    """
    return OLD.search(spell_out_name(path)) is not None


def _reason(shown: ShownResult) -> Iterator[str]:
    if shown.value:
        yield "lies among old files, so it is ranked lower"


SIGNAL = Signal("old folder", order=80, weight=-0.07, value=_value, reason=_reason)
