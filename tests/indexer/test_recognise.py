"""Scanned pages in a pass: read last, caught up with when Tesseract comes, and never lost sight of."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from contentlib.catalog.assets import find_asset, list_assets, list_sections
from contentlib.catalog.versions import has_pictured
from contentlib.library.opened import Library, open_library
from contentlib.reports.library_status import list_thin
from contentlib.search.keywords import find_sections
from contentlib.settings import Settings
from contentlib.storage.migrations import MIGRATIONS, m009_pictured_pages_and_vector_use
from contentlib.storage.store import Store
from indexer.extract.pdf.scans import find_tesseract, list_languages
from indexer.summary import PathOutcome
from indexer.walk import Reason
from tests.builders import index, open_empty, write_files
from tests.fakes import WordEmbedder
from tests.indexer.extract import builders

needs_tesseract = pytest.mark.skipif(
    not find_tesseract() or "eng" not in list_languages(find_tesseract()),
    reason="Tesseract with English (tesseract-ocr) is not installed",
)
LETTER = (
    "Reference letter",
    "We moved to the new platform in seven weeks.",
    "Nobody missed the old one, not even those who had built it for us,",
    "and we would do it again without a second thought.",
)
FILES: dict[str, str | bytes] = {
    "letter.pdf": builders.scanned_pdf([LETTER]),
    "note.md": "# Note\n\n" + "Plain words that need no scanner. " * 5,
}


def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")


def is_found(library: Library, words: str) -> bool:
    return bool(find_sections(library.db, words, limit=5))


@needs_tesseract
def test_a_scanned_letter_is_found_by_its_words_after_one_pass(tmp_path: Path) -> None:
    library = open_empty(tmp_path)
    summary = index(library, write_files(tmp_path / "drive", FILES))
    assert (summary.recognised, summary.to_json()["recognised"]) == (1, 1)
    assert is_found(library, "platform")
    assert list_thin(library.db) == ()
    assert {asset.title for asset in list_assets(library.db)} == {"Reference letter", "Note"}
    assert library.db.execute("SELECT count(*) FROM assets WHERE tagged_with = ''").fetchone() == (0,)


def test_without_tesseract_the_letter_is_thin_and_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_tesseract(monkeypatch)
    library = open_empty(tmp_path)
    summary = index(library, write_files(tmp_path / "drive", FILES))
    (thin,) = list_thin(library.db)
    assert (thin.path, summary.recognised, summary.notices) == ("letter.pdf", 0, [])
    assert "install tesseract-ocr" in thin.warning


@needs_tesseract
def test_a_library_from_before_tesseract_catches_up_with_the_next_pass_and_only_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_empty(tmp_path)
    drive = write_files(tmp_path / "drive", FILES)
    with monkeypatch.context() as patch:
        without_tesseract(patch)
        index(library, drive)
    (scan,) = [asset for asset in list_assets(library.db) if asset.path == "letter.pdf"]
    assert not is_found(library, "platform")

    caught_up, after = index(library, drive), index(library, drive)

    assert (caught_up.recognised, caught_up.unchanged, after.recognised) == (1, 2, 0)
    assert is_found(library, "platform")
    assert find_asset(library.db, scan.id).title == "Reference letter"


@needs_tesseract
def test_a_picture_without_words_is_tried_once_and_again_when_asked(tmp_path: Path) -> None:
    library = open_empty(tmp_path)
    drive = write_files(tmp_path / "drive", {"photo.pdf": builders.scanned_pdf([()])})
    index(library, drive)
    (thin,) = list_thin(library.db)
    assert "no words were recognised" in thin.warning
    assert "recognise" not in index(library, drive).seconds
    assert "recognise" in index(library, drive, retry=True).seconds


@needs_tesseract
def test_pages_that_were_read_before_keep_their_sections_and_what_hangs_on_them(tmp_path: Path) -> None:
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    written = builders.pdf([["Written page", "these are true letters", "and so are these"]])
    for part in (builders.scanned_pdf([LETTER]), written):
        writer.append(PdfReader(BytesIO(part)))
    out = BytesIO()
    writer.write(out)
    drive = write_files(tmp_path / "drive", {"mixed.pdf": out.getvalue()})
    settings = Settings(library=tmp_path / "library.db", cache=tmp_path, scan_languages="")
    library = open_library(settings, create=True, make_embedder=lambda _: WordEmbedder())
    index(library, drive)
    before = library.db.execute("SELECT id, locator FROM sections").fetchall()
    assert [locator for _, locator in before] == ["page 2"]

    index(open_empty(tmp_path), drive)

    (asset,) = list_assets(library.db)
    assert [section.locator for section in list_sections(library.db, asset.version_id)] == ["page 1", "page 2"]
    assert library.db.execute("SELECT id, locator FROM sections WHERE locator = 'page 2'").fetchall() == before


@needs_tesseract
def test_a_language_without_data_is_named_with_what_to_install(tmp_path: Path) -> None:
    settings = Settings(library=tmp_path / "library.db", cache=tmp_path, scan_languages="eng+xyz")
    library = open_library(settings, create=True, make_embedder=lambda _: WordEmbedder())
    summary = index(library, write_files(tmp_path / "drive", FILES))
    assert summary.recognised == 1
    assert summary.notices == ["Tesseract has no data for xyz. Install tesseract-ocr-xyz, or change scan_languages."]


def test_the_setting_switches_recognition_off(tmp_path: Path) -> None:
    settings = Settings(library=tmp_path / "library.db", cache=tmp_path, scan_languages="")
    library = open_library(settings, create=True, make_embedder=lambda _: WordEmbedder())
    assert "recognise" not in index(library, write_files(tmp_path / "drive", FILES)).seconds
    assert has_pictured(library.db)


def test_a_library_of_an_earlier_version_knows_its_scans_by_what_was_said_of_them() -> None:
    db = Store(sqlite3.connect(":memory:", isolation_level=None))
    place = MIGRATIONS.index(m009_pictured_pages_and_vector_use)
    for migration in MIGRATIONS[:place]:
        migration(db)
    db.execute("INSERT INTO assets (id, title, format, added_at) VALUES (1, 'Scan', 'pdf', '2026')")
    db.execute(
        "INSERT INTO versions (asset_id, number, fingerprint, size, warnings, read_at) "
        "VALUES (1, 1, 'f', 1, '[\"no text: the pages are pictures; run text recognition\"]', '2026')"
    )
    m009_pictured_pages_and_vector_use(db)
    assert has_pictured(db)


# --- picture files, slides and attachments -----------------------------------------------------------------------

OFFER = ("Renewal offer", "The second year costs eleven thousand.", "Signed by both sides in March.")


def logos() -> dict[str, str | bytes]:
    return {"img/logo.png": builders.picture_file(("Acme",)), "img/photo.jpg": builders.picture_file((), "JPEG")}


@needs_tesseract
def test_a_picture_file_is_an_asset_if_words_are_found_in_it_and_else_counted_as_one_without(tmp_path: Path) -> None:
    library = open_empty(tmp_path)
    drive = write_files(tmp_path / "drive", {**logos(), "scans/offer.png": builders.picture_file(OFFER)})
    summary = index(library, drive)
    (asset,) = list_assets(library.db)
    assert (asset.title, asset.format, asset.path) == ("Renewal offer", "image", "scans/offer.png")
    assert is_found(library, "eleven")
    assert (summary.recognised, summary.skipped[Reason.WORDLESS], summary.unreadable) == (1, 2, 0)

    again = index(library, drive)

    assert "recognise" not in again.seconds
    assert (again.unchanged, again.skipped[Reason.WORDLESS]) == (1, 2)
    assert "recognise" in index(library, drive, retry=True).seconds


@needs_tesseract
def test_a_picture_keeps_its_identity_when_it_is_moved_or_tesseract_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_empty(tmp_path)
    drive = write_files(tmp_path / "drive", {"a.md": "# Note\n\nwords", "offer.png": builders.picture_file(OFFER)})
    index(library, drive)
    before = {asset.title: asset.id for asset in list_assets(library.db)}
    (drive / "offer.png").rename(drive / "renewal.png")
    without_tesseract(monkeypatch)
    summary = index(library, drive)
    assert summary.count(PathOutcome.MOVED) == 1
    assert {asset.title: asset.id for asset in list_assets(library.db)} == before


def test_without_tesseract_pictures_are_counted_and_say_what_would_be_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_tesseract(monkeypatch)
    library = open_empty(tmp_path)
    summary = index(library, write_files(tmp_path / "drive", {**logos(), "a.md": "# Note\n\nwords"}))
    assert (summary.skipped[Reason.PICTURE], summary.found, summary.unreadable) == (2, 1, 0)
    assert "Tesseract" in Reason.PICTURE


@needs_tesseract
def test_slides_that_are_pictures_and_scans_hung_on_a_mail_are_found_by_their_words(tmp_path: Path) -> None:
    picture = builders.picture_file(OFFER)
    mail = bytes(builders.mail("Signed", "See the scan.", attached={"scan.png": picture}))
    library = open_empty(tmp_path)
    summary = index(
        library, write_files(tmp_path / "drive", {"deck.pptx": builders.deck_of_pictures([picture]), "mail.eml": mail})
    )
    assert summary.recognised == 2
    places = library.db.execute("SELECT locator FROM sections WHERE text LIKE '%eleven thousand%' ORDER BY locator")
    assert [locator for (locator,) in places] == ["attachment scan.png", "slide 1"]
    assert not has_pictured(library.db)


def test_without_tesseract_a_deck_of_pictures_is_thin_and_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_tesseract(monkeypatch)
    library = open_empty(tmp_path)
    index(
        library,
        write_files(tmp_path / "drive", {"deck.pptx": builders.deck_of_pictures([builders.picture_file(OFFER)])}),
    )
    (thin,) = list_thin(library.db)
    assert thin.warning == (
        "no text: the slides are pictures; install tesseract-ocr where the indexer runs, or put the text into notes"
    )
