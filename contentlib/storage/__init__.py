"""Where a library lies: its connection, its transactions, its schema, and what only one engine speaks."""

from contentlib.storage.copying import copy_library, open_copy
from contentlib.storage.cursor import Cursor
from contentlib.storage.database import open_database, to_text, to_time
from contentlib.storage.sql_words import (
    EACH,
    FOR_EACH,
    among,
    begin_pattern,
    day_number,
    days_before,
    days_between,
    folded,
    greater_of,
    holds_text,
    is_like,
    joined_texts,
    json_with,
    listed,
    month_span,
    months_later,
    own,
    same_text,
    same_value,
    text_among,
    text_before,
    unindexed,
)
from contentlib.storage.erasing import erased
from contentlib.storage.pass_lock import hold_library
from contentlib.storage.schema import last_number, list_columns, list_references, list_tables, redirect
from contentlib.storage.state import read_state, touch
from contentlib.storage.store import Store

__all__ = [
    "EACH", "FOR_EACH", "Cursor", "Store", "among", "begin_pattern", "copy_library", "day_number", "days_before",
    "days_between", "erased", "folded", "greater_of", "hold_library", "holds_text", "is_like", "joined_texts",
    "json_with", "last_number", "list_columns", "list_references", "list_tables", "listed", "month_span",
    "months_later", "open_copy", "open_database", "own", "read_state", "redirect", "same_text", "same_value",
    "text_among", "text_before", "to_text", "to_time", "touch", "unindexed",
]  # fmt: skip
