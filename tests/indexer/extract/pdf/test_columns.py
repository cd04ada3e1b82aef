"""Pages whose lines were drawn across their columns, and tables, which look the same from afar."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from indexer.extract import read_bytes
from indexer.extract.pdf.columns import PdfPiece, arrange

LEFT = [
    "Every client of ours",
    "has a manager who",
    "answers within a day",
    "and knows the plan,",
    "however small it be.",
]
MIDDLE = [
    "Partners get a part",
    "of what they bring in",
    "for as long as the",
    "client stays with us",
    "and pays for seats.",
]
RIGHT = ["Whoever leaves takes", "all files along in a", "format that others", "can read, and pays", "nothing for it."]
TABLES = {
    "names and what they mean": [
        ["Onboarding", "Support", "Storage", "Users", "Exports"],
        [
            "two weeks with a coach",
            "by mail and phone",
            "100 GB for each team",
            "as many as you like",
            "to CSV and more",
        ],
    ],
    "figures": [["Small plan", "Middle plan", "Large plan", "Huge plan"], ["99", "399", "699", "2,999"]],
    "questions and short answers": [
        ["Can we leave early?", "Is there a trial?", "Who owns the data?", "Do you have an API?"],
        ["Yes, with notice.", "Yes, for a month.", "You do, always.", "Yes, for all plans."],
    ],
    "features of three plans": [
        ["Reports in the app", "Alerts by mail", "Roles and rights", "Single sign-on"],
        ["yes, with export", "no", "yes, two of them", "no"],
        ["yes, with export", "yes, each day", "yes, all of them", "yes, by OIDC"],
    ],
}


def drawn(columns: Sequence[Sequence[str]], lefts: Sequence[int], title: str = "") -> list[str]:
    out = BytesIO()
    canvas = Canvas(out)
    if title:
        canvas.drawString(60, 740, title)
    for row in range(max(map(len, columns))):
        for column, left in zip(columns, lefts, strict=False):
            canvas.drawString(left, 700 - 14 * row, column[row] if row < len(column) else "")
    canvas.showPage()
    canvas.save()
    return read_bytes(out.getvalue(), "offer.pdf").sections[0].text.split("\n")


@pytest.mark.parametrize(
    ("columns", "lefts"), [([LEFT, RIGHT], [60, 300]), ([LEFT, MIDDLE, RIGHT], [60, 220, 380])], ids=["two", "three"]
)
def test_columns_of_a_text_are_read_one_after_the_other(columns: list[list[str]], lefts: list[int]) -> None:
    assert drawn(columns, lefts) == [line for column in columns for line in column]


def test_a_line_across_the_columns_is_read_before_them() -> None:
    title = "What we promise to everybody who buys from us, and what it costs in all of our plans"
    assert drawn([LEFT, RIGHT], [60, 300], title) == [title, *LEFT, *RIGHT]


def test_a_column_may_be_shorter_than_the_others() -> None:
    assert drawn([[*LEFT, "More is in the annex."], RIGHT], [60, 300]) == [*LEFT, "More is in the annex.", *RIGHT]


@pytest.mark.parametrize("columns", TABLES.values(), ids=TABLES)
def test_rows_of_a_table_stay_together(columns: list[list[str]]) -> None:
    assert drawn(columns, [60, 220, 380]) == [" ".join(cells) for cells in zip(*columns, strict=True)]


PIECES = st.lists(
    st.builds(PdfPiece, st.floats(0, 300), st.floats(300, 600), st.text("abc .", min_size=1, max_size=20)), max_size=4
)


@given(st.lists(PIECES, max_size=12))
def test_no_word_is_lost_or_made_up(lines: list[list[PdfPiece]]) -> None:
    words = sorted(word for line in lines for piece in line for word in piece.text.split())
    assert sorted(" ".join(arrange(lines)).split()) == words
