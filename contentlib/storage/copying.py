"""A copy of the library, taken in one piece while others read and write, and looked at before it is trusted."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from contentlib.errors import LibraryError
from contentlib.storage.failures import told_plainly
from contentlib.storage.store import Store

# How many steps of SQLite's machine go by between two looks at how far it is: some hundredths of a second.
STEPS = 500_000


def copy_library(db: Store, target: Path, tell: Callable[[float], None]) -> None:
    """Fill the empty file ``target``. One statement reads one state of the library, and leaves out what was deleted.

    ``tell`` hears the share that is written (0-1).
    """
    pages, size = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))

    def look() -> int:
        with suppress(OSError):
            tell(min(target.stat().st_size / max(pages * size, 1), 0.99))
        return 0

    db.connection.set_progress_handler(look, STEPS)
    try:
        with told_plainly(str(target)):
            db.connection.execute("VACUUM INTO ?", [str(target)])
    finally:
        db.connection.set_progress_handler(None, 0)


@contextmanager
def open_copy(path: Path) -> Iterator[Store]:
    """The copy, for reading only, after it was read from end to end.

    Raises:
        LibraryError: it is damaged.
    """
    with told_plainly(str(path)):
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    copy = Store(connection, path)
    try:
        said = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok":
            raise LibraryError(f"The copy is damaged ({said}), and was thrown away. Check the disk, then try again.")
        yield copy
    finally:
        copy.close()
