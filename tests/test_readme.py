"""The README and the code say the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from contentlib.cli import main as cli
from contentlib.model import Asset, Audience, Axis, Source, Tag
from contentlib.reports.export import asset_to_json
from tests.readme import BLOCKS, README, find_block, help_of

ROOT = Path(__file__).parents[1]
TEXT = README.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_a_block_is_what_the_code_says(name: str) -> None:
    assert find_block(TEXT, name) == BLOCKS[name]().strip(), "run: python -m tests.readme"


def test_every_command_line_in_the_readme_exists() -> None:
    used = set(re.findall(r"^contentlib (?:--library \S+ )?([a-z]+)", TEXT, re.MULTILINE))
    assert used
    assert used <= set(cli.commands)


def test_every_make_target_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", TEXT)) <= targets


def test_every_file_the_readme_points_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)|src=\"([^\"]+)\"", TEXT):
        path = next(filter(None, target))
        assert (ROOT / path).exists(), path


def test_the_documented_asset_line_is_the_one_that_is_printed() -> None:
    documented = json.loads(re.search(r"An asset line.*?```json\n(.*?)```", TEXT, re.DOTALL)[1])  # type: ignore[index]
    tag = Tag(Axis.STAGE, "decision", 0.9, "evidence", "slide 1", Source.MODEL)
    objection = Tag(Axis.OBJECTION, "price", 0.9, "evidence", "slide 1", Source.MODEL)
    asset = Asset(1, "Title", "deck", "pptx", Audience.EXTERNAL, "drive", "a.pptx", tags=(tag, objection))
    made = asset_to_json(asset)
    assert documented.keys() == made.keys()
    assert documented["stages"][0].keys() == made["stages"][0].keys()


def test_the_exit_codes_are_told_by_the_command_line_and_the_readme() -> None:
    told = re.findall(r"(\d+) [a-z]", help_of().split("Exit codes")[1])
    for code in told:
        assert f"| {code} |" in TEXT
