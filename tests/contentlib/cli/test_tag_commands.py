"""The tags of a library from the command line: listed, judged, corrected, taken back, and what is learned from it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from contentlib.cli import main
from contentlib.model import Axis
from tests.builders import write_files
from tests.contentlib.tagging.test_rule_store import FILES, FIRST, SECOND

CARD = "Battle Cards (INTERNAL)/quillbooks.md"
MORE = {CARD: "# Quillbooks\n\nUnlike Quillbooks we close in a day. Quillbooks is cheap. Who left Quillbooks?"}
pytestmark = pytest.mark.usefixtures("fake_model")

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tags")
    write_files(folder / "drive", FILES | MORE)
    CliRunner().invoke(
        main, ["--library", str(folder / "l.db"), "index", str(folder / "drive")], catch_exceptions=False
    )
    return folder


@pytest.fixture
def run(indexed: Path, tmp_path: Path) -> Run:
    path = tmp_path / "l.db"
    # With its write-ahead log, which has what was not written back yet.
    for part in indexed.glob("l.*"):
        shutil.copy(part, tmp_path)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["--library", str(path), *arguments])

    return invoke


def read(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_tags_are_listed_with_their_words_and_who_said_so(run: Run) -> None:
    (tag,) = read(run("tags", "list", "--axis", "competitor", "--json"))
    assert (tag["path"], tag["value"], tag["source"]) == (CARD, "Quillbooks", "model")
    assert "Quillbooks" in tag["evidence"]
    assert read(run("tags", "list", "--axis", "competitor", "--value", "orion", "--json")) == []


def test_what_a_person_says_is_obeyed_and_taken_back(run: Run) -> None:
    (made,) = read(run("tags", "set", FIRST, "objection", "timing", "--by", "petra@ours.example", "--json"))
    assert (made["effect"], made["said_by"]) == ("added Timing", "petra@ours.example")
    (tag,) = read(run("tags", "list", "--axis", "objection", "--value", "timing", "--json"))
    assert (tag["path"], tag["source"]) == (FIRST, "person")
    assert read(run("tags", "corrections", "--json"))[0]["value"] == "timing"
    read(run("tags", "clear", FIRST, "objection", "--json"))
    assert read(run("tags", "list", "--axis", "objection", "--value", "timing", "--json")) == []
    assert run("tags", "clear", FIRST, "objection").exit_code == 2


def test_a_correction_is_undone_by_its_number(run: Run) -> None:
    run("tags", "set", FIRST, "kind", "training")
    (undone,) = read(run("tags", "undo", "1", "--json"))
    assert undone["undone_at"]
    assert run("tags", "undo", "9").exit_code == 2


def test_buyers_see_more_only_when_that_is_said(run: Run) -> None:
    refused = run("tags", "set", CARD, "audience", "external")
    assert refused.exit_code == 2
    assert "Add --let-buyers-see" in refused.stderr
    assert run("tags", "set", CARD, "audience", "external", "--let-buyers-see").exit_code == 0
    run("tags", "set", CARD, "audience", "internal")
    assert "Add --let-buyers-see" in run("tags", "undo", "2").stderr
    assert "Add --let-buyers-see" in run("tags", "clear", CARD, "audience").stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("tags", "set", FIRST, "objection", "moon"), "“moon” is not one of the objections"),
        (("tags", "set", "none.md", "objection", "price"), "No asset at “none.md”"),
        (("tags", "set", FIRST, "objection", "price", "--by", "petra"), "is no e-mail address"),
        (("tags", "switch-off", "moon"), "No rule is called “moon”"),
    ],
)
def test_what_cannot_be_done_says_why(run: Run, arguments: tuple[str, ...], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())


def test_rules_are_told_before_they_are_in_force_and_switched(run: Run, indexed: Path) -> None:
    run("tags", "set", FIRST, "objection", "timing")
    (rule,) = read(run("tags", "rules", "--json"))
    assert (rule["standing"], [one["path"] for one in rule["changes"]]) == ("from the next pass on", [SECOND])
    run("index", str(indexed / "drive"))
    assert "in force" in run("tags", "rules").stdout
    assert run("tags", "switch-off", rule["key"]).stdout.startswith("Off: Assets like “Approvals”")
    assert read(run("tags", "rules", "--json"))[0]["standing"] == "off"
    assert run("tags", "switch-on", rule["key"]).exit_code == 0
    assert {one["path"] for one in read(run("tags", "list", "--value", "timing", "--json"))} == {FIRST, SECOND}


def test_tags_are_measured_on_a_teams_own_judgements(run: Run, tmp_path: Path) -> None:
    gold = tmp_path / "gold.tsv"
    gold.write_text(f"path\tcompetitors\taudience\n{CARD}\tQuillbooks\tinternal\n{FIRST}\t\t?\n", encoding="utf-8")
    axes = read(run("tags", "evaluate", str(gold), "--json"))["axes"]
    assert axes["competitor"]["micro"] == {
        "precision": 1.0, "recall": 1.0, "f1": 1.0, "said": 1, "true": 1, "both": 1,
    }  # fmt: skip
    assert axes["audience"]["assets"] == 1
    assert "COMPETITOR" in run("tags", "evaluate", str(gold)).stdout


def test_a_search_is_narrowed_to_a_competitor_however_it_is_written(run: Run) -> None:
    found = read(run("search", "cheap", "--competitor", "QUILLBOOKS", "--json"))
    assert [result["path"] for result in found["results"]] == [CARD]
    assert found["results"][0]["competitors"] == ["Quillbooks"]
    assert read(run("search", "cheap", "--industry", "Health care", "--json"))["results"] == []


def test_every_asset_line_has_its_axes(run: Run) -> None:
    lines = [json.loads(line) for line in run("assets", "--json").stdout.splitlines()]
    assert all({axis.column for axis in Axis} <= line.keys() for line in lines)
    assert [tag["value"] for line in lines for tag in line["competitors"]] == ["Quillbooks"]


def test_known_competitors_are_listed_with_where_they_come_from(run: Run) -> None:
    assert read(run("tags", "competitors", "--json")) == [{"name": "Quillbooks", "spellings": [], "learned_from": CARD}]


def test_doubtful_tags_are_listed(run: Run) -> None:
    assert all(one["confidence"] < 1 for one in read(run("tags", "review", "--json")))


def test_a_small_library_has_no_backdrop_to_show(run: Run) -> None:
    assert "each asset is tagged by itself" in run("tags", "backdrop").output
    assert json.loads(run("tags", "backdrop", "--json").output) is None
