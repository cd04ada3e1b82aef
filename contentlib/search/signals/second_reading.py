"""A cross-encoder, where there is one, puts the asset among the first: it decides among those that it read."""

from __future__ import annotations

from collections.abc import Iterator

from contentlib.search.signals.signal import Considered, ShownResult, Signal


def _value(one: Considered) -> float:
    return one.reread


def _reason(shown: ShownResult) -> Iterator[str]:
    if shown.place:
        yield f"is number {shown.place} by the reranker"


# Most libraries have none, and a score means the same with one and without.
SIGNAL = Signal("reranker", order=70, weight=0.5, value=_value, reason=_reason, in_full=False, of_itself=False)
