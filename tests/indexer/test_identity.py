"""An asset stays the same asset, with its tags, sends and history, whatever is done to its files."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contentlib.catalog.assets import (
    find_asset,
    find_asset_by_path,
    list_assets,
    list_drives,
    list_locations,
    list_versions,
)
from contentlib.catalog.lineage import split_asset
from contentlib.catalog.tags import list_tags, record_correction
from contentlib.errors import BadInput
from contentlib.library.opened import Library
from contentlib.model import Axis, Source, Tag
from indexer.identity import ALIKE, Text, cut_shingles, match_revisions, measure_likeness
from indexer.intake import follow_current
from indexer.run import run_pass
from indexer.summary import PathOutcome, RunSummary
from tests.builders import build_library, clock_of, index, write_files

AT = datetime(2026, 3, 1, tzinfo=UTC)


def story(customer: str, number: int = 0) -> str:
    """A text of some hundred words that is like no other customer's."""
    sentences = (f"{customer} saved {n * 7 + number} hours in week {n} of plan {customer}-{n}." for n in range(1, 15))
    return f"# The story of {customer}\n\n" + " ".join(sentences)


FILES = {
    "Stories/Mills.md": story("Mills"), "Stories/Harbour.md": story("Harbour"), "Stories/Lark.md": story("Lark"),
    "Prices/list.md": story("Prices"),
}  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, FILES)


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    return tmp_path / "drive"


def give_history(library: Library, path: str) -> int:
    """A person's tag, a send and an opening; returns the asset's id."""
    db = library.db
    asset = find_asset_by_path(db, path)
    tag = Tag(Axis.OBJECTION, "price", 1.0, "said so", "", Source.PERSON)
    record_correction(db, asset.id, tag, said_by="ana", said_at=AT)
    person = db.table("people").insert({"name": "Ana", "email": f"ana{asset.id}@example.com"}).last_pk
    contact = db.table("contacts").insert({"name": "Bo", "email": f"bo{asset.id}@example.com"}).last_pk
    db.table("sends").insert(
        {"asset_id": asset.id, "version_id": asset.version_id, "person_id": person, "contact_id": contact,
         "channel": "link", "token": f"token {asset.id}", "sent_at": AT.isoformat()}
    )  # fmt: skip
    db.table("opens").insert({"asset_id": asset.id, "person_id": person, "opened_at": AT.isoformat()})
    return asset.id


def history(library: Library, asset_id: int) -> tuple[int, int, bool]:
    """Sends, openings, and whether the person's tag is there."""
    db = library.db
    sends, opens = (
        db.execute(f"SELECT count(*) FROM {table} WHERE asset_id = ?", [asset_id]).fetchone()[0]
        for table in ("sends", "opens")
    )
    tags = list_tags(db, [asset_id])[asset_id]
    return sends, opens, any(tag.source is Source.PERSON for tag in tags)


ALL_KEPT = (1, 1, True)


def outcomes(summary: RunSummary) -> dict[str, PathOutcome]:
    return {change.path: change.outcome for change in summary.changes}


def is_stored(library: Library, path: str) -> bool:
    return bool(library.db.execute("SELECT 1 FROM locations WHERE path = ?", [path]).fetchone())


def edit(text: str) -> str:
    return text.replace("hours in week 3 ", "hours of work in the third week ") + " Ask for the new figures."


