"""Looks through picture files, and writes them without what they tell of camera, place and author."""

from __future__ import annotations

from contentlib.errors import Unreadable
from contentlib.model import Cargo, Carried, Inside
from indexer.extract.examining import Examiner
from indexer.extract.pictures.picture_metadata import drop_metadata

_KNOWN = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def look_inside_picture(data: bytes, _form: str) -> Inside:
    """What a picture carries besides what it shows."""
    _, count = drop_metadata(_known(data))
    return Inside((Carried(Cargo.PROPERTIES, count),) if count else ())


def write_clean_picture(data: bytes, _form: str) -> bytes:
    """The picture without it."""
    return drop_metadata(_known(data))[0]


def _known(data: bytes) -> bytes:
    if not data.startswith(_KNOWN):
        raise Unreadable("is a picture of a sort that nobody here can look through.", "Save it as PNG or JPEG.")
    return data


EXAMINER = Examiner(look_inside_picture, write_clean_picture)
