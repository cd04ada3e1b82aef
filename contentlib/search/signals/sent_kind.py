"""The asset is of a kind that reps send to somebody in a situation, and no objection is voiced."""

from __future__ import annotations

from contentlib.language import KindRole
from contentlib.search.signals.signal import Considered, Signal


def _value(one: Considered) -> float:
    return one.unvoiced * (KindRole.SENT_TO_SITUATIONS in one.roles)


# Where no objection is voiced, no kind answers one: only one of both can speak for an asset.
SIGNAL = Signal(
    "sent kind", order=31, weight=0.05, value=_value, untold="the kind stands beside the title", in_full=False
)
