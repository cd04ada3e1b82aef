"""A reader that a file has taken over gets at nothing: no library, key, home or drive, no program and no process."""

from __future__ import annotations

import json
import os
import platform
import socket
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import contentlib
from contentlib.reports.library_status import report_status
from contentlib.storage.library_key import read_key
from indexer.processes.drive_file import DriveFile
from indexer.processes.guard import Limits, Read, Reader
from indexer.processes.landlock import find_version
from indexer.processes.lock_down import Locks
from tests.builders import build_library
from tests.indexer.breaking_out import GOT_THROUGH

READ = "tests.indexer.breaking_out:read_and_break_out"
LIMITS = Limits(seconds=20.0, memory=200 * 1024 * 1024, text=10_000)

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the kernel's part is written for Linux"),
    pytest.mark.skipif(find_version() == 0, reason="this kernel has no Landlock"),
    pytest.mark.skipif(platform.machine() not in {"x86_64", "aarch64"}, reason="seccomp is written for two machines"),
]
ON_X86 = pytest.mark.skipif(platform.machine() != "x86_64", reason="calls by their numbers on x86-64")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Path]:
    """A drive, a library with its key beside it, and a folder that everybody may write to."""
    # As open as it can be made, so that nothing but the locks keeps a reader out.
    with tempfile.TemporaryDirectory(prefix="house-", dir="/tmp") as name:
        folder = Path(name)
        for each in ("drive", "home"):
            (folder / each).mkdir()
        (folder / "library.db").write_bytes(b"all assets")
        read_key(folder / "library.db")
        (folder / "drive" / "other.md").write_text("The margin is 40 %.")
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o777)
        yield folder


def tell(house: Path, *tries: list[object]) -> list[str]:
    """What a reader tells that tries these, one after the other; each of them leaves it able to go on."""
    files = []
    for number, each in enumerate(tries):
        (house / "drive" / f"{number}.txt").write_text(json.dumps(each))
        files.append(DriveFile(f"{number}.txt", 0, 0))
    with Reader(house / "drive", LIMITS, read=READ) as reader:
        outcomes = list(reader.read_all(files))
    assert all(isinstance(each, Read) for each in outcomes), outcomes
    return [each.reading.sections[0].text for each in outcomes if isinstance(each, Read)]


@pytest.mark.parametrize(
    "tried",
    [
        ["read", "{house}/library.db"], ["append", "{house}/library.db"], ["delete", "{house}/library.db"],
        ["open up", "{house}/library.db"], ["read", "{house}/library.key"], ["list", "{house}"],
        ["read", "{house}/drive/other.md"], ["list", "{house}/drive"], ["append", "{house}/drive/other.md"],
        ["write", "{house}/drive"], ["write", "{house}/home"], ["write", "/tmp"], ["write", "/dev/shm"],
        ["read", "/etc/passwd"], ["read", "/proc/self/environ"], ["list", "/proc"], ["list", "/home"], ["list", "/"],
        ["run", "/bin/true"], ["run", "/usr/bin/env"], ["become", "/bin/true"], ["fork", 1], ["fork", 5000],
        ["signal parent"], ["read of parent", "mem"], ["read of parent", "environ"], ["read of parent", "maps"],
        ["be root"],
    ],
    ids=lambda tried: " ".join(map(str, tried)),
)  # fmt: skip
def test_nothing_is_reached_by(house: Path, tried: list[object]) -> None:
    filled = [one.format(house=house) if isinstance(one, str) else one for one in tried]
    (told,) = tell(house, filled)
    assert told.startswith("refused"), told
    assert not list(house.rglob("planted"))


