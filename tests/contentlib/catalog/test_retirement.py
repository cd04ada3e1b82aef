"""What a person takes out stays out, through passes, edits and moves, until a person lets it back in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from contentlib.catalog.care import find_care, record_care
from contentlib.catalog.retirement import list_retirements, restore_asset, retire_asset
from contentlib.catalog.versions import load_properties
from contentlib.errors import BadInput
from contentlib.library.opened import Library
from contentlib.search.find import find_assets
from tests.builders import NOON, build_library, index

FILES = {
    "prices.md": "# Prices\n\nThe licence is paid back in nine months, says the treasurer of the harbour.\n",
    "story.md": "# Story\n\nThe bakery moved its ledgers over one weekend and never looked back at the old ones.\n",
}
PRICES = 1


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, FILES)


def retire(library: Library, asset_id: int = PRICES) -> None:
    retire_asset(library.db, asset_id, reason="replaced", retired_by="petra@ours.example", retired_at=NOON)


def restore(library: Library, asset_id: int = PRICES) -> None:
    restore_asset(library.db, asset_id, restored_by="petra@ours.example", restored_at=NOON + timedelta(days=1))


def found(library: Library, query: str) -> list[str]:
    return [result.asset.title for result in find_assets(library, query).results]


def test_a_retired_asset_is_found_no_more_and_found_again_when_restored(library: Library) -> None:
    assert "Prices" in found(library, "paid back treasurer")
    retire(library)
    assert "Prices" not in found(library, "paid back treasurer")
    restore(library)
    assert found(library, "paid back treasurer")[0] == "Prices"


def test_the_history_tells_who_and_why(library: Library) -> None:
    retire(library)
    restore(library)
    retire(library)
    first, second = list_retirements(library.db, PRICES)
    assert (first.reason, first.retired_by, first.restored_at) == ("replaced", "petra@ours.example", None)
    assert second.restored_by == "petra@ours.example"


def test_a_pass_does_not_bring_it_back(library: Library, tmp_path: Path) -> None:
    retire(library)
    index(library, tmp_path / "drive")
    assert "Prices" not in found(library, "paid back treasurer")


@pytest.mark.parametrize("change", ["edited", "moved", "copied", "moved and edited", "gone and back"])
def test_it_stays_out_whatever_happens_to_its_file(library: Library, tmp_path: Path, change: str) -> None:
    drive = tmp_path / "drive"
    retire(library)
    text = FILES["prices.md"]
    if change == "edited":
        (drive / "prices.md").write_text(text + "\nNo hidden fees.\n")
    if change == "moved":
        (drive / "prices.md").rename(drive / "costs.md")
    if change == "copied":
        (drive / "copy.md").write_text(text)
    if change == "moved and edited":
        (drive / "prices.md").unlink()
        (drive / "costs.md").write_text(text + "\nNo hidden fees.\n")
    if change == "gone and back":
        (drive / "prices.md").unlink()
        index(library, drive, allow_mass_retire=True)
        (drive / "prices.md").write_text(text)
    index(library, drive, allow_mass_retire=True)
    assert "Prices" not in found(library, "paid back treasurer")
    restore(library)
    index(library, drive)
    assert found(library, "paid back treasurer")[0] == "Prices"
    assert library.db.execute("SELECT count(*) FROM assets").fetchone()[0] == 2


def test_one_that_is_out_cannot_be_taken_out_again(library: Library) -> None:
    retire(library)
    with pytest.raises(BadInput, match="retired already"):
        retire(library)


def test_one_that_nobody_took_out_cannot_be_restored(library: Library) -> None:
    with pytest.raises(BadInput, match="Nobody took"):
        restore(library)


def test_restored_without_its_file_it_returns_with_the_file(library: Library, tmp_path: Path) -> None:
    retire(library)
    (tmp_path / "drive/prices.md").unlink()
    index(library, tmp_path / "drive")
    restore(library)
    assert "Prices" not in found(library, "paid back treasurer")
    (tmp_path / "drive/prices.md").write_text(FILES["prices.md"])
    index(library, tmp_path / "drive")
    assert found(library, "paid back treasurer")[0] == "Prices"


def test_a_persons_word_on_owner_and_review_beats_the_file_and_can_be_taken_back(tmp_path: Path) -> None:
    text = "---\nowner: file@ours.example\nreview_by: 2026-06-30\n---\n# Prices\n\nPaid back in nine months.\n"
    library = build_library(tmp_path, {"prices.md": text})

    def say(owner: str, review_by: str) -> None:
        filed = load_properties(library.db, PRICES)
        record_care(library.db, PRICES, owner=owner, review_by=review_by, filed=filed, said_by="", said_at=NOON)

    assert find_care(library.db, PRICES).owner == "file@ours.example"
    say("petra@ours.example", "2027-01-31")
    (tmp_path / "drive/prices.md").write_text(text + "\nAnd more.\n")
    index(library, tmp_path / "drive")
    care = find_care(library.db, PRICES)
    assert (care.owner, care.review_by) == ("petra@ours.example", "2027-01-31")
    assert care.owner_by_person
    say("", "")
    care = find_care(library.db, PRICES)
    assert (care.owner, care.review_by, care.owner_by_person) == ("file@ours.example", "2026-06-30", False)


@pytest.mark.parametrize(("owner", "day", "said"), [("petra", "", "owner"), ("", "soon", "review_by")])
def test_an_owner_or_a_day_that_is_none_is_named(library: Library, owner: str, day: str, said: str) -> None:
    filed = load_properties(library.db, PRICES)
    with pytest.raises(BadInput, match=said):
        record_care(library.db, PRICES, owner=owner, review_by=day, filed=filed, said_by="", said_at=NOON)
