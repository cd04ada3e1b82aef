"""One pass over a true drive, with the true readers: what becomes of each file, and what a pass never does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from contentlib.catalog.assets import find_asset, find_asset_by_path, list_assets, list_locations, list_versions
from contentlib.catalog.vector_store import count_unembedded
from contentlib.errors import DriveError, LibraryError, LockedLibrary, ModelError
from contentlib.library.opened import Library, index_path, open_library
from contentlib.model import Audience
from contentlib.models.embedder import Embedder
from contentlib.reports.library_status import LibraryStatus, list_unreadable, report_status
from contentlib.search.keywords import find_sections
from contentlib.settings import Settings
from contentlib.storage.database import open_database
from contentlib.storage.pass_lock import hold_library
from contentlib.storage.state import read_state
from indexer.preview import preview_pass
from indexer.run import run_pass
from indexer.summary import PathOutcome, RunSummary
from tests.builders import build_library, clock_of, index, open_empty, write_files
from tests.canaries.office_bases import make_deck

DRIVE = {
    "Decks/price.md": "# Price\n\nWe are not the cheapest, and we pay back in nine months.",
    "Decks/security.md": "# Security\n\nYour data stays in Frankfurt, and the auditors come every spring.",
    "notes.txt": "The rollout takes six weeks, and nobody has to stop working for it.",
}
BROKEN = b"%PDF-1.7 and nothing more"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, DRIVE)


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    return tmp_path / "drive"


def outcomes(summary: RunSummary) -> dict[str, PathOutcome]:
    return {change.path: change.outcome for change in summary.changes}


def finds(library: Library, words: str) -> list[str]:
    """The paths that hold these words."""
    found = find_sections(library.db, words, limit=20)
    assets = dict.fromkeys(asset_id for one in found for _, asset_id in one.chunks)
    return [find_asset(library.db, asset_id).path for asset_id in assets]


def touch(path: Path) -> None:
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1_000_000_000))


# --- what becomes of a file ---------------------------------------------------------------------------------------


def test_a_first_pass_takes_in_every_file_and_says_so(tmp_path: Path) -> None:
    library = open_empty(tmp_path)

    summary = index(library, write_files(tmp_path / "drive", DRIVE))

    assert outcomes(summary) == dict.fromkeys(DRIVE, PathOutcome.NEW)
    assert (summary.found, summary.chunks, summary.tagged) == (3, 3, 3)
    assert {asset.title for asset in list_assets(library.db)} == {"Price", "Security", "notes"}
    assert finds(library, "auditors") == ["Decks/security.md"]


def test_a_second_pass_finds_nothing_to_do_and_reads_nothing(library: Library, drive: Path) -> None:
    state = read_state(library.db)

    summary = index(library, drive)

    assert (summary.changes, summary.unchanged, summary.chunks, summary.tagged) == ([], 3, 0, 0)
    assert read_state(library.db) == state


def test_an_edited_file_is_a_new_version_of_the_same_asset(library: Library, drive: Path) -> None:
    before = find_asset_by_path(library.db, "Decks/price.md")
    (drive / "Decks/price.md").write_text("# Price\n\nNow it is cheaper than ever.")

    summary = index(library, drive)

    assert outcomes(summary) == {"Decks/price.md": PathOutcome.CHANGED}
    assert find_asset_by_path(library.db, "Decks/price.md").id == before.id
    assert [version.number for version in list_versions(library.db, before.id)] == [2, 1]
    assert finds(library, "cheaper") == ["Decks/price.md"]
    assert finds(library, "nine months") == []


def test_an_edit_that_is_taken_back_brings_the_earlier_words_back(library: Library, drive: Path) -> None:
    write_files(drive, {"Decks/price.md": "# Another title\n\nNow it is cheaper than ever."})
    index(library, drive)
    write_files(drive, {"Decks/price.md": DRIVE["Decks/price.md"]})

    index(library, drive)

    asset = find_asset_by_path(library.db, "Decks/price.md")
    assert (asset.title, len(list_versions(library.db, asset.id))) == ("Price", 2)
    assert finds(library, "nine months") == ["Decks/price.md"]


def test_a_file_that_was_only_touched_is_unchanged(library: Library, drive: Path) -> None:
    touch(drive / "notes.txt")

    summary = index(library, drive)

    assert (summary.changes, summary.unchanged, summary.chunks) == ([], 3, 0)


def test_a_copy_is_the_same_asset_at_two_places(library: Library, drive: Path) -> None:
    write_files(drive, {"Decks/Copy of price.md": DRIVE["Decks/price.md"]})

    summary = index(library, drive)

    assert outcomes(summary) == {"Decks/Copy of price.md": PathOutcome.COPIED}
    asset = find_asset_by_path(library.db, "Decks/Copy of price.md")
    assert asset.path == "Decks/price.md"
    assert {place.path for place in list_locations(library.db, asset.id)} == {
        "Decks/Copy of price.md",
        "Decks/price.md",
    }


def test_files_with_the_same_bytes_are_one_asset_from_the_first_pass_on(tmp_path: Path) -> None:
    library = build_library(tmp_path, {f"{n}/price.md": DRIVE["Decks/price.md"] for n in range(12)})

    (asset,) = list_assets(library.db)
    assert len(list_locations(library.db, asset.id)) == 12


def test_a_removed_copy_leaves_the_asset_where_it_lies_still(library: Library, drive: Path) -> None:
    write_files(drive, {"Decks/Copy of price.md": DRIVE["Decks/price.md"]})
    index(library, drive)
    (drive / "Decks/price.md").unlink()

    summary = index(library, drive)

    assert summary.changes == []
    assert find_asset_by_path(library.db, "Decks/price.md").path == "Decks/Copy of price.md"


def test_a_removed_file_retires_its_asset_and_returns_with_it(library: Library, drive: Path) -> None:
    before = find_asset_by_path(library.db, "notes.txt")
    (drive / "notes.txt").unlink()

    assert outcomes(index(library, drive)) == {"notes.txt": PathOutcome.RETIRED}
    assert find_asset(library.db, before.id).retired_at
    assert finds(library, "rollout") == []

    write_files(drive, {"back again.txt": DRIVE["notes.txt"]})
    summary = index(library, drive)

    assert outcomes(summary) == {"back again.txt": PathOutcome.RETURNED}
    assert summary.chunks <= 1, "only the title may be new"
    assert find_asset_by_path(library.db, "back again.txt").id == before.id
    assert finds(library, "rollout") == ["back again.txt"]


def test_two_files_that_change_places_keep_their_assets(library: Library, drive: Path) -> None:
    one, other = (find_asset_by_path(library.db, f"Decks/{name}.md").id for name in ("price", "security"))
    swapped = {"Decks/price.md": DRIVE["Decks/security.md"], "Decks/security.md": DRIVE["Decks/price.md"]}
    write_files(drive, swapped)
    touch(drive / "Decks/price.md")
    touch(drive / "Decks/security.md")

    summary = index(library, drive)

    assert set(outcomes(summary).values()) == {PathOutcome.CHANGED}
    assert find_asset_by_path(library.db, "Decks/security.md").id == one
    assert find_asset_by_path(library.db, "Decks/price.md").id == other
    assert finds(library, "auditors") == ["Decks/price.md"]


# --- bad files and bad drives -------------------------------------------------------------------------------------


def test_a_bad_file_is_reported_and_the_rest_are_stored(tmp_path: Path) -> None:
    library = open_empty(tmp_path)

    summary = index(library, write_files(tmp_path / "drive", {**DRIVE, "a broken one.pdf": BROKEN}))

    assert outcomes(summary) == dict.fromkeys(DRIVE, PathOutcome.NEW) | {"a broken one.pdf": PathOutcome.UNREADABLE}
    assert len(list_assets(library.db)) == 3


def test_an_unreadable_file_keeps_the_time_since_when_until_it_is_mended(library: Library, drive: Path) -> None:
    write_files(drive, {"offer.pdf": BROKEN})
    index(library, drive)
    (first,) = list_unreadable(library.db)

    assert index(library, drive).still_unreadable == 1
    write_files(drive, {"offer.pdf": BROKEN + b" of it"})
    assert outcomes(index(library, drive)) == {"offer.pdf": PathOutcome.UNREADABLE}
    assert list_unreadable(library.db)[0].since_at == first.since_at

    (drive / "offer.pdf").unlink()
    index(library, drive)
    assert list_unreadable(library.db) == ()


def test_an_unreadable_file_is_tried_again_when_asked(library: Library, drive: Path) -> None:
    write_files(drive, {"offer.pdf": BROKEN})
    index(library, drive)

    assert outcomes(index(library, drive, retry=True)) == {"offer.pdf": PathOutcome.UNREADABLE}
    assert len(list_unreadable(library.db)) == 1


def test_a_file_that_breaks_keeps_its_asset_and_its_last_good_words(library: Library, drive: Path) -> None:
    write_files(drive, {"Decks/price.md": b"\x00\x01\x02" * 200})

    index(library, drive)

    assert [file.path for file in list_unreadable(library.db)] == ["Decks/price.md"]
    assert finds(library, "nine months") == ["Decks/price.md"]


def test_a_drive_that_is_suddenly_empty_retires_nothing_unless_it_is_meant(library: Library, drive: Path) -> None:
    for path in DRIVE:
        (drive / path).unlink()

    for look in (index, preview_pass):
        with pytest.raises(DriveError, match="--allow-mass-retire"):
            look(library, drive)

    assert len(list_assets(library.db)) == 3
    assert set(outcomes(index(library, drive, allow_mass_retire=True)).values()) == {PathOutcome.RETIRED}
    assert list_assets(library.db) == ()


def test_most_of_a_drive_may_not_vanish_without_a_word(tmp_path: Path) -> None:
    library = build_library(tmp_path, {f"{n}.txt": f"File number {n} says {n * n}." for n in range(30)})
    for number in range(20):
        (tmp_path / f"drive/{number}.txt").unlink()

    summary = index(library, tmp_path / "drive")

    assert "20 of 30 files are gone" in summary.notices[0]
    assert len(list_assets(library.db)) == 30


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_nothing_in_a_folder_that_cannot_be_opened_is_retired(library: Library, drive: Path) -> None:
    (drive / "Decks").chmod(0)
    try:
        summary = index(library, drive)
    finally:
        (drive / "Decks").chmod(0o755)

    assert summary.changes == []
    assert [problem.path for problem in summary.problems] == ["Decks/"]


def test_an_empty_drive_that_was_never_indexed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "drive").mkdir()

    with pytest.raises(DriveError, match="mounted"):
        index(open_empty(tmp_path), tmp_path / "drive")


def test_a_drive_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DriveError, match="elsewhere"):
        index(open_empty(tmp_path), tmp_path / "elsewhere")


def test_a_second_pass_at_the_same_time_is_refused_by_name(library: Library, drive: Path) -> None:
    with hold_library(library.path), pytest.raises(LockedLibrary, match=str(os.getpid())):
        index(library, drive)


# --- sidecars -----------------------------------------------------------------------------------------------------


def test_a_sidecar_is_obeyed_when_it_comes_changes_and_goes(library: Library, drive: Path) -> None:
    sidecar = drive / "notes.txt.meta.toml"

    def audience() -> Audience:
        index(library, drive)
        return find_asset_by_path(library.db, "notes.txt").audience

    sidecar.write_text('audience = "external"')
    assert audience() is Audience.EXTERNAL
    sidecar.write_text('audience = "internal"\nkind = "battle_card"')
    assert audience() is Audience.INTERNAL
    assert find_asset_by_path(library.db, "notes.txt").kind == "battle_card"
    sidecar.unlink()
    index(library, drive)
    assert find_asset_by_path(library.db, "notes.txt").kind != "battle_card"


def test_a_broken_sidecar_is_a_notice_that_names_it(library: Library, drive: Path) -> None:
    (drive / "notes.txt.meta.toml").write_text("audience = ")

    summary = index(library, drive)

    assert any("notes.txt.meta.toml" in notice for notice in summary.notices)


def test_a_copy_without_a_sidecar_does_not_unsay_what_the_sidecar_says(library: Library, drive: Path) -> None:
    (drive / "notes.txt.meta.toml").write_text('audience = "external"')
    index(library, drive)
    write_files(drive, {"Copies/notes.txt": DRIVE["notes.txt"]})

    index(library, drive)

    assert find_asset_by_path(library.db, "notes.txt").audience is Audience.EXTERNAL


# --- words first --------------------------------------------------------------------------------------------------


def test_words_are_found_from_elsewhere_while_the_model_is_still_at_work(tmp_path: Path) -> None:
    library = open_empty(tmp_path)
    drive = write_files(tmp_path / "drive", DRIVE)
    seen: list[int] = []

    class Onlooker:
        """Looks through a connection of its own whenever the pass tells that it goes on."""

        def start(self, stage: str, total: int | None) -> None:
            other = open_database(library.path)
            found = len(find_sections(other, "auditors", limit=5))
            without_vectors = count_unembedded(other, library.model)
            other.close()
            if stage == "Reading for meaning":
                seen.extend((found, without_vectors))

        def advance(self, amount: int, current: str) -> None: ...

    run_pass(library, drive, progress=Onlooker(), now=clock_of(library))

    assert seen == [1, 3]


def test_a_new_vocabulary_tags_anew_without_reading_or_embedding(library: Library, drive: Path) -> None:
    library.db.execute("UPDATE assets SET tagged_with = 'an older vocabulary'")
    embedded = library.embedder.texts_seen  # type: ignore[attr-defined]  # the fake counts

    summary = index(library, drive)

    assert (summary.tagged, summary.chunks, summary.unchanged) == (3, 0, 3)
    assert library.embedder.texts_seen == embedded  # type: ignore[attr-defined]


# --- previews -----------------------------------------------------------------------------------------------------


def test_a_preview_tells_what_a_pass_would_do_and_writes_nothing(library: Library, drive: Path) -> None:
    (drive / "Decks/price.md").rename(drive / "moved.md")
    (drive / "notes.txt").unlink()
    write_files(drive, {"Decks/security.md": "# Security\n\nNew words.", "new.md": "# New", "copy.md": "# New"})
    library.db.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = {path: path.read_bytes() for path in library.path.parent.glob("library*")}

    summary = preview_pass(library, drive)

    assert outcomes(summary) == {
        "Decks/security.md": PathOutcome.CHANGED, "moved.md": PathOutcome.MOVED, "copy.md": PathOutcome.NEW,
        "new.md": PathOutcome.COPIED, "notes.txt": PathOutcome.RETIRED,
    }  # fmt: skip
    assert {path: path.read_bytes() for path in library.path.parent.glob("library*")} == before


def test_a_preview_makes_no_library(tmp_path: Path) -> None:
    drive = write_files(tmp_path / "drive", DRIVE)
    command = [sys.executable, "-m", "contentlib", "--library", str(tmp_path / "l.db"), "index", str(drive)]

    said = subprocess.run([*command, "--dry-run"], capture_output=True, text=True, check=True)

    assert "3 new" in said.stdout
    assert not (tmp_path / "l.db").exists()


# --- trouble ------------------------------------------------------------------------------------------------------


def test_a_full_disk_stops_the_pass_and_leaves_what_was_stored(library: Library, drive: Path) -> None:
    pages = library.db.execute("PRAGMA page_count").fetchone()[0]
    library.db.execute(f"PRAGMA max_page_count = {pages + 4}")
    write_files(drive, {f"more/{n}.md": f"# More {n}\n\n" + f"Sentence {n} has words. " * 400 for n in range(20)})

    with pytest.raises(LibraryError, match="The disk is full"):
        index(library, drive)

    assert library.db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert finds(library, "auditors") == ["Decks/security.md"]

    library.db.execute("PRAGMA max_page_count = 1000000")
    index(library, drive)
    assert len(list_assets(library.db)) == 23


def test_no_room_for_files_ends_the_command_with_one_sentence(tmp_path: Path) -> None:
    drive = write_files(tmp_path / "drive", DRIVE)
    path = tmp_path / "library.db"
    open_database(path, create=True).close()
    blocks = path.stat().st_size // 1024
    limited = f"ulimit -f {blocks}; exec {sys.executable} -m contentlib --library {path} index {drive}"

    said = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, check=False)

    assert said.returncode == LibraryError.exit_code
    assert "Make room" in said.stderr
    assert "Traceback" not in said.stderr


def test_without_a_model_the_words_are_stored_and_the_next_pass_goes_on(tmp_path: Path) -> None:
    drive = write_files(tmp_path / "drive", DRIVE)

    def no_model(settings: Settings) -> Embedder:
        raise ModelError("The model is not installed. Install it.")

    settings = Settings(library=tmp_path / "library.db", cache=tmp_path)
    library = open_library(settings, create=True, make_embedder=no_model)
    with pytest.raises(ModelError, match="Install it"):
        index(library, drive)
    assert finds(library, "auditors") == ["Decks/security.md"]

    mended = open_empty(tmp_path)
    summary = index(mended, drive)

    assert (summary.unchanged, summary.chunks, summary.tagged) == (3, 3, 3)


def test_status_says_what_share_has_vectors_and_that_a_pass_was_not_finished(tmp_path: Path) -> None:
    drive = write_files(tmp_path / "drive", DRIVE)
    library = open_empty(tmp_path)

    class Impatient:
        def start(self, stage: str, total: int | None) -> None:
            if stage == "Reading for meaning":
                raise KeyboardInterrupt

        def advance(self, amount: int, current: str) -> None: ...

    def status() -> LibraryStatus:
        return report_status(
            library.db,
            library.vocabulary,
            library=library.path,
            index=index_path(library.settings),
            model=library.embedder.name,
        )

    with pytest.raises(KeyboardInterrupt):
        run_pass(library, drive, progress=Impatient(), now=clock_of(library))
    assert (status().embedded, status().drives[0].finished) == (0.0, False)

    index(library, drive)
    assert (status().embedded, status().drives[0].finished) == (1.0, True)


def test_a_summary_counts_as_the_guide_says(library: Library, drive: Path) -> None:
    write_files(drive, {"offer.pdf": BROKEN, "Copy of notes.txt": DRIVE["notes.txt"], ".hidden": "x"})

    data = index(library, drive).to_json()

    assert (data["found"], data["unchanged"], data["copied"], data["unreadable"]) == (5, 3, 1, 1)
    assert sum(data["skipped"].values()) == 1
    assert {change["path"] for change in data["changes"]} == {"offer.pdf", "Copy of notes.txt"}


def test_a_pass_looks_through_what_was_read_before_anybody_looked(tmp_path: Path) -> None:
    library = build_library(tmp_path, {"deck.pptx": make_deck(), "price.md": b"Twelve euros."})
    kept = "SELECT path, examined_with, inside FROM versions v JOIN locations l ON l.version_id = v.id ORDER BY path"
    first = library.db.execute(kept).fetchall()
    assert [(row[0], row[1]) for row in first] == [("deck.pptx", 1), ("price.md", 1)]
    assert "attached" in first[0][2]
    library.db.execute("UPDATE versions SET examined_with = 0, inside = ''")
    index(library, tmp_path / "drive")
    assert library.db.execute(kept).fetchall() == first
