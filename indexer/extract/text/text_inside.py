"""Looks through plain texts, of which a buyer reads nearly all: what is left are remarks that no reader shows."""

from __future__ import annotations

import re

from contentlib.model import Cargo, Carried, Inside, sum_up
from indexer.extract.examining import Examiner
from indexer.extract.raw_text import decode

_REMARKS = {
    "md": re.compile(r"<!--|^\s*\[[^\]\n]*\]:\s*(?:#|<>)\s", re.MULTILINE),
    "vtt": re.compile(r"^NOTE\b", re.MULTILINE),
}
# What a text says of itself before it begins.
_FRONT = re.compile(r"\A\ufeff?(?:---|\+\+\+)\s*$", re.MULTILINE)


def look_inside_text(data: bytes, form: str) -> Inside:
    """What is in the text that its reader does not see."""
    text = decode(data)
    remarks = _REMARKS.get(form)
    found = [Carried(Cargo.COMMENTS) for _ in (remarks.finditer(text) if remarks else ())]
    if form == "md" and _FRONT.match(text):
        found.append(Carried(Cargo.PROPERTIES))
    return sum_up(found)


EXAMINER = Examiner(look_inside_text)
