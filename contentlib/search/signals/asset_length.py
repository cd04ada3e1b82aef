"""The asset is long: the best of many chunks is near to anything by chance. Each e-fold of chunks lowers it."""

from __future__ import annotations

import math

from contentlib.search.signals.signal import Considered, Signal


def _value(one: Considered) -> float:
    return math.log(max(1, one.facts.chunks))


SIGNAL = Signal("length", order=90, weight=-0.014, value=_value, untold="its length stands on its page")
