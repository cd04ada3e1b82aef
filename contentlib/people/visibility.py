"""Who sees what: narrows one connection to the assets a person may see. The only module that knows how.

A folder may be limited to groups (:mod:`contentlib.people.groups`). For somebody outside them, views of the
connection's own stand before the tables: SQLite looks a plain table name up among these first, so every query, also
one that is not written yet, finds only what the person may see, and a search ranks, counts and judges as if the rest
was not there. Writes to such a table must name it as ``main.``; one that does not fails, and changes nothing.

An asset is seen where its current version lies at a place that is seen, by every limit that the place is under; its
other places are not shown. What lies nowhere any more is seen if it never lay at a place that is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from contentlib.storage import Store

# What is hidden from this connection, by id; made when it is narrowed, and gone with it.
HIDDEN = ("locations", "versions", "assets", "sections")
# What stands before each table. Tables that are always read together with their asset need nothing of their own.
SHOWN = {
    "drives": "id NOT IN (SELECT drive_id FROM temp.barred WHERE folder = '')",
    "assets": "id NOT IN temp.hidden_assets",
    "versions": "id NOT IN temp.hidden_versions",
    "locations": "id NOT IN temp.hidden_locations AND version_id NOT IN temp.hidden_versions",
    "sections": "id NOT IN temp.hidden_sections",
    "chunks": "section_id NOT IN temp.hidden_sections",
    "tags": "asset_id NOT IN temp.hidden_assets",
    "winning_tags": "asset_id NOT IN temp.hidden_assets",
    "section_tags": "asset_id NOT IN temp.hidden_assets AND section_id NOT IN temp.hidden_sections",
    "asset_vectors": "asset_id NOT IN temp.hidden_assets",
    "rule_effects": "asset_id NOT IN temp.hidden_assets",
    "sends": "asset_id NOT IN temp.hidden_assets",
    # What colleagues asked may name what only they may see: a search that found hidden assets is theirs alone.
    "searches": "NOT EXISTS (SELECT 1 FROM main.impressions i "
    "WHERE i.search_id = searches.id AND i.asset_id IN temp.hidden_assets)",
    # A rival whom only hidden assets name is known to nobody else.
    "competitors": "EXISTS (SELECT 1 FROM main.tags t WHERE t.axis = 'competitor' AND t.confidence > 0 "
    "AND t.value = competitors.name COLLATE NOCASE AND t.asset_id NOT IN temp.hidden_assets)",
    "section_words": "rowid NOT IN temp.hidden_sections",
    # A typing error is not mended with a word that only hidden assets have.
    "lexicon": "EXISTS (SELECT 1 FROM main.section_words WHERE section_words MATCH '\"' || word || '\"' "
    "AND rowid NOT IN temp.hidden_sections)",
    "unreadable": "NOT EXISTS (SELECT 1 FROM temp.barred b WHERE b.drive_id = unreadable.drive_id AND (b.folder = '' "
    "OR unreadable.path = b.folder OR substr(unreadable.path, 1, length(b.folder) + 1) = b.folder || '/'))",
}
# Those that may only be told to buyers see no speaker notes, and no quotes that may come from them.
BLANK = {
    "sections": ("notes",), "section_words": ("notes",), "tags": ("evidence",), "winning_tags": ("evidence",),
    "section_tags": ("evidence",),
}  # fmt: skip
# Names of files, which may be hidden ones: for nobody who is restricted.
ALWAYS_BLANK = {"competitors": ("evidence",)}

BARRED = """INSERT INTO temp.barred SELECT drive_id, folder FROM main.limits WHERE id NOT IN (
    SELECT lg.limit_id FROM main.limit_groups lg JOIN main.group_people gp ON gp.group_id = lg.group_id
    WHERE gp.person_id IS ?)"""
# “0” is the sign after “/”: with both bounds the index on paths is used.
LOCATIONS = """INSERT OR IGNORE INTO temp.hidden_locations
    SELECT l.id FROM temp.barred b CROSS JOIN main.locations l ON l.drive_id = b.drive_id WHERE b.folder = ''
    UNION SELECT l.id FROM temp.barred b CROSS JOIN main.locations l ON l.drive_id = b.drive_id
        WHERE b.folder != '' AND (l.path = b.folder OR l.path > b.folder || '/' AND l.path < b.folder || '0')"""
VERSIONS = """INSERT INTO temp.hidden_versions
    SELECT version_id FROM temp.hidden_locations h CROSS JOIN main.locations l ON l.id = h.id
    EXCEPT SELECT l.version_id FROM main.locations l
        WHERE l.gone_at IS NULL AND l.id NOT IN temp.hidden_locations
        AND l.version_id IN (SELECT version_id FROM temp.hidden_locations h JOIN main.locations m ON m.id = h.id)"""
TOUCHED = """SELECT DISTINCT v.asset_id FROM temp.hidden_locations h CROSS JOIN main.locations l ON l.id = h.id
    JOIN main.versions v ON v.id = l.version_id"""
# The newest version that lies somewhere must be seen; that of a retired asset, nowhere.
ASSETS = f"""INSERT INTO temp.hidden_assets SELECT t.asset_id FROM ({TOUCHED}) t WHERE coalesce((
    SELECT v.id IN temp.hidden_versions FROM main.versions v JOIN main.locations l ON l.version_id = v.id
    WHERE v.asset_id = t.asset_id AND l.gone_at IS NULL ORDER BY v.number DESC LIMIT 1), 1)"""
INTERNAL = "INSERT OR IGNORE INTO temp.hidden_assets SELECT id FROM main.assets WHERE audience != 'external'"
ALL_OF_THEM = """INSERT OR IGNORE INTO temp.hidden_versions
    SELECT id FROM main.versions WHERE asset_id IN temp.hidden_assets"""
SECTIONS = """INSERT INTO temp.hidden_sections
    SELECT id FROM main.sections WHERE version_id IN temp.hidden_versions ORDER BY id"""


def restrict(db: Store, person_id: int | None, *, external_only: bool = False) -> None:
    """Narrow the connection to what this person may see; None is somebody in no group.

    With ``external_only`` to what buyers may have besides: no internal asset, and no speaker notes. Costs nothing
    where nothing is hidden from them; may be called again, and follows what changed.
    """
    _open_up(db)
    if not external_only and not _is_barred(db, person_id):
        return
    # One look at the library: nothing may change between finding what is hidden and hiding it.
    db.execute("BEGIN")
    try:
        _gather_hidden(db, person_id, external_only)
        for statement in _make_views(db, external_only):
            db.execute(statement)
    finally:
        db.execute("COMMIT")


@contextmanager
def lifted(db: Store) -> Iterator[None]:
    """For a while the connection sees everything: for work on an asset that was found while it did not.

    Not inside a transaction.
    """
    row = db.execute("SELECT person_id, external_only FROM temp.narrowed").fetchone() if is_restricted(db) else None
    _open_up(db)
    try:
        yield
    finally:
        if row:
            restrict(db, row[0], external_only=bool(row[1]))


def is_restricted(db: Store) -> bool:
    """Whether the connection was narrowed, so that a search must keep to what its tables show."""
    found = db.execute("SELECT 1 FROM temp.sqlite_master WHERE name = 'narrowed'").fetchone()
    return found is not None


def list_hidden(db: Store) -> list[int] | None:
    """The ids of the assets that this connection does not show; None where it was not narrowed."""
    if not is_restricted(db):
        return None
    return [row[0] for row in db.execute("SELECT id FROM temp.hidden_assets")]


def readable_words(db: Store, match: str) -> str:
    """A full-text expression that keeps to the columns this connection may read.

    The names of folders are left out where an asset that is seen also lies at a place that is not, speaker notes for
    those who may only see what buyers may have.
    """
    return list_readable(db, [match])[0]


def list_readable(db: Store, matches: Sequence[str]) -> list[str]:
    """The same of several expressions, in their order."""
    if not is_restricted(db):
        return list(matches)
    columns = " ".join(row[0] for row in db.execute("SELECT name FROM temp.searchable"))
    return [f"{{{columns}}} : ({match})" if match else match for match in matches]


def _is_barred(db: Store, person_id: int | None) -> bool:
    sql = BARRED.removeprefix("INSERT INTO temp.barred ")
    return db.execute(f"{sql} LIMIT 1", [person_id]).fetchone() is not None


def _open_up(db: Store) -> None:
    if not is_restricted(db):
        return
    made = db.execute("SELECT type, name FROM temp.sqlite_master WHERE type IN ('view', 'table')").fetchall()
    for kind, name in sorted(made, reverse=True):
        if name in {*SHOWN, "barred", "searchable", "narrowed", *(f"hidden_{one}" for one in HIDDEN)}:
            db.execute(f"DROP {kind} temp.{name}")


def _gather_hidden(db: Store, person_id: int | None, external_only: bool) -> None:
    db.execute("CREATE TEMP TABLE narrowed AS SELECT ? AS person_id, ? AS external_only", [person_id, external_only])
    db.execute("CREATE TEMP TABLE barred (drive_id INTEGER, folder TEXT)")
    for name in HIDDEN:
        db.execute(f"CREATE TEMP TABLE hidden_{name} (id INTEGER PRIMARY KEY)")
    db.execute(BARRED, [person_id])
    for statement in (LOCATIONS, VERSIONS, ASSETS):
        db.execute(statement)
    if external_only:
        db.execute(INTERNAL)
    db.execute(ALL_OF_THEM)
    db.execute(SECTIONS)


def _make_views(db: Store, external_only: bool) -> Iterator[str]:
    mixed = db.execute(f"SELECT 1 FROM ({TOUCHED}) WHERE asset_id NOT IN temp.hidden_assets LIMIT 1").fetchone()
    unread = {"path"} if mixed else set()
    columns = _list_columns(db, "section_words")
    kept = [name for name in columns if name not in (unread | {"notes"} if external_only else unread)]
    yield "CREATE TEMP TABLE searchable AS " + " UNION ALL ".join(f"SELECT '{name}' AS name" for name in kept)
    for table, condition in SHOWN.items():
        blank = ALWAYS_BLANK.get(table, ()) + (BLANK.get(table, ()) if external_only else ())
        listed = [f"'' AS {name}" if name in blank else name for name in _list_columns(db, table)]
        if table == "section_words":
            # The full text is asked through a column that has the table's own name.
            listed = ["rowid", "section_words", *listed]
        notes = " AND NOT notes" if external_only and table == "chunks" else ""
        yield f"CREATE TEMP VIEW {table} AS SELECT {', '.join(listed)} FROM main.{table} WHERE {condition}{notes}"


def _list_columns(db: Store, table: str) -> list[str]:
    return [row[1] for row in db.execute(f"PRAGMA main.table_info({table})")]
