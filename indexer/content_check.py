"""Edits that keep a file's size and date, found by comparing bytes: of all files in a deep pass, of a few in others.

A file whose inode was changed without its date is compared at once. Besides, each pass compares those that waited
longest, so that in some passes the whole drive is gone through, and a drive that rots is not trusted for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from contentlib.catalog import Drive, Stored, list_longest_unchecked, record_checked
from contentlib.library import Library
from contentlib.pictures import find_fingerprint
from contentlib.storage import Store
from indexer.identity import fingerprint_of
from indexer.plan import is_as_stored
from indexer.processes import MB, DriveFile
from indexer.summary import RunSummary

# Another mode or owner changes inodes, too, perhaps of a whole drive: no pass compares more for that alone.
MOST_SUSPECTED = 1_000
NAMED = 5


class ContentCheck:
    """The files of one pass that look as they did, and whether they are. ``edited`` grows while they are gone through.

    ``deep``: every file is compared.
    """

    def __init__(self, library: Library, drive: Drive | None, *, deep: bool) -> None:
        self._library, self._deep = library, deep
        self._drive_id = drive.id if drive else 0
        self._max_bytes = library.settings.file_mb * MB
        self._suspected = 0
        self._same: list[tuple[int, int]] = []
        self._seen: list[tuple[int, int]] = []
        self.edited: set[str] = set()

    def look(self, root: Path, files: Iterable[DriveFile], stored: Mapping[str, Stored]) -> Iterator[DriveFile]:
        """The files as they come, those that look unchanged compared where it is their turn."""
        living = sum(not one.gone for one in stored.values())
        due = list_longest_unchecked(self._library.db, self._drive_id, self._count_due(living))
        for file in files:
            before = stored.get(file.path)
            if before is not None and is_as_stored(file, before):
                if self._is_due(file, before, due):
                    self._compare(root, file, before)
                elif before.ctime_ns is None:
                    self._seen.append((before.location_id, file.ctime_ns))
            yield file

    def _count_due(self, living: int) -> int:
        passes = self._library.settings.check_passes
        return -(-living // passes) if passes > 0 and not self._deep else 0

    def _is_due(self, file: DriveFile, before: Stored, due: frozenset[int]) -> bool:
        if self._deep or before.location_id in due:
            return True
        is_suspected = before.ctime_ns is not None and before.ctime_ns != file.ctime_ns
        self._suspected += is_suspected
        return is_suspected and self._suspected <= MOST_SUSPECTED

    def _compare(self, root: Path, file: DriveFile, before: Stored) -> None:
        found = fingerprint_of(root, file.path, max_bytes=self._max_bytes)
        if not found:
            # Nobody can read it today, so nothing is known of it but that it looks as it did.
            return
        if found == find_fingerprint(self._library.db, before.version_id):
            self._same.append((before.location_id, file.ctime_ns))
        else:
            self.edited.add(file.path)

    def tell(self, summary: RunSummary) -> None:
        """Let the summary say what was compared, and what was edited behind its date."""
        summary.compared = len(self._same) + len(self.edited)
        if self.edited:
            paths = sorted(self.edited)
            more = f" and {len(paths) - NAMED:,} more" if len(paths) > NAMED else ""
            named = ", ".join(f"“{path}”" for path in paths[:NAMED]) + more
            summary.notices.append(f"Edited without a new size or date, found by comparing bytes: {named}.")

    def record(self, db: Store, *, at: datetime) -> None:
        """Remember which were compared and are the same; an edited one is remembered when it is read."""
        record_checked(db, self._same, at=at)
        record_checked(db, self._seen, at=None)
