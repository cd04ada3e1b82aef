"""The search page and what is suggested while typing."""

from web.search.search_pages import know, pages

__all__ = ["know", "pages"]
