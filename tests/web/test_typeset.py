"""Sections set as paragraphs, lists and tables: no word is lost, and none becomes markup."""

from __future__ import annotations

from flask import Flask, render_template_string
from hypothesis import given
from hypothesis import strategies as st

from web.typeset import set_text

PRICES = "Plan | Seats | Price\nBasic |  | 12 €\nTeam | 40"


def said(text: str) -> list[str]:
    return " ".join(cell for block in set_text(text) for row in (block.head, *block.rows) for cell in row).split()


def test_rows_that_name_columns_come_with_a_head_and_short_rows_are_filled() -> None:
    (table,) = set_text(PRICES)
    assert table.head == ("Plan", "Seats", "Price")
    assert table.rows == (("Basic", "", "12 €"), ("Team", "40", ""))


def test_a_table_that_starts_with_figures_has_no_head() -> None:
    (table,) = set_text("Basic | 12 €\nTeam | 40 €")
    assert (table.head, len(table.rows)) == ((), 2)


def test_a_lone_line_with_a_bar_stays_a_paragraph() -> None:
    assert [block.setting for block in set_text("Home | About\n\nWelcome")] == ["paragraph", "paragraph"]


def test_lines_that_a_page_broke_stay_one_paragraph() -> None:
    (block,) = set_text("We moved in\nseven weeks.", drawn=True)
    assert block.rows == (("We moved in\nseven weeks.",),)


@given(st.lists(st.text(alphabet="ab1 |-•<", max_size=12), max_size=8).map("\n".join))
def test_no_letter_of_a_text_is_lost(text: str) -> None:
    letters = [sign for sign in text if sign in "ab1<"]
    assert [sign for word in said(text) for sign in word if sign in "ab1<"] == letters


def test_markup_in_a_file_is_shown_as_letters(app: Flask) -> None:
    with app.test_request_context():
        page = render_template_string(
            '{% from "typeset.html" import typeset %}{{ typeset(text) }}', text="<script>x</script>\n- <b>y</b>"
        )
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "<b>" not in page