def test_a_scenario_of_a_year_keeps_one_asset_with_everything_known_of_it(library: Library, drive: Path) -> None:
    known = give_history(library, "Stories/Mills.md")
    (drive / "Stories/Mills.md").rename(drive / "Stories/Mills 2026.md")
    assert outcomes(index(library, drive)) == {"Stories/Mills 2026.md": PathOutcome.MOVED}

    (drive / "Stories").rename(drive / "Case Studies")
    assert set(outcomes(index(library, drive)).values()) == {PathOutcome.MOVED}

    (drive / "Sent to Bo").mkdir()
    shutil.copy(drive / "Case Studies/Mills 2026.md", drive / "Sent to Bo/Copy of Mills 2026.md")
    assert outcomes(index(library, drive)) == {"Sent to Bo/Copy of Mills 2026.md": PathOutcome.COPIED}
    (drive / "Sent to Bo/Copy of Mills 2026.md").unlink()
    index(library, drive)

    revised = edit(story("Mills"))
    write_files(drive, {"Case Studies/Mills 2026.md": revised})
    assert outcomes(index(library, drive)) == {"Case Studies/Mills 2026.md": PathOutcome.CHANGED}

    (drive / "Case Studies/Mills 2026.md").unlink()
    write_files(drive, {"Customers/Mills (final).md": edit(revised)})
    assert outcomes(index(library, drive)) == {"Customers/Mills (final).md": PathOutcome.REVISED}

    away = drive.rename(drive.with_name("mounted elsewhere"))
    summary = index(library, away)
    assert (summary.unchanged, summary.changes) == (4, [])

    last = (away / "Customers/Mills (final).md").read_bytes()
    (away / "Customers/Mills (final).md").unlink()
    assert outcomes(index(library, away)) == {"Customers/Mills (final).md": PathOutcome.RETIRED}
    write_files(away, {"Mills.md": last})
    assert outcomes(index(library, away)) == {"Mills.md": PathOutcome.RETURNED}

    assert find_asset_by_path(library.db, "Mills.md").id == known
    assert history(library, known) == ALL_KEPT
    assert [version.number for version in list_versions(library.db, known)] == [3, 2, 1]
    assert len(list_locations(library.db, known)) == 6
    assert len(list_assets(library.db)) == 4


def test_a_renamed_file_is_called_by_its_new_name_where_it_has_no_other_title(tmp_path: Path) -> None:
    library = build_library(tmp_path, {"Battle Cards (INTERNAL)/draft 7.txt": "We answer the price with the payback."})
    asset = find_asset_by_path(library.db, "Battle Cards (INTERNAL)/draft 7.txt")
    (tmp_path / "drive/Battle Cards (INTERNAL)/draft 7.txt").rename(tmp_path / "drive/How we answer the price.txt")

    index(library, tmp_path / "drive")

    assert find_asset(library.db, asset.id).title == "How we answer the price"


def test_the_wanderer_is_told_from_its_siblings(library: Library, drive: Path) -> None:
    known = give_history(library, "Stories/Harbour.md")
    for name in ("Harbour", "Lark"):
        (drive / f"Stories/{name}.md").unlink()
    write_files(drive, {"New/a.md": edit(story("Harbour")), "New/b.md": story("Nobody knows"), "c.md": "# Short"})

    summary = index(library, drive)

    assert outcomes(summary) == {
        "New/a.md": PathOutcome.REVISED, "New/b.md": PathOutcome.NEW,
        "c.md": PathOutcome.NEW, "Stories/Lark.md": PathOutcome.RETIRED,
    }  # fmt: skip
    assert find_asset_by_path(library.db, "New/a.md").id == known
    assert history(library, known) == ALL_KEPT


def test_another_file_like_one_that_is_still_there_is_new(library: Library, drive: Path) -> None:
    write_files(drive, {"Stories/Mills too.md": edit(story("Mills"))})

    assert outcomes(index(library, drive)) == {"Stories/Mills too.md": PathOutcome.NEW}


def test_a_move_with_an_edit_is_recognised_though_the_pass_that_saw_it_was_stopped(
    library: Library, drive: Path
) -> None:
    known = give_history(library, "Stories/Harbour.md")
    (drive / "Stories/Harbour.md").unlink()
    write_files(drive, {"New/a.md": edit(story("Harbour"))})

    class Impatient:
        def start(self, stage: str, total: int | None) -> None: ...

        def advance(self, amount: int, current: str) -> None:
            if current == "New/a.md" and is_stored(library, current):
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_pass(library, drive, progress=Impatient(), now=clock_of(library))
    index(library, drive)

    assert find_asset_by_path(library.db, "New/a.md").id == known


def test_a_wrong_match_can_be_split_and_stays_split(library: Library, drive: Path) -> None:
    known = give_history(library, "Stories/Harbour.md")
    (drive / "Stories/Harbour.md").unlink()
    write_files(drive, {"New/a.md": edit(story("Harbour"))})
    index(library, drive)

    parted = split_asset(library.db, "New/a.md", at=AT)
    follow_current(library, parted.parted)
    summary = index(library, drive)

    assert (parted.kept, summary.changes) == (known, [])
    assert find_asset_by_path(library.db, "New/a.md").id == parted.parted != known
    assert find_asset(library.db, known).retired_at
    assert history(library, known) == ALL_KEPT
    assert find_asset(library.db, parted.parted).tags


def test_what_has_one_version_cannot_be_split(library: Library) -> None:
    with pytest.raises(BadInput, match="one version"):
        split_asset(library.db, "Stories/Mills.md", at=AT)


