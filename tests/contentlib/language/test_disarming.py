"""Tables that a spreadsheet opens: no cell is a formula, however it is cut; what was written comes back."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentlib.language import disarm, rearm
from contentlib.reports.export import to_csv

PARTS = st.sampled_from([*"=+-@＝＋－＠−﹦;,\n\r\t\"' \xa0\u200b\ufeff\x00\x0b\u2028\x85“a1", "\r\n", '""', "x=1"])
NASTY = st.lists(PARTS, max_size=12).map("".join)


def looks(cell: str) -> str:
    """The first sign that a program sees which drops what cannot be seen, in its plain form."""
    seen = cell.lstrip(
        "".join(map(chr, range(0x21))) + '\xa0\x7f\xad\u2028\u2029\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"“”'
    )
    return unicodedata.normalize("NFKC", seen[:1]).replace("−", "-")


@given(st.lists(st.lists(NASTY | st.text(), min_size=3, max_size=3), min_size=1, max_size=4))
def test_no_cell_is_run_whatever_borders_a_program_sees(rows: list[list[str]]) -> None:
    text = to_csv([dict(zip(("a", "b", "c"), row, strict=True)) for row in rows])
    for border in (",", ";", "\t"):
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=border):
            assert all(looks(cell) not in set("=+-@") or not cell for cell in row), (border, row)
    # Cut at line ends and semicolons, without a look at quotes.
    for line in text.splitlines():
        assert all(looks(cell) not in set("=+-@") or not cell for cell in line.split(";")), line


@given(NASTY | st.text())
def test_what_was_disarmed_comes_back_as_it_was(text: str) -> None:
    assert rearm(disarm(text)) == text


@given(st.text(st.characters(categories=["L", "N", "Zs"])))
def test_words_and_numbers_stay_as_they_are(text: str) -> None:
    assert disarm(text) == text


@pytest.mark.parametrize("value", [-3, 2.5, None, True, "3-1", "a=b", "Q3 - Q4", "you+me", "it's"])
def test_what_is_no_formula_stays_as_it_is(value: object) -> None:
    assert disarm(value) == value


@pytest.mark.parametrize("start", ["\t", "\r", "\n", "=", "＝", " =", "\u200b@"])
def test_a_cell_that_begins_so_begins_with_an_apostrophe(start: str) -> None:
    assert str(disarm(f"{start}1+1")).startswith("'")
