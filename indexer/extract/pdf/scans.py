"""Pages that are pictures, read by Tesseract where it is installed. The only module that knows Tesseract.

It runs in a process beside the one that reads the file, which can start none: it gets a grey picture and gives a table.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from inspect import signature
from statistics import median

import pypdfium2 as pdfium

from contentlib.errors import Unreadable
from contentlib.model import Reading
from indexer.clean_pdf import drop_remarks
from indexer.extract.raw_text import one_line
from indexer.processes import outside

PAGE_SECONDS = 60.0
# Scans are read best at 300 dots an inch; a page that claims to be a poster is read at fewer.
SCALE, LONGEST = 300 / 72, 5000
# Tesseract's own confidence, 0-100. What lies below is as often a speck as a letter; in a photograph nearly all does.
SURE, SURE_SHARE = 50.0, 0.5
_BIGGER, _LONGEST_HEADING, _HEADING_LINES = 1.35, 120, 6


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """What was recognised on a page. ``heading`` is its first big line, if it has one."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class ScannedLine:
    text: str
    height: int


def find_tesseract() -> str:
    """The Tesseract program on this machine; empty if there is none."""
    return shutil.which("tesseract") or ""


def list_languages(program: str) -> frozenset[str]:
    """The languages it has data for, as it names them: eng, deu."""
    try:
        said = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)  # noqa: S603  the program that was found
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(said.stdout.split("\n")[1:]) - {""}


def make_reader(asked: str) -> Callable[[bytes, str], Reading]:
    """What reads a file and the pictures of its pages too. ``asked``: languages and seconds, as ``eng+deu/600``."""
    # The readers know this family, so it cannot know them before it runs.
    from indexer.extract.readers import READERS, read_bytes

    languages, _, seconds = asked.partition("/")
    # Looked for while something may be looked for: a reader at work sees no program.
    program = find_tesseract()

    def read(data: bytes, name: str) -> Reading:
        # Some time is left for telling what was read.
        pictures = Pictures(program, languages, until=time.monotonic() + 0.8 * float(seconds))
        return read_bytes(data, name, equip(READERS, pictures))

    return read


def equip(readers: Mapping[str, Callable[..., Reading]], pictures: Pictures) -> Mapping[str, Callable[..., Reading]]:
    """The readers, each with what it asks for by name: a page or a picture read, or these readers for attachments."""
    equipped: dict[str, Callable[..., Reading]] = {}
    given = {"read_picture": pictures, "read_grey": pictures.read, "readers": equipped}
    for name, reader in readers.items():
        asked = signature(reader).parameters.keys() & given.keys()
        equipped[name] = partial(reader, **{one: given[one] for one in asked})
    return equipped


class Pictures:
    """Reads pictures of pages until its time is up. None for one that was not read."""

    def __init__(self, program: str, languages: str, *, until: float) -> None:
        self._program, self._languages, self._until = program, languages, until

    def __call__(self, page: pdfium.PdfPage) -> ScannedPage | None:
        return self.read(draw_grey(page)) if self._seconds_left() >= 1 else None

    def read(self, grey: bytes) -> ScannedPage | None:
        """What a grey picture (PGM) says."""
        seconds = self._seconds_left()
        if not self._program or seconds < 1:
            return None
        try:
            table = recognise(grey, self._languages, f"{seconds:.1f}")
        except Unreadable:
            return None
        return make_page(table.decode("utf-8", "replace"))

    def _seconds_left(self) -> float:
        return min(PAGE_SECONDS, self._until - time.monotonic())


@outside("tesseract")
def recognise(grey: bytes, languages: str, seconds: str) -> bytes:
    """Tesseract's table of the words of a grey picture (PGM). Raises Unreadable where it cannot."""
    command = [find_tesseract(), "stdin", "stdout", "-l", languages, "--psm", "3", "tsv"]
    # One thread: others want the cores, and several are hardly faster.
    environment = dict(os.environ) | {"OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603  the program that was found, with arguments that are ours
            command, input=grey, capture_output=True, timeout=float(seconds), check=True, env=environment
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise Unreadable("has a picture that could not be recognised.") from error
    return done.stdout


def draw_grey(page: pdfium.PdfPage) -> bytes:
    """The page as a grey PGM picture, without what readers have put onto it."""
    drop_remarks(page)
    scale = min(SCALE, LONGEST / max(*page.get_size(), 1))
    bitmap = page.render(scale=scale, grayscale=True)
    # The rows of a bitmap end on a multiple of four bytes.
    rows, stride = memoryview(bitmap.buffer), bitmap.stride
    lines = (rows[start : start + bitmap.width] for start in range(0, stride * bitmap.height, stride))
    head = f"P5 {bitmap.width} {bitmap.height} 255\n".encode()
    return head + b"".join(lines)


def make_page(table: str) -> ScannedPage:
    r"""The page that Tesseract's table of words tells of; empty where it is mostly unsure.

    >>> words = "level\tpar_num\tline_num\tblock_num\theight\tconf\ttext\n"
    >>> words += "5\t1\t1\t1\t40\t96\tPrice\n5\t1\t1\t1\t40\t95\tlist\n"
    >>> make_page(words + "5\t1\t2\t1\t20\t93\tfrom May\n5\t1\t3\t1\t20\t94\tin euros")
    ScannedPage(heading='Price list', text='Price list\nfrom May\nin euros')
    """
    words = [row for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE) if _is_word(row)]
    sure = [row for row in words if float(row["conf"]) >= SURE]
    if len(sure) < SURE_SHARE * len(words):
        return ScannedPage("", "")
    lines = list(_lines(sure))
    return ScannedPage(_heading(lines), "\n".join(line.text for line in lines))


def _is_word(row: Mapping[str, str | None]) -> bool:
    return row.get("level") == "5" and bool((row.get("text") or "").strip())


def _lines(words: list[dict[str, str]]) -> Iterator[ScannedLine]:
    by_line: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in words:
        by_line[row["block_num"], row["par_num"], row["line_num"]].append(row)
    for some in by_line.values():
        # A capital I that stands alone is mostly taken for a stroke.
        text = one_line(" ".join("I" if row["text"] == "|" else row["text"] for row in some))
        yield ScannedLine(text, int(median(int(row["height"]) for row in some)))


def _heading(lines: list[ScannedLine]) -> str:
    usual = median(line.height for line in lines) if lines else 0
    big = (line.text for line in lines[:_HEADING_LINES] if line.height >= _BIGGER * usual and len(line.text) > 3)
    heading = next(big, "")
    return heading if len(lines) > 1 and len(heading) <= _LONGEST_HEADING else ""
