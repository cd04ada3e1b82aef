"""Draws a file of a drive by what it is. For a drawing process that is handed PDFs and decks as they come."""

from __future__ import annotations

from contentlib.formats import Drawer, find_drawer
from contentlib.model import Reading
from indexer.drawing.pdf_drawing import draw_pages
from indexer.drawing.slide_drawing import draw_slides
from indexer.extract import detect_format


def draw_any(data: bytes, name: str) -> Reading:
    """The pages of a PDF or the slides of a deck.

    Raises:
        Unreadable: it has too many, or none can be drawn.
    """
    if find_drawer(detect_format(data, name)) is Drawer.BETTEROFFICE:
        return draw_slides(data, name)
    return draw_pages(data, name)
