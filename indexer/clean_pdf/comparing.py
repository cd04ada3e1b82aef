"""Whether a copied page looks as the page does without its readers' notes, and holds no letter beside what is shown."""

from __future__ import annotations

import pypdfium2 as pdfium
from PIL import Image, ImageChops
from pypdfium2 import raw

from indexer.clean_pdf.seen import find_shown, is_off_page

# So many points on the longer side; so much lighter or darker is another color, and on so small a share of the page
# two ways of drawing may differ.
_LONGEST, _OTHER, _SHARE = 480, 48, 0.002


def draw_shown(page: pdfium.PdfPage, scale: float) -> Image.Image:
    """A page with what its own form says, and without what readers have put onto it."""
    drop_remarks(page)
    drawn: Image.Image = page.render(scale=scale, draw_annots=True, may_draw_forms=False).to_pil()
    return drawn.convert("RGB")


def drop_remarks(page: pdfium.PdfPage) -> None:
    """Take every annotation off an open page but the fields of a form."""
    for number in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind != raw.FPDF_ANNOT_WIDGET:
            raw.FPDFPage_RemoveAnnot(page, number)


def find_difference(page: pdfium.PdfPage, copy: pdfium.PdfPage) -> str:
    """Why a copy cannot stand for its page; empty where it can."""
    if any(abs(one - other) > 1 for one, other in zip(page.get_size(), copy.get_size(), strict=True)):
        return "another size"
    scale = min(_LONGEST / max(*page.get_size(), 1), 2.0)
    if share_of_difference(draw_shown(page, scale), draw_shown(copy, scale)) > _SHARE:
        return "another look"
    return "letters beside the page" if _has_letters_beside(copy) else ""


def share_of_difference(one: Image.Image, other: Image.Image) -> float:
    """Which share of two pictures' points is of another color."""
    if one.size != other.size:
        return 1.0
    red, green, blue = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(most.histogram()[_OTHER:]) / (one.width * one.height)


def _has_letters_beside(copy: pdfium.PdfPage) -> bool:
    text = copy.get_textpage()
    try:
        shown = find_shown(copy)
        return any(is_off_page(text, at, shown) for at in range(text.count_chars()))
    finally:
        text.close()
