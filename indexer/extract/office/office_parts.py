"""An Office package as its parts and how they hang together, and the package written anew from some of them.

Namespaces are never asked for: strict and transitional files differ in them alone. A part is of the kind that the
relationship to it says, by the last word of its type.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from indexer.extract.office.package import Element, Package, local_name, parse_xml, plain_name

TYPES = "[Content_Types].xml"
_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_WEB_LINK = re.compile(r"^(?:https?://(?![^/@]*@)|mailto:)", re.IGNORECASE)
# By whatever namespace, and the old drawings of Word by one of their own. Asked in one go: a sheet has a million cells.
_REFERENCES = "//@*[contains(namespace-uri(), '/relationships') or (local-name() = 'relid' and namespace-uri() != '')]"
# What may follow the data of a part in a zip file: its size once more.
_DESCRIPTOR = 24


@dataclass(slots=True)
class Relation:
    """From one part to another, or to something outside; ``kind`` is the last word of its type."""

    id: str
    kind: str
    full: str
    target: str
    is_outside: bool = False

    @property
    def is_web_link(self) -> bool:
        """Whether it leads to a page or an address that a reader may click on."""
        return self.is_outside and self.kind == "hyperlink" and bool(_WEB_LINK.match(self.target))


@dataclass(slots=True)
class OfficePiece:
    """One part; ``root`` where it is XML, else its bytes count."""

    name: str
    kind: str
    type: str
    data: bytes
    root: Element | None = None
    relations: dict[str, Relation] = field(default_factory=dict)


class OfficeParts:
    """The parts of a package, opened when they are asked for.

    Raises Unreadable for what is no Office package, or is damaged.
    """

    def __init__(self, data: bytes) -> None:
        self._package = Package(data)
        self.odd_bytes = count_odd_bytes(data) + self._package.double_names
        self._defaults: dict[str, str] = {}
        self._types: dict[str, str] = {}
        for one in self._package.xml(TYPES).iterchildren("*"):
            value = one.get("ContentType", "")
            if local_name(one) == "Default":
                self._defaults[one.get("Extension", "").lower()] = value
            else:
                self._types[plain_name(one.get("PartName", "")).casefold()] = value

    @property
    def names(self) -> frozenset[str]:
        """The parts there are, without the lists of types and relations."""
        types = self._package.find(TYPES)
        return frozenset(n for n in self._package.names if n != types and not n.lower().endswith(".rels"))

    def open(self, name: str, kind: str) -> OfficePiece | None:
        """A part; none where it is not there."""
        if name not in self._package.names or name == self._package.find(TYPES):
            return None
        said = self._types.get(name.casefold()) or self._defaults.get(name.rpartition(".")[2].lower(), "")
        data = self._package.read(name)
        # A picture may be XML too, but is not looked into as a part of the document is.
        is_xml = said.endswith(("+xml", "/xml")) and not said.startswith("image/")
        root = parse_xml(data, name) if is_xml else None
        return OfficePiece(name, kind, said, data, root, self.relations(name))

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part points to, by the ids it uses; an empty name is the package itself."""
        folder, base = posixpath.split(name)
        rels = self._package.find(posixpath.join(folder, "_rels", f"{base}.rels"))
        if rels not in self._package.names:
            return {}
        found = (one for one in self._package.xml(rels).iterchildren("*"))
        listed = (self._to_relation(one, folder) for one in found if local_name(one) == "Relationship")
        return {one.id: one for one in listed}

    def _to_relation(self, one: Element, folder: str) -> Relation:
        full, target = one.get("Type", ""), one.get("Target", "")
        is_outside = one.get("TargetMode") == "External"
        within = posixpath.join("/" + folder, target.partition("#")[0].replace("\\", "/"))
        place = target if is_outside else self._package.find(within)
        return Relation(one.get("Id", ""), full.rstrip("/").rsplit("/", 1)[-1], full, place, is_outside)


def count_odd_bytes(data: bytes) -> int:
    """How many things lie in a zip file that its list of parts does not tell of, or tells of twice."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
        names = [info.filename for info in infos]
        odd = bool(archive.comment) + sum(bool(info.comment) for info in infos) + len(names) - len(set(names))
        start = archive.start_dir
    ends = [_end_of(data, info) for info in infos]
    begins = [info.header_offset for info in infos] + [start]
    gaps = [begin - end for begin, end in zip(begins[1:], ends, strict=True)]
    tail = data.rfind(b"PK\x05\x06")
    odd += sum(not 0 <= gap <= _DESCRIPTOR for gap in gaps)
    return odd + bool(infos and infos[0].header_offset) + (tail < 0 or len(data) - tail > 22)


def _end_of(data: bytes, info: zipfile.ZipInfo) -> int:
    at = info.header_offset
    name, extra = int.from_bytes(data[at + 26 : at + 28], "little"), int.from_bytes(data[at + 28 : at + 30], "little")
    return at + 30 + name + extra + info.compress_size


# --- references ----------------------------------------------------------------------------------------------------


def references(root: Element) -> Iterator[tuple[Element, str, str]]:
    """Each use of a relation in a part: the element, its attribute, and the relation's id."""
    for value in root.xpath(_REFERENCES):
        yield value.getparent(), value.attrname, str(value)


def remove(element: Element) -> None:
    """Take an element out; the text that follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    _keep_text(element, element.tail or "")
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Put what is in an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(at, child)
    remove(element)


def _keep_text(element: Element, text: str) -> None:
    parent, before = element.getparent(), element.getprevious()
    if parent is None or not text:
        return
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


# --- writing -------------------------------------------------------------------------------------------------------


def write_package(pieces: dict[str, OfficePiece], root: dict[str, Relation]) -> bytes:
    """A package of these parts; the same bytes for the same parts."""
    parts: dict[str, bytes] = {TYPES: _write_types(pieces), "_rels/.rels": _write_relations(root)}
    for name in sorted(pieces):
        piece = pieces[name]
        parts[name] = piece.data if piece.root is None else _serialize(piece.root)
        if piece.relations:
            folder, base = posixpath.split(name)
            parts[posixpath.join(folder, "_rels", f"{base}.rels")] = _write_relations(piece.relations)
    return zip_parts(parts)


def zip_parts(parts: dict[str, bytes], *, stored: frozenset[str] = frozenset()) -> bytes:
    """A zip file of these, in this order, that tells of no day, no system and no person."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.create_system = 0
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def _serialize(root: Element) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _write_types(pieces: dict[str, OfficePiece]) -> bytes:
    root = etree.Element(f"{{{_TYPES_NAMESPACE}}}Types", nsmap={None: _TYPES_NAMESPACE})
    for ending, said in (("rels", _RELS_TYPE), ("xml", "application/xml")):
        etree.SubElement(root, f"{{{_TYPES_NAMESPACE}}}Default", Extension=ending, ContentType=said)
    for name in sorted(pieces):
        if pieces[name].type:
            etree.SubElement(
                root, f"{{{_TYPES_NAMESPACE}}}Override", PartName=f"/{name}", ContentType=pieces[name].type
            )
    return _serialize(root)


def _write_relations(relations: dict[str, Relation]) -> bytes:
    root = etree.Element(f"{{{_RELS_NAMESPACE}}}Relationships", nsmap={None: _RELS_NAMESPACE})
    for one in relations.values():
        target = one.target if one.is_outside else f"/{one.target}"
        element = etree.SubElement(root, f"{{{_RELS_NAMESPACE}}}Relationship", Id=one.id, Type=one.full, Target=target)
        if one.is_outside:
            element.set("TargetMode", "External")
    return _serialize(root)
