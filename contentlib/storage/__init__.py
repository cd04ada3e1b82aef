"""Where a library lies: its connection, its transactions, its schema, and what only one engine speaks."""

from contentlib.storage.database import (
    explain,
    is_locked,
    open_database,
    to_text,
    to_time,
)
from contentlib.storage.pass_lock import hold_library
from contentlib.storage.state import read_state, touch
from contentlib.storage.store import Store

__all__ = [
    "Store", "explain", "hold_library", "is_locked", "open_database", "read_state", "to_text", "to_time", "touch",
]  # fmt: skip
