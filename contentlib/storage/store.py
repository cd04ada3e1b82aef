"""One connection to the library, and how it is asked. The only module that knows sqlite-utils."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

from contentlib.errors import LockedLibrary
from contentlib.storage.cursor import Cursor
from contentlib.storage.failures import Refusal, explain

Row: TypeAlias = tuple[Any, ...]
# How long something that can be made again is waited for.
MOMENT_MS = 200
# What a statement is given: values in order, or by name.
Parameters: TypeAlias = Sequence[Any] | Mapping[str, Any]


class Store:
    """A connection to a library file, used by one thread at a time.

    Values are always parameters; a statement is never made of a stranger's text. Times are stored as ISO 8601 in UTC.
    What the engine refuses is raised as a :class:`LibraryError`, whose sentence names the library as it is ``called``.
    ``connection`` is for this room alone.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | str = "") -> None:
        self.connection = connection
        self.path = Path(path)
        self.called = str(path)

    def execute(self, sql: str, parameters: Parameters = ()) -> Cursor:
        """Run one statement; its rows are tuples."""
        return Cursor(self._run(sql, parameters), self.called)

    def execute_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Run one statement for each row of values."""
        try:
            self.connection.executemany(sql, rows)
        except Refusal as error:
            raise explain(error, self.called) from error

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a query."""
        return self.execute(sql, parameters).fetchall()

    def insert(self, table: str, values: Mapping[str, Any], *, replace: bool = False) -> int:
        """Add a row to the library's own table, also where a narrower view stands before it; returns its id.

        With ``replace`` it takes the place of a row with the same key.
        """
        return int(self._run(_insertion(table, values, replace=replace), list(values.values())).lastrowid or 0)

    def insert_many(self, table: str, rows: Sequence[Mapping[str, Any]], *, replace: bool = False) -> None:
        """Add rows that all have the same columns; see :meth:`insert`."""
        if rows:
            self.execute_many(_insertion(table, rows[0], replace=replace), [list(row.values()) for row in rows])

    def update(self, table: str, row_id: int, values: Mapping[str, Any]) -> None:
        """Change the columns of the row with this id, in the library's own table."""
        changes = ", ".join(f"{name} = ?" for name in values)
        self.execute(f"UPDATE main.{table} SET {changes} WHERE id = ?", [*values.values(), row_id])

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Both or neither: everything inside is one transaction; inside another one it is a savepoint of that one.

        It takes the write lock at once: a transaction that begins by reading and then writes would fail, not wait, when
        another process wrote in between.
        """
        is_part = self.connection.in_transaction
        self.execute("SAVEPOINT part" if is_part else "BEGIN IMMEDIATE")
        try:
            yield
            self.execute("RELEASE part" if is_part else "COMMIT")
        except BaseException:
            # Where the disk is full, SQLite has taken everything back by itself.
            for undo in ("ROLLBACK TO part", "RELEASE part") if is_part else ("ROLLBACK",):
                if self.connection.in_transaction:
                    self.execute(undo)
            raise

    @contextmanager
    def if_free(self) -> Iterator[None]:
        """What is written inside is given up where another process writes for more than a moment.

        For what can be made again, and is not worth the wait for a pass.
        """
        (patience,) = self._run("PRAGMA busy_timeout", ()).fetchone()
        self._run(f"PRAGMA busy_timeout = {MOMENT_MS}", ())
        try:
            with suppress(LockedLibrary):
                yield
        finally:
            self._run(f"PRAGMA busy_timeout = {int(patience)}", ())

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Everything that is read inside is of one moment, whatever others write meanwhile; nothing is written inside.

        It also costs less: the library is asked once, not for each statement, whether it has changed.
        """
        if self.connection.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        finally:
            self.execute("COMMIT")

    def table(self, name: str) -> Any:
        """A table to look at: its rows, columns and count, as sqlite-utils tells them."""
        return self._tables.table(name)

    def table_names(self) -> list[str]:
        """The names of all tables."""
        return list(self._tables.table_names())

    @property
    def _tables(self) -> Any:
        # A search asks nothing of it, and it takes longer to import than a search to answer.
        from sqlite_utils import Database

        return Database(self.connection)

    def _run(self, sql: str, parameters: Parameters) -> sqlite3.Cursor:
        try:
            return self.connection.execute(sql, parameters)
        except Refusal as error:
            raise explain(error, self.called) from error

    def close(self) -> None:
        """Close the connection; what was not committed is gone."""
        self.connection.close()


def _insertion(table: str, values: Mapping[str, Any], *, replace: bool) -> str:
    verb = "INSERT OR REPLACE" if replace else "INSERT"
    marks = ", ".join("?" * len(values))
    return f"{verb} INTO main.{table} ({', '.join(values)}) VALUES ({marks})"
