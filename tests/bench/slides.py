"""How many slides a second are drawn of the decks of a drive, and what became of each that was not.

``python -m tests.bench.slides DRIVE [DRIVE …]``. Two processes draw; on a machine with two cores that is all of it.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from contentlib.formats import Drawer, find_by_suffix
from contentlib.pictures import Undrawn
from contentlib.settings import Settings
from indexer.drawing.page_drawing import Drawn, draw_files, tell_undrawn


def list_decks(drive: Path) -> list[Undrawn]:
    """The decks of a drive that betteroffice draws."""
    forms = ((path, find_by_suffix(path.name)) for path in sorted(drive.rglob("*")) if not path.name.startswith("~$"))
    decks = [path for path, form in forms if form is not None and form.drawer is Drawer.BETTEROFFICE]
    return [
        Undrawn(at, path.name, hashlib.sha256(path.read_bytes()).hexdigest(), str(drive), str(path.relative_to(drive)))
        for at, path in enumerate(decks)
    ]


@dataclass(frozen=True, slots=True)
class Measured:
    """What became of each deck, the seconds for all, and those that processors worked on it."""

    drawn: tuple[Drawn, ...]
    seconds: float
    worked: float


def measure(drive: Path) -> Measured:
    """Draw all decks of a drive into a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="contentlib-") as folder:
        decks, started, worked = list_decks(drive), time.perf_counter(), _count_worked()
        drawn = tuple(draw_files(Settings(library=Path(folder) / "library.db"), decks))
        return Measured(drawn, time.perf_counter() - started, _count_worked() - worked)


def _count_worked() -> float:
    """The seconds of this process and of those it has waited for, which others' work on the machine hardly changes."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main(drives: Sequence[str]) -> None:
    """Print a line a drive, and one for each deck that is not all pictures."""
    for drive in drives:
        measured = measure(Path(drive).resolve())
        drawn, seconds = measured.drawn, measured.seconds
        slides, missing = sum(each.pages for each in drawn), sum(len(each.missing) for each in drawn)
        failed = sum(bool(each.reason) for each in drawn)
        sys.stdout.write(
            f"{drive}: {slides} slides of {len(drawn)} decks in {seconds:.1f} s, {slides / seconds:.0f} a second "
            f"({1000 * measured.worked / max(slides, 1):.0f} ms of a processor each); "
            f"{missing} slides and {failed} decks were not drawn\n"
        )
        for each in drawn:
            if each.reason or each.missing:
                sys.stdout.write(f"  {each.title}: {tell_undrawn(each)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
