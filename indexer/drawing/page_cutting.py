"""Cuts a few pages out of a file as a PDF, in a process of its own: ``contentlib.pictures.cut_outs`` starts it and
waits.

The PDF is made anew by :mod:`indexer.clean_pdf` from what an audience would see; whatever else a file holds has no way
into it. The answer is one line of JSON: the number of pages, or why there are none.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from contentlib.errors import ContentlibError, Unreadable
from contentlib.formats import FORMATS, Locator, find_drawer
from contentlib.model import Reading, Section
from contentlib.opening import read_inside
from contentlib.pictures import Undrawn
from indexer.clean_pdf import MOST_COPIED, copy_clean
from indexer.drawing.libreoffice import Converted, convert, find_office
from indexer.extract import list_shown
from indexer.processes import MB, DriveFile, Failed, Limits, Reader, do_locked

COUNT_BYTES = 4
MOST_BYTES = 512 * MB


@dataclass(frozen=True, slots=True)
class Job:
    """What to cut from where. ``pages`` are numbers from 1, none for all; ``whole`` is where an office file's PDF is
    kept, so that a second cut need not make it again.
    """

    root: str
    path: str
    fingerprint: str
    format: str
    pages: tuple[int, ...]
    out: str
    whole: str
    seconds: int
    megabytes: int
    memory: int


def cut(job: Job) -> int:
    """Write the PDF; returns how many pages it has.

    Raises:
        Unreadable: the file changed, cannot be turned into pages, or has not the pages that were asked for.
    """
    data = read_inside(Path(job.root), job.path, max_bytes=job.megabytes * MB).data
    if hashlib.sha256(data).hexdigest() != job.fingerprint:
        raise Unreadable("has changed since it was read.", "Wait for the next pass, then try again.")
    pages = _print_office(job) if find_drawer(job.format).is_printed else data
    limits = Limits(seconds=float(job.seconds), memory=job.memory * MB, answer=MOST_BYTES)
    shown = find_shown(
        Path(job.root), job.path, job.format, fingerprint=job.fingerprint,
        limits=Limits(seconds=float(job.seconds), memory=job.memory * MB, file_bytes=job.megabytes * MB),
    )  # fmt: skip
    made = do_locked(lambda: _copy_pages(pages, job.pages, shown), limits)
    _put(Path(job.out), made[COUNT_BYTES:])
    return int.from_bytes(made[:COUNT_BYTES])


def find_shown(root: Path, path: str, form: str, *, fingerprint: str, limits: Limits) -> tuple[int, ...]:
    """The numbers of a deck's slides that are not hidden; nothing for what has no slides.

    Raises:
        Unreadable: the file changed, or cannot be read.
    """
    if FORMATS[form].locator is not Locator.SLIDE:
        return ()
    with Reader(root, limits, read=f"indexer.drawing.page_cutting:make_teller:{form}") as reader:
        (outcome,) = reader.read_all([DriveFile(path, 0, 0)])
    if isinstance(outcome, Failed):
        raise Unreadable(outcome.reason, outcome.advice)
    if outcome.fingerprint != fingerprint:
        raise Unreadable("has changed since it was read.", "Wait for the next pass, then try again.")
    return tuple(int(section.locator) for section in outcome.reading.sections)


def make_teller(form: str) -> Callable[[bytes, str], Reading]:
    """For a reader: what tells the slides of a deck that an audience sees, one a section."""

    def tell(data: bytes, _name: str) -> Reading:
        return Reading(form, tuple(Section(str(number), "", "shown") for number in list_shown(data, form)))

    return tell


def _print_office(job: Job) -> bytes:
    whole = Path(job.whole)
    if whole.is_file():
        return whole.read_bytes()
    with tempfile.TemporaryDirectory(prefix="contentlib-") as folder:
        file = Undrawn(0, "", job.fingerprint, job.root, job.path)
        made = convert(find_office(), file, Path(folder), seconds=job.seconds, megabytes=job.megabytes)
        if not isinstance(made, Converted):
            raise Unreadable(made, "Save it as PDF yourself, and send that.")
        if made.fingerprint != job.fingerprint:
            raise Unreadable("has changed since it was read.", "Wait for the next pass, then try again.")
        data = made.path.read_bytes()
    _put(whole, data)
    return data


def _copy_pages(data: bytes, pages: tuple[int, ...], shown: tuple[int, ...]) -> bytes:
    """The PDF, behind the number of its pages. Done in a process that can do nothing else."""
    try:
        with pdfium.PdfDocument(data) as source:
            numbers = place_pages(pages, len(source), shown)
    except pdfium.PdfiumError as error:
        raise Unreadable(f"could not be cut ({error}).", "Send all of it, or a link.") from error
    return len(numbers).to_bytes(COUNT_BYTES) + copy_clean(data, numbers).data


def place_pages(pages: tuple[int, ...], count: int, shown: tuple[int, ...]) -> tuple[int, ...]:
    """The pages of a PDF of ``count`` pages that show what was asked for.

    ``shown`` are the numbers of a deck's slides that are not hidden, which are the ones that were printed.

    Raises:
        Unreadable: one is hidden or not there, or the pages cannot be told apart.

    >>> place_pages((1, 4), 3, (1, 2, 4)), place_pages((), 3, ())
    ((1, 3), (1, 2, 3))
    """
    if shown and len(shown) != count:
        raise Unreadable("prints other pages than its slides.", "Send all of it, or a link.")
    if len(pages or range(count)) > MOST_COPIED:
        raise Unreadable(f"has {count:,} pages; {MOST_COPIED:,} are the most.", "Send a link.")
    place = {number: page for page, number in enumerate(shown or range(1, count + 1), start=1)}
    missing = [page for page in pages if page not in place]
    if missing:
        raise Unreadable(f"does not show page {missing[0]}: it is hidden or not there.", "Choose other pages.")
    return tuple(place[page] for page in pages) if pages else tuple(range(1, count + 1))


def _put(path: Path, data: bytes) -> None:
    """Whole or not at all: another process may be waiting for the same."""
    making = path.with_name(f".{path.name}.{hashlib.sha256(data).hexdigest()[:8]}")
    making.write_bytes(data)
    making.replace(path)


def main(text: str) -> str:
    """The answer to a job, both JSON."""
    told: dict[str, Any] = json.loads(text)
    try:
        return json.dumps({"pages": cut(Job(**told | {"pages": tuple(told["pages"])}))})
    except Unreadable as error:
        return json.dumps({"reason": error.reason, "advice": error.advice})
    except (ContentlibError, OSError, MemoryError) as error:
        return json.dumps({"reason": f"could not be cut: {error}", "advice": "Send all of it, or a link."})


if __name__ == "__main__":
    sys.stdout.write(main(sys.stdin.read()))
