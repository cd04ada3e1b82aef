"""The asset is of a kind that reps send, or read, when a buyer doubts, and an objection is voiced."""

from __future__ import annotations

from contentlib.language import KindRole
from contentlib.search.signals.signal import Considered, Signal


def _value(one: Considered) -> float:
    return one.intent.voiced * (KindRole.ANSWERS_OBJECTIONS in one.roles)


SIGNAL = Signal("answering kind", order=30, weight=0.05, value=_value, untold="the kind stands beside the title")
