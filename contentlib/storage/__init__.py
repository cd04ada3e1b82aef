"""Where a library lies: its connection, its transactions, its schema, and what only one engine speaks."""

from contentlib.storage.database import (
    at_one_moment,
    atomic,
    explain,
    insert_row,
    is_locked,
    open_database,
    to_text,
    to_time,
)
from contentlib.storage.state import read_state, touch

__all__ = [
    "at_one_moment", "atomic", "explain", "insert_row", "is_locked", "open_database", "read_state", "to_text",
    "to_time", "touch",
]  # fmt: skip
