"""How wide the letters of a PDF font are, as far as the file itself says it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Array, Dictionary

from indexer.clean_pdf.allowed import numbers

# No letter of an ordinary font is wider, in parts of its size.
WIDEST = 2.0
STANDARD = ("Helvetica", "Times", "Courier", "Arial")


@dataclass(frozen=True, slots=True)
class Letters:
    """``widths`` by code in parts of the font's size; None where nobody knows them. ``step`` bytes make a code."""

    widths: dict[int, float] | None
    missing: float = 0.0
    step: int = 1
    upright: bool = True

    @property
    def known(self) -> bool:
        return self.widths is not None and self.upright

    def split(self, text: bytes) -> Iterator[tuple[bytes, float, bool]]:
        """Code by code: its bytes, its width, and whether it is a space that may be stretched."""
        for at in range(0, len(text), self.step):
            code = text[at : at + self.step]
            width = (self.widths or {}).get(int.from_bytes(code, "big"), self.missing if self.known else WIDEST)
            yield code, width, code == b" "


UNKNOWN = Letters(None)


def read_letters_of(font: Any) -> Letters:
    """The widths of a font's letters."""
    if not isinstance(font, Dictionary):
        return UNKNOWN
    if "/DescendantFonts" in font:
        return _read_composite(font)
    widths, first = numbers(font.get("/Widths")), font.get("/FirstChar", 0)
    descriptor = font.get("/FontDescriptor")
    if not widths or not isinstance(first, int):
        return _standard(str(font.get("/BaseFont", "")))
    scale = _scale(font)
    missing = float(descriptor.get("/MissingWidth", 0)) if isinstance(descriptor, Dictionary) else 0.0
    return Letters({first + at: width * scale for at, width in enumerate(widths)}, missing * scale)


def _scale(font: Any) -> float:
    matrix = numbers(font.get("/FontMatrix"))
    return matrix[0] if str(font.get("/Subtype")) == "/Type3" and len(matrix) == 6 else 0.001


def _read_composite(font: Any) -> Letters:
    encoding, inner = str(font.get("/Encoding", "")), font.get("/DescendantFonts")
    if not encoding.startswith("/Identity") or not isinstance(inner, Array) or not len(inner):
        return UNKNOWN
    (cid, *_) = iter(inner)
    if not isinstance(cid, Dictionary):
        return UNKNOWN
    widths = dict(_read_widths(cid.get("/W")))
    usual = cid.get("/DW", 1000)
    missing = float(usual) / 1000 if not isinstance(usual, pikepdf.Object) else 1.0
    return Letters(widths, missing, step=2, upright=not encoding.endswith("V"))


def _read_widths(table: Any) -> Iterator[tuple[int, float]]:
    """``[1 [500 600] 7 9 400]``: codes 1 and 2 one by one, 7 to 9 together."""
    parts = list(iter(table)) if isinstance(table, Array) else []
    at = 0
    while at + 1 < len(parts):
        first, second = parts[at], parts[at + 1]
        if isinstance(second, Array):
            yield from ((int(first) + more, width / 1000) for more, width in enumerate(numbers(second)))
            at += 2
            continue
        if at + 2 < len(parts):
            last = min(int(second), int(first) + 65_535)
            yield from ((code, float(parts[at + 2]) / 1000) for code in range(int(first), last + 1))
        at += 3


def _standard(name: str) -> Letters:
    bare = name.lstrip("/")
    return _measure(bare) if bare.startswith(STANDARD) else UNKNOWN


@cache
def _measure(name: str) -> Letters:
    """The widths of a font that every reader brings along."""
    document, width = pdfium.PdfDocument.new(), ctypes.c_float()
    font = pdfium.raw.FPDFText_LoadStandardFont(document, name.replace("Arial", "Helvetica").encode())
    if not font:
        return UNKNOWN
    widths = {}
    for code in range(32, 256):
        if pdfium.raw.FPDFFont_GetGlyphWidth(font, code, 1000.0, width):
            widths[code] = width.value / 1000
    return Letters(widths, 0.5)
