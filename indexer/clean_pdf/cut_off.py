"""Letters that lie beside the area which a page lets them be seen in."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from ctypes import byref, c_float
from typing import TypeAlias

import pypdfium2 as pdfium
from pypdfium2 import raw

from indexer.clean_pdf.plane import (
    EVERYWHERE,
    IDENTITY,
    Frame,
    Matrix,
    holds,
    meet,
    outset,
    place,
    surround,
    times,
    touches,
)

_MOST_POINTS, _DEEPEST = 400, 4
PlacedThing: TypeAlias = tuple[raw.FPDF_PAGEOBJECT, Matrix]
# As far as a letter may reach beyond what is said of it, in points.
_SLACK = 0.5


def find_cut_off(page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> set[int]:
    """The places of letters whose ink lies beside their area."""
    areas = _list_narrow_areas(page)
    if not areas:
        return set()
    found = set()
    for at in range(text.count_chars()):
        area = areas.get(_address(raw.FPDFText_GetTextObject(text, at)))
        if area and raw.FPDFText_GetUnicode(text, at) > 32 and not touches(text.get_charbox(at), area):
            found.add(at)
    return found


def _list_narrow_areas(page: pdfium.PdfPage) -> dict[int, Frame]:
    """Texts that are larger than the area they are cut to, by where they lie in memory, and that area on the page."""
    found = {}
    for thing, matrix in _list_texts(_things_of(page), IDENTITY, 0):
        area = _area(raw.FPDFPageObj_GetClipPath(thing))
        if area != EVERYWHERE and not holds(area, _bounds_of(thing)):
            found[_address(thing)] = outset(place(area, matrix), _SLACK)
    return found


def _list_texts(things: Iterator[raw.FPDF_PAGEOBJECT], matrix: Matrix, depth: int) -> Iterator[PlacedThing]:
    """The texts of a page, those inside forms too, each with how its own space lies on the page."""
    for thing in things:
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield thing, matrix
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _list_texts(_things_in(thing), times(_matrix_of(thing), matrix), depth + 1)


def _things_of(page: pdfium.PdfPage) -> Iterator[raw.FPDF_PAGEOBJECT]:
    return (raw.FPDFPage_GetObject(page, at) for at in range(raw.FPDFPage_CountObjects(page)))


def _things_in(form: raw.FPDF_PAGEOBJECT) -> Iterator[raw.FPDF_PAGEOBJECT]:
    return (raw.FPDFFormObj_GetObject(form, at) for at in range(raw.FPDFFormObj_CountObjects(form)))


def _matrix_of(form: raw.FPDF_PAGEOBJECT) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(form, byref(found))
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _bounds_of(thing: raw.FPDF_PAGEOBJECT) -> Frame:
    sides = tuple(c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(thing, *map(byref, sides)):
        return EVERYWHERE
    left, bottom, right, top = (side.value for side in sides)
    return (left, bottom, right, top)


def _area(clip: raw.FPDF_CLIPPATH) -> Frame:
    area = EVERYWHERE
    for path in range(max(0, raw.FPDFClipPath_CountPaths(clip)) if clip else 0):
        points = raw.FPDFClipPath_CountPathSegments(clip, path)
        if 0 < points <= _MOST_POINTS:
            area = meet(area, surround(_point(clip, path, at) for at in range(points)))
    return area


def _point(clip: raw.FPDF_CLIPPATH, path: int, at: int) -> tuple[float, float]:
    x, y = c_float(), c_float()
    raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, at), byref(x), byref(y))
    return (x.value, y.value)


def _address(thing: raw.FPDF_PAGEOBJECT) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0
