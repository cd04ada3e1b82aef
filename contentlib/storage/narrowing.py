"""Lets one connection see less than there is: how that is done. Who may see what is said by who narrows it.

Views of the connection's own stand before the tables: the engine looks a plain table name up among these first, so
every query, also one that is not written yet, finds only what they show. A write names the library's :func:`own` table;
one that does not fails, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from contentlib.storage.schema import list_columns
from contentlib.storage.sql_words import own
from contentlib.storage.store import Parameters, Store


def gathered(name: str) -> str:
    """The table of rows that :meth:`Narrowing.gather` kept under this name."""
    return f"temp.{name}"


def hidden(what: str) -> str:
    """The ids that :meth:`Narrowing.hide` hides, as a query in brackets."""
    return f"(SELECT id FROM {gathered(f'hidden_{what}')})"


class Narrowing:
    """A connection while it is narrowed: what is hidden from it is found first, and then what it shows is said."""

    def __init__(self, db: Store) -> None:
        self._db = db

    def gather(self, name: str, query: str, parameters: Parameters = ()) -> None:
        """Keep the rows of a query, as :func:`gathered`, for the queries and conditions that follow."""
        self._db.execute(f"CREATE TEMP TABLE {name} AS {query}", parameters)

    def hide(self, what: str, query: str = "") -> None:
        """Hide the ids that a query finds, besides those that are hidden already; see :func:`hidden`."""
        self._db.execute(f"CREATE TEMP TABLE IF NOT EXISTS hidden_{what} (id INTEGER PRIMARY KEY)")
        self._db.execute(f"INSERT OR IGNORE INTO temp.hidden_{what} {query}")

    def finds(self, query: str) -> bool:
        """Whether a query finds anything."""
        return self._db.execute(f"{query} LIMIT 1").fetchone() is not None

    def show(
        self,
        table: str,
        condition: str,
        *,
        blank: Sequence[str] = (),
        blank_where: Mapping[str, str] | None = None,
        first: Sequence[str] = (),
    ) -> None:
        """Show only the rows of the table that meet the condition, with nothing in the columns that are ``blank``.

        ``blank_where`` are columns that are blank in the rows that meet a condition of their own. ``first`` are columns
        that the engine does not list.
        """
        shown = {
            name: f"CASE WHEN {where} THEN '' ELSE {name} END AS {name}" for name, where in (blank_where or {}).items()
        }
        shown |= {name: f"'' AS {name}" for name in blank}
        columns = (shown.get(name, name) for name in list_columns(self._db, table))
        listed = ", ".join([*first, *columns])
        self._db.execute(f"CREATE TEMP VIEW {table} AS SELECT {listed} FROM {own(table)} WHERE {condition}")


@contextmanager
def narrow_to(db: Store, **to: object) -> Iterator[Narrowing]:
    """Narrow the connection, which sees everything, ``to`` what is told of it by :func:`narrowed_to`.

    It is one look at the library: nothing changes between finding what is hidden and hiding it.
    """
    with db.at_one_moment():
        made = Narrowing(db)
        made.gather("narrowed", "SELECT " + ", ".join(f"? AS {name}" for name in to), list(to.values()))
        yield made


def widen(db: Store) -> None:
    """Let the connection see everything again."""
    if is_narrowed(db):
        made = db.rows("SELECT type, name FROM temp.sqlite_master WHERE type IN ('view', 'table')")
        for kind, name in sorted(made, reverse=True):
            db.execute(f"DROP {kind} temp.{name}")


def is_narrowed(db: Store) -> bool:
    """Whether the connection sees less than there is, so that nothing may be answered from anything but its tables."""
    found = db.execute("SELECT 1 FROM temp.sqlite_master WHERE name = 'narrowed'").fetchone()
    return found is not None


def narrowed_to(db: Store) -> Mapping[str, Any] | None:
    """What the connection was narrowed to; None where it sees everything."""
    if not is_narrowed(db):
        return None
    found = db.execute("SELECT * FROM temp.narrowed")
    return dict(zip(found.columns, found.fetchone(), strict=True))


def list_hidden(db: Store, what: str) -> list[int] | None:
    """The ids that this connection does not show; None where it sees everything."""
    return [row[0] for row in db.execute(f"SELECT id FROM temp.hidden_{what}")] if is_narrowed(db) else None
