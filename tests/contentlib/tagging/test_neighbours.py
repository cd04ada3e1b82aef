"""What lies around an asset says who may see it, where its own words settle little."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentlib.catalog import AudienceGround, find_asset_by_path, list_single_tags, record_correction
from contentlib.library import Library
from contentlib.model import Audience, Axis, Source, Tag
from contentlib.tagging.neighbours import BEGINS, Neighbour, ask, count_grounds, divide, follow_neighbours
from tests.builders import NOON, build_library, index, write_files

SHEET = (
    "# Sheet {n}\n\nInternal only. The buyer says it is too expensive, and the rep asks the champion about quota {n}."
)
STORY = "# Case study: Plum {n}\n\nThe customer cut the close from nine days to {n} days. Case study of a bakery."
NOTE = "# Notes {n}\n\nThe parcels were counted in the afternoon of day {n}, and nobody was late for the train."
MIXED = {f"Team/sheet {n}.md": SHEET.format(n=n) for n in range(8)} | {
    f"Team/story {n}.md": STORY.format(n=n) for n in (3, 4)
}
BUYERS = {f"Shop/story {n}.md": STORY.format(n=n) for n in range(11, 20)} | {"Shop/note.md": NOTE.format(n=1)}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, MIXED | BUYERS)


def audience(library: Library, path: str) -> tuple[Audience, str]:
    asset = find_asset_by_path(library.db, path)
    return asset.audience, list_single_tags(library.db, Axis.AUDIENCE)[asset.id].evidence


def test_a_story_among_internal_sheets_stays_inside_and_says_why(library: Library) -> None:
    told, why = audience(library, "Team/story 3.md")
    assert told is Audience.INTERNAL
    assert why == "what lies in “Team” is internal: 8 of 10"
    assert audience(library, "Shop/story 11.md")[0] is Audience.EXTERNAL


def test_what_says_nothing_goes_out_only_from_a_folder_made_for_buyers(library: Library, tmp_path: Path) -> None:
    assert audience(library, "Shop/note.md")[0] is Audience.EXTERNAL
    write_files(tmp_path / "drive", {"Team/note.md": NOTE.format(n=2), "note.md": NOTE.format(n=3)})
    index(library, tmp_path / "drive")
    assert audience(library, "Team/note.md") == (Audience.INTERNAL, "nothing says that a buyer may have it")
    assert audience(library, "note.md")[0] is Audience.INTERNAL


def test_what_neighbours_no_longer_speak_for_is_let_go_in_the_same_pass(library: Library, tmp_path: Path) -> None:
    for n in range(8):
        (tmp_path / f"drive/Team/sheet {n}.md").unlink()
    index(library, tmp_path / "drive")
    told, why = audience(library, "Team/story 3.md")
    assert told is Audience.EXTERNAL
    assert not why.startswith(BEGINS)


def test_a_second_look_changes_nothing_and_a_person_is_not_overruled(library: Library, tmp_path: Path) -> None:
    story = find_asset_by_path(library.db, "Team/story 4.md").id
    tag = Tag(Axis.AUDIENCE, "external", 1.0, "said so", "", Source.PERSON)
    record_correction(library.db, story, tag, said_by="ann", said_at=NOON)
    assert follow_neighbours(library.db, at=NOON) == 0
    assert audience(library, "Team/story 4.md")[0] is Audience.EXTERNAL


GROUNDS = st.builds(
    AudienceGround, st.sampled_from(["internal", "external", "nothing"]), st.floats(0, 1), st.booleans()
)


@given(st.lists(st.tuples(GROUNDS, st.sampled_from(["a", "a/b", ""])), max_size=30))
def test_neighbours_never_let_out_what_is_internal_by_its_own_words_nor_overrule_a_name(
    lying: list[tuple[AudienceGround, str]],
) -> None:
    neighbours = [Neighbour(n, folder, [folder], ground) for n, (ground, folder) in enumerate(lying)]
    counts = count_grounds(neighbours)
    for one in neighbours:
        tag = ask(one, counts)
        if one.ground.rests_on == "internal" or (one.ground.is_said and one.ground.rests_on == "external"):
            assert tag is None
        elif one.ground.rests_on == "external" and tag:
            assert tag.value == "internal"


@given(st.lists(st.lists(st.sampled_from("xyz"), max_size=4), max_size=12))
def test_every_asset_has_one_division_and_those_of_one_folder_share_it(folders: list[list[str]]) -> None:
    places = [(n, "d", "/".join([*parts, f"{n}.md"])) for n, parts in enumerate(folders)]
    divisions = divide(places)
    assert set(divisions) == set(range(len(folders)))
    for n, parts in enumerate(folders):
        assert all(divisions[n] == divisions[m] for m, other in enumerate(folders) if other == parts)
