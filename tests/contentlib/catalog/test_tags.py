"""Who wins: a person's word beats a file's, a file's beats the model's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contentlib.catalog.assets import find_asset, list_assets
from contentlib.catalog.tags import record_correction, replace_tags
from contentlib.library.opened import Library
from contentlib.model import Audience, Axis, Filters, Source, Tag
from tests.builders import NOON, build_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = build_library(tmp_path, {"a.md": "# A\n\nAlpha."})
    yield opened
    opened.close()


def tag(axis: Axis, value: str, source: Source, confidence: float = 0.8) -> Tag:
    return Tag(axis, value, confidence, "because", "slide 1", source)


def put(library: Library, *tags: Tag) -> None:
    replace_tags(library.db, 1, tags, made_with="test", said_at=NOON)


def say(library: Library, given: Tag) -> None:
    record_correction(library.db, 1, given, said_by="petra@ours.example", said_at=NOON)


def values(library: Library, axis: Axis) -> set[str]:
    return {one.value for one in find_asset(library.db, 1).tags if one.axis is axis}


def test_what_a_file_says_of_an_axis_replaces_what_the_model_says_of_it(library: Library) -> None:
    put(library, tag(Axis.OBJECTION, "price", Source.MODEL), tag(Axis.OBJECTION, "timing", Source.FILE))
    assert values(library, Axis.OBJECTION) == {"timing"}


def test_a_person_adds_to_what_the_others_say(library: Library) -> None:
    put(library, tag(Axis.OBJECTION, "price", Source.MODEL))
    say(library, tag(Axis.OBJECTION, "trust", Source.PERSON, 1.0))
    assert values(library, Axis.OBJECTION) == {"price", "trust"}


def test_a_person_says_no_and_it_stays_no_after_the_next_pass(library: Library) -> None:
    put(library, tag(Axis.OBJECTION, "price", Source.MODEL))
    say(library, tag(Axis.OBJECTION, "price", Source.PERSON, 0.0))
    put(library, tag(Axis.OBJECTION, "price", Source.MODEL), tag(Axis.OBJECTION, "timing", Source.MODEL))
    assert values(library, Axis.OBJECTION) == {"timing"}


def test_kind_and_audience_have_one_winner_that_filters_see(library: Library) -> None:
    put(library, tag(Axis.KIND, "deck", Source.MODEL), tag(Axis.AUDIENCE, "external", Source.MODEL))
    assert find_asset(library.db, 1).audience is Audience.EXTERNAL
    say(library, tag(Axis.KIND, "case_study", Source.PERSON, 1.0))
    say(library, tag(Axis.AUDIENCE, "internal", Source.PERSON, 1.0))
    asset = find_asset(library.db, 1)
    assert (asset.kind, asset.audience) == ("case_study", Audience.INTERNAL)
    assert list_assets(library.db, filters=Filters(audience=Audience.EXTERNAL)) == ()
    assert len(list_assets(library.db, filters=Filters(kinds=("case_study",)))) == 1
