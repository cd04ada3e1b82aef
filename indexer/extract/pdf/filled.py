"""What people have written onto a PDF page: the fields they filled in, and apart from that the text they typed over it.

Sticky notes are comments, which are left out here as in every other format. What was typed over a page is not part of
it: no clean copy has it, and no picture.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from indexer.extract.raw_text import tidy

MAX_ANNOTATIONS = 2000
_LONGEST = 20_000
_NOT_SHOWN = raw.FPDF_ANNOT_FLAG_INVISIBLE | raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW


def list_filled(page: pdfium.PdfPage) -> Iterator[str]:
    """What the fields of a form say that can be seen, in the order they were put there."""
    return _list_texts(page, _filled)


def list_typed(page: pdfium.PdfPage) -> Iterator[str]:
    """What was typed over a page."""
    return _list_texts(page, _typed)


def _list_texts(page: pdfium.PdfPage, read: Callable[[raw.FPDF_ANNOTATION], str]) -> Iterator[str]:
    for number in range(min(raw.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        try:
            text = "" if raw.FPDFAnnot_GetFlags(annotation) & _NOT_SHOWN else read(annotation)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
        if text:
            yield text


def _typed(annotation: raw.FPDF_ANNOTATION) -> str:
    is_text = raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_FREETEXT
    return _value(annotation, b"Contents") if is_text else ""


def _filled(annotation: raw.FPDF_ANNOTATION) -> str:
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    # The state of a box to tick is a name such as Off, which says nothing without the box.
    is_field = kind == raw.FPDF_ANNOT_WIDGET and raw.FPDFAnnot_GetValueType(annotation, b"V") == raw.FPDF_OBJECT_STRING
    return _value(annotation, b"V") if is_field else ""


def _value(annotation: raw.FPDF_ANNOTATION, key: bytes) -> str:
    size = min(raw.FPDFAnnot_GetStringValue(annotation, key, None, 0), 2 * _LONGEST)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return tidy(buffer.raw[: size - size % 2].decode("utf-16-le", "replace").rstrip("\x00"))
