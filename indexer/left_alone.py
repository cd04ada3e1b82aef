"""Files that a pass leaves alone since they are no documents: known from before, found out now, or told by their name.

They are counted by kind. A pointer is told with where it leads, since somebody may want the document itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from contentlib.catalog import Drive, Sighting, list_other, record_other
from contentlib.errors import Unreadable
from contentlib.language import show_controls
from contentlib.library import Library
from contentlib.opening import read_inside
from indexer.processes import DriveFile
from indexer.summary import RunSummary

MAX_POINTER = 64 * 1024
_ADDRESS = re.compile(rb"https?:\\?/\\?/[^\s\"'<>\x00-\x1f\x7f-\xff]{3,500}")
# What stands in a pointer and is not where it leads: the declaration of its own format.
_NOT_THERE = ("http://www.apple.com/DTDs/", "http://www.w3.org/")
_WHERE = "https://docs.google.com/open?id="


def leave_known(
    library: Library, drive: Drive | None, files: Iterable[DriveFile], summary: RunSummary, *, again: bool
) -> Iterator[DriveFile]:
    """The files without those that were read before, are no documents, and are unchanged since."""
    known = list_other(library.db, drive.id) if drive and not again else {}
    for found in files:
        size, mtime_ns, kind = known.get(found.path, (0, 0, ""))
        if kind and (size, mtime_ns) == (found.size, found.mtime_ns):
            summary.note_skipped(found.path, kind, "", is_problem=False)
        else:
            yield found


def leave_alone(library: Library, drive: Drive, found: DriveFile, kind: str, summary: RunSummary) -> None:
    """This file was read and is no document; it is not read again until it changes."""
    with library.db.atomic():
        record_other(library.db, drive.id, Sighting(found.path, found.size, found.mtime_ns), kind=kind)
    summary.note_skipped(found.path, kind, "", is_problem=False)


def find_where_it_leads(root: Path, path: str) -> str:
    """The address in a pointer; empty where there is none to be found, or the pointer cannot be read."""
    try:
        data = read_inside(root, path, max_bytes=MAX_POINTER).data
    except Unreadable:
        return ""
    addresses = [one.decode("ascii").replace("\\/", "/") for one in _ADDRESS.findall(data)]
    there = [one for one in addresses if not one.startswith(_NOT_THERE)]
    return show_controls(there[0]) if there else _find_document(data)


def _find_document(data: bytes) -> str:
    """Newer pointers of Google Drive name the document by its id alone."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return ""
    name = said.get("doc_id") if isinstance(said, dict) else None
    return _WHERE + name if isinstance(name, str) and re.fullmatch(r"[\w-]{6,120}", name) else ""
