"""The file of an asset as it lies on its drive, if its bytes still are those that were read and judged.

The one place where a file of a drive is opened to be given away: a page, a buyer's link and a mail all take it from
here. It is copied while it is compared: whatever is done to the drive meanwhile, what was compared is what is given.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO

from contentlib.errors import Unreadable
from contentlib.opening import open_inside
from contentlib.storage import Store

PART = 1 << 20
IN_MEMORY = 8 << 20


@dataclass(frozen=True, slots=True)
class Original:
    """A file's name on its drive, its size in bytes, and a copy of its own, open at the beginning."""

    name: str
    size: int
    copy: IO[bytes]


def open_original(db: Store, version_id: int) -> Original | None:
    """The file of this version; none where no place of it holds these very bytes any more."""
    rows = db.rows(
        "SELECT v.fingerprint, v.size, d.root, l.path FROM versions v JOIN locations l ON l.version_id = v.id "
        "JOIN drives d ON d.id = l.drive_id WHERE v.id = ? AND l.gone_at IS NULL ORDER BY l.id",
        [version_id],
    )
    for fingerprint, size, root, path in rows:
        # A file that was changed since may say what is not meant for a buyer.
        if copy := _copy_as_read(Path(root), path, fingerprint=fingerprint, size=size):
            return Original(PurePosixPath(path).name, size, copy)
    return None


def _copy_as_read(root: Path, path: str, *, fingerprint: str, size: int) -> IO[bytes] | None:
    try:
        descriptor = open_inside(root, path)
    except (Unreadable, ValueError):
        return None
    copy = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  who asked closes it
    try:
        with os.fdopen(descriptor, "rb", buffering=0) as file:
            fits = _copy(file, copy, size) == fingerprint
        copy.seek(0)
    except OSError:
        fits = False
    if fits:
        return copy
    copy.close()
    return None


def _copy(file: IO[bytes], copy: IO[bytes], size: int) -> str:
    """The fingerprint of what was copied: one part more than ``size`` at most, however the file grows."""
    made, left = hashlib.sha256(), size + 1
    while left > 0 and (part := file.read(min(PART, left))):
        made.update(part)
        copy.write(part)
        left -= len(part)
    return made.hexdigest()
