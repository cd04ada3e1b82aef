"""The file of an asset as it lies on its drive, if its bytes still are those that were read and judged."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath

from contentlib.model import Asset
from contentlib.storage import Store


def read_original(db: Store, asset: Asset) -> tuple[str, bytes] | None:
    """The suffix and the bytes of the current version; none where no location holds these very bytes any more."""
    rows = db.execute(
        "SELECT v.fingerprint, d.root, l.path FROM versions v JOIN locations l ON l.version_id = v.id "
        "JOIN drives d ON d.id = l.drive_id WHERE v.id = ? AND l.gone_at IS NULL ORDER BY l.id",
        [asset.version_id],
    )
    for fingerprint, root, path in rows:
        data = _read_inside(Path(root), path)
        # A file that was changed since may say what is not meant for a buyer.
        if data is not None and hashlib.sha256(data).hexdigest() == fingerprint:
            return PurePosixPath(path).suffix, data
    return None


def _read_inside(root: Path, path: str) -> bytes | None:
    try:
        inside = root.resolve(strict=True)
        # Resolved first: a link, or a path with dots in it, must not lead out of the drive.
        found = (inside / PurePosixPath(path)).resolve(strict=True)
        return found.read_bytes() if found.is_relative_to(inside) and found.is_file() else None
    except (OSError, ValueError):
        return None
