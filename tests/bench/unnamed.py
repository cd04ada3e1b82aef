"""Judgements of files that are not ours, kept under a hash of each path, so that no name of theirs stands here.

    python -m tests.bench.unnamed TABLE DRIVE NAMED

writes TABLE with the paths that DRIVE has, for ``tests.bench.fit_tags``.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

HIDDEN = "path_hash"


def hash_path(path: str) -> str:
    """What a path is kept as.

    >>> hash_path("Battle Cards/one.md")
    '4c44aa819432'
    """
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:12]


def name_files(table: Path, drive: Path, named: Path) -> Path:
    """``named``, a table of the same judgements by path; rows of files that the drive lacks are left out.

    Raises:
        ValueError: the table's first column is no hash of paths.
    """
    first, *rows = table.read_text(encoding="utf-8").splitlines()
    if first.partition("\t")[0] != HIDDEN:
        raise ValueError(f"{table} begins with “{first[:40]}”. Its first column must be {HIDDEN}.")
    paths = {hash_path(path): path for path in (str(one.relative_to(drive)) for one in drive.rglob("*"))}
    kept = [(paths[key], cells) for key, _, cells in (row.partition("\t") for row in rows) if key in paths]
    lines = [f"path\t{first.partition(chr(9))[2]}", *(f"{path}\t{cells}" for path, cells in kept)]
    named.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return named


if __name__ == "__main__":
    name_files(*map(Path, sys.argv[1:4]))
