"""Has one file looked through, or copied clean, by a process of its own, which opens what a stranger made.

Clean copies are kept with the cut-outs, named by what the file's bytes are, so that whoever takes away what is drawn of
a file takes them along; all of them may be deleted at any time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import Any

from contentlib.catalog import find_inside, record_inside
from contentlib.errors import BadInput, LibraryError
from contentlib.formats import clean_suffix
from contentlib.model import EXAMINERS, Inside, read_inside_json
from contentlib.pictures import cuts_folder
from contentlib.settings import Settings
from contentlib.storage import Store

SLACK_SECONDS = 30
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
        _forget_old_copies(cuts_folder(settings))
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
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(str(Path(each).absolute()) for each in sys.path)}
    try:
        answer = subprocess.run(
            [sys.executable, "-P", "-m", "indexer.clean_copies"],
            input=json.dumps(job),
            capture_output=True,
            text=True,
            timeout=settings.read_seconds + SLACK_SECONDS,
            env=environment,
            check=False,
        )
        told = json.loads(answer.stdout)
    except subprocess.TimeoutExpired:
        return {"reason": "took too long to be looked through.", "advice": "Send the link instead."}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _forget_old_copies(folder: Path) -> None:
    """Keep the latest; the rest can be made again."""
    found = sorted(folder.glob("*/*-clean-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[KEPT_COPIES:]:
        path.unlink(missing_ok=True)
