"""Alternative texts of pictures: what a person wrote counts, what programs add by themselves does not."""

from __future__ import annotations

import re

from indexer.extract.raw_text import one_line

_AUTOMATIC = re.compile(
    r"(description automatically generated|automatisch generierte beschreibung|description générée automatiquement)"
    r"(\s+with [a-z ]+ confidence)?",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"^(a |an )?(picture|image|photo|graphic|logo|icon|diagram|chart|shape|text|screenshot|table|bild|grafik)"
    r"( \d+| containing [a-z, ]+)?\.?$|\.(png|jpe?g|gif|svg|emf|wmf|tiff?|bmp|webp)$|^https?://|^[\w-]{1,12}$"
    r"|^(\w+ ){1,3}icon$|^a close[- ]up of [\w ]{1,60}$",
    re.IGNORECASE,
)


def says_something(alt_text: str) -> str:
    """An alternative text without what programs add by themselves; empty where nothing is left.

    >>> says_something("Bar chart: churn fell by half. Description automatically generated")
    'Bar chart: churn fell by half.'
    >>> says_something("Picture 4")
    ''
    """
    text = one_line(_AUTOMATIC.sub("", alt_text))
    return "" if _SAYS_NOTHING.search(text) else text
