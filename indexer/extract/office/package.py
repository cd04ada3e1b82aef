"""Zip packages of XML parts (Office, OpenDocument), opened with limits: no bombs, no entities, nothing from outside."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import TypeAlias
from urllib.parse import unquote

from lxml import etree

from contentlib.errors import Unreadable
from contentlib.model import Properties
from indexer.extract.raw_text import one_line
from indexer.extract.written_values import parse_time, split_keywords

# lxml ships no types; this is the one name the readers use for an element.
Element: TypeAlias = etree._Element

MAX_PARTS = 20_000
MAX_UNPACKED = 2 * 2**30
MAX_XML = 256 * 2**20
MAX_RATIO = 150
_BEGINNING = 16_384
_RATIO_COUNTS_FROM = 32 * 2**20
_DAMAGED = "Open it in its own program, save it again, or get another copy."
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """The parts of one zip package. Raises Unreadable for damage, passwords and bombs, naming which.

    Parts go by their plain names, however the program that zipped them wrote them: ``\\word\\my%20plan.xml`` too. One
    that is asked for in letters of another case is found all the same. ``double_names`` counts what is there twice.
    """

    def __init__(self, data: bytes) -> None:
        refuse_many_parts(data)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable("is damaged or incomplete: its zip directory cannot be read.", _DAMAGED) from error
        _refuse_bombs(self._zip.infolist(), len(data))
        listed = [name for name in self._zip.namelist() if not name.endswith(("/", "\\"))]
        # A name that is written as it should be counts before one that only means the same.
        self._written = {plain_name(name): name for name in sorted(listed, key=lambda one: one == plain_name(one))}
        self._loosely = {name.casefold(): name for name in sorted(self._written, reverse=True)}
        self.names = frozenset(self._written)
        self.double_names = len(set(listed)) - len(self._loosely)

    @property
    def is_plainly_named(self) -> bool:
        """Whether every part is named as Office itself names it."""
        return all(name == written for name, written in self._written.items())

    def find(self, name: str) -> str:
        """The part of this name, as it is listed in ``names``; the plain name where there is none."""
        plainly = plain_name(name)
        return plainly if plainly in self._written else self._loosely.get(plainly.casefold(), plainly)

    def find_main(self, usual: str) -> str:
        """The main part: the one that the package says, else the one of the usual name; empty where there is none."""
        found = self.first_related("", "officeDocument") or self.find(usual)
        return found if found in self.names else ""

    def read(self, name: str) -> bytes:
        try:
            return self._zip.read(self._written[self.find(name)])
        except KeyError:
            raise Unreadable(f"is damaged or incomplete: its part “{name}” is missing.", _DAMAGED) from None
        except RuntimeError as error:
            raise Unreadable("is protected by a password.", "Save a copy without the password.") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise Unreadable(f"is damaged: its part “{name}” cannot be unpacked.", _DAMAGED) from error

    def begin(self, name: str) -> bytes:
        """The first bytes of a part, without unpacking the rest; nothing where they cannot be had."""
        try:
            with self._zip.open(self._written[self.find(name)]) as part:
                return part.read(_BEGINNING)
        except (KeyError, RuntimeError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
            return b""

    def xml(self, name: str) -> Element:
        """The root of one XML part."""
        return parse_xml(self.read(name), name)

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Relationship id -> (the last word of its type, the part it points to); targets outside are left out."""
        folder, base = posixpath.split(name)
        rels = self.find(posixpath.join(folder, "_rels", f"{base}.rels"))
        if rels not in self.names:
            return {}
        return {
            one.get("Id", ""): (one.get("Type", "").rsplit("/", 1)[-1], self._target(folder, one.get("Target", "")))
            for one in self.xml(rels).iter(_RELATIONSHIP)
            if one.get("TargetMode") != "External"
        }

    def web_links(self, name: str) -> dict[str, str]:
        """Relationship id -> the address outside that it links to."""
        folder, base = posixpath.split(name)
        rels = self.find(posixpath.join(folder, "_rels", f"{base}.rels"))
        if rels not in self.names:
            return {}
        return {
            one.get("Id", ""): one.get("Target", "").strip()
            for one in self.xml(rels).iter(_RELATIONSHIP)
            if one.get("TargetMode") == "External" and one.get("Type", "").endswith("/hyperlink")
        }

    def _target(self, folder: str, target: str) -> str:
        return self.find(posixpath.join("/" + folder, target.replace("\\", "/")))

    def first_related(self, name: str, kind: str) -> str:
        """The first part of this kind that ``name`` points to and that is there; empty if none."""
        for found, target in self.related(name).values():
            if found == kind and target in self.names:
                return target
        return ""


