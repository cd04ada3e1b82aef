"""A plain document whose pages show a few words, and a way to read all that a PDF holds, seen or not."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

WIDTH, HEIGHT = 400, 500
CROP = (20, 30, 380, 470)


def shown_words(page: int) -> list[str]:
    return [f"Offer{page}", f"Value{page}", f"Terms{page}", "Footline", "Openword", f"Framed{page}"]


def make_plain(pages: int = 3) -> pikepdf.Pdf:
    """A document with text, a picture, a form used by all pages, and a crop box."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    footer = make_form(pdf, b"BT /F 10 Tf 0 0 Td (Footline Openword) Tj ET", font)
    picture = make_picture(pdf)
    for number in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        page.obj.CropBox = Array(CROP)
        framed = make_form(pdf, f"BT /F 12 Tf 2 2 Td (Framed{number}) Tj ET 0 0 90 20 re S".encode(), font)
        xobjects = Dictionary(Foot=footer, Logo=picture, Box=framed)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font), XObject=xobjects)
        offer, value, terms, *_ = shown_words(number)
        page.obj.Contents = Array([
            Stream(pdf, f"BT /F1 18 Tf 60 400 Td ({offer}) Tj 14 TL T* ({value}) Tj ET 0.2 0.4 0.8 rg 60 300 80 30 re f"
                   .encode()),
            Stream(pdf, f"0 g BT /F1 9 Tf 1 0 0 1 60 200 Tm [({terms[:3]}) -20 ({terms[3:]})] TJ ET "
                   "q 40 0 0 40 300 400 cm /Logo Do Q q 1 0 0 1 60 50 cm /Foot Do Q q 1 0 0 1 200 250 cm /Box Do Q"
                   .encode()),
        ])  # fmt: skip
    return pdf


def make_form(pdf: pikepdf.Pdf, content: bytes, font: Any = None, **more: Any) -> Any:
    made = Stream(pdf, content)
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([-5, -5, 200, 40])
    made.Resources = Dictionary(Font=Dictionary(F=font or helvetica(pdf)))
    for key, value in more.items():
        made[f"/{key}"] = value
    return made


def helvetica(pdf: pikepdf.Pdf) -> Any:
    return pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))


def make_picture(pdf: pikepdf.Pdf, **more: Any) -> Any:
    packed = io.BytesIO()
    image = Image.linear_gradient("L").resize((24, 24)).convert("RGB")
    image.save(packed, "JPEG")
    return make_jpeg(pdf, packed.getvalue(), 24, **more)


def make_jpeg(pdf: pikepdf.Pdf, data: bytes, size: int, **more: Any) -> Any:
    made = Stream(pdf, data)
    made.Type, made.Subtype, made.Filter = Name.XObject, Name.Image, Name.DCTDecode
    made.Width = made.Height = size
    made.ColorSpace, made.BitsPerComponent = Name.DeviceRGB, 8
    for key, value in more.items():
        made[f"/{key}"] = value
    return made


def save(pdf: pikepdf.Pdf, **how: Any) -> bytes:
    written = io.BytesIO()
    with warnings.catch_warnings():
        # Of fields that stand on a page and in no form; some are meant to.
        warnings.simplefilter("ignore")
        pdf.save(written, fix_metadata_version=False, **how)
    return written.getvalue()


# --- looking for words --------------------------------------------------------------------------------------------


def read_everything(data: bytes) -> bytes:
    """All that a PDF holds, each string in every spelling and each stream unpacked."""
    found = [data]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in [*pdf.objects, pdf.trailer]:
            found.extend(_read(thing, 0))
    return b"\n".join(found)


def _read(thing: Any, depth: int) -> Iterator[bytes]:
    if isinstance(thing, String):
        yield bytes(thing)
        yield str(thing).encode()
    elif isinstance(thing, Name):
        yield str(thing).encode()
    elif isinstance(thing, Array) and depth < 12:
        for one in iter(thing):
            yield from _read(one, depth + 1)
    elif isinstance(thing, Dictionary | Stream) and depth < 12:
        for key in thing.keys():  # noqa: SIM118  a PDF's dictionary is none of Python's
            yield key.encode()
            value = thing[key]
            if not getattr(value, "is_indirect", False):
                yield from _read(value, depth + 1)
        if isinstance(thing, Stream):
            yield from _unpack(thing)


def _unpack(stream: Any) -> Iterator[bytes]:
    yield bytes(stream.read_raw_bytes())
    try:
        yield bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return


def holds_word(everything: bytes, word: str) -> bool:
    return any(
        spelled in everything for spelled in (word.encode(), word.encode("utf-16-be"), word.encode().hex().encode())
    )
