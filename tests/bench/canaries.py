"""Plants words where no buyer may find them in a thousand files, and walks every way by which one could.

python -m tests.bench.canaries [COUNT [SEED]]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.canaries.families import BASES, PLANTS
from tests.canaries.plant import grow
from tests.canaries.routes import walk

COUNT, SEED = 1_000, 7
# Of so many files the clean copy is made by a process of its own, as a send makes it; one more costs seconds.
ALONE = 10


def main(count: int = COUNT, seed: int = SEED) -> int:
    """Print what was walked and what was found; 1 where anything was."""
    started = time.perf_counter()
    planted = list(grow(PLANTS, BASES, count=count, seed=seed))
    with tempfile.TemporaryDirectory() as folder:
        walked = walk(Path(folder), planted, at_once=max(0, count - ALONE))
    by_form = Counter(Path(one.path).suffix for one in planted)
    sys.stdout.write(
        f"| files | {', '.join(f'{number} {form}' for form, number in sorted(by_form.items()))} |\n"
        f"| kinds of plants | {len(PLANTS)} |\n"
        f"| seconds | {time.perf_counter() - started:.0f} |\n\n| way | walked | canaries found |\n|---|---|---|\n"
    )
    found = Counter(way for way, _ in walked.found)
    for way, number in sorted((walked.ways | Counter(dict.fromkeys(found, 0))).items()):
        sys.stdout.write(f"| {way} | {number} | {found[way]} |\n")
    for why, number in sorted(walked.refused.items()):
        sys.stdout.write(f"| refused: {why} | {number} | |\n")
    for way, names in walked.found[:40]:
        sys.stdout.write(f"found by {way}: {', '.join(names)}\n")
    return int(bool(walked.found))


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
