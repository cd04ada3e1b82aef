"""What people have written onto a PDF page: the fields they filled in and the text they typed over it.

Sticky notes are comments, which are left out here as in every other format.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from indexer.extract.raw_text import tidy

MAX_ANNOTATIONS = 2000
_LONGEST = 20_000


def list_filled(page: pdfium.PdfPage) -> Iterator[str]:
    """The texts on top of a page, in the order they were put there."""
    for number in range(min(raw.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        try:
            text = _typed(annotation)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
        if text:
            yield text


def _typed(annotation: raw.FPDF_ANNOTATION) -> str:
    if raw.FPDFAnnot_GetFlags(annotation) & raw.FPDF_ANNOT_FLAG_HIDDEN:
        return ""
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind == raw.FPDF_ANNOT_FREETEXT:
        return _value(annotation, b"Contents")
    # The state of a box to tick is a name such as Off, which says nothing without the box.
    is_field = kind == raw.FPDF_ANNOT_WIDGET and raw.FPDFAnnot_GetValueType(annotation, b"V") == raw.FPDF_OBJECT_STRING
    return _value(annotation, b"V") if is_field else ""


def _value(annotation: raw.FPDF_ANNOTATION, key: bytes) -> str:
    size = min(raw.FPDFAnnot_GetStringValue(annotation, key, None, 0), 2 * _LONGEST)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return tidy(buffer.raw[: size - size % 2].decode("utf-16-le", "replace").rstrip("\x00"))
