"""What a rep may be about to type: what buyers say, own searches, competitors and industries, titles of assets.

Every typed word must begin a word of what is suggested; the last one may be half a word. Nothing is guessed beyond
that: a suggestion that does not hold what was typed takes longer to read than it saves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from contentlib.language import Label, Vocabulary, split_words
from contentlib.model import Axis
from contentlib.search.activity import recent_queries
from contentlib.search.saved_searches import list_saved
from contentlib.storage import Store, folded, holds_text

LONGEST = 200
# How many of each sort, in the order in which they are shown.
SAVED, RECENT, SAID, NAMED, TITLES = 2, 3, 4, 3, 5
# How far back a person's own searches are looked through.
REMEMBERED = 100
# What is on no closed list is asked for by its name.
NAMES = tuple(axis for axis in Axis if not axis.traits.is_closed)


class Sort(StrEnum):
    """What is suggested, if it is no value of an axis."""

    SAVED = "saved search"
    RECENT = "asked before"
    SAID = "what buyers say"
    ASSET = "asset"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line. ``about`` says more of it, such as the objection; ``id`` is that of the asset or the saved search."""

    sort: Sort | Axis
    text: str
    about: str = ""
    id: int | None = None


def suggest(db: Store, vocabulary: Vocabulary, typed: str, *, person: str, owner: str = "") -> tuple[Suggestion, ...]:
    """What fits what was typed so far.

    ``person`` is who asked before, ``owner`` whose saved searches are looked through: e-mail addresses, or empty for
    whoever sits at a machine without accounts.
    """
    words = split_words(typed[:LONGEST])
    if not words:
        return ()
    found = [
        *islice(_saved(db, words, owner), SAVED),
        *islice(_recent(db, words, person), RECENT),
        *islice(_said(vocabulary, words), SAID),
        *islice(_named(db, vocabulary, words), NAMED),
        *islice(_titles(db, words), TITLES),
    ]
    first = {one.text.casefold(): one for one in reversed(found)}
    return tuple(one for one in found if first[one.text.casefold()] is one)


def fits(text: str, words: Sequence[str]) -> bool:
    """Whether every word begins a word of the text.

    >>> fits("It's too expensive for us", ["too", "exp"]), fits("Too expensive", ["pensive"])
    (True, False)
    """
    there = split_words(text)
    return all(any(one.startswith(word) for one in there) for word in words)


def _saved(db: Store, words: Sequence[str], owner: str) -> Iterator[Suggestion]:
    kept = list_saved(db, person=owner)
    return (Suggestion(Sort.SAVED, one.name, id=one.id) for one in kept if fits(one.name, words))


def _recent(db: Store, words: Sequence[str], person: str) -> Iterator[Suggestion]:
    queries = recent_queries(db, REMEMBERED, person=person)
    return (Suggestion(Sort.RECENT, query) for query in queries if fits(query, words))


def _said(vocabulary: Vocabulary, words: Sequence[str]) -> Iterator[Suggestion]:
    """What buyers say, shortest first, each objection in turn; one whose name fits comes first, with all it has."""
    named = sorted(vocabulary.objections, key=lambda label: not fits(label.label, words))
    return _take_turns(list(_sayings(label, words)) for label in named)


def _sayings(label: Label, words: Sequence[str]) -> Iterator[Suggestion]:
    named = fits(label.label, words)
    return (Suggestion(Sort.SAID, one, label.label) for one in sorted(label.says, key=len) if named or fits(one, words))


def _take_turns(lists: Iterable[Sequence[Suggestion]]) -> Iterator[Suggestion]:
    """The first of each list, then the second of each."""
    left = [list(one) for one in lists if one]
    while left:
        for one in left:
            yield one.pop(0)
        left = [one for one in left if one]


def _named(db: Store, vocabulary: Vocabulary, words: Sequence[str]) -> Iterator[Suggestion]:
    """Competitors, industries and the like that assets are tagged with."""
    marks = ", ".join("?" * len(NAMES))
    rows = db.execute(
        "SELECT axis, min(value), count(DISTINCT asset_id) AS assets FROM winning_tags "
        f"WHERE axis IN ({marks}) GROUP BY axis, {folded('value')} ORDER BY assets DESC, value",
        [*NAMES],
    )
    for axis, value, count in rows:
        words_for_it = vocabulary.labels.get(value, value)
        if fits(words_for_it, words):
            yield Suggestion(Axis(axis), words_for_it, f"{count} asset{'s' * (count != 1)}")


def _titles(db: Store, words: Sequence[str]) -> Iterator[Suggestion]:
    """Living assets by their titles, the shortest first."""
    holds = " AND ".join(holds_text("title", "?") for _ in words)
    rows = db.execute(
        f"SELECT id, title, kind FROM assets WHERE retired_at IS NULL AND {holds} ORDER BY length(title), id", words
    )
    return (Suggestion(Sort.ASSET, title, kind, asset_id) for asset_id, title, kind in rows if fits(title, words))
