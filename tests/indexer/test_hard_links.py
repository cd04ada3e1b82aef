"""A file with another name outside of the drive is told; names that all lie on the drive are nothing to tell."""

from __future__ import annotations

import os
from pathlib import Path

from indexer.preview import preview_pass
from tests.builders import index, open_empty, write_files


def test_a_file_with_a_name_outside_the_drive_is_read_and_told(tmp_path: Path) -> None:
    drive = write_files(tmp_path / "drive", {"a.md": "# Price", "b.md": "# Trust"})
    (tmp_path / "salaries.md").write_text("# Salaries")
    os.link(tmp_path / "salaries.md", drive / "planted.md")
    library = open_empty(tmp_path)
    told = preview_pass(library, drive).notices
    summary = index(library, drive)
    library.close()
    assert summary.notices == told
    (notice,) = summary.notices
    assert "“planted.md” also bear a name elsewhere" in notice
    assert summary.found == 3


def test_names_that_all_lie_on_the_drive_are_nothing_to_tell(tmp_path: Path) -> None:
    drive = write_files(tmp_path / "drive", {"a.md": "# Price", "kept/x.md": "# Trust"})
    os.link(drive / "a.md", drive / "kept/a.md")
    library = open_empty(tmp_path)
    summary = index(library, drive)
    library.close()
    assert summary.notices == []


def test_of_many_only_some_are_named(tmp_path: Path) -> None:
    drive = write_files(tmp_path / "drive", {f"{number}.md": f"# Price {number}" for number in range(8)})
    (tmp_path / "elsewhere").mkdir()
    for path in drive.iterdir():
        os.link(path, tmp_path / "elsewhere" / path.name)
    library = open_empty(tmp_path)
    (notice,) = index(library, drive).notices
    library.close()
    assert "“4.md” and 3 more" in notice
