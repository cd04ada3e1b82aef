"""One pass over a drive, resumable at any point; returns a RunSummary.

Words first: a file is findable by its words as soon as it is read; its vectors and tags follow in the same pass.
What is left to do is always asked of the library, never remembered, so a pass killed anywhere is continued by the next.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from contentlib import store
from contentlib.assets import Drive, find_asset
from contentlib.classify import Passage, Subject, tag_asset
from contentlib.database import atomic
from contentlib.errors import DriveError, Unreadable
from contentlib.library import Library
from contentlib.model import Reading
from contentlib.tags import replace_tags
from indexer.chunk import chunk_sections
from indexer.guard import Failed, Limits, Read, Reader
from indexer.lock import hold_library
from indexer.metadata import check_sidecar, choose_title
from indexer.opening import read_inside
from indexer.plan import Plan, is_mass_retirement, make_plan
from indexer.summary import Change, Outcome, RunSummary
from indexer.walk import Found, Skipped, check_drive, walk

MB = 1024 * 1024
SIDECAR_BYTES = MB
# How many texts are fetched at a time, and how many of them are embedded between two commits.
FETCH, COMMIT = 4096, 128
# Bump when the tagger changes, so that every asset is tagged anew.
TAGGER_EDITION = 1


class Progress(Protocol):
    """Who watches a pass. ``total`` may be None where nobody knows yet."""

    def start(self, stage: str, total: int | None) -> None: ...
    def advance(self, amount: int, current: str) -> None: ...


class Unwatched:
    """Nobody watches."""

    def start(self, stage: str, total: int | None) -> None: ...
    def advance(self, amount: int, current: str) -> None: ...


@dataclass(slots=True)
class _Pass:
    """What the steps of one pass share."""

    library: Library
    drive: Drive
    summary: RunSummary
    progress: Progress
    now: Callable[[], datetime]
    affected: set[int] = field(default_factory=set)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.summary.seconds[stage] = self.summary.seconds.get(stage, 0.0) + time.perf_counter() - started


def run_pass(
    library: Library,
    root: Path,
    *,
    progress: Progress | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    allow_mass_retire: bool = False,
    retry: bool = False,
) -> RunSummary:
    """Bring the library in step with the drive at ``root``. One bad file never stops it.

    Raises:
        DriveError: the drive is not there, cannot be read, or is empty and was never indexed.
        LockedLibrary: another pass is running.
    """
    root = root.resolve()
    check_drive(root)
    with hold_library(library.path):
        drive = store.add_drive(library.db, root, added_at=now())
        this = _Pass(library, drive, RunSummary(drive.name), progress or Unwatched(), now)
        pass_id = store.start_pass(library.db, drive.id, started_at=now())
        with this.timed("total"):
            _follow_drive(this, root, allow_mass_retire=allow_mass_retire, retry=retry)
            _embed(this)
            _tag(this)
            with this.timed("index"):
                library.vectors.save()
        store.finish_pass(library.db, pass_id, summary=this.summary.to_json(), finished_at=now())
    return this.summary


# --- files --------------------------------------------------------------------------------------------------------


def _follow_drive(this: _Pass, root: Path, *, allow_mass_retire: bool, retry: bool) -> None:
    db = this.library.db
    stored = store.list_stored(db, this.drive.id)
    with this.timed("walk"):
        found, unknown = _walk(this, root)
    if not found and not stored:
        raise DriveError(f"“{root}” holds no file that can be read. Check the path, or that the drive is mounted.")
    plan = make_plan(found, stored, store.list_unreadable_paths(db, this.drive.id), unknown=unknown, retry=retry)
    this.summary.unchanged, this.summary.still_unreadable = plan.unchanged, len(plan.waiting)
    with this.timed("read"):
        _read_files(this, root, plan, stored)
    _end_what_is_gone(this, plan, stored, allow_mass_retire)
    for asset_id in store.list_unchunked(db):
        _rechunk(this.library, asset_id)


def _walk(this: _Pass, root: Path) -> tuple[list[Found], list[str]]:
    found: list[Found] = []
    unknown: list[str] = []
    this.progress.start("Looking through the drive", None)
    for item in walk(root, max_bytes=this.library.settings.file_mb * MB):
        if isinstance(item, Found):
            found.append(item)
            this.progress.advance(1, item.path)
        else:
            _note_skipped(this.summary, item)
            if item.reason.leaves_unknown:
                unknown.append(item.path)
    this.summary.found = len(found)
    return found, unknown


def _note_skipped(summary: RunSummary, item: Skipped) -> None:
    summary.skipped[item.reason.value] += 1
    if item.reason.is_problem:
        detail = f"{item.reason.value} ({item.detail})" if item.detail else item.reason.value
        summary.problems.append(Change(Outcome.UNREADABLE, item.path, detail))


def _read_files(this: _Pass, root: Path, plan: Plan, stored: dict[str, store.Stored]) -> None:
    settings = this.library.settings
    limits = Limits(seconds=settings.read_seconds, memory=settings.read_mb * MB, file_bytes=settings.file_mb * MB)
    this.progress.start("Reading files", len(plan.read))
    if not plan.read:
        return
    with Reader(root, limits, workers=settings.readers) as reader:
        for outcome in reader.read_all(_unknown_files(this, root, plan, stored)):
            if isinstance(outcome, Failed):
                _note_failed(this, outcome)
            else:
                _store_read(this, root, outcome, stored.get(outcome.found.path))
            this.progress.advance(1, outcome.found.path)


def _unknown_files(this: _Pass, root: Path, plan: Plan, stored: dict[str, store.Stored]) -> Iterator[Found]:
    """The files whose bytes the library has never seen; the others are placed on the way, without being read again."""
    for found in plan.read:
        fingerprint = _fingerprint(root, found, this.library.settings.file_mb * MB)
        version = store.find_version(this.library.db, fingerprint) if fingerprint else None
        if version is None:
            yield found
            continue
        _place(this, root, found, version, stored.get(found.path), plan)
        this.progress.advance(1, found.path)


def _fingerprint(root: Path, found: Found, max_bytes: int) -> str:
    """The SHA-256 of the file; empty where it can't be read, which the reader will then explain."""
    try:
        return hashlib.sha256(read_inside(root, found.path, max_bytes=max_bytes).data).hexdigest()
    except Unreadable:
        return ""


