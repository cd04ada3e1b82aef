"""What a file needs a program for is done beside its reader, which can start none itself."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from indexer.processes.drive_file import DriveFile
from indexer.processes.guard import Limits, Read, Reader, ReadOutcome
from tests.indexer.extract.mail.outlook_files import write_compound

LIMITS = Limits(seconds=30.0)
CORPUS = Path(__file__).parents[3] / "sample_corpus/drive"
WORDS = "level\\tblock_num\\tpar_num\\tline_num\\theight\\tconf\\ttext\\n5\\t1\\t1\\t1\\t40\\t96\\tPrice\\n"
# Both tell what they could read of a file that lies open beside them on the machine, but not beside the program.
TESSERACT = f"""#!/bin/sh
cat > /dev/null
printf '{WORDS}'
printf '5\\t1\\t1\\t2\\t40\\t96\\t'; cat "{{secret}}" || printf nothing
"""
OFFICE = """#!/bin/sh
while [ "$1" != --outdir ]; do shift; done
mkdir -p "$2"
cat "{secret}" && exit 1
cp "$(dirname "$0")/new.docx" "$2/file.docx"
"""


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A machine with programs that somebody has taken over."""
    with tempfile.TemporaryDirectory(prefix="machine-", dir="/tmp") as name:
        folder = Path(name)
        (folder / "drive").mkdir()
        (folder / "programs").mkdir()
        (folder / "secret").write_text("letmein")
        shutil.copy(next(CORPUS.rglob("*.docx")), folder / "programs" / "new.docx")
        for program, text in (("tesseract", TESSERACT), ("soffice", OFFICE)):
            (folder / "programs" / program).write_text(text.format(secret=folder / "secret"))
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder / 'programs'}{os.pathsep}{os.environ['PATH']}")
        yield folder


def read(machine: Path, name: str, reader: str) -> ReadOutcome:
    with Reader(machine / "drive", LIMITS, read=reader) as reading:
        (outcome,) = reading.read_all([DriveFile(name, 0, 0)])
    return outcome


def test_a_scan_is_recognised_by_a_program_that_sees_nothing_else(machine: Path) -> None:
    Image.new("L", (300, 200), 255).save(machine / "drive" / "scan.png")
    outcome = read(machine, "scan.png", "indexer.extract.pdf.scans:make_reader:eng/60")
    assert isinstance(outcome, Read)
    said = " ".join(section.text for section in outcome.reading.sections)
    assert "Price" in said
    assert "nothing" in said
    assert "letmein" not in said


def test_an_old_document_is_turned_by_a_program_that_sees_nothing_else(machine: Path) -> None:
    (machine / "drive" / "old.doc").write_bytes(write_compound({"WordDocument": b"\xec\xa5" + bytes(5000)}))
    outcome = read(machine, "old.doc", "indexer.extract:read_bytes")
    assert isinstance(outcome, Read)
    assert outcome.reading.format == "doc"
    assert outcome.reading.sections


def test_where_a_program_is_not_installed_the_file_says_so(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (machine / "drive" / "old.doc").write_bytes(write_compound({"WordDocument": b"\xec\xa5" + bytes(5000)}))
    monkeypatch.setenv("PATH", "/nowhere")
    outcome = read(machine, "old.doc", "indexer.extract:read_bytes")
    assert "only where LibreOffice is installed" in getattr(outcome, "reason", "")
