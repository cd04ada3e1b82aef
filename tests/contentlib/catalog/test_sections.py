"""A slide answers what it answers, whatever the deck as a whole is about, unless that is denied of the deck."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contentlib.catalog.assets import find_asset_by_path
from contentlib.catalog.sections import find_answering, list_section_tags
from contentlib.library.opened import Library
from contentlib.model import Axis
from contentlib.tagging.corrections import Wish, correct
from tests.builders import NOON, build_library, index

DECK = """# Workshop

Two half days by the river, with lunch and a boat.

## It is too expensive

The price is too high? Compare the total cost of ownership: lower price, no per-user fees, a discount for two years.
The budget is tight, and the list price is above it.

## Our security team says no

Security review: ISO 27001, SOC 2, encryption at rest, penetration test. The CISO asks who can read the data.

## The boat

It leaves at nine from the pier by the old mill, and returns before dark if the wind is kind.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = build_library(tmp_path, {"deck.md": DECK})
    yield opened
    opened.close()


def answers(library: Library) -> dict[str, set[str]]:
    asset = find_asset_by_path(library.db, "deck.md")
    found: dict[str, set[str]] = {}
    for tag in list_section_tags(library.db, [asset.id]).get(asset.id, ()):
        if tag.axis is Axis.OBJECTION:
            found.setdefault(tag.locator.rpartition(" > ")[2], set()).add(tag.value)
    return found


def test_each_section_tells_what_it_answers(library: Library) -> None:
    found = answers(library)
    assert "price" in found["It is too expensive"]
    assert "security" in found["Our security team says no"]
    assert "The boat" not in found


def test_a_ranking_finds_the_sections_that_answer_an_objection(library: Library) -> None:
    asset = find_asset_by_path(library.db, "deck.md")
    (tag,) = find_answering(library.db, [asset.id], ["price"])[asset.id]
    assert (tag.locator, tag.value) == ("Workshop > It is too expensive", "price")
    assert tag.evidence
    assert find_answering(library.db, [asset.id], []) == {}


def test_what_a_person_denies_of_the_asset_is_told_of_no_section(library: Library) -> None:
    asset = find_asset_by_path(library.db, "deck.md")
    wish = Wish(asset.id, Axis.OBJECTION, "price", holds=False)
    correct(library.db, library.vocabulary, wish, said_by="", said_at=NOON)
    assert "price" not in answers(library).get("It is too expensive", set())
    assert "security" in answers(library)["Our security team says no"]


def test_a_revised_file_has_the_tags_of_its_new_sections_only(library: Library, tmp_path: Path) -> None:
    (tmp_path / "drive" / "deck.md").write_text(DECK.replace("## Our security team says no", "## Nothing"), "utf-8")
    index(library, tmp_path / "drive")
    assert "Our security team says no" not in answers(library)