def _place(
    this: _Pass, root: Path, found: Found, version: tuple[int, int], before: store.Stored | None, plan: Plan
) -> None:
    """Bytes the library knows lie at this path: a copy, a move, a return, or a file that was only touched."""
    version_id, asset_id = version
    db = this.library.db
    with atomic(db):
        _locate(this, root, found, version_id)
        this.affected.update({asset_id, before.asset_id} if before else {asset_id})
        store.clear_unreadable(db, this.drive.id, [found.path])
    if before and before.version_id == version_id and not before.gone:
        this.summary.unchanged += 1
        return
    outcome, detail = _explain_place(this, asset_id, before, plan)
    this.summary.record(outcome, found.path, detail)


def _explain_place(this: _Pass, asset_id: int, before: store.Stored | None, plan: Plan) -> tuple[Outcome, str]:
    asset = find_asset(this.library.db, asset_id)
    if before and not before.gone:
        return Outcome.CHANGED, f"now the same as “{asset.title}”"
    if asset.retired_at:
        return Outcome.RETURNED, asset.title
    left = next((old for old, one in plan.gone.items() if one.asset_id == asset_id), "")
    if left:
        return Outcome.MOVED, left
    return Outcome.COPIED, asset.title


def _store_read(this: _Pass, root: Path, read: Read, before: store.Stored | None) -> None:
    """Bytes the library has never seen: a new asset, or a new version of the one that lay at this path."""
    db = this.library.db
    found = read.found
    twin = store.find_version(db, read.fingerprint)
    with atomic(db):
        if twin:
            # The same bytes lay twice among the files of this pass.
            version_id, asset_id = twin
            outcome, detail = Outcome.COPIED, find_asset(db, asset_id).title
        else:
            asset_id, version_id = _store_version(this, read, before)
            outcome, detail = (Outcome.CHANGED if before else Outcome.NEW), ""
        _locate(this, root, found, version_id)
        this.affected.update({asset_id, before.asset_id} if before else {asset_id})
        store.clear_unreadable(db, this.drive.id, [found.path])
        _rechunk(this.library, asset_id)
    this.summary.record(outcome, found.path, detail)


def _store_version(this: _Pass, read: Read, before: store.Stored | None) -> tuple[int, int]:
    db, reading, at = this.library.db, _dated(read), this.now()
    title = choose_title(reading.properties, reading.sections, Path(read.found.path).name)
    asset_id = before.asset_id if before else store.add_asset(db, title=title, reading=reading, added_at=at)
    version_id = store.add_version(
        db, asset_id, fingerprint=read.fingerprint, size=read.found.size, title=title, reading=reading, read_at=at
    )
    return asset_id, version_id


def _dated(read: Read) -> Reading:
    """A file that does not say when it was changed was changed when the drive says so."""
    reading = read.reading
    if reading.properties.modified_at:
        return reading
    modified_at = datetime.fromtimestamp(read.found.mtime_ns / 1e9, UTC)
    return replace(reading, properties=replace(reading.properties, modified_at=modified_at))


