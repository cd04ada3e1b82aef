"""A pass that is killed anywhere is continued by the next one, and nobody can tell afterwards."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.builders import write_files
from tests.indexer.killed import FINISHED, KILLED, Countdown, open_at, run_once

ROOT = Path(__file__).parents[2]
KILLS_IN_A_ROW, SINGLE_KILLS = 20, 30
SEED = 20260302

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the passes are forked")


def text(name: str, pages: int) -> str:
    return "\n\n".join(
        f"# {name} part {page}\n\n" + " ".join(f"{name} answers point {n} of page {page}." for n in range(12))
        for page in range(pages)
    )


def first_state(drive: Path) -> Path:
    files: dict[str, str | bytes] = {f"folder {n % 3}/story {n}.md": text(f"story{n}", 1 + n % 3) for n in range(14)}
    return write_files(drive, files | {"broken.pdf": b"%PDF-1.4", "twin.md": files["folder 0/story 0.md"]})


def second_state(drive: Path) -> Path:
    """Moved, copied, edited, moved and edited, gone, new, mended."""
    (drive / "folder 1").rename(drive / "folder one")
    shutil.copy(drive / "folder 0/story 3.md", drive / "Copy of story 3.md")
    write_files(drive, {"folder 0/story 6.md": text("story6 again", 2), "broken.pdf": b"%PDF-1.4 still"})
    edited = (drive / "folder 2/story 5.md").read_text() + "\n\nAnd one thing more."
    (drive / "folder 2/story 5.md").unlink()
    (drive / "folder 2/story 8.md").unlink()
    return write_files(drive, {"wandered.md": edited, "new.md": text("novelty", 2)})


# Everything that must be the same, with ids replaced by what they stand for and without times.
TABLES = {
    "assets": "SELECT title, format, kind, audience, author, language, retired_at IS NULL, tagged_with, (SELECT min("
    "v.fingerprint) FROM versions v WHERE v.asset_id = assets.id) FROM assets",
    "versions": "SELECT fingerprint, number, size, words, properties, sidecar, warnings, (SELECT min(o.fingerprint) "
    "FROM versions o WHERE o.asset_id = versions.asset_id) FROM versions",
    "locations": "SELECT path, v.fingerprint, l.size, mtime_ns, gone_at IS NULL FROM locations l "
    "JOIN versions v ON v.id = l.version_id",
    "sections": "SELECT v.fingerprint, position, locator, heading, text, notes FROM sections s "
    "JOIN versions v ON v.id = s.version_id",
    "chunks": "SELECT v.fingerprint, s.position, c.position, c.notes, c.text, c.hash FROM chunks c "
    "JOIN sections s ON s.id = c.section_id JOIN versions v ON v.id = s.version_id AND v.asset_id = c.asset_id",
    "all chunks": "SELECT text, hash FROM chunks",
    "words": "SELECT title, heading, path, body, notes FROM section_words",
    "lexicon": "SELECT word, assets FROM lexicon WHERE assets > 0",
    "vectors": "SELECT hash, model, vector FROM vectors v WHERE EXISTS (SELECT 1 FROM chunks c WHERE c.hash = v.hash)",
    "tags": "SELECT v.fingerprint, axis, value, confidence, evidence, locator, source FROM tags t "
    "JOIN versions v ON v.asset_id = t.asset_id",
    "unreadable": "SELECT path, size, mtime_ns, reason, advice FROM unreadable",
}


def dump(library: Path) -> dict[str, list[Any]]:
    with sqlite3.connect(library) as connection:
        return {name: sorted(map(repr, connection.execute(sql).fetchall())) for name, sql in TABLES.items()}


def check_whole(library: Path) -> None:
    """What must hold at any moment, in the middle of a pass too."""
    with sqlite3.connect(library) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        halves = "SELECT title FROM assets WHERE NOT EXISTS (SELECT 1 FROM versions v WHERE v.asset_id = assets.id)"
        assert connection.execute(halves).fetchall() == [], "an asset without a version"
        lost = (
            "SELECT fingerprint FROM versions v WHERE NOT EXISTS (SELECT 1 FROM sections s WHERE s.version_id = v.id)"
        )
        assert connection.execute(lost).fetchall() == [], "a version without its sections"
        unfindable = "SELECT id FROM chunks WHERE section_id NOT IN (SELECT rowid FROM section_words)"
        assert connection.execute(unfindable).fetchall() == [], "a chunk without its words"
        (twice,) = connection.execute("SELECT count(*) - count(DISTINCT section_id || '/' || position || '/' || notes) "
                                      "FROM chunks").fetchone()  # fmt: skip
        assert twice == 0, "a chunk indexed twice"


def measure(library: Path, drive: Path) -> int:
    """An undisturbed pass; how many statements it takes."""
    countdown = Countdown(0)
    opened = open_at(library)
    run_once(opened, drive, countdown)
    opened.close()
    return countdown.seen


def kill_and_go_on(drive: Path, runs: list[tuple[Path, int]]) -> Iterator[str]:
    """What became of each pass; its library is checked before the next one begins to tell its own."""
    words = [word for library, point in runs for word in (str(library), str(point))]
    command = [sys.executable, "-m", "tests.indexer.killed", str(drive), *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            library, _, outcome = json.loads(line)
            check_whole(library)
            yield outcome
    assert process.returncode == 0


def test_a_pass_killed_again_and_again_is_continued_as_if_nothing_had_been(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    drive = first_state(tmp_path / "drive")
    whole, torn = tmp_path / "whole/library.db", tmp_path / "torn/library.db"
    killed = 0
    for change in (lambda _: None, second_state):
        change(drive)
        total = measure(whole, drive)
        points = [chance.randint(20, total // 8) for _ in range(KILLS_IN_A_ROW)]
        outcomes = list(kill_and_go_on(drive, [(torn, point) for point in (*points, 0)]))
        killed += outcomes.count(KILLED)
        assert set(outcomes) <= {KILLED, FINISHED}
        assert outcomes[-1] == FINISHED
        assert dump(torn) == dump(whole)
    assert killed >= KILLS_IN_A_ROW


def test_a_pass_killed_once_anywhere_is_continued_as_if_nothing_had_been(tmp_path: Path) -> None:
    chance = random.Random(SEED + 1)
    drive = first_state(tmp_path / "drive")
    before, whole = tmp_path / "before/library.db", tmp_path / "whole/library.db"
    measure(before, drive)
    shutil.copytree(before.parent, whole.parent)
    second_state(drive)
    total = measure(whole, drive)
    points = {tmp_path / f"torn {point}/library.db": point for point in chance.sample(range(1, total), SINGLE_KILLS)}
    for torn in points:
        shutil.copytree(before.parent, torn.parent)
    outcomes = list(
        kill_and_go_on(drive, [run for torn, point in points.items() for run in ((torn, point), (torn, 0))])
    )
    assert outcomes == [KILLED, FINISHED] * SINGLE_KILLS
    wanted = dump(whole)
    for torn, point in points.items():
        assert dump(torn) == wanted, f"killed at statement {point} of {total}"
