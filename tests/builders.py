"""Makes small true libraries: real files on a real drive, indexed by the real indexer, with the fake embedder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from contentlib.library.opened import Library, open_library
from contentlib.settings import Settings
from contentlib.storage.database import to_time
from indexer.run import run_pass
from indexer.summary import RunSummary
from tests.fakes import WordEmbedder

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Clock:
    """A time that moves on by one second with every look."""

    def __init__(self, start: datetime = NOON) -> None:
        self.now = start

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def write_files(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below ``root``; texts as UTF-8."""
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def open_empty(folder: Path) -> Library:
    """A new library below ``folder`` with the fake embedder."""
    settings = Settings(library=folder / "library.db", cache=folder / "cache")
    return open_library(settings, create=True, make_embedder=lambda _: WordEmbedder())


def index(library: Library, root: Path, *, allow_mass_retire: bool = False, retry: bool = False) -> RunSummary:
    """One pass, later than all before it."""
    return run_pass(library, root, now=clock_of(library), allow_mass_retire=allow_mass_retire, retry=retry)


# When anything was last done to a library, by a pass that ended or one that was killed.
LAST_DONE = """SELECT max(at) FROM (
    SELECT max(coalesce(finished_at, started_at)) AS at FROM passes UNION ALL SELECT max(added_at) FROM assets
    UNION ALL SELECT max(read_at) FROM versions UNION ALL SELECT max(first_seen_at) FROM locations)"""


def clock_of(library: Library) -> Clock:
    """A time that goes on behind everything that was done to the library: a pass that was killed took its time, too."""
    row = library.db.execute(LAST_DONE).fetchone()
    return Clock(max(NOON, to_time(row[0]) or NOON))


def build_library(tmp_path: Path, files: Mapping[str, str | bytes]) -> Library:
    """A library of these files, which lie on the drive ``tmp_path / "drive"``."""
    library = open_empty(tmp_path)
    index(library, write_files(tmp_path / "drive", files))
    return library


def open_to_all(folder: Path) -> None:
    """Let everybody into a test's folder and what it lies in: a program that another user runs has to come to it."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777)
    for path in folder.parents:
        if path != Path("/tmp") and path.is_relative_to("/tmp") and path.owner() == Path.home().owner():
            path.chmod(0o755)
