"""How a process is locked down before it meets a stranger's file, and which of the locks this machine has.

Two sorts. A *reader* is handed open files and answers over a socket: it may open nothing but the program it is made of,
start nothing, and reach nobody. A *program* that we start for one (Tesseract, LibreOffice) may start others and write
to a folder of its own, and sees what is installed, but no library, no home and no drive.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import contentlib
import indexer
from indexer.processes import landlock, seccomp
from indexer.processes import process_limits as limits

# What programs are made of, besides Python's own folders.
SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime",
          "/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/zoneinfo", "/dev/null", "/dev/urandom")  # fmt: skip
# What others need that we start, as it is installed; /etc as a whole may hold somebody's passwords.
INSTALLED = ("/bin", "/sbin", "/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d",
             "/etc/fonts", "/etc/localtime", "/etc/libreoffice", "/etc/passwd", "/etc/group", "/etc/nsswitch.conf",
             "/etc/alternatives", "/etc/java", "/var/lib/libreoffice", "/var/cache/fontconfig", "/proc",
             "/sys/devices/system", "/dev/null", "/dev/urandom", "/dev/random", "/dev/zero")  # fmt: skip
PACKAGES = ("site-packages", "dist-packages")


@dataclass(frozen=True, slots=True)
class Locks:
    """What keeps a reader in. ``network``: ``namespace`` by the kernel, or ``hook`` by Python; ``landlock``: the
    version of it that keeps files, 0 for none; ``seccomp``: whether calls are refused; ``user``: the user's number that
    is nobody's, 0 where it stayed ours; ``root``: whether it is root's.
    """

    network: str
    landlock: int
    seccomp: bool
    user: int
    root: bool

    def tell_held(self) -> tuple[str, ...]:
        """What a reader is kept from, in words, and by what."""
        held = {
            "no network (kernel)": self.network == "namespace" or self.seccomp,
            f"no file but the one it is handed (Landlock {self.landlock})": self.landlock,
            "no program, process or socket (seccomp)": self.seccomp,
            f"a user of its own ({self.user})": self.user,
        }
        return tuple(words for words, holds in held.items() if holds)

    def tell_lacking(self) -> tuple[str, ...]:
        """What it is not kept from here, why, and what to do."""
        lacking = {
            "The network is closed to readers by Python alone: this system lets no process leave it.":
                self.network != "namespace" and not self.seccomp,
            "A reader that a file took over could open what its user may: this kernel has no Landlock (Linux 5.13).":
                not self.landlock,
            "A reader that a file took over could start programs: this system has no seccomp for it.":
                not self.seccomp,
            "Readers run as root: this system gives them no user of their own. Index with --as-user.": self.root,
        }  # fmt: skip
        return tuple(words for words, lacks in lacking.items() if lacks)

    def to_dict(self) -> dict[str, str | int | bool]:
        """By name, for the library and for JSON."""
        return asdict(self)


def lock_reader(network: str, *, keep: Iterable[int], seconds: float) -> Locks:
    """Make a reader of this process: the descriptors in ``keep`` and its memory are all it has from now on."""
    parent = os.getppid()
    os.environ.clear()
    close_all_but(0, 1, 2, *keep, limits.keep_watch())
    limits.limit_reader(seconds)
    version = landlock.keep_to(landlock.Places(readable=tuple(find_program_places())))
    user = limits.find_stranger()
    became = bool(user) and limits.become(user)
    # The kernel forgets whose end is ours when a process becomes somebody else.
    limits.end_with_parent(parent)
    limits.stay_alone()
    limits.hide()
    refuses = seccomp.allow_reading()
    return Locks(network, version, refuses, user if became else 0, os.geteuid() == 0)


def lock_program(folder: Path, *, programs: Iterable[Path], sockets: bool) -> None:
    """Keep this process and what it starts to what is installed and to ``folder``, which is given to them.

    ``programs`` may lie elsewhere. ``sockets``: they may talk among themselves.
    """
    parent, user = os.getppid(), limits.find_stranger()
    if user:
        _give(folder, user)
    beside = [place for path in programs for place in {path.parent, path.resolve().parent}]
    if "TESSDATA_PREFIX" in os.environ:
        beside.append(Path(os.environ["TESSDATA_PREFIX"]))
    # LibreOffice has a name for itself there, by which it finds out that it runs already.
    meeting = (Path("/tmp"),) if sockets else ()  # noqa: S108
    runnable = (*map(Path, INSTALLED), *find_program_places(), *beside)
    landlock.keep_to(landlock.Places((), runnable, (folder, Path("/dev/null")), meeting))
    if user:
        limits.become(user)
    limits.end_with_parent(parent)
    limits.hide()
    seccomp.refuse_peering(sockets=sockets)


def find_program_places() -> list[Path]:
    """What this program is made of: Python, its packages, ours, and what they need of the system."""
    packages = [Path(path) for path in sys.path if Path(path).name in PACKAGES]
    library = Path(os.__file__).parent
    own = [Path(str(each.__file__)).parent for each in (contentlib, indexer)]
    return [library, *packages, *own, *map(Path, SYSTEM)]


def close_all_but(*kept: int) -> None:
    """Close every descriptor that this process was born with but these."""
    before = 0
    for number in sorted({each for each in kept if each >= 0}):
        # An empty range is taken for one without end.
        if before < number:
            os.closerange(before, number)
        before = number + 1
    os.closerange(before, 4096)


def _give(folder: Path, user: int) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user, user, follow_symlinks=False)
