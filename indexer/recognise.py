"""Scanned pages and pictures, read when everything else is done, since one takes seconds; each file is stored as it is
read.

Which files are due is asked of the library: a library that was filled before Tesseract was installed catches up, and a
pass that is killed is continued by the next.
"""

from __future__ import annotations

from collections.abc import Iterator

from contentlib.catalog import Pictured, find_version, has_pictured, list_pictured, record_recognised, reread_version
from contentlib.pictures import find_fingerprint
from contentlib.settings import Settings
from indexer.intake import MB, Intake, follow_current, rechunk
from indexer.picture_files import Album
from indexer.plan import Candidate
from indexer.processes import DriveFile, Failed, Limits, Reader, ReadOutcome

READ = "indexer.extract.pdf.scans:make_reader"


def find_languages(settings: Settings) -> tuple[str, str]:
    """The languages that can be read, joined as Tesseract wants them, and what a person should know."""
    if not settings.scan_languages:
        return "", ""
    # Only where it is asked: the readers that come along are for the workers, and take a pass longer than its walk.
    from indexer.extract import find_tesseract, list_languages

    program = find_tesseract()
    if not program:
        return "", ""
    asked = settings.scan_languages.split("+")
    there = list_languages(program)
    missing = [name for name in asked if name not in there]
    advice = f"Install {' '.join(f'tesseract-ocr-{name}' for name in missing)}, or change scan_languages."
    notice = f"Tesseract has no data for {', '.join(missing)}. {advice}" if missing else ""
    return "+".join(name for name in asked if name in there), notice


def name_recogniser(languages: str) -> str:
    """What reads these languages, as the library remembers it; empty for none."""
    return f"tesseract/{languages}" if languages else ""


class Recognition:
    """What there is to recognise on a drive. ``notice`` is for a person: why nothing, or not all, can be done."""

    def __init__(self, intake: Intake, *, again: bool) -> None:
        self._library, self._root, self._intake = intake.library, intake.root, intake
        # Asking Tesseract takes longer than looking at ten thousand files, so only where there is something for it.
        is_needed = bool(intake.pictures) or has_pictured(self._library.db)
        known, self.notice = find_languages(self._library.settings) if is_needed else ("", "")
        self._with = name_recogniser(known)
        self._album = Album(self._library, intake.drive, lambda: self._with, again=again)
        self._scans = list_pictured(self._library.db, intake.drive.id, self._with, again=again) if known else ()
        self._pictures = tuple(intake.pictures) if known else ()
        self.due = len(self._scans) + len(self._pictures)

    def go_through(self) -> Iterator[tuple[str, bool]]:
        """Read every file that is due; yields its path, and whether more is known of it now."""
        settings = self._library.settings
        limits = Limits(
            seconds=settings.scan_seconds, memory=settings.read_mb * MB, file_bytes=settings.file_mb * MB, files=20
        )
        read = f"{READ}:{self._with.removeprefix('tesseract/')}/{settings.scan_seconds}"
        with Reader(self._root, limits, read=read) as reader:
            files = (DriveFile(one.path, one.size, one.mtime_ns) for one in self._scans)
            for one, outcome in zip(self._scans, reader.read_all(files), strict=True):
                yield one.path, self._store(one, outcome)
            pictures = (candidate.found for candidate in self._pictures)
            for candidate, outcome in zip(self._pictures, reader.read_all(pictures), strict=True):
                yield candidate.found.path, self._take_in(candidate, outcome)

    def _take_in(self, candidate: Candidate, outcome: ReadOutcome) -> bool:
        with self._library.db.atomic():
            if not self._intake.take_in_picture(outcome, candidate.before):
                self._album.put_aside(outcome.found, self._intake.summary)
                return False
            version = find_version(self._library.db, outcome.fingerprint)
            if version:
                record_recognised(self._library.db, version[0], self._with)
        return True

    def _store(self, one: Pictured, outcome: ReadOutcome) -> bool:
        db = self._library.db
        if outcome.fingerprint != find_fingerprint(db, one.version_id):
            # It was changed since it was read; the next pass sees to it.
            return False
        with db.atomic():
            if isinstance(outcome, Failed):
                record_recognised(db, one.version_id, self._with, warning=f"its pictures: it {outcome.reason}")
                return False
            record_recognised(db, one.version_id, self._with)
            reread_version(db, one.version_id, outcome.reading)
            follow_current(self._library, one.asset_id)
            rechunk(self._library, one.asset_id)
        return outcome.reading.pictured < one.pages
