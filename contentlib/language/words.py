"""Words of a text: splitting, stop words, and the snippet that shows a match. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from contentlib.language.letter_folding import spell_query
from contentlib.language.stems import PIECE, find_places
from contentlib.model import Span

# Letters and digits of any script; an apostrophe inside stays, so that "don't" is a word.
WORD = re.compile(rf"{PIECE}(?:['’]{PIECE})*")
STOP_WORDS = frozenset(
    (
        "a about above after again all also am an and any are aren't as at be because been before being below "
        "between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down "
        "during each few for from further get gets getting got had hadn't has hasn't have haven't having he "
        "her here hers him his how i i'd i'll i'm i've if in into is isn't it it's its itself just let's like "
        "me more most my myself no nor not of off on once only or other our ours out over own really same say "
        "says she should shouldn't so some something such than that that's the their theirs them then there "
        "there's these they they're they've this those through to too under until up us very was wasn't we "
        "we'd we'll we're we've were weren't what what's when where which while who whom why will with won't "
        "would wouldn't you you'd you'll you're you've your yours yours"
    ).split()
)


def split_words(text: str) -> list[str]:
    """The words of a text in small letters, in order, as the full text spells them.

    >>> split_words("They say: we’re TOO expensive!")
    ['they', 'say', "we're", 'too', 'expensive']
    """
    return [match.group().replace("’", "'").lower() for match in WORD.finditer(spell_query(text))]


def content_words(text: str) -> list[str]:
    """The words that carry meaning, each once, in order.

    >>> content_words("we are just too expensive, expensive")
    ['expensive']
    """
    return [word for word in dict.fromkeys(split_words(text)) if word not in STOP_WORDS]


def make_snippet(text: str, stems: Collection[str], *, width: int = 260) -> tuple[Span, ...]:
    """The stretch of ``text``, about ``width`` characters, with most of the words, as marked and unmarked pieces.

    >>> make_snippet("Our price is fixed.", {"price"})
    (Span(text='Our ', marked=False), Span(text='price', marked=True), Span(text=' is fixed.', marked=False))
    """
    flat = " ".join(text.split())
    places = find_places(flat, stems)
    start, end = _best_window(flat, places, width)
    spans = _mark(flat, [place for place in places if start <= place[0] and place[1] <= end], start, end)
    if start:
        spans.insert(0, Span("… "))
    if end < len(flat):
        spans.append(Span(" …"))
    return tuple(spans)


def mark_words(text: str, stems: Collection[str]) -> tuple[Span, ...]:
    """The whole text with its lines, as marked and unmarked pieces.

    >>> mark_words("Our price", {"price"})
    (Span(text='Our ', marked=False), Span(text='price', marked=True))
    """
    return tuple(_mark(text, find_places(text, stems), 0, len(text)))


def _best_window(flat: str, places: list[tuple[int, int]], width: int) -> tuple[int, int]:
    if len(flat) <= width:
        return 0, len(flat)
    words = [(a, b, flat[a:b].casefold()) for a, b in places]
    best, most = 0, 0
    for place, _ in places:
        start = max(0, place - width // 6)
        inside = len({word for a, b, word in words if start <= a and b <= start + width})
        if inside > most:
            best, most = start, inside
    start = _next_blank(flat, best) if best else 0
    end = flat.rfind(" ", start, start + width + 1) if start + width < len(flat) else len(flat)
    return start, end if end > start else min(len(flat), start + width)


def _next_blank(flat: str, at: int) -> int:
    blank = flat.find(" ", at, at + 40)
    return blank + 1 if blank >= 0 else at


def _mark(flat: str, places: list[tuple[int, int]], start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    at = start
    for a, b in places:
        if a > at:
            spans.append(Span(flat[at:a]))
        spans.append(Span(flat[a:b], marked=True))
        at = b
    if end > at:
        spans.append(Span(flat[at:end]))
    return spans
