"""Looks through what a library took in before anybody looked what else is in its files; a file a transaction."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from contentlib.catalog import Drive, list_unexamined, record_inside, record_links
from contentlib.library import Library
from indexer.processes import MB, DriveFile, Limits, Read, Reader

LOOK = "indexer.clean_copies:look_through"


class Watching(Protocol):
    """Who watches."""

    def start(self, stage: str, total: int | None) -> None: ...
    def advance(self, amount: int, current: str) -> None: ...


def look_through_rest(library: Library, drive: Drive, root: Path, progress: Watching) -> None:
    """Keep what is inside of each current version on the drive of which that is not known.

    One that changed meanwhile, or cannot be opened today, is left to the next pass, and leaves as no file until then.
    """
    due = list_unexamined(library.db, drive.id)
    if not due:
        return
    progress.start("Looking what else is in files", len(due))
    settings = library.settings
    limits = Limits(seconds=settings.read_seconds, memory=settings.read_mb * MB, file_bytes=settings.file_mb * MB)
    with Reader(root, limits, read=LOOK) as reader:
        found = reader.read_all(DriveFile(one.path, 0, 0) for one in due)
        for one, outcome in zip(due, found, strict=True):
            if isinstance(outcome, Read) and outcome.fingerprint == one.fingerprint and outcome.reading.inside:
                record_inside(library.db, one.version_id, outcome.reading.inside)
                record_links(library.db, one.version_id, outcome.reading.links)
            progress.advance(1, one.path)
