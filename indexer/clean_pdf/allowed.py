"""What a clean PDF may hold besides what its pages draw: fonts, colors, functions, states, each key by key.

A key that stands in no table here is left behind, and so is a value that is not of the plain kind that its key takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

SIMPLE_FONT = ("Type", "Subtype", "BaseFont", "FirstChar", "LastChar", "Widths")
DESCENDANT = ("Type", "Subtype", "BaseFont", "DW", "W", "DW2", "W2")
DESCRIPTOR = (
    "Type", "FontName", "FontStretch", "FontWeight", "Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "Leading",
    "CapHeight", "XHeight", "StemV", "StemH", "AvgWidth", "MaxWidth", "MissingWidth",
)  # fmt: skip
FONT_FILES = {
    "FontFile": ("Length1", "Length2", "Length3"),
    "FontFile2": ("Length1",),
    "FontFile3": ("Subtype", "Length1"),
}
STATE = (
    "Type", "LW", "LC", "LJ", "ML", "D", "RI", "OP", "op", "OPM", "FL", "SM", "SA", "BM", "CA", "ca", "AIS", "TK",
)  # fmt: skip
SHADING = (
    "ShadingType", "Background", "BBox", "AntiAlias", "Domain", "Coords", "Extend", "Matrix", "BitsPerCoordinate",
    "BitsPerComponent", "BitsPerFlag", "Decode", "VerticesPerRow",
)  # fmt: skip
FUNCTION = (
    "FunctionType", "Domain", "Range", "Size", "BitsPerSample", "Order", "Encode", "Decode", "C0", "C1", "N", "Bounds",
)  # fmt: skip
DEVICE = {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern", "/G", "/RGB", "/CMYK", "/I"}
_DEEPEST = 30
_MOST = 200_000
_ORDINARY = re.compile(r"[\w .-]{1,40}")
# What comes after a % in a table of letters is for people.
_REMARK = re.compile(rb"%[^\r\n]*")


# What is raised for an object that is not of the sort it should be.
BROKEN = (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, RuntimeError)


class CannotCopy(Exception):
    """Something that a page needs is not what it should be."""


def plain(value: Any, depth: int = 0) -> Any:
    """A number, a name, a yes or no, or a list of such; None for whatever else it is."""
    if isinstance(value, bool | int | float | Decimal | Name):
        return value
    if not isinstance(value, Array) or depth > 3 or len(value) > _MOST:
        return None
    found = [plain(one, depth + 1) for one in iter(value)]
    return None if any(one is None for one in found) else Array(found)


def pick(source: Any, keys: Iterable[str]) -> Dictionary:
    """What ``source`` says under these keys, where it is plain."""
    found = {f"/{key}": plain(source.get(f"/{key}")) for key in keys}
    return Dictionary({key: value for key, value in found.items() if value is not None})


def numbers(value: Any) -> list[float]:
    """A list of numbers; empty where it is none."""
    if not isinstance(value, Array) or len(value) > _MOST:
        return []
    found = list(iter(value))
    if not all(isinstance(one, int | float | Decimal) for one in found):
        return []
    return [float(one) for one in found]


class ObjectCopies:
    """Copies single objects into another document, each once."""

    def __init__(self, target: pikepdf.Pdf) -> None:
        self.target = target
        self._made: dict[tuple[str, int, int], Any] = {}

    def once(self, kind: str, source: Any, make: Callable[[Any], Any]) -> Any:
        """The copy of an object; made where there is none yet."""
        if not getattr(source, "is_indirect", False):
            return make(source)
        key = (kind, *source.objgen)
        if key not in self._made:
            # A thing that needs itself is broken.
            self._made[key] = None
            self._made[key] = self.target.make_indirect(make(source))
        if self._made[key] is None:
            raise CannotCopy(f"a {kind} is made of itself")
        return self._made[key]

    def stream(self, data: bytes, keys: Dictionary | None = None) -> Stream:
        return Stream(self.target, data, keys or Dictionary())

    # --- colors ----------------------------------------------------------------------------------------------------

    def color_space(self, source: Any, depth: int = 0) -> Any:
        if isinstance(source, Name):
            if str(source) not in DEVICE:
                raise CannotCopy(f"color space {source}")
            return source
        if not isinstance(source, Array) or not len(source) or depth > 8:
            raise CannotCopy("a color space")
        return self.once("color space", source, lambda space: self._color_space(list(iter(space)), depth))

    def _color_space(self, parts: list[Any], depth: int) -> Any:
        family = str(parts[0])
        if len(parts) == 1 and isinstance(parts[0], Name):
            return self.color_space(parts[0], depth + 1)
        if family in ("/CalGray", "/CalRGB", "/Lab"):
            return Array([parts[0], pick(parts[1], ("WhitePoint", "BlackPoint", "Gamma", "Matrix", "Range"))])
        if family == "/ICCBased":
            return Array([parts[0], self.once("profile", parts[1], lambda stream: self._profile(stream, depth))])
        if family in ("/Indexed", "/I") and len(parts) == 4:
            base = self.color_space(parts[1], depth + 1)
            return Array([Name.Indexed, base, int(parts[2]), String(_read_bytes(parts[3]))])
        if family in ("/Separation", "/DeviceN") and len(parts) >= 4 and plain(parts[1]) is not None:
            alternate = self.color_space(parts[2], depth + 1)
            return Array([parts[0], plain(parts[1]), alternate, self.function(parts[3])])
        if family == "/Pattern" and len(parts) == 2:
            return Array([parts[0], self.color_space(parts[1], depth + 1)])
        raise CannotCopy(f"color space {family}")

    def _profile(self, source: Any, depth: int) -> Stream:
        keys = pick(source, ("N", "Range"))
        if "/Alternate" in source:
            keys.Alternate = self.color_space(source.Alternate, depth + 1)
        return self.stream(_read_bytes(source), keys)

    def function(self, source: Any, depth: int = 0) -> Any:
        if isinstance(source, Name):
            return source
        if isinstance(source, Array):
            return Array([self.function(one, depth + 1) for one in iter(source)])
        if depth > _DEEPEST:
            raise CannotCopy("a function")
        return self.once("function", source, lambda one: self._function(one, depth))

    def _function(self, source: Any, depth: int) -> Any:
        keys = pick(source, FUNCTION)
        if isinstance(source, Stream):
            data = _read_bytes(source)
            return self.stream(_REMARK.sub(b"", data) if keys.get("/FunctionType") == 4 else data, keys)
        if "/Functions" in source:
            keys.Functions = Array([self.function(one, depth + 1) for one in iter(source.Functions)])
        return keys

    def shading(self, source: Any, color_space: Any) -> Any:
        return self.once("shading", source, lambda one: self._shading(one, color_space))

    def _shading(self, source: Any, color_space: Any) -> Any:
        keys = pick(source, SHADING)
        keys.ColorSpace = color_space
        if "/Function" in source:
            keys.Function = self.function(source.Function)
        return self.stream(_read_bytes(source), keys) if isinstance(source, Stream) else keys

    # --- fonts -----------------------------------------------------------------------------------------------------

    def font(self, source: Any) -> Any:
        """A font other than one that draws its letters by pages of its own (Type 3)."""
        return self.once("font", source, self._font)

    def _font(self, source: Any) -> Dictionary:
        keys = pick(source, ("Type", "Subtype", "BaseFont") if "/DescendantFonts" in source else SIMPLE_FONT)
        self.add_letters(source, keys)
        if "/DescendantFonts" in source:
            keys.DescendantFonts = Array([self._descendant(one) for one in iter(source.DescendantFonts)])
        self._add_descriptor(source, keys)
        return keys

    def add_letters(self, source: Any, keys: Dictionary) -> None:
        """Which code is which letter."""
        encoding = source.get("/Encoding")
        if isinstance(encoding, Dictionary):
            keys.Encoding = pick(encoding, ("Type", "BaseEncoding", "Differences"))
        elif isinstance(encoding, Stream):
            keys.Encoding = self.once("letters", encoding, self._letters)
        elif isinstance(encoding, Name):
            keys.Encoding = encoding
        unicode = source.get("/ToUnicode")
        if isinstance(unicode, Stream):
            keys.ToUnicode = self.once("letters", unicode, self._letters)
        elif isinstance(unicode, Name):
            keys.ToUnicode = unicode

    def _letters(self, source: Any) -> Stream:
        keys = pick(source, ("Type", "CMapName", "WMode"))
        used = source.get("/UseCMap")
        if isinstance(used, Name):
            keys.UseCMap = used
        elif isinstance(used, Stream):
            keys.UseCMap = self.once("letters", used, self._letters)
        if "/CIDSystemInfo" in source and isinstance(source.CIDSystemInfo, Dictionary):
            keys.CIDSystemInfo = _collection(source.CIDSystemInfo)
        return self.stream(_REMARK.sub(b"", _read_bytes(source)), keys)

    def _descendant(self, source: Any) -> Any:
        keys = pick(source, DESCENDANT)
        if isinstance(source.get("/CIDSystemInfo"), Dictionary):
            keys.CIDSystemInfo = _collection(source.CIDSystemInfo)
        glyphs = source.get("/CIDToGIDMap")
        if isinstance(glyphs, Stream):
            keys.CIDToGIDMap = self.once("glyphs", glyphs, lambda one: self.stream(_read_bytes(one)))
        elif isinstance(glyphs, Name):
            keys.CIDToGIDMap = glyphs
        self._add_descriptor(source, keys)
        return keys

    def _add_descriptor(self, source: Any, keys: Dictionary) -> None:
        descriptor = source.get("/FontDescriptor")
        if isinstance(descriptor, Dictionary):
            keys.FontDescriptor = self.once("descriptor", descriptor, self._descriptor)

    def _descriptor(self, source: Any) -> Dictionary:
        keys = pick(source, DESCRIPTOR)
        for name, lengths in FONT_FILES.items():
            file = source.get(f"/{name}")
            if isinstance(file, Stream):
                keys[f"/{name}"] = self.once(name, file, partial(self._font_file, lengths))
        return keys

    def _font_file(self, lengths: tuple[str, ...], source: Any) -> Stream:
        return self.stream(_read_bytes(source), pick(source, lengths))


def _collection(source: Any) -> Dictionary:
    """Which collection of signs a font's numbers belong to."""
    keys = pick(source, ("Supplement",))
    for key in ("/Registry", "/Ordering"):
        said = str(source.get(key, ""))
        keys[key] = String(said if _ORDINARY.fullmatch(said) else "Identity")
    return keys


def _read_bytes(source: Any) -> bytes:
    """A string's or a stream's bytes, unpacked."""
    if isinstance(source, String):
        return bytes(source)
    if not isinstance(source, Stream):
        raise CannotCopy("bytes that are not there")
    try:
        return bytes(source.read_bytes())
    except pikepdf.PdfError as error:
        raise CannotCopy("bytes that cannot be unpacked") from error
