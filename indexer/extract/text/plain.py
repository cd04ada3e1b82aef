"""Plain text and JSON: one section, as it stands."""

from __future__ import annotations

from contentlib.errors import Unreadable
from contentlib.model import Reading, Section
from indexer.extract.raw_text import decode

_POINTER = b"version https://git-lfs.github.com/spec/"


def read_txt(data: bytes) -> Reading:
    if data.startswith(_POINTER):
        raise Unreadable("is only a pointer to a file kept in Git LFS.", "Fetch the file itself with “git lfs pull”.")
    return Reading("txt", (Section("", "", decode(data)),))


def read_json(data: bytes) -> Reading:
    return Reading("json", (Section("", "", decode(data)),))
