"""Goes through every text that a library keeps, table by table, also those of tables that come later."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeAlias

from contentlib.errors import LibraryError
from contentlib.storage.full_text import rewrite_words
from contentlib.storage.schema import list_tables
from contentlib.storage.sql_words import own
from contentlib.storage.store import Row, Store

# What becomes of a text; itself where nothing does.
Change: TypeAlias = Callable[[str], str]


def list_text_columns(db: Store, table: str) -> tuple[str, ...]:
    """The columns of a table that hold texts."""
    return tuple(row[1] for row in db.execute(f"PRAGMA main.table_info({table})") if row[2].upper() == "TEXT")


def rewrite_texts(db: Store, change: Change, *, kept: Collection[str], dropped: Collection[str]) -> dict[str, int]:
    """Change every text of every table, the full text included; how many were changed in each table.

    ``kept`` names the columns that are left alone, as ``table.column`` or ``*.column``; of the tables in ``dropped``
    a row goes that would be changed, since it is made again, or stands for nothing without its text.
    """
    counts = {"section_words": rewrite_words(db, change)}
    for table in list_tables(db):
        columns = [one for one in list_text_columns(db, table) if not {f"*.{one}", f"{table}.{one}"} & set(kept)]
        counts[table] = _rewrite(db, table, columns, change, drop=table in dropped) if columns else 0
    return {table: count for table, count in counts.items() if count}


def _rewrite(db: Store, table: str, columns: Sequence[str], change: Change, *, drop: bool) -> int:
    keys = _list_keys(db, table)
    place = " AND ".join(f"{key} = ?" for key in keys)
    rows = db.execute(f"SELECT {', '.join((*keys, *columns))} FROM main.{table}")
    found = [(row[: len(keys)], changed) for row in rows if (changed := _changed(row[len(keys) :], columns, change))]
    for key, changed in found:
        if drop:
            db.execute(f"DELETE FROM main.{table} WHERE {place}", key)
            continue
        for column, text in changed.items():
            _put(db, f"UPDATE main.{table} SET {column} = ? WHERE {place}", text, key)
    return sum(len(changed) for _, changed in found)


def _changed(texts: Row, columns: Sequence[str], change: Change) -> dict[str, str]:
    told = {column: text for column, text in zip(columns, texts, strict=True) if isinstance(text, str)}
    return {column: after for column, text in told.items() if (after := change(text)) != text}


def _put(db: Store, sql: str, text: str, key: Row) -> None:
    try:
        db.execute(sql, [text, *key])
    except LibraryError:
        # Two names that no row may share have become the same: the row's own key tells them apart.
        db.execute(sql, [f"{text} {'-'.join(map(str, key))}", *key])


def _list_keys(db: Store, table: str) -> tuple[str, ...]:
    """What names a row: its number, or in a table without numbers its key."""
    (made,) = db.execute(f"SELECT sql FROM {own('sqlite_master')} WHERE name = ?", [table]).fetchone()
    if not made.upper().rstrip().endswith("WITHOUT ROWID"):
        return ("rowid",)
    told = sorted((row[5], row[1]) for row in db.execute(f"PRAGMA main.table_info({table})") if row[5])
    return tuple(name for _, name in told)