@ON_X86
@pytest.mark.parametrize(
    ("number", "arguments"),
    [(41, (1, 1, 0)), (53, (1, 1, 0, 0)), (101, (0, 0, 0, 0)), (57, ()), (58, ()), (59, (0, 0, 0)), (272, (0,)),
     (425, (1, 0)), (321, (0, 0, 0)), (298, (0, 0, 0, 0, 0)), (323, (0,)), (165, (0, 0, 0, 0, 0)), (105, (0,)),
     (92, (0, 0, 0)), (434, (1, 0)), (438, (3, 0, 0)), (304, (0, 0, 0)), (200, (1, 0)), (157, (38, 0, 0, 0, 0)),
     (0x40000000 + 39, ()), (319, (0, 0)), (86, (0, 0)), (88, (0, 0)), (161, (0,))],
    ids=["socket", "socketpair", "ptrace", "fork", "vfork", "execve", "unshare", "io_uring_setup", "bpf",
         "perf_event_open", "userfaultfd", "mount", "setuid", "chown", "pidfd_open", "pidfd_getfd",
         "open_by_handle_at", "tkill of another", "prctl", "a call of the 32-bit sister", "memfd_create", "link",
         "symlink", "chroot"],
)  # fmt: skip
def test_the_kernel_refuses_the_call(house: Path, number: int, arguments: tuple[int, ...]) -> None:
    (told,) = tell(house, ["call", number, *arguments])
    assert told.startswith("refused: [Errno 1]"), told


@ON_X86
def test_the_pass_is_not_looked_into(house: Path) -> None:
    assert [one.split(":")[0] for one in tell(house, ["attach to parent"], ["read memory of parent"])] == [
        "refused", "refused",
    ]  # fmt: skip


@contextmanager
def listening(path: str | None) -> Iterator[object]:
    """A server on this machine, by a port or by a name."""
    with socket.socket(socket.AF_INET if path is None else socket.AF_UNIX) as server:
        server.bind(path if path is not None else ("127.0.0.1", 0))
        server.listen()
        if path and not path.startswith("\0"):
            Path(path).chmod(0o777)
        yield path if path is not None else list(server.getsockname())


@pytest.mark.parametrize("kind", ["a port", "a name on the disk", "a name in the kernel"])
def test_nobody_is_talked_to_by(house: Path, kind: str) -> None:
    name = {"a port": None, "a name on the disk": f"{house}/socket"}.get(kind, f"\0contentlib-test-{os.getpid()}")
    with listening(name) as address:
        (told,) = tell(house, ["connect", address])
    assert told.startswith("refused"), told


def test_nothing_is_inherited(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTENTLIB_SMTP_PASSWORD", "letmein")
    with (house / "library.db").open("rb") as file:
        os.set_inheritable(file.fileno(), True)
        environment, descriptors = tell(house, ["environment"], ["descriptors"])
    assert environment == "left: []"
    found = descriptors.removeprefix("open: ")
    # The file that is read is open besides; what tells of our memory is a file, too.
    assert found.count(oct(stat.S_IFSOCK)) == 2
    assert found.count(oct(stat.S_IFREG)) <= 2


def test_what_may_be_tried_is_not_refused_for_another_reason(house: Path) -> None:
    """The tries themselves are sound: what a reader needs gets through."""
    assert tell(house, ["read", contentlib.__file__]) == [GOT_THROUGH]


def test_this_machine_says_which_locks_it_has(house: Path) -> None:
    with Reader(house / "drive", LIMITS, read=READ) as reader:
        locks = reader.locks
    assert locks.landlock == find_version()
    assert locks.seccomp
    assert not locks.root
    assert bool(locks.user) == (os.geteuid() == 0)


@pytest.mark.parametrize(
    ("locks", "lacks"),
    [
        (Locks("namespace", 7, True, 65300, False), []),
        (Locks("namespace", 7, True, 0, False), []),
        (Locks("hook", 0, False, 0, True), ["network", "Landlock", "seccomp", "as root"]),
    ],
    ids=["as root, who became nobody", "as somebody", "an old kernel, in a container"],
)
def test_what_this_machine_cannot_do_is_told(locks: Locks, lacks: list[str]) -> None:
    told = locks.tell_lacking()
    assert len(told) == len(lacks)
    assert all(word in sentence for word, sentence in zip(lacks, told, strict=True))
    assert len(locks.tell_held()) + len(told) >= 3


def test_status_tells_what_kept_the_readers_in_when_files_were_read(tmp_path: Path) -> None:
    library = build_library(tmp_path, {"a.md": "# Price"})
    made = report_status(library.db, library.vocabulary, library=library.path, index=tmp_path / "none", model="m")
    library.close()
    assert any("Landlock" in held for held in made.readers)
    assert any("seccomp" in held for held in made.readers)
    assert made.readers_lack == ()
