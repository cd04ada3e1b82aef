"""A page as a picture, with the words that can be seen on it as text behind: what is left where a copy is in doubt."""

from __future__ import annotations

import encodings.utf_16_be  # noqa: F401  a process that is locked in can open no other module
import io
from collections.abc import Iterator
from ctypes import c_int
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from pypdfium2 import raw

from indexer.clean_pdf.comparing import draw_shown
from indexer.clean_pdf.plane import Frame
from indexer.clean_pdf.seen import find_unseen

_SCALE, _MOST_DOTS, _QUALITY = 2.1, 4000, 82
_MOST_WORDS = 20_000
# Which code is which letter: each is itself. The letters have no shapes, since nobody sees them.
_LETTERS = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word and where it stands on the picture, in points from the lower left."""

    word: str
    frame: Frame


def draw_flat(target: pikepdf.Pdf, page: pdfium.PdfPage, words: list[PlacedWord]) -> Dictionary:
    """A page of ``target`` that shows the picture of a page of another document."""
    width, height = page.get_size()
    scale = min(_SCALE, _MOST_DOTS / max(width, height, 1))
    return show_picture(target, draw_shown(page, scale), (width, height), words, make_font(target))


def show_picture(
    target: pikepdf.Pdf, image: Image.Image, size: tuple[float, float], words: list[PlacedWord], font: Any
) -> Dictionary:
    """A page of ``target`` of this size in points that shows the picture, with the words behind it."""
    (width, height), packed = size, io.BytesIO()
    image.save(packed, "JPEG", quality=_QUALITY)
    picture = pikepdf.Stream(target, packed.getvalue())
    picture.Type, picture.Subtype, picture.Filter = Name.XObject, Name.Image, Name.DCTDecode
    picture.Width, picture.Height, picture.BitsPerComponent = image.width, image.height, 8
    picture.ColorSpace = Name.DeviceRGB
    made = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, round(width, 3), round(height, 3)]))
    made.Resources = Dictionary(XObject=Dictionary(X0=picture), Font=Dictionary(F0=font))
    content = f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /X0 Do Q\n".encode() + b"".join(map(write_word, words))
    made.Contents = pikepdf.Stream(target, content)
    return made


def make_font(target: pikepdf.Pdf) -> Any:
    """A font whose letters have no shapes."""
    collection = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Invisible, DW=500)
    inner.CIDSystemInfo, inner.CIDToGIDMap = collection, Name.Identity
    inner.FontDescriptor = target.make_indirect(_describe_font())
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Invisible, Encoding=Name("/Identity-H"))
    font.DescendantFonts = Array([target.make_indirect(inner)])
    font.ToUnicode = pikepdf.Stream(target, _LETTERS)
    return target.make_indirect(font)


def _describe_font() -> Dictionary:
    known = Dictionary(Type=Name.FontDescriptor, FontName=Name.Invisible, FontBBox=Array([0, 0, 500, 1000]), Flags=4)
    known.ItalicAngle, known.Ascent, known.Descent, known.CapHeight, known.StemV = 0, 1000, 0, 1000, 80
    return known


def write_word(placed: PlacedWord) -> bytes:
    """What writes a word where it stands, as wide as it is there, and unseen."""
    left, bottom, right, top = placed.frame
    codes = placed.word.encode("utf-16-be")
    size = max(top - bottom, 0.1)
    across = max(right - left, 0.1) / (len(codes) / 2 * 0.5 * size) * 100
    return f"BT 3 Tr /F0 {size:.2f} Tf {across:.2f} Tz {left:.2f} {bottom:.2f} Td <{codes.hex()}> Tj ET\n".encode()


def list_words(page: pdfium.PdfPage) -> list[PlacedWord]:
    """The words that can be seen on a page, in reading order."""
    text = page.get_textpage()
    try:
        return list(_words(page, text))
    finally:
        text.close()


def _words(page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> Iterator[PlacedWord]:
    unseen = find_unseen(page, text)
    word, frames, found = "", list[Frame](), 0
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        letter = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        if at in unseen or letter.isspace() or not letter.isprintable():
            found += bool(word)
            yield from _join(word, frames)
            word, frames = "", []
        else:
            word += letter
            frames.append(_frame(page, text, at))
        if found > _MOST_WORDS:
            return
    yield from _join(word, frames)


def _join(word: str, frames: list[Frame]) -> Iterator[PlacedWord]:
    if word:
        lefts, bottoms, rights, tops = zip(*frames, strict=True)
        yield PlacedWord(word, (min(lefts), min(bottoms), max(rights), max(tops)))


def _frame(page: pdfium.PdfPage, text: pdfium.PdfTextPage, at: int) -> Frame:
    """Where a letter stands on the picture, whatever way the page is turned."""
    width, height = page.get_size()
    left, bottom, right, top = text.get_charbox(at, loose=True)
    spots = []
    x, y = c_int(), c_int()
    for across, up in ((left, bottom), (right, top)):
        raw.FPDF_PageToDevice(page, 0, 0, round(width * 100), round(height * 100), 0, across, up, x, y)
        spots.append((x.value / 100, height - y.value / 100))
    (one, other) = spots
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