def _locate(this: _Pass, root: Path, found: Found, version_id: int) -> None:
    sighting = store.Sighting(found.path, found.size, found.mtime_ns, found.sidecar_mtime_ns or None)
    store.put_location(this.library.db, this.drive.id, sighting, version_id, seen_at=this.now())
    if not found.sidecar:
        store.record_sidecar(this.library.db, version_id, {})
        return
    try:
        data = read_inside(root, found.sidecar, max_bytes=SIDECAR_BYTES).data
    except Unreadable as error:
        this.summary.notices.append(f"{found.sidecar} {error.reason}. {error.advice}")
        return
    said = check_sidecar(data, found.sidecar)
    this.summary.notices.extend(said.warnings)
    store.record_sidecar(this.library.db, version_id, said.values)


def _note_failed(this: _Pass, failed: Failed) -> None:
    found = failed.found
    sighting = store.Sighting(found.path, found.size, found.mtime_ns)
    with atomic(this.library.db):
        store.record_unreadable(
            this.library.db,
            this.drive.id,
            sighting,
            reason=failed.reason.rstrip("."),
            advice=failed.advice,
            since_at=this.now(),
        )
    this.summary.record(Outcome.UNREADABLE, found.path, f"{failed.reason.rstrip(chr(46))}. {failed.advice}".strip())


def _end_what_is_gone(this: _Pass, plan: Plan, stored: dict[str, store.Stored], allow_mass_retire: bool) -> None:
    db, settings = this.library.db, this.library.settings
    living = sum(not one.gone for one in stored.values())
    moved = {change.detail for change in this.summary.changes if change.outcome is Outcome.MOVED}
    vanished = [path for path in plan.gone if path not in moved]
    gone = plan.gone
    if not allow_mass_retire and is_mass_retirement(len(vanished), living, settings.mass_retire):
        this.summary.notices.append(
            f"{len(vanished)} of {living} files are gone, which looks like an unmounted or emptied drive: nothing was "
            "retired. Check the drive; if this is meant, run again with --allow-mass-retire."
        )
        gone = {path: one for path, one in plan.gone.items() if path in moved}
    with atomic(db):
        store.end_locations(db, [one.location_id for one in gone.values()], gone_at=this.now())
        store.clear_unreadable(db, this.drive.id, plan.settled)
        this.affected.update(one.asset_id for one in gone.values())
        retired, _ = store.settle_assets(db, this.affected, at=this.now())
    for asset_id in retired:
        path = next((path for path, one in gone.items() if one.asset_id == asset_id), "")
        this.summary.record(Outcome.RETIRED, path, find_asset(db, asset_id).title)


def _rechunk(library: Library, asset_id: int) -> None:
    sections = store.current_sections(library.db, asset_id)
    chunks = chunk_sections([section for _, section in sections])
    store.replace_chunks(library.db, asset_id, find_asset(library.db, asset_id).title, sections, chunks)


# --- vectors and tags ---------------------------------------------------------------------------------------------


def _embed(this: _Pass) -> None:
    library = this.library
    waiting = store.count_unembedded(library.db, library.model)
    this.progress.start("Reading for meaning", waiting)
    if not waiting:
        return
    with this.timed("embed"):
        while texts := store.list_unembedded(library.db, library.model, limit=FETCH):
            for start in range(0, len(texts), COMMIT):
                some = texts[start : start + COMMIT]
                vectors = library.embedder.embed([text for _, text in some])
                store.add_vectors(library.db, library.model, [named for named, _ in some], vectors)
                this.summary.chunks += len(some)
                this.progress.advance(len(some), "")


def _tag(this: _Pass) -> None:
    library = this.library
    made_with = f"{library.vocabulary.fingerprint}/{library.model}/{TAGGER_EDITION}"
    waiting = store.list_untagged(library.db, made_with)
    this.progress.start("Tagging", len(waiting))
    with this.timed("tag") if waiting else nullcontext():
        for asset_id in waiting:
            subject = make_subject(library, asset_id)
            tags = tag_asset(subject, library.prototypes, library.vocabulary)
            replace_tags(library.db, asset_id, tags, made_with=made_with, said_at=this.now())
            this.summary.tagged += 1
            this.progress.advance(1, subject.title)


def make_subject(library: Library, asset_id: int) -> Subject:
    """An asset as the tagger wants it: what it is called, where it lies, and its chunks with their vectors."""
    asset = find_asset(library.db, asset_id)
    sections = store.current_sections(library.db, asset_id)
    vectors = store.load_vectors(library.db, library.model, asset_id)
    return Subject(
        title=asset.title,
        path=asset.path,
        format=asset.format,
        properties=store.load_properties(library.db, asset_id),
        sections=len(sections),
        passages=tuple(
            Passage(section.locator, section.heading, chunk.text, chunk.notes, vector)
            for chunk in chunk_sections([section for _, section in sections])
            for section_id, section in [sections[chunk.section]]
            if (vector := vectors.get((section_id, chunk.position, chunk.notes))) is not None
        ),
    )
