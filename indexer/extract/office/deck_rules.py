"""What a PowerPoint deck carries that its audience never sees, and the deck without it."""

from __future__ import annotations

from contentlib.model import Cargo
from indexer.extract.office.office_parts import OfficePiece, remove
from indexer.extract.office.package import Element, text_of
from indexer.extract.office.slide_places import Frame, list_unseen, slide_frame
from indexer.extract.office.stripping import Stripping

_HIDDEN = ("0", "false", "off")


def strip_deck(this: Stripping) -> None:
    """Take out hidden slides, hidden shapes and those beside the slide, and names that only authors see."""
    presentation = this.main.root
    if presentation is None:
        return
    frame = slide_frame(presentation)
    listed = {text_of(_namespaced(one), "id") for one in presentation.iter("{*}sldId")}
    shown = {one.target for one in this.main.relations.values() if one.id in listed}
    for piece, root in this.of_kind("slide"):
        if piece.name not in shown or root.get("show", "").lower() in _HIDDEN:
            this.note(Cargo.HIDDEN_SLIDES)
            this.drop_part(piece.name)
    _drop_shows(this, presentation)
    for piece, root in this.of_kind("slide", "slideLayout", "slideMaster"):
        _drop_unseen(this, piece, root, frame)
    _drop_unused_layouts(this)


def _namespaced(element: Element) -> dict[str, str]:
    # A slide has two ids: its own, without a namespace, and that of the relationship, with one.
    return {key: value for key, value in element.attrib.items() if key.startswith("{")}


def _drop_shows(this: Stripping, presentation: Element) -> None:
    """Custom shows have names, and list slides that may be gone."""
    for shows in list(presentation.iter("{*}custShowLst")):
        this.note(Cargo.PROGRAM_DATA)
        remove(shows)
    for name in ("custShow", "photoAlbum"):
        for one in list(presentation.iter(f"{{*}}{name}")):
            remove(one)


def _drop_unseen(this: Stripping, piece: OfficePiece, root: Element, frame: Frame | None) -> None:
    said = root.find("{*}cSld")
    if said is not None and said.get("name") and piece.kind == "slide":
        del said.attrib["name"]
        this.note(Cargo.PROGRAM_DATA)
    unseen = [found for tree in root.iter("{*}spTree") for found in list_unseen(tree, frame)]
    for shape, is_hidden in unseen:
        this.note(Cargo.HIDDEN_SHAPES if is_hidden else Cargo.OFF_PAGE)
        remove(shape)
    # What moves a shape that is gone is an error in the file.
    for timing in list(root.iterchildren("{*}timing")) if unseen else ():
        remove(timing)


def _drop_unused_layouts(this: Stripping) -> None:
    """Text on a layout that no slide has is seen by nobody but its author."""
    used = {one.target for piece, _ in this.of_kind("slide") for one in piece.relations.values() if not one.is_outside}
    for piece, root in this.of_kind("slideLayout"):
        if piece.name not in used and _says_something(root):
            this.note(Cargo.HIDDEN_TEXT)
            for shape in [one for one in root.iter("{*}sp") if one.find("./{*}nvSpPr/{*}nvPr/{*}ph") is None]:
                remove(shape)


def _says_something(layout: Element) -> bool:
    """Whether words stand on it that are no prompts of its placeholders."""
    own = [one for one in layout.iter("{*}sp") if one.find("./{*}nvSpPr/{*}nvPr/{*}ph") is None]
    return any((text.text or "").strip() for shape in own for text in shape.iter("{*}t"))
