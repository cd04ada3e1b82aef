"""Draws the pages of a PDF by pdfium. For a drawing process: it reads what a stranger made."""

from __future__ import annotations

import pypdfium2 as pdfium

from contentlib.errors import Unreadable
from contentlib.model import Reading, Section
from contentlib.pictures import MOST_PAGES
from indexer.clean_pdf import draw_shown, open_without_layers
from indexer.drawing.box_finding import find_boxes
from indexer.drawing.page_packing import TALLEST, WIDEST, pack_page


def draw_pages(data: bytes, _name: str) -> Reading:
    """Every page of a PDF, all of them or none.

    Raises:
        Unreadable: it has too many pages, or none can be drawn.
    """
    try:
        pdf = pdfium.PdfDocument(data)
        layered = open_without_layers(data) or pdf
        if len(pdf) > MOST_PAGES:
            raise Unreadable(f"has {len(pdf)} pages; {MOST_PAGES} are drawn at most.", "Its words are shown instead.")
        sections = tuple(_draw(pdf[number], layered[number], number + 1) for number in range(len(pdf)))
    except pdfium.PdfiumError as error:
        raise Unreadable(f"could not be drawn ({error}).", "Its words are shown instead.") from error
    return Reading("webp", sections)


def _draw(page: pdfium.PdfPage, layered: pdfium.PdfPage, number: int) -> Section:
    """``layered`` is the page without layers that are switched off; no picture has them, but its letters are told."""
    width, height = page.get_size()
    # A page may claim to be a metre wide and a kilometre long.
    scale = min(WIDEST / max(width, 1), TALLEST / max(height, 1))
    image = draw_shown(page, scale)
    boxes = find_boxes(layered)
    layered.close()
    page.close()
    return pack_page(number, image, boxes)
