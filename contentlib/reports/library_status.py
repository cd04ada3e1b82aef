"""How the library stands: drives, counts, last passes, model, index, size on disk, what could not be read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from contentlib.catalog import TOO_MUCH, count_unembedded, list_drives, read_locks
from contentlib.language import Vocabulary
from contentlib.people import count_waiting
from contentlib.storage import Store, holds_text, to_time


@dataclass(frozen=True, slots=True)
class DriveStatus:
    """A drive, how much of it is in the library, and its last pass."""

    name: str
    root: str
    assets: int
    locations: int
    unreadable: int
    last_pass_at: datetime | None
    finished: bool


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A file that could not be read, why, what to do, and since when."""

    drive: str
    path: str
    reason: str
    advice: str
    since_at: datetime


@dataclass(frozen=True, slots=True)
class ThinAsset:
    """An asset with suspiciously little text, and what its reader said."""

    asset_id: int
    title: str
    path: str
    words: int
    warning: str


@dataclass(frozen=True, slots=True)
class OverfullAsset:
    """An asset with more text than is read for meaning, and how much of it is."""

    asset_id: int
    title: str
    path: str
    words: int
    warning: str


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """``embedded`` is the share (0-1) of chunk texts that have a vector; ``bytes_on_disk`` is library and index.

    ``next_model`` is on its way to take the place of ``model``, with ``next_embedded`` of the texts; empty if none is.
    ``vocabulary`` says what a team's own vocabulary lacks; empty where nothing does. ``limits_moved`` counts the places
    to which limits went along with files, and at which no admin has looked. ``readers`` is what
    keeps a process in that reads a stranger's file, as the last pass found it, ``readers_lack`` what does not.
    """

    library: str
    drives: tuple[DriveStatus, ...]
    assets: int
    retired: int
    versions: int
    sections: int
    chunks: int
    embedded: float
    unreadable: int
    thin: int
    sends: int
    searches: int
    model: str
    index: str
    bytes_on_disk: int
    next_model: str = ""
    next_embedded: float = 0.0
    vocabulary: str = ""
    limits_moved: int = 0
    readers: tuple[str, ...] = ()
    readers_lack: tuple[str, ...] = ()


# Below this many words an asset is thin: a scan, a deck of pictures, a stub.
THIN_WORDS = 20


def report_status(
    db: Store, vocabulary: Vocabulary, *, library: Path, index: Path, model: str, next_model: str = ""
) -> LibraryStatus:
    """The figures of the library. ``index`` is where the FAISS file should be."""
    texts = _count(db, "SELECT count(DISTINCT hash) FROM chunks")

    def share(of: str) -> float:
        return 1.0 if not texts else (texts - count_unembedded(db, of)) / texts

    held, lacking = read_locks(db)
    files = [library, library.with_name(library.name + "-wal"), index]
    return LibraryStatus(
        library=str(library),
        drives=tuple(_drive_status(db, drive.id, drive.name, drive.root) for drive in list_drives(db)),
        assets=_count(db, "SELECT count(*) FROM assets WHERE retired_at IS NULL"),
        retired=_count(db, "SELECT count(*) FROM assets WHERE retired_at IS NOT NULL"),
        versions=_count(db, "SELECT count(*) FROM versions"),
        sections=_count(db, "SELECT count(*) FROM sections"),
        chunks=_count(db, "SELECT count(*) FROM chunks"),
        embedded=share(model),
        unreadable=_count(db, "SELECT count(*) FROM unreadable"),
        thin=len(list_thin(db)),
        sends=_count(db, "SELECT count(*) FROM sends"),
        searches=_count(db, "SELECT count(*) FROM searches"),
        model=model,
        index="present" if index.exists() else "not written yet; the next search builds it",
        bytes_on_disk=sum(file.stat().st_size for file in files if file.exists()),
        next_model=next_model,
        next_embedded=share(next_model) if next_model else 0.0,
        vocabulary=vocabulary.tell_missing_roles(),
        limits_moved=count_waiting(db),
        readers=held,
        readers_lack=lacking,
    )


def _drive_status(db: Store, drive_id: int, name: str, root: str) -> DriveStatus:
    living = "FROM locations l JOIN versions v ON v.id = l.version_id WHERE l.gone_at IS NULL AND l.drive_id = ?"
    last = db.execute(
        "SELECT started_at, finished_at FROM passes WHERE drive_id = ? ORDER BY id DESC LIMIT 1", [drive_id]
    ).fetchone()
    return DriveStatus(
        name=name,
        root=root,
        assets=_count(db, f"SELECT count(DISTINCT v.asset_id) {living}", drive_id),
        locations=_count(db, f"SELECT count(*) {living}", drive_id),
        unreadable=_count(db, "SELECT count(*) FROM unreadable WHERE drive_id = ?", drive_id),
        last_pass_at=to_time(last[0]) if last else None,
        finished=bool(last and last[1]),
    )


def _count(db: Store, sql: str, *parameters: Any) -> int:
    return int(db.execute(sql, parameters).fetchone()[0])


def list_unreadable(db: Store) -> tuple[UnreadableFile, ...]:
    """Every file that could not be read, by drive and path."""
    rows = db.execute(
        "SELECT d.name, u.path, u.reason, u.advice, u.since_at FROM unreadable u JOIN drives d ON d.id = u.drive_id "
        "ORDER BY d.name, u.path"
    )
    return tuple(UnreadableFile(row[0], row[1], row[2], row[3], datetime.fromisoformat(row[4])) for row in rows)


def list_overfull(db: Store) -> tuple[OverfullAsset, ...]:
    """The living assets whose newest version holds too much to be read for meaning as a whole, the longest first."""
    rows = db.execute(
        "SELECT a.id, a.title, "
        "coalesce((SELECT path FROM locations l WHERE l.version_id = v.id AND l.gone_at IS NULL), ''), "
        "v.words, v.warnings FROM assets a JOIN versions v ON v.asset_id = a.id "
        f"WHERE a.retired_at IS NULL AND {holds_text('v.warnings', '?')} "
        "AND v.number = (SELECT max(number) FROM versions WHERE asset_id = a.id) ORDER BY v.words DESC, a.title",
        [f'"{TOO_MUCH}'],
    )
    return tuple(OverfullAsset(row[0], row[1], row[2], row[3], _find_too_much(json.loads(row[4]))) for row in rows)


def _find_too_much(warnings: list[str]) -> str:
    return next(one.removeprefix(TOO_MUCH).strip() for one in warnings if one.startswith(TOO_MUCH))


def list_thin(db: Store) -> tuple[ThinAsset, ...]:
    """The living assets whose newest version has almost no text."""
    rows = db.execute(
        "SELECT a.id, a.title, "
        "coalesce((SELECT path FROM locations l WHERE l.version_id = v.id AND l.gone_at IS NULL), ''), "
        "v.words, v.warnings FROM assets a JOIN versions v ON v.asset_id = a.id "
        "WHERE a.retired_at IS NULL AND v.words < ? "
        "AND v.number = (SELECT max(number) FROM versions WHERE asset_id = a.id) ORDER BY v.words, a.title",
        [THIN_WORDS],
    )
    return tuple(ThinAsset(row[0], row[1], row[2], row[3], "; ".join(json.loads(row[4]))) for row in rows)
