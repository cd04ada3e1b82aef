"""The asset is tagged with the objection that the query voices, as sure as both are."""

from __future__ import annotations

from collections.abc import Iterator

from contentlib.model import Axis
from contentlib.search.signals.signal import Considered, ShownResult, Signal


def _value(one: Considered) -> float:
    heard = one.intent.objections
    return min(1.0, sum(heard.get(name, 0.0) * sure for name, sure in one.facts.objections.items()))


def _reason(shown: ShownResult) -> Iterator[str]:
    voiced = [name.value for name in shown.intent.understood if name.axis is Axis.OBJECTION]
    tagged = [shown.label(tag.value) for tag in shown.asset.tags_on(Axis.OBJECTION) if tag.value in voiced]
    if tagged:
        yield "is tagged as answering " + ", ".join(tagged)


SIGNAL = Signal("tagged", order=20, weight=0.35, value=_value, reason=_reason)
