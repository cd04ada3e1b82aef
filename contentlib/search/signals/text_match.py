"""The asset says what the query says: in its words, and in their meaning."""

from __future__ import annotations

from collections.abc import Iterator

from contentlib.search.signals.signal import Considered, ShownResult, Signal

# From which likeness on it is told; and how many words are.
CLOSE = 0.35
MOST_WORDS = 5


def _value(one: Considered) -> float:
    return (1 - one.share) * one.words + one.share * one.meaning


def _reason(shown: ShownResult) -> Iterator[str]:
    marked = dict.fromkeys(span.text.casefold() for hit in shown.hits for span in hit.snippet if span.marked)
    if marked:
        yield "has the words " + ", ".join(f"“{word}”" for word in list(marked)[:MOST_WORDS])
    if shown.likeness >= CLOSE:
        yield f"means something close (similarity {shown.likeness:.2f})"


SIGNAL = Signal("text", order=10, weight=0.8, value=_value, reason=_reason)
