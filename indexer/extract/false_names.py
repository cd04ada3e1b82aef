"""What a text is that bears the ending of an Office file: exports of programs that name theirs as Excel or Word would
open it, whatever is inside.
"""

from __future__ import annotations

import re

from contentlib.errors import Unreadable
from contentlib.formats import FORMATS, PLAIN, Drawer, Format, Locator
from indexer.extract.raw_text import decode, looks_binary
from indexer.extract.text import find_delimiter

_SAMPLE = 65_536
# A page without its head, as reports are written: its first element is one that pages have.
_PAGE = re.compile(
    r"(?:\s|<\?xml[^>]*\?>|<!--.{0,4000}?-->)*<(?:!doctype\s+html|html|head|body|meta|title|style|table|div|center|font|"
    r"p|h[1-6]|span|b|ul|ol|dl|pre|form|base|link|script|section|article|main)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
# The head of a mail, as wikis and Word write pages into one file.
_MAIL = re.compile(r"\s*(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*?){1,40}")
_IN_PARTS = re.compile(r"^(?:MIME-Version|Content-Type)\s*:", re.IGNORECASE | re.MULTILINE)
# Markup of another sort, and the data of programs.
_OTHER = re.compile(r"\s*(?:<[?!\w]|\[?\s*\{\s*[\"'}]|\[\s*[\[\]\"\d])")


def tell_text(data: bytes, named: Format) -> Format | None:
    """The format of a text under this name; none where it is no text, or none that anybody would save under it."""
    if named.drawer is Drawer.PDFIUM or named.is_picture or looks_binary(data):
        return None
    try:
        text = decode(data[:_SAMPLE]).lstrip("\ufeff")
    except Unreadable:
        return None
    if _PAGE.match(text):
        return FORMATS["html"]
    head = _MAIL.match(text)
    if head and _IN_PARTS.search(head[0]):
        return FORMATS["eml"]
    if _OTHER.match(text):
        return None
    return _tell_lines(text, named)


def _tell_lines(text: str, named: Format) -> Format | None:
    if named.locator is Locator.SHEET:
        return _tell_table(text)
    return PLAIN if named.locator in (Locator.HEADING, Locator.NONE) and text.strip() else None


def _tell_table(text: str) -> Format | None:
    """A table where the first lines are cut into as many cells by one sign; a single cell is none."""
    delimiter = find_delimiter(text)
    cut = [line.count(delimiter) for line in text.splitlines()[:50] if line.strip()]
    if not any(cut):
        return None
    return FORMATS["tsv" if delimiter == "\t" else "csv"]
