"""Whether a text runs from key to key: in rows, columns or zigzags, on English, German and French keyboards.

What zxcvbn measures of a walk grows with its turns, and it knows the American keyboard alone.
"""

from __future__ import annotations

import itertools
from functools import cache

# Each row as it is typed without and with the shift key; a row stands half a key to the right of the one above it.
KEYBOARDS = (
    ("1234567890-= !@#$%^&*()_+", "qwertyuiop[] QWERTYUIOP{}", "asdfghjkl;' ASDFGHJKL:\"", "zxcvbnm,./ ZXCVBNM<>?"),
    ('1234567890ß !"§$%&/()=?', "qwertzuiopü+ QWERTZUIOPÜ*", "asdfghjklöä# ASDFGHJKLÖÄ'", "yxcvbnm,.- YXCVBNM;:_"),
    ("1234567890 &é\"'(-è_çà)=", "azertyuiop^$ AZERTYUIOP¨£", "qsdfghjklmù* QSDFGHJKLM%µ", "wxcvbn,;:! WXCVBN?./§"),
)
# In prose and in random signs a quarter of the pairs are neighbors, in walks nearly all.
WALK = 0.72


def is_key_walk(text: str) -> bool:
    """Whether nearly every key is beside the one before it.

    >>> [is_key_walk(text) for text in ("1qaz2wsx3edc", "qayxswedcvfr", "!QAZ2wsx#EDC", "qwertzuiopü" * 6)]
    [True, True, True, True]
    >>> [is_key_walk(text) for text in ("a lamp under seven stairs", "kT9#vv2!qLmZ", "treasurer were assessed", "")]
    [False, False, False, False]
    """
    pairs = list(itertools.pairwise(text))
    if not pairs:
        return False
    return any(sum(pair in beside for pair in pairs) >= WALK * len(pairs) for beside in map(_pairs_beside, KEYBOARDS))


@cache
def _pairs_beside(rows: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """All pairs of signs whose keys touch; a key is no neighbor of itself."""
    places = {
        sign: (column + depth / 2, depth)
        for depth, row in enumerate(rows)
        for keys in row.split(" ")
        for column, sign in enumerate(keys)
    }
    return frozenset(
        (one, other)
        for one, (across, down) in places.items()
        for other, (further, deeper) in places.items()
        if (across, down) != (further, deeper) and abs(across - further) <= 1 and abs(down - deeper) <= 1
    )
