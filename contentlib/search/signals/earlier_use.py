"""What came of earlier searches like this one speaks for the asset. It moves an asset by a place or two."""

from __future__ import annotations

from collections.abc import Iterator

from contentlib.search.signals.signal import Considered, ShownResult, Signal


def _value(one: Considered) -> float:
    return one.learned.lift


def _reason(shown: ShownResult) -> Iterator[str]:
    if told := shown.learned.tell():
        yield told


SIGNAL = Signal("use", order=60, weight=0.1, value=_value, reason=_reason, of_itself=False)
