"""Files into sections a person can point at: a folder for each family of formats, one reader for each format."""

from __future__ import annotations

from indexer.extract.formats import FORMATS, READERS, SUFFIXES, detect_format, formats_table, list_shown, read_bytes
from indexer.extract.pdf import find_tesseract, list_languages

__all__ = [
    "FORMATS", "READERS", "SUFFIXES", "detect_format", "find_tesseract", "formats_table", "list_languages",
    "list_shown", "read_bytes",
]  # fmt: skip
