"""Texts from files, made harmless for a terminal: a file's name must not move its cursor or change its title."""

from __future__ import annotations

import re

# All that steers a terminal or turns the direction of what follows; line ends and tabs stay.
STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")
PICTURES = 0x2400


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
