"""Where a table's own names of columns stand in a file."""

from __future__ import annotations

import pytest

from indexer.extract import read_bytes

TITLED = {
    "lines": "Price list of the north\nvalid until June 2026\n\nPlan,Seats,Monthly fee\nPebble,10,99\nBoulder,50,399\n",
    "cut like the table": "Price list,,\nRegion:,North,\n,,\nPlan,Seats,Monthly fee\nPebble,10,99\nBoulder,50,399\n",
    "semicolons": "Preisliste\nStand: Juni\nPlan;Seats;Monthly fee\nPebble;10;99\nBoulder;50;399\nGranite;90;499\n",
    "many lines": "A\nB\nC\nD\nE\n\nPlan\tSeats\tMonthly fee\nPebble\t10\t99\nBoulder\t50\t399\nGranite\t90\t499\n",
}


@pytest.mark.parametrize("table", TITLED.values(), ids=TITLED)
def test_lines_above_the_names_of_the_columns_are_kept_apart(table: str) -> None:
    sections = read_bytes(table.encode(), "prices.csv").sections
    assert sections[0].text.split("\n")[0] == table.replace("\t", ",").replace(";", ",").split("\n")[0].rstrip(",")
    assert sections[1].text.split("\n")[0] == "Plan: Pebble | Seats: 10 | Monthly fee: 99"
    assert "rows " in sections[1].locator


def test_a_table_of_two_columns_may_have_a_title() -> None:
    sections = read_bytes(b"Contacts in May\nName,Role\nAnn,Buyer\nBob,Seller\n", "c.csv").sections
    assert (sections[0].locator, sections[1].text) == ("row 1", "Name: Ann | Role: Buyer\nName: Bob | Role: Seller")


def test_a_table_without_a_title_is_read_as_before() -> None:
    sections = read_bytes(b"Plan,Seats\nPebble,10\nBoulder,50\n", "p.csv").sections
    assert [section.locator for section in sections] == ["rows 2-3"]


def test_one_column_of_words_has_no_title() -> None:
    sections = read_bytes(b"Fee, yearly\nNotice\nTerm; see below\nScope\n", "p.csv").sections
    assert len(sections) == 1


def test_sentences_in_one_column_are_not_taken_for_a_table_with_a_title() -> None:
    data = b"What they say\nToo dear, but we like it\nMaybe later, and we lack time\nNo, or not now\n"
    assert read_bytes(data, "quotes.csv").sections[0].locator != "row 1"
    named = b"quote\nToo dear,we like it\nMaybe later,we lack time\nSome day,not now\n"
    assert read_bytes(named, "quotes.csv").sections[0].text.startswith("quote: Too dear")
