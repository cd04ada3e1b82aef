"""A copy of the library that is whole: taken in one piece while others read and write, checked, then put in place."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from contentlib.errors import BadInput, LibraryError
from contentlib.storage import Store, copy_library, open_copy


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished copy; ``size`` in bytes."""

    path: Path
    size: int
    assets: int
    sends: int


def back_up(db: Store, target: Path, *, tell: Callable[[float], None] = lambda share: None) -> Backup:
    """Copy the library to ``target`` as it is at this moment. ``tell`` hears the share that is written (0-1).

    Whoever writes meanwhile, it is of one state of the library. The copy appears under its name only when it is whole,
    readable by its owner alone: it holds what the library holds.

    Raises:
        BadInput: there is something at ``target`` already, or no folder for it.
        LibraryError: the disk is full, or the copy turned out to be damaged.
    """
    if target.exists():
        raise BadInput(f"There is something at {target} already. Choose another name; a backup never overwrites.")
    if not target.parent.is_dir():
        raise BadInput(f"There is no folder {target.parent}. Make it first, or choose another place.")
    unfinished = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        _make_private(unfinished)
        copy_library(db, unfinished, tell)
        made = _count(unfinished, target)
        _put_in_place(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    tell(1.0)
    return made


def _make_private(path: Path) -> None:
    """An empty file, to be filled, that nobody else may read."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise LibraryError(
            f"Nothing can be written beside {path.parent}: {error.strerror}. Choose another place."
        ) from error


def _count(path: Path, target: Path) -> Backup:
    with open_copy(path) as copy:
        assets, sends = (copy.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("assets", "sends"))
    return Backup(target, path.stat().st_size, assets, sends)


def _put_in_place(unfinished: Path, target: Path) -> None:
    # On the disk before it has its name; and a link, unlike a rename, fails where somebody else was faster.
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    try:
        os.link(unfinished, target)
    except FileExistsError as error:
        raise BadInput(f"Something was put at {target} meanwhile. Choose another name.") from error
    except OSError:
        # File systems without links.
        unfinished.rename(target)
