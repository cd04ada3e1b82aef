"""Web pages."""

from indexer.extract.web.webpage import decode_page, read_markup

__all__ = ["decode_page", "read_markup"]
