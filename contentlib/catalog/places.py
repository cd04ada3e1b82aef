"""How a path reads to a person: which of several locations to show, which are copies or superseded. Pure."""

from __future__ import annotations

import re

# Folders and names that say "look elsewhere for the current one".
SUPERSEDED = re.compile(
    r"(?:^|[\s_/(\-.])(?:archiv(?:e|es|ed)?|old(?:er)?|legacy|obsolete|deprecated|superseded|outdated|veraltet|backup|bak)"
    r"(?:$|[\s_/)\-.]|(?=\d))",
    re.IGNORECASE,
)
DRAFT = re.compile(r"(?:^|[\s_/(\-.])(?:drafts?|entwurf|wip|tmp|temp|review)(?:$|[\s_/)\-.])", re.IGNORECASE)
COPY = re.compile(
    r"(?:^|/)copy (?:\(\d+\) )?of |- copy(?: \(\d+\))?\.|\(\d+\)(?:\.\w+)?$|kopie von |new folder|neuer ordner",
    re.IGNORECASE,
)


def is_superseded(path: str) -> bool:
    """Whether the path says that a newer one exists elsewhere.

    >>> is_superseded("Archive/2024/Price list 2024.pdf"), is_superseded("Product/Golden rules.md")
    (True, False)
    """
    return bool(SUPERSEDED.search(path))


def is_draft(path: str) -> bool:
    """Whether the path says that it is not finished.

    >>> is_draft("Case Studies/CS_Hotels_draft.pptx")
    True
    """
    return bool(DRAFT.search(path))


def untidiness(path: str) -> tuple[int, int, str]:
    """Sorts locations of the same asset, the one to show first: neither archive, draft nor copy, and not deep.

    >>> min(["Desk/Copy of Prices.pdf", "Pricing/Prices.pdf", "Archive/Prices.pdf"], key=untidiness)
    'Pricing/Prices.pdf'
    """
    marks = 2 * is_superseded(path) + 2 * bool(COPY.search(path)) + is_draft(path)
    return marks, path.count("/"), path
