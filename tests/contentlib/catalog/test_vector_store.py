"""Vectors belong to texts: kept while a text is used and for a month after, so that what comes back costs nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from contentlib.catalog.chunks import hash_text
from contentlib.catalog.vector_store import IDLE_DAYS, add_vectors, prune_vectors
from contentlib.library.opened import Library
from indexer.run import run_pass
from tests.builders import NOON, Clock, build_library, write_files

DRIVE = {
    "price.md": "# Price\n\nWe are not the cheapest, and we pay back in nine months.",
    "security.md": "# Security\n\nYour data stays in Frankfurt, and the auditors come every spring.",
}
MONTH = timedelta(days=IDLE_DAYS)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return build_library(tmp_path, DRIVE)


def count_vectors(library: Library) -> int:
    (count,) = library.db.execute("SELECT count(*) FROM vectors").fetchone()
    return int(count)


def used(library: Library) -> int:
    (count,) = library.db.execute(
        "SELECT count(*) FROM vectors v WHERE EXISTS (SELECT 1 FROM chunks c WHERE c.hash = v.hash)"
    ).fetchone()
    return int(count)


def kept(library: Library) -> set[bytes]:
    return set(map(hash_text, library.vocabulary.list_sentences()))


def prune(library: Library, at: datetime) -> int:
    return prune_vectors(library.db, kept(library), now=at)


def test_a_vector_that_is_used_is_never_pruned(library: Library) -> None:
    before = count_vectors(library)
    assert [prune(library, NOON + n * MONTH) for n in range(4)] == [0, 0, 0, 0]
    assert count_vectors(library) == before
    assert before == used(library) + len(kept(library)), "the vocabulary's are in use though no chunk has them"


def test_a_vector_goes_when_nothing_has_needed_it_for_a_month(library: Library, tmp_path: Path) -> None:
    (tmp_path / "drive/price.md").unlink()
    before = count_vectors(library)
    run_pass(library, tmp_path / "drive", now=Clock(NOON + timedelta(days=1)))
    assert count_vectors(library) == before

    assert prune(library, NOON + MONTH) == 0
    assert prune(library, NOON + MONTH + timedelta(days=2)) == 1
    assert count_vectors(library) == before - 1
    assert library.db.execute("SELECT count(*) FROM idle_vectors").fetchone() == (0,)


def test_a_text_that_comes_back_within_a_month_is_not_embedded_again(library: Library, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    (drive / "price.md").unlink()
    run_pass(library, drive, now=Clock(NOON + timedelta(days=1)))
    write_files(drive, {"back/price.md": DRIVE["price.md"] + "\n"})

    summary = run_pass(library, drive, now=Clock(NOON + timedelta(days=20)))

    assert (summary.count(summary.changes[0].outcome), summary.chunks) == (1, 0)
    assert prune(library, NOON + 3 * MONTH) == 0, "it is in use again, so its month begins anew"


def test_what_is_pruned_is_made_again_when_it_is_needed_again(library: Library, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    (drive / "price.md").unlink()
    run_pass(library, drive, now=Clock(NOON + timedelta(days=1)))
    assert prune(library, NOON + 2 * MONTH) == 1
    write_files(drive, {"price.md": DRIVE["price.md"]})
    assert run_pass(library, drive, now=Clock(NOON + 3 * MONTH)).chunks == 1


def test_vectors_of_every_model_go_together(library: Library) -> None:
    named = [b"x" * 16]
    for model in ("one", "other"):
        add_vectors(library.db, model, named, np.ones((1, 4), dtype=np.float32))
    prune(library, datetime(2026, 1, 1, tzinfo=UTC))
    assert prune(library, datetime(2026, 6, 1, tzinfo=UTC)) == 1
    assert library.db.execute("SELECT count(*) FROM vectors WHERE hash = ?", named).fetchone() == (0,)
