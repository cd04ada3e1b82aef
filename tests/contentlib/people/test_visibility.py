"""Folders that only some may see: what is hidden is found by no query, counted in no figure, mended into no word."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contentlib.catalog.assets import count_assets, find_asset, list_assets, list_folders, list_locations, list_versions
from contentlib.catalog.tags import record_correction
from contentlib.errors import BadInput, LibraryError, UnknownAsset
from contentlib.library.opened import Library
from contentlib.model import Axis, Channel, Source, Tag
from contentlib.people.groups import (
    add_group,
    add_to_group,
    limit_folder,
    list_groups,
    list_limits,
    remove_from_group,
    remove_group,
    unlimit_folder,
)
from contentlib.people.persons import find_or_add_person
from contentlib.people.visibility import BLANK, SHOWN, restrict
from contentlib.search.activity import recent_queries, record_search
from contentlib.search.find import find_assets
from contentlib.sending.discretion import OWNER
from contentlib.sending.sends import list_sends, record_send
from contentlib.storage.database import open_database
from contentlib.storage.narrowing import is_narrowed
from tests.builders import build_library, index, write_files

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FILES = {
    "Public/price.md": "# Price\n\nWhen they say we are too expensive, show the payback in seven months.",
    "Public/security.md": "# Security\n\nThe certificate and the penetration test, once a year.",
    "Board/zanzibar.md": "# Zanzibar plan\n\nProject Quetzalcoatl buys Zanzibar Software for nine million.",
    "Board/zanzibar two.md": "# Zanzibar again\n\nQuetzalcoatl closes in May, too expensive or not.",
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, FILES)


def limit_board(library: Library) -> tuple[int, int]:
    """Limits the folder Board to a group; returns who is in it, and who is not."""
    inside, outside = (find_or_add_person(library.db, f"{name}@company.example") for name in ("ida", "olaf"))
    add_group(library.db, "Board", made_at=NOW)
    add_to_group(library.db, "board", "ida@company.example")
    limit_folder(library.db, "drive", "/Board/", ("Board",), made_at=NOW)
    return inside, outside


def paths(library: Library) -> set[str]:
    return {asset.path for asset in list_assets(library.db)}


def test_nothing_limited_costs_and_hides_nothing(library: Library) -> None:
    restrict(library.db, find_or_add_person(library.db, "olaf@company.example"))
    assert not is_narrowed(library.db)
    assert count_assets(library.db) == len(FILES)


def test_a_limited_folder_is_seen_by_its_group_only(library: Library) -> None:
    inside, outside = limit_board(library)
    restrict(library.db, inside)
    assert paths(library) == set(FILES)
    for stranger in (outside, None):
        restrict(library.db, stranger)
        assert paths(library) == {"Public/price.md", "Public/security.md"}
        assert list_folders(library.db) == ("Public",)
        assert count_assets(library.db) == 2


def test_a_hidden_asset_is_as_unknown_as_one_that_never_was(library: Library) -> None:
    _, outside = limit_board(library)
    hidden = next(asset.id for asset in list_assets(library.db) if asset.path.startswith("Board"))
    restrict(library.db, outside)
    with pytest.raises(UnknownAsset):
        find_asset(library.db, hidden)
    assert list_versions(library.db, hidden) == ()
    assert list_locations(library.db, hidden) == ()
    with pytest.raises(UnknownAsset):
        record_send(
            library.db, hidden, rep="olaf@company.example", contact="b@buyer.example", deal="", channel=Channel.EMAIL,
            note="", token="t", sent_at=NOW,
        )  # fmt: skip


def test_a_search_neither_finds_hidden_words_nor_is_sure_because_of_them(library: Library) -> None:
    _, outside = limit_board(library)
    query = "Quetzalcoatl Zanzibar nine million"
    assert find_assets(library, query).results[0].asset.path.startswith("Board")
    restrict(library.db, outside)
    answer = find_assets(library, query)
    assert {result.asset.path for result in answer.results} <= {"Public/price.md", "Public/security.md"}
    assert not answer.fits
    # The public answer still comes first where both would have matched.
    assert find_assets(library, "too expensive").results[0].asset.path == "Public/price.md"


def test_a_typing_error_is_not_mended_with_a_hidden_word(library: Library) -> None:
    _, outside = limit_board(library)
    assert "Quetzalcoatl".lower() in find_assets(library, "quetzalcoatk plan").notice.lower()
    restrict(library.db, outside)
    assert "quetzalcoatl" not in find_assets(library, "quetzalcoatk plan").notice.lower()


def test_a_search_that_found_hidden_assets_is_told_to_nobody_else(library: Library) -> None:
    inside, outside = limit_board(library)
    for person, query in (("ida", "Quetzalcoatl nine million"), ("olaf", "certificate")):
        restrict(library.db, inside if person == "ida" else outside)
        answer = find_assets(library, query)
        record_search(library.db, answer, person=f"{person}@company.example", searched_at=NOW)
    restrict(library.db, outside)
    told = [row[0] for row in library.db.execute("SELECT query FROM searches")]
    restrict(library.db, inside)
    assert told == ["certificate"]
    assert recent_queries(library.db, person="ida@company.example") == ("Quetzalcoatl nine million",)


def test_a_copy_at_a_place_that_is_seen_is_seen_and_its_other_place_is_not_told(library: Library) -> None:
    _, outside = limit_board(library)
    root = library.path.parent / "drive"
    write_files(root, {"Public/copy.md": FILES["Board/zanzibar.md"]})
    index(library, root)
    restrict(library.db, outside)
    assert paths(library) == {"Public/price.md", "Public/security.md", "Public/copy.md"}
    copied = next(asset for asset in list_assets(library.db) if asset.path == "Public/copy.md")
    assert [place.path for place in list_locations(library.db, copied.id)] == ["Public/copy.md"]
    # The words of the hidden folder's name lead nowhere either.
    found = find_assets(library, "Quetzalcoatl").results
    assert [one.asset.id for one in found][:1] == [copied.id]
    assert all(one.hits and one.hits[0].words == 0 for one in find_assets(library, "Board").results)


def test_an_asset_whose_newest_version_is_hidden_is_hidden(library: Library) -> None:
    _, outside = limit_board(library)
    root = library.path.parent / "drive"
    write_files(root, {"Public/copy.md": FILES["Board/zanzibar.md"]})
    index(library, root)
    write_files(root, {"Board/zanzibar.md": FILES["Board/zanzibar.md"] + "\n\nNow for eight million, says the chair."})
    index(library, root)
    restrict(library.db, outside)
    assert not [one for one in find_assets(library, "eight million chair").results if "zanzibar" in one.asset.title]
    text = str([row for table in ("sections", "chunks") for row in library.db.execute(f"SELECT * FROM {table}")])
    assert "eight million" not in text


def test_what_was_deleted_from_a_hidden_folder_stays_hidden(library: Library) -> None:
    _, outside = limit_board(library)
    hidden = next(asset.id for asset in list_assets(library.db) if asset.path == "Board/zanzibar.md")
    (library.path.parent / "drive/Board/zanzibar.md").unlink()
    index(library, library.path.parent / "drive")
    assert find_asset(library.db, hidden).retired_at
    restrict(library.db, outside)
    with pytest.raises(UnknownAsset):
        find_asset(library.db, hidden)


def test_a_whole_drive_can_be_limited_and_its_name_is_not_told(library: Library, tmp_path: Path) -> None:
    _, outside = limit_board(library)
    index(library, write_files(tmp_path / "secret", {"a.md": "# Zebra\n\nThe zebra pays."}))
    limit_folder(library.db, "secret", "", (), made_at=NOW)
    restrict(library.db, outside)
    assert [row[0] for row in library.db.execute("SELECT name FROM drives")] == ["drive"]
    assert not [path for path in paths(library) if path == "a.md"]


def test_a_narrower_limit_adds_to_a_wider_one(library: Library) -> None:
    inside, _ = limit_board(library)
    add_group(library.db, "Chairs", made_at=NOW)
    limit_folder(library.db, "drive", "Board/zanzibar two.md", ("Chairs",), made_at=NOW)
    restrict(library.db, inside)
    assert "Board/zanzibar.md" in paths(library)
    assert "Board/zanzibar two.md" not in paths(library)


def test_folders_that_only_begin_alike_are_not_limited(library: Library) -> None:
    _, outside = limit_board(library)
    root = library.path.parent / "drive"
    write_files(root, {"Boardgames/x.md": "# Chess\n\nFor evenings.", "Board.md": "# Planks\n\nOf oak."})
    index(library, root)
    restrict(library.db, outside)
    assert {"Boardgames/x.md", "Board.md"} <= paths(library)


def test_unreadable_files_of_hidden_folders_are_not_listed(library: Library) -> None:
    _, outside = limit_board(library)
    for path in ("Board/bad.pdf", "Public/bad.pdf"):
        library.db.execute(
            "INSERT INTO unreadable (drive_id, path, size, mtime_ns, reason, since_at) VALUES (1, ?, 1, 1, 'torn', '')",
            [path],
        )
    restrict(library.db, outside)
    assert [row[0] for row in library.db.execute("SELECT path FROM unreadable")] == ["Public/bad.pdf"]


def test_somebody_restricted_can_still_send_and_correct_what_they_see(library: Library) -> None:
    _, outside = limit_board(library)
    restrict(library.db, outside)
    asset = next(asset for asset in list_assets(library.db) if asset.path == "Public/price.md")
    record_correction(
        library.db, asset.id, Tag(Axis.AUDIENCE, "external", 1.0, "", "", Source.PERSON), said_by="o", said_at=NOW
    )
    sent = record_send(
        library.db, asset.id, rep="olaf@company.example", contact="b@buyer.example", deal="", channel=Channel.EMAIL,
        note="", token="t", sent_at=NOW,
    )  # fmt: skip
    assert [send.id for send in list_sends(library.db, asking=OWNER)] == [sent.id]


def test_a_write_that_forgets_the_limit_fails_and_changes_nothing(library: Library) -> None:
    _, outside = limit_board(library)
    restrict(library.db, outside)
    with pytest.raises(LibraryError, match="view"):
        library.db.execute("UPDATE assets SET title = 'x'")


def test_only_what_buyers_may_have_comes_without_internal_assets_and_speaker_notes(tmp_path: Path) -> None:
    library = build_library(tmp_path, FILES | {"Public/out.md": "---\naudience: external\n---\n# Out\n\nFor buyers."})
    (asset,) = [one for one in list_assets(library.db) if one.path == "Public/out.md"]
    (section,) = library.db.execute("SELECT section_id FROM chunks WHERE asset_id = ?", [asset.id]).fetchone()
    library.db.execute("UPDATE sections SET notes = 'never say kumquat' WHERE id = ?", [section])
    library.db.execute("UPDATE section_words SET notes = 'never say kumquat' WHERE rowid = ?", [section])
    assert find_assets(library, "kumquat").results[0].hits[0].words > 0
    restrict(library.db, None, external_only=True)
    shown = {one.audience.value for one in list_assets(library.db)}
    assert shown == {"external"}
    assert asset.id in {one.id for one in list_assets(library.db)}
    assert all(hit.words == 0 for result in find_assets(library, "kumquat").results for hit in result.hits)
    assert library.db.execute("SELECT group_concat(notes, '') FROM sections").fetchone()[0] == ""


def test_a_limit_is_followed_and_lifted_when_asked_again(library: Library) -> None:
    _, outside = limit_board(library)
    restrict(library.db, outside)
    assert is_narrowed(library.db)
    add_to_group(library.db, "Board", "olaf@company.example")
    restrict(library.db, outside)
    assert paths(library) == set(FILES)
    remove_from_group(library.db, "Board", "olaf@company.example")
    unlimit_folder(library.db, "drive", "Board")
    restrict(library.db, outside)
    assert not is_narrowed(library.db)


def test_a_group_that_is_gone_leaves_its_folders_to_admins(library: Library) -> None:
    inside, _ = limit_board(library)
    remove_group(library.db, "Board")
    assert list_groups(library.db) == ()
    assert [limit.groups for limit in list_limits(library.db)] == [()]
    restrict(library.db, inside)
    assert "Board/zanzibar.md" not in paths(library)


@pytest.mark.parametrize(
    ("drive", "groups", "says"),
    [("nowhere", (), "There is no drive “nowhere”"), ("drive", ("Nobody",), "There is no group “Nobody”")],
    ids=["no such drive", "no such group"],
)
def test_a_limit_names_what_does_not_exist(library: Library, drive: str, groups: tuple[str, ...], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        limit_folder(library.db, drive, "x", groups, made_at=NOW)


# Numbers of chunks whose vectors changed: no words, and the index is everybody's.
NUMBERS = {"vector_log"}
# Tables about assets, versions or sections that have no view of their own: each is only ever read together with its
# asset (or by the indexer), so the asset's view hides its rows.
READ_WITH_THEIR_ASSET = {
    "care", "corrections", "impressions", "mail_failures", "opens", "retirements", "unspelled", "verifications",
}  # fmt: skip


def test_every_table_about_assets_is_narrowed_or_read_with_its_asset() -> None:
    db = open_database(":memory:", create=True)
    about = {
        table
        for table in db.table_names()
        if {"asset_id", "version_id", "section_id", "chunk_id"} & {column.name for column in db.table(table).columns}
    }
    assert about <= set(SHOWN) | READ_WITH_THEIR_ASSET | NUMBERS


FOLDERS = ("A", "A/inner", "B", "Bravo")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    files=st.lists(st.tuples(st.sampled_from(FOLDERS), st.integers(0, 5)), min_size=1, max_size=8, unique=True),
    limited=st.sampled_from(FOLDERS),
)
def test_a_restricted_search_finds_what_a_library_of_the_visible_files_finds(
    tmp_path_factory: pytest.TempPathFactory, files: list[tuple[str, int]], limited: str
) -> None:
    texts = {
        f"{folder}/{number}.md": f"# Offer {number} {folder}\n\nWord{number} price for {folder} and payback {number}."
        for folder, number in files
    }
    seen = {path: text for path, text in texts.items() if not path.startswith(f"{limited}/")}
    whole = build_library(tmp_path_factory.mktemp("whole"), texts | {"other.md": "# Zebra\n\nStripes."})
    limit_folder(whole.db, "drive", limited, (), made_at=NOW)
    restrict(whole.db, None)
    part = build_library(tmp_path_factory.mktemp("part"), seen | {"other.md": "# Zebra\n\nStripes."})
    for query in ("price payback", "word3", "Bravo"):
        found, expected = ({r.asset.path for r in find_assets(one, query, limit=50).results} for one in (whole, part))
        assert found == expected
    whole.close()
    part.close()


def test_what_reports_count_shows_no_more_than_the_table_that_it_is_of(tmp_path: Path) -> None:
    db = open_database(tmp_path / "library.db", create=True)
    counted = {name.removeprefix("counted_") for (name,) in db.rows(
        "SELECT name FROM sqlite_master WHERE type = 'view' AND name LIKE 'counted~_%' ESCAPE '~'"
    )}  # fmt: skip
    assert counted
    for table in counted & SHOWN.keys():
        assert SHOWN[f"counted_{table}"] == SHOWN[table]
        assert BLANK.get(f"counted_{table}") == BLANK.get(table)
    db.close()
