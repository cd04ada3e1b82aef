"""No damaged file stops a pass; each is read or reported. The full number: python -m tests.bench.fuzz."""

from __future__ import annotations

from pathlib import Path

from tests.bench.fuzz import FORMATS, fuzz

FILES = 15 * len(FORMATS)


def test_no_damaged_file_stops_a_pass_and_none_is_lost(tmp_path: Path) -> None:
    made = fuzz(tmp_path, FILES, seed=20260302)

    assert (made.files, made.lost) == (FILES, 0)
    assert made.read
    assert made.reported
