"""What a pass writes: both or neither, and found again as it was."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from contentlib.catalog.assets import find_asset
from contentlib.catalog.chunks import current_sections, delete_chunks, list_unchunked, replace_chunks
from contentlib.catalog.drives import add_drive, find_drive, move_drive
from contentlib.catalog.locations import (
    Sighting,
    Stored,
    end_locations,
    is_first_place,
    list_stored,
    living_locations,
    put_location,
    settle_assets,
)
from contentlib.catalog.passes import (
    count_untagged,
    finish_pass,
    first_unfinished,
    is_complete,
    list_untagged,
    record_complete,
    start_pass,
)
from contentlib.catalog.vector_store import (
    add_vectors,
    count_unembedded,
    drop_other_models,
    find_vectors,
    load_embedded,
    page_unembedded,
)
from contentlib.catalog.versions import (
    add_asset,
    add_version,
    find_version,
    list_sizes,
    load_properties,
    record_sidecar,
)
from contentlib.model import Chunk, Properties, Reading, Section
from contentlib.storage.database import open_database
from contentlib.storage.state import read_state, touch
from contentlib.storage.store import Store

AT = datetime(2026, 3, 1, tzinfo=UTC)
READING = Reading(
    "md",
    (Section("Price", "Price", "We pay back in nine months."), Section("Audit", "Audit", "They come in spring.")),
    Properties(title="Offer", author="Ana", keywords=("price",), modified_at=AT, fields={"kind": ("deck",)}),
)


@pytest.fixture
def db() -> Store:
    return open_database(":memory:")


def add(db: Store, path: str = "offer.md", fingerprint: str = "f1", drive: Path = Path("/drive")) -> int:
    """One asset at one place, with a chunk for each section."""
    asset_id = add_asset(db, title="Offer", reading=READING, added_at=AT)
    version_id = add_version(db, asset_id, fingerprint=fingerprint, size=9, title="Offer", reading=READING, read_at=AT)
    put_location(db, add_drive(db, drive, added_at=AT).id, Sighting(path, 9, 1), version_id, seen_at=AT)
    chunk(db, asset_id)
    return asset_id


def chunk(db: Store, asset_id: int) -> None:
    sections = current_sections(db, asset_id)
    chunks = [Chunk(number, 0, section.text) for number, (_, section) in enumerate(sections)]
    replace_chunks(db, asset_id, "Offer", sections, chunks)


def test_two_drives_with_the_same_folder_name_get_two_names(db: Store) -> None:
    drives = [add_drive(db, Path(root), added_at=AT) for root in ("/a/Sales", "/b/Sales", "/a/Sales")]

    assert [drive.name for drive in drives] == ["Sales", "Sales 2", "Sales"]


def test_a_drive_that_moves_keeps_its_name_and_its_files(db: Store) -> None:
    add(db)
    drive = find_drive(db, Path("/drive"))
    assert drive

    moved = move_drive(db, drive.id, Path("/elsewhere"))

    assert (moved.id, moved.name, find_drive(db, Path("/drive"))) == (drive.id, "drive", None)
    assert list(list_stored(db, moved.id)) == ["offer.md"]


def test_a_place_is_known_as_it_was_last_seen(db: Store) -> None:
    asset_id = add(db)

    (stored,) = list_stored(db, 1).values()

    assert stored == Stored(1, asset_id, 1, 9, 1, None, False)


def test_a_version_is_found_by_its_bytes_and_its_properties_come_back(db: Store) -> None:
    asset_id = add(db)

    assert find_version(db, "f1") == (1, asset_id)
    assert find_version(db, "f2") is None
    assert list_sizes(db) == {9}
    assert load_properties(db, asset_id) == READING.properties


def test_what_a_sidecar_says_wins_over_the_file_and_tags_anew(db: Store) -> None:
    asset_id = add(db)
    db.execute("UPDATE assets SET tagged_with = 'everything'")

    record_sidecar(db, 1, {"kind": ("battle_card",)})

    assert load_properties(db, asset_id).fields["kind"] == ("battle_card",)
    assert count_untagged(db, "everything") == 1


def test_an_asset_without_a_place_is_retired_and_unfindable_and_comes_back(db: Store) -> None:
    asset_id = add(db)
    end_locations(db, [1], gone_at=AT)

    assert settle_assets(db, [asset_id], at=AT) == ([asset_id], [])
    assert find_asset(db, asset_id).retired_at == AT
    assert page_unembedded(db, "m", after=0, limit=9)[0] == []

    put_location(db, 1, Sighting("back.md", 9, 2), 1, seen_at=AT)
    assert settle_assets(db, [asset_id], at=AT) == ([], [asset_id])
    assert list_unchunked(db) == [asset_id]
    chunk(db, asset_id)
    assert list_unchunked(db) == []


def test_the_first_place_is_the_tidiest_of_the_newest_version(db: Store) -> None:
    asset_id = add(db, "Archive/offer.md")
    put_location(db, 1, Sighting("Offers/offer.md", 9, 2), 1, seen_at=AT)

    assert not is_first_place(db, 1, asset_id)
    assert is_first_place(db, 2, asset_id)
    assert living_locations(db, asset_id) == [1, 2]


def test_texts_without_vectors_come_in_pages_and_each_text_once(db: Store) -> None:
    add(db)
    add(db, "twin.md", "f2")
    add(db, "third.md", "f3")

    first, last = page_unembedded(db, "m", after=0, limit=4)
    second, end = page_unembedded(db, "m", after=last, limit=4)

    assert (len(first), len(second)) == (2, 2)
    assert [text for _, text in first] == [
        "Offer. Audit. They come in spring.",
        "Offer. Price. We pay back in nine months.",
    ]
    assert page_unembedded(db, "m", after=end, limit=4) == ([], end)


def test_vectors_belong_to_a_text_and_a_model(db: Store) -> None:
    asset_id = add(db)
    (named, _), *_ = page_unembedded(db, "m", after=0, limit=1)[0]
    vector = np.eye(3, dtype=np.float32)[:1]

    add_vectors(db, "m", [named], vector)

    assert np.array_equal(find_vectors(db, "m", [named])[named], vector[0])
    assert find_vectors(db, "other", [named]) == {}
    assert (count_unembedded(db, "m"), count_unembedded(db, "other")) == (1, 2)
    assert len(load_embedded(db, "m", asset_id)) == 1
    assert drop_other_models(db, "other") == 1


def test_an_asset_is_tagged_when_all_its_texts_have_vectors(db: Store) -> None:
    asset_id = add(db)
    texts = page_unembedded(db, "m", after=0, limit=9)[0]

    assert list_untagged(db, "new", "m") == []
    add_vectors(db, "m", [named for named, _ in texts], np.ones((2, 3), dtype=np.float32))
    assert list_untagged(db, "new", "m") == [asset_id]


def test_every_change_to_chunks_and_vectors_counts_up_the_state(db: Store) -> None:
    states = [read_state(db)]
    asset_id = add(db)
    states.append(read_state(db))
    add_vectors(db, "m", [b"x" * 16], np.ones((1, 3), dtype=np.float32))
    states.append(read_state(db))
    delete_chunks(db, asset_id)
    states.append(read_state(db))

    assert states == sorted(set(states))


def test_a_library_is_complete_until_something_changes(db: Store) -> None:
    add(db)
    db.execute("UPDATE assets SET tagged_with = 'new'")
    record_complete(db, "new")

    assert is_complete(db, "new")
    assert not is_complete(db, "newer")
    touch(db)
    assert not is_complete(db, "new")


def test_nothing_of_a_failed_version_stays(db: Store) -> None:
    asset_id = add(db)

    with pytest.raises(Exception, match="UNIQUE"):
        add_version(db, asset_id, fingerprint="f1", size=9, title="Offer", reading=READING, read_at=AT)

    assert db.execute("SELECT count(*) FROM versions").fetchone()[0] == 1
    assert db.execute("SELECT count(*) FROM sections").fetchone()[0] == 2


def test_an_unfinished_pass_says_since_when_things_are_unsettled(db: Store) -> None:
    add(db)
    first = start_pass(db, 1, started_at=AT)

    assert first_unfinished(db, 1) == AT
    finish_pass(db, first, summary={}, finished_at=AT)
    assert first_unfinished(db, 1) is None


def test_a_part_that_fails_takes_back_the_whole(db: Store) -> None:
    def add_and_fail() -> None:
        with db.atomic():
            add(db)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_and_fail()
    assert db.execute("SELECT count(*) FROM assets").fetchone()[0] == 0
