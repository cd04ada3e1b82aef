"""Picture files of a drive: which of them are looked at, and what becomes of them.

Most pictures on a drive are logos and photographs, so one becomes an asset only when words were found in it. Until then
it is counted with the files that hold no text, under a reason of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from contentlib.catalog import Drive, Sighting, Stored, list_wordless, record_wordless
from contentlib.formats import is_picture
from contentlib.library import Library
from contentlib.model import Reading
from indexer.processes import DriveFile
from indexer.summary import RunSummary
from indexer.walk import Reason

# A logo has a name on it; what people would search for says more.
FEWEST_WORDS = 5
_WORD = re.compile(r"[^\W\d_]{2,}")


class Album:
    """The pictures of one drive.

    ``name_recogniser`` names what they are tried with, empty for nothing; it is asked when the first new picture comes,
    since finding out takes longer than looking at ten thousand files.
    """

    def __init__(
        self, library: Library, drive: Drive | None, name_recogniser: Callable[[], str], *, again: bool
    ) -> None:
        self._library, self._drive, self._name_recogniser, self._again = library, drive, name_recogniser, again

    @cached_property
    def _with(self) -> str:
        return self._name_recogniser()

    @cached_property
    def _wordless(self) -> Mapping[str, tuple[int, int]]:
        if not self._drive or not self._with:
            return {}
        return list_wordless(self._library.db, self._drive.id, tried_with=self._with)

    def sort_out(
        self, files: Iterable[DriveFile], stored: Mapping[str, Stored], summary: RunSummary
    ) -> Iterator[DriveFile]:
        """The files without the pictures that need not be looked at, which are counted by reason.

        A picture that is an asset stays, whatever can be read today, and so does one of its size: it may have moved.
        """
        sizes: set[int] | None = None
        for found in files:
            if found.path in stored or not is_picture(found.path):
                yield found
                continue
            if sizes is None:
                sizes = {one.size for path, one in stored.items() if is_picture(path)}
            reason = None if found.size in sizes else self._reason(found)
            if reason is None:
                yield found
            else:
                _skip(summary, found.path, reason)

    def _reason(self, found: DriveFile) -> Reason | None:
        if not self._with:
            return Reason.PICTURE
        seen = self._wordless.get(found.path) == (found.size, found.mtime_ns)
        return Reason.WORDLESS if seen and not self._again else None

    def put_aside(self, found: DriveFile, summary: RunSummary) -> None:
        """No words were found in this picture; it is not looked at again until it changes."""
        if self._drive:
            with self._library.db.atomic():
                sighting = Sighting(found.path, found.size, found.mtime_ns)
                record_wordless(self._library.db, self._drive.id, sighting, tried_with=self._with)
        _skip(summary, found.path, Reason.WORDLESS)


def says_enough(reading: Reading) -> bool:
    """Whether a picture's words are worth an asset."""
    words = (word for section in reading.sections for word in _WORD.findall(section.text))
    return sum(1 for _ in words) >= FEWEST_WORDS


def _skip(summary: RunSummary, path: str, reason: Reason) -> None:
    summary.note_skipped(path, reason.value, "", is_problem=reason.is_problem)
