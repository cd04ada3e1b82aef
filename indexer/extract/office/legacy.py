"""Word and PowerPoint files from before 2007, which LibreOffice turns into new ones where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from contentlib.errors import Unreadable
from contentlib.model import Reading
from indexer.extract.office.compound import SIGNATURE
from indexer.extract.office.locks import refuse_locked
from indexer.extract.office.slides import list_shown_pptx, read_pptx
from indexer.extract.office.word import read_docx
from indexer.extract.office.xml_2003 import read_document_xml
from indexer.processes import outside

TIME_LIMIT = 90  # seconds
# Without the name of the filter LibreOffice takes a damaged file for plain text and returns its bytes as words.
_FILTERS = {"doc": "MS Word 97", "ppt": "MS PowerPoint 97"}
_BECOMES = {"doc": ("docx", "Word"), "ppt": ("pptx", "PowerPoint")}
# A profile of our own: no macros whatever the file says, and no quarrel with a LibreOffice that a person has open.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"
 oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def read_doc(data: bytes) -> Reading:
    if not data.startswith(SIGNATURE):
        return read_document_xml(data)
    return replace(read_docx(convert_old(data, "doc")), format="doc")


def read_ppt(data: bytes) -> Reading:
    return replace(read_pptx(_as_pptx(data)), format="ppt")


def list_shown_ppt(data: bytes) -> tuple[int, ...]:
    """The numbers of the slides that an audience sees: those that are not hidden."""
    return list_shown_pptx(_as_pptx(data))


def _as_pptx(data: bytes) -> bytes:
    return convert_old(data, "ppt")


def find_office() -> str:
    """The LibreOffice program on this machine; empty if there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


@outside("soffice", "libreoffice")
def convert_old(data: bytes, old: str) -> bytes:
    """An old file as a new one. Raises Unreadable where LibreOffice is missing or cannot."""
    refuse_locked(data)
    office = find_office()
    new, program = _BECOMES[old]
    if not office:
        raise Unreadable(
            f"is an old {program} file (.{old}), which can be read only where LibreOffice is installed.",
            f"Save it as .{new}, or install LibreOffice on the machine that indexes.",
        )
    with tempfile.TemporaryDirectory(prefix="contentlib-") as name:
        folder = Path(name)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        # The name is ours, so that no file name of a stranger reaches a command line.
        (folder / f"file.{old}").write_bytes(data)
        _run(office, folder, old, new)
        result = folder / "out" / f"file.{new}"
        if not result.is_file():
            raise Unreadable(f"could not be converted from .{old}.", f"Open it in {program} and save it as .{new}.")
        return result.read_bytes()


def _run(office: str, folder: Path, old: str, new: str) -> None:
    command = [
        office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
        f"--infilter={_FILTERS[old]}",
        "--convert-to", new, "--outdir", str(folder / "out"), str(folder / f"file.{old}"),
    ]  # fmt: skip
    quiet = subprocess.DEVNULL
    # A fixed program with arguments that are all ours, and no shell.
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
    try:
        process.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            f"took LibreOffice more than {TIME_LIMIT} seconds to convert.", f"Open it and save it as .{new}."
        ) from error
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """LibreOffice is a starter with a child; both share the session that was made for them."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
