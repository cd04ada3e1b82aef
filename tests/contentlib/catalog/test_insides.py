"""What a version's file carries is kept with it; where nothing is kept, that is never taken for “nothing”."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from contentlib.catalog import (
    add_asset,
    add_version,
    find_inside,
    list_page_links,
    record_inside,
    record_links,
    reread_version,
)
from contentlib.library.opened import open_library
from contentlib.model import Cargo, Carried, Inside, PageLink, Reading, Section
from contentlib.settings import Settings
from contentlib.storage import Store
from tests.fakes import WordEmbedder

AT = datetime(2026, 5, 4, tzinfo=UTC)
FOUND = Inside((Carried(Cargo.COMMENTS, 2, ("Ann Vos",)),))


def keep(db: Store, inside: Inside | None) -> int:
    reading = Reading("pptx", (Section("slide 1", "Price", "12 €"),), inside=inside)
    asset = add_asset(db, title="Deck", reading=reading, added_at=AT)
    return add_version(db, asset, fingerprint="ab" * 32, size=9, title="Deck", reading=reading, read_at=AT)


def test_what_is_inside_is_kept_with_its_version(tmp_path: Path) -> None:
    library = open_library(
        Settings(library=tmp_path / "library.db"), create=True, make_embedder=lambda _: WordEmbedder()
    )
    version = keep(library.db, FOUND)
    assert find_inside(library.db, version) == FOUND
    reread_version(library.db, version, Reading("pptx", (Section("slide 1", "Price", "13 €"),)))
    assert find_inside(library.db, version) == FOUND
    library.close()


def test_nothing_kept_is_no_answer(tmp_path: Path) -> None:
    library = open_library(
        Settings(library=tmp_path / "library.db"), create=True, make_embedder=lambda _: WordEmbedder()
    )
    version = keep(library.db, None)
    assert find_inside(library.db, version) is None
    record_inside(library.db, version, Inside())
    kept = find_inside(library.db, version)
    assert kept
    assert kept.is_clean
    # What examiners of another time told does not count.
    library.db.execute("UPDATE versions SET examined_with = examined_with + 1")
    assert find_inside(library.db, version) is None
    library.close()


def test_where_links_are_is_kept_with_the_version(tmp_path: Path) -> None:
    library = open_library(
        Settings(library=tmp_path / "library.db"), create=True, make_embedder=lambda _: WordEmbedder()
    )
    version = keep(library.db, FOUND)
    assert list_page_links(library.db, version) == ()
    links = (PageLink(1, 0, 0, 5000, 5000, "https://pricing.example.com", "Plans"),)
    record_links(library.db, version, links)
    reread_version(library.db, version, Reading("pptx", (Section("slide 1", "Price", "13 €"),)))
    assert list_page_links(library.db, version) == links
    library.close()
