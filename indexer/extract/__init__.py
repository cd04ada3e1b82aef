"""Files into sections a person can point at: a folder for each family of formats, one reader for each format."""

from __future__ import annotations

from indexer.extract.examining import examine, make_clean
from indexer.extract.linking import read_page_links
from indexer.extract.pdf import find_tesseract, list_languages
from indexer.extract.readers import READERS, detect_format, list_shown, read_bytes, read_examined

__all__ = [
    "READERS", "detect_format", "examine", "find_tesseract", "list_languages", "list_shown", "make_clean", "read_bytes",
    "read_examined", "read_page_links",
]  # fmt: skip
