"""Cells of tables that a spreadsheet opens: none is run as a formula, however the table is cut into cells there.

A program that takes semicolons for the borders of cells, as in half of Europe, or cuts at each line's end, finds other
cells than we wrote; so a formula is also disarmed after each of these. An apostrophe before it is how spreadsheets
themselves say that a cell is text.
"""

from __future__ import annotations

import re
from typing import Any

# ASCII, full width and small ones, and the true minus.
SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫−"
# Where programs cut: at semicolons, tabs and whatever ends a line.
CUTS = ";\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
# What a program may drop before it looks: blanks, signs that cannot be seen, and the quotes that a wrong cut leaves.
UNSEEN = "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
DROPPED = f'[^\\S{CUTS}]|["“”{UNSEEN}]'
BORDER = rf"\A|(?<=[{CUTS}])"
FORMULA = f"'*(?:{DROPPED})*[{SIGNS}]"
TO_DISARM = re.compile(rf"(?:{BORDER})(?={FORMULA})|\A(?='*[\t\r\n])")
TO_REARM = re.compile(rf"(?:{BORDER})'(?={FORMULA})|\A'(?='*[\t\r\n])")


def disarm(value: Any) -> Any:
    """A cell that no spreadsheet runs; what is no text stays as it is.

    >>> disarm("=1+1"), disarm("Hello;=1+1"), disarm(-3), disarm("3-1")
    ("'=1+1", "Hello;'=1+1", -3, '3-1')
    """
    return TO_DISARM.sub("'", value) if isinstance(value, str) else value


def rearm(text: str) -> str:
    """What :func:`disarm` was given, so that our own tables can be taken in again.

    >>> rearm("'=1+1"), rearm("'tis")
    ('=1+1', "'tis")
    """
    return TO_REARM.sub("", text)
