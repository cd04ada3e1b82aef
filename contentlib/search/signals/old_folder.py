"""The asset lies among old files only: it is ranked lower."""

from __future__ import annotations

from collections.abc import Iterator

from contentlib.search.signals.signal import Considered, ShownResult, Signal


def _value(one: Considered) -> float:
    return float(one.facts.superseded)


def _reason(shown: ShownResult) -> Iterator[str]:
    if shown.value:
        yield "lies among old files, so it is ranked lower"


SIGNAL = Signal("old folder", order=80, weight=-0.07, value=_value, reason=_reason)
