"""Cells of OpenDocument sheets and tables that keep a value and no text say it; those that show nothing do not."""

from __future__ import annotations

import pytest

from indexer.extract import read_bytes
from tests.indexer.extract import builders

CASES = {
    "a number": ('office:value-type="float" office:value="7351"', "7351"),
    "a number with digits": ('office:value-type="float" office:value="0.30000000000000004"', "0.3"),
    "a share": ('office:value-type="percentage" office:value="0.125"', "12.5%"),
    "a sum": ('office:value-type="currency" office:currency="EUR" office:value="4200"', "4200 EUR"),
    "a day": ('office:value-type="date" office:date-value="2026-05-04"', "2026-05-04"),
    "a moment": ('office:value-type="date" office:date-value="2026-05-04T09:30:00"', "2026-05-04 09:30:00"),
    "a time": ('office:value-type="time" office:time-value="PT09H30M05S"', "9:30:05"),
    "a truth": ('office:value-type="boolean" office:boolean-value="true"', "TRUE"),
    "words": ('office:value-type="string" office:string-value="Coral Ltd"', "Coral Ltd"),
    "nonsense": ('office:value-type="float" office:value="soon"', "soon"),
}


def sheet(cell: str) -> str:
    table = f'<table:table table:name="A"><table:table-row>{cell}</table:table-row></table:table>'
    sections = read_bytes(builders.open_document("spreadsheet", table), "a.ods").sections
    return sections[0].text if sections else ""


@pytest.mark.parametrize("name", CASES)
def test_a_value_without_text_is_read(name: str) -> None:
    said, text = CASES[name]
    assert sheet(f"<table:table-cell {said}/>") == text


def test_a_value_is_repeated_as_its_cell_is() -> None:
    said = 'office:value-type="float" office:value="5" table:number-columns-repeated="3"'
    assert sheet(f"<table:table-cell {said}/>") == "5 | 5 | 5"


def test_text_counts_more_than_the_value_and_an_empty_one_shows_nothing() -> None:
    said = 'office:value-type="float" office:value="4711"'
    assert sheet(f"<table:table-cell {said}><text:p>four thousand</text:p></table:table-cell>") == "four thousand"
    assert "4711" not in sheet(f"<table:table-cell {said}><text:p/></table:table-cell>")


def test_a_table_of_a_text_says_its_values_too() -> None:
    cell = '<table:table-cell office:value-type="float" office:value="7351"/>'
    table = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    assert read_bytes(builders.open_document("text", table), "a.odt").sections[0].text == "7351"
