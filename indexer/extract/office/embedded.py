"""Files that lie inside an Office file: workbooks behind a picture, pieces that Word puts together when it opens it.

What is embedded is shown by a picture of it and holds more than that: the whole workbook, with sheets that nobody
shows. So it is found by the team and kept with the notes, as the gate takes it out of what a buyer gets.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import PurePath

from contentlib.errors import Unreadable
from contentlib.formats import Drawer, find_by_suffix
from contentlib.model import Reading, Section
from indexer.extract.office.compound import SIGNATURE, Compound, open_compound
from indexer.extract.office.package import Package
from indexer.extract.raw_text import set_aside

MAX_EMBEDDED = 50
# An embedded deck may hold a workbook; what holds more than that is no document that people made.
MAX_DEPTH = 2
KINDS = frozenset({"package", "oleObject"})
_ZIP = b"PK\x03\x04"
_NATIVE = "\x01Ole10Native"
_DEPTH: ContextVar[int] = ContextVar("depth", default=0)
_TOO_DEEP = Unreadable(f"lies more than {MAX_DEPTH} files deep.", "Take it out and put it on the drive.")
_UNKNOWN = Unreadable("is of a kind that is not read.", "Put it on the drive as a file of its own.")


def read_embedded(package: Package, part: str, warnings: list[str]) -> Iterator[Section]:
    """What the files say that a part holds, all of it with the notes. ``warnings`` hear of those that were not read."""
    targets = dict.fromkeys(target for kind, target in package.related(part).values() if kind in KINDS)
    yield from read_files(package, list(targets), warnings)


def read_files(package: Package, parts: Sequence[str], warnings: list[str]) -> Iterator[Section]:
    """What these parts say, each a file of its own."""
    found = [target for target in parts if target in package.names]
    for target in found[:MAX_EMBEDDED]:
        name = posixpath.basename(target)
        try:
            reading = _read_object(package.read(target), name)
        except Unreadable as error:
            warnings.append(f"the embedded file “{name}” was not read: it {error.reason}")
            continue
        if reading is None:
            continue
        warnings.extend(f"the embedded file “{name}”: {warning}" for warning in reading.warnings)
        for section in reading.sections:
            aside = set_aside(section)
            yield Section(" > ".join(filter(None, (f"embedded {name}", aside.locator))), "", "", aside.notes)
    if len(found) > MAX_EMBEDDED:
        warnings.append(f"only the first {MAX_EMBEDDED} of {len(found):,} embedded files were read")


def read_chunk(package: Package, part: str) -> Reading:
    """A piece that Word puts into a letter when it opens it: a page, a text, a letter. Raises Unreadable."""
    base = posixpath.basename(part)
    # Pieces are text of any ending, and looked at as what programs export under the ending of a letter.
    name = base if find_by_suffix(base) else "piece.doc"
    return _read(package.read(part), name)


def _read_object(data: bytes, name: str) -> Reading | None:
    """None for what has nothing to read: an equation."""
    if not data.startswith(SIGNATURE):
        return _read(data, name if find_by_suffix(name) else "object.docx")
    with open_compound(data) as compound:
        inner, told = _unpack(compound)
    if inner:
        return _read(inner, told)
    if {"equation native", "mathtype"} & set(compound.root.streams):
        return None
    return _read(data, name)


def _unpack(compound: Compound) -> tuple[bytes, str]:
    """The file in an object, and its name; nothing where the object is the file itself."""
    if "package" in compound.root.streams:
        return compound.read(compound.root, "Package"), "object.docx"
    native = compound.read(compound.root, _NATIVE)
    return _unpack_native(native) if native else (b"", "")


def _unpack_native(native: bytes) -> tuple[bytes, str]:
    """A file that was put in as it is (MS-OLEDS): its name, its path, another path, its size, its bytes."""
    at = native.find(b"\0", 6)
    name = native[6:at].decode("cp1252", "replace") if at > 0 else ""
    at = native.find(b"\0", at + 1) + 1 + 4
    at += 4 + int.from_bytes(native[at : at + 4], "little")
    size = int.from_bytes(native[at : at + 4], "little")
    return native[at + 4 : at + 4 + size], PurePath(name.replace("\\", "/")).name or "object"


def _read(data: bytes, name: str) -> Reading:
    # The readers know this one, so it cannot know them before it runs.
    from indexer.extract.readers import READERS, detect_format, read_bytes

    found = find_by_suffix(f"a.{detect_format(data, name)}")
    if found and found.drawer is Drawer.LIBREOFFICE and data.startswith(SIGNATURE):
        # Each would start LibreOffice once more.
        raise Unreadable(_UNKNOWN.reason, _UNKNOWN.advice)
    with _deeper():
        return read_bytes(data, name, READERS)


@contextmanager
def _deeper() -> Iterator[None]:
    depth = _DEPTH.get()
    if depth >= MAX_DEPTH:
        raise Unreadable(_TOO_DEEP.reason, _TOO_DEEP.advice)
    token = _DEPTH.set(depth + 1)
    try:
        yield
    finally:
        _DEPTH.reset(token)
