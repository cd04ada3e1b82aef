"""What turns, draws and cuts strangers' files has the locks of a reader, or sees what is installed and its folder."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from contentlib.errors import Unreadable
from contentlib.pictures.page_pictures import Undrawn
from indexer.drawing.libreoffice import Converted, convert
from indexer.drawing.page_cutting import Job, cut, find_shown
from indexer.processes.landlock import find_version
from indexer.processes.locked_work import do_locked
from indexer.processes.process_limits import MB, Limits
from tests.builders import open_to_all
from tests.indexer.drawing.test_page_drawing import DECK, PDF

pytestmark = pytest.mark.skipif(sys.platform != "linux" or not find_version(), reason="this kernel has no Landlock")
LIMITS = Limits(seconds=20.0, memory=400 * MB)

# It makes the PDF that it has beside it, after it has tried what a macro would: to read, to write, to look around.
OFFICE = """#!/bin/sh
while [ "$1" != --outdir ]; do shift; done
mkdir -p "$2"
cat "{library}" "{key}" > "$2/leaked"
echo planted > "{home}/planted"
echo planted > "{home}/../planted"
ls "{home}" >> "$2/leaked"
env >> "$2/leaked"
cp "$(dirname "$0")/printed.pdf" "$2/file.pdf"
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A LibreOffice that somebody has taken over, on a machine whose files are open to all."""
    folder = tmp_path / "programs"
    folder.mkdir()
    shutil.copy(PDF, folder / "printed.pdf")
    (tmp_path / "library.db").write_text("all assets")
    (tmp_path / "library.key").write_text("the key")
    (tmp_path / "home").mkdir()
    (folder / "soffice").write_text(
        OFFICE.format(library=tmp_path / "library.db", key=tmp_path / "library.key", home=tmp_path / "home")
    )
    open_to_all(tmp_path)
    return folder / "soffice"


def test_an_office_that_was_taken_over_sees_and_changes_nothing_but_its_folder(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTENTLIB_SMTP_PASSWORD", "letmein")
    drive, folder = tmp_path / "drive", tmp_path / "folder"
    drive.mkdir()
    folder.mkdir(mode=0o700)
    shutil.copy(DECK, drive / "plan.pptx")
    made = convert(office, Undrawn(1, "Plan", "", str(drive), "plan.pptx"), folder, seconds=20, megabytes=50)
    assert isinstance(made, Converted)
    assert made.path.read_bytes() == PDF.read_bytes()
    leaked = (folder / "made" / "leaked").read_text()
    assert "PATH=" in leaked
    assert not [word for word in ("all assets", "the key", "letmein") if word in leaked]
    assert not list(tmp_path.rglob("planted"))


def job_of(path: Path, folder: Path, pages: tuple[int, ...], form: str) -> Job:
    fingerprint = hashlib.sha256(path.read_bytes()).hexdigest()
    return Job(
        root=str(path.parent), path=path.name, fingerprint=fingerprint, format=form, pages=pages,
        out=str(folder / "cut.pdf"), whole=str(folder / "whole.pdf"), seconds=30, megabytes=50, memory=800,
    )  # fmt: skip


def test_pages_are_cut_by_a_process_that_gives_back_bytes(tmp_path: Path) -> None:
    assert cut(job_of(PDF, tmp_path, (1,), "pdf")) == 1
    with pdfium.PdfDocument(tmp_path / "cut.pdf") as made:
        assert len(made) == 1
    with pytest.raises(Unreadable, match="does not show page 99"):
        cut(job_of(PDF, tmp_path, (99,), "pdf"))


def test_the_slides_that_are_shown_are_told_by_a_reader(tmp_path: Path) -> None:
    job = job_of(DECK, tmp_path, (1,), "pptx")
    shown = find_shown(DECK.parent, DECK.name, "pptx", fingerprint=job.fingerprint, limits=LIMITS)
    assert shown[:2] == (1, 2)
    shutil.copy(PDF, job.whole)
    with pytest.raises(Unreadable, match="prints other pages than its slides"):
        cut(job)


def test_work_behind_locks_gives_bytes_or_a_reason(tmp_path: Path) -> None:
    assert do_locked(lambda: b"made", LIMITS) == b"made"

    def refuse() -> bytes:
        raise Unreadable("is too old.", "Save it again.")

    for work, reason in ((refuse, "is too old"), (lambda: os._exit(3), "made the process stop")):
        with pytest.raises(Unreadable, match=reason):
            do_locked(work, LIMITS)


def test_work_behind_locks_reaches_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "library.db"
    secret.write_text("all assets")
    with pytest.raises(Unreadable, match="PermissionError"):
        do_locked(secret.read_bytes, LIMITS)
    with pytest.raises(Unreadable, match="PermissionError"):
        do_locked(lambda: json.dumps(secret.write_text("x")).encode(), LIMITS)
    assert secret.read_text() == "all assets"
