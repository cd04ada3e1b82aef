"""Drawing pages: true files, hostile files, and what a drawing process may not send."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from contentlib.cli import main
from contentlib.cli.indexing import draw_pictures
from contentlib.library.opened import Library, open_library
from contentlib.pictures.page_pictures import Undrawn, find_picture, list_pictures, list_undrawn
from contentlib.settings import Settings
from indexer.drawing.libreoffice import Converted, convert
from indexer.drawing.page_drawing import count_undrawn, draw_files, draw_library, list_waiting
from tests.builders import build_library, open_to_all
from tests.canaries.deck_plants import DECK_PLANTS
from tests.canaries.office_bases import make_deck
from tests.canaries.package_edit import holds
from tests.canaries.plant import OPEN_WORD
from tests.contentlib.sending.test_sends import send

CORPUS = Path(__file__).parents[3] / "sample_corpus/drive"
PDF = CORPUS / "One-Pagers/Ledgerlark for IT.pdf"
DECK = CORPUS / "Product/Implementation_and_change_plan_6weeks.pptx"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    files = {"one.pdf": PDF.read_bytes(), "copy/one.pdf": PDF.read_bytes(), "plan.pptx": DECK.read_bytes()}
    opened = build_library(tmp_path, files)
    yield opened
    opened.close()


def test_every_page_of_a_pdf_and_of_a_deck_is_drawn_once(library: Library) -> None:
    assert count_undrawn(library) == 2
    assert sorted((drawn.pages, drawn.reason) for drawn in draw_library(library)) == [(1, ""), (9, "")]
    query = "SELECT v.fingerprint FROM versions v JOIN locations l ON l.version_id = v.id WHERE l.path = 'one.pdf'"
    (fingerprint,) = library.db.execute(query).fetchone()
    (picture,) = list_pictures(library.settings, fingerprint)
    assert picture.width == 900
    path = find_picture(library.settings, fingerprint, 1)
    assert path
    assert path.read_bytes()[8:12] == b"WEBP"
    assert list(draw_library(library)) == []
    assert count_undrawn(library) == 0


def test_a_pass_that_was_stopped_anywhere_is_gone_on_with(library: Library) -> None:
    # As a process that is killed: it never hears of the second.
    first = next(draw_library(library))
    assert count_undrawn(library) == 1
    (second,) = draw_library(library)
    assert {first.pages, second.pages} == {1, 9}


def test_what_is_sent_most_is_drawn_first(library: Library) -> None:
    titles = [file.title for file in list_waiting(library, ("pdf", "pptx"))]
    path = "plan.pptx" if "plan" in titles[-1].casefold() else "one.pdf"
    send(library, path)
    assert [file.title for file in list_waiting(library, ("pdf", "pptx"))] == titles[::-1]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7\nnothing follows", "could not be drawn"),
        (b"<html><script>alert(1)</script>", "could not be drawn"),
        (PDF.read_bytes()[:1500] if PDF.exists() else b"", "could not be drawn"),
    ],
    ids=["empty", "only a head", "a web page", "cut off"],
)
def test_a_bad_file_is_a_reason_and_the_rest_are_drawn(tmp_path: Path, content: bytes, reason: str) -> None:
    settings = Settings(library=tmp_path / "library.db")
    (tmp_path / "bad.pdf").write_bytes(content)
    shutil.copy(PDF, tmp_path / "good.pdf")
    files = [Undrawn(1, name, "", str(tmp_path), name) for name in ("bad.pdf", "good.pdf")]
    bad, good = draw_files(settings, files)
    assert reason in bad.reason
    assert good.pages == 1


def test_a_drive_that_is_not_there_is_told(tmp_path: Path) -> None:
    settings = Settings(library=tmp_path / "library.db")
    (drawn,) = draw_files(settings, [Undrawn(1, "Lost", "", str(tmp_path / "gone"), "lost.pdf")])
    assert drawn.reason == "its drive is not there."


def can_use_office() -> bool:
    return bool(shutil.which("soffice")) and subprocess.run(["unshare", "-n", "true"], check=False).returncode == 0


def test_an_office_program_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    program = tmp_path / "hangs"
    program.write_text("#!/bin/sh\nsleep 600 &\nsleep 600\n")
    program.chmod(0o755)
    (tmp_path / "work").mkdir()
    shutil.copy(DECK, tmp_path / "plan.pptx")
    started = time.monotonic()
    if not can_use_office():
        pytest.skip("no process here can be cut off from the network")
    reason = convert(
        program, Undrawn(1, "Plan", "", str(tmp_path), "plan.pptx"), tmp_path / "work", seconds=3, megabytes=9
    )
    assert reason == "took LibreOffice longer than 3 s."
    assert time.monotonic() - started < 20


def can_be_cut_off() -> bool:
    return subprocess.run(["unshare", "-n", "true"], check=False).returncode == 0


@pytest.mark.skipif(not can_be_cut_off(), reason="no process here can be cut off from the network")
@pytest.mark.parametrize("name", ["hidden shape", "beside the slide at (-4.0, 1.0)", "notes", "hidden slide"])
def test_what_is_drawn_of_a_deck_is_its_clean_copy(tmp_path: Path, name: str) -> None:
    # A program that prints the file as it gets it.
    program = tmp_path / "prints"
    program.write_text('#!/bin/sh\nwhile [ $# -gt 2 ]; do shift; done\nmkdir -p "$1"\ncp "$2" "$1/file.pdf"\n')
    program.chmod(0o755)
    (tmp_path / "work").mkdir()
    plant = next(one for one in DECK_PLANTS if one.name == name)
    data = plant.put(make_deck(), "Canarybfdk")
    (tmp_path / "plan.pptx").write_bytes(data)
    open_to_all(tmp_path)
    made = convert(
        program, Undrawn(1, "Plan", "", str(tmp_path), "plan.pptx"), tmp_path / "work", seconds=60, megabytes=9
    )
    assert isinstance(made, Converted)
    assert made.fingerprint == hashlib.sha256(data).hexdigest()
    assert not holds(made.path.read_bytes(), "Canarybfdk")
    assert holds(made.path.read_bytes(), OPEN_WORD)


def test_other_files_are_not_given_to_libreoffice(tmp_path: Path) -> None:
    reason = convert(Path("/bin/true"), Undrawn(1, "x", "", str(tmp_path), "x.xls"), tmp_path, seconds=3, megabytes=9)
    assert reason == "is no file that LibreOffice is asked to draw (.xls)."


@pytest.mark.parametrize(("chosen", "left"), [("auto", 0), ("all", 0), ("pdf", 1), ("none", 2)])
def test_after_a_pass_what_the_setting_says_is_drawn(tmp_path: Path, chosen: str, left: int) -> None:
    files = {"one.pdf": PDF.read_bytes(), "plan.pptx": DECK.read_bytes()}
    filled = build_library(tmp_path, files)
    filled.close()
    library = open_library(replace(filled.settings, pictures=chosen))
    draw_pictures(library)
    assert len(list_undrawn(library.db, library.settings, ("pdf", "pptx"))) == left
    library.close()


def test_a_word_that_the_setting_does_not_know_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTENTLIB_PICTURES", "decks")
    result = CliRunner().invoke(main, ["--library", str(tmp_path / "l.db"), "index", str(tmp_path)])
    assert result.exit_code == 2
    assert "The setting pictures is “decks”. Write auto, pdf or none." in result.output
    assert not (tmp_path / "l.db").exists()
