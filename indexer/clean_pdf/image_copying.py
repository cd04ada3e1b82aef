"""Pictures of a PDF without what a camera or a program wrote into them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from indexer.clean_pdf.allowed import CannotCopy, ObjectCopies, pick, plain

IMAGE = (
    "Width", "Height", "BitsPerComponent", "ImageMask", "Decode", "Interpolate", "Intent", "SMaskInData", "Matte",
)  # fmt: skip
PARAMETERS = (
    "K", "EndOfLine", "EncodedByteAlign", "Columns", "Rows", "EndOfBlock", "BlackIs1", "DamagedRowsBeforeError",
    "ColorTransform",
)  # fmt: skip
# How a picture may stay packed as it is; every other way is unpacked and packed anew.
PACKED = ("/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode")
SHORT = {"/DCT": "/DCTDecode", "/CCF": "/CCITTFaxDecode"}
MOST_BYTES = 1 << 30
# JFIF and Adobe's say how the colors are meant; every other application's segment is about the picture.
_APP0, _APP14, _COMMENT = 0xE0, 0xEE, 0xFE
_BARE = {0x01, *range(0xD0, 0xD8)}
_CODES, _FIRST_TILE, _REMARK = b"\xff\x4f", b"\xff\x90", b"\xff\x64"
_BOXES = {b"jP  ", b"ftyp", b"jp2h", b"jp2c", b"jpch", b"jplh"}


def copy_image(source: Any, copies: ObjectCopies, color_space: Any) -> Stream:
    """``color_space`` is the copied one; none where the picture has none."""
    keys = pick(source, IMAGE)
    keys.Type, keys.Subtype = Name.XObject, Name.Image
    if color_space is not None:
        keys.ColorSpace = color_space
    mask = source.get("/Mask")
    if isinstance(mask, Array) and plain(mask) is not None:
        keys.Mask = plain(mask)
    data, packing = _unpack(source)
    stream = copies.stream(_without_remarks(data, packing, keys), keys)
    if packing:
        stream.Filter = Name(packing)
        _add_parameters(source, stream, copies)
    return stream


def _unpack(source: Any) -> tuple[bytes, str]:
    """The bytes, and the one filter that they are still packed with; empty for none."""
    filters = _list_filters(source.get("/Filter"))
    if "/F" in source:
        raise CannotCopy("a picture that lies in another file")
    if not filters or filters[-1] not in PACKED:
        return _read(source), ""
    if len(filters) == 1:
        return bytes(source.read_raw_bytes()), filters[-1]
    outer = pikepdf.new()
    packed = Stream(outer, source.read_raw_bytes())
    packed.Filter = Array([Name(name) for name in filters[:-1]])
    return _read(packed), filters[-1]


def _read(source: Any) -> bytes:
    try:
        return bytes(source.read_bytes())
    except pikepdf.PdfError as error:
        raise CannotCopy("a picture that cannot be unpacked") from error


def _list_filters(found: Any) -> list[str]:
    names = [found] if isinstance(found, Name) else list(iter(found)) if isinstance(found, Array) else []
    return [SHORT.get(str(name), str(name)) for name in names]


def _add_parameters(source: Any, stream: Any, copies: ObjectCopies) -> None:
    found = source.get("/DecodeParms", source.get("/DP"))
    last = list(iter(found))[-1:] if isinstance(found, Array) else [found]
    if not last or not isinstance(last[0], Dictionary):
        return
    keys = pick(last[0], PARAMETERS)
    shared = last[0].get("/JBIG2Globals")
    if isinstance(shared, Stream):
        keys.JBIG2Globals = copies.once("globals", shared, lambda one: copies.stream(_read(one)))
    stream.DecodeParms = keys


def _without_remarks(data: bytes, packing: str, keys: Dictionary) -> bytes:
    if packing == "/DCTDecode":
        return strip_jpeg(data)
    if packing == "/JPXDecode":
        return strip_jpeg2000(data)
    return data if packing else data[: _size(keys)]


def _size(keys: Dictionary) -> int | None:
    """How many bytes a picture has at most, so that nothing can hide behind it."""
    width, height = keys.get("/Width"), keys.get("/Height")
    if not isinstance(width, int) or not isinstance(height, int) or width * height > MOST_BYTES:
        raise CannotCopy("a picture without a size")
    space = keys.get("/ColorSpace")
    if "/ImageMask" in keys or space == Name.DeviceGray or _family(space) in ("/Indexed", "/CalGray", "/Separation"):
        colors = 1
    elif space in (Name.DeviceRGB, Name.DeviceCMYK):
        colors = 3 if space == Name.DeviceRGB else 4
    else:
        return None
    bits = keys.get("/BitsPerComponent", 1 if "/ImageMask" in keys else 8)
    return (width * colors * int(bits) + 7) // 8 * height


def _family(space: Any) -> str:
    return str(space[0]) if isinstance(space, Array) and len(space) else ""


def strip_jpeg(data: bytes) -> bytes:
    """A JPEG with its picture alone: no EXIF, no XMP, no remarks, nothing before its start or behind its end.

    >>> strip_jpeg(b"\\xff\\xd8\\xff\\xfe\\x00\\x04hi\\xff\\xda\\x00\\x02..\\xff\\xd9secret")
    b'\\xff\\xd8\\xff\\xda\\x00\\x02..\\xff\\xd9'
    """
    start = data.find(b"\xff\xd8")
    if start < 0:
        raise CannotCopy("a picture that is no JPEG")
    return b"\xff\xd8" + b"".join(_segments(data, start + 2)) + b"\xff\xd9"


def _segments(data: bytes, at: int) -> Iterator[bytes]:
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            at += 1
            continue
        kind = data[at + 1]
        if kind in (0xFF, 0x00) or kind in _BARE:
            at += 1 if kind == 0xFF else 2
            continue
        if kind == 0xD9:
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if kind == 0xDA:
            end = _end_of_scan(data, end)
        if not (_APP0 < kind <= 0xEF and kind != _APP14) and kind != _COMMENT:
            yield _short_jfif(data[at:end]) if kind == _APP0 else data[at:end]
        at = end


def _short_jfif(segment: bytes) -> bytes:
    """JFIF may bring a small copy of the picture along."""
    if segment[4:9] != b"JFIF\0" or len(segment) < 18:
        return b""
    return b"\xff\xe0\x00\x10" + segment[4:16] + b"\0\0"


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the letters of a scan end: at a mark that is none of those that stand inside one."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] != 0 and data[at + 1] not in _BARE and data[at + 1] != 0xFF:
            return at
        at += 1 if data[at + 1] == 0xFF else 2


def strip_jpeg2000(data: bytes) -> bytes:
    """A JPEG 2000 with the boxes that its picture needs, and no remark in its head."""
    if data.startswith(_CODES):
        return _strip_codes(data)
    return b"".join(_strip_box(kind, box) for kind, box in _boxes(data) if kind in _BOXES)


def _strip_box(kind: bytes, box: bytes) -> bytes:
    if kind != b"jp2c" or _CODES not in box[:18]:
        return box
    codes = _strip_codes(box[box.index(_CODES) :])
    return (len(codes) + 8).to_bytes(4, "big") + kind + codes


def _strip_codes(data: bytes) -> bytes:
    """The codes of a picture from their start to their end, without remarks before the first tile."""
    kept, at = [data[:2]], 2
    while data[at : at + 2] not in (_FIRST_TILE, b"") and at + 4 <= len(data):
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at : at + 2] != _REMARK:
            kept.append(data[at:end])
        at = end
    end = data.rfind(b"\xff\xd9")
    return b"".join([*kept, data[at : end + 2 if end > at else len(data)]])


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        size = size or len(data) - at
        if size < 8:
            raise CannotCopy("a picture that is broken")
        yield kind, data[at : at + size]
        at += size
