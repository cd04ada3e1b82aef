"""The cache of pictures: whole or not there, and never anywhere but beside its library."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentlib.library.opened import Library
from contentlib.pictures.page_pictures import (
    Picture,
    find_picture,
    has_pictures,
    list_boxes,
    list_pictures,
    list_undrawn,
    pictures_folder,
    put_pictures,
    sweep_half_made,
)
from contentlib.pictures.word_boxes import Box
from contentlib.search.keywords import find_query_stems
from contentlib.settings import Settings
from tests.web.shelf import fill_library

NAME = "ab" * 32
TWO = ((Picture(1, 900, 506), b"one"), (Picture(2, 506, 900), b"two"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(library=tmp_path / "library.db")


def test_pictures_lie_beside_the_library_with_their_sizes(settings: Settings, tmp_path: Path) -> None:
    put_pictures(settings, NAME, TWO)
    assert list_pictures(settings, NAME) == (Picture(1, 900, 506), Picture(2, 506, 900))
    assert find_picture(settings, NAME, 2) == tmp_path / "library.pictures/ab" / NAME / "2.webp"
    assert find_picture(settings, NAME, 3) is None


def test_nothing_half_made_is_left_and_what_is_there_stays(settings: Settings) -> None:
    put_pictures(settings, NAME, TWO)
    put_pictures(settings, NAME, TWO[:1])
    assert len(list_pictures(settings, NAME)) == 2
    assert [path.name for path in (pictures_folder(settings) / "ab").iterdir()] == [NAME]


def test_a_file_without_pictures_is_remembered_as_such(settings: Settings) -> None:
    assert not has_pictures(settings, NAME)
    put_pictures(settings, NAME, ())
    assert has_pictures(settings, NAME)
    assert list_pictures(settings, NAME) == ()


@pytest.mark.parametrize("name", ["", "..", "../../etc", "ab" * 31, "AB" * 32, f"{NAME}/..", f"{NAME}\n"])
def test_what_is_no_fingerprint_is_no_place(settings: Settings, name: str) -> None:
    put_pictures(settings, name, TWO)
    assert list_pictures(settings, name) == ()
    assert find_picture(settings, name, 1) is None
    assert not pictures_folder(settings).exists()


@pytest.mark.parametrize("page", [0, -1, 401])
def test_pages_are_counted_from_one(settings: Settings, page: int) -> None:
    put_pictures(settings, NAME, TWO)
    assert find_picture(settings, NAME, page) is None


def test_what_an_earlier_version_drew_is_shown_to_nobody_and_drawn_anew(settings: Settings) -> None:
    put_pictures(settings, NAME, TWO, [(Box("old", 1, 1, 9, 9),)])
    folder = pictures_folder(settings) / "ab" / NAME
    (folder / "pages-3.json").rename(folder / "pages.json")
    assert not has_pictures(settings, NAME)
    assert find_picture(settings, NAME, 1) is None
    assert list_boxes(settings, NAME, 1) == ()
    put_pictures(settings, NAME, TWO[:1])
    assert list_pictures(settings, NAME) == (TWO[0][0],)
    assert not (folder / "pages.json").exists()


def test_a_damaged_list_is_no_list(settings: Settings) -> None:
    put_pictures(settings, NAME, TWO)
    (pictures_folder(settings) / "ab" / NAME / "pages-3.json").write_text('[[1], "x"]')
    assert list_pictures(settings, NAME) == ()


def test_what_was_drawn_is_not_drawn_again(tmp_path: Path) -> None:
    library: Library = fill_library(tmp_path)
    (undrawn,) = list_undrawn(library.db, library.settings, ("pdf",))
    assert (undrawn.title, undrawn.path) == ("Worth the price", "pricing/Worth the price.pdf")
    put_pictures(library.settings, undrawn.fingerprint, ())
    assert list_undrawn(library.db, library.settings, ("pdf",)) == ()
    library.close()


def test_a_page_that_was_not_drawn_is_a_gap(settings: Settings) -> None:
    gapped = ((Picture(2, 960, 540), b"two"), (Picture(5, 960, 540), b"five"))
    words = (Box("price", 1, 2, 3, 4),), (Box("terms", 5, 6, 7, 8),)
    put_pictures(settings, NAME, gapped, words, small=(b"little two", b"little five"))
    assert [picture.page for picture in list_pictures(settings, NAME)] == [2, 5]
    assert [find_picture(settings, NAME, page) is None for page in (1, 2, 3, 5)] == [True, False, True, False]
    assert (list_boxes(settings, NAME, 2), list_boxes(settings, NAME, 5)) == words
    assert list_boxes(settings, NAME, 3) == list_boxes(settings, "..", 1) == ()


def test_the_small_picture_is_the_large_one_where_there_is_none(settings: Settings) -> None:
    put_pictures(settings, NAME, TWO, small=(b"little",))
    found = [find_picture(settings, NAME, page, small=True) for page in (1, 2, 3)]
    assert [path and path.name for path in found] == ["1-small.webp", "2.webp", None]
    large = find_picture(settings, NAME, 1)
    assert large
    assert large.read_bytes() == b"one"


def test_what_a_killed_process_left_is_swept_away_and_what_is_being_made_is_not(settings: Settings) -> None:
    put_pictures(settings, NAME, TWO)
    left = pictures_folder(settings) / "ab" / f".{NAME}.12345678"
    left.mkdir()
    sweep_half_made(settings, before=left.stat().st_mtime)
    assert left.is_dir()
    sweep_half_made(settings, before=left.stat().st_mtime + 1)
    assert not left.exists()
    assert len(list_pictures(settings, NAME)) == 2


@pytest.mark.parametrize(
    ("asked", "found"), [("policy", ["Policies’"]), ("currencies", ["currency"]), ("brien", ["O’Brien"]), ("term", [])]
)
def test_words_on_a_picture_are_found_as_the_full_text_finds_them(
    settings: Settings, asked: str, found: list[str]
) -> None:
    words = [Box(word, 1, 2, 3, 4) for word in ("Policies’", "currency", "O’Brien", "determined")]
    put_pictures(settings, NAME, TWO[:1], (tuple(words),))
    assert [box.word for box in list_boxes(settings, NAME, 1, find_query_stems(asked))] == found


@pytest.mark.parametrize("text", ["", "{}", '[["price"]]', '[["price", 1, 2, 3, "4"]]', '[["price", 1, 2, 30000, 4]]'])
def test_damaged_places_of_words_are_none(settings: Settings, text: str) -> None:
    put_pictures(settings, NAME, TWO, ((),))
    (pictures_folder(settings) / "ab" / NAME / "1.json").write_text(text)
    assert list_boxes(settings, NAME, 1) == ()
