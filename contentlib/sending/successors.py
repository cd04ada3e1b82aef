"""Whether one title names what took another's place: the same but for a later year, quarter or version. Pure."""

from __future__ import annotations

import re

FEWEST_WORDS = 2
STAMP = re.compile(
    r"\b(?:(?P<year>20\d\d)|q(?P<quarter>[1-4])|(?:v|ver|version|edition|rev|revision)\.?\s*(?P<number>\d+(?:\.\d+)?)"
    r"|old|archived?|obsolete|superseded|draft|final|copy|new)\b|\((?P<copy>\d)\)",
    re.IGNORECASE,
)


def split_title(title: str) -> tuple[str, tuple[float, float, float]]:
    """The words of a title that name the thing, and those that date it as (year, quarter, number), 0 where not said.

    >>> split_title("Price list 2026 (final), v2")
    ('price list', (2026.0, 0.0, 2.0))
    """
    stamp = {"year": 0.0, "quarter": 0.0, "number": 0.0}
    for found in STAMP.finditer(title):
        stamp |= {name: float(said) for name, said in found.groupdict().items() if said and name in stamp}
    words = re.findall(r"[^\W_]+", STAMP.sub(" ", title.replace("_", " ").casefold()))
    return " ".join(words), (stamp["year"], stamp["quarter"], stamp["number"])


def same_but_newer(title: str, other: str) -> bool:
    """Whether ``other`` is what ``title`` names, of a later day.

    >>> same_but_newer("Price list 2024", "Price list 2026"), same_but_newer("Price list 2024", "Wish list 2026")
    (True, False)
    >>> same_but_newer("Deck", "Deck v2"), same_but_newer("Price list 2026", "Price list")
    (False, False)
    """
    (words, stamp), (other_words, other_stamp) = split_title(title), split_title(other)
    return words == other_words and len(words.split()) >= FEWEST_WORDS and other_stamp > stamp
