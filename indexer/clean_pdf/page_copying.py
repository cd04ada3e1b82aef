"""Builds a PDF anew from what its pages show: content, filled fields that can be seen, and plain links.

Nothing is taken over as it is. Each page is a new one with the keys named here; what a document says of itself, its
attachments, scripts, forms, bookmarks, tags and layers have no way in.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, String

from contentlib.model import is_plain_link
from indexer.clean_pdf.allowed import BROKEN, CannotCopy, ObjectCopies, numbers
from indexer.clean_pdf.content import ContentCopy
from indexer.clean_pdf.drawn_with import DrawnWith
from indexer.clean_pdf.layers import Layers
from indexer.clean_pdf.plane import IDENTITY, Frame, Matrix, as_frame, as_matrix, meet, place, touches
from indexer.clean_pdf.resources import Resources
from indexer.clean_pdf.scene import CopiedForm, Scene

_INVISIBLE, _HIDDEN, _NO_VIEW = 1, 2, 32
_DEEPEST_TREE = 50
_MOST_ANNOTATIONS = 5_000
_LETTER: Frame = (0.0, 0.0, 612.0, 792.0)


@dataclass(slots=True)
class CopiedPage:
    """The copy of one page. ``doubt`` says why it may not look the same; empty for none."""

    page: Any
    doubt: str = ""


class PageCopies:
    """Copies pages of one open document into a new one."""

    def __init__(self, source: pikepdf.Pdf) -> None:
        self.target = pikepdf.new()
        self._copies, self._layers = ObjectCopies(self.target), Layers(source)
        self._forms: dict[Any, CopiedForm] = {}

    def add(self, page: Any) -> CopiedPage:
        """Copy a page behind those that were copied before; an empty one of its size where that cannot be done."""
        frame = find_frame(page)
        made = Dictionary(Type=Name.Page, MediaBox=Array(list(frame)), Resources=Dictionary())
        rotate, unit = find_inherited(page, "/Rotate"), page.get("/UserUnit", 1)
        if isinstance(rotate, int) and rotate % 360:
            made.Rotate = rotate % 360
        if not isinstance(unit, pikepdf.Object) and unit != 1:
            made.UserUnit = unit
        try:
            doubt = self._fill(page, made, frame)
        except (CannotCopy, *BROKEN) as error:
            doubt = str(error) or "it could not be copied"
        links = [self._link(uri, spot) for uri, spot in list_links(page, frame, self._layers)]
        if links:
            made.Annots = Array(links)
        self.target.pages.append(Page(self.target.make_indirect(made)))
        return CopiedPage(self.target.pages[-1], doubt)

    def _fill(self, page: Any, made: Dictionary, frame: Frame) -> str:
        scene = self._scene()
        resources, data = self._copy_content(page, scene, frame)
        if scene.unseen:
            scene = self._scene(tuple(scene.pictures))
            resources, data = self._copy_content(page, scene, frame)
        made.Contents, made.Resources = self._copies.stream(data), resources.write()
        group = page.get("/Group")
        if isinstance(group, Dictionary):
            made.Group = DrawnWith(scene, resources).group(group)
        return "text after something that was left out" if scene.doubtful else ""

    def _scene(self, scans: tuple[Frame, ...] | None = None) -> Scene:
        return Scene(self._copies, self._layers, _copy_inner, self._forms, scans)

    def _copy_content(self, page: Any, scene: Scene, frame: Frame) -> tuple[Resources, bytes]:
        resources = Resources(find_inherited(page, "/Resources"))
        data = _copy_inner(scene, Page(page.obj), resources, IDENTITY, frame) if "/Contents" in page else b""
        parts = [data]
        drawn = DrawnWith(scene, resources)
        for matrix, form in list_filled_fields(page, self._layers):
            name = drawn.name_form(form, matrix, frame)
            if name is not None:
                placed = " ".join(f"{number:.6f}" for number in matrix)
                parts.append(f"q\n{placed} cm\n{name} Do\nQ".encode())
        return resources, data if len(parts) == 1 else b"\n".join([b"q", data, b"Q", *parts[1:]])

    def _link(self, uri: str, spot: Frame) -> Any:
        action = Dictionary(S=Name.URI, URI=String(uri))
        return self.target.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=Array(list(spot)), Border=Array([0, 0, 0]), F=4, A=action
            )
        )

    def replace(self, place: int, made: Dictionary) -> None:
        """Put another page in the place (from 0) of one that was copied, with the links of that one."""
        old = self.target.pages[place]
        if "/Annots" in old and "/Rotate" not in old:
            made.Annots = old.Annots
        self.target.pages[place] = Page(self.target.make_indirect(made))

    def write(self) -> bytes:
        """The new document."""
        written = io.BytesIO()
        self.target.save(
            written, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True, fix_metadata_version=False,
        )  # fmt: skip
        return written.getvalue()


def _copy_inner(scene: Scene, source: Any, resources: Resources, ctm: Matrix, clip: Frame) -> bytes:
    return ContentCopy(scene, resources, ctm=ctm, clip=clip).copy(source)


def find_frame(page: Any) -> Frame:
    """What of a page is shown."""
    media = _box(page, "/MediaBox") or _LETTER
    crop = _box(page, "/CropBox")
    shown = meet(media, crop) if crop else media
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else media


def _box(page: Any, key: str) -> Frame | None:
    frame = as_frame(numbers(find_inherited(page, key)))
    return frame if frame and frame[0] < frame[2] and frame[1] < frame[3] else None


def find_inherited(page: Any, key: str) -> Any:
    """What a page says, or one of the nodes above it."""
    node, depth = page.obj, 0
    while isinstance(node, Dictionary) and depth < _DEEPEST_TREE:
        if key in node:
            return node[key]
        node, depth = node.get("/Parent"), depth + 1
    return None


def list_annotations(page: Any, kind: Name) -> Iterator[Any]:
    """The annotations of one kind that are shown on the screen, layers aside."""
    found = page.get("/Annots")
    for one in list(iter(found))[:_MOST_ANNOTATIONS] if isinstance(found, Array) else []:
        if not isinstance(one, Dictionary) or one.get("/Subtype") != kind:
            continue
        flags = one.get("/F", 0)
        if not (isinstance(flags, int) and flags & (_INVISIBLE | _HIDDEN | _NO_VIEW)):
            yield one


def list_links(page: Any, frame: Frame, layers: Layers) -> Iterator[tuple[str, Frame]]:
    """The plain web and mail links of a page, and where they can be clicked."""
    for one in list_annotations(page, Name.Link):
        spot, action = as_frame(numbers(one.get("/Rect"))), one.get("/A")
        if not spot or not touches(spot, frame) or layers.is_off(one.get("/OC")) or not isinstance(action, Dictionary):
            continue
        uri = action.get("/URI")
        if action.get("/S") == Name.URI and isinstance(uri, String) and is_plain_link(str(uri)):
            yield str(uri), meet(spot, frame)


def list_filled_fields(page: Any, layers: Layers) -> Iterator[tuple[Matrix, Any]]:
    """What the fields of a form look like that can be seen: a drawing, and how it comes to its place."""
    for one in list_annotations(page, Name.Widget):
        form, spot = _appearance(one), as_frame(numbers(one.get("/Rect")))
        if form is None or not spot or layers.is_off(one.get("/OC")) or layers.is_off(form.get("/OC")):
            continue
        box = as_frame(numbers(form.get("/BBox")))
        if not box:
            continue
        left, bottom, right, top = place(box, as_matrix(numbers(form.get("/Matrix"))))
        if right > left and top > bottom:
            across, up = (spot[2] - spot[0]) / (right - left), (spot[3] - spot[1]) / (top - bottom)
            yield (across, 0.0, 0.0, up, spot[0] - left * across, spot[1] - bottom * up), form


def _appearance(widget: Any) -> Any:
    drawn = widget.get("/AP")
    normal = drawn.get("/N") if isinstance(drawn, Dictionary) else None
    if isinstance(normal, Dictionary):
        state = widget.get("/AS")
        normal = normal.get(str(state)) if isinstance(state, Name) else None
    return normal if isinstance(normal, pikepdf.Stream) else None
