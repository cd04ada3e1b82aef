"""The asset is of a kind that reps learn from themselves, and no objection is voiced: it is ranked lower."""

from __future__ import annotations

from contentlib.language import KindRole
from contentlib.search.signals.signal import Considered, Signal


def _value(one: Considered) -> float:
    return one.unvoiced * (KindRole.STUDIED_BY_REPS in one.roles)


SIGNAL = Signal("studied kind", order=32, weight=-0.03, value=_value, untold="the kind stands beside the title")
