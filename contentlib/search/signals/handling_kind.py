"""The asset is made for handling objections (-1 to 1), which helps where one is voiced and nowhere else."""

from __future__ import annotations

from contentlib.language import KindRole
from contentlib.search.signals.signal import Considered, Signal


def _value(one: Considered) -> float:
    return (one.intent.voiced - one.unvoiced) * (KindRole.HANDLES_OBJECTIONS in one.roles)


SIGNAL = Signal("handling kind", order=33, weight=0.03, value=_value, untold="the kind stands beside the title")
