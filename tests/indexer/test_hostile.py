"""A folder of files made to do harm, against what an indexer should do with each."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOSTILE = ROOT / "../shared/dev/hostile"

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the folder can only be made on Linux"),
    pytest.mark.skipif(not HOSTILE.is_dir(), reason="the folder of hostile files is not part of this checkout"),
]

# Where the list says that two outcomes are fine, these are ours.
OURS = {
    "076.no.ending.at.all": "index",  # text is text, whatever its ending
}
# Stopped at a limit before the word, or one of its two words, is reached; the reason says so.
CUT = {"044": "", "100": "canary100start"}
# May be read by its other parts, or reported; nothing of the named file may appear.
REPORTED_INSTEAD = frozenset({"035", "036", "037"})


def number_in(name: str) -> str:
    """The number of a hostile file, or its name where it has none."""
    found = re.search(r"\d{3}", name)
    return found[0] if found else name


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row of the list."""

    name: str
    outcome: str
    canary: str

    @property
    def number(self) -> str:
        return number_in(self.name)


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a path."""

    path: str
    outcome: str
    reason: str
    text: str
    held: float

    @property
    def number(self) -> str:
        return number_in(self.path)


def wanted_rows() -> list[Wanted]:
    if not HOSTILE.is_dir():
        return []
    with (HOSTILE / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Wanted(row["file"], row["expect"], row["canary"] or "") for row in rows]


@pytest.fixture(scope="module")
def outcomes() -> Iterator[list[Became]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "drive"
        subprocess.run([sys.executable, HOSTILE / "make_hostile.py", folder], check=True, capture_output=True)
        command = [sys.executable, "-m", "tests.indexer.hostile_outcomes", str(folder)]
        ended = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        yield [Became(**json.loads(line)) for line in ended.stdout.splitlines()]
        subprocess.run(["chmod", "-R", "u+rwx", folder], check=False, capture_output=True)


def of(outcomes: list[Became], row: Wanted) -> list[Became]:
    exact = [each for each in outcomes if each.path == row.name]
    return exact or [each for each in outcomes if row.number == each.number]


@pytest.mark.parametrize("row", wanted_rows(), ids=lambda row: row.name)
def test_each_file_becomes_what_it_should(outcomes: list[Became], row: Wanted) -> None:
    became = of(outcomes, row)
    wanted = OURS.get(row.name) or OURS.get(row.number) or row.outcome

    assert became, "no outcome at all"
    if row.number in REPORTED_INSTEAD and {each.outcome for each in became} == {"report"}:
        return
    assert {each.outcome for each in became} == {wanted}, became
    assert all(each.reason for each in became if wanted != "index")
    if wanted == "index":
        assert all(CUT.get(row.number, row.canary) in each.text for each in became)


@pytest.mark.parametrize("number", CUT)
def test_what_was_not_read_to_its_end_says_so(outcomes: list[Became], number: str) -> None:
    (became,) = (each for each in outcomes if each.number == number)

    assert became.reason


def test_nothing_of_another_file_comes_out(outcomes: list[Became]) -> None:
    assert not [each.path for each in outcomes if "root:x:0" in each.text + each.reason]
    assert not list(Path("/tmp").glob("hostile_*.txt"))


def test_no_file_holds_up_the_pass_or_takes_more_memory_than_allowed(outcomes: list[Became]) -> None:
    (peak,) = (int(each.reason) for each in outcomes if each.outcome == "peak")

    assert max(each.held for each in outcomes) < 20
    assert peak < 1200
