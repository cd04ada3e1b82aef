"""An objection that a library speaks of everywhere must stand out; the same library always gives the same tags."""

from __future__ import annotations

import shutil
from pathlib import Path

from contentlib.catalog.assets import find_asset_by_path
from contentlib.library.opened import Library
from contentlib.model import Axis
from contentlib.tagging.backdrop import FEWEST_ASSETS, read_backdrop, tell_backdrop
from tests.builders import build_library, index, write_files

PRICES = "The price is in the price list. A discount on the list price, lower cost, no hidden fee, {number} a month."
SECURE = "Is it encrypted? A penetration test, single sign-on, access control, ISO 27001 and SOC 2: security first."
SELLER = {f"Pages/{number}.md": f"# Page {number}\n\n{PRICES.format(number=number)}" for number in range(FEWEST_ASSETS)}


def sureness(library: Library, path: str, objection: str) -> float:
    tags = find_asset_by_path(library.db, path).tags_on(Axis.OBJECTION)
    return next((tag.confidence for tag in tags if tag.value == objection), 0.0)


def test_what_everything_speaks_of_is_told_and_stands_out_less(tmp_path: Path) -> None:
    trust = {"Trust.md": f"# Trust\n\nWhat does it cost? A discount on the list price.\n\n{SECURE}"}
    library, alone = build_library(tmp_path, {**SELLER, **trust}), build_library(tmp_path / "alone", trust)
    assert tell_backdrop(library.db, library.vocabulary.labels).startswith("Nearly everything here speaks of “Price”")
    assert tell_backdrop(alone.db, alone.vocabulary.labels) == ""
    assert sureness(library, "Trust.md", "price") < sureness(alone, "Trust.md", "price")


def test_every_asset_is_tagged_before_the_same_backdrop(tmp_path: Path) -> None:
    library = build_library(tmp_path, SELLER)
    backdrop = read_backdrop(library.db)
    assert backdrop
    made_with = {row[0] for row in library.db.execute("SELECT DISTINCT tagged_with FROM assets")}
    assert [one.endswith(backdrop.name) for one in made_with] == [True]


def test_one_more_file_leaves_the_backdrop_and_many_more_change_it(tmp_path: Path) -> None:
    library = build_library(tmp_path, SELLER)
    first = read_backdrop(library.db)
    index(library, write_files(tmp_path / "drive", {"One more.md": f"# One more\n\n{SECURE}"}))
    assert read_backdrop(library.db) == first
    more = {f"More/{number}.md": f"# More {number}\n\n{SECURE} {number}" for number in range(10)}
    index(library, write_files(tmp_path / "drive", more))
    second = read_backdrop(library.db)
    assert first
    assert second
    assert second.near["security"] > first.near["security"]


def test_a_library_that_shrinks_is_tagged_asset_by_asset_again(tmp_path: Path) -> None:
    library = build_library(tmp_path, SELLER)
    for number in range(5):
        (tmp_path / "drive" / f"Pages/{number}.md").unlink()
    assert index(library, tmp_path / "drive", allow_mass_retire=True).tagged == FEWEST_ASSETS - 5
    assert read_backdrop(library.db) is None


def test_the_order_of_reading_changes_nothing(tmp_path: Path) -> None:
    once = build_library(tmp_path / "a", SELLER)
    halves = build_library(tmp_path / "b", dict(list(SELLER.items())[: FEWEST_ASSETS // 2]))
    shutil.copytree(tmp_path / "a" / "drive", tmp_path / "b" / "drive", dirs_exist_ok=True)
    index(halves, tmp_path / "b" / "drive")
    one, other = read_backdrop(once.db), read_backdrop(halves.db)
    assert one
    assert one == other
