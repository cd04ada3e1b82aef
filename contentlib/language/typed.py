"""Texts that a person typed: tidied, and refused by name where they are too long or missing."""

from __future__ import annotations

import unicodedata

from contentlib.errors import BadInput


def check_text(text: str, field: str, longest: int, *, needed: bool = False) -> str:
    """The text without control characters and outer blanks; lines are kept.

    Raises:
        BadInput: it has more than ``longest`` characters, or none where it is needed; names the field.

    >>> check_text(" too dear\\x00 ", "note", 20)
    'too dear'
    """
    tidy = "".join(c for c in text if c in "\n\t" or not unicodedata.category(c).startswith("C")).strip()
    if len(tidy) > longest:
        raise BadInput(f"The field {field} has {len(tidy):,} characters; {longest:,} is the most. Shorten it.")
    if needed and not tidy:
        raise BadInput(f"The field {field} is empty. Write a few words.")
    return tidy
