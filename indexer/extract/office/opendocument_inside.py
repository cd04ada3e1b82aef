"""Looks through OpenDocument files, and rewrites them without what a buyer must not get.

Looking and cleaning are one: whatever is taken out is told, and what is told is taken out. A part stays when it is the
text, its styles, or a picture or object that they show; any other goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from contentlib.errors import Unreadable
from contentlib.model import Cargo, Carried, Inside, sum_up
from indexer.extract.examining import Examiner
from indexer.extract.office.office_parts import count_odd_bytes, remove, unwrap, zip_parts
from indexer.extract.office.open_places import hiding_styles, is_beside, is_closed, list_unread_open, page_frame
from indexer.extract.office.package import Element, Package, local_name, text_of
from indexer.extract.pictures import drop_metadata

_MANIFEST, _META = "META-INF/manifest.xml", "meta.xml"
_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svm)$", re.IGNORECASE)
_MIME = re.compile(r"[\w.+-]+/[\w.+-]+")
_WEB_LINK = re.compile(r"^(?:https?://(?![^/@]*@)|mailto:|#)", re.IGNORECASE)
# Who wrote it, and everything else that a file says of itself in words.
_HARMLESS = frozenset({"creation-date", "date", "generator", "editing-cycles", "editing-duration", "document-statistic",
                       "print-date", "language", "document-meta", "meta"})  # fmt: skip
_GOES: dict[str, Cargo] = {
    "annotation": Cargo.COMMENTS, "annotation-end": Cargo.COMMENTS, "tracked-changes": Cargo.TRACKED,
    "change-start": Cargo.TRACKED, "change-end": Cargo.TRACKED, "change": Cargo.TRACKED,
    "hidden-text": Cargo.HIDDEN_TEXT, "scripts": Cargo.SCRIPTS, "script": Cargo.SCRIPTS,
    "event-listeners": Cargo.SCRIPTS, "forms": Cargo.FORM_VALUES, "control": Cargo.FORM_VALUES,
    "dde-connection-decls": Cargo.OUTSIDE, "dde-connection": Cargo.OUTSIDE, "dde-link": Cargo.OUTSIDE,
    "dde-links": Cargo.OUTSIDE, "floating-frame": Cargo.OUTSIDE, "plugin": Cargo.ATTACHED, "applet": Cargo.ATTACHED,
    "object-ole": Cargo.ATTACHED, "scenario": Cargo.PROGRAM_DATA, "consolidation": Cargo.PROGRAM_DATA,
    "data-pilot-tables": Cargo.PROGRAM_DATA, "user-field-decls": Cargo.PROGRAM_DATA,
    "variable-decls": Cargo.PROGRAM_DATA, "database-ranges": Cargo.PROGRAM_DATA, "cell-range-source": Cargo.OUTSIDE,
    "section-source": Cargo.OUTSIDE, "label-ranges": Cargo.PROGRAM_DATA, "show": Cargo.PROGRAM_DATA,
    "database-display": Cargo.OUTSIDE, "table-source": Cargo.OUTSIDE, "settings": Cargo.PROGRAM_DATA,
}  # fmt: skip
_OFTEN_EMPTY = (
    "forms", "settings", "scripts", "event-listeners", "user-field-decls", "variable-decls", "database-ranges"
)  # fmt: skip
_OF_PROGRAMS = ("settings.xml", "manifest.rdf", "layout-cache")
_UNWRAPPED = {"conditional-text": Cargo.HIDDEN_TEXT, "hidden-paragraph": Cargo.HIDDEN_TEXT,
              "meta": Cargo.PROGRAM_DATA, "meta-field": Cargo.PROGRAM_DATA}  # fmt: skip


@dataclass(slots=True)
class OpenStripping:
    """A document that is being stripped: its roots by part, and what was found."""

    package: Package
    roots: dict[str, Element] = field(default_factory=dict)
    found: list[Carried] = field(default_factory=list)
    is_cut: bool = False

    def note(self, cargo: Cargo, count: int = 1, by: tuple[str, ...] = ()) -> None:
        """So many of this sort were found."""
        if count:
            self.found.append(Carried(cargo, int(count), by))


def look_inside_open(data: bytes, _form: str) -> Inside:
    """What is in the file."""
    return sum_up(_strip_open(data)[0].found)


def write_clean_open(data: bytes, _form: str) -> bytes:
    """The file without it; the same bytes for the same file."""
    this, pictures = _strip_open(data)
    parts = {"mimetype": this.package.read("mimetype")}
    parts |= {name: _serialize(this.roots[name]) for name in sorted(this.roots)} | dict(sorted(pictures.items()))
    parts[_MANIFEST] = _write_manifest(parts, _read_types(this.package))
    return zip_parts(parts, stored=frozenset({"mimetype"}))


def _strip_open(data: bytes) -> tuple[OpenStripping, dict[str, bytes]]:
    package = Package(data)
    if "content.xml" not in package.names or "mimetype" not in package.names:
        raise Unreadable("has no document inside.", "Open it in its own program and save it again.")
    if _MANIFEST in package.names and b"encryption-data" in package.read(_MANIFEST):
        raise Unreadable("is protected by a password.", "Save a copy without the password.")
    this = OpenStripping(package)
    this.note(Cargo.UNKNOWN, count_odd_bytes(data))
    for name in ("content.xml", "styles.xml"):
        if name in package.names:
            this.roots[name] = package.xml(name)
    _strip_roots(this)
    for name in _object_parts(this):
        this.roots[name] = package.xml(name)
    for root in this.roots.values():
        _strip_root(this, root)
    for name in this.roots:
        this.note(Cargo.PROGRAM_DATA, b"<!--" in package.read(name).replace(b"\0", b""))
    pictures = dict(_pictures(this))
    _note_rest(this, {*this.roots, *pictures})
    return this, pictures


# --- parts ---------------------------------------------------------------------------------------------------------


def _hrefs(this: OpenStripping) -> Iterator[tuple[Element, str]]:
    for root in this.roots.values():
        for element in root.iter("*"):
            href = text_of(element.attrib, "href")
            if href:
                yield element, href.removeprefix("./")


def _object_parts(this: OpenStripping) -> list[str]:
    """The parts of charts and formulas that the document shows; a whole document inside is a file of its own."""
    found: list[str] = []
    for element, href in list(_hrefs(this)):
        if local_name(element) != "object":
            continue
        content = f"{href}/content.xml"
        body = this.package.xml(content).find("{*}body") if content in this.package.names else None
        is_math = content in this.package.names and local_name(this.package.xml(content)) == "math"
        if is_math or (body is not None and body.find("{*}chart") is not None):
            found += [name for name in (content, f"{href}/styles.xml") if name in this.package.names]
        else:
            this.note(Cargo.ATTACHED)
            remove(element)
    return found


def _pictures(this: OpenStripping) -> Iterator[tuple[str, bytes]]:
    for element, href in list(_hrefs(this)):
        if href in this.package.names and (_PICTURE.search(href) or href.startswith("ObjectReplacements/")):
            data, count = drop_metadata(this.package.read(href))
            this.note(Cargo.PROPERTIES, count)
            yield href, data
        elif not _WEB_LINK.match(href) and local_name(element) not in ("object", "a"):
            this.note(Cargo.OUTSIDE)
            remove(element)
        elif local_name(element) == "a" and not _WEB_LINK.match(href):
            this.note(Cargo.OUTSIDE)
            unwrap(element)


def _note_rest(this: OpenStripping, kept: set[str]) -> None:
    for name in sorted(this.package.names - kept):
        if name.endswith("/") or name in ("mimetype", _MANIFEST):
            continue
        if name == _META or name.endswith("/meta.xml"):
            _note_meta(this, this.package.xml(name))
        elif name.startswith(("Basic/", "Scripts/", "Dialogs/")):
            this.note(Cargo.SCRIPTS)
        elif name in _OF_PROGRAMS or name.startswith(("Configurations2/", "Thumbnails/")):
            this.note(Cargo.PROGRAM_DATA)
        else:
            this.note(Cargo.ATTACHED if name.startswith("Object") else Cargo.UNKNOWN)


def _note_meta(this: OpenStripping, root: Element) -> None:
    said = [one for one in root.iter("*") if (one.text or "").strip() and local_name(one) not in _HARMLESS]
    by = [(one.text or "").strip() for one in said if local_name(one) in ("creator", "initial-creator")]
    this.note(Cargo.PROPERTIES, len(said), tuple(dict.fromkeys(by)))
    this.note(Cargo.OUTSIDE, sum(1 for _ in root.iter("{*}template", "{*}auto-reload")))


# --- what a reader does not see ------------------------------------------------------------------------------------


def _strip_roots(this: OpenStripping) -> None:
    hidden = set().union(*(hiding_styles(root) for root in this.roots.values()))
    frame = page_frame(this.roots.get("styles.xml"))
    for root in this.roots.values():
        _drop_hidden_parts(this, root, hidden)
        _drop_tables(this, root)
        for page in root.iter("{*}page", "{*}master-page"):
            for shape in [one for one in page.iterchildren("*") if is_beside(one, frame)]:
                this.note(Cargo.OFF_PAGE)
                remove(shape)
    for root in this.roots.values() if this.is_cut else ():
        _forget_formulas_open(root)


def _forget_formulas_open(root: Element) -> None:
    """Results stay; formulas would be worked out anew without what went."""
    for element in root.iter("*"):
        for key in [key for key in element.attrib if key.rpartition("}")[2] in ("formula", "expression")]:
            del element.attrib[key]
    for named in list(root.iter("{*}named-expressions", "{*}content-validations")):
        remove(named)


def _drop_hidden_parts(this: OpenStripping, root: Element, hidden: set[str]) -> None:
    for element, cargo in list(list_unread_open(root, hidden)):
        if element.getparent() is not None:
            this.note(cargo)
            remove(element)
    for kind, cargo in (("page", Cargo.HIDDEN_SLIDES), ("table", Cargo.HIDDEN_SHEETS)):
        for element in list(root.iter(f"{{*}}{kind}")):
            if text_of(element.attrib, "style-name") in hidden and element.getparent() is not None:
                this.note(cargo)
                this.is_cut |= kind == "table"
                remove(element)
    for notes in list(root.iter("{*}notes")):
        this.note(Cargo.NOTES, any((text or "").strip() for text in notes.itertext()))
        remove(notes)


def _strip_root(this: OpenStripping, root: Element) -> None:
    for element in list(root.iter("*")):
        kind, parent = local_name(element), element.getparent()
        if parent is None:
            continue
        if kind in _GOES and not (kind == "settings" and local_name(root) == "math"):
            creator = element.findtext("./{*}creator") or ""
            # Programs write an empty list of forms and of settings into every file.
            is_empty = kind in ("annotation-end", "change-end") or (kind in _OFTEN_EMPTY and not len(element))
            this.note(_GOES[kind], not is_empty, (creator,) if creator else ())
            remove(element)
        elif kind in _UNWRAPPED and local_name(parent) in ("p", "h", "span", "a"):
            this.note(_UNWRAPPED[kind])
            unwrap(element)
    for instruction in list(root.iter(etree.ProcessingInstruction)):
        this.note(Cargo.PROGRAM_DATA)
        remove(instruction)


# --- sheets --------------------------------------------------------------------------------------------------------


def _drop_tables(this: OpenStripping, root: Element) -> None:
    for table in root.iter("{*}table"):
        columns = list(_closed_columns(table))
        count = 0
        for row in table.iter("{*}table-row"):
            at, is_row = 0, is_closed(row)
            for cell in row.iterchildren("{*}table-cell", "{*}covered-table-cell"):
                end = at + _repeats(cell, "number-columns-repeated")
                if (is_row or any(first < end and at < last for first, last in columns)) and _is_filled(cell):
                    count += 1
                    _blank(cell)
                at = end
        this.note(Cargo.HIDDEN_CELLS, count)
        this.is_cut |= bool(count)


def _closed_columns(table: Element) -> Iterator[tuple[int, int]]:
    at = 0
    for column in table.iter("{*}table-column"):
        end = at + _repeats(column, "number-columns-repeated")
        if is_closed(column):
            yield at, end
        at = end


def _repeats(element: Element, name: str) -> int:
    count = text_of(element.attrib, name)
    return int(count) if count.isdecimal() else 1


def _is_filled(cell: Element) -> bool:
    return len(cell) > 0 or any(key.rpartition("}")[2] in ("value", "string-value", "formula") for key in cell.attrib)


def _blank(cell: Element) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.text = None
    for key in [key for key in cell.attrib if key.rpartition("}")[2] not in ("style-name", "number-columns-repeated")]:
        del cell.attrib[key]


# --- writing -------------------------------------------------------------------------------------------------------


def _serialize(root: Element) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data


def _read_types(package: Package) -> dict[str, str]:
    """What the file says that its parts are; a chart is told by its folder."""
    if _MANIFEST not in package.names:
        return {}
    entries = package.xml(_MANIFEST).iter("{*}file-entry")
    return {text_of(one.attrib, "full-path"): text_of(one.attrib, "media-type") for one in entries}


def _write_manifest(parts: dict[str, bytes], types: dict[str, str]) -> bytes:
    root = etree.Element(f"{{{_NAMESPACE}}}manifest", nsmap={"manifest": _NAMESPACE})
    listed = {"/": parts["mimetype"].decode("ascii", "replace").strip()}
    folders = {f"{name.rpartition('/')[0]}/" for name in parts if name.endswith("/content.xml")}
    for name in (*sorted(folders), *(name for name in parts if name != "mimetype")):
        said = types.get(name, "text/xml" if name.endswith(".xml") else "")
        listed[name] = said if _MIME.fullmatch(said) else ""
    for name, said in listed.items():
        entry = etree.SubElement(root, f"{{{_NAMESPACE}}}file-entry")
        entry.set(f"{{{_NAMESPACE}}}full-path", name)
        entry.set(f"{{{_NAMESPACE}}}media-type", said)
    return _serialize(root)


EXAMINER = Examiner(look_inside_open, write_clean_open)
