"""What a statement brings back, with the engine's refusals told as the library's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from contentlib.storage.failures import Refusal, explain


class Cursor:
    """The rows of a statement, read once as they are asked for, and how many it changed."""

    __slots__ = ("_called", "_cursor")

    def __init__(self, cursor: sqlite3.Cursor, called: str) -> None:
        self._cursor, self._called = cursor, called

    def __iter__(self) -> Iterator[Any]:
        try:
            yield from self._cursor
        except Refusal as error:
            raise explain(error, self._called) from error

    def fetchone(self) -> Any:
        """The next row; None where there is no more."""
        try:
            return self._cursor.fetchone()
        except Refusal as error:
            raise explain(error, self._called) from error

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        try:
            return self._cursor.fetchall()
        except Refusal as error:
            raise explain(error, self._called) from error

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        return self._cursor.rowcount

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column[0] for column in self._cursor.description or ())
