"""Where a library lies: its connection, its transactions, its schema, and what only one engine speaks."""

from contentlib.storage.copying import copy_library, open_copy
from contentlib.storage.cursor import Cursor
from contentlib.storage.database import open_database, to_text, to_time
from contentlib.storage.erasing import erased, has_traces, leave_traces
from contentlib.storage.full_text import (
    COLUMNS,
    MOST_SCORE,
    Beginning,
    Sought,
    add_texts,
    any_of,
    count_all,
    count_first,
    is_found,
    list_having,
    list_held,
    list_numbered,
    list_texts,
    move_texts,
    rank_sections,
    remove_texts,
    show_words,
    stands,
)
from contentlib.storage.library_key import mark_text, read_key, seal, unseal
from contentlib.storage.narrowing import (
    Narrowing,
    gathered,
    hidden,
    is_narrowed,
    list_hidden,
    narrow_to,
    narrowed_to,
    widen,
)
from contentlib.storage.pass_lock import hold_library
from contentlib.storage.rewriting import list_text_columns, rewrite_texts
from contentlib.storage.schema import last_number, list_columns, list_references, list_tables, redirect
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
from contentlib.storage.state import read_state, touch
from contentlib.storage.store import Store

__all__ = [
    "COLUMNS", "EACH", "FOR_EACH", "MOST_SCORE", "Beginning", "Cursor", "Narrowing", "Sought", "Store", "add_texts",
    "among", "any_of", "begin_pattern", "copy_library", "count_all", "count_first", "day_number", "days_before",
    "days_between", "erased", "folded", "gathered", "greater_of", "has_traces", "hidden", "hold_library", "holds_text",
    "is_found", "is_like", "is_narrowed", "joined_texts", "json_with", "last_number", "leave_traces", "list_columns",
    "list_having", "list_held", "list_hidden", "list_numbered", "list_references", "list_tables", "list_text_columns",
    "list_texts", "listed", "mark_text", "month_span", "months_later", "move_texts", "narrow_to", "narrowed_to",
    "open_copy", "open_database", "own", "rank_sections", "read_key", "read_state", "redirect", "remove_texts",
    "rewrite_texts", "same_text", "same_value", "seal", "show_words", "stands", "text_among", "text_before", "to_text",
    "to_time", "touch", "unindexed", "unseal", "widen",
]  # fmt: skip
