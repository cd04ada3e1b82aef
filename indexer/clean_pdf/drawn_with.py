"""Copies what content draws with: forms, pictures, fonts, patterns, states. Each under a name of our own."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Stream

from indexer.clean_pdf.allowed import DEVICE, STATE, CannotCopy, numbers, pick
from indexer.clean_pdf.image_copying import copy_image
from indexer.clean_pdf.plane import (
    EVERYWHERE,
    IDENTITY,
    Frame,
    Matrix,
    as_frame,
    as_matrix,
    holds,
    meet,
    place,
    times,
    touches,
)
from indexer.clean_pdf.resources import DEFAULTS, Resources
from indexer.clean_pdf.scene import CopiedForm, Scene

_DEEPEST = 24
_TYPE3 = ("Type", "Subtype", "FontBBox", "FontMatrix", "FirstChar", "LastChar", "Widths")
_TILING = ("Type", "PatternType", "PaintType", "TilingType", "BBox", "XStep", "YStep", "Matrix")
_SHORT_SPACES = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK"}


def _list_letter_names(font: Any) -> set[str]:
    encoding = font.get("/Encoding")
    told = encoding.get("/Differences") if isinstance(encoding, Dictionary) else None
    return {str(one) for one in iter(told) if isinstance(one, Name)} if isinstance(told, Array) else set()


class DrawnWith:
    """Names for the things that one stream of content asks for."""

    def __init__(self, scene: Scene, resources: Resources) -> None:
        self._scene, self._resources, self._copies = scene, resources, scene.copies
        self._add_defaults()

    def _add_defaults(self) -> None:
        for name in DEFAULTS:
            space = self._resources.find("ColorSpace", f"/{name}")
            if space is not None:
                self._resources.add_default(name, self._copies.color_space(space))

    # --- colors and states -----------------------------------------------------------------------------------------

    def name_space(self, name: Any) -> Name:
        if str(name) in DEVICE:
            return Name(str(name))
        space = self._space(name)
        known = self._resources.named("ColorSpace", str(name))
        return known or self._resources.add("ColorSpace", str(name), space)

    def _space(self, told: Any) -> Any:
        """A color space by name, as pages and pictures inside the content tell it, or as it is."""
        if isinstance(told, Name) and str(told) in _SHORT_SPACES:
            return Name(_SHORT_SPACES[str(told)])
        if isinstance(told, Name) and str(told) not in DEVICE:
            told = self._resources.find("ColorSpace", told)
        return self._copies.color_space(told)

    def name_pattern(self, name: Any) -> Name:
        known = self._resources.named("Pattern", str(name))
        source = self._resources.find("Pattern", name)
        return known or self._resources.add("Pattern", str(name), self._pattern(source))

    def _pattern(self, source: Any) -> Any:
        if isinstance(source, Stream):
            return self._copies.once("pattern", source, self._tiling)
        if not isinstance(source, Dictionary) or "/Shading" not in source:
            raise CannotCopy("a pattern")
        keys = pick(source, ("Type", "PatternType", "Matrix"))
        keys.Shading = self._shading(source.Shading)
        if isinstance(source.get("/ExtGState"), Dictionary):
            keys.ExtGState = self._copies.once("state", source.ExtGState, self._state)
        return keys

    def _tiling(self, source: Any) -> Stream:
        clip = as_frame(numbers(source.get("/BBox"))) or EVERYWHERE
        data, resources = self._inner(source, IDENTITY, clip)
        keys = pick(source, _TILING)
        keys.Resources = resources
        return self._copies.stream(data, keys)

    def name_shading(self, name: Any) -> Name:
        known = self._resources.named("Shading", str(name))
        source = self._resources.find("Shading", name)
        return known or self._resources.add("Shading", str(name), self._shading(source))

    def _shading(self, source: Any) -> Any:
        if not isinstance(source, Dictionary | Stream):
            raise CannotCopy("a shading")
        return self._copies.shading(source, self._space(source.get("/ColorSpace")))

    def name_state(self, name: Any, source: Any) -> Name:
        known = self._resources.named("ExtGState", str(name))
        return known or self._resources.add("ExtGState", str(name), self._copies.once("state", source, self._state))

    def _state(self, source: Any) -> Dictionary:
        keys = pick(source, STATE)
        font = source.get("/Font")
        if isinstance(font, Array) and len(font) == 2 and isinstance(font[0], Dictionary):
            keys.Font = Array([self._font(font[0]), font[1]])
        for transfer in ("/TR", "/TR2"):
            if transfer in source:
                keys[transfer] = self._copies.function(source[transfer])
        mask = source.get("/SMask")
        if isinstance(mask, Name):
            keys.SMask = mask
        elif isinstance(mask, Dictionary):
            keys.SMask = self._mask(mask)
        return keys

    def _mask(self, source: Any) -> Dictionary:
        keys = pick(source, ("Type", "S", "BC"))
        keys.G = self._copies.once("mask", source.G, lambda form: self._form(form, IDENTITY, EVERYWHERE).made)
        if "/TR" in source:
            keys.TR = self._copies.function(source.TR)
        return keys

    # --- fonts -----------------------------------------------------------------------------------------------------

    def name_font(self, name: Any, source: Any) -> Name:
        if not isinstance(source, Dictionary):
            raise CannotCopy("a font that is not there")
        known = self._resources.named("Font", str(name))
        return known or self._resources.add("Font", str(name), self._font(source))

    def _font(self, source: Any) -> Any:
        if str(source.get("/Subtype")) == "/Type3":
            return self._copies.once("font", source, self._drawn_font)
        return self._copies.font(source)

    def _drawn_font(self, source: Any) -> Dictionary:
        """A font whose letters are drawn like pages."""
        keys = pick(source, _TYPE3)
        self._copies.add_letters(source, keys)
        resources = Resources(source.get("/Resources", self._resources.source))
        drawn = {}
        named = _list_letter_names(source)
        for name, letter in source.CharProcs.items():
            if name not in named:
                continue
            data = self._scene.copy_content(letter, resources, IDENTITY, EVERYWHERE)
            drawn[name] = self._copies.target.make_indirect(self._copies.stream(data))
        keys.CharProcs, keys.Resources = Dictionary(drawn), resources.write()
        return keys

    # --- pictures --------------------------------------------------------------------------------------------------

    def name_image(self, source: Any) -> Name:
        key = source.objgen
        return self._resources.named("XObject", key) or self._resources.add("XObject", key, self._image(source))

    def name_inline(self, image: Any) -> Name:
        stream = Stream(self._copies.target, image.read_raw_bytes(), image.obj)
        return self._resources.add("XObject", object(), self._copies.target.make_indirect(self._one_image(stream)))

    def _image(self, source: Any) -> Any:
        return self._copies.once("image", source, self._one_image)

    def _one_image(self, source: Any) -> Stream:
        told = source.get("/ColorSpace")
        made = copy_image(source, self._copies, None if told is None else self._space(told))
        for mask in ("/SMask", "/Mask"):
            if isinstance(source.get(mask), Stream):
                made[mask] = self._image(source[mask])
        return made

    # --- forms -----------------------------------------------------------------------------------------------------

    def name_form(self, source: Any, ctm: Matrix, clip: Frame) -> Name | None:
        """A form as it is seen where it is drawn; none where it is not seen at all."""
        matrix = as_matrix(numbers(source.get("/Matrix")))
        box = as_frame(numbers(source.get("/BBox"))) or EVERYWHERE
        inside, around = times(matrix, ctm), place(box, times(matrix, ctm))
        if not touches(around, clip):
            return None
        key: tuple[Any, ...] = ("whole", source.objgen)
        known = self._scene.forms.get(key)
        whole = holds(clip, around) and not (self._scene.scans is not None and (known is None or known.unseen))
        if not whole:
            key = (source.objgen, inside, clip, self._scene.scans)
            known = self._scene.forms.get(key)
        if known is None:
            known = self._form(source, *((IDENTITY, box) if whole else (inside, meet(clip, around))))
            self._scene.forms[key] = known
        return self._use(known, inside if whole else IDENTITY, key)

    def _use(self, form: CopiedForm, ctm: Matrix, key: Any) -> Name:
        self._scene.pictures.extend(place(frame, ctm) for frame in form.pictures)
        self._scene.unseen |= form.unseen
        return self._resources.named("XObject", key) or self._resources.add("XObject", key, form.made)

    def _form(self, source: Any, ctm: Matrix, clip: Frame) -> CopiedForm:
        """A copy; ``clip`` and ``ctm`` are those inside it. What it has met is noted with it."""
        scene = self._scene
        if source.objgen in scene.open_forms or len(scene.open_forms) > _DEEPEST:
            raise CannotCopy("a form is made of itself")
        scene.open_forms.add(source.objgen)
        pictures, unseen, scene.pictures, scene.unseen = scene.pictures, scene.unseen, [], False
        data, resources = self._inner(source, ctm, clip)
        keys = pick(source, ("BBox", "Matrix"))
        keys.Type, keys.Subtype, keys.Resources = Name.XObject, Name.Form, resources
        group = source.get("/Group")
        if isinstance(group, Dictionary):
            keys.Group = self.group(group)
        made = self._copies.target.make_indirect(self._copies.stream(data, keys))
        found = CopiedForm(made, tuple(scene.pictures), scene.unseen)
        scene.pictures, scene.unseen = pictures, unseen
        scene.open_forms.discard(source.objgen)
        return found

    def group(self, source: Any) -> Dictionary:
        """How a form or a page is laid over what lies below."""
        keys = pick(source, ("Type", "S", "I", "K"))
        if "/CS" in source:
            keys.CS = self._space(source.CS)
        return keys

    def _inner(self, source: Any, ctm: Matrix, clip: Frame) -> tuple[bytes, Dictionary]:
        resources = Resources(source.get("/Resources", self._resources.source))
        data = self._scene.copy_content(source, resources, ctm, clip)
        return data, resources.write()
