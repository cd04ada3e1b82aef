"""Turns an office file into a PDF with LibreOffice.

It runs in a folder and with a profile of its own that are thrown away, with macros off, without network, and not for
long. Run as ``python -m indexer.drawing.libreoffice``, this module is the step between: it ties its own hands, then
becomes it.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from contentlib.errors import BadInput, Unreadable
from contentlib.formats import Format, Locator, find_by_suffix
from contentlib.opening import read_inside
from contentlib.pictures import Undrawn
from indexer.processes import MB, cut_off_network, limit_process, lock_program

NO_NETWORK = 77
CPU_SECONDS = 300
CLEANING_MEGABYTES = 1024

# What a presentation hides stays hidden, and neither notes nor comments are printed.
_DECK = {"ExportHiddenSlides": False, "ExportNotesPages": False, "ExportNotes": False, "ExportBookmarks": False}
# Which of its programs makes the PDF, by what the pages of a format are.
FILTERS = {Locator.SLIDE: "impress_pdf_Export", Locator.HEADING: "writer_pdf_Export"}

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


@dataclass(frozen=True, slots=True)
class Converted:
    """The PDF that was made, and the fingerprint of the file that it was made of."""

    path: Path
    fingerprint: str


def has_office() -> bool:
    """Whether LibreOffice is installed."""
    return bool(shutil.which("soffice") or shutil.which("libreoffice"))


def find_office() -> Path:
    """Where LibreOffice is.

    Raises:
        BadInput: it is not installed.
    """
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if not found:
        raise BadInput("LibreOffice (soffice) is not installed. Install it, or leave --office out.")
    return Path(found)


def convert(soffice: Path, file: Undrawn, folder: Path, *, seconds: int, megabytes: int) -> Converted | str:
    """A PDF of the file in ``folder``, which is empty; or the reason why there is none."""
    suffix, form = Path(file.path).suffix.lower(), find_by_suffix(file.path)
    if form is None or not form.drawer.is_printed:
        return f"is no file that LibreOffice is asked to draw ({suffix})."
    try:
        data, fingerprint = _read_for_buyers(file, form, seconds=seconds, megabytes=megabytes)
    except Unreadable as error:
        return error.reason
    made, profile = folder / "made", folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    # The file's own name could be an option or a place; ours cannot.
    source = folder / f"file{suffix}"
    source.write_bytes(data)
    command = _command(soffice, source, made, profile, filter_name=FILTERS[form.locator])
    status = _run(command, folder, seconds)
    if status == NO_NETWORK:
        raise BadInput("This system does not let LibreOffice be cut off from the network. Leave --office out.")
    path = made / "file.pdf"
    if status is None:
        return f"took LibreOffice longer than {seconds} s."
    # What was taken over might leave a link there, to be followed by who may read more.
    if path.is_symlink() or not path.is_file():
        return "could not be turned into pages by LibreOffice."
    return Converted(path, fingerprint)


def _read_for_buyers(file: Undrawn, form: Format, *, seconds: int, megabytes: int) -> tuple[bytes, str]:
    """What is drawn of the file, and the fingerprint of the file: its clean copy where one can be made, since pictures
    and pages are for buyers, and LibreOffice prints what other programs hide.
    """
    if not form.is_cleaned:
        data = read_inside(Path(file.root), file.path, max_bytes=megabytes * MB).data
        return data, hashlib.sha256(data).hexdigest()
    # Only here: the readers that come along take longer than the step before LibreOffice, which is this module too.
    from indexer.clean_copies import ask_clean, copy_limits

    return ask_clean(Path(file.root), file.path, copy_limits(float(seconds), megabytes, CLEANING_MEGABYTES))


def _command(soffice: Path, source: Path, made: Path, profile: Path, *, filter_name: str) -> list[str]:
    options = {key: {"type": "boolean", "value": str(value).lower()} for key, value in _DECK.items()}
    return [
        str(soffice), "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
        f"-env:UserInstallation={profile.as_uri()}", "--convert-to", f"pdf:{filter_name}:{json.dumps(options)}",
        "--outdir", str(made), str(source),
    ]  # fmt: skip


def _run(command: list[str], folder: Path, seconds: int) -> int | None:
    """The exit status; none where it took too long and was ended with all it had started."""
    environment = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    paths = os.pathsep.join(str(Path(each).absolute()) for each in sys.path)
    process = subprocess.Popen(  # noqa: S603  our own module, which becomes the program that was found
        [sys.executable, "-P", "-m", "indexer.drawing.libreoffice", *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment | {"HOME": str(folder), "TMPDIR": str(folder), "PYTHONPATH": paths},
        start_new_session=True,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        # LibreOffice starts a second process; both are of one session.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def main() -> None:
    """Tie our hands, then become the program named on the command line."""
    # A hook of Python's would not outlive the change of program; only the kernel's word does.
    if cut_off_network() != "namespace":
        raise SystemExit(NO_NETWORK)
    limit_process()
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    lock_program(Path.cwd(), programs=[Path(sys.argv[1])], sockets=True)
    os.execv(sys.argv[1], sys.argv[1:])  # noqa: S606  the program that find_office found


if __name__ == "__main__":
    main()
