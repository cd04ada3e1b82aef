"""OLE files whose blocks lead in a circle and cells where none can be are refused before anything follows them."""

from __future__ import annotations

import struct

import pytest

from contentlib.errors import Unreadable
from indexer.extract import read_bytes
from indexer.extract.office.compound import refuse_endless
from tests.indexer.extract import builders

BOOK = builders.old_workbook()
SECTOR = 512
TABLE = len(BOOK) - SECTOR
FIRST_NUMBER = (0x203).to_bytes(2, "little") + (14).to_bytes(2, "little")


def put(data: bytes, at: int, number: int) -> bytes:
    return data[:at] + struct.pack("<I", number) + data[at + 4 :]


def test_a_sound_workbook_is_read() -> None:
    refuse_endless(BOOK)
    assert "15 %" in read_bytes(BOOK, "prices.xls").sections[0].text


@pytest.mark.parametrize(
    "circling",
    [
        put(BOOK, TABLE, 0),
        put(put(BOOK, TABLE, 1), TABLE + 4, 0),
        put(BOOK, TABLE + 4 * 5, 3),
        put(put(BOOK, 0x44, 2), SECTOR * 4 - 4, 2),
    ],
    ids=["a block to itself", "two to each other", "back into the chain", "blocks that tell of the table"],
)
@pytest.mark.usefixtures("short_of_memory")
def test_blocks_that_lead_in_a_circle_are_damage(circling: bytes) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        read_bytes(circling, "prices.xls")


@pytest.mark.usefixtures("short_of_memory")
def test_a_cell_where_no_old_sheet_has_one_is_damage() -> None:
    at = BOOK.index(FIRST_NUMBER) + 4
    far = BOOK[:at] + struct.pack("<HH", 65_535, 65_535) + BOOK[at + 4 :]
    with pytest.raises(Unreadable, match="a cell lies where no sheet can have one"):
        read_bytes(far, "prices.xls")


def test_a_row_that_is_filled_to_its_last_column_is_read() -> None:
    section = read_bytes(builders.old_workbook(columns=256), "prices.xls").sections[0]
    assert section.text.splitlines()[1].count("|") == 255
    with pytest.raises(Unreadable, match="a cell lies where no sheet can have one"):
        read_bytes(builders.old_workbook(columns=257), "prices.xls")


@pytest.mark.usefixtures("short_of_memory")
def test_cells_very_far_apart_in_a_binary_workbook_are_told() -> None:
    read_bytes(builders.binary_workbook(last_row=200_000), "prices.xlsb")
    with pytest.raises(Unreadable, match="has cells very far apart") as caught:
        read_bytes(builders.binary_workbook(last_row=1_048_575, last_column=16_000), "prices.xlsb")
    assert ".xlsx" in caught.value.advice