def test_a_copy_that_is_edited_becomes_an_asset_of_its_own(library: Library, drive: Path) -> None:
    known = give_history(library, "Stories/Mills.md")
    shutil.copy(drive / "Stories/Mills.md", drive / "Stories/Copy of Mills.md")
    index(library, drive)
    write_files(drive, {"Stories/Copy of Mills.md": edit(story("Mills"))})

    summary = index(library, drive)

    assert outcomes(summary) == {"Stories/Copy of Mills.md": PathOutcome.NEW}
    assert find_asset_by_path(library.db, "Stories/Mills.md").id == known
    assert find_asset_by_path(library.db, "Stories/Copy of Mills.md").id != known
    assert len(list_versions(library.db, known)) == 1


def test_an_original_that_is_edited_stays_the_asset_and_its_copies_are_old_versions(
    library: Library, drive: Path
) -> None:
    known = give_history(library, "Stories/Mills.md")
    (drive / "Archive").mkdir()
    shutil.copy(drive / "Stories/Mills.md", drive / "Archive/Mills.md")
    index(library, drive)
    write_files(drive, {"Stories/Mills.md": edit(story("Mills"))})

    assert outcomes(index(library, drive)) == {"Stories/Mills.md": PathOutcome.CHANGED}
    asset = find_asset(library.db, known)
    assert (asset.path, len(list_versions(library.db, known))) == ("Stories/Mills.md", 2)


def test_a_file_that_comes_to_a_place_left_by_a_moved_one_is_another_asset(library: Library, drive: Path) -> None:
    known = give_history(library, "Stories/Mills.md")
    (drive / "Stories/Mills.md").rename(drive / "Mills.md")
    index(library, drive)
    write_files(drive, {"Stories/Mills.md": story("Somebody else")})

    assert outcomes(index(library, drive)) == {"Stories/Mills.md": PathOutcome.NEW}
    assert find_asset_by_path(library.db, "Mills.md").id == known


# --- drives -------------------------------------------------------------------------------------------------------


def test_a_drive_that_is_mounted_elsewhere_is_followed_there(library: Library, drive: Path) -> None:
    known = give_history(library, "Stories/Mills.md")
    away = drive.rename(drive.with_name("Sales (Z)"))
    write_files(away, {"Prices/list.md": edit(story("Prices"))})

    summary = index(library, away)

    (kept,) = list_drives(library.db)
    assert (kept.root, kept.name) == (str(away), "drive")
    assert outcomes(summary) == {"Prices/list.md": PathOutcome.CHANGED}
    assert "lay at" in summary.notices[0]
    assert history(library, known) == ALL_KEPT


def test_another_drive_is_not_taken_for_one_that_is_gone(library: Library, drive: Path, tmp_path: Path) -> None:
    drive.rename(tmp_path / "hidden")
    write_files(tmp_path / "other", {path: f"# Other\n\n{path}" for path in FILES})

    index(library, tmp_path / "other")

    assert len(list_drives(library.db)) == 2


def test_a_second_copy_of_a_drive_that_is_still_there_is_a_second_drive(
    library: Library, drive: Path, tmp_path: Path
) -> None:
    shutil.copytree(drive, tmp_path / "second")

    summary = index(library, tmp_path / "second")

    assert set(outcomes(summary).values()) == {PathOutcome.COPIED}
    assert (len(list_drives(library.db)), len(list_assets(library.db))) == (2, 4)


# --- likeness -----------------------------------------------------------------------------------------------------


def text(key: int, words: str, form: str = "md") -> Text:
    return Text(key, form, cut_shingles(words))


def test_the_likest_pairs_are_matched_first_and_nobody_twice() -> None:
    mills = story("Mills")
    matches = match_revisions(
        [text(1, mills), text(2, story("Lark"))], [text(3, edit(edit(mills))), text(4, edit(mills))]
    )

    assert [(match.vanished, match.newcomer) for match in matches] == [(1, 4)]


def test_the_same_words_in_another_format_are_another_asset() -> None:
    assert not match_revisions([text(1, story("Mills"), "pptx")], [text(2, story("Mills"), "pdf")])


def test_a_text_of_a_few_words_is_never_recognised() -> None:
    assert not match_revisions([text(1, "Content coming soon")], [text(2, "Content coming soon")])


def test_stories_from_one_template_are_not_alike() -> None:
    assert measure_likeness(cut_shingles(story("Mills")), cut_shingles(story("Harbour", 3))) < ALIKE
