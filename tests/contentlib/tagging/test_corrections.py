"""Corrections: a person's word wins at once, is kept with its effect, and can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contentlib.catalog.assets import find_asset
from contentlib.catalog.tags import replace_tags
from contentlib.errors import BadInput, NotSendable, UnknownAsset
from contentlib.library.opened import Library
from contentlib.model import Audience, Axis, Source, Tag
from contentlib.sending.sends import check_sendable
from contentlib.tagging.corrections import (
    Correction,
    Wish,
    correct,
    correct_many,
    find_correction,
    list_corrections,
    list_doubts,
    undo,
)
from tests.builders import NOON
from tests.contentlib.market import INES, OLA, PRICE, TRUST, number, open_market, send


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_market(tmp_path)
    yield opened
    opened.close()


def say(library: Library, axis: Axis, value: str, *, holds: bool = True, path: str = PRICE) -> Correction:
    wish = Wish(number(library, path), axis, value, holds=holds, evidence="a customer said so")
    return correct(library.db, library.vocabulary, wish, said_by=INES, said_at=NOON)


def take_back(library: Library, correction: Correction) -> Correction:
    return undo(library.db, correction.id, undone_by=OLA, undone_at=NOON)


def values(library: Library, axis: Axis) -> list[str]:
    return [tag.value for tag in find_asset(library.db, number(library, PRICE)).tags if tag.axis is axis]


def test_an_added_tag_counts_at_once_with_its_reason(library: Library) -> None:
    made = say(library, Axis.OBJECTION, "timing")
    assert made.effect == "added Timing"
    assert sorted(values(library, Axis.OBJECTION)) == ["price", "timing"]
    tag = next(one for one in find_asset(library.db, number(library, PRICE)).tags if one.value == "timing")
    assert (tag.source, tag.evidence) == (Source.PERSON, "a customer said so")


def test_a_removed_tag_is_gone_and_undo_brings_it_back(library: Library) -> None:
    made = say(library, Axis.OBJECTION, "price", holds=False)
    assert (made.effect, values(library, Axis.OBJECTION)) == ("removed Price", [])
    undone = take_back(library, made)
    assert values(library, Axis.OBJECTION) == ["price"]
    assert (undone.undone_by, undone.undone_at, undone.can_undo) == (OLA, NOON, False)


def test_a_new_kind_takes_the_place_of_the_files(library: Library) -> None:
    made = say(library, Axis.KIND, "case_study")
    assert made.effect == "Deck → Case study"
    assert values(library, Axis.KIND) == ["case_study"]
    assert find_asset(library.db, number(library, PRICE)).kind == "case_study"
    take_back(library, made)
    assert find_asset(library.db, number(library, PRICE)).kind == "deck"


def test_undo_returns_to_the_earlier_word_of_a_person(library: Library) -> None:
    say(library, Axis.KIND, "case_study")
    take_back(library, say(library, Axis.KIND, "white_paper"))
    assert values(library, Axis.KIND) == ["case_study"]


def test_only_the_last_word_can_be_undone(library: Library) -> None:
    first = say(library, Axis.KIND, "case_study")
    say(library, Axis.OBJECTION, "timing")
    second = say(library, Axis.KIND, "white_paper")
    with pytest.raises(BadInput, match="Undo that one first"):
        take_back(library, first)
    take_back(library, second)
    assert find_correction(library.db, first.id).can_undo
    take_back(library, first)
    with pytest.raises(BadInput, match="undone already"):
        take_back(library, first)


def test_an_asset_that_became_internal_is_refused_at_once(library: Library) -> None:
    say(library, Axis.AUDIENCE, "internal")
    asset = find_asset(library.db, number(library, PRICE))
    assert asset.audience is Audience.INTERNAL
    with pytest.raises(NotSendable):
        check_sendable(asset)


def test_a_correction_outlives_the_next_pass_of_the_model(library: Library) -> None:
    say(library, Axis.OBJECTION, "price", holds=False)
    tag = Tag(Axis.OBJECTION, "price", 0.99, "again", "", Source.MODEL)
    replace_tags(library.db, number(library, PRICE), [tag], made_with="later", said_at=NOON)
    assert values(library, Axis.OBJECTION) == []


def test_many_are_corrected_together_or_not_at_all(library: Library) -> None:
    wishes = [Wish(number(library, PRICE), Axis.OBJECTION, "timing"), Wish(99, Axis.OBJECTION, "timing")]
    with pytest.raises(UnknownAsset):
        correct_many(library.db, library.vocabulary, wishes, said_by=INES, said_at=NOON)
    assert list_corrections(library.db) == ()
    assert values(library, Axis.OBJECTION) == ["price"]


@pytest.mark.parametrize(
    ("axis", "value", "holds", "sentence"),
    [
        (Axis.OBJECTION, "moon", True, "“moon” is not one of the objections"),
        (Axis.KIND, "deck", False, "Every asset has one kind"),
        (Axis.AUDIENCE, "everyone", True, "“everyone” is not one of the audiences"),
        (Axis.PERSONA, " ", True, "The field value is empty"),
    ],
)
def test_a_word_that_cannot_be_obeyed_is_refused(
    library: Library, axis: Axis, value: str, holds: bool, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        say(library, axis, value, holds=holds)
    assert list_corrections(library.db) == ()


def test_the_history_has_the_newest_first(library: Library) -> None:
    say(library, Axis.OBJECTION, "timing")
    say(library, Axis.STAGE, "awareness", path=TRUST)
    assert [one.effect for one in list_corrections(library.db)] == ["added Awareness", "added Timing"]
    assert [one.effect for one in list_corrections(library.db, asset_id=number(library, PRICE))] == ["added Timing"]


def test_doubtful_tags_are_those_near_the_threshold_the_most_sent_first(library: Library) -> None:
    for path in (PRICE, TRUST):
        unsure = Tag(Axis.OBJECTION, "timing", 0.27, "perhaps", "", Source.MODEL)
        sure = Tag(Axis.OBJECTION, "price", 0.97, "surely", "", Source.MODEL)
        replace_tags(library.db, number(library, path), [unsure, sure], made_with="test", said_at=NOON)
    send(library, TRUST)
    assert [(one.asset.title, one.tag.value, one.sends) for one in list_doubts(library.db)] == [
        ("References", "timing", 1), ("Payback", "timing", 0),
    ]  # fmt: skip
    assert list_doubts(library.db, axis=Axis.STAGE) == ()
    say(library, Axis.OBJECTION, "timing", path=TRUST)
    assert [one.asset.title for one in list_doubts(library.db)] == ["Payback"]
