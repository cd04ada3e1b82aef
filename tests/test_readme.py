"""The README: short, and true in what it promises. Its command lines and links are tested with the guide's."""

from __future__ import annotations

import re

from tests.guide import PAGES, README, ROOT

TEXT = README.read_text(encoding="utf-8")
MOST_LINES = 180


def test_the_readme_can_be_read_in_one_go() -> None:
    assert len(TEXT.splitlines()) <= MOST_LINES


def test_every_make_target_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", TEXT, re.MULTILINE))
    assert {"demo", "test"} <= named <= targets


def test_it_leads_to_every_page_of_the_guide() -> None:
    linked = set(re.findall(r"\(contentlib/docs/([\w-]+)\.md", TEXT))
    assert linked == {path.stem for path in PAGES.glob("*.md")}


def test_its_figures_are_those_of_the_guide() -> None:
    """Who measures anew changes both."""
    figures = (PAGES / "figures.md").read_text(encoding="utf-8")
    relevance = (
        "| **as shipped** | **0.750** | **0.840** |",
        "words only | 0.595 | 0.647 |",
        "| **0.699** | **0.752** | **0.913** |",
    )
    speed = (
        "| 22 / 35 | 36 / 66 |",
        "0.81 of its speed",
        "| 70, all alike |",
        "2,864 requests, none failed, every send and reading kept",
    )
    nothing = ("| fifteen sellers, 149 + 72 | 0.94 (0.93) | 0.92 (0.92) | 17% (19%) | 11% (10%) |",)
    assert not [one for one in (*relevance, *speed, *nothing) if one not in figures]
    assert "words only: 65%) | 84% |" in TEXT
    assert "that nothing does, of the 149 | 17%, 11% |" in TEXT
