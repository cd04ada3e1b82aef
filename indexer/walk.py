"""Which files of a drive count, and why the others don't.

Nothing is opened here except folders and ignore files, and no link is ever followed: a walk ends on any drive, however
its links are tied, and cannot be made to wait by a pipe or led outside.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from contentlib.errors import DriveError, Unreadable
from contentlib.opening import read_inside, spell_odd_names
from indexer import ignore
from indexer.other_files import PREVIEW, OtherFile, has_preview, is_icon, is_placeholder, tell_by_name, tell_folder
from indexer.processes import DriveFile

MAX_BYTES = 256 * 1024 * 1024
SIDECAR_SUFFIX = ".meta.toml"

# Programs are handed a path in one piece, so a file behind a longer one could be indexed but never opened or sent.
LONGEST_PATH = 4095

TEMPORARY_SUFFIXES = (".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".bak", "~")
LEFTOVERS = frozenset({
    "thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", "__macosx", "$recycle.bin", "#recycle", "@eadir",
    "system volume information", "lost+found",
})  # fmt: skip


class Reason(StrEnum):
    """Why a path is not indexed, in words a person reads."""

    LOCK_FILE = "lock file of an office program"
    TEMPORARY = "temporary file"
    LEFTOVER = "leftover of a file manager"
    HIDDEN = "hidden: its name begins with a dot"
    IGNORE_FILE = "the list of what to leave out"
    IGNORED = "left out by .contentlibignore"
    SIDECAR = "describes the file beside it"
    LONELY_SIDECAR = "describes a file that is not beside it"
    PICTURE = "a picture; its words are looked for where Tesseract is installed"
    WORDLESS = "a picture in which no words were found"
    LINK_INSIDE = "a link to something that is already on this drive"
    LINK_OUTSIDE = "a link that leads outside the drive"
    LINK_BROKEN = "a link that leads nowhere or in a circle"
    NOT_A_FILE = "not a regular file (a pipe, socket or device)"
    TOO_LARGE = "larger than the limit for one file"
    NO_PERMISSION = "no permission to read it"
    UNREACHABLE = "could not be looked at: the drive reported an error"
    BAD_NAME = "its name is not valid UTF-8, and another file here is called so; rename it"
    PATH_TOO_LONG = "its path is too long to be opened; move it up or shorten the folder names"
    BAD_IGNORE_LINES = "some of its lines could not be understood"

    @property
    def is_problem(self) -> bool:
        """Whether a person should hear of it; the others are as they should be."""
        return self in _PROBLEMS

    @property
    def leaves_unknown(self) -> bool:
        """Whether what was there may still be there: nothing at or below such a path may be taken for gone."""
        return self in _UNKNOWN


_UNKNOWN = frozenset({Reason.NO_PERMISSION, Reason.UNREACHABLE})
_PROBLEMS = _UNKNOWN | {
    Reason.LONELY_SIDECAR,
    Reason.TOO_LARGE,
    Reason.BAD_NAME,
    Reason.PATH_TOO_LONG,
    Reason.BAD_IGNORE_LINES,
}


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path that is not read, and why. A folder's path ends in ``/`` and stands for all below it.

    ``path`` can always be printed and stored: bytes that are not UTF-8 are written as ``\\xe9``.
    """

    path: str
    reason: Reason | OtherFile
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Folder:
    """``real`` is where it lies, as the system knows it, with ``/`` at its end."""

    path: str
    rules: tuple[ignore.Rules, ...]
    real: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder that is looked into: where it lies, the rules in force there, all names in it, the largest file.

    ``real`` is the folder as the system knows it, ``odd`` the names in it that it spells in another way.
    """

    root: str
    folder: str
    rules: tuple[ignore.Rules, ...]
    beside: frozenset[str]
    max_bytes: int
    real: str
    odd: Mapping[str, str]

    def find(self, name: str) -> str:
        """Where what has this name lies, as the system knows it."""
        return self.real + self.odd.get(name, name)


class _Entry(NamedTuple):
    """A name in a folder. ``path`` of a folder ends in ``/``; ``real`` is where it lies, as the system knows it."""

    name: str
    path: str
    stat: os.stat_result
    is_folder: bool
    real: str


def check_drive(root: Path) -> None:
    """Raise DriveError unless ``root`` is a folder that can be listed. Whether it may be empty is for the caller."""
    if not root.exists():
        raise DriveError(f"There is no folder “{root}”. Check the path, or that the drive is mounted.")
    if not root.is_dir():
        raise DriveError(f"“{root}” is a file. Name the folder that holds it.")
    try:
        with os.scandir(root) as entries:
            next(entries, None)
    except OSError as error:
        raise DriveError(
            f"The folder “{root}” cannot be read ({error.strerror}). Check its permissions and the mount."
        ) from error


def walk(root: Path, *, max_bytes: int = MAX_BYTES) -> Iterator[DriveFile | Skipped]:
    """Every path of a drive, either found or skipped with its reason, in an order that is the same in every pass.

    A folder's files come before its subfolders, both sorted by name; only the folders still to come are held.
    """
    check_drive(root)
    # Strings, not Paths, from here on: on a large drive the Paths would cost more than all the looking.
    top = os.path.realpath(root)
    waiting = [_Folder("", (), f"{top}/")]
    while waiting:
        folder = waiting.pop()
        subfolders: list[_Folder] = []
        for item in _look_into(top, folder, max_bytes):
            if isinstance(item, _Folder):
                subfolders.append(item)
                continue
            yield item
        waiting.extend(reversed(subfolders))


def _look_into(root: str, folder: _Folder, max_bytes: int) -> Iterator[DriveFile | Skipped | _Folder]:
    try:
        names, odd = _names_in(folder.real)
    except OSError as error:
        yield from _unlisted(folder.path, error)
        return
    rules = folder.rules
    if ignore.IGNORE_FILE in names:
        added, complaint = _read_ignore_file(root, folder.path)
        rules = (*rules, *added)
        yield complaint
    here = _Place(root, folder.path, rules, frozenset(names), max_bytes, folder.real, odd)
    for name in names:
        if name != ignore.IGNORE_FILE and (item := _judge(here, name)):
            yield item


def _names_in(folder: str) -> tuple[list[str], Mapping[str, str]]:
    """The names in a folder, sorted, and those that the system spells in another way."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries]
    odd = spell_odd_names(names)
    return sorted({*names} - {*odd.values()} | odd.keys() if odd else names), odd


