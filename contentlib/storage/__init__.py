"""Where a library lies: its connection, its transactions, its schema, and what only one engine speaks."""

from contentlib.storage.copying import copy_library, open_copy
from contentlib.storage.cursor import Cursor
from contentlib.storage.database import open_database, to_text, to_time
from contentlib.storage.pass_lock import hold_library
from contentlib.storage.state import read_state, touch
from contentlib.storage.store import Store

__all__ = [
    "Cursor", "Store", "copy_library", "hold_library", "open_copy", "open_database", "read_state", "to_text",
    "to_time", "touch",
]  # fmt: skip
