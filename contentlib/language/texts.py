"""Texts from outside: what a person typed is tidied, what a file says is made harmless for a terminal."""

from __future__ import annotations

import re
import unicodedata

from contentlib.errors import BadInput

# All that steers a terminal, so that a file's name moves no cursor and changes no title, or turns
# the direction of what follows; line ends and tabs stay.
STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")
PICTURES = 0x2400


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


def show_controls(text: str) -> str:
    """The text with a visible sign where it would steer the terminal.

    >>> show_controls("a\\x1b[31mred\\n")
    'a␛[31mred\\n'
    """
    return STEERING.sub(lambda found: _picture(ord(found[0])), text)


def _picture(code: int) -> str:
    if code < 0x20:
        return chr(PICTURES + code)
    return "␡" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"
