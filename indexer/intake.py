"""Files into the library: each read, recognised, placed and stored, in one transaction a file.

A file whose bytes the library knows is placed without being read again; a copy that is edited becomes an asset of its
own, and the first place keeps the identity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from contentlib.catalog import (
    Drive,
    Sighting,
    Stored,
    add_asset,
    add_version,
    clear_unreadable,
    current_sections,
    find_asset,
    find_version,
    follow_places,
    has_sidecar,
    is_chunked,
    is_first_place,
    is_taken_out,
    list_sizes,
    load_properties,
    put_location,
    read_title,
    record_locks,
    record_sidecar,
    record_unreadable,
    replace_chunks,
    settle_assets,
    take_over,
)
from contentlib.errors import Unreadable
from contentlib.formats import is_picture
from contentlib.library import Library
from contentlib.model import Chunk, Reading, Section
from contentlib.opening import read_inside
from contentlib.people import keep_closed
from indexer.chunk import chunk_sections
from indexer.chunk_limits import choose_limit, limit_chunks, tell_too_much
from indexer.identity import claim, fingerprint_of
from indexer.left_alone import leave_alone
from indexer.metadata import check_sidecar, choose_title
from indexer.other_files import find_own_name
from indexer.picture_files import says_enough
from indexer.plan import Candidate, Plan
from indexer.processes import DriveFile, Failed, Limits, Read, Reader, ReadOutcome
from indexer.summary import PathOutcome, RunSummary

MB = 1024 * 1024
SIDECAR_BYTES = MB


@dataclass(slots=True)
class Intake:
    """What taking in the files of one drive shares.

    ``affected`` are the assets that may be called otherwise or be retired now, ``lost`` those that lay nowhere for a
    moment at least, ``explained`` the paths that something was moved away from. ``pictures`` are picture files that
    the library does not know, which are left for recognition.
    """

    library: Library
    drive: Drive
    root: Path
    plan: Plan
    summary: RunSummary
    now: Callable[[], datetime]
    affected: set[int] = field(default_factory=set)
    lost: set[int] = field(default_factory=set)
    explained: set[str] = field(default_factory=set)
    pictures: list[Candidate] = field(default_factory=list)
    _left: Mapping[int, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._left = paths_by_asset(self.plan)

    def read_all(self) -> Iterator[str]:
        """Take in every file of the plan; yields each path when it is done with."""
        if not self.plan.read:
            return
        settings = self.library.settings
        limits = Limits(seconds=settings.read_seconds, memory=settings.read_mb * MB, file_bytes=settings.file_mb * MB)
        unread = _Unread(self)
        with Reader(self.root, limits, workers=settings.readers) as reader:
            was_read = False
            for outcome in reader.read_all(unread):
                was_read = True
                yield from unread.take_placed()
                self._take_in(outcome, unread.before.pop(outcome.found.path))
                yield outcome.found.path
            yield from unread.take_placed()
            if was_read:
                record_locks(self.library.db, reader.locks.tell_held(), reader.locks.tell_lacking())

    def _take_in(self, outcome: ReadOutcome, before: Stored | None) -> None:
        if isinstance(outcome, Failed):
            self._note_failed(outcome)
        else:
            self._store_read(outcome, before)

    def take_in_picture(self, outcome: ReadOutcome, before: Stored | None) -> bool:
        """A picture file that recognition read: an asset where it says enough, or was one before. False where not."""
        if isinstance(outcome, Failed) or not (before or says_enough(outcome.reading)):
            return False
        self._store_read(outcome, before)
        return True

    def place(self, candidate: Candidate, version: tuple[int, int]) -> None:
        """Bytes the library knows lie at this path: a copy, a move, a return, or a file that was only touched."""
        found, before = candidate.found, candidate.before
        version_id, asset_id = version
        is_touched = before is not None and before.version_id == version_id and not before.gone
        outcome, detail = (None, "") if is_touched else self._explain_place(asset_id, before)
        touched = {asset_id, before.asset_id} if before else {asset_id}
        with self.library.db.atomic():
            keep_closed(self.library.db, asset_id, self.drive.id, found.path, leaving=self.plan.gone, at=self.now())
            self._locate(found, version_id)
            clear_unreadable(self.library.db, self.drive.id, [found.path])
            self.lost.update(settle_assets(self.library.db, touched, at=self.now())[0])
            for each in touched:
                follow_places(self.library.db, each)
        if outcome is None:
            self.summary.unchanged += 1
            return
        if outcome is not PathOutcome.COPIED:
            self.affected.update(touched)
        self.summary.record(outcome, found.path, detail)

    def _explain_place(self, asset_id: int, before: Stored | None) -> tuple[PathOutcome, str]:
        asset = find_asset(self.library.db, asset_id)
        if before and not before.gone:
            return PathOutcome.CHANGED, f"now the same as “{asset.title}”"
        if asset.retired_at and not is_taken_out(self.library.db, asset_id):
            return PathOutcome.RETURNED, asset.title
        left = claim(self._left, asset_id, self.explained)
        if left:
            self.explained.add(left)
            return PathOutcome.MOVED, left
        return PathOutcome.COPIED, asset.title

    def _store_read(self, read: Read, before: Stored | None) -> None:
        """Bytes the library has never seen, unless they lie twice among the files of this pass."""
        twin = find_version(self.library.db, read.fingerprint)
        if twin:
            self.place(Candidate(read.found, before), twin)
            return
        db = self.library.db
        with db.atomic():
            outcome, detail, asset_id = self._find_or_add_asset(read, before)
            version_id = self._add_version(asset_id, read)
            self._locate(read.found, version_id)
            clear_unreadable(db, self.drive.id, [read.found.path])
            settle_assets(db, [asset_id], at=self.now())
            rechunk(self.library, asset_id)
        if before and before.asset_id != asset_id:
            self.affected.add(before.asset_id)
        self.summary.record(outcome, read.found.path, detail)

    def _find_or_add_asset(self, read: Read, before: Stored | None) -> tuple[PathOutcome, str, int]:
        db = self.library.db
        asset = find_asset(db, before.asset_id) if before else None
        if asset and before and before.gone and asset.retired_at:
            return PathOutcome.RETURNED, asset.title, asset.id
        if asset and before and not before.gone and is_first_place(db, before.location_id, asset.id):
            return PathOutcome.CHANGED, "", asset.id
        asset_id = add_asset(db, title=_title(read), reading=read.reading, added_at=self.now())
        return (
            PathOutcome.NEW,
            f"was a copy of “{asset.title}”" if asset and before and not before.gone else "",
            asset_id,
        )

    def _add_version(self, asset_id: int, read: Read) -> int:
        return add_version(
            self.library.db, asset_id, fingerprint=read.fingerprint, size=read.found.size, title=_title(read),
            reading=complete_reading(read, self.library), read_at=self.now(),
        )  # fmt: skip

    def _locate(self, found: DriveFile, version_id: int) -> None:
        db = self.library.db
        sighting = Sighting(
            found.path, found.size, found.mtime_ns, found.sidecar_mtime_ns or None, found.ctime_ns or None
        )
        put_location(db, self.drive.id, sighting, version_id, seen_at=self.now())
        if found.sidecar:
            self._take_sidecar(found.sidecar, version_id)
        elif not has_sidecar(db, version_id):
            record_sidecar(db, version_id, {})

    def _take_sidecar(self, path: str, version_id: int) -> None:
        try:
            data = read_inside(self.root, path, max_bytes=SIDECAR_BYTES).data
        except Unreadable as error:
            self.summary.notices.append(f"{path} {error.reason} {error.advice}")
            return
        said = check_sidecar(data, path)
        self.summary.notices.extend(said.warnings)
        record_sidecar(self.library.db, version_id, said.values)

    def _note_failed(self, failed: Failed) -> None:
        if failed.other:
            leave_alone(self.library, self.drive, failed.found, failed.other, self.summary)
            return
        found, reason = failed.found, failed.reason.rstrip(".")
        with self.library.db.atomic():
            record_unreadable(
                self.library.db, self.drive.id, Sighting(found.path, found.size, found.mtime_ns),
                reason=reason, advice=failed.advice, since_at=self.now(),
            )  # fmt: skip
        self.summary.record(PathOutcome.UNREADABLE, found.path, f"{reason}. {failed.advice}".strip())


class _Unread:
    """The files whose bytes the library has never seen; the others are placed on the way, without being read again.

    A file of a size that no version has cannot be known, so it is not even fingerprinted.
    """

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._sizes = list_sizes(intake.library.db)
        self._placed: list[str] = []
        self.before: dict[str, Stored | None] = {}

    def __iter__(self) -> Iterator[DriveFile]:
        for candidate in self._intake.plan.read:
            found = candidate.found
            version = self._find_version(found)
            if version is None and is_picture(found.path):
                self._intake.pictures.append(candidate)
                continue
            if version is None:
                self._sizes.add(found.size)
                self.before[found.path] = candidate.before
                yield found
                continue
            self._intake.place(candidate, version)
            self._placed.append(found.path)

    def take_placed(self) -> list[str]:
        placed, self._placed = self._placed, []
        return placed

    def _find_version(self, found: DriveFile) -> tuple[int, int] | None:
        if found.size not in self._sizes:
            return None
        intake = self._intake
        fingerprint = fingerprint_of(intake.root, found.path, max_bytes=intake.library.settings.file_mb * MB)
        return find_version(intake.library.db, fingerprint) if fingerprint else None


def paths_by_asset(plan: Plan) -> Mapping[int, list[str]]:
    """The paths where something lay and lies no more, by the asset that lay there."""
    left: dict[int, list[str]] = defaultdict(list)
    for path, one in plan.gone.items():
        left[one.asset_id].append(path)
    return left


def _title(read: Read) -> str:
    return choose_title(read.reading.properties, read.reading.sections, find_own_name(read.found.path))


def complete_reading(read: Read, library: Library) -> Reading:
    """What was read with what only the pass knows: of how much too much it is, and when the file was changed."""
    too_much = tell_too_much(read.reading, most=library.settings.file_passages)
    reading = replace(read.reading, warnings=(*read.reading.warnings, too_much)) if too_much else read.reading
    return _dated(reading, read.found)


def _dated(reading: Reading, found: DriveFile) -> Reading:
    """A file that does not say when it was changed was changed when the drive says so."""
    if reading.properties.modified_at:
        return reading
    modified_at = datetime.fromtimestamp(found.mtime_ns / 1e9, UTC)
    return replace(reading, properties=replace(reading.properties, modified_at=modified_at))


def rechunk(library: Library, asset_id: int) -> None:
    """Cut the asset's current version into chunks, in place of those it had; nothing finds what a person took out."""
    if is_taken_out(library.db, asset_id):
        return
    sections = current_sections(library.db, asset_id)
    replace_chunks(library.db, asset_id, read_title(library.db, asset_id), sections, _cut(library, asset_id, sections))


def _cut(library: Library, asset_id: int, numbered: Sequence[tuple[int, Section]]) -> tuple[Chunk, ...]:
    sections = [section for _, section in numbered]
    form = find_asset(library.db, asset_id).format
    limit = choose_limit(form, sections, most=library.settings.file_passages)
    return limit_chunks(chunk_sections(sections), most=limit)


def follow_current(library: Library, asset_id: int) -> None:
    """The asset is what its current version says; that may be an earlier one again, or lie under another name."""
    db = library.db
    asset = find_asset(db, asset_id)
    if asset.retired_at:
        return
    properties = load_properties(db, asset_id)
    sections = [section for _, section in current_sections(db, asset_id)]
    title = choose_title(properties, sections, find_own_name(asset.path))
    with db.atomic():
        take_over(db, asset_id, title, properties)
        follow_places(db, asset_id)
        if title != asset.title or not is_chunked(db, asset_id):
            rechunk(library, asset_id)
