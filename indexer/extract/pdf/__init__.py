"""PDF pages, their text, what was filled in, and scans."""

from indexer.extract.pdf.scans import find_tesseract, list_languages

__all__ = ["find_tesseract", "list_languages"]
