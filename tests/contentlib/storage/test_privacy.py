"""What a library leaves on the disk is its owner's alone, also where an earlier version left it open."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from contentlib.catalog.assets import find_asset_by_path
from contentlib.pictures.cut_outs import cut_pages
from contentlib.sending.links import Terms, send_link
from contentlib.storage.database import open_database
from indexer.drawing.page_drawing import draw_library
from tests.builders import NOON, build_library
from tests.indexer.drawing.test_page_drawing import PDF
from web import create_app

FRONT = "---\naudience: external\n---\n"


@pytest.fixture(autouse=True)
def usual_mask() -> Iterator[None]:
    """Files are for everybody to read, as on most machines, until the library says otherwise."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[tuple[str, str]]:
    """Every file and folder that somebody else may look into."""
    listed = [(path, stat.S_IMODE(path.lstat().st_mode)) for path in sorted(folder.rglob("*"))]
    return [(str(path.relative_to(folder)), oct(mode)) for path, mode in listed if mode & 0o077]


def use_everything(folder: Path) -> None:
    """A pass, pictures, a cut-out, a vector index, links, and the pages: whatever writes."""
    shutil.copytree(PDF.parent, folder / "drive", ignore=lambda _, names: [name for name in names if name != PDF.name])
    library = build_library(folder, {"a.md": f"{FRONT}# Price\n\nPaid back in seven months."})
    assert list(draw_library(library))
    pdf = find_asset_by_path(library.db, PDF.name)
    cut_pages(library.db, library.settings, pdf.version_id, (1,))
    assert len(library.vectors) > 0
    sent = {"rep": "a@ours.example", "contact": "b@firm.example", "deal": "", "note": "", "token": "t", "sent_at": NOON}
    send_link(library.db, find_asset_by_path(library.db, "a.md").id, terms=Terms(), link_token="tulip", **sent)
    assert create_app(library=library).test_client().get("/").status_code == 200
    library.close()


def test_nobody_else_can_read_what_a_library_leaves_behind(tmp_path: Path) -> None:
    use_everything(tmp_path)
    shutil.rmtree(tmp_path / "drive")
    assert {".db", ".faiss", ".key", ".lock", ".pictures", ".cuts"} <= {path.suffix for path in tmp_path.iterdir()}
    assert not open_to_others(tmp_path)


def test_a_folder_that_is_made_for_a_library_is_its_owners_alone(tmp_path: Path) -> None:
    open_database(tmp_path / "made" / "for" / "library.db", create=True).close()
    assert not open_to_others(tmp_path)


def test_what_an_earlier_version_left_open_is_closed_when_the_library_is_opened(tmp_path: Path) -> None:
    home = tmp_path / "home"
    use_everything(home)
    shutil.rmtree(home / "drive")
    (home / "library.txt").write_text("a note of the owner's, none of ours")
    for path in home.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    open_database(home / "library.db").close()
    assert [name for name, _ in open_to_others(home)] == ["library.txt"]


def test_a_link_beside_the_library_leads_to_nothing_that_is_changed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir(mode=0o755)
    (tmp_path / "library.pictures").symlink_to(other)
    open_database(tmp_path / "library.db", create=True).close()
    assert stat.S_IMODE(other.stat().st_mode) == 0o755
