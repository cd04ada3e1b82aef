"""What is written for who changes the code is true of it: the map of rooms, and every path that is named."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.guide import ROOT
from tests.test_architecture import ROOMS

WRITTEN = ("CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
PATH = re.compile(r"`((?:contentlib|indexer|web|tests|sample_corpus|\.ci)/[\w./]*)`|\]\(([^):#]+)\)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_map_has_every_room_in_the_order_of_imports() -> None:
    told = re.findall(r"^\| `(\w+)` \|", read("CONTRIBUTING.md"), re.MULTILINE)
    assert tuple(told) == ROOMS


@pytest.mark.parametrize("name", WRITTEN)
def test_every_path_that_is_named_is_there(name: str) -> None:
    paths = [next(filter(None, found)) for found in PATH.findall(read(name))]
    assert not [path for path in paths if not (ROOT / path).exists()]


def test_every_command_to_run_is_there() -> None:
    modules = re.findall(r"python -m (tests[\w.]*)", read("CONTRIBUTING.md"))
    assert modules
    for module in modules:
        place = ROOT.joinpath(*module.split("."))
        assert place.with_suffix(".py").exists() or (place / "__main__.py").exists(), module
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", read("CONTRIBUTING.md"), re.MULTILINE)) <= targets


def test_the_changelog_tells_of_this_version() -> None:
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert re.search(rf"^## {re.escape(version)} \(\d{{4}}-\d\d-\d\d\)$", read("CHANGELOG.md"), re.MULTILINE)
    assert "## Unreleased" in read("CHANGELOG.md")
