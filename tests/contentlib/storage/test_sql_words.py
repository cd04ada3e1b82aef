"""Pieces of SQL mean what they say, whatever the engine calls them."""

from __future__ import annotations

from typing import Any

import pytest

from contentlib.storage import sql_words
from contentlib.storage.database import open_database


def ask(sql: str, *values: object) -> Any:
    (row,) = open_database(":memory:").rows(f"SELECT {sql}", values)
    return row[0]


@pytest.mark.parametrize(
    ("sql", "values", "told"),
    [
        (sql_words.among("?"), (2, sql_words.listed([1, 2])), 1),
        (sql_words.among("?"), ("b", sql_words.listed("a")), 0),
        (sql_words.among("?"), (1, sql_words.listed(())), 0),
        (sql_words.unindexed("?"), (7,), 7),
        (f"count(*) FROM {sql_words.own('meta')}", (), 0),
        (sql_words.same_text("?", "?"), ("Ann@A.example", "ann@a.EXAMPLE"), 1),
        (sql_words.same_text("?", "?"), ("ann", "anne"), 0),
        (sql_words.text_among("?", 2), ("SAP", "oracle", "sap"), 1),
        (sql_words.text_among("?", 2), ("SAP", "oracle", "sage"), 0),
        (sql_words.holds_text("?", "?"), ("To Ann@A.example.", "ann@a"), 1),
        (sql_words.holds_text("?", "?"), ("To Ann", "bo"), 0),
        (sql_words.text_before("'Decks/2026/a.md'", "'/'"), (), "Decks"),
        (sql_words.text_before("'a.md'", "'/'"), (), ""),
        (sql_words.is_like("?"), ("Ann Smith", sql_words.begin_pattern("ann")), 1),
        (sql_words.is_like("?"), ("Ann Smith", sql_words.begin_pattern("smith")), 0),
        (sql_words.is_like("?"), ("Ann Smith", sql_words.begin_pattern(" smith", anywhere=True)), 1),
        (sql_words.is_like("?"), ("Ann Smith", sql_words.begin_pattern("%smith")), 0),
        (sql_words.same_value("?", "?"), (None, None), 1),
        (sql_words.same_value("?", "?"), (None, 1), 0),
        (sql_words.same_value("?", "?"), (1, 1), 1),
        (sql_words.greater_of("?", "?"), (3, 2), 3),
        (sql_words.json_with("'{\"a\": 1}'", "language"), ("de",), '{"a":1,"language":"de"}'),
        (sql_words.day_number("?"), ("no day",), None),
        (sql_words.days_between("'2026-03-01T00:00'", "?"), ("2026-03-02T12:00:00+00:00",), 1.5),
        (sql_words.days_before("?", 1), ("2026-03-01T12:00:00.250000+00:00",), "2026-02-28T12:00:00.250"),
    ],
)
def test_a_piece_says_what_it_is_called(sql: str, values: tuple[object, ...], told: object) -> None:
    assert ask(sql, *values) == told


def test_texts_are_sorted_and_grouped_without_regard_to_case() -> None:
    texts = "(SELECT 'b' AS text UNION ALL SELECT 'A' UNION ALL SELECT 'B')"
    rows = open_database(":memory:").rows(
        f"SELECT count(*) FROM {texts} GROUP BY {sql_words.folded('text')} ORDER BY {sql_words.folded('min(text)')}"
    )

    assert rows == [(1,), (2,)]
    assert ask(f"{sql_words.joined_texts('text', chr(39) + '|' + chr(39))} FROM {texts}") == "b|A|B"


def test_a_list_is_gone_through_value_by_value() -> None:
    db = open_database(":memory:")
    sql = (
        f"SELECT e.value, n.number FROM ({sql_words.EACH}) e {sql_words.FOR_EACH} (SELECT 2 AS number) n ON 1 < e.value"
    )

    assert db.rows(sql, [sql_words.listed([1, 2, 3])]) == [(2, 2), (3, 2)]


@pytest.mark.parametrize(
    ("day", "count", "later"),
    [("2026-01-15T06:00", 1, "2026-02-15T06:00"), ("2026-01-31T06:00", 1, "2026-02-28T06:00"),
     ("2024-02-29T00:00", 12, "2025-02-28T00:00"), ("2026-10-31T23:00", 6, "2027-04-30T23:00")],
)  # fmt: skip
def test_months_later_is_the_same_day_or_the_last_of_a_short_month(day: str, count: int, later: str) -> None:
    due = sql_words.months_later("day", "span")
    days = f"(SELECT {sql_words.day_number('?')} AS day, {sql_words.month_span('?')} AS span)"

    assert ask(f"abs({due} - {sql_words.day_number('?')}) < 0.0001 FROM {days}", later, day, count) == 1
