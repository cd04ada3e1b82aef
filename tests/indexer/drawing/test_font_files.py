"""Which letters fonts have: of files as they are, in a collection, damaged, or no fonts at all."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from indexer.drawing import font_files
from indexer.drawing.font_files import choose_fonts, find_letters, read_font, read_letters_of
from indexer.drawing.slide_fonts import FOLDER

SANS, SIGNS = FOLDER / "sans-regular.ttf", FOLDER / "symbols-regular.ttf"


def collect(font: bytes) -> bytes:
    """A collection of this one font, with its tables where a collection has them."""
    head = b"ttcf" + struct.pack(">III", 0x00010000, 1, 16)
    (count,) = struct.unpack_from(">H", font, 4)
    made = bytearray(font)
    for number in range(count):
        at = 12 + 16 * number + 8
        made[at : at + 4] = struct.pack(">I", struct.unpack_from(">I", font, at)[0] + len(head))
    return head + bytes(made)


def test_a_font_tells_its_letters() -> None:
    assert {"a", "ß", "Ж", "Ω", "ש"} <= read_letters_of(SANS)
    assert not {"日", "✓"} & read_letters_of(SANS)
    assert {"✓", "★", "➢"} <= read_letters_of(SIGNS)


def test_the_first_font_of_a_collection_is_read(tmp_path: Path) -> None:
    path = tmp_path / "many.ttc"
    path.write_bytes(collect(SANS.read_bytes()))
    assert read_letters_of(path) == read_letters_of(SANS)
    (tmp_path / "one.ttf").write_bytes(read_font(path))
    assert ImageFont.truetype(tmp_path / "one.ttf", 20).getlength("Price") == ImageFont.truetype(SANS, 20).getlength(
        "Price"
    )


@given(st.binary(max_size=200), st.integers(0, 4000))
def test_a_damaged_font_has_no_letters_or_some_and_stops_nobody(noise: bytes, at: int) -> None:
    whole = SANS.read_bytes()[:4000]
    for data in (noise, whole[:at], whole[:at] + noise + whole[at:]):
        assert isinstance(find_letters(data), frozenset)


def test_a_file_that_is_not_there_has_no_letters(tmp_path: Path) -> None:
    assert read_letters_of(tmp_path / "gone.ttf") == frozenset()


def test_as_few_fonts_as_will_do_are_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for font in (SANS, SIGNS):
        (tmp_path / font.name).write_bytes(font.read_bytes())
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    monkeypatch.setattr(font_files, "FOLDERS", (str(tmp_path),))
    font_files._list_fonts.cache_clear()
    try:
        assert choose_fonts({"✓", "ש", "日"}) == {"✓": tmp_path / SIGNS.name, "ש": tmp_path / SANS.name}
    finally:
        font_files._list_fonts.cache_clear()
