"""Has one file looked through, or copied clean, by a process of its own, which opens what a stranger made.

Clean copies are kept with the cut-outs, named by what the file's bytes are, so that whoever takes away what is drawn of
a file takes them along; all of them may be deleted at any time.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

from contentlib.catalog import find_inside, record_inside
from contentlib.errors import BadInput, LibraryError
from contentlib.formats import clean_suffix
from contentlib.model import EXAMINERS, Inside, read_inside_json
from contentlib.pictures import ask_own, cuts_folder, keep_latest
from contentlib.settings import Settings
from contentlib.storage import Store

KEPT_COPIES = 400
_ON_NO_DRIVE = "lies on no drive any more"


class CannotClean(BadInput):
    """No clean copy of this file can be had."""


def look_through(db: Store, settings: Settings, version_id: int) -> Inside:
    """What a version's file carries: as it is kept, else looked for now and kept. Never fails."""
    kept = find_inside(db, version_id)
    if kept is not None:
        return kept
    place = _find_place(db, version_id)
    if place is None:
        return Inside(unexamined=_ON_NO_DRIVE)
    told = _ask_process(settings, place, out="")
    if "inside" not in told:
        # What stood in the way may be gone tomorrow, so it is not kept.
        return Inside(unexamined=str(told.get("reason", "could not be looked through")).rstrip(".")[:400])
    inside = read_inside_json(str(told["inside"]))
    try:
        record_inside(db, version_id, inside)
    except LibraryError:
        # The library is busy being written: it is looked through once more the next time.
        return inside
    return inside


def write_clean_copy(db: Store, settings: Settings, version_id: int) -> Path:
    """The clean copy of a version's file; made once, and looked through again before it is kept.

    Raises:
        CannotClean: the file is not there or not as it was read, or something would stay in the copy; says which.
    """
    place = _find_place(db, version_id)
    if place is None:
        raise CannotClean("The file lies on no drive any more, so no copy can be made of it. Send the current version.")
    fingerprint, form, title, _, path = place
    out = copy_path(settings, fingerprint, clean_suffix(form, PurePosixPath(path).suffix))
    if not out.is_file():
        out.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        told = _ask_process(settings, place, out=str(out.absolute()))
        if "made" not in told or not out.is_file():
            reason = told.get("reason", "could not be cleaned: the process ended.")
            raise CannotClean(f"“{title}” {reason} {told.get('advice', 'Send the link instead.')}".strip())
        keep_latest(cuts_folder(settings), "*/*-clean-*", KEPT_COPIES)
    return out


def copy_path(settings: Settings, fingerprint: str, suffix: str) -> Path:
    """Where the clean copy of the file with this fingerprint lies, if it was made."""
    return cuts_folder(settings) / fingerprint[:2] / f"{fingerprint}-clean-{EXAMINERS}{suffix}"


Place = tuple[str, str, str, str, str]


def _find_place(db: Store, version_id: int) -> Place | None:
    """Fingerprint, format, title, root and path of a version that lies on a drive."""
    row = db.execute(
        "SELECT v.fingerprint, a.format, a.title, d.root, l.path FROM versions v JOIN assets a ON a.id = v.asset_id "
        "JOIN locations l ON l.version_id = v.id AND l.gone_at IS NULL JOIN drives d ON d.id = l.drive_id "
        "WHERE v.id = ? ORDER BY l.id LIMIT 1",
        [version_id],
    ).fetchone()
    return (str(row[0]), str(row[1]), str(row[2]), str(row[3]), str(row[4])) if row else None


def _ask_process(settings: Settings, place: Place, *, out: str) -> dict[str, Any]:
    job = {
        "root": place[3], "path": place[4], "fingerprint": place[0], "out": out,
        "seconds": float(settings.read_seconds), "megabytes": settings.file_mb, "memory": settings.read_mb,
    }  # fmt: skip
    told = ask_own("indexer.clean_copies", job, seconds=settings.read_seconds)
    if told is None:
        return {"reason": "took too long to be looked through.", "advice": "Send the link instead."}
    return told
