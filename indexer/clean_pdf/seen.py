"""Which letters of a page can be seen: those that lie on it, and are drawn, or are the words of a scan behind them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from indexer.clean_pdf.cut_off import find_cut_off
from indexer.clean_pdf.plane import Frame, touches

_TEXT, _IMAGE, _FORM = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM
_PAINTED = (_IMAGE, raw.FPDF_PAGEOBJ_SHADING)
_DEEPEST = 4
# Letters below this size, in points, are for machines.
DUST = 0.3
# No letter is drawn in these ways, and none by a color that lets everything through.
_NOT_DRAWN = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)


def find_unseen(page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> frozenset[int]:
    """The places of letters that nobody can see on the page; quick where there are none."""
    shown, count = find_shown(page), text.count_chars()
    unseen = {at for at in range(count) if is_off_page(text, at, shown)} if _reaches_out(text, count) else set()
    if _has_clear_text(page):
        scans = list_scans(page)
        unseen |= {at for at in range(count) if _is_unseen(text, at, scans)}
    return frozenset(unseen | find_cut_off(page, text))


def find_shown(page: pdfium.PdfPage) -> Frame:
    """What of a page is shown."""
    found = page.get_bbox()
    return (float(found[0]), float(found[1]), float(found[2]), float(found[3]))


def is_off_page(text: pdfium.PdfTextPage, at: int, shown: Frame) -> bool:
    """Whether the ink of a letter lies beside what is shown. A blank has none."""
    if raw.FPDFText_GetUnicode(text, at) <= 32 or raw.FPDFText_IsGenerated(text, at) == 1:
        return False
    box = text.get_charbox(at)
    return box[0] < box[2] and box[1] < box[3] and not touches((box[0], box[1], box[2], box[3]), shown)


def _reaches_out(text: pdfium.PdfTextPage, count: int) -> bool:
    """Whether fewer letters lie on the page than there are."""
    inside = text.get_text_bounded(errors="ignore")
    return len("".join(inside.split())) < count - _count_blanks(text, count)


def _count_blanks(text: pdfium.PdfTextPage, count: int) -> int:
    return count - len("".join(text.get_text_range(errors="ignore").split()))


def list_scans(page: pdfium.PdfPage) -> list[Frame]:
    """Where pictures lie on a page."""
    return [
        _bounds(found) for found, kind in _objects(page) if kind in _PAINTED or (kind == _FORM and _pictures(found))
    ]


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, int]]:
    for at in range(raw.FPDFPage_CountObjects(page)):
        found = raw.FPDFPage_GetObject(page, at)
        yield found, raw.FPDFPageObj_GetType(found)


def _inside(form: raw.FPDF_PAGEOBJECT, depth: int = 0) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, int]]:
    for at in range(raw.FPDFFormObj_CountObjects(form)):
        found = raw.FPDFFormObj_GetObject(form, at)
        kind = raw.FPDFPageObj_GetType(found)
        yield found, kind
        if kind == _FORM and depth < _DEEPEST:
            yield from _inside(found, depth + 1)


def _pictures(form: raw.FPDF_PAGEOBJECT) -> bool:
    return any(kind in _PAINTED for _, kind in _inside(form))


def _has_clear_text(page: pdfium.PdfPage) -> bool:
    for found, kind in _objects(page):
        if kind == _TEXT and _is_clear_object(found):
            return True
        if kind == _FORM and any(inner == _TEXT and _is_clear_object(one) for one, inner in _inside(found)):
            return True
    return False


def _is_unseen(text: pdfium.PdfTextPage, at: int, scans: list[Frame]) -> bool:
    found = raw.FPDFText_GetTextObject(text, at)
    if not found or not _is_clear_object(found):
        return False
    return _is_dust(found) or not _lies_on(text, at, scans)


def _is_dust(found: raw.FPDF_PAGEOBJECT) -> bool:
    """Whether letters are so small that no screen shows them."""
    size, matrix = ctypes.c_float(), raw.FS_MATRIX()
    if not raw.FPDFTextObj_GetFontSize(found, size) or not raw.FPDFPageObj_GetMatrix(found, matrix):
        return False
    scale = max(abs(matrix.a) + abs(matrix.c), abs(matrix.b) + abs(matrix.d))
    return bool(abs(size.value) * scale < DUST)


def _is_clear_object(found: raw.FPDF_PAGEOBJECT) -> bool:
    if _is_dust(found):
        return True
    mode = raw.FPDFTextObj_GetTextRenderMode(found)
    if mode in _NOT_DRAWN:
        return True
    alpha = ctypes.c_uint()
    ask = raw.FPDFPageObj_GetStrokeColor if mode == raw.FPDF_TEXTRENDERMODE_STROKE else raw.FPDFPageObj_GetFillColor
    if mode > raw.FPDF_TEXTRENDERMODE_STROKE:
        return False
    unused = ctypes.c_uint()
    return bool(ask(found, unused, unused, unused, alpha)) and alpha.value == 0


def _lies_on(text: pdfium.PdfTextPage, at: int, scans: list[Frame]) -> bool:
    left, bottom, right, top = text.get_charbox(at)
    return any(touches((left, bottom, right, top), scan) for scan in scans)


def _bounds(found: raw.FPDF_PAGEOBJECT) -> Frame:
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(found, *sides):
        return (0.0, 0.0, 0.0, 0.0)
    left, bottom, right, top = (side.value for side in sides)
    return (left, bottom, right, top)
