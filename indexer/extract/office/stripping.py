"""What of an Office package may reach a buyer, part by part, and what is left of it when the rest is taken out.

Looking and cleaning are one: whatever is taken out is told, and what is told is taken out. A part stays when it is
reached by a relation of a kind that is known to hold what a reader sees; any other goes, also one nobody here knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from contentlib.errors import Unreadable
from contentlib.model import Cargo, Carried
from indexer.extract.office.office_parts import OfficeParts, OfficePiece, Relation, references, remove, unwrap
from indexer.extract.office.package import Element, local_name
from indexer.extract.pictures import drop_metadata

# Kinds of relations whose parts hold what a reader sees, or how it looks.
_LOOKS = frozenset(
    "theme themeOverride styles stylesWithEffects settings webSettings fontTable font numbering presProps viewProps "
    "tableStyles slideLayout slideMaster sharedStrings sheetMetadata chartStyle chartColorStyle chartUserShapes "
    "diagramLayout diagramQuickStyle diagramColors diagramDrawing footnotes endnotes slide".split()
)
# Those whose parts are shown where they are pointed at from; one that nothing points at is shown nowhere.
_POINTED = frozenset(
    "image chart chartEx diagramData header footer drawing worksheet chartsheet table hyperlink video audio "
    "media".split()
)
KEPT = _LOOKS | _POINTED
DROPPED = {
    "notesSlide": Cargo.NOTES, "comments": Cargo.COMMENTS, "commentsExtended": Cargo.COMMENTS,
    "threadedComment": Cargo.COMMENTS, "core-properties": Cargo.PROPERTIES, "extended-properties": Cargo.PROPERTIES,
    "custom-properties": Cargo.PROPERTIES, "package": Cargo.ATTACHED, "oleObject": Cargo.ATTACHED,
    "aFChunk": Cargo.ATTACHED, "subDocument": Cargo.ATTACHED, "model": Cargo.ATTACHED, "powerPivotData": Cargo.ATTACHED,
    "vbaProject": Cargo.SCRIPTS, "wordVbaData": Cargo.SCRIPTS, "xlMacrosheet": Cargo.SCRIPTS,
    "xlIntlMacrosheet": Cargo.SCRIPTS, "dialogsheet": Cargo.SCRIPTS, "control": Cargo.SCRIPTS,
    "ctrlProp": Cargo.SCRIPTS,
    "activeXControlBinary": Cargo.SCRIPTS, "extensibility": Cargo.SCRIPTS, "webextension": Cargo.SCRIPTS,
    "webextensiontaskpanes": Cargo.SCRIPTS, "attachedToolbars": Cargo.SCRIPTS, "keyMapCustomizations": Cargo.SCRIPTS,
    "externalLink": Cargo.OUTSIDE, "connections": Cargo.OUTSIDE, "queryTable": Cargo.OUTSIDE,
    "revisionHeaders": Cargo.TRACKED, "revisionLog": Cargo.TRACKED, "usernames": Cargo.TRACKED,
    "changesInfo": Cargo.TRACKED, "pivotTable": Cargo.PROGRAM_DATA, "pivotCacheDefinition": Cargo.PROGRAM_DATA,
    "pivotCacheRecords": Cargo.PROGRAM_DATA, "slicer": Cargo.PROGRAM_DATA, "slicerCache": Cargo.PROGRAM_DATA,
    "timeline": Cargo.PROGRAM_DATA, "timelineCache": Cargo.PROGRAM_DATA, "customXml": Cargo.PROGRAM_DATA,
    "customProperty": Cargo.PROGRAM_DATA, "xmlMaps": Cargo.PROGRAM_DATA, "tags": Cargo.PROGRAM_DATA,
    "thumbnail": Cargo.PROGRAM_DATA, "notesMaster": Cargo.PROGRAM_DATA, "handoutMaster": Cargo.PROGRAM_DATA,
    "glossaryDocument": Cargo.PROGRAM_DATA, "printerSettings": Cargo.PROGRAM_DATA, "vmlDrawing": Cargo.PROGRAM_DATA,
    "revisionInfo": Cargo.PROGRAM_DATA, "classificationlabels": Cargo.PROGRAM_DATA,
    "tableSingleCells": Cargo.PROGRAM_DATA,
    "recipientData": Cargo.PROGRAM_DATA, "mailMergeSource": Cargo.OUTSIDE, "attachedTemplate": Cargo.OUTSIDE,
    "origin": Cargo.PROGRAM_DATA, "calcChain": Cargo.PROGRAM_DATA,
}  # fmt: skip
# Parts that go, but say nothing that another does not: who wrote comments, how they hang together.
_QUIET = frozenset(
    "commentAuthors authors person people commentsIds commentsExtensible calcChain commentsExtended".split()
)
_PICTURES = ("image/png", "image/jpeg", "image/jpg", "image/gif", "image/bmp", "image/tiff", "image/x-emf",
             "image/x-wmf", "image/emf", "image/wmf", "image/vnd.ms-photo", "image/pjpeg")  # fmt: skip
_SOUND = re.compile(r"^(?:video|audio)/[\w.+-]+$")
_FONT = re.compile(r"font|x-fontdata|obfuscated", re.IGNORECASE)
# Values of a program's own extension that can hold no words: numbers, colors, ids, switches.
_DUMB = re.compile(
    r"[-+]?[\d.,]*%?|\{?[0-9A-Fa-f-]{6,38}\}?|true|false|horz|vert|rId\d+|(?:accent|bg|tx|dk|lt)\d|Office(?: Theme)?|"
    r"http://schemas\.(?:openxmlformats\.org|microsoft\.com)/[a-z0-9/.]*"
)
_PROGRAM_ACTION = re.compile(r"ppaction://(?:program|macro|ole|hlinkfile|hlinkpres)", re.IGNORECASE)
_LISTS = frozenset({"externalReferences", "hyperlinks", "pivotCaches", "controls", "oleObjects", "tableParts"})
MAIN = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
_ROOTS = {"pptx": "presentation", "docx": "document", "xlsx": "workbook"}


@dataclass(slots=True)
class Stripping:
    """A package that is being stripped: the parts that stay so far, and what was found that does not."""

    parts: OfficeParts
    main: OfficePiece
    root: dict[str, Relation]
    kept: dict[str, OfficePiece] = field(default_factory=dict)
    found: list[Carried] = field(default_factory=list)

    def note(self, cargo: Cargo, count: int = 1, by: Iterable[str] = ()) -> None:
        """So many of this sort were found."""
        if count:
            self.found.append(Carried(cargo, count, tuple(by)))

    def of_kind(self, *kinds: str) -> Iterator[tuple[OfficePiece, Element]]:
        """The parts of these kinds that stay so far and are XML."""
        for piece in list(self.kept.values()):
            if piece.kind in kinds and piece.root is not None:
                yield piece, piece.root

    def target(self, piece: OfficePiece, relation_id: str) -> OfficePiece | None:
        """The part that a relation of a part leads to, if it stays so far."""
        relation = piece.relations.get(relation_id)
        return self.kept.get(relation.target) if relation and not relation.is_outside else None

    def drop_part(self, name: str) -> None:
        """Take a part out, with every relation that leads to it."""
        self.kept.pop(name, None)
        for piece in self.kept.values():
            piece.relations = {key: one for key, one in piece.relations.items() if one.is_outside or one.target != name}


def strip(data: bytes, form: str, rules: Callable[[Stripping], None]) -> Stripping:
    """The package without what a buyer must not get; ``rules`` are those of its family.

    Raises:
        Unreadable: it is no package of this kind, or damaged.
    """
    parts = OfficeParts(data)
    root = parts.relations("")
    start = next((one for one in root.values() if one.kind == "officeDocument" and not one.is_outside), None)
    main = parts.open(start.target, "officeDocument") if start else None
    # A package that another format is read of must not be looked through by the rules of this one.
    if start is None or main is None or main.root is None or local_name(main.root) != _ROOTS[form]:
        raise Unreadable("has no document inside.", "Open it in its own program and save it again.")
    this = Stripping(parts, main, {start.id: start}, {main.name: main})
    this.note(Cargo.UNKNOWN, parts.odd_bytes)
    _gather(this, root)
    for piece in this.kept.values():
        _drop_unpointed(this, piece)
    rules(this)
    for piece in this.kept.values():
        _scrub(this, piece)
    _sweep(this)
    main.type = MAIN[form]
    return this


# --- which parts stay ----------------------------------------------------------------------------------------------


def _gather(this: Stripping, root: dict[str, Relation]) -> None:
    """Reach all parts from the main one by kinds of relations that are known; note all others."""
    gone: dict[str, Relation] = {}
    for one in root.values():
        if one.id not in this.root:
            gone.setdefault(one.target, one)
    waiting = [this.main]
    while waiting:
        piece = waiting.pop()
        for relation in list(piece.relations.values()):
            reached = _follow(this, piece, relation, gone)
            if reached is not None:
                waiting.append(reached)
    for relation in gone.values():
        if relation.target not in this.kept:
            _note_dropped(this, relation)
    named = any(one.kind in _QUIET - {"calcChain"} for one in gone.values())
    this.note(Cargo.PROPERTIES, named and not any(one.cargo is Cargo.COMMENTS for one in this.found))
    known = set(this.kept) | _reached_from(this.parts, gone)
    this.note(Cargo.UNKNOWN, len(this.parts.names - known))


def _follow(this: Stripping, piece: OfficePiece, relation: Relation, gone: dict[str, Relation]) -> OfficePiece | None:
    """The part that a relation leads to, if it stays and is new; a relation that may not stay is taken away."""
    if relation.is_web_link:
        return None
    if relation.is_outside:
        this.note(Cargo.OUTSIDE)
        del piece.relations[relation.id]
        return None
    if relation.target in this.kept and relation.kind in KEPT | {"officeDocument"}:
        return None
    found = this.parts.open(relation.target, relation.kind) if relation.kind in KEPT else None
    if found is None or not _is_harmless(this, found):
        gone.setdefault(relation.target, relation)
        del piece.relations[relation.id]
        return None
    this.kept[found.name] = found
    return found


def _is_harmless(this: Stripping, piece: OfficePiece) -> bool:
    """Whether the bytes of a part are of a sort that its kind has; what a picture tells of itself is taken off."""
    if piece.root is not None:
        return True
    if piece.kind == "image" and piece.type in _PICTURES:
        piece.data, count = drop_metadata(piece.data)
        this.note(Cargo.PROPERTIES, count)
        return True
    if piece.kind in ("video", "audio", "media"):
        return bool(_SOUND.match(piece.type))
    return piece.kind == "font" and bool(_FONT.search(piece.type))


def _reached_from(parts: OfficeParts, gone: Iterable[str]) -> set[str]:
    reached: set[str] = set()
    waiting = list(gone)
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        waiting.extend(one.target for one in parts.relations(name).values() if not one.is_outside)
    return reached


# --- what goes -----------------------------------------------------------------------------------------------------


def _note_dropped(this: Stripping, relation: Relation) -> None:
    if relation.kind in _QUIET or relation.target not in this.parts.names:
        return
    cargo = DROPPED.get(relation.kind, Cargo.UNKNOWN)
    try:
        piece = this.parts.open(relation.target, relation.kind)
    except Unreadable:
        piece = None
    count, by = _count(cargo, piece.root if piece else None, this.parts)
    if cargo is Cargo.NOTES and not count:
        cargo, count = Cargo.PROGRAM_DATA, 1
    this.note(cargo, count, by)


def _count(cargo: Cargo, root: Element | None, parts: OfficeParts) -> tuple[int, tuple[str, ...]]:
    if root is None:
        return 1, ()
    if cargo is Cargo.NOTES:
        return int(_says_something(root)), ()
    if cargo is Cargo.COMMENTS:
        said = [one for one in root.iter("*") if local_name(one) in ("cm", "comment", "threadedComment")]
        return max(1, len(said)), tuple(_authors(root, parts))
    if cargo is Cargo.PROPERTIES:
        return _count_properties(root)
    return 1, ()


def _says_something(notes: Element) -> bool:
    """Whether words or pictures stand on a notes page, wherever on it; the number of the page is none."""
    if next(notes.iter("{*}pic", "{*}graphicFrame"), None) is not None:
        return True
    words = (one for one in notes.iter("{*}t") if not any(True for _ in one.iterancestors("{*}fld")))
    return any((one.text or "").strip() for one in words)


def _authors(root: Element, parts: OfficeParts) -> Iterator[str]:
    for one in root.iter("*"):
        if local_name(one) == "author":
            yield (one.text or "").strip()
        for key, value in one.attrib.items():
            if key.rpartition("}")[2] == "author":
                yield value
    for name in sorted(parts.names):
        if re.search(r"authors?\.xml$|persons?/|people\.xml$", name, re.IGNORECASE):
            yield from _named(parts, name)


def _named(parts: OfficeParts, name: str) -> Iterator[str]:
    try:
        piece = parts.open(name, "authors")
    except Unreadable:
        return
    for one in piece.root.iter("*") if piece is not None and piece.root is not None else ():
        yield from (one.get(key, "") for key in ("name", "displayName"))


_COUNTED_BY_ITSELF = frozenset(
    "created modified lastPrinted revision language version TotalTime Pages Words Characters Lines Paragraphs Slides "
    "Notes HiddenSlides MMClips CharactersWithSpaces Application AppVersion PresentationFormat DocSecurity ScaleCrop "
    "LinksUpToDate SharedDoc HyperlinksChanged HeadingPairs vector variant i4 Properties coreProperties".split()
)


def _count_properties(root: Element) -> tuple[int, tuple[str, ...]]:
    said = [one for one in root.iter("*") if (one.text or "").strip() and local_name(one) not in _COUNTED_BY_ITSELF]
    names = tuple(
        (one.text or "").strip() for one in said if local_name(one) in ("creator", "lastModifiedBy", "Manager")
    )
    return len(said), tuple(dict.fromkeys(names))


# --- what a part may not say ---------------------------------------------------------------------------------------


def _drop_unpointed(this: Stripping, piece: OfficePiece) -> None:
    """A picture, a header or a sheet that nothing in its part points at is shown nowhere."""
    if piece.root is None:
        return
    used = {value for _, _, value in references(piece.root)}
    for relation in list(piece.relations.values()):
        if relation.kind in _POINTED and relation.id not in used:
            del piece.relations[relation.id]
            this.note(Cargo.PROGRAM_DATA)


def _scrub(this: Stripping, piece: OfficePiece) -> None:
    if piece.root is None:
        return
    this.note(Cargo.PROGRAM_DATA, b"<!--" in piece.data.replace(b"\0", b""))
    piece.data = b""
    for instruction in list(piece.root.iter(etree.ProcessingInstruction)):
        remove(instruction)
        this.note(Cargo.PROGRAM_DATA)
    for extension in list(piece.root.iter("{*}ext")):
        if extension.get("uri") is not None and not _is_dumb(extension):
            _remove_from_list(extension)
            this.note(Cargo.PROGRAM_DATA)
    for element, key, value in list(references(piece.root)):
        if value not in piece.relations:
            _cut_loose(this, element, key, value)
    for holder in [one for one in piece.root.iter("{*}AlternateContent") if not any(len(each) for each in one)]:
        _remove_from_list(holder)
    used = {value for _, _, value in references(piece.root)}
    piece.relations = {key: one for key, one in piece.relations.items() if one.kind not in _POINTED or one.id in used}


def _is_dumb(extension: Element) -> bool:
    for one in extension.iter("*"):
        values = [value for key, value in one.attrib.items() if key != "uri"]
        if (one.text or "").strip() or not all(_DUMB.fullmatch(value) for value in values):
            return False
    return True


def _remove_from_list(element: Element) -> None:
    """Take it out, and the list that it leaves empty."""
    parent = element.getparent()
    remove(element)
    if parent is not None and not len(parent) and (local_name(parent).endswith("Lst") or local_name(parent) in _LISTS):
        remove(parent)


def _cut_loose(this: Stripping, element: Element, key: str, value: str) -> None:
    """What pointed at something that is not there any more."""
    kind, action = local_name(element), element.get("action", "")
    if not value and not _PROGRAM_ACTION.match(action):
        return
    if not value:
        this.note(Cargo.SCRIPTS)
    if kind == "blip":
        del element.attrib[key]
    elif kind == "oleObj":
        _show_picture_instead(element)
    elif kind == "hyperlink" and len(element):
        unwrap(element)
    else:
        _remove_from_list(element)


def _show_picture_instead(element: Element) -> None:
    """An embedded object is shown by a picture of it, which stays in its place."""
    frame = next(element.iterancestors("{*}graphicFrame"), None)
    picture = next(element.iter("{*}pic"), None)
    if frame is None or frame.getparent() is None:
        remove(element)
    elif picture is None:
        remove(frame)
    else:
        frame.getparent().replace(frame, picture)


def _sweep(this: Stripping) -> None:
    """Only what can still be reached stays."""
    reached: set[str] = set()
    waiting = [this.main.name]
    while waiting:
        name = waiting.pop()
        if name in reached or name not in this.kept:
            continue
        reached.add(name)
        waiting.extend(one.target for one in this.kept[name].relations.values() if not one.is_outside)
    this.kept = {name: piece for name, piece in this.kept.items() if name in reached}
    for piece in this.kept.values():
        piece.relations = {
            key: one for key, one in piece.relations.items() if one.is_outside or one.target in this.kept
        }
