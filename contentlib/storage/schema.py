"""What the library says of its own tables: their names, columns, references, and the numbers they have given out."""

from __future__ import annotations

from contentlib.storage.sql_words import own
from contentlib.storage.store import Store

# The engine's own tables, and those that the full text keeps for itself, begin with these names.
INNER = ("sqlite_", "section_words")


def list_tables(db: Store) -> tuple[str, ...]:
    """The library's tables by name, whatever a narrowed connection shows of them; the full text is none."""
    names = db.rows(f"SELECT name FROM {own('sqlite_master')} WHERE type = 'table' ORDER BY name")
    return tuple(name for (name,) in names if not name.startswith(INNER))


def list_columns(db: Store, table: str) -> tuple[str, ...]:
    """The columns of one of the library's own tables or views, in their order."""
    return tuple(row[1] for row in db.execute(f"PRAGMA main.table_info({table})"))


def list_references(db: Store, target: str) -> tuple[tuple[str, str], ...]:
    """The tables and columns that refer to a row of this table."""
    keys = ((table, db.rows(f"PRAGMA main.foreign_key_list({table})")) for table in list_tables(db))
    return tuple((table, key[3]) for table, found in keys for key in found if key[2] == target)


def redirect(db: Store, target: str, old: int, new: int) -> None:
    """Let all that refers to one row of a table refer to another; what that one has already, it keeps as it is."""
    for table, column in list_references(db, target):
        db.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE {column} = ?", [new, old])
        db.execute(f"DELETE FROM {table} WHERE {column} = ?", [old])


def last_number(db: Store, table: str) -> int:
    """The highest id that a table, which never gives one twice, ever gave; 0 where it gave none."""
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table]).fetchone()
    return int(row[0]) if row else 0
