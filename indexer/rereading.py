"""Files read again because the reader of their format got better: the same bytes, so nothing of their history changes.

Which are due is asked of the library, newest first, and each is stored as it is read: a pass that is killed is
continued by the next.
"""

from __future__ import annotations

from collections.abc import Iterator

from contentlib.catalog import Outdated, end_locations, list_outdated, record_edition, replace_reading, settle_assets
from contentlib.pictures import find_fingerprint
from indexer.intake import MB, Intake, complete_reading, follow_current, rechunk
from indexer.left_alone import leave_alone
from indexer.processes import DriveFile, Failed, Limits, Reader, ReadOutcome
from indexer.recognise import find_languages


class Rereading:
    """What there is to read again on a drive. ``lost`` are assets that turned out to be none, and where they lay."""

    def __init__(self, intake: Intake) -> None:
        self._library, self._intake = intake.library, intake
        self.lost: dict[int, str] = {}
        due = list_outdated(self._library.db, intake.drive.id)
        # What was recognised has to be recognised again afterwards, and is kept as it is where nothing can do that.
        if any(one.was_recognised for one in due) and not find_languages(self._library.settings)[0]:
            due = tuple(one for one in due if not one.was_recognised)
        self._due = due
        self.due = len(due)

    def go_through(self) -> Iterator[tuple[str, bool]]:
        """Read every file that is due; yields its path, and whether it says anything else now."""
        settings = self._library.settings
        limits = Limits(seconds=settings.read_seconds, memory=settings.read_mb * MB, file_bytes=settings.file_mb * MB)
        with Reader(self._intake.root, limits, workers=settings.readers) as reader:
            files = (DriveFile(one.path, one.size, one.mtime_ns) for one in self._due)
            for one, outcome in zip(self._due, reader.read_all(files), strict=True):
                yield one.path, self._store(one, outcome)

    def _store(self, one: Outdated, outcome: ReadOutcome) -> bool:
        db = self._library.db
        if outcome.fingerprint != find_fingerprint(db, one.version_id):
            # It was changed since, or cannot be opened today; a later pass sees to it.
            return False
        if isinstance(outcome, Failed):
            return self._note_failed(one, outcome)
        with db.atomic():
            is_other = replace_reading(db, one, complete_reading(outcome, self._library))
            if is_other:
                follow_current(self._library, one.asset_id)
                rechunk(self._library, one.asset_id)
        return is_other

    def _note_failed(self, one: Outdated, failed: Failed) -> bool:
        """What was read before stays known, unless it turns out to be no document at all."""
        db, intake = self._library.db, self._intake
        with db.atomic():
            if not failed.other:
                record_edition(db, one.version_id, one.format)
                return False
            leave_alone(self._library, intake.drive, failed.found, failed.other, intake.summary)
            end_locations(db, [one.location_id], gone_at=intake.now())
            self.lost |= dict.fromkeys(settle_assets(db, [one.asset_id], at=intake.now())[0], one.path)
        return True
