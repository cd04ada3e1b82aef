"""The query names the format of the asset."""

from __future__ import annotations

from collections.abc import Iterator

from contentlib.search.signals.asked_kind import ASKED
from contentlib.search.signals.signal import Considered, ShownResult, Signal


def _value(one: Considered) -> float:
    return float(one.facts.format in one.intent.formats)


def _reason(shown: ShownResult) -> Iterator[str]:
    if shown.value:
        yield ASKED


SIGNAL = Signal("asked format", order=41, weight=0.05, value=_value, reason=_reason)