def parse_xml(data: bytes, name: str) -> Element:
    """The root element. Entities are refused, since no office program writes them and bombs are made of them."""
    # A parser each: lxml parsers keep state and are not to be shared between threads.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _xml_fault(data, name, error) from error
    # The parser is told not to resolve entities; this also catches those in an encoding that hides the declaration.
    if root.getroottree().docinfo.internalDTD is not None:
        raise _has_entities(name)
    return root


def _xml_fault(data: bytes, name: str, error: etree.XMLSyntaxError) -> Unreadable:
    if b"<!DOCTYPE" in data[:4096]:
        return _has_entities(name)
    if "Excessive depth" in error.msg:
        return Unreadable(f"is nested too deeply in its part “{name}”.", "Save it again in a simpler form.")
    return Unreadable(f"is damaged: its part “{name}” is not well-formed XML ({error.msg}).", _DAMAGED)


def _has_entities(name: str) -> Unreadable:
    return Unreadable(
        f"declares XML entities in its part “{name}”, which are not allowed because they can be misused.",
        "Open it in its own program and save it again.",
    )


def office_properties(package: Package) -> Properties:
    """What docProps/core.xml says; damage there is no reason not to read the file."""
    part = package.first_related("", "core-properties") or package.find("docProps/core.xml")
    if part not in package.names:
        return Properties()
    try:
        return properties_of(package.xml(part))
    except Unreadable:
        return Properties()


def properties_of(root: Element) -> Properties:
    """Dublin Core fields of an Office or OpenDocument metadata part."""
    said: dict[str, str] = {}
    for element in root.iter("*"):
        if element.text and element.text.strip():
            said.setdefault(local_name(element), one_line(element.text))
    return Properties(
        title=said.get("title", ""),
        author=said.get("initial-creator") or said.get("creator", ""),
        subject=said.get("subject", ""),
        keywords=split_keywords(said.get("keywords") or said.get("keyword", "")),
        language=said.get("language", "").lower(),
        created_at=parse_time(said.get("created") or said.get("creation-date", "")),
        modified_at=parse_time(said.get("modified") or _odf_date(said)),
    )


def local_name(element: Element) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def text_of(attributes: Mapping[str, str], name: str) -> str:
    """An attribute by its local name, whatever its namespace: strict and transitional files differ in that alone."""
    for key, value in attributes.items():
        if key == name or key.endswith("}" + name):
            return value
    return ""


def _odf_date(said: Mapping[str, str]) -> str:
    return said.get("date", "") if "creation-date" in said or "generator" in said else ""


def plain_name(name: str) -> str:
    """The name of a part as it is compared: no slash before it, nothing escaped, no steps back.

    >>> plain_name("\\\\word\\\\my%20plan.xml"), plain_name("/ppt/slides/../media/a.png")
    ('word/my plan.xml', 'ppt/media/a.png')
    """
    return posixpath.normpath("/" + unquote(name).replace("\\", "/")).lstrip("/")


def refuse_many_parts(data: bytes) -> None:
    """Raises Unreadable for a zip with more parts than any office file has; to list a million takes half a minute."""
    # Each part is told of once in the directory. Packages inside the package may add to it, but never so many.
    count = data.count(b"PK\x01\x02")
    if count > MAX_PARTS:
        raise Unreadable(f"has {count:,} parts, more than the {MAX_PARTS:,} allowed.", _DAMAGED)


def _refuse_bombs(infos: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(info.file_size for info in infos)
    xml = sum(info.file_size for info in infos if info.filename.endswith((".xml", ".rels")))
    for size, limit, what in ((xml, MAX_XML, " of XML"), (unpacked, MAX_UNPACKED, "")):
        if size > limit:
            raise Unreadable(
                f"is too large when unpacked: {size >> 20:,} MB{what}; the limit is {limit >> 20:,} MB.",
                "Save the part that is needed as a smaller file.",
            )
    if unpacked > _RATIO_COUNTS_FROM and unpacked > MAX_RATIO * max(packed, 1):
        raise Unreadable(
            f"unpacks to {unpacked // max(packed, 1):,} times its size, as zip bombs do; the limit is {MAX_RATIO}.",
            "Open it in its own program and save it again.",
        )
