"""Near copies are one result: the official one, found and seen by who asks; the others are told as more like it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentlib.catalog.assets import find_asset, find_asset_by_path
from contentlib.catalog.near_copies import group_copies, list_near_copies
from contentlib.catalog.retirement import retire_asset
from contentlib.catalog.tags import record_correction
from contentlib.library.opened import Library
from contentlib.model import Asset, Audience, Axis, Filters, Source, Tag
from contentlib.people.groups import add_group, limit_folder
from contentlib.people.persons import find_or_add_person
from contentlib.people.visibility import restrict
from contentlib.search.find import find_assets
from tests.builders import NOON, build_library, index, write_files

OFFER = (
    "# Harbour offer\n\nThe harbour offer bundles cranes, gates and tour planning for ports. Prices on request. "
    "Stand {0}.\n\nPorts get a pilot in their own yard, with two shifts of training and a fixed end. Version {0}.\n"
)
FILES = {
    "Offers/harbour offer.md": OFFER.format(3),
    "Offers/Copy of harbour offer.md": OFFER.format(2),
    "Archive/harbour offer final v2.md": OFFER.format(1),
    "Offers/Drafts/harbour offer (1).html": f"<h1>Harbour offer</h1><p>{OFFER.format(4)[17:]}</p>",
    "Gates.md": "# Gate checklist\n\nWhat a harbour needs before the pilot: power, poles, gates and cranes.\n",
}
OFFICIAL = "Offers/harbour offer.md"
QUERY = "harbour offer cranes"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, FILES)


def search(library: Library, filters: Filters = Filters(), *, every_copy: bool = False) -> dict[str, set[str]]:
    """The paths of the results, each with the paths of what folded into it."""
    answer = find_assets(library, QUERY, filters=filters, every_copy=every_copy)
    return {one.asset.path: {find_asset(library.db, copy).path for copy in one.more_like_it} for one in answer.results}


def set_audience(library: Library, path: str, audience: str) -> None:
    asset = find_asset_by_path(library.db, path)
    tag = Tag(Axis.AUDIENCE, audience, 1.0, evidence="", locator="", source=Source.PERSON)
    record_correction(library.db, asset.id, tag, said_by="", said_at=NOON)


def test_near_copies_are_one_result_and_the_official_one_stands_for_them(library: Library) -> None:
    assert search(library) == {OFFICIAL: set(FILES) - {OFFICIAL, "Gates.md"}, "Gates.md": set()}


def test_every_copy_is_a_result_of_its_own_where_that_is_asked_for(library: Library) -> None:
    assert search(library, every_copy=True) == {path: set() for path in FILES}


def test_folded_or_not_the_same_assets_were_considered_and_scores_fall(library: Library) -> None:
    folded, whole = (find_assets(library, QUERY, every_copy=every) for every in (False, True))
    assert folded.considered == whole.considered
    assert folded.confidence == whole.confidence
    scores = [one.score for one in folded.results]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == whole.results[0].score


def test_among_those_that_meet_the_filters_the_best_one_is_shown(library: Library) -> None:
    assert search(library, Filters(folder="Archive")) == {"Archive/harbour offer final v2.md": set()}
    assert search(library, Filters(formats=("html",))) == {"Offers/Drafts/harbour offer (1).html": set()}


def test_what_may_go_to_a_buyer_is_not_hidden_behind_what_may_not(library: Library) -> None:
    archived = "Archive/harbour offer final v2.md"
    for path in FILES:
        set_audience(library, path, "external" if path == archived else "internal")
    assert archived in search(library)
    assert archived not in search(library)[OFFICIAL]
    set_audience(library, OFFICIAL, "external")
    assert archived in search(library)[OFFICIAL]


def test_a_retired_copy_is_neither_shown_nor_counted(library: Library) -> None:
    gone = find_asset_by_path(library.db, "Offers/Copy of harbour offer.md")
    retire_asset(library.db, gone.id, reason="", retired_by="", retired_at=NOON)
    assert gone.path not in search(library)[OFFICIAL]
    assert gone.id not in {one.id for one in list_near_copies(library.db, find_asset_by_path(library.db, OFFICIAL))}


def test_what_somebody_may_not_see_stands_for_nothing_and_is_not_counted(library: Library) -> None:
    outside = find_or_add_person(library.db, "olaf@company.example")
    add_group(library.db, "Sales", made_at=NOON)
    limit_folder(library.db, "drive", "Offers", ("Sales",), made_at=NOON)
    archived = find_asset_by_path(library.db, "Archive/harbour offer final v2.md")
    restrict(library.db, outside)
    assert search(library) == {archived.path: set(), "Gates.md": set()}
    assert list_near_copies(library.db, archived) == ()
    assert library.db.rows("SELECT * FROM near_copies") == []


def test_a_copy_that_was_edited_into_something_else_is_shown_again(library: Library, tmp_path: Path) -> None:
    write_files(
        tmp_path / "drive", {"Offers/Copy of harbour offer.md": "# Ferry\n\nIslands are reached by harbour ferry."}
    )
    index(library, tmp_path / "drive")
    assert search(library)["Offers/Copy of harbour offer.md"] == set()


def test_a_later_copy_is_found_by_the_next_pass(library: Library, tmp_path: Path) -> None:
    write_files(tmp_path / "drive", {"Desk/harbour offer (2).md": OFFER.format(7)})
    index(library, tmp_path / "drive")
    assert "Desk/harbour offer (2).md" in search(library)[OFFICIAL]


def test_an_assets_page_lists_its_near_copies_the_most_official_first(library: Library) -> None:
    archived = find_asset_by_path(library.db, "Archive/harbour offer final v2.md")
    listed = [one.path for one in list_near_copies(library.db, archived)]
    assert listed[0] == OFFICIAL
    assert set(listed) == set(FILES) - {archived.path, "Gates.md"}


# --- groups ---------------------------------------------------------------------------------------------------------


def make_asset(number: int, path: str, audience: Audience, language: str, day: int) -> Asset:
    return Asset(
        id=number, title="", kind="other", format="md", audience=audience, author="", language=language,
        modified_at=datetime(2026, 1, day, tzinfo=UTC), added_at=NOON, retired_at=None, version_id=number,
        drive="drive", path=path, sections=1, tags=(),
    )  # fmt: skip


paths = st.sampled_from(["a.md", "Archive/a.md", "Copy of a.md", "a v2.md", "a v10.md", "Drafts/a (1).md"])
made = st.tuples(paths, st.sampled_from(Audience), st.sampled_from(["", "en", "de"]), st.integers(1, 28))
pairs = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] != pair[1]))


@given(told=st.lists(made, max_size=8), pairs=pairs, data=st.data())
def test_every_asset_is_in_one_place_whatever_the_order(
    told: list[tuple[str, Audience, str, int]], pairs: set[tuple[int, int]], data: st.DataObject
) -> None:
    assets = {number: make_asset(number, *one) for number, one in enumerate(told)}
    copies = {one: {b for a, b in pairs | {(b, a) for a, b in pairs} if a == one} for one in assets}
    groups = group_copies(assets, copies)
    assert sorted([*groups, *(one for more in groups.values() for one in more)]) == sorted(assets)
    turned = dict(data.draw(st.permutations(list(assets.items()))))
    assert group_copies(turned, copies) == groups
    for shown, more in groups.items():
        for away in more:
            assert away in copies[shown]
            assert assets[shown].audience is Audience.EXTERNAL or assets[away].audience is Audience.INTERNAL
            assert len({assets[shown].language, assets[away].language} - {""}) < 2


def test_of_two_that_are_as_official_the_higher_number_is_shown() -> None:
    assets = {n: make_asset(n, f"a v{n}.md", Audience.INTERNAL, "en", 3) for n in (2, 10)}
    assert group_copies(assets, {2: {10}, 10: {2}}) == {10: (2,)}
