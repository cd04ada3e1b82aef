"""Corrections are learned at the next pass, told as rules, switched off and on, and go with what they stand on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contentlib.catalog.assets import find_asset, find_asset_by_path
from contentlib.errors import BadInput
from contentlib.library.opened import Library
from contentlib.model import Axis, Tag
from contentlib.tagging.corrections import Wish, correct, list_corrections, undo
from contentlib.tagging.rule_store import Lesson, RuleStanding, follow_rules, list_lessons, switch_rule
from tests.builders import NOON, build_library, index

PETRA = "petra@ours.example"
TWINS = "The invoice is approved by the plant manager on the shop floor before lunch, every day of the week. " * 3
OTHERS = ("zebra stripes", "river banks", "opera singers", "chess openings", "bread recipes", "snow shoes",
          "violin strings", "desert flowers", "harbour cranes", "winter apples")  # fmt: skip
FILES: dict[str, str | bytes] = {
    "Decks/first.md": f"# Approvals\n\n{TWINS}",
    "Decks/second.md": f"# Approvals again\n\n{TWINS} Once more.",
    **{f"Other/{words}.md": f"# {words}\n\nNothing but {words} and again {words}." for words in OTHERS},
}
FIRST, SECOND = "Decks/first.md", "Decks/second.md"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = build_library(tmp_path, FILES)
    yield opened
    opened.close()


def say(library: Library, path: str, value: str = "timing", *, holds: bool = True) -> None:
    wish = Wish(find_asset_by_path(library.db, path).id, Axis.OBJECTION, value, holds=holds)
    correct(library.db, library.vocabulary, wish, said_by=PETRA, said_at=NOON)


def go_over(library: Library, tmp_path: Path) -> None:
    index(library, tmp_path / "drive")


def find_tag(library: Library, path: str = SECOND, value: str = "timing") -> Tag | None:
    asset = find_asset_by_path(library.db, path)
    return next((tag for tag in asset.tags_on(Axis.OBJECTION) if tag.value == value), None)


def list_rules(library: Library) -> tuple[Lesson, ...]:
    return list_lessons(library.db, library.vocabulary, library.model)


def switch(library: Library, key: str, *, on: bool) -> None:
    switch_rule(library.db, library.vocabulary, library.model, key, on=on, said_by=PETRA, said_at=NOON)


def test_a_correction_is_learned_for_what_is_alike_at_the_next_pass(library: Library, tmp_path: Path) -> None:
    say(library, FIRST)
    assert find_tag(library) is None
    go_over(library, tmp_path)
    tag = find_tag(library)
    assert tag is not None
    assert tag.evidence == "learned from corrections of “Approvals” by petra@ours.example"
    assert all(find_tag(library, f"Other/{words}.md") is None for words in OTHERS)


def test_a_rule_can_be_looked_at_before_it_is_in_force(library: Library, tmp_path: Path) -> None:
    say(library, FIRST)
    (rule,) = list_rules(library)
    assert (rule.standing, [change.asset.path for change in rule.changes]) == (RuleStanding.COMING, [SECOND])
    assert find_tag(library) is None
    go_over(library, tmp_path)
    assert list_rules(library)[0].standing is RuleStanding.IN_FORCE


def test_a_rule_that_is_switched_off_takes_back_what_it_changed(library: Library, tmp_path: Path) -> None:
    before = find_asset_by_path(library.db, SECOND).tags
    say(library, FIRST)
    go_over(library, tmp_path)
    (rule,) = list_rules(library)
    switch(library, rule.key, on=False)
    assert find_asset_by_path(library.db, SECOND).tags == before
    go_over(library, tmp_path)
    assert find_asset_by_path(library.db, SECOND).tags == before
    assert list_rules(library)[0].standing is RuleStanding.OFF
    switch(library, rule.key, on=True)
    assert find_tag(library)


def test_a_rule_goes_with_the_correction_it_stands_on(library: Library, tmp_path: Path) -> None:
    before = find_asset_by_path(library.db, SECOND).tags
    say(library, FIRST)
    go_over(library, tmp_path)
    undo(library.db, list_corrections(library.db)[0].id, undone_by=PETRA, undone_at=NOON)
    go_over(library, tmp_path)
    assert list_rules(library) == ()
    assert find_asset_by_path(library.db, SECOND).tags == before


def test_a_persons_word_wins_over_a_rule_at_once(library: Library, tmp_path: Path) -> None:
    say(library, FIRST)
    go_over(library, tmp_path)
    say(library, SECOND, holds=False)
    assert find_tag(library) is None
    go_over(library, tmp_path)
    assert find_tag(library) is None
    assert find_tag(library, FIRST)


def test_a_learned_tag_that_was_taken_away_stays_away(library: Library, tmp_path: Path) -> None:
    say(library, FIRST)
    say(library, FIRST, "price", holds=False)
    go_over(library, tmp_path)
    go_over(library, tmp_path)
    assert find_tag(library, value="timing")
    assert find_tag(library, value="price") is None


def test_a_changed_file_is_tagged_anew_and_the_rule_holds_again(library: Library, tmp_path: Path) -> None:
    say(library, FIRST)
    go_over(library, tmp_path)
    (tmp_path / "drive" / SECOND).write_text(f"# Approvals again\n\n{TWINS} And once more.", encoding="utf-8")
    go_over(library, tmp_path)
    assert find_tag(library)
    count = library.db.execute("SELECT count(*) FROM rule_effects").fetchone()[0]
    assert count == 1


def test_following_the_rules_twice_changes_nothing(library: Library, tmp_path: Path) -> None:
    say(library, FIRST)
    go_over(library, tmp_path)
    tags = list(library.db.execute("SELECT * FROM tags ORDER BY asset_id, axis, value, source"))
    library.db.execute("DELETE FROM meta WHERE key = 'rules'")
    assert follow_rules(library.db, library.vocabulary, library.model, at=NOON) == 1
    again = list(library.db.execute("SELECT * FROM tags ORDER BY asset_id, axis, value, source"))
    assert [row[1:8] for row in again] == [row[1:8] for row in tags]


def test_a_kind_comes_back_when_its_rule_goes(library: Library, tmp_path: Path) -> None:
    asset = find_asset_by_path(library.db, FIRST)
    was = find_asset_by_path(library.db, SECOND).kind
    wish = Wish(asset.id, Axis.KIND, "training")
    correct(library.db, library.vocabulary, wish, said_by=PETRA, said_at=NOON)
    go_over(library, tmp_path)
    second = find_asset_by_path(library.db, SECOND)
    assert (was != "training", second.kind) == (True, "training")
    switch(library, list_rules(library)[0].key, on=False)
    assert find_asset(library.db, second.id).kind == was


def test_a_rule_that_is_not_there_is_refused(library: Library) -> None:
    with pytest.raises(BadInput, match="No rule is called “moon”"):
        switch(library, "moon", on=False)
