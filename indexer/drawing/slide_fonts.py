"""Which letters a slide is drawn with: faces that come along, as wide as those that people's decks name.

A deck names the fonts of its author's machine. Ours have the widths of the usual ones, so that lines break where the
author saw them break; any other name gets the one of ours that is likest by its name. See ``fonts/README.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
PLAIN = "sans"
STYLES = (("regular", False, False), ("bold", True, False), ("italic", False, True), ("bold-italic", True, True))
# Tried in this order on a name in small letters: the first that is found in it decides.
_LIKEST = (
    ("mono", r"mono|courier|consol|\bcode\b|menlo|monaco|typewriter|terminal|fixed"),
    ("humanist", r"calibri|carlito|aptos|corbel|candara|\blato\b|bierstadt|grandview"),
    ("bookish", r"cambria|caladea"),
    ("sans", r"sans|gothic|grotes"),
    ("serif", r"times|tinos|serif|georgia|garamond|palatino|book ?antiqua|bookman|century|baskerville|bodoni|caslon"
              r"|constantia|didot|minion|merriweather|playfair|\blora\b|roman|sylfaen|rockwell|slab|cochin|perpetua"
              r"|simsun|song|ming|mincho|batang"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Face:
    """A face to be registered under a name of a deck's."""

    family: str
    file: Path
    bold: bool = False
    italic: bool = False


def choose_family(name: str) -> str:
    """The family of ours that a font of this name is drawn with.

    >>> choose_family("Calibri Light"), choose_family("Times New Roman"), choose_family("Segoe UI")
    ('humanist', 'serif', 'sans')
    >>> choose_family("Comic Sans MS"), choose_family("Nobody Knows Me"), choose_family("Source Code Pro")
    ('sans', 'sans', 'mono')
    """
    words = name.casefold()
    return next((family for family, pattern in _LIKEST if re.search(pattern, words)), PLAIN)


def list_faces(name: str) -> tuple[Face, ...]:
    """The four faces to register under this name."""
    family = choose_family(name)
    return tuple(Face(name, FOLDER / f"{family}-{style}.ttf", bold, italic) for style, bold, italic in STYLES)
