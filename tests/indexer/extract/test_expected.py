"""Hand-checked passages of real files: how many are found where they stand."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from contentlib.errors import Unreadable
from contentlib.model import Reading
from indexer.extract import read_bytes

DEV = Path(__file__).parents[3] / "../shared/dev"
EXPECTED = DEV / "extract" / "expected.tsv"


# Rows that do not hold, and why that is meant.
EXPLAINED = {
    # Word writes this sentence behind what it guessed of a picture; no person says it, so no search is for it.
    "Description automatically generated",
}


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


@cache
def _reading(file: str) -> Reading | None:
    path = DEV / file
    try:
        return read_bytes(path.read_bytes(), path.name)
    except Unreadable:
        return None


def _text(file: str, locator: str) -> str:
    reading = _reading(file)
    if reading is None:
        return ""
    chosen = [one for one in reading.sections if locator in ("", one.locator)]
    title = "" if locator else reading.properties.title
    return _plain("\n".join([title, *(f"{one.heading}\n{one.text}\n{one.notes}" for one in chosen)]))


def _holds(row: dict[str, str]) -> bool:
    text = _text(row["file"], row["locator"])
    forbidden = _plain(row["must_not_include"] or "")
    return _plain(row["must_include"]) in text and not (forbidden and forbidden in text)


@pytest.mark.skipif(not EXPECTED.exists(), reason="the development data is not beside the checkout")
def test_passages_of_real_files_are_found_where_they_stand() -> None:
    with EXPECTED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    missed = [row["must_include"] for row in rows if not _holds(row)]
    assert set(missed) <= EXPLAINED
    held: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows:
        suffix = row["file"].rsplit(".", 1)[-1]
        total[suffix] += 1
        held[suffix] += row["must_include"] not in missed
    for suffix, count in sorted(total.items()):
        print(f"{suffix:5} {held[suffix]:4} of {count:4}")
    assert held.total() >= 0.98 * total.total()
