"""Scanned pages, read when everything else is done, since a page takes seconds; each file is stored as it is read.

Which files are due is asked of the library: a library that was filled before Tesseract was installed catches up, and a
pass that is killed is continued by the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from contentlib.assets import Drive
from contentlib.database import atomic
from contentlib.library import Library
from contentlib.pictures import find_fingerprint
from contentlib.versions import Pictured, list_pictured, record_recognised, reread_version
from indexer.extract.scans import find_tesseract, list_languages
from indexer.guard import Failed, Limits, Outcome, Reader
from indexer.intake import MB, follow_current, rechunk
from indexer.walk import Found

READ = "indexer.extract.scans:make_reader"


class Recognition:
    """What there is to recognise on a drive. ``notice`` is for a person: why nothing, or not all, can be done."""

    def __init__(self, library: Library, drive: Drive, root: Path, *, again: bool) -> None:
        self._library, self._root = library, root
        wanted = library.settings.scan_languages
        program = find_tesseract() if wanted else ""
        known, self.notice = self._check(program, wanted)
        self._with = f"tesseract/{known}"
        self.due = list_pictured(library.db, drive.id, self._with, again=again) if known else ()

    def _check(self, program: str, wanted: str) -> tuple[str, str]:
        """The languages that can be read, joined as Tesseract wants them, and what a person should know."""
        if not program:
            return "", ""
        asked = wanted.split("+")
        there = list_languages(program)
        missing = [name for name in asked if name not in there]
        advice = f"Install {' '.join(f'tesseract-ocr-{name}' for name in missing)}, or change scan_languages."
        notice = f"Tesseract has no data for {', '.join(missing)}. {advice}" if missing else ""
        return "+".join(name for name in asked if name in there), notice

    def go_through(self) -> Iterator[tuple[str, bool]]:
        """Read every file that is due; yields its path, and whether more is known of it now."""
        settings = self._library.settings
        limits = Limits(
            seconds=settings.scan_seconds, memory=settings.read_mb * MB, file_bytes=settings.file_mb * MB, files=20
        )
        read = f"{READ}:{self._with.removeprefix('tesseract/')}/{settings.scan_seconds}"
        with Reader(self._root, limits, read=read) as reader:
            files = (Found(one.path, one.size, one.mtime_ns) for one in self.due)
            for one, outcome in zip(self.due, reader.read_all(files), strict=True):
                yield one.path, self._store(one, outcome)

    def _store(self, one: Pictured, outcome: Outcome) -> bool:
        db = self._library.db
        if outcome.fingerprint != find_fingerprint(db, one.version_id):
            # It was changed since it was read; the next pass sees to it.
            return False
        with atomic(db):
            if isinstance(outcome, Failed):
                record_recognised(db, one.version_id, self._with, warning=f"its pictures: it {outcome.reason}")
                return False
            record_recognised(db, one.version_id, self._with)
            reread_version(db, one.version_id, outcome.reading)
            follow_current(self._library, one.asset_id)
            rechunk(self._library, one.asset_id)
        return outcome.reading.pictured < one.pages
