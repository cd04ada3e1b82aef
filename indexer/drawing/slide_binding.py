"""Makes a PDF of the pictures of a deck's slides, in a process of its own: ``contentlib.pictures.cut_outs`` starts it.

The pictures, words and links come from the library, where they were looked at; the deck itself is asked for one thing,
which of its slides an audience sees. The pictures are unpacked in a process that can do nothing else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contentlib.errors import ContentlibError, Unreadable
from contentlib.model import PageLink, read_links
from contentlib.pictures import read_boxes
from indexer.clean_pdf import MOST_COPIED, PicturePage, bind_pictures
from indexer.processes import MB, DriveFile, Failed, Limits, Reader, do_locked

MOST_BYTES = 512 * MB
_LINK = "Send a link."


@dataclass(frozen=True, slots=True)
class BindJob:
    """Which slides of which deck (from 1, none for all). By slide: ``pictures`` are paths, ``texts`` what it says,
    ``boxes`` where words of that stand; ``links`` are those of the deck, as the library keeps them.
    """

    root: str
    path: str
    fingerprint: str
    format: str
    pages: tuple[int, ...]
    pictures: Mapping[str, str]
    texts: Mapping[str, str]
    boxes: Mapping[str, str]
    links: str
    out: str
    seconds: int
    megabytes: int
    memory: int


def bind(job: BindJob) -> int:
    """Write the PDF; returns how many pages it has.

    Raises:
        Unreadable: the file changed, a slide is hidden or not there, or has no picture.
    """
    pages = choose_slides(job.pages, list_shown_slides(job), {int(number) for number in job.pictures})
    links = read_links(job.links)
    bound = [_gather(job, number, links) for number in pages]
    limits = Limits(seconds=float(job.seconds), memory=job.memory * MB, answer=MOST_BYTES)
    made = do_locked(lambda: bind_pictures(bound), limits)
    out = Path(job.out)
    making = out.with_name(f".{out.name}.making")
    making.write_bytes(made)
    making.replace(out)
    return len(pages)


def choose_slides(chosen: tuple[int, ...], shown: tuple[int, ...], drawn: set[int]) -> tuple[int, ...]:
    """The slides to bind: those that were chosen, or all that an audience sees.

    Raises:
        Unreadable: one is hidden, not there or not drawn, or the pictures are not numbered as the slides are.

    >>> choose_slides((4, 1), (1, 2, 4), {1, 2, 4}), choose_slides((), (1, 3), {1, 3})
    ((4, 1), (1, 3))
    """
    if not drawn <= {*shown}:
        raise Unreadable("has pictures that are not its slides one by one.", _LINK)
    wanted = chosen or shown
    if len(wanted) > MOST_COPIED:
        raise Unreadable(f"has {len(wanted):,} slides; {MOST_COPIED:,} are the most.", _LINK)
    for number in wanted:
        if number not in shown:
            raise Unreadable(f"does not show slide {number}: it is hidden or not there.", "Choose other slides.")
        if number not in drawn:
            raise Unreadable(f"has no picture of slide {number}.", "Choose other slides, or save it as PDF yourself.")
    return wanted


def list_shown_slides(job: BindJob) -> tuple[int, ...]:
    """The numbers of the slides that are not hidden, as a reader's process tells them.

    Raises:
        Unreadable: the file changed, or cannot be read.
    """
    limits = Limits(seconds=float(job.seconds), memory=job.memory * MB, file_bytes=job.megabytes * MB)
    with Reader(Path(job.root), limits, read=f"indexer.drawing.page_cutting:make_teller:{job.format}") as reader:
        (outcome,) = reader.read_all([DriveFile(job.path, 0, 0)])
    if isinstance(outcome, Failed):
        raise Unreadable(outcome.reason, outcome.advice)
    if outcome.fingerprint != job.fingerprint:
        raise Unreadable("has changed since it was read.", "Wait for the next pass, then try again.")
    return tuple(int(section.locator) for section in outcome.reading.sections)


def _gather(job: BindJob, number: int, links: tuple[PageLink, ...]) -> PicturePage:
    key = str(number)
    return PicturePage(
        Path(job.pictures[key]).read_bytes(), job.texts.get(key, ""), read_boxes(job.boxes.get(key, "[]")) or (),
        tuple(link for link in links if link.page == number),
    )  # fmt: skip


def main(text: str) -> str:
    """The answer to a job, both JSON."""
    told: dict[str, Any] = json.loads(text)
    try:
        return json.dumps({"pages": bind(BindJob(**told | {"pages": tuple(told["pages"])}))})
    except Unreadable as error:
        return json.dumps({"reason": error.reason, "advice": error.advice})
    except (ContentlibError, OSError, MemoryError) as error:
        return json.dumps({"reason": f"could not be made a PDF: {error}", "advice": _LINK})


if __name__ == "__main__":
    sys.stdout.write(main(sys.stdin.read()))
