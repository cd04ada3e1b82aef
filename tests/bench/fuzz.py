"""Damages true files in thousands of ways and indexes them: no file may stop a pass, and none may be lost track of.

python -m tests.bench.fuzz [COUNT [SEED]]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from contentlib.library.opened import open_library
from contentlib.settings import Settings
from indexer.run import run_pass
from indexer.summary import PathOutcome
from tests.fakes import HashEmbedder

SAMPLE = Path(__file__).parents[2] / "sample_corpus/drive"
FORMATS = (".pptx", ".docx", ".pdf", ".xlsx", ".html", ".eml")
COUNT, SEED = 2_400, 7
# A file that takes longer than this to read counts as unreadable; the true limit would make a fuzz run take hours.
SECONDS = 10

Mutation = Callable[[bytes, random.Random], bytes]


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """What became of the damaged files: how many were read, how many reported with a reason, how many got lost."""

    files: int
    read: int
    reported: int
    lost: int
    seconds: float
    reasons: Counter[str]


def cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def flip_bytes(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 40)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def repeat_part(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    part = data[start : start + chance.randrange(1, 4096)]
    return data[:start] + part * chance.randrange(2, 20) + data[start:]


def leave_out_part(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randrange(1, 4096) :]


def fill_with_zeros(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    length = min(chance.randrange(1, 4096), len(data) - start)
    return data[:start] + bytes(length) + data[start + length :]


def damage_member(data: bytes, chance: random.Random) -> bytes:
    """A package that opens well and has one damaged part, which the other mutations seldom make."""
    if not zipfile.is_zipfile(BytesIO(data)):
        return flip_bytes(data, chance)
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        members = [info for info in old.infolist() if info.file_size]
        victim = chance.choice(members).filename
        for info in members:
            content = old.read(info)
            damaged = chance.choice(PLAIN)(content, chance) if info.filename == victim else content
            new.writestr(info.filename, damaged)
    return written.getvalue()


PLAIN: tuple[Mutation, ...] = (cut_off, flip_bytes, repeat_part, leave_out_part, fill_with_zeros)
MUTATIONS: tuple[Mutation, ...] = (*PLAIN, damage_member, damage_member)


def write_damaged(drive: Path, count: int, seed: int) -> None:
    """So many damaged files, the formats in turn."""
    chance = random.Random(seed)
    originals = {suffix: [p for p in sorted(SAMPLE.rglob(f"*{suffix}")) if p.stat().st_size] for suffix in FORMATS}
    drive.mkdir(parents=True, exist_ok=True)
    for number, (suffix, mutate) in enumerate(_kinds(count, chance)):
        data = chance.choice(originals[suffix]).read_bytes()
        (drive / f"{number:05}-{mutate.__name__}{suffix}").write_bytes(mutate(data, chance) or b"\0")


def _kinds(count: int, chance: random.Random) -> Iterator[tuple[str, Mutation]]:
    for number in range(count):
        yield FORMATS[number % len(FORMATS)], chance.choice(MUTATIONS)


def fuzz(folder: Path, count: int, seed: int) -> Fuzzed:
    """One pass over so many damaged files. Whatever stops the pass is raised."""
    write_damaged(folder / "drive", count, seed)
    settings = Settings(
        library=folder / "library.db", cache=folder, model=HashEmbedder.name, read_seconds=SECONDS, readers=2
    )
    library = open_library(settings, create=True, make_embedder=lambda _: HashEmbedder())
    started = time.perf_counter()
    summary = run_pass(library, folder / "drive")
    reported = [change.detail for change in summary.changes if change.outcome is PathOutcome.UNREADABLE]
    read = len(summary.changes) - len(reported)
    reasons = Counter(detail.split(". ")[0][:70] for detail in reported)
    lost = summary.found - read - len(reported) - summary.unchanged
    return Fuzzed(summary.found, read, len(reported), lost, time.perf_counter() - started, reasons)


def main(count: int = COUNT, seed: int = SEED) -> None:
    with tempfile.TemporaryDirectory(prefix="contentlib-fuzz-") as folder:
        made = fuzz(Path(folder), count, seed)
    print(
        f"{made.files:,} damaged files in {made.seconds:.0f} s: {made.read:,} read, {made.reported:,} reported, ",
        end="",
    )
    print(f"{made.lost} lost, 0 passes stopped (seed {seed})")
    for reason, number in made.reasons.most_common(15):
        print(f"  {number:5}  {reason}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
