"""Takes away the pictures, words and cut-outs of pages that name somebody; they can be made again from the file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from contentlib.pictures.cut_outs import CUTS
from contentlib.pictures.page_pictures import FINGERPRINT, PICTURES


def find_named(library: Path, pattern: re.Pattern[str]) -> set[str]:
    """The fingerprints of what is drawn with words that the pattern finds."""
    files = library.with_suffix(PICTURES).glob("*/*/*.json")
    return {file.parent.name for file in files if pattern.search(file.read_text(encoding="utf-8", errors="replace"))}


def list_drawn_of(library: Path, fingerprints: Iterable[str]) -> list[Path]:
    """What lies beside the library of these versions: a folder of pictures, cut-outs."""
    found: list[Path] = []
    for each in fingerprints:
        # The names come from the library, but they become paths.
        if FINGERPRINT.fullmatch(each):
            found += library.with_suffix(PICTURES).glob(f"{each[:2]}/{each}")
            found += library.with_suffix(CUTS).glob(f"{each[:2]}/*{each}*")
    return found


def remove_drawn(paths: Iterable[Path]) -> None:
    """Take them away."""
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