def _unlisted(path: str, error: OSError) -> Iterator[Skipped]:
    """The one row for a folder that cannot be listed; none where it was deleted during the walk."""
    if not path:
        raise DriveError(f"The drive went away during the pass ({error.strerror}). Check the mount.") from error
    if error.errno != errno.ENOENT:
        yield Skipped(path, _reason_of(error), error.strerror or "")


def _judge(here: _Place, name: str) -> DriveFile | Skipped | _Folder | None:
    """What a name in a folder stands for; None where it was deleted since the folder was listed."""
    path = here.folder + name
    if reason := _name_reason(here.root, path, name):
        return Skipped(_printable(path), reason)
    try:
        status = os.lstat(here.find(name))
    except FileNotFoundError:
        return None
    except OSError as error:
        return Skipped(path, _reason_of(error), error.strerror or "")
    is_folder = stat.S_ISDIR(status.st_mode)
    entry = _Entry(name, path + "/" if is_folder else path, status, is_folder, here.find(name))
    if reason := _entry_reason(here, entry):
        preview = _find_preview(here, entry) if reason is OtherFile.PACKAGE else None
        return preview or Skipped(entry.path, reason)
    return _Folder(entry.path, here.rules, f"{entry.real}/") if is_folder else _found(here, entry)


def _find_preview(here: _Place, package: _Entry) -> DriveFile | None:
    """The PDF that a document, which its program keeps as a folder, holds of itself; what describes it lies beside it.

    It goes by the path at which it can be opened.
    """
    folder, name = PREVIEW
    path = f"{package.path}{folder}/{name}"
    if not has_preview(package.name) or _name_reason(here.root, path, name):
        return None
    try:
        above, status = os.lstat(f"{package.real}/{folder}"), os.lstat(f"{package.real}/{folder}/{name}")
    except OSError:
        return None
    inner = package._replace(path=path, stat=status, is_folder=False, real=f"{package.real}/{folder}/{name}")
    if not stat.S_ISDIR(above.st_mode) or not stat.S_ISREG(status.st_mode) or _file_reason(here, inner):
        return None
    return _found(here, inner)


