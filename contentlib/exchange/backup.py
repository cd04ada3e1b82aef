"""A copy of the library that is whole: taken in one piece while others read and write, checked, then put in place."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from contentlib.errors import BadInput, LibraryError
from contentlib.storage import Store, explain

# How many steps of SQLite's machine go by between two looks at how far it is: some hundredths of a second.
STEPS = 500_000


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished copy; ``size`` in bytes."""

    path: Path
    size: int
    assets: int
    sends: int


def back_up(db: Store, target: Path, *, tell: Callable[[float], None] = lambda share: None) -> Backup:
    """Copy the library to ``target`` as it is at this moment. ``tell`` hears the share that is written (0-1).

    One statement reads one state of the library, whoever writes meanwhile, and leaves out what was deleted. The copy
    appears under its name only when it is whole, readable by its owner alone: it holds what the library holds.

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
        _copy(db, unfinished, tell)
        made = _check(unfinished, target)
        _put_in_place(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    tell(1.0)
    return made


def _make_private(path: Path) -> None:
    """An empty file, which SQLite fills, that nobody else may read."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise LibraryError(
            f"Nothing can be written beside {path.parent}: {error.strerror}. Choose another place."
        ) from error


def _copy(db: Store, target: Path, tell: Callable[[float], None]) -> None:
    pages, size = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))

    def look() -> int:
        with suppress(OSError):
            tell(min(target.stat().st_size / max(pages * size, 1), 0.99))
        return 0

    db.connection.set_progress_handler(look, STEPS)
    try:
        db.execute("VACUUM INTO ?", [str(target)])
    except sqlite3.Error as error:
        raise explain(error, target) from error
    finally:
        db.connection.set_progress_handler(None, 0)


def _check(path: Path, target: Path) -> Backup:
    """Whether the copy can be read from end to end."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok":
            raise LibraryError(f"The copy is damaged ({said}), and was thrown away. Check the disk, then try again.")
        assets, sends = (
            connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("assets", "sends")
        )
    except sqlite3.Error as error:
        raise explain(error, path) from error
    finally:
        connection.close()
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
