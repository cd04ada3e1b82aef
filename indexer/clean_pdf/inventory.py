"""What a PDF carries besides what its pages show, by the places where PDFs carry such things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Array, Dictionary, Name, Stream, String

from contentlib.model import Cargo, Carried, is_plain_link
from indexer.clean_pdf.layers import Layers, list_references
from indexer.clean_pdf.seen import find_unseen

_NOT_SHOWN = 1 | 2 | 32
_MOST = 5_000
_DEEPEST = 30
# What says when and where reading begins, and how; none of it has words.
_HARMLESS = {
    "/Type", "/Pages", "/Version", "/PageLayout", "/PageMode", "/ViewerPreferences", "/Names", "/Dests", "/OpenAction",
    "/AcroForm", "/OCProperties", "/Metadata", "/AA", "/AF", "/MarkInfo", "/Lang", "/NeedsRendering",
}  # fmt: skip
_KINDS = {
    "FileAttachment": Cargo.ATTACHED, "Sound": Cargo.ATTACHED, "Movie": Cargo.ATTACHED, "Screen": Cargo.ATTACHED,
    "RichMedia": Cargo.ATTACHED, "3D": Cargo.ATTACHED, "PrinterMark": Cargo.PROGRAM_DATA,
    "TrapNet": Cargo.PROGRAM_DATA, "Watermark": Cargo.PROGRAM_DATA, "Projection": Cargo.PROGRAM_DATA,
}  # fmt: skip
_ELSEWHERE = {"/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/URI"}
_DATE = re.compile(r"D?:?[0-9+\-Z']*")
_END = re.compile(rb"startxref\s+\d+\s+%%EOF")


def list_carried(data: bytes, pdf: pikepdf.Pdf) -> Iterator[Carried]:
    """Each thing found, one by one."""
    yield from _list_properties(pdf)
    yield from _list_of_document(pdf.Root)
    yield from _list_layers(pdf)
    yield from _list_fields(pdf)
    for page in pdf.pages:
        yield from _list_annotations(page)
        yield from _list_actions(page.get("/AA"))
        if "/AF" in page:
            yield Carried(Cargo.ATTACHED, len(_entries(page.get("/AF"))) or 1)
    yield from _list_marks(pdf)
    yield from _list_unseen(data)
    yield from _list_revisions(data)


def _entries(found: Any) -> list[Any]:
    return list(iter(found))[:_MOST] if isinstance(found, Array) else []


def _said(found: Any) -> str:
    return " ".join(str(found).split()) if isinstance(found, String) else ""


def _list_properties(pdf: pikepdf.Pdf) -> Iterator[Carried]:
    info = pdf.trailer.get("/Info")
    for key, value in info.items() if isinstance(info, Dictionary) else ():
        if isinstance(value, String) and _said(value) and not _DATE.fullmatch(_said(value)):
            yield Carried(Cargo.PROPERTIES, by=(_said(value),) if key == "/Author" else ())
        elif not isinstance(value, String | Name):
            yield Carried(Cargo.PROPERTIES)


def _list_of_document(root: Any) -> Iterator[Carried]:
    names = root.get("/Names")
    for kind, tree in names.items() if isinstance(names, Dictionary) else ():
        if kind == "/Dests":
            continue
        cargo = {"/EmbeddedFiles": Cargo.ATTACHED, "/JavaScript": Cargo.SCRIPTS}.get(kind, Cargo.PROGRAM_DATA)
        yield Carried(cargo, max(1, _count_names(tree)))
    if "/AF" in root:
        yield Carried(Cargo.ATTACHED, len(_entries(root.AF)) or 1)
    yield from _list_actions(root.get("/OpenAction"))
    yield from _list_actions(root.get("/AA"))
    for key in root.keys():  # noqa: SIM118  a PDF's dictionary is none of Python's
        if key not in _HARMLESS:
            yield Carried(Cargo.PROGRAM_DATA)


def _count_names(tree: Any, depth: int = 0) -> int:
    if not isinstance(tree, Dictionary) or depth > _DEEPEST:
        return 0
    return len(_entries(tree.get("/Names"))) // 2 + sum(
        _count_names(one, depth + 1) for one in _entries(tree.get("/Kids"))
    )


def _list_actions(found: Any, depth: int = 0) -> Iterator[Carried]:
    """Scripts and ways to other files: in an action, in those that follow it, and in a table of them."""
    if isinstance(found, Array):
        for one in _entries(found):
            yield from _list_actions(one, depth + 1) if depth < _DEEPEST else ()
    if not isinstance(found, Dictionary) or depth > _DEEPEST:
        return
    kind = str(found.get("/S", ""))
    if kind in _ELSEWHERE and not (kind == "/URI" and is_plain_link(_said(found.get("/URI")))):
        yield Carried(Cargo.OUTSIDE)
    elif kind in ("/JavaScript", "/Rendition") or "/JS" in found:
        yield Carried(Cargo.SCRIPTS)
    for key, value in found.items():
        if key not in ("/D", "/Parent", "/P", "/Dest", "/SD"):
            yield from _list_actions(value, depth + 1)


def _list_layers(pdf: pikepdf.Pdf) -> Iterator[Carried]:
    layers = Layers(pdf)
    told = pdf.Root.get("/OCProperties")
    if isinstance(told, Dictionary):
        off = sum(layers.is_off(group) for group in list_references(told.get("/OCGs")))
        if off or layers.any_off:
            yield Carried(Cargo.LAYERS, off or 1)


def _list_fields(pdf: pikepdf.Pdf) -> Iterator[Carried]:
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary):
        yield from _list_values(_entries(form.get("/Fields")), 0)


def _list_values(fields: list[Any], depth: int) -> Iterator[Carried]:
    for field in fields:
        if not isinstance(field, Dictionary) or depth > _DEEPEST:
            continue
        shown = field.get("/Rect") is not None and not int(field.get("/F", 0)) & _NOT_SHOWN
        kids = _entries(field.get("/Kids"))
        if not shown and not kids and any(key in field for key in ("/V", "/DV", "/RV")):
            yield Carried(Cargo.FORM_VALUES)
        yield from _list_actions(field.get("/AA"))
        yield from _list_values(kids, depth + 1)


def _list_annotations(page: Any) -> Iterator[Carried]:
    for one in _entries(page.get("/Annots")):
        kind = str(one.get("/Subtype", "/")).lstrip("/") if isinstance(one, Dictionary) else "Unknown"
        if kind in ("Link", "Widget"):
            yield from _list_actions(one.get("/A"))
            yield from _list_actions(one.get("/PA"))
            if kind == "Link" and (_said(one.get("/Contents")) or "/T" in one):
                yield Carried(Cargo.COMMENTS)
        elif kind != "Popup":
            cargo = _KINDS.get(kind, Cargo.COMMENTS)
            yield Carried(
                cargo, by=(_said(one.get("/T")),) if cargo is Cargo.COMMENTS and isinstance(one, Dictionary) else ()
            )


def _list_marks(pdf: pikepdf.Pdf) -> Iterator[Carried]:
    """What programs write into any object for themselves."""
    for thing in pdf.objects:
        if not isinstance(thing, Dictionary | Stream):
            continue
        if "/PieceInfo" in thing:
            yield Carried(Cargo.PROGRAM_DATA)
        if isinstance(thing, Stream) and thing.get("/Type") == Name.Metadata:
            yield Carried(Cargo.PROPERTIES)


def _list_unseen(data: bytes) -> Iterator[Carried]:
    with pdfium.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            unseen = sorted(find_unseen(page, text))
            passages = sum(at - 1 not in unseen[max(0, place - 1) : place] for place, at in enumerate(unseen))
            text.close()
            page.close()
            if passages:
                yield Carried(Cargo.HIDDEN_TEXT, passages)


def _list_revisions(data: bytes) -> Iterator[Carried]:
    """What the file said before it was saved again behind its end."""
    usual = 2 if b"/Linearized" in data[:2048] else 1
    ends = len(_END.findall(data))
    if ends > usual:
        yield Carried(Cargo.TRACKED, ends - usual)