def _name_reason(root: str, path: str, name: str) -> Reason | OtherFile | None:
    """What the name alone says. Without these checks the path could not be stored, or the file not be opened."""
    if not name.isascii() and not _is_utf8(name):
        return Reason.BAD_NAME
    # A character takes four bytes at most, so most paths need not be measured.
    if 4 * (len(root) + len(path) + 1) > LONGEST_PATH and len(os.fsencode(f"{root}/{path}")) > LONGEST_PATH:
        return Reason.PATH_TOO_LONG
    if name.startswith(("~$", ".~lock.")):
        return Reason.LOCK_FILE
    if name.lower() in LEFTOVERS or is_icon(name):
        return Reason.LEFTOVER
    if name.startswith("."):
        return OtherFile.POINTER if is_placeholder(name) else Reason.HIDDEN
    return None


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _entry_reason(here: _Place, entry: _Entry) -> Reason | OtherFile | None:
    if here.rules and ignore.is_ignored(here.rules, entry.path):
        return Reason.IGNORED
    if entry.is_folder:
        return tell_folder(entry.name, here.beside)
    mode = entry.stat.st_mode
    if not stat.S_ISREG(mode):
        return _link_reason(here.root, entry.real) if stat.S_ISLNK(mode) else Reason.NOT_A_FILE
    return _kind_reason(entry.name, here.beside) or _file_reason(here, entry)


def _kind_reason(name: str, beside: frozenset[str]) -> Reason | OtherFile | None:
    low = name.lower()
    if low.endswith(TEMPORARY_SUFFIXES):
        return Reason.TEMPORARY
    if low.endswith(SIDECAR_SUFFIX):
        return Reason.SIDECAR if name[: -len(SIDECAR_SUFFIX)] in beside else Reason.LONELY_SIDECAR
    return tell_by_name(name)


def _file_reason(here: _Place, entry: _Entry) -> Reason | None:
    if entry.stat.st_size > here.max_bytes:
        return Reason.TOO_LARGE
    # Where everybody may read it there is no need to ask.
    if entry.stat.st_mode & 0o444 != 0o444 and not os.access(entry.real, os.R_OK):
        return Reason.NO_PERMISSION
    return None


def _link_reason(root: str, real: str) -> Reason:
    try:
        target = Path(os.path.realpath(real, strict=True))
    except OSError:
        return Reason.LINK_BROKEN
    return Reason.LINK_INSIDE if target.is_relative_to(root) else Reason.LINK_OUTSIDE


def _found(here: _Place, entry: _Entry) -> DriveFile:
    plain = DriveFile(entry.path, entry.stat.st_size, entry.stat.st_mtime_ns, ctime_ns=entry.stat.st_ctime_ns)
    if entry.stat.st_nlink > 1:
        plain = replace(plain, names=entry.stat.st_nlink, inode=(entry.stat.st_dev, entry.stat.st_ino))
    if entry.name + SIDECAR_SUFFIX not in here.beside:
        return plain
    sidecar = here.folder + entry.name + SIDECAR_SUFFIX
    try:
        status = os.lstat(here.find(entry.name + SIDECAR_SUFFIX))
    except OSError:
        return plain
    if not stat.S_ISREG(status.st_mode):
        return plain
    return replace(plain, sidecar=sidecar, sidecar_mtime_ns=status.st_mtime_ns)


def _read_ignore_file(root: str, folder: str) -> tuple[tuple[ignore.Rules, ...], Skipped]:
    path = folder + ignore.IGNORE_FILE
    try:
        contents = read_inside(Path(root), path, max_bytes=ignore.MAX_BYTES)
    except Unreadable as error:
        return (), Skipped(path, Reason.BAD_IGNORE_LINES, error.reason)
    rules, bad = ignore.read_rules(folder, contents.data.decode("utf-8-sig", "replace"))
    if bad:
        return (rules,), Skipped(path, Reason.BAD_IGNORE_LINES, f"line {', '.join(map(str, bad[:10]))}")
    return (rules,), Skipped(path, Reason.IGNORE_FILE)


def _reason_of(error: OSError) -> Reason:
    return Reason.NO_PERMISSION if error.errno in (errno.EACCES, errno.EPERM) else Reason.UNREACHABLE


def _printable(path: str) -> str:
    r"""A path that can be shown and stored.

    >>> _printable("caf\udce9.md")
    'caf\\xe9.md'
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")
