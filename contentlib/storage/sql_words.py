"""What each engine spells in its own way, as pieces of SQL: nobody else writes these words.

A question stands in the module that asks it, in standard SQL. Where the standard has no words, or the engines do not
know them, it takes a piece from here: what is given are pieces of SQL too, never a stranger's text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

# --- lists ----------------------------------------------------------------------------------------------------------

# The values of a list of any length, which is one parameter.
EACH = "SELECT value FROM json_each(?)"
# Joins what follows to each row of what stands before, in this order: where we know better than the planner.
FOR_EACH = "CROSS JOIN"


def listed(values: Iterable[object]) -> str:
    """A list of numbers or texts as the one parameter that :data:`EACH` and :func:`among` take."""
    return json.dumps(list(values))


def among(value: str) -> str:
    """That it is one of a list of any length, which is one parameter."""
    return f"{value} IN ({EACH})"


def unindexed(column: str) -> str:
    """The column, looked at row by row: where an index on it would be the longer way."""
    return f"+{column}"


# --- tables ---------------------------------------------------------------------------------------------------------


def own(table: str) -> str:
    """The library's own table, whatever a narrowed connection shows in its place."""
    return f"main.{table}"


# --- texts ----------------------------------------------------------------------------------------------------------


def folded(text: str) -> str:
    """The text without regard to case, to sort and to group by."""
    return f"{text} COLLATE NOCASE"


def same_text(one: str, other: str) -> str:
    """That two texts are the same but for case."""
    return f"{one} = {other} COLLATE NOCASE"


def text_among(text: str, count: int) -> str:
    """That a text is the same, but for case, as one of so many parameters."""
    return f"{text} COLLATE NOCASE IN ({', '.join('?' * count)})"


def holds_text(text: str, sought: str) -> str:
    """That a text has another one in it, in either case."""
    return f"instr(lower({text}), lower({sought})) > 0"


def text_before(text: str, mark: str) -> str:
    """What stands before the first mark; empty where there is none."""
    return f"substr({text}, 1, instr({text}, {mark}) - 1)"


def is_like(text: str) -> str:
    """That a text, in either case, is like a parameter that :func:`begin_pattern` made."""
    return f"{text} LIKE ? ESCAPE '\\'"


def begin_pattern(typed: str, *, anywhere: bool = False) -> str:
    r"""A pattern for what begins as typed, or has that anywhere; nothing typed is a pattern itself.

    >>> begin_pattern("100%_a"), begin_pattern(" b", anywhere=True)
    ('100\\%\\_a%', '% b%')
    """
    quoted = typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"{'%' if anywhere else ''}{quoted}%"


def joined_texts(text: str, mark: str) -> str:
    """The texts of a group in one, with a mark between each two."""
    return f"group_concat({text}, {mark})"


# --- values ---------------------------------------------------------------------------------------------------------


def same_value(one: str, other: str) -> str:
    """That two values are equal, or that there is neither."""
    return f"{one} IS {other}"


def greater_of(one: str, other: str) -> str:
    """The greater of two values, neither of which is missing."""
    return f"max({one}, {other})"


def json_with(column: str, key: str) -> str:
    """A column that holds a JSON object, with a parameter as the value of this key."""
    return f"json_set({column}, '$.{key}', ?)"


# --- times ----------------------------------------------------------------------------------------------------------


def day_number(moment: str) -> str:
    """A moment, as we keep it, as a number of days with their parts; NULL for what is none, as a file may write."""
    return f"julianday({moment})"


def days_between(earlier: str, later: str) -> str:
    """How many days, with their parts, lie between two moments."""
    return f"{day_number(later)} - {day_number(earlier)}"


def days_before(moment: str, days: int) -> str:
    """The moment so many days before, as a text that sorts among the moments we keep."""
    return f"strftime('%Y-%m-%dT%H:%M:%f', {moment}, '-{days} day')"


def month_span(count: str) -> str:
    """A span of months, for :func:`months_later`."""
    return f"'+' || {count} || ' months'"


def months_later(a_day: str, span: str) -> str:
    """A :func:`day_number` moved on by :func:`month_span`; at the end of a short month it is the last day of that."""
    # SQLite lets the 31st of a short month run into the next one.
    return (
        f"CASE WHEN strftime('%d', {a_day}) = strftime('%d', {a_day}, {span}) THEN julianday({a_day}, {span}) "
        f"ELSE julianday({a_day}, {span}, 'start of month', '-1 day') "
        f"+ {a_day} + 0.5 - CAST({a_day} + 0.5 AS INTEGER) END"
    )
