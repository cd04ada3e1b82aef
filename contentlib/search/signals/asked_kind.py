"""The query names the kind of the asset."""

from __future__ import annotations

from collections.abc import Iterator

from contentlib.search.signals.signal import Considered, ShownResult, Signal

# Kind and format are both files to who asks, and told once.
ASKED = "is the kind of file you asked for"


def _value(one: Considered) -> float:
    return float(one.facts.kind in one.intent.kinds)


def _reason(shown: ShownResult) -> Iterator[str]:
    if shown.value:
        yield ASKED


SIGNAL = Signal("asked kind", order=40, weight=0.1, value=_value, reason=_reason)
