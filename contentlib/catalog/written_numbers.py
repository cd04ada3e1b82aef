"""How numbers, versions and codes are written as wholes: 1,250,000 and 1250000, v2.4.1 and 2.4.1, 24/7 and 24x7. Pure.

The full text has them in parts; a whole is those parts side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Runs without blanks, thousands set apart by blanks, and letters like SOC before a number.
_RUN = re.compile(
    r"(?<!\w)(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+ [x×] \d+|[A-Z]{2,} \d+|\w+(?:[-./:,'’×]\w+)*)(?![\w])", re.UNICODE
)
_PIECE = re.compile(r"[^\W_]+")
_PART = re.compile(r"[^\W\d_]+|\d+")
_AMOUNT = re.compile(r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+")
_VERSION = re.compile(r"v?(\d+(?:\.\d+)+)", re.IGNORECASE)
_SHIFT = re.compile(r"(\d+) ?[x×/] ?(\d+)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
FEWEST_GROUPED = 4
# What has more parts is an address or a key; and no query has more wholes.
MOST_PARTS, MOST = 6, 8


def list_wholes(text: str) -> list[tuple[str, ...]]:
    """The ways of writing each whole of a text, as the words that stand side by side; what is one word anyway left out.

    >>> list_wholes("order of $1,250,000"), list_wholes("1250000")
    ([('1 250 000', '1250000')], [('1 250 000',)])
    >>> list_wholes("v4.2.1"), list_wholes("24x7")
    ([('4 2 1', 'v4 2 1')], [('24 7', '24 x 7')])
    >>> list_wholes("KX-4471-B"), list_wholes("KX4471B"), list_wholes("ISO 27001")
    ([('kx 4471 b', 'kx4471b')], [('kx 4471 b',)], [('iso 27001', 'iso27001')])
    >>> list_wholes("in 2026 we can't pay 20 a seat")
    []
    """
    found = []
    for run in dict.fromkeys(_RUN.findall(text)):
        if not any(sign.isdigit() for sign in run) or len(_PART.findall(run)) > MOST_PARTS:
            continue
        if writings := tuple(dict.fromkeys(one for one in _write(run) if one != run.lower() or " " in one)):
            found.append(writings)
    return found[:MOST]


def _write(run: str) -> Iterator[str]:
    pieces, parts = [one.lower() for one in _PIECE.findall(run)], [one.lower() for one in _PART.findall(run)]
    if run.isdigit():
        if len(run) >= FEWEST_GROUPED and not _YEAR.fullmatch(run):
            yield group_thousands(run)
    elif shift := _SHIFT.fullmatch(run):
        first, last = shift.groups()
        yield from (f"{first} {last}", f"{first} x {last}", f"{first}x{last}")
    elif version := _VERSION.fullmatch(run):
        plain = version[1].replace(".", " ")
        yield from (plain, "".join(parts) if _AMOUNT.fullmatch(run) else f"v{plain}")
    else:
        yield " ".join(pieces)
        if _AMOUNT.fullmatch(run) or not all(map(str.isdigit, parts)):
            yield from ("".join(parts), " ".join(parts))


def group_thousands(digits: str) -> str:
    """A number with its thousands apart.

    >>> group_thousands("1250000"), group_thousands("250000")
    ('1 250 000', '250 000')
    """
    first = len(digits) % 3
    return " ".join([digits[:first], *re.findall("...", digits[first:])]).strip()
