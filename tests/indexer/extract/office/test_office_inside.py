"""Office files are looked through by what they hold, and cleaned of exactly what is told of them."""

from __future__ import annotations

from io import BytesIO

import docx
import openpyxl
import pptx
import pytest

from contentlib.errors import Unreadable
from contentlib.model import Cargo, Inside
from indexer.extract import examine, make_clean, read_bytes
from tests.indexer.extract import builders

FILES = {"pptx": builders.deck(), "docx": builders.word_file(), "xlsx": builders.workbook()}
OPENERS = {"pptx": pptx.Presentation, "docx": docx.Document, "xlsx": openpyxl.load_workbook}
EVERY = pytest.mark.parametrize("form", sorted(FILES))


def counts(inside: Inside) -> dict[Cargo, int]:
    return {one.cargo: one.count for one in inside.carried}


@EVERY
def test_a_clean_copy_says_to_a_buyer_what_the_file_says(form: str) -> None:
    before, after = (read_bytes(data, f"a.{form}") for data in (FILES[form], make_clean(FILES[form], form)))
    assert [(one.locator, one.text) for one in after.sections] == [(one.locator, one.text) for one in before.sections]
    assert not any(one.notes for one in after.sections)


@EVERY
def test_a_clean_copy_is_clean_opens_and_is_the_same_each_time(form: str) -> None:
    made = make_clean(FILES[form], form)
    assert examine(made, form) == Inside()
    assert made == make_clean(FILES[form], form)
    OPENERS[form](BytesIO(made))


@EVERY
def test_half_a_file_is_not_clean(form: str) -> None:
    half = FILES[form][: len(FILES[form]) // 2]
    assert examine(half, form).unexamined
    with pytest.raises(Unreadable):
        make_clean(half, form)


def test_notes_are_told_wherever_they_stand_on_their_page() -> None:
    told = counts(examine(FILES["pptx"], "pptx"))
    assert told[Cargo.NOTES] == 1
    # The workbook behind a chart has all its figures.
    assert told[Cargo.ATTACHED] == 1


def test_what_is_appended_to_a_package_is_told() -> None:
    for odd in (b"floor is 12 %", b"PK\x05\x06" + bytes(18)):
        assert not examine(FILES["docx"] + odd, "docx").is_clean
    clean = make_clean(FILES["docx"], "docx")
    assert not examine(b"floor is 12 %" + clean, "docx").is_clean
