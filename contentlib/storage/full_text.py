"""Sections by their words: the only module that knows FTS5, and where a stranger's words become an expression of it.

A section is found by its own words, its asset's title and the names of the places it lies at. Every question keeps to
what the connection may read, but for :func:`count_all`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from contentlib.storage.narrowing import Narrowing, gathered, hidden, is_narrowed
from contentlib.storage.sql_words import EACH, among, listed, own, unindexed
from contentlib.storage.store import Store

# What a section is found by; those of one place come before what it says itself.
COLUMNS = ("title", "heading", "path", "body", "notes")
# The expression that no section has.
NOTHING = '""'
# What BM25 gives at most for a word of rarity 1 in a column of weight 1, however often it stands there: k1 + 1.
MOST_SCORE = 2.2
# A section's id, and its texts in the order of COLUMNS.
Texts: TypeAlias = tuple[int, str, str, str, str, str]


class Beginning(str):
    """A word that may go on."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """What a section must have: a word of each group, in one of the columns, or in any where none is named.

    Words are sought in every form they have. What is given as a word may be several, which then stand side by side.
    """

    groups: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...] = ()

    def also(self, words: Iterable[str]) -> Sought:
        """The same, with one of these words besides."""
        return Sought((*self.groups, tuple(words)), self.columns)


def any_of(words: Iterable[str], columns: tuple[str, ...] = ()) -> Sought:
    """Any of these words.

    >>> any_of(["price", "cost"]).also(["invoice"]).groups
    (('price', 'cost'), ('invoice',))
    """
    return Sought((tuple(words),), columns)


def to_match(sought: Sought, readable: Sequence[str] | None = None) -> str:
    """The expression of FTS5, for ``readable`` columns only.

    Raw text raises on ``price-lock``, ``what's``, ``C++`` and ``AND``; quoted words never do.

    >>> to_match(any_of(['what\\'s', 'AND', '"gold']))
    '"what\\'s" OR "AND" OR \"""gold"'
    >>> to_match(any_of(["price", "cost"], ("title", "notes")).also(["invoice"]), ("title", "body"))
    '{title} : (("price" OR "cost") AND ("invoice"))'
    """
    groups = [" OR ".join(map(_quote, words)) for words in sought.groups]
    found = groups[0] if len(groups) == 1 else " AND ".join(f"({group})" for group in groups)
    columns = sought.columns if readable is None else [name for name in sought.columns or COLUMNS if name in readable]
    if not all(groups) or (readable is not None and not columns):
        return NOTHING
    return f"{{{' '.join(columns)}}} : ({found})" if columns else found


def _quote(word: str) -> str:
    # A text ends for the engine where it has a zero.
    doubled = word.replace('"', '""').replace("\0", " ")
    return f'"{doubled}"{" *" if isinstance(word, Beginning) else ""}'


# --- asking ---------------------------------------------------------------------------------------------------------


def rank_sections(
    db: Store, sought: Sought, *, weights: Sequence[float], limit: int, after: int = 0, assets: list[int] | None = None
) -> list[tuple[int, float]]:
    """The best sections and their scores by BM25 (higher is better), best first.

    ``weights`` are what a word counts in each of the columns. Only sections with ids above ``after`` are looked at, and
    only those of these ``assets``, where they are given.
    """
    of_assets = f"AND {unindexed('rowid')} IN (SELECT section_id FROM chunks WHERE {among('asset_id')})"
    rows = db.execute(
        f"SELECT rowid, -bm25(section_words, {', '.join(map(str, weights))}) AS score FROM section_words "
        f"WHERE section_words MATCH ? AND rowid > ? {'' if assets is None else of_assets} "
        "ORDER BY score DESC, rowid LIMIT ?",
        [_readable(db, sought), after, *([] if assets is None else [listed(assets)]), limit],
    )
    return rows.fetchall()


def list_having(db: Store, sought: Sought) -> list[int]:
    """The ids of all sections that have it."""
    rows = db.execute("SELECT rowid FROM section_words WHERE section_words MATCH ?", [_readable(db, sought)])
    return [row[0] for row in rows]


def is_found(db: Store, sought: Sought) -> bool:
    """Whether any section has it."""
    found = db.execute("SELECT 1 FROM section_words WHERE section_words MATCH ? LIMIT 1", [_readable(db, sought)])
    return found.fetchone() is not None


def list_held(db: Store, several: Sequence[Sought], *, first: int, last: int) -> list[int]:
    """Which of several, by their places, any of the sections from the first to the last of these ids has."""
    rows = db.execute(
        "SELECT key FROM json_each(?) "
        "WHERE EXISTS (SELECT 1 FROM section_words WHERE section_words MATCH value AND rowid BETWEEN ? AND ?)",
        [_readable_list(db, several), first, last],
    )
    return [row[0] for row in rows]


def count_all(db: Store, several: Sequence[Sought]) -> list[int]:
    """How many sections of the library have each, whatever this connection may read."""
    one = f"SELECT count(*) FROM {own('section_words')} WHERE section_words MATCH value"
    rows = db.execute(f"SELECT ({one}) FROM ({EACH})", [listed(map(to_match, several))])
    return [row[0] for row in rows]


def count_first(db: Store, several: Sequence[Sought], *, most: int) -> list[tuple[int, int]]:
    """How many sections have each, and which is the last of them, by id; the first ``most`` of them are counted."""
    rows = db.execute(
        "SELECT (SELECT json_array(count(*), coalesce(max(rowid), 0)) FROM (SELECT rowid FROM section_words "
        f"WHERE section_words MATCH value ORDER BY rowid LIMIT ?)) FROM ({EACH})",
        [most, _readable_list(db, several)],
    )
    counts = (json.loads(row[0]) for row in rows)
    return [(count, last) for count, last in counts]


def _readable_list(db: Store, several: Iterable[Sought]) -> str:
    readable = _list_readable(db)
    return listed(to_match(one, readable) for one in several)


def _readable(db: Store, sought: Sought) -> str:
    return to_match(sought, _list_readable(db))


def _list_readable(db: Store) -> list[str] | None:
    return [row[0] for row in db.execute(f"SELECT name FROM {gathered('readable')}")] if is_narrowed(db) else None


# --- narrowing ------------------------------------------------------------------------------------------------------


def show_words(narrow: Narrowing, *, unread: Sequence[str], blank: Sequence[str]) -> None:
    """Let only the sections that are not hidden be found, by no column that is ``unread`` or ``blank``."""
    kept = [name for name in COLUMNS if name not in {*unread, *blank}]
    narrow.gather("readable", " UNION ALL ".join(f"SELECT '{name}' AS name" for name in kept))
    # The full text is asked through a column that has the table's own name.
    first = ("rowid", "section_words")
    narrow.show("section_words", f"rowid NOT IN {hidden('sections')}", blank=blank, first=first)


def stands(word: str) -> str:
    """That a column's word stands in a section that is not hidden."""
    quoted = f"""'"' || {word} || '"'"""
    unhidden = f"rowid NOT IN {hidden('sections')}"
    return f"EXISTS (SELECT 1 FROM {own('section_words')} WHERE section_words MATCH {quoted} AND {unhidden})"


# --- writing --------------------------------------------------------------------------------------------------------


def add_texts(db: Store, sections: Iterable[Texts]) -> None:
    """Let sections be found."""
    marks = ", ".join("?" * (1 + len(COLUMNS)))
    db.execute_many(f"INSERT INTO section_words (rowid, {', '.join(COLUMNS)}) VALUES ({marks})", sections)


def list_numbered(db: Store, sections: Sequence[int]) -> list[Texts]:
    """What these sections are found by, each behind its id."""
    return db.rows(f"SELECT rowid, {', '.join(COLUMNS)} FROM section_words WHERE {among('rowid')}", [listed(sections)])


def list_texts(db: Store, sections: Sequence[int]) -> list[tuple[str, ...]]:
    """What these sections are found by, in the order of the columns."""
    return db.rows(f"SELECT {', '.join(COLUMNS)} FROM section_words WHERE {among('rowid')}", [listed(sections)])


def move_texts(db: Store, sections: Sequence[int], path: str) -> None:
    """Let these sections be found by the names of other places."""
    db.execute(f"UPDATE section_words SET path = ? WHERE {among('rowid')}", [path, listed(sections)])


def remove_texts(db: Store, sections: Sequence[int]) -> None:
    """Let these sections be found no more."""
    db.execute(f"DELETE FROM section_words WHERE {among('rowid')}", [listed(sections)])


def rewrite_words(db: Store, change: Callable[[str], str]) -> int:
    """Change every text that a section is found by; of how many. No word that was there stays in the index."""
    rows = db.execute(f"SELECT rowid, {', '.join(COLUMNS)} FROM section_words")
    found = [(number, after) for number, *texts in rows if (after := [change(text or "") for text in texts]) != texts]
    places = ", ".join(f"{column} = ?" for column in COLUMNS)
    db.execute_many(f"UPDATE section_words SET {places} WHERE rowid = ?", [(*after, number) for number, after in found])
    if found:
        db.execute("INSERT INTO section_words(section_words) VALUES ('rebuild')")
    return len(found)
