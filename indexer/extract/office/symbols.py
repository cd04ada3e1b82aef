"""Signs that symbol fonts draw in place of letters: a tick typed in Wingdings is the letter “ü” in the file."""

from __future__ import annotations

import re

_TICK, _CROSS, _DOT, _ARROW, _BOX = "✓", "✗", "•", "→", "☐"
_WINGDINGS = {
    0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x4C: "☹", 0x6C: _DOT, 0x6E: _DOT, 0x6F: _BOX, 0x71: _BOX, 0x9F: _DOT,
    0xA7: _DOT, 0xA8: _BOX, 0xD8: "➢", 0xE0: _ARROW, 0xE8: _ARROW, 0xF0: _ARROW, 0xFB: _CROSS, 0xFC: _TICK,
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": {0x4F: _CROSS, 0x50: _TICK, 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: _DOT, 0xA3: _BOX},
    "wingdings 3": {0x7D: "▶", 0x61: "▲", 0x70: "▲", 0x71: "▼", 0x22: _ARROW},
    "webdings": {0x61: _TICK, 0x72: _CROSS, 0x3D: _DOT},
    "zapfdingbats": {0x33: _TICK, 0x34: "✔", 0x37: _CROSS, 0x38: "✘", 0x6C: _DOT},
}
_TRUE_WORD = re.compile(r"[A-Za-z]{5}")


def is_symbol_font(name: str) -> bool:
    """Whether the letters of this font are drawn as signs.

    >>> is_symbol_font("Wingdings"), is_symbol_font("Arial")
    (True, False)
    """
    return name.strip().lower() in _FONTS


def as_signs(text: str, font: str) -> str:
    r"""The signs that a symbol font draws for these letters; a blank for those that say nothing.

    >>> as_signs("ü", "Wingdings"), as_signs("\uf0fb", "Wingdings"), as_signs("P", "Wingdings 2")
    ('✓', '✗', '✓')
    """
    if _TRUE_WORD.search(text):
        # Somebody went on typing where the sign ended; nobody reads five signs in a row.
        return text
    signs = _FONTS.get(font.strip().lower(), {})
    # Word keeps such letters in a private range of Unicode, PowerPoint as they were typed.
    return "".join(letter if letter.isspace() else signs.get(ord(letter) & 0xFF, " ") for letter in text)
