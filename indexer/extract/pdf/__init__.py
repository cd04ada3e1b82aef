"""PDF pages, their text, what was filled in, and scans; and the documents that hold a PDF of themselves."""

from indexer.extract.pdf.iwork import is_iwork, refuse_unseen
from indexer.extract.pdf.scans import find_tesseract, list_languages

__all__ = ["find_tesseract", "is_iwork", "list_languages", "refuse_unseen"]
