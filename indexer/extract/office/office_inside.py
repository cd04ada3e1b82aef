"""Looks through Office files, and rewrites them without what a buyer must not get."""

from __future__ import annotations

from contentlib.errors import Unreadable
from contentlib.model import Inside, sum_up
from indexer.extract.examining import Examiner
from indexer.extract.office.book_rules import strip_book
from indexer.extract.office.deck_rules import strip_deck
from indexer.extract.office.document_rules import strip_document
from indexer.extract.office.office_parts import write_package
from indexer.extract.office.stripping import Stripping, strip

_RULES = {"pptx": strip_deck, "docx": strip_document, "xlsx": strip_book}


def look_inside(data: bytes, form: str) -> Inside:
    """What is in the file."""
    return sum_up(_strip(data, form).found)


def write_clean(data: bytes, form: str) -> bytes:
    """The file without it; the same bytes for the same file."""
    stripped = _strip(data, form)
    return write_package(stripped.kept, stripped.root)


def _strip(data: bytes, form: str) -> Stripping:
    if form not in _RULES:
        raise Unreadable("is of a format that nobody here can look through.")
    return strip(data, form, _RULES[form])


EXAMINER = Examiner(look_inside, write_clean)
