"""Sections set as paragraphs, lists and tables: no word is lost, and none becomes markup."""

from __future__ import annotations

from flask import Flask, render_template_string
from hypothesis import given
from hypothesis import strategies as st

from web.typeset import MOST_ROWS, count_open, count_shown, set_text

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


def test_empty_cells_keep_the_others_in_their_columns() -> None:
    (table,) = set_text("| Basic | Team\nUsers | | 40\nStorage | 1 GB | 9 GB")
    assert table.head == ("", "Basic", "Team")
    assert table.rows == (("Users", "", "40"), ("Storage", "1 GB", "9 GB"))


def test_names_said_in_every_cell_stand_once_above_their_columns() -> None:
    (table,) = set_text("Plan: Basic | Price: 12 € | Seats: 4\nPlan: Team | Seats: 40")
    assert table.head == ("Plan", "Price", "Seats")
    assert table.rows == (("Basic", "12 €", "4"), ("Team", "", "40"))


def test_sentences_with_a_colon_are_no_named_columns() -> None:
    (table,) = set_text("Ask: why? | Answer: so\nSay: no | Wait: a day")
    assert table.rows[-1] == ("Say: no", "Wait: a day")


def test_columns_of_figures_alone_are_known_and_let_a_head_have_years() -> None:
    (table,) = set_text("Region | 2025 plan | Owner\nNorth | 1,200.50 € | Ines\nSouth | -3 % | Jo")
    assert table.head == ("Region", "2025 plan", "Owner")
    assert table.figures == {1}


def test_numbers_of_a_list_stay_as_they_were_written_over_blank_lines() -> None:
    (block,) = set_text("3. Payment\n\n4. Term\n\n7. Notice")
    assert block.setting == "numbered"
    assert block.rows == (("3.", "Payment"), ("4.", "Term"), ("7.", "Notice"))


def test_a_lone_numbered_line_stays_a_paragraph() -> None:
    assert [block.rows for block in set_text("3. Payment\nWithin a month.")] == [
        (("3. Payment",),),
        (("Within a month.",),),
    ]


def test_lines_that_an_editor_broke_are_joined_and_short_ones_are_not() -> None:
    text = "From: Ann\nTo: Bo\n\n" + "word " * 14 + "ends\nhere, and goes on.\nBest,\nAnn"
    paragraphs = [block.rows[0][0] for block in set_text(text, wrapped=True)]
    assert paragraphs == ["From: Ann", "To: Bo", "word " * 14 + "ends here, and goes on.", "Best,", "Ann"]


def test_a_long_table_says_how_many_rows_are_folded_and_has_them_all(app: Flask) -> None:
    text = "Plan | Price\n" + "\n".join(f"Plan {'x' * 3} | {at}" for at in range(MOST_ROWS + 1240))
    with app.test_request_context():
        page = render_template_string('{% from "typeset.html" import typeset %}{{ typeset(text) }}', text=text)
    assert "<summary>and 1,240 more rows</summary>" in page
    assert page.count("<tr>") == MOST_ROWS + 1240 + 2


def test_a_long_section_and_a_long_page_are_folded_and_short_ones_are_not() -> None:
    long = "\n".join("A sentence that says a thing or two." * 3 for _ in range(60))
    assert 0 < count_shown(set_text(long)) < 60
    assert count_shown(set_text("One.\nTwo.")) == 2
    assert 0 < count_open([long] * 9) < 9
    assert count_open(["One."] * 9) == 9
    assert 0 < count_open([None] * 40) < 40


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
