"""The asset is for the industry, persona or the like that the query names, as sure as that tag is."""

from __future__ import annotations

from collections.abc import Iterator

from contentlib.search.signals.signal import Considered, ShownResult, Signal


def _value(one: Considered) -> float:
    return max((sure for name, sure in one.facts.markets.items() if name in one.intent.markets), default=0.0)


def _reason(shown: ShownResult) -> Iterator[str]:
    of_it = (tag.value for tag in shown.asset.tags if tag.axis.is_market)
    named = [shown.label(value) for value in of_it if value in shown.intent.markets]
    if named:
        yield "is for " + ", ".join(named)


SIGNAL = Signal("asked market", order=50, weight=0.1, value=_value, reason=_reason)
